// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/span_item.h"

#include "plot/series_style.h"

#include <algorithm>
#include <cmath>

namespace longpeak {

void SpanItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr) return;
    painter->setAntialiasing(false);
    const Plane plane = this->plane();
    const double lane = std::abs(plane.placeY(1.0) - plane.placeY(0.0));
    const double height = std::max(1.0, lane > 6 ? lane - 3.0 : lane);
    for (const Series& series : m_figure->series) {
        if (series.form != Form::Spans) continue;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            if (series.y[i] < plane.x.low || series.base[i] > plane.x.high) continue;
            const double left = std::max(plane.placeX(series.base[i]), plane.frame.left);
            const double right = std::min(plane.placeX(series.y[i]), plane.frame.right());
            const QRectF area(left, plane.placeY(series.x[i]) - height / 2, std::max(1.0, right - left), height);
            fillArea(*painter, area, *m_theme, series);
        }
    }
}

} // namespace longpeak
