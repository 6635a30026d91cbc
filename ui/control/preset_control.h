// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "control/parameter_control.h"

class QComboBox;

namespace longpeak {

/// A searchable list of presets with a line of facts below. The user's own stand first and are marked; above all stands
/// what the scenario carries and the catalogue does not have, as long as it is chosen.
class PresetControl : public ParameterControl {
    Q_OBJECT

public:
    PresetControl(const Parameter& parameter, const Catalogue& catalogue, QWidget* parent);

    void display(const Scenario& scenario, ByteUnits bytes) override;
    /// To be called when the catalogue has changed, and before the next display.
    void refill();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void choose(const QString& id, const QVariant& isCarried);
    void addSearch();
    void settleText();
    void fitPopups();
    void showBeginning();
    void displayCarried(const QString& name, const QString& id);
    void displayListed(const QString& id);

    const Catalogue& m_catalogue;
    QComboBox* m_list;
    QLabel* m_none; ///< says that nothing has the typed words
    QLabel* m_facts;
    bool m_carried = false; ///< the first entry is the scenario's alone
};

} // namespace longpeak
