// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explore/operator_table.h"
#include "quantity/format.h"
#include "theme/theme.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace longpeak {

/// The operators of a scenario as rows. An operator keeps its row while others come and go with it, so that a selection
/// stays on it; the view sorts.
class OperatorTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Layers, Flop, Traffic, Intensity, Time, Share, BoundBy, ColumnCount };
    /// Of the number behind a cell, for sorting.
    static constexpr int sortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setLines(std::vector<OperatorLine> lines, ByteUnits bytes);
    void setTheme(const Theme& theme);
    const std::vector<OperatorLine>& lines() const { return m_lines; }
    /// The row of an operator, nothing where there is none of that name.
    std::optional<int> rowOf(PassKind pass, const Text& name) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const OperatorLine& line, Column column) const;

    std::vector<OperatorLine> m_lines; ///< by pass and name
    ByteUnits m_bytes = ByteUnits::Decimal;
    const Theme* m_theme = &themeOf(Appearance::Light);
};

} // namespace longpeak
