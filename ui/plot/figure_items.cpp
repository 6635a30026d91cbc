// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/figure_items.h"

#include "plot/label_style.h"
#include "plot/series_style.h"

#include <cmath>

namespace longpeak {

/// QCustomPlot lets the axes end a pixel above the frame's lower edge, as QRect counts.
Plane planeOf(const QCustomPlot& plot) {
    const QRect frame = plot.axisRect()->rect();
    const auto span = [](const QCPAxis& axis, int start, int length) {
        const AxisScale scale = axis.scaleType() == QCPAxis::stLogarithmic ? AxisScale::Log : AxisScale::Linear;
        return AxisSpan{scale, axis.range().lower, axis.range().upper, static_cast<double>(start),
                        static_cast<double>(length)};
    };
    return {{static_cast<double>(frame.left()), static_cast<double>(frame.top()), static_cast<double>(frame.width()),
             static_cast<double>(frame.height())},
            span(*plot.xAxis, frame.left(), frame.width()),
            span(*plot.yAxis, frame.bottom(), -frame.height())};
}

void FigureItem::describe(const Figure* figure, const Theme* theme, ByteUnits bytes) {
    m_figure = figure;
    m_theme = theme;
    m_bytes = bytes;
}

void RegionItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr) return;
    painter->setPen(Qt::NoPen);
    painter->setAntialiasing(false);
    const Plane plane = this->plane();
    for (const Region& region : m_figure->regions) {
        const QRectF area(drawn(plane.place(region.x0, region.y1)), drawn(plane.place(region.x1, region.y0)));
        painter->fillRect(area & frame(), regionColor(*m_theme, region));
    }
}

std::vector<BarItem::Bar> BarItem::bars() const {
    std::vector<Bar> out;
    if (m_figure == nullptr) return out;
    const Plane plane = this->plane();
    for (const bool reference : {false, true}) // outlines over what is filled
        for (const Series& series : m_figure->series)
            for (std::size_t i = 0; series.form == Form::Bars && series.reference == reference && i < series.x.size();
                 ++i)
                if (std::isfinite(series.y[i])) out.push_back({&series, drawn(barBox(*m_figure, plane, series, i))});
    return out;
}

void BarItem::draw(QCPPainter* painter) {
    painter->setAntialiasing(false);
    for (const Bar& bar : bars()) {
        if (!bar.series->reference) {
            fillArea(*painter, bar.area, *m_theme, *bar.series);
            continue;
        }
        QPen pen(m_theme->ink, 1);
        pen.setDashPattern({2, 3});
        painter->setPen(pen);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(bar.area);
    }
}

} // namespace longpeak
