// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/help.h"

#include "page/help_window.h"

namespace longpeak {

const QList<HelpPage>& helpPages() {
    static const QList<HelpPage> pages{
        {QStringLiteral("cost-model"), QObject::tr("The cost model"), QObject::tr("The cost &model")},
        {QStringLiteral("figures"), QObject::tr("Figures"), QObject::tr("&Figures")},
        {QStringLiteral("sessions"), QObject::tr("How sessions are simulated"),
         QObject::tr("How &sessions are simulated")},
        {QStringLiteral("parameters"), QObject::tr("Parameters"), QObject::tr("&Parameters")},
        {QStringLiteral("formats"), QObject::tr("Document formats"), QObject::tr("&Document formats")},
        {QStringLiteral("command-line"), QObject::tr("The command line"), QObject::tr("The command &line")},
    };
    return pages;
}

QUrl urlOf(const HelpPage& page) {
    return QUrl(QStringLiteral("qrc:/help/%1.md").arg(page.id));
}

void showHelp(QWidget* window, const QString& page) {
    auto* help = window->findChild<HelpWindow*>(QString(), Qt::FindDirectChildrenOnly);
    if (help == nullptr) help = new HelpWindow(window);
    if (!page.isEmpty()) help->showPage(page);
    help->show();
    help->raise();
    help->activateWindow();
}

} // namespace longpeak
