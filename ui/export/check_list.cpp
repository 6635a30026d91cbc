// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/check_list.h"

namespace longpeak {

CheckList::CheckList(QWidget* parent) : QTreeWidget(parent) {
    setColumnCount(1);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

int CheckList::rowOf(const QTreeWidgetItem& item) const {
    for (int row = 0; row < count(); ++row)
        if (topLevelItem(row) == &item) return row;
    return -1;
}

QTreeWidgetItem* CheckList::find(const QString& start) const {
    for (int row = 0; row < count(); ++row)
        if (topLevelItem(row)->text(0).startsWith(start)) return topLevelItem(row);
    return nullptr;
}

int CheckList::rowHeight() const {
    return fontMetrics().height() + 6;
}

void CheckList::setCount(int count, bool isEditable) {
    while (topLevelItemCount() > count) delete takeTopLevelItem(topLevelItemCount() - 1);
    while (topLevelItemCount() < count) {
        auto* item = new QTreeWidgetItem(this);
        item->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable |
                       (isEditable ? Qt::ItemIsEditable : Qt::NoItemFlags));
        item->setSizeHint(0, QSize(0, rowHeight()));
    }
}

} // namespace longpeak
