// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTreeWidget>

namespace longpeak {

/// Rows of words with a check box each. A tree without branches, for where a style sheet has a rule for the items of a QListView
/// Qt draws its own check box beneath that of the style sheet.
class CheckList : public QTreeWidget {
    Q_OBJECT

public:
    explicit CheckList(QWidget* parent = nullptr);

    int count() const { return topLevelItemCount(); }
    QTreeWidgetItem* item(int row) const { return topLevelItem(row); }
    int rowOf(const QTreeWidgetItem& item) const;
    /// The first whose words begin so; nullptr where none does.
    QTreeWidgetItem* find(const QString& start) const;
    /// As many rows, by adding or taking away at the end.
    void setCount(int count, bool isEditable);
    int rowHeight() const;
};

} // namespace longpeak
