// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/figure_page.h"

namespace longpeak {

class Answers;

/// The road to 4K: how far each number is from the reference, what closes the gap, and published methods together.
class RoadPage : public FigurePage {
    Q_OBJECT

public:
    RoadPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot) override;
    void showExplained(const QString& key) override;

private:
    /// The methods of a point, in place of the compression there is.
    void applyMethods(const QString& ids);

    ScenarioStore& m_store;
    Answers* m_answers;
};

} // namespace longpeak
