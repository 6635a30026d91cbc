// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/page.h"

#include <vector>

class QSplitter;

namespace longpeak {

class FigureCard;
class ScenarioStore;

/// A page of figures and other parts between splitters that the hand moves; one figure can take the whole area. A line
/// that stands for a parameter edits it through the store.
class SplitPage : public Page {
    Q_OBJECT

public:
    SplitPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot) override;
    void setTheme(const Theme& theme) override;
    /// The figures on screen: all of them, or the expanded one.
    Wanted wanted() const override;
    QByteArray splits() const override;
    void restoreSplits(const QByteArray& state) override;

protected:
    ScenarioStore& store() const { return m_store; }
    QSplitter* addSplitter(Qt::Orientation orientation, QWidget* parent);
    FigureCard* addCard(const QString& id, QSplitter* splitter);
    /// Something beside the figures, which gives way to an expanded one.
    void addPart(QWidget* part) { m_parts.push_back(part); }
    const std::vector<FigureCard*>& cards() const { return m_cards; }
    /// One figure over the whole area; nullptr = everything.
    void expand(FigureCard* card);
    void resetViews();
    void showEvent(QShowEvent* event) override;

private:
    ScenarioStore& m_store;
    std::vector<QSplitter*> m_splitters;
    std::vector<FigureCard*> m_cards;
    std::vector<QWidget*> m_parts;
    FigureCard* m_expanded = nullptr;
    QByteArray m_unseen; ///< as restored; what was never shown has no sizes of its own
    bool m_seen = false;
};

} // namespace longpeak
