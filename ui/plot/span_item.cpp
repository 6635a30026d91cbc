// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/span_item.h"

#include "plot/series_style.h"

#include <cmath>

namespace longpeak {

void SpanItem::describe(const Figure* figure, const Theme* theme, ByteUnits bytes) {
    FigureItem::describe(figure, theme, bytes);
    m_of.reset();
}

void SpanItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr) return;
    painter->setAntialiasing(false);
    const Plane plane = this->plane();
    if (!m_of || *m_of != plane.x) {
        m_spans = drawnSpans(*m_figure, plane.x.low, plane.x.high, (plane.x.high - plane.x.low) / plane.x.length);
        m_of = plane.x;
    }
    const double lane = std::abs(plane.placeY(1.0) - plane.placeY(0.0));
    const double height = std::max(1.0, lane > 6 ? lane - 3.0 : lane);
    for (const DrawnSpan& span : m_spans) {
        const double left = plane.placeX(span.from);
        const QRectF area(left, plane.placeY(span.lane) - height / 2, plane.placeX(span.to) - left, height);
        fillArea(*painter, area, *m_theme, m_figure->series[span.series]);
    }
}

} // namespace longpeak
