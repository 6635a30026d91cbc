// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/choice_control.h"

#include "plain.h"
#include "text.h"
#include "theme/theme.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace longpeak {
namespace {

constexpr std::size_t mostSegments = 6;

/// One width in a group, so that its controls stand in one column.
int labelWidth(Group group) {
    return group == Group::Precision ? 64 : 98;
}

} // namespace

ChoiceControl::ChoiceControl(const Parameter& parameter, QWidget* parent) : ParameterControl(parameter, parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* label = new QLabel(toQString(parameter.label), this);
    label->setFixedWidth(labelWidth(parameter.group));
    row->addWidget(label);
    if (parameter.choices.size() > mostSegments) {
        addList();
        label->setBuddy(m_list);
    } else {
        addSegments();
    }
    label->setToolTip(tip());
}

void ChoiceControl::addSegments() {
    m_buttons = new QButtonGroup(this);
    int index = 0;
    for (const Choice& choice : m_parameter.choices) {
        auto* button = new QPushButton(toQString(choice.label), this);
        describe(button, toQString(choice.text));
        button->setToolTip(wrapped(toQString(choice.label) + QStringLiteral(": ") + toQString(choice.meaning)) + tip());
        button->setAccessibleName(toQString(m_parameter.label) + QLatin1Char(' ') + toQString(choice.label));
        button->setProperty("class", "segment");
        button->setCheckable(true);
        button->setFont(typeface(-2, QFont::Medium));
        button->setMinimumWidth(26);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        layout()->addWidget(button);
        m_buttons->addButton(button, index++);
    }
    connect(m_buttons, &QButtonGroup::idClicked, this,
            [this](int chosen) { emit edited(&m_parameter, chosen, EditPhase::Final); });
}

void ChoiceControl::addList() {
    m_list = new QComboBox(this);
    describe(m_list, QStringLiteral("list"));
    for (const Choice& choice : m_parameter.choices) {
        m_list->addItem(toQString(choice.label), toQString(choice.text));
        m_list->setItemData(m_list->count() - 1, wrapped(toQString(choice.meaning)), Qt::ToolTipRole);
    }
    m_list->setMaxVisibleItems(static_cast<int>(m_parameter.choices.size()));
    m_list->setFocusPolicy(Qt::StrongFocus); // not by the wheel
    m_list->installEventFilter(this);
    m_list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    layout()->addWidget(m_list);
    connect(m_list, &QComboBox::activated, this,
            [this](int chosen) { emit edited(&m_parameter, chosen, EditPhase::Final); });
}

/// Under a hand that scrolls the rail, the choice stays.
bool ChoiceControl::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Wheel && !m_list->hasFocus()) {
        event->ignore();
        return true;
    }
    return ParameterControl::eventFilter(watched, event);
}

void ChoiceControl::display(const Scenario& scenario, ByteUnits) {
    const int chosen = static_cast<int>(m_parameter.get(scenario));
    if (m_list != nullptr)
        m_list->setCurrentIndex(chosen);
    else
        m_buttons->button(chosen)->setChecked(true);
}

} // namespace longpeak
