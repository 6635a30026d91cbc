// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

#include <span>

class QTableView;

namespace longpeak {

/// Rows of one line without a grid, of which one at most is chosen; Tab leaves the table, arrows walk in it. `type` is the
/// step of its type, as of `typeface`.
void styleTable(QTableView& table, int type, int rowHeight);

/// Each column as wide as its sample, with `padding` beside it, and as its head, whole. The table has its model.
void setColumnWidths(QTableView& table, std::span<const char* const> samples, int padding);

/// The width that the column's head takes.
int widthOfHead(const QTableView& table, int column);

/// Cells of words alone, painted at a point: Qt lays out each cell's text anew, which is most of what a slider move costs
/// beside a table. What is chosen, has the focus or an icon is painted as Qt does.
class WordsDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace longpeak
