// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scenario/scenario.h"

#include <QFrame>

namespace longpeak {

class ScenarioStore;

/// Says, where the paper's closed form counts, what it leaves out on this page, and leads to the operators model.
class PaperNote : public QFrame {
    Q_OBJECT

public:
    /// Its object name becomes `page` and ".paper", that of its button `page` and ".useOperators".
    PaperNote(ScenarioStore& store, const QString& page, const QString& words, QWidget* parent = nullptr);

    void display(const Scenario& scenario) { setVisible(scenario.costModel == CostModel::Paper); }
};

} // namespace longpeak
