// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/metric_tile.h"

#include "plain.h"

#include <QPainter>
#include <QPainterPath>

#include <utility>

namespace longpeak {
namespace {

/// At a point: within an area Qt would lay the text out first, which each of the tiles would pay for at every move.
void drawEnd(QPainter& painter, double right, double baseline, const QString& text) {
    painter.drawText(QPointF(right - QFontMetricsF(painter.font()).horizontalAdvance(text), baseline), text);
}

} // namespace

MetricTile::MetricTile(QString metric, Role role, QWidget* parent)
    : QAbstractButton(parent), m_metric(std::move(metric)), m_role(role), m_theme(&themeOf(Appearance::Light)) {
    setObjectName(QStringLiteral("tile.") + m_metric);
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void MetricTile::setContent(const TileContent& content) {
    if (content == m_content) return;
    m_content = content;
    setAccessibleName(content.title);
    setAccessibleDescription(QString::fromStdString(content.value.text()) + QStringLiteral(", ") + content.comparison +
                             QStringLiteral(", ") + content.remark);
    setToolTip(wrapped(content.exact) + (content.practice.isEmpty() ? QString() : wrapped(content.practice)));
    update();
}

void MetricTile::setTheme(const Theme& theme) {
    m_theme = &theme;
    update();
}

void MetricTile::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool lit = isChecked() || hasFocus() || underMouse();
    QPainterPath outline;
    outline.addRoundedRect(card, scaled(8), scaled(8));
    painter.fillPath(outline, m_content.alarm ? m_theme->dangerWash : m_theme->surface);
    painter.save();
    painter.setClipPath(outline);
    painter.fillRect(QRectF(card.left(), card.top(), card.width(), scaled(3)), m_theme->role(m_role));
    painter.restore();
    painter.setPen(QPen(hasFocus() ? m_theme->accent : lit ? m_theme->role(m_role) : m_theme->border, 1));
    painter.drawPath(outline);

    const QRectF inner = card.adjusted(scaled(12), scaled(9), -scaled(12), -scaled(8));
    painter.setFont(typeface(-1));
    painter.setPen(m_theme->muted);
    painter.drawText(QPointF(inner.left(), inner.top() + QFontMetricsF(painter.font()).ascent()), m_content.title);

    const QFont large = typeface(9, QFont::DemiBold);
    const QFont medium = typeface(0);
    painter.setFont(large);
    painter.setPen(m_content.alarm ? m_theme->danger : m_theme->ink);
    const QString number = QString::fromStdString(m_content.value.number);
    const double baseline = inner.top() + scaled(40);
    painter.drawText(QPointF(inner.left(), baseline), number);
    const double after = inner.left() + QFontMetricsF(large).horizontalAdvance(number) + scaled(5);
    painter.setFont(medium);
    const QString unit = painter.fontMetrics().elidedText(QString::fromStdString(m_content.value.unit), Qt::ElideRight,
                                                          static_cast<int>(inner.right() - after));
    painter.drawText(QPointF(after, baseline), unit);
    // Whole or not at all: half of a range is another one.
    painter.setFont(typeface(-3));
    const double beside = after + QFontMetricsF(medium).horizontalAdvance(unit) + scaled(8);
    if (painter.fontMetrics().horizontalAdvance(m_content.practice) <= inner.right() - beside) {
        painter.setPen(m_theme->muted);
        drawEnd(painter, inner.right(), baseline, m_content.practice);
    }

    painter.setFont(typeface(-2, QFont::DemiBold));
    painter.setPen(m_content.worse ? m_theme->danger : m_theme->better);
    const double last = inner.bottom() - QFontMetricsF(painter.font()).descent();
    painter.drawText(QPointF(inner.left(), last), m_content.comparison);
    const double taken = m_content.comparison.isEmpty()
                             ? 0
                             : painter.fontMetrics().horizontalAdvance(m_content.comparison) + scaled(8);
    painter.setFont(typeface(-2));
    painter.setPen(m_theme->muted);
    const int room = static_cast<int>(inner.width() - taken);
    QString remark = m_content.remark;
    if (painter.fontMetrics().horizontalAdvance(remark) > room) remark = m_content.shortRemark;
    remark = painter.fontMetrics().elidedText(remark, Qt::ElideRight, room);
    drawEnd(painter, inner.right(), last, remark);
}

} // namespace longpeak
