// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/split_page.h"

namespace longpeak {

class ConventionChoices;
class ConventionRemarks;
class PaperNote;
class ScenarioStore;

/// What is counted in more than one way: the choices with what each moves here, and beside them why other tools print
/// other numbers.
class ConventionsPage : public SplitPage {
    Q_OBJECT

public:
    ConventionsPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot) override;
    Wanted wanted() const override;
    void resetLayout() override;

private:
    PaperNote* m_paper;
    QSplitter* m_columns;
    ConventionChoices* m_choices;
    ConventionRemarks* m_remarks;
};

} // namespace longpeak
