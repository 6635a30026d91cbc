// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/text.h"

#include <QString>
#include <QTextBrowser>

// What comes from a file is text, in the window too. Left to itself, Qt guesses whether a text is HTML, and reads whatever
// file an image in it names. So: no label's format is left to Qt, a tooltip that is not fixed words is made by `wrapped`,
// HTML of the program takes texts by `html` alone and is shown where nothing is read. tests/ui/page/plain_test.cpp holds the
// whole window to it.

class QApplication;

namespace longpeak {

/// From now on every label of the application, Qt's own in its boxes and dialogs too, shows its text as it is, unless it is
/// told that it holds HTML. To be called once, before the first widget.
void keepLabelsPlain(QApplication& application);

/// The same with numbers that no end of a line parts from their units.
QString unbroken(QString words);

/// A text within HTML of the program, its lines kept.
QString html(const QString& plain);
QString html(const Text& plain);

/// A text as a tooltip, which wraps: Qt would lay out plain text on one line however long.
QString wrapped(const QString& plain);

/// A text on a button, in a menu, on a tab: its & is no mnemonic.
QString withoutMnemonic(QString plain);

/// A text as the title of a window: [*] in it is no mark of what is not saved.
QString windowTitleOf(QString plain);

/// What a document gets in place of a file: of nothing at all, Qt would read the file by itself.
QVariant noResource(int type);

/// Shows HTML of the program, and reads no file for it.
class FactsBrowser : public QTextBrowser {
    Q_OBJECT

public:
    explicit FactsBrowser(QWidget* parent = nullptr);
    QVariant loadResource(int type, const QUrl& name) override;
};

} // namespace longpeak
