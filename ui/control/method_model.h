// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "preset/catalogue.h"
#include "scenario/scenario.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QStringList>

namespace longpeak {

/// The published methods as rows, in the catalogue's order; the first column is checked where one is chosen.
class MethodModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Axes, Ratio, Saves, Quality, Year, Source, Count };
    /// Of what stands behind a cell, for sorting.
    static constexpr int sortRole = Qt::UserRole;

    /// The catalogue must outlive it.
    explicit MethodModel(const Catalogue& catalogue, QObject* parent = nullptr);

    const Method& methodAt(int row) const { return m_catalogue.methods[static_cast<std::size_t>(row)]; }
    /// The context that quality is judged at, and what is chosen.
    void display(const Scenario& scenario);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// By the user's hand; the row follows when the scenario does.
    void toggled(const QString& id, bool chosen);

private:
    bool isChosen(const Method& method) const;
    QString text(const Method& method, Column column) const;

    const Catalogue& m_catalogue;
    Tokens m_context;
    std::vector<std::string> m_chosen;
};

/// Rows that hold all words of a search, in any column or in what the method does.
class MethodFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit MethodFilter(MethodModel& model, QObject* parent = nullptr);

    void setSearch(const QString& words);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    MethodModel& m_model;
    QStringList m_words;
};

} // namespace longpeak
