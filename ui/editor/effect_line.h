// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/metric.h"
#include "scenario/scenario.h"

#include <QFrame>

#include <initializer_list>
#include <vector>

class QLabel;

namespace longpeak {

/// What an edit does to a few numbers: each as it would be, and as it is where that differs.
class EffectLine : public QFrame {
    Q_OBJECT

public:
    /// `metrics` by their keys.
    EffectLine(std::initializer_list<std::string_view> metrics, QWidget* parent);

    /// `after` = nullptr while there is nothing sound to show.
    void display(const Scenario& before, const Scenario* after, ByteUnits bytes);

private:
    struct Column {
        const Metric* metric;
        QLabel* label;
        QLabel* now;
        QLabel* was;
    };
    std::vector<Column> m_columns;
};

} // namespace longpeak
