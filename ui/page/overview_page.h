// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/advice.h"
#include "state/refresher.h"
#include "theme/theme.h"

#include <QWidget>

#include <vector>

class QLabel;
class QSplitter;
class QToolButton;

namespace longpeak {

class Banner;
class ExplanationBar;
class FigureCard;
class MetricTile;
class ScenarioStore;

/// The four metrics and the session throughput as tiles, four live figures, and how the chosen number is made.
class OverviewPage : public QWidget {
    Q_OBJECT

public:
    OverviewPage(ScenarioStore& store, Refresher& refresher, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot);
    void setTheme(const Theme& theme);
    /// A message about a file, beside the open scenario.
    void showMessage(const QString& text);
    const std::vector<FigureCard*>& cards() const { return m_cards; }
    QToolButton& referenceButton() { return *m_reference; }
    /// Shows how the metric of that key is made.
    void explainMetric(const QString& key);
    QByteArray splits() const;
    void restoreSplits(const QByteArray& state);
    /// Equal parts again, every figure in full view.
    void resetLayout();

signals:
    void redrawn(double milliseconds);

private:
    void addTiles(QLayout* row);
    void addFigures();
    void expand(FigureCard* card);
    void displayTiles(const Snapshot& snapshot);
    void displayExplanation();
    void displayFeasibility(const Snapshot& snapshot);

    ScenarioStore& m_store;
    Refresher& m_refresher;
    SnapshotPtr m_snapshot;
    QLabel* m_summary;
    QToolButton* m_reference;
    Banner* m_message;
    Banner* m_infeasible;
    std::vector<MetricTile*> m_tiles;
    QSplitter* m_rows;
    std::vector<QSplitter*> m_columns;
    std::vector<FigureCard*> m_cards;
    FigureCard* m_expanded = nullptr;
    ExplanationBar* m_explanation;
    QString m_metric = QStringLiteral("prefill_s");
};

} // namespace longpeak
