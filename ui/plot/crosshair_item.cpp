// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/crosshair_item.h"

#include "plot/crosshair_reading.h"
#include "plot/label_style.h"

#include <QFontMetricsF>

#include <algorithm>

namespace longpeak {
namespace {

constexpr double widestHead = 340.0;

} // namespace

void CrosshairItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr) return;
    const Plane plane = this->plane();
    const auto now = readFigure(*m_figure, plane, m_place, m_bytes);
    if (!now) return;
    painter->setAntialiasing(true);
    if (now->hasLine) {
        const double x = plane.placeX(m_place.x);
        painter->setPen(QPen(m_theme->muted, 1));
        painter->drawLine(QPointF(x, plane.frame.top), QPointF(x, plane.frame.bottom()));
    } else {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_theme->ink, 1.5));
        for (const Reading::Row& row : now->rows)
            if (row.dot) painter->drawEllipse(drawn(*row.dot), 6.5, 6.5);
    }
    drawBox(*painter, *now);
}

void CrosshairItem::drawBox(QCPPainter& painter, const Reading& reading) const {
    const QFontMetricsF metrics(labelFont(*m_theme));
    const double widest = std::max(60.0, std::min(widestHead, frame().width() - 30));
    const QRectF head = metrics.boundingRect(QRectF(0, 0, widest, 1000), Qt::TextWordWrap, reading.head);
    double nameWidth = 0;
    double valueWidth = 0;
    for (const Reading::Row& row : reading.rows) {
        nameWidth = std::max(nameWidth, metrics.horizontalAdvance(row.name) + 14);
        valueWidth = std::max(valueWidth, metrics.horizontalAdvance(row.value));
    }
    const double line = metrics.height() + 2;
    QRectF box(0, 0, std::max(nameWidth + valueWidth + 30, head.width() + 22),
               line * static_cast<double>(reading.rows.size()) + head.height() + 12);
    box.moveTopLeft(drawn(reading.beside) + QPointF(12, 0));
    if (box.right() > frame().right()) box.moveRight(reading.beside.x - 12);
    if (box.left() < frame().left()) box.moveLeft(frame().left() + 2);
    if (box.bottom() > frame().bottom()) box.moveBottom(std::max(frame().bottom(), frame().top() + box.height()));
    painter.setPen(QPen(m_theme->border, 1));
    painter.setBrush(withAlpha(m_theme->surface, 240));
    painter.drawRoundedRect(box, 5, 5);
    painter.setFont(labelFont(*m_theme));
    painter.setPen(m_theme->ink);
    const QRectF inner = box.adjusted(10, 5, -10, -5);
    painter.drawText(QRectF(inner.topLeft(), QSizeF(inner.width(), head.height())),
                     static_cast<int>(Qt::AlignTop | Qt::AlignLeft) | Qt::TextWordWrap, reading.head);
    double top = inner.top() + head.height() + 2;
    for (const Reading::Row& row : reading.rows) {
        if (row.role) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_theme->role(*row.role, row.shade));
            painter.drawEllipse(QPointF(inner.left() + 4, top + line / 2), 3.5, 3.5);
            if (row.dot && reading.hasLine) painter.drawEllipse(drawn(*row.dot), 3.5, 3.5);
        }
        const QRectF area(inner.left(), top, inner.width(), line);
        painter.setPen(m_theme->muted);
        painter.drawText(area.adjusted(14, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, row.name);
        painter.setPen(m_theme->ink);
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignRight, row.value);
        top += line;
    }
}

} // namespace longpeak
