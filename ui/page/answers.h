// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explore/inverse.h"
#include "state/refresher.h"

#include <QFrame>
#include <QTimer>

#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace longpeak {

class ScenarioStore;

/// What it takes: questions asked the other way round, each answered by a sentence and a button that makes it so. They
/// follow the hand a little later, when it rests.
class Answers : public QFrame {
    Q_OBJECT

public:
    explicit Answers(ScenarioStore& store, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot);
    /// The number whose gap to the reference is to be closed.
    void setMetric(const QString& key);
    /// Works them out now.
    void flush();

private:
    struct Line {
        QLabel* words;
        QPushButton* apply;
        Answer answer;
    };
    void addTargets();
    QLineEdit* addTarget(QLayout* row, const QString& name, const QString& label, const QString& text);
    void addLine(const QString& name, QVBoxLayout* rows);
    Answer closingAnswer() const;
    std::optional<Seconds> targetOf(QLineEdit& field) const;
    void apply(const Answer& answer);

    ScenarioStore& m_store;
    SnapshotPtr m_snapshot;
    QString m_metric;
    std::vector<Line> m_lines;
    QLineEdit* m_firstToken = nullptr;
    QLineEdit* m_perToken = nullptr;
    QTimer m_rest;
};

} // namespace longpeak
