// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/help.h"

#include <QDialog>
#include <QFile>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace longpeak {

void showHelp(QWidget* parent, const QString& page, const QString& title) {
    QFile file(QStringLiteral(":/help/%1.md").arg(page));
    if (!file.open(QIODevice::ReadOnly)) qFatal("there is no help page '%s'", qPrintable(page));
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(QStringLiteral("help.") + page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* text = new QTextBrowser(dialog);
    text->setFrameShape(QFrame::NoFrame);
    text->setOpenExternalLinks(true);
    text->document()->setDocumentMargin(18);
    text->setMarkdown(QString::fromUtf8(file.readAll()));
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(text);
    dialog->resize(760, 680);
    dialog->show();
}

} // namespace longpeak
