// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/table_style.h"

#include "theme/theme.h"

#include <QFontMetrics>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace longpeak {

void styleTable(QTableView& table, int type, int rowHeight) {
    table.setFont(typeface(type));
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setTabKeyNavigation(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(rowHeight);
    table.horizontalHeader()->setHighlightSections(false);
}

void setColumnWidths(QTableView& table, std::span<const char* const> samples, int padding) {
    const QFontMetrics metrics(table.font());
    int column = 0;
    for (const char* sample : samples) {
        const int content = metrics.horizontalAdvance(QString::fromUtf8(sample)) + scaled(padding);
        table.setColumnWidth(column, std::max(content, widthOfHead(table, column)));
        ++column;
    }
}

int widthOfHead(const QTableView& table, int column) {
    constexpr int besides = 26; // padding, and the arrow of the column that sorts
    const QHeaderView& heads = *table.horizontalHeader();
    heads.ensurePolished(); // its type is the style sheet's
    const QString title = table.model()->headerData(column, Qt::Horizontal).toString();
    return heads.fontMetrics().horizontalAdvance(title) + scaled(besides);
}

void WordsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const bool isPlain = !cell.state.testAnyFlags(QStyle::State_Selected | QStyle::State_HasFocus) &&
                         cell.icon.isNull();
    if (!isPlain || cell.text.contains(QChar::LineSeparator)) return QStyledItemDelegate::paint(painter, option, index);
    const QStyle& style = *cell.widget->style();
    const int margin = style.pixelMetric(QStyle::PM_FocusFrameHMargin, &cell, cell.widget) + 1;
    const QRect words = cell.rect.adjusted(margin, 0, -margin, 0);
    const QString text = cell.fontMetrics.elidedText(cell.text, cell.textElideMode, words.width());
    const int width = cell.fontMetrics.horizontalAdvance(text);
    const QRect place = QStyle::alignedRect(cell.direction, cell.displayAlignment, {width, cell.fontMetrics.height()},
                                            words);
    painter->setFont(cell.font);
    painter->setPen(cell.palette.color(QPalette::Text));
    painter->drawText(QPoint(place.left(), place.top() + cell.fontMetrics.ascent()), text);
}

} // namespace longpeak
