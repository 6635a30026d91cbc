// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scenario/parameter.h"
#include "state/snapshot.h"

#include <QScrollArea>

#include <map>
#include <vector>

class QLabel;
class QToolButton;

namespace longpeak {

class EfficiencyChoice;
class MethodChoice;
class ParameterControl;
class ScenarioStore;

/// Every control of the registry, in groups that fold. What has no effect on the scenario is hidden.
class ControlPanel : public QScrollArea {
    Q_OBJECT

public:
    explicit ControlPanel(ScenarioStore& store, QWidget* parent = nullptr);

    void display(const Snapshot& snapshot);
    ParameterControl* control(std::string_view id) const;
    /// Folded groups by id, to be remembered from one start to the next.
    QStringList folded() const;
    void setFolded(const QStringList& groups);

signals:
    /// The user wants to change the preset that is chosen.
    void editPresetRequested(const longpeak::Parameter* parameter);

private:
    struct Section {
        QWidget* head;
        QToolButton* header;
        QLabel* summary;
        QWidget* body;
        std::vector<ParameterControl*> controls;
    };
    void addSection(Group group, QWidget* content);
    void addEfficiencyChoice(QWidget* body);
    void connectControl(ParameterControl& control);
    void refillLists();
    void setOpen(const Section& section, bool open);
    void showWhatApplies(const Section& section, const Scenario& scenario);

    ScenarioStore& m_store;
    std::map<Group, Section> m_sections;
    std::vector<ParameterControl*> m_controls;
    EfficiencyChoice* m_efficiency = nullptr;
    MethodChoice* m_methods = nullptr;
    ByteUnits m_bytes = ByteUnits::Decimal; ///< as last displayed
};

} // namespace longpeak
