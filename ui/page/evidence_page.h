// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/page.h"

class QSplitter;

namespace longpeak {

class EvidenceDetails;
class EvidenceTable;
class FigureCard;
class ScenarioStore;

/// Published measurements against the prediction at the theoretical peak: as figures, as a table, and one in full. The
/// figures show what the table is narrowed to, with the chosen one marked.
class EvidencePage : public Page {
    Q_OBJECT

public:
    EvidencePage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot) override;
    void setTheme(const Theme& theme) override;
    std::set<std::string> visibleFigures() const override;
    QByteArray splits() const override;
    void restoreSplits(const QByteArray& state) override;
    void resetLayout() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    FigureCard* addCard(const QString& id);
    void expand(FigureCard* card);
    void displayFigures();
    void displayChosen();
    void openCase();

    ScenarioStore& m_store;
    SnapshotPtr m_snapshot;
    QSplitter* m_rows;
    QSplitter* m_above;
    QSplitter* m_below;
    FigureCard* m_byKind;
    FigureCard* m_overContext;
    EvidenceTable* m_table;
    EvidenceDetails* m_details;
    FigureCard* m_expanded = nullptr;
    QByteArray m_unseen; ///< as restored; what was never shown has no sizes of its own
    bool m_seen = false;
};

} // namespace longpeak
