// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/help_text.h"

#include <QDialog>

class QTreeWidget;

namespace longpeak {

class SearchBar;

/// The help: pages and their chapters on the left, the page on the right.
class HelpWindow : public QDialog {
    Q_OBJECT

public:
    explicit HelpWindow(QWidget* parent);
    ~HelpWindow() override;

    /// The page of that id (help.h), from its beginning.
    void showPage(const QString& id);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void fillIndex();
    void fillChapters(const QUrl& source);
    void choose();
    void addKeys();
    void remember() const;

    QTreeWidget* m_index;
    HelpText* m_text;
    SearchBar* m_search;
};

} // namespace longpeak
