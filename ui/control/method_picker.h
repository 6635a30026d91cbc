// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "control/method_model.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QTableView;
class QTextBrowser;

namespace longpeak {

class ScenarioStore;

/// The published methods beside the window: a check applies ratio and savings of one at once, in place of those that it
/// does not combine with; below stands what is known of the row that is chosen, with its sources.
class MethodPicker : public QDialog {
    Q_OBJECT

public:
    explicit MethodPicker(ScenarioStore& store, QWidget* parent = nullptr);

    void display(const Scenario& scenario);

private:
    void addTable(QLayout* column);
    void choose(const QString& id, bool chosen);
    void showFacts();
    int firstChoosable() const;

    ScenarioStore& m_store;
    MethodModel* m_model;
    MethodFilter* m_filter;
    QLineEdit* m_search;
    QTableView* m_view;
    QLabel* m_title;
    QTextBrowser* m_facts;
    QLabel* m_product;
};

} // namespace longpeak
