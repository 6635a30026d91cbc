// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "evidence/typical.h"
#include "scenario/scenario.h"

#include <QWidget>

#include <optional>

class QButtonGroup;
class QPushButton;

namespace longpeak {

/// What all efficiencies are set to at once: the theoretical peak, or what published measurements typically reach on
/// accelerators of this kind. The third segment tells that they are the user's own, and leads to them.
class EfficiencyChoice : public QWidget {
    Q_OBJECT

public:
    explicit EfficiencyChoice(QWidget* parent = nullptr);

    void display(const Efficiency& now, const TypicalEfficiency& seen);
    /// "theoretical peak", "typical" or "own", of the scenario last displayed.
    QString summary() const;

signals:
    /// The user's hand chose them; `why` names the step of undo.
    void chosen(const longpeak::Efficiency& efficiency, const QString& why);
    void ownRequested();

private:
    QPushButton* addSegment(const QString& name, const QString& text);
    void press();

    Efficiency m_now;
    std::optional<TypicalEfficiency> m_seen; ///< as the tooltip says
    Efficiency m_typical;
    QButtonGroup* m_buttons;
    QPushButton* m_peak;
    QPushButton* m_usual;
    QPushButton* m_own;
};

} // namespace longpeak
