// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/choice_control.h"

#include "theme/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace longpeak {

constexpr int labelWidth = 64;

ChoiceControl::ChoiceControl(const Parameter& parameter, QWidget* parent)
    : ParameterControl(parameter, parent), m_buttons(new QButtonGroup(this)) {
    const auto text = [](std::string_view view) {
        return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
    };
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* label = new QLabel(text(parameter.label), this);
    label->setFixedWidth(labelWidth);
    row->addWidget(label);
    int index = 0;
    for (const Choice& choice : parameter.choices) {
        auto* button = new QPushButton(text(choice.label), this);
        describe(button, text(choice.text));
        button->setAccessibleName(text(parameter.label) + QLatin1Char(' ') + text(choice.label));
        button->setProperty("class", "segment");
        button->setCheckable(true);
        button->setFont(typeface(-2, QFont::Medium));
        button->setMinimumWidth(26);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        row->addWidget(button);
        m_buttons->addButton(button, index++);
    }
    label->setToolTip(m_buttons->button(0)->toolTip());
    connect(m_buttons, &QButtonGroup::idClicked, this,
            [this](int chosen) { emit edited(&m_parameter, chosen, Phase::Final); });
}

void ChoiceControl::display(const Scenario& scenario, ByteUnits) {
    m_buttons->button(static_cast<int>(m_parameter.get(scenario)))->setChecked(true);
}

} // namespace longpeak
