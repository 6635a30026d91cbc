// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QList>
#include <QTextCursor>

class QLabel;
class QLineEdit;
class QTextEdit;

namespace longpeak {

/// Finds words in a text: every place is marked, Enter goes to the next, Shift+Enter back.
class SearchBar : public QFrame {
    Q_OBJECT

public:
    explicit SearchBar(QTextEdit& text, QWidget* parent = nullptr);

    /// Shows itself and takes what is typed.
    void start();
    /// Looks again: the text is another one.
    void refresh();
    int count() const { return static_cast<int>(m_places.size()); }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void find();
    void step(int by);
    void show(int place);

    QTextEdit& m_text;
    QLineEdit* m_words;
    QLabel* m_found;
    QList<QTextCursor> m_places;
    int m_place = -1;
};

} // namespace longpeak
