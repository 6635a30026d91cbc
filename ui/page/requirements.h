// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "state/snapshot.h"

#include <QFrame>

#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace longpeak {

class ScenarioStore;

/// What it takes: questions asked the other way round, each answered by a sentence and a button that makes it so. They
/// follow the hand a little later, when it rests.
class Requirements : public QFrame {
    Q_OBJECT

public:
    explicit Requirements(ScenarioStore& store, QWidget* parent = nullptr);

    void display(const Snapshot& snapshot);
    /// What is asked of the deployment, as far as it can be read.
    Targets targets() const;
    /// Marks what cannot be read.
    void rest();

signals:
    void targetsChanged();

private:
    struct Line {
        QLabel* words = nullptr;
        QPushButton* apply = nullptr;
    };
    void addTargets();
    QLineEdit* addTarget(QLayout* row, const QString& name, const QString& label, const QString& text);
    /// What the scenario has: typed here, it changes there.
    QLineEdit* addParameter(QLayout* row, std::string_view id, const QString& label);
    void displayParameters(const Scenario& scenario);
    void commit(std::string_view id, QLineEdit* field);
    void addLine(std::size_t index, QVBoxLayout* rows);
    void apply(std::size_t index);

    ScenarioStore& m_store;
    std::shared_ptr<const WhatItTakes> m_requirements;
    std::vector<Line> m_lines;
    QLineEdit* m_users = nullptr;
    QLineEdit* m_context = nullptr;
    QLineEdit* m_firstToken = nullptr;
    QLineEdit* m_perToken = nullptr;
};

} // namespace longpeak
