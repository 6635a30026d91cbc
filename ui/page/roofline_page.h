// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/page.h"

#include <vector>

class QSplitter;

namespace longpeak {

class FigureCard;
class OperatorTable;
class PaperNote;
class ScenarioStore;

/// The roofline, and below it the time of each operator, as bars and as a table. The operator chosen in the table is
/// ringed on the roofline.
class RooflinePage : public Page {
    Q_OBJECT

public:
    RooflinePage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot) override;
    void setTheme(const Theme& theme) override;
    std::set<std::string> visibleFigures() const override;
    QByteArray splits() const override;
    void restoreSplits(const QByteArray& state) override;
    void resetLayout() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    FigureCard* addCard(const QString& id, QSplitter* splitter);
    void expand(FigureCard* card);
    void displayRoofline();

    ScenarioStore& m_store;
    SnapshotPtr m_snapshot;
    PaperNote* m_paper;
    QSplitter* m_rows;
    QSplitter* m_below;
    FigureCard* m_roofline;
    FigureCard* m_bars;
    OperatorTable* m_table;
    FigureCard* m_expanded = nullptr;
    QByteArray m_unseen; ///< as restored; what was never shown has no sizes of its own
    bool m_seen = false;
};

} // namespace longpeak
