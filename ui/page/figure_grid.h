// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "state/refresher.h"
#include "theme/theme.h"

#include <QSplitter>
#include <QStringList>

#include <set>
#include <string>
#include <vector>

namespace longpeak {

class FigureCard;
class ScenarioStore;

/// Figures in rows and columns that the hand divides; one of them can take the whole area. A line that stands for a
/// parameter edits it through the store.
class FigureGrid : public QSplitter {
    Q_OBJECT

public:
    /// Row by row, `columns` of them in each.
    FigureGrid(ScenarioStore& store, const QStringList& figureIds, int columns, QWidget* parent = nullptr);

    const std::vector<FigureCard*>& cards() const { return m_cards; }
    void display(const Snapshot& snapshot);
    void setTheme(const Theme& theme);
    /// All of them, or the expanded one.
    std::set<std::string> visibleFigures() const;
    QByteArray splits() const;
    void restoreSplits(const QByteArray& state);
    /// Equal parts again, every figure in full view.
    void resetLayout();

signals:
    void metricPicked(const QString& key);
    void visibleFiguresChanged();
    void redrawn(double milliseconds);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addCard(const QString& id, QSplitter* row);
    void expand(FigureCard* card);

    ScenarioStore& m_store;
    std::vector<QSplitter*> m_rows;
    std::vector<FigureCard*> m_cards;
    FigureCard* m_expanded = nullptr;
    QByteArray m_unseen; ///< as restored; what was never shown has no sizes of its own
    bool m_seen = false;
};

} // namespace longpeak
