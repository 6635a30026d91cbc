// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "control/parameter_control.h"

class QButtonGroup;
class QComboBox;

namespace longpeak {

/// A row of segments, one of which is down, or a list where there are too many for a row.
class ChoiceControl : public ParameterControl {
    Q_OBJECT

public:
    ChoiceControl(const Parameter& parameter, QWidget* parent);

    void display(const Scenario& scenario, ByteUnits bytes) override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addSegments();
    void addList();

    QButtonGroup* m_buttons = nullptr;
    QComboBox* m_list = nullptr;
};

} // namespace longpeak
