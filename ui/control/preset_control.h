// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "control/parameter_control.h"

class QComboBox;

namespace longpeak {

/// A searchable list of presets with a line of facts below.
class PresetControl : public ParameterControl {
    Q_OBJECT

public:
    PresetControl(const Parameter& parameter, const Catalogue& catalogue, QWidget* parent);

    void display(const Scenario& scenario, ByteUnits bytes) override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void choose(int index);
    void settleText();

    QComboBox* m_list;
    QLabel* m_facts;
};

} // namespace longpeak
