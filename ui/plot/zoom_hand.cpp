// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/zoom_hand.h"

#include "plot/label_style.h"

namespace longpeak {

constexpr int thinnestBand = 10; ///< pixels; across less, the band is a strip along the other axis

void ZoomHand::setTheme(const Theme& theme) {
    QCPSelectionRect& band = *m_plot.selectionRect();
    band.setPen(QPen(theme.accent, 1));
    band.setBrush(withAlpha(theme.accent, 40));
}

void ZoomHand::setAxes(Qt::Orientations values) {
    m_values = values;
    m_plot.axisRect()->setRangeZoom(values);
    m_plot.axisRect()->setRangeDrag(values);
}

std::optional<Qt::Orientation> ZoomHand::axisAt(const QPointF& pixel) const {
    for (const QCPAxis* axis : {m_plot.xAxis, m_plot.yAxis})
        if (m_values.testFlag(axis->orientation()) && axis->getPartAt(pixel) != QCPAxis::spNone)
            return axis->orientation();
    return std::nullopt;
}

bool ZoomHand::canZoomBy(double times, const QPointF& pixel) const {
    return times > 0 && (axisAt(pixel) || (hasAxes() && m_plot.axisRect()->rect().contains(pixel.toPoint())));
}

void ZoomHand::zoomBy(double times, const QPointF& pixel) {
    const auto only = axisAt(pixel);
    for (QCPAxis* axis : {m_plot.xAxis, m_plot.yAxis}) {
        if (!m_values.testFlag(axis->orientation()) || (only && *only != axis->orientation())) continue;
        const double at = axis->orientation() == Qt::Horizontal ? pixel.x() : pixel.y();
        axis->scaleRange(1.0 / times, axis->pixelToCoord(at));
    }
}

/// QCustomPlot draws the band, and would zoom both axes to it.
void ZoomHand::beginBand() {
    m_plot.setSelectionRectMode(QCP::srmCustom);
}

bool ZoomHand::isBanding() const {
    return m_plot.selectionRectMode() != QCP::srmNone;
}

ZoomHand::Band ZoomHand::bandOf(const QPoint& from, const QPoint& to) const {
    const QRect area = QRect(from, to).normalized() & m_plot.axisRect()->rect();
    return {area, m_values.testFlag(Qt::Horizontal) && area.width() > thinnestBand,
            m_values.testFlag(Qt::Vertical) && area.height() > thinnestBand};
}

bool ZoomHand::isBand(const QPoint& from, const QPoint& to) const {
    const Band band = bandOf(from, to);
    return band.across || band.up;
}

void ZoomHand::endBand(const QPoint& from, const QPoint& to) {
    m_plot.selectionRect()->cancel();
    m_plot.setSelectionRectMode(QCP::srmNone);
    const auto [area, across, up] = bandOf(from, to);
    const QCPRange x(m_plot.xAxis->pixelToCoord(area.left()), m_plot.xAxis->pixelToCoord(area.right()));
    const QCPRange y(m_plot.yAxis->pixelToCoord(area.bottom()), m_plot.yAxis->pixelToCoord(area.top()));
    if (across) m_plot.xAxis->setRange(x);
    if (up) m_plot.yAxis->setRange(y);
}

} // namespace longpeak
