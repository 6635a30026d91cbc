// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scenario/parameter.h"
#include "state/scenario_store.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace longpeak {

/// A control for one row of the registry. `display` is silent; only the user's hand emits.
class ParameterControl : public QWidget {
    Q_OBJECT

public:
    ParameterControl(const Parameter& parameter, QWidget* parent);

    const Parameter& parameter() const { return m_parameter; }
    virtual void display(const Scenario& scenario, ByteUnits bytes) = 0;
    /// Says beside the control why what was typed is refused; cleared by the next display of another value.
    virtual void refuse(const QString& reason);

signals:
    void edited(const longpeak::Parameter* parameter, double value, longpeak::EditPhase phase);
    void typed(const longpeak::Parameter* parameter, const QString& text);
    void resetRequested(const longpeak::Parameter* parameter);
    /// The user wants to change the preset itself.
    void editPresetRequested(const longpeak::Parameter* parameter);

protected:
    /// Of a line that this control filters: while nothing is typed into it, undo and redo are the window's.
    bool eventFilter(QObject* watched, QEvent* event) override;
    /// The parameter's help, and how the command line sets it, as a tooltip.
    QString tip() const;
    /// The same on `widget`, and its names for tests and assistive tools.
    void describe(QWidget* widget, const QString& suffix) const;

    const Parameter& m_parameter;
};

/// The control that suits the row: slider with typed entry, typed entry alone, segments, or a searchable list.
ParameterControl* makeControl(const Parameter& parameter, const Catalogue& catalogue, QWidget* parent);

} // namespace longpeak
