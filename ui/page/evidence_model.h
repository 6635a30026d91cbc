// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "evidence/evidence.h"
#include "theme/theme.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <memory>
#include <vector>

namespace longpeak {

/// Measurements beside their predictions as rows, in the catalogue's order; the view sorts and filters.
class EvidenceModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { What, ModelName, Hardware, Reached, Measured, AtPeak, Judged, BoundBy, Conditions, Source, Count };
    /// Of what stands behind a cell, for sorting.
    static constexpr int sortRole = Qt::UserRole;

    using Comparisons = std::shared_ptr<const std::vector<Comparison>>;

    /// The catalogue must outlive it.
    explicit EvidenceModel(const Catalogue& catalogue, QObject* parent = nullptr);

    const std::vector<Comparison>& comparisons() const { return *m_comparisons; }
    void setComparisons(const Comparisons& comparisons);
    void setByteUnits(ByteUnits bytes);
    void setTheme(const Theme& theme);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Comparison& comparison, Column column) const;
    QVariant sortKey(const Comparison& comparison, Column column) const;
    QVariant colour(const Comparison& comparison, Column column) const;
    /// Of what bounds it, as in the figures.
    QVariant swatch(const Comparison& comparison) const;

    const Catalogue& m_catalogue;
    Comparisons m_comparisons;
    ByteUnits m_bytes = ByteUnits::Decimal;
    const Theme* m_theme = &themeOf(Appearance::Light);
};

/// Rows that hold all words of a search and belong to the scenario's model, or to accelerators of its kind.
class EvidenceFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    enum class Scope { All, Kind, Model };

    EvidenceFilter(EvidenceModel& model, const Catalogue& catalogue, QObject* parent = nullptr);

    void setScope(Scope scope);
    void setSearch(const QString& words);
    /// What the scopes are of.
    void setScenario(const Scenario& scenario);
    bool isEverything() const { return m_scope == Scope::All && m_words.isEmpty(); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    bool isInScope(const Measurement& measurement) const;

    EvidenceModel& m_model;
    const Catalogue& m_catalogue;
    Scope m_scope = Scope::All;
    QStringList m_words;
    std::string m_kind;
    std::string m_modelId;
};

} // namespace longpeak
