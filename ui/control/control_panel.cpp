// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/control_panel.h"

#include "control/efficiency_choice.h"
#include "control/method_choice.h"
#include "control/mnemonics.h"
#include "control/parameter_control.h"
#include "control/preset_control.h"
#include "plain.h"
#include "scenario/parameter_page.h"
#include "state/scenario_store.h"
#include "text.h"
#include "theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace longpeak {
namespace {

constexpr int railWidth = 320;
constexpr int headerRoom = 256; ///< within the margins and beside the scroll bar, less the gap between name and summary

bool startsFolded(Group group) {
    return group == Group::DataSheet || group == Group::Efficiency || group == Group::CostModel ||
           group == Group::Convention;
}

/// What a group's header says of its content.
QString summaryOf(Group group, const Snapshot& snapshot) {
    const Scenario& s = snapshot.scenario;
    if (group == Group::Compression) {
        const QString cache = QString::fromStdString(
            format(snapshot.estimate.memory.cachePerUser.si(), Unit::Bytes, snapshot.bytes));
        return QString::fromStdString(format(s.compression.keptRatio(), Unit::Ratio)) + QStringLiteral(" → ") +
               QObject::tr("%1 each").arg(cache);
    }
    if (group == Group::DataSheet && s.deployment.overrides != AcceleratorOverrides{}) return QObject::tr("changed");
    if (group == Group::CostModel) return QString::fromStdString(valueText(*findParameter(parameterId::costModel), s));
    if (group == Group::Convention && s.conventions != Conventions{}) return QObject::tr("changed");
    return {};
}

} // namespace

ControlPanel::ControlPanel(ScenarioStore& store, QWidget* parent) : QScrollArea(parent), m_store(store) {
    setObjectName(QStringLiteral("rail"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFixedWidth(railWidth);
    setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("railContent"));
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(16, 10, 14, 14);
    column->setSpacing(6);
    setWidget(content);
    for (const Parameter& parameter : parameters()) {
        if (parameter.scale == Scale::Choice && parameter.choices.size() < 2) continue; // nothing to choose
        if (!m_sections.contains(parameter.group)) addSection(parameter.group, content);
        Section& section = m_sections.at(parameter.group);
        auto* control = makeControl(parameter, store.catalogue(), section.body);
        section.body->layout()->addWidget(control);
        section.controls.push_back(control);
        connectControl(*control);
        m_controls.push_back(control);
    }
    column->addStretch(1);
    addMnemonics(*this, QStringLiteral("FEVSH")); // the menus keep theirs
    connect(&store, &ScenarioStore::catalogueChanged, this, &ControlPanel::refillLists);
}

void ControlPanel::addSection(Group group, QWidget* content) {
    auto* column = static_cast<QVBoxLayout*>(content->layout());
    auto* head = new QWidget(content);
    Section section{
        .head = head, .header = new QToolButton(head), .summary = new QLabel(head), .body = new QWidget(content)};
    section.header->setProperty("class", "groupHeader");
    section.header->setObjectName(QStringLiteral("group.") + toQString(groupId(group)));
    section.header->setText(toQString(groupName(group)).toUpper());
    section.header->setFont(typeface(-2, QFont::DemiBold));
    section.header->setCheckable(true);
    section.header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    section.header->setArrowType(Qt::DownArrow);
    section.header->setIconSize({8, 8});
    section.summary->setFont(typeface(-2, QFont::DemiBold));
    section.summary->setProperty("tone", "muted");
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, m_sections.empty() ? 0 : 8, 0, 0);
    row->addWidget(section.header);
    row->addStretch(1);
    row->addWidget(section.summary);
    column->addWidget(head);
    auto* inner = new QVBoxLayout(section.body);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(8);
    column->addWidget(section.body);
    if (group == Group::Efficiency) addEfficiencyChoice(section.body);
    if (group == Group::Compression) {
        m_methods = new MethodChoice(m_store, section.body);
        inner->addWidget(m_methods);
    }
    const Section& kept = m_sections.emplace(group, section).first->second;
    connect(kept.header, &QToolButton::clicked, this, [this, &kept](bool open) { setOpen(kept, open); });
    setOpen(kept, !startsFolded(group));
}

/// All efficiencies at once, above the sliders of each.
void ControlPanel::addEfficiencyChoice(QWidget* body) {
    m_efficiency = new EfficiencyChoice(body);
    body->layout()->addWidget(m_efficiency);
    connect(m_efficiency, &EfficiencyChoice::chosen, this, [this](const Efficiency& efficiency, const QString& why) {
        Scenario scenario = m_store.scenario();
        scenario.efficiency = efficiency;
        m_store.replace(scenario, why);
    });
    connect(m_efficiency, &EfficiencyChoice::ownRequested, this, [this] {
        control(parameterId::prefillEfficiency)->findChild<QLineEdit*>()->setFocus(Qt::OtherFocusReason);
    });
}

void ControlPanel::setOpen(const Section& section, bool open) {
    section.header->setChecked(open);
    section.header->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    section.body->setVisible(open && !section.head->isHidden());
}

/// A group of which nothing applies goes whole.
void ControlPanel::showWhatApplies(const Section& section, const Scenario& scenario) {
    bool any = false;
    for (ParameterControl* control : section.controls) {
        const bool applies = control->parameter().applies(scenario);
        any = any || applies;
        if (control->isHidden() == applies) control->setVisible(applies);
    }
    if (section.head->isHidden() != any) return;
    section.head->setVisible(any);
    setOpen(section, section.header->isChecked());
}

void ControlPanel::connectControl(ParameterControl& control) {
    connect(
        &control, &ParameterControl::edited, this,
        [this](const Parameter* parameter, double value, EditPhase phase) { m_store.edit(*parameter, value, phase); });
    connect(&control, &ParameterControl::resetRequested, this,
            [this](const Parameter* parameter) { m_store.reset(*parameter); });
    connect(&control, &ParameterControl::editPresetRequested, this, &ControlPanel::editPresetRequested);
    connect(&control, &ParameterControl::typed, this,
            [this, &control](const Parameter* parameter, const QString& text) {
                const auto set = m_store.editText(*parameter, text);
                // An accepted text may change nothing ("50K" for 50 000), and is still shown in the one way.
                if (set)
                    control.display(m_store.scenario(), m_bytes);
                else
                    control.refuse(toQString(set.faults().front().reason));
            });
}

void ControlPanel::refillLists() {
    for (ParameterControl* control : m_controls) {
        auto* list = qobject_cast<PresetControl*>(control);
        if (list == nullptr) continue;
        list->refill();
        list->display(m_store.scenario(), m_bytes);
    }
}

void ControlPanel::display(const Snapshot& snapshot) {
    m_bytes = snapshot.bytes;
    for (ParameterControl* control : m_controls) control->display(snapshot.scenario, snapshot.bytes);
    m_efficiency->display(snapshot.scenario.efficiency, snapshot.typicalEfficiency);
    m_methods->display(snapshot);
    for (const auto& [group, section] : m_sections) {
        showWhatApplies(section, snapshot.scenario);
        const QString summary = group == Group::Efficiency ? m_efficiency->summary() : summaryOf(group, snapshot);
        const int room = scaled(headerRoom) - section.header->sizeHint().width();
        section.summary->setText(section.summary->fontMetrics().elidedText(summary, Qt::ElideLeft, room));
        section.summary->setToolTip(wrapped(summary));
    }
}

ParameterControl* ControlPanel::control(std::string_view id) const {
    const auto found = std::ranges::find_if(m_controls, [id](const auto* c) { return c->parameter().id == id; });
    return found == m_controls.end() ? nullptr : *found;
}

QStringList ControlPanel::folded() const {
    QStringList out;
    for (const auto& [group, section] : m_sections)
        if (!section.header->isChecked()) out << toQString(groupId(group));
    return out;
}

void ControlPanel::setFolded(const QStringList& groups) {
    for (const auto& [group, section] : m_sections) setOpen(section, !groups.contains(toQString(groupId(group))));
}

} // namespace longpeak
