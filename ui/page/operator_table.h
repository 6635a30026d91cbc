// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/operator_table_model.h"

#include <QFrame>

#include <optional>
#include <string>
#include <utility>

class QLabel;
class QSortFilterProxyModel;
class QTableView;
class QToolButton;

namespace longpeak {

/// The operators as a table: sorted by a click on a head, copied as CSV, and the row that is chosen is announced.
class OperatorTable : public QFrame {
    Q_OBJECT

public:
    /// An operator by its pass and name.
    using Key = std::pair<PassKind, Text>;

    explicit OperatorTable(QWidget* parent = nullptr);

    void setLines(std::vector<OperatorLine> lines, ByteUnits bytes);
    void setTheme(const Theme& theme);
    /// The chosen operator, nothing where none is.
    const std::optional<Key>& chosen() const { return m_chosen; }
    /// Its line, nullptr where none is chosen or the scenario has no such operator.
    const OperatorLine* chosenLine() const;
    void clearChoice();
    /// core's CSV of the rows.
    QString csv() const;

signals:
    void chosenChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void setWidths();
    void readChoice();

    QLabel* m_title;
    QToolButton* m_copy;
    QTableView* m_view;
    OperatorTableModel* m_model;
    QSortFilterProxyModel* m_sorted;
    std::vector<OperatorLine> m_lines; ///< in core's order
    std::optional<Key> m_chosen;
    bool m_filling = false; ///< the selection changes, but not by the user's hand
};

} // namespace longpeak
