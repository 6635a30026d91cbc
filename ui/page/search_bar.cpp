// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/search_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTextEdit>

namespace longpeak {

SearchBar::SearchBar(QTextEdit& text, QWidget* parent)
    : QFrame(parent), m_text(text), m_words(new QLineEdit(this)), m_found(new QLabel(this)) {
    setObjectName(QStringLiteral("searchBar"));
    m_words->setObjectName(QStringLiteral("searchWords"));
    m_words->setPlaceholderText(tr("Find on this page"));
    m_words->setAccessibleName(tr("Find on this page"));
    m_words->setClearButtonEnabled(true);
    m_words->setMaximumWidth(320);
    m_found->setObjectName(QStringLiteral("searchFound"));
    m_found->setProperty("tone", "muted");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->addWidget(m_words);
    const auto button = [&](const QString& words, auto run) {
        auto* made = new QPushButton(words, this);
        made->setProperty("class", "beside");
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, run);
        row->addWidget(made);
    };
    button(tr("Previous"), [this] { step(-1); });
    button(tr("Next"), [this] { step(1); });
    row->addWidget(m_found);
    row->addStretch(1);
    button(tr("Close"), [this] { hide(); });
    connect(m_words, &QLineEdit::textChanged, this, &SearchBar::find);
    hide();
}

void SearchBar::start() {
    QFrame::show();
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
    find();
}

void SearchBar::refresh() {
    if (isHidden()) return;
    m_place = -1;
    find();
}

void SearchBar::find() {
    m_places.clear();
    const QString words = m_words->text();
    QTextCursor at(m_text.document());
    while (!words.isEmpty()) {
        at = m_text.document()->find(words, at);
        if (at.isNull()) break;
        m_places.append(at);
    }
    // The first one from where the reader is.
    const int reader = m_text.cursorForPosition({0, 0}).position();
    int nearest = m_places.isEmpty() ? -1 : 0;
    for (int i = 0; i < count(); ++i)
        if (m_places.at(i).selectionStart() >= reader) {
            nearest = i;
            break;
        }
    show(nearest);
}

void SearchBar::step(int by) {
    if (!m_places.isEmpty()) show((m_place + by + count()) % count());
}

void SearchBar::show(int place) {
    m_place = place;
    QList<QTextEdit::ExtraSelection> marks;
    for (int i = 0; i < count(); ++i) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = m_places.at(i);
        QColor ground = palette().color(QPalette::Highlight);
        if (i != place) ground.setAlpha(70);
        mark.format.setBackground(ground);
        if (i == place) mark.format.setForeground(palette().color(QPalette::HighlightedText));
        marks.append(mark);
    }
    m_text.setExtraSelections(marks);
    m_found->setText(m_words->text().isEmpty() ? QString()
                     : m_places.isEmpty()      ? tr("not on this page")
                                               : tr("%1 of %2").arg(place + 1).arg(count()));
    if (place < 0) return;
    QTextCursor there = m_places.at(place);
    there.setPosition(there.selectionStart());
    m_text.setTextCursor(there); // scrolls
}

void SearchBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        step(event->modifiers() & Qt::ShiftModifier ? -1 : 1);
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        hide();
        m_text.setFocus();
        return;
    }
    QFrame::keyPressEvent(event);
}

void SearchBar::hideEvent(QHideEvent* event) {
    QFrame::hideEvent(event);
    if (!isHidden()) return; // the window went, not the bar
    m_places.clear();
    m_text.setExtraSelections({});
}

} // namespace longpeak
