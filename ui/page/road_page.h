// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/split_page.h"

namespace longpeak {

class Requirements;
class MapChoice;
class Refresher;

/// The road to 4K: how far each number is from the reference, what closes the gap, the map of a number over two
/// parameters, published methods together, and what it takes.
class RoadPage : public SplitPage {
    Q_OBJECT

public:
    RoadPage(ScenarioStore& store, Refresher& refresher, const QString& id, const QString& title,
             QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot) override;
    Wanted wanted() const override;
    void rest() override;
    void showExplained(const QString& key) override;
    void resetLayout() override;

private:
    /// The methods of a point, in place of the compression there is.
    void applyMethods(const QString& ids);

    QSplitter* m_rows;
    QSplitter* m_above;
    QSplitter* m_below;
    MapChoice* m_choice;
    Requirements* m_requirements;
};

} // namespace longpeak
