// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explore/side_by_side.h"
#include "page/page.h"

#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QSplitter;
class QTableView;

namespace longpeak {

class ElidedLabel;
class MultiplePanel;
class ScenarioStore;
class SideBySideModel;

/// The scenario beside those that are pinned: one figure of each on shared axes, and a table with differences marked.
class ComparePage : public Page {
    Q_OBJECT

public:
    ComparePage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot) override;
    void setTheme(const Theme& theme) override;
    /// The chosen figure of each scenario, and the table.
    Wanted wanted() const override;
    QByteArray splits() const override;
    void restoreSplits(const QByteArray& state) override;
    void resetLayout() override;
    bool exportAll() override;
    /// Does nothing for a kind that cannot stand beside itself.
    void showKind(const QString& id);
    /// The curves of all on one pair of axes, wherever a kind has such.
    void showTogether(bool together);
    const SideBySide& table() const;

signals:
    void exportMultiplesRequested(const QString& figure, bool together);
    void exportTableRequested();

private:
    QLayout* head();
    void addTable(QSplitter* rows);
    /// What is drawn: a figure a panel, or one of all.
    std::vector<std::shared_ptr<const Figure>> shownFigures(const Snapshot& snapshot);
    void setPanelCount(std::size_t count);
    MultiplePanel* addPanel(std::size_t index);
    void copyTable(bool asMarkdown) const;

    ScenarioStore& m_store;
    SnapshotPtr m_snapshot;
    const Theme* m_theme = &themeOf(Appearance::Light);
    QPushButton* m_pin;
    QComboBox* m_kind;
    QCheckBox* m_differences;
    QCheckBox* m_together;
    ElidedLabel* m_hint;
    QSplitter* m_rows;
    QWidget* m_figures;
    QGridLayout* m_grid;
    std::vector<MultiplePanel*> m_panels;
    std::vector<Scenario> m_shown;                      ///< the pins of the panels
    std::vector<std::shared_ptr<const Figure>> m_apart; ///< of which the one of all was made
    std::shared_ptr<const Figure> m_overlay;            ///< nothing where they are no curves
    SideBySideModel* m_model;
    QTableView* m_table;
};

} // namespace longpeak
