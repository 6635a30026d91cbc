// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/explanation_bar.h"

#include "plain.h"
#include "text.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace longpeak {

constexpr int slack = 4; // widths of text are not whole pixels

ExplanationBar::ExplanationBar(QWidget* parent) : QFrame(parent), m_theme(&themeOf(Appearance::Light)) {
    setObjectName(QStringLiteral("explanation"));
    setProperty("class", "card");
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ExplanationBar::setExplanation(const Explanation& explanation, Role role) {
    if (explanation == m_explanation && role == m_role) return;
    m_explanation = explanation;
    m_role = role;
    setAccessibleName(text());
    setToolTip(wrapped(text()));
    update();
}

void ExplanationBar::setTheme(const Theme& theme) {
    m_theme = &theme;
    update();
}

QString ExplanationBar::text() const {
    const Explanation& e = m_explanation;
    return QStringLiteral("%1: %2 = %3 = %4; %5; %6")
        .arg(toQString(e.title), toQString(e.formula), toQString(e.numbers), toQString(e.result), toQString(e.bound),
             toQString(e.source));
}

void ExplanationBar::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect inner = contentsRect().adjusted(scaled(12), scaled(6), -scaled(12), -scaled(6));
    const int half = inner.height() / 2;
    const QRect upper(inner.left(), inner.top(), inner.width(), half);
    const QRect lower(inner.left(), inner.top() + half, inner.width(), half);

    painter.setFont(typeface(-1, QFont::DemiBold));
    const QString title = toQString(m_explanation.title);
    const QRect badge(inner.left(), inner.top() + scaled(7),
                      painter.fontMetrics().horizontalAdvance(title) + scaled(20), inner.height() - scaled(14));
    const QColor color = m_theme->role(m_role);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(badge, badge.height() / 2.0, badge.height() / 2.0);
    painter.setPen(qGray(color.rgb()) > 130 ? QColor(0x12, 0x16, 0x1d) : QColor(Qt::white));
    painter.drawText(badge, Qt::AlignCenter, title);

    const int left = badge.right() + scaled(16);
    const auto line = [&](const QString& words, const QRect& area, int from, int to, Qt::Alignment side) {
        const int room = std::max(0, to - from);
        painter.drawText(QRect(from, area.top(), room, area.height()), static_cast<int>(side | Qt::AlignVCenter),
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, room));
    };
    painter.setFont(typeface(-2));
    painter.setPen(m_theme->muted);
    const QString bound = toQString(m_explanation.bound);
    const QString source = toQString(m_explanation.source);
    const int wanted = std::max(painter.fontMetrics().horizontalAdvance(bound),
                                painter.fontMetrics().horizontalAdvance(source)) +
                       slack;
    const int split = inner.right() - std::min(wanted, inner.width() * 2 / 5);
    line(bound, upper, split, inner.right(), Qt::AlignRight);
    line(source, lower, split, inner.right(), Qt::AlignRight);

    const int end = split - scaled(16);
    painter.setFont(typeface(-1));
    line(toQString(m_explanation.formula), upper, left, end, Qt::AlignLeft);
    const QString result = QStringLiteral("= ") + toQString(m_explanation.result);
    const QString numbers = QStringLiteral("= ") + toQString(m_explanation.numbers) + QStringLiteral("  ");
    painter.setPen(m_theme->ink);
    const QFontMetrics bold(typeface(0, QFont::DemiBold));
    painter.setFont(typeface(0));
    const int shown = std::min(painter.fontMetrics().horizontalAdvance(numbers) + slack,
                               std::max(0, end - left - bold.horizontalAdvance(result)));
    line(numbers, lower, left, left + shown, Qt::AlignLeft);
    painter.setFont(typeface(0, QFont::DemiBold));
    line(result, lower, left + shown, end + 1, Qt::AlignLeft);
}

void ExplanationBar::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu;
    menu.addAction(tr("Copy"), this, [this] { QApplication::clipboard()->setText(text()); });
    menu.exec(event->globalPos());
}

} // namespace longpeak
