// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/legend_item.h"

#include "plot/label_style.h"
#include "plot/series_style.h"

#include <algorithm>

namespace longpeak {
namespace {

constexpr double sampleSize = 10.0;
constexpr double lineSample = 20.0; ///< wide enough for a dash and a marker
constexpr double rowHeight = 14.0;
constexpr double besides = 5.0;
constexpr double between = 12.0;
constexpr double overhang = 12.0; ///< names may end behind the frame, where the margin is

bool isLine(const LegendEntry& entry) {
    return entry.rule != nullptr || (entry.series != nullptr && entry.series->form == Form::Line);
}

} // namespace

std::vector<LegendItem::Entry> LegendItem::entries() const {
    std::vector<Entry> out;
    if (m_figure == nullptr) return out;
    for (const LegendEntry& entry : legendOf(*m_figure, m_all, m_keyed))
        out.push_back({entry, drawnWords(*entry.name), {}});
    return out;
}

std::vector<LegendItem::Entry> LegendItem::placed(double width, const QFontMetricsF& metrics) const {
    std::vector<Entry> out = entries();
    QPointF next;
    for (Entry& entry : out) {
        const double taken = m_theme->length((isLine(entry) ? lineSample : sampleSize) + besides) +
                             metrics.horizontalAdvance(entry.text);
        if (next.x() > 0 && next.x() + taken > width + overhang) next = {0, next.y() + m_theme->length(rowHeight)};
        entry.place = next;
        next.rx() += taken + m_theme->length(between);
    }
    return out;
}

int LegendItem::heightAbove(double width) const {
    if (m_figure == nullptr) return 0;
    const auto all = placed(width, QFontMetricsF(m_theme->font(-2)));
    return all.empty() ? 0 : static_cast<int>(all.back().place.y() + m_theme->length(rowHeight));
}

QPointF LegendItem::origin() const {
    return {frame().left(), frame().top() - heightAbove(frame().width()) - 1};
}

std::vector<LegendItem::DrawnName> LegendItem::names() const {
    std::vector<DrawnName> out;
    if (m_figure == nullptr) return out;
    const QFontMetricsF metrics(m_theme->font(-2));
    for (const Entry& entry : placed(frame().width(), metrics)) {
        const double sample = m_theme->length((isLine(entry) ? lineSample : sampleSize) + besides);
        const QSizeF size(sample + metrics.horizontalAdvance(entry.text), m_theme->length(rowHeight));
        out.push_back({entry.series, entry.region, QRectF(origin() + entry.place - QPointF(0, 2), size)});
    }
    return out;
}

void LegendItem::drawSample(QCPPainter& painter, const Entry& entry, const QRectF& area) const {
    painter.setPen(Qt::NoPen);
    if (entry.rule != nullptr) {
        painter.setPen(rulePen(*m_theme, *entry.rule));
        painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()));
        return;
    }
    if (entry.series == nullptr) {
        const bool isBand = entry.region->role != Role::Limit; // whose full colour is known from elsewhere
        painter.setBrush(isBand ? m_theme->role(entry.region->role) : regionColor(*m_theme, *entry.region));
        if (!isBand) painter.setPen(QPen(m_theme->border, 0.6));
        painter.drawRoundedRect(area, 2, 2);
        return;
    }
    const Series& series = *entry.series;
    const QColor color = lineColor(*m_theme, series);
    if (series.form != Form::Line && series.form != Form::Points) return fillArea(painter, area, *m_theme, series);
    if (series.form == Form::Line) {
        painter.setPen(linePen(*m_theme, series));
        painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()));
        if (!hasMarkers(*m_theme, series)) return;
    }
    const bool isHollow = series.form == Form::Points && series.reference; // as its dots are
    painter.setPen(isHollow ? QPen(color, 1) : QPen(Qt::NoPen));
    painter.setBrush(isHollow ? m_theme->surface : color);
    const double radius = series.form == Form::Points ? area.height() / 2 : 2.6;
    painter.drawPath(markerOf(*m_theme, series, radius).translated(area.center()));
}

void LegendItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr) return;
    painter->setFont(m_theme->font(-2));
    painter->setAntialiasing(true);
    const QFontMetricsF metrics(painter->font());
    const QPointF corner = origin();
    for (const Entry& entry : placed(frame().width(), metrics)) {
        const QSizeF size(m_theme->length(isLine(entry) ? lineSample : sampleSize), m_theme->length(sampleSize));
        const QRectF sample(corner + entry.place, size);
        drawSample(*painter, entry, sample);
        painter->setPen(m_theme->muted);
        painter->drawText(QPointF(sample.right() + m_theme->length(besides), sample.bottom() - 1), entry.text);
    }
}

} // namespace longpeak
