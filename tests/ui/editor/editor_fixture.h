// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "editor/accelerator_editor.h"
#include "editor/model_editor.h"
#include "ui/window_fixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

// An editor over the window under test, driven by the pointers of its fields.

namespace longpeak::test {

/// The editor that is open; nullptr when none is.
template <typename Editor>
Editor* openEditor(const TestWindow& window) {
    for (Editor* editor : window->findChildren<Editor*>())
        if (editor->isVisible()) return editor;
    return nullptr;
}

/// Ready for the keyboard.
inline bool waitForEditor(const TestWindow& window) {
    // A dialog counts as active as soon as the window below it is; the keyboard is its own a little later.
    return QTest::qWaitFor([&] {
        auto* editor = openEditor<PresetDialog>(window);
        return editor != nullptr && QApplication::activeWindow() == editor;
    });
}

/// Replaces a field's text by what is typed, and leaves it.
inline void enter(QLineEdit& field, const QString& text) {
    field.setFocus();
    field.selectAll();
    if (text.isEmpty())
        QTest::keyClick(&field, Qt::Key_Delete);
    else
        QTest::keyClicks(&field, QString(text).remove(QChar(0x202f))); // no key gives the space between groups
    QTest::keyClick(&field, Qt::Key_Tab);
}

inline void click(const QObject& parent, const QString& button) {
    QTest::mouseClick(&part<QAbstractButton>(parent, button), Qt::LeftButton);
}

inline QString reasonAt(const QObject& parent, const QString& pointer) {
    const auto& label = part<QLabel>(parent, pointer + QStringLiteral(".reason"));
    return label.isHidden() ? QString() : label.text();
}

inline QString effect(const QObject& editor, const QString& metric) {
    return part<QLabel>(editor, QStringLiteral("effect.") + metric).text();
}

inline bool canSave(const QObject& editor) {
    return part<QPushButton>(editor, QStringLiteral("save")).isEnabled();
}

inline QString faultLine(const QObject& editor) {
    return part<QPushButton>(editor, QStringLiteral("fault")).text();
}

/// What a list of the rail shows, entry by entry.
inline QStringList entries(const TestWindow& window, const QString& id) {
    const auto& list = part<QComboBox>(*window, id + QStringLiteral(".list"));
    QStringList out;
    for (int i = 0; i < list.count(); ++i) out << list.itemText(i);
    return out;
}

/// Every input can be told apart by an assistive tool, and Tab reaches each that is on sight, downwards in its column.
inline QStringList tabOrder(QDialog& editor) {
    QStringList names;
    QWidget* first = editor.focusWidget();
    QWidget* at = first;
    do {
        names << at->objectName();
        QTest::keyClick(at, Qt::Key_Tab);
        at = editor.focusWidget();
    } while (at != first && at != nullptr && names.size() < 200);
    return names;
}

} // namespace longpeak::test
