// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/evidence_model.h"

#include <QFrame>

#include <optional>
#include <vector>

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QTableView;

namespace longpeak {

/// The measurements as a table: searched, narrowed to the scenario's model or to accelerators of its kind, sorted by a
/// click on a head. The row that is chosen is announced.
class EvidenceTable : public QFrame {
    Q_OBJECT

public:
    explicit EvidenceTable(const Catalogue& catalogue, QWidget* parent = nullptr);

    void display(const EvidenceModel::Comparisons& comparisons, const Scenario& scenario, ByteUnits bytes);
    void setTheme(const Theme& theme);
    /// Ids of the rows that the filter leaves, in the catalogue's order; nothing where it leaves all.
    std::optional<std::vector<std::string>> shown() const;
    /// Nullptr where none is chosen.
    const Comparison* chosen() const;
    /// The measurement of that id; none where the filter leaves it out.
    void choose(const QString& id);
    /// As on a first start.
    void reset();

signals:
    void chosenChanged();
    void filterChanged();
    /// A double click, or Enter.
    void openRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QHBoxLayout* head();
    void addScope(QHBoxLayout* row);
    void setUpView();
    void displayCount();

    EvidenceModel* m_model;
    EvidenceFilter* m_filter;
    QLineEdit* m_search;
    QButtonGroup* m_scopes;
    QLabel* m_count;
    QTableView* m_view;
};

} // namespace longpeak
