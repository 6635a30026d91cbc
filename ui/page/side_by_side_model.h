// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explore/side_by_side.h"
#include "theme/theme.h"

#include <QAbstractTableModel>

#include <memory>

namespace longpeak {

/// Scenarios beside each other as columns, their numbers and parameters as rows. What differs from the first is marked: of a
/// number with how many times it is, better or worse.
class SideBySideModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using Table = std::shared_ptr<const SideBySide>;

    explicit SideBySideModel(QObject* parent = nullptr);

    void display(const Table& table, bool onlyDifferences);
    void setTheme(const Theme& theme);
    /// Whole, whatever is left out on screen.
    const SideBySide& table() const { return *m_table; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const SideBySideRow& rowAt(int row) const { return m_table->rows[m_shown[static_cast<std::size_t>(row)]]; }
    void announce(const SideBySide& before, int row);
    QString text(const SideBySideRow& row, std::size_t scenario) const;
    QVariant colour(const SideBySideRow& row, std::size_t scenario) const;

    Table m_table;
    std::vector<std::size_t> m_shown;
    const Theme* m_theme = &themeOf(Appearance::Light);
};

} // namespace longpeak
