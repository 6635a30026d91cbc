// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "control/parameter_control.h"

#include <vector>

class QAbstractButton;
class QButtonGroup;

namespace longpeak {

/// A row of segments, one of which is down.
class ChoiceControl : public ParameterControl {
    Q_OBJECT

public:
    ChoiceControl(const Parameter& parameter, QWidget* parent);

    void display(const Scenario& scenario, ByteUnits bytes) override;

private:
    QButtonGroup* m_buttons;
};

} // namespace longpeak
