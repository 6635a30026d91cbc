// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/grip_item.h"

#include "plot/handles.h"

namespace longpeak {

GripItem::GripItem(QCustomPlot* plot) : FigureItem(plot) {
    setClipToAxisRect(false);
}

void GripItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr) return;
    painter->setAntialiasing(true);
    for (const Box& grip : gripsOf(*m_figure, plane())) {
        const QRectF area = drawn(grip);
        painter->setPen(QPen(m_theme->surface, 1.5));
        painter->setBrush(m_theme->accent);
        painter->drawRoundedRect(area, 4, 4);
        painter->setPen(QPen(m_theme->onAccent, 1));
        const QPointF center = area.center();
        for (const double x : {center.x() - 1.5, center.x() + 1.5})
            painter->drawLine(QPointF(x, center.y() - 3), QPointF(x, center.y() + 3));
    }
}

} // namespace longpeak
