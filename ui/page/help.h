// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QUrl>

class QWidget;

namespace longpeak {

/// A page of the help: resources/help/ID.md.
struct HelpPage {
    QString id;
    QString title;
    QString menuText; ///< with its mnemonic
};

/// In the order of the index.
const QList<HelpPage>& helpPages();

QUrl urlOf(const HelpPage& page);

/// Opens the help beside the window, which goes on working: at that page, or where it was left.
void showHelp(QWidget* window, const QString& page = {});

} // namespace longpeak
