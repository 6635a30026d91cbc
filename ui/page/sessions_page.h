// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/sessions.h"
#include "page/split_page.h"

#include <vector>

class QLabel;
class QProgressBar;
class QScrollBar;
class QSplitter;

namespace longpeak {

class FigureCard;
class Playback;
class ScenarioStore;

/// Many users on one deployment: who does what when, with memory below on the same axis of time, and what the number of
/// users does to throughput and waiting. What shows time is drawn anew for the part in view, down to single tokens.
class SessionsPage : public SplitPage {
    Q_OBJECT

public:
    SessionsPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot) override;
    /// The figures, and of what they show over time the part in view.
    Wanted wanted() const override;
    void rest() override;
    void setTheme(const Theme& theme) override;
    void resetLayout() override;
    const LaneView& view() const { return m_view; }

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void displayPending();
    void displayWhyNothing();
    void wantView();
    void showView(double low, double high);
    void fitLanes();
    void moveTime(double time);
    std::vector<FigureCard*> timeCards() const { return {m_lanes, m_states, m_memory}; }

    Playback* m_playback;
    QProgressBar* m_progress;
    QWidget* m_body;   ///< all but what says why there is nothing
    QLabel* m_nothing; ///< in its place where nothing can be simulated
    QSplitter* m_columns;
    QSplitter* m_left;
    QSplitter* m_right;
    FigureCard* m_lanes;
    FigureCard* m_states;
    FigureCard* m_memory;
    FigureCard* m_throughput;
    FigureCard* m_waiting;
    FigureCard* m_firstToken;
    QScrollBar* m_scroll;
    SnapshotPtr m_snapshot;
    SessionsPtr m_shown; ///< of which what shows time was drawn last
    LaneView m_view;
    LaneView m_wanted; ///< the part of it that was asked for last
};

} // namespace longpeak
