// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/parameter_control.h"

#include "control/choice_control.h"
#include "control/number_control.h"
#include "control/preset_control.h"
#include "plain.h"
#include "text.h"
#include "theme/theme.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace longpeak {

ParameterControl::ParameterControl(const Parameter& parameter, QWidget* parent)
    : QWidget(parent), m_parameter(parameter) {
    setObjectName(toQString(parameter.id));
}

void ParameterControl::refuse(const QString&) {}

bool ParameterControl::eventFilter(QObject* watched, QEvent* event) {
    const auto* line = qobject_cast<const QLineEdit*>(watched);
    if (line == nullptr || line->isModified() || event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
        return QWidget::eventFilter(watched, event);
    event->ignore(); // the line would take it, and have nothing to undo
    return true;
}

QString ParameterControl::tip() const {
    return wrapped(toQString(m_parameter.help)) + wrapped(QStringLiteral("--set %1=…").arg(toQString(m_parameter.id)));
}

void ParameterControl::describe(QWidget* widget, const QString& suffix) const {
    widget->setObjectName(toQString(m_parameter.id) + QLatin1Char('.') + suffix);
    widget->setAccessibleName(toQString(m_parameter.label));
    widget->setAccessibleDescription(toQString(m_parameter.help));
    widget->setToolTip(tip());
}

ParameterControl* makeControl(const Parameter& parameter, const Catalogue& catalogue, QWidget* parent) {
    switch (parameter.scale) {
    case Scale::Preset: return new PresetControl(parameter, catalogue, parent);
    case Scale::Choice: return new ChoiceControl(parameter, parent);
    case Scale::Linear:
    case Scale::Log: break;
    }
    return new NumberControl(parameter, catalogue, parent);
}

} // namespace longpeak
