// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "state/snapshot.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace longpeak {

class MethodPicker;
class ScenarioStore;

/// The published methods that are chosen, each with its ratio, its source and whether its quality is shown at this
/// context, and the way to the others.
class MethodChoice : public QWidget {
    Q_OBJECT

public:
    explicit MethodChoice(ScenarioStore& store, QWidget* parent = nullptr);

    void display(const Snapshot& snapshot);
    void openPicker();

private:
    void addRow(const ChosenMethod& chosen);
    void drop(const std::string& id);

    ScenarioStore& m_store;
    QVBoxLayout* m_rows;
    QLabel* m_note;
    QPushButton* m_open;
    MethodPicker* m_picker = nullptr;
    std::vector<ChosenMethod> m_shown; ///< in the rows
};

} // namespace longpeak
