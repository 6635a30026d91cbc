// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/split_page.h"

class QSplitter;

namespace longpeak {

class FigureCard;
class OperatorTable;
class PaperNote;
class ScenarioStore;

/// The roofline, and below it the time of each operator, as bars and as a table. The operator chosen in the table is
/// ringed on the roofline.
class RooflinePage : public SplitPage {
    Q_OBJECT

public:
    RooflinePage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot) override;
    Wanted wanted() const override;
    void setTheme(const Theme& theme) override;
    void resetLayout() override;

private:
    void displayRoofline();

    SnapshotPtr m_snapshot;
    PaperNote* m_paper;
    QSplitter* m_rows;
    QSplitter* m_below;
    FigureCard* m_roofline;
    FigureCard* m_bars;
    OperatorTable* m_table;
};

} // namespace longpeak
