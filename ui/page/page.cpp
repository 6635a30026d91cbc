// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/page.h"

#include "figure/figure_kind.h"
#include "text.h"

#include <utility>

namespace longpeak {

QStringList figuresOn(const QString& page) {
    QStringList ids;
    for (const std::string_view id : figuresOfPage(page.toStdString())) ids << toQString(id);
    return ids;
}

Page::Page(QString id, QString title, QWidget* parent)
    : QWidget(parent), m_id(std::move(id)), m_title(std::move(title)) {
    setObjectName(QStringLiteral("page.") + m_id);
    setAccessibleName(m_title);
}

void Page::showExplained(const QString&) {}

void Page::restoreSplits(const QByteArray&) {}

} // namespace longpeak
