// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/page.h"

class QSplitter;

namespace longpeak {

class ConventionChoices;
class ConventionRemarks;
class PaperNote;
class ScenarioStore;

/// What is counted in more than one way: the choices with what each moves here, and beside them why other tools print
/// other numbers.
class ConventionsPage : public Page {
    Q_OBJECT

public:
    ConventionsPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot) override;
    void setTheme(const Theme& theme) override;
    QByteArray splits() const override;
    void restoreSplits(const QByteArray& state) override;
    void resetLayout() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    ScenarioStore& m_store;
    PaperNote* m_paper;
    QSplitter* m_columns;
    ConventionChoices* m_choices;
    ConventionRemarks* m_remarks;
    QByteArray m_unseen; ///< as restored; what was never shown has no sizes of its own
    bool m_seen = false;
};

} // namespace longpeak
