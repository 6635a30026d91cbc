// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/split_page.h"

class QSplitter;

namespace longpeak {

class EvidenceDetails;
class EvidenceTable;
class FigureCard;
class ScenarioStore;

/// Published measurements against the prediction at the theoretical peak: as figures, as a table, and one in full. The
/// figures show what the table is narrowed to, with the chosen one marked.
class EvidencePage : public SplitPage {
    Q_OBJECT

public:
    EvidencePage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot) override;
    /// The figures, narrowed as the table is.
    Wanted wanted() const override;
    void setTheme(const Theme& theme) override;
    void resetLayout() override;

private:
    void displayChosen();
    void openCase();

    SnapshotPtr m_snapshot;
    QSplitter* m_rows;
    QSplitter* m_above;
    QSplitter* m_below;
    FigureCard* m_byKind;
    FigureCard* m_overContext;
    EvidenceTable* m_table;
    EvidenceDetails* m_details;
};

} // namespace longpeak
