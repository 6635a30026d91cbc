// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/span_item.h"

#include "plot/series_style.h"

#include <algorithm>

namespace longpeak {

void SpanItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr) return;
    painter->setAntialiasing(false);
    const QRectF inside = frame();
    const double low = parentPlot()->xAxis->range().lower;
    const double high = parentPlot()->xAxis->range().upper;
    const double lane = std::abs(pixelY(1.0) - pixelY(0.0));
    const double height = std::max(1.0, lane > 6 ? lane - 3.0 : lane);
    for (const Series& series : m_figure->series) {
        if (series.form != Form::Spans) continue;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            if (series.y[i] < low || series.base[i] > high) continue;
            const double left = std::max(pixelX(series.base[i]), inside.left());
            const double right = std::min(pixelX(series.y[i]), inside.right());
            const QRectF area(left, pixelY(series.x[i]) - height / 2, std::max(1.0, right - left), height);
            fillArea(*painter, area, *m_theme, series);
        }
    }
}

} // namespace longpeak
