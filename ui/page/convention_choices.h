// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explore/conventions.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QGridLayout;
class QLabel;
class QRadioButton;

namespace longpeak {

struct Snapshot;

/// Every convention with its choices: what each would move at the scenario's point, and in a sentence what it counts.
class ConventionChoices : public QWidget {
    Q_OBJECT

public:
    explicit ConventionChoices(QWidget* parent = nullptr);

    void display(const std::vector<ConventionReport>& reports, const Case& scenario);

signals:
    void chosen(const longpeak::Parameter* parameter, double value);

private:
    /// A line of the table; hidden where the scenario offers fewer.
    struct Row {
        QRadioButton* button;
        QLabel* moves;
        QLabel* meaning;
        double value = 0;
    };
    struct Section {
        const Parameter* parameter;
        QLabel* idle;
        QButtonGroup* group;
        std::vector<Row> rows;
    };
    void addSection(const ConventionReport& report, QGridLayout* grid);
    void addHead(const Section& section, QGridLayout* grid);
    void addRow(Section& section, const ConventionChoice& choice, QGridLayout* grid);
    static void display(Row& row, const ConventionReport& report, const ConventionChoice& choice, bool applies);

    std::vector<Section> m_sections;
};

} // namespace longpeak
