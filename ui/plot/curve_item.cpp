// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/marked_graph.h"

#include <cmath>

namespace longpeak {
namespace {

constexpr qsizetype many = 200;

/// The mark in the middle of a picture of as many pixels as the device has for it.
QPixmap stampOf(const QCPScatterStyle& style, const QPen& pen, double ratio) {
    const QRectF reach = style.customPath().boundingRect();
    const int size = 2 * static_cast<int>(std::ceil(reach.width() / 2 + style.pen().widthF() + 1));
    QPixmap stamp(QSize(size, size) * ratio);
    stamp.setDevicePixelRatio(ratio);
    stamp.fill(Qt::transparent);
    QCPPainter painter(&stamp);
    painter.setAntialiasing(true);
    style.applyTo(&painter, pen);
    style.drawShape(&painter, size / 2.0, size / 2.0);
    return stamp;
}

} // namespace

void MarkedGraph::drawScatterPlot(QCPPainter* painter, const QVector<QPointF>& scatters,
                                  const QCPScatterStyle& style) const {
    if (scatters.size() < many || painter->modes().testFlag(QCPPainter::pmVectorized))
        return QCPGraph::drawScatterPlot(painter, scatters, style);
    const double ratio = painter->device()->devicePixelRatioF();
    const QPixmap stamp = stampOf(style, pen(), ratio);
    const QRectF whole(QPointF(), stamp.size());
    QVector<QPainter::PixmapFragment> fragments;
    fragments.reserve(scatters.size());
    for (const QPointF& at : scatters)
        fragments.push_back(QPainter::PixmapFragment::create(at, whole, 1 / ratio, 1 / ratio));
    painter->drawPixmapFragments(fragments.constData(), static_cast<int>(fragments.size()), stamp);
}

} // namespace longpeak
