// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/efficiency_choice.h"

#include "plain.h"
#include "text.h"
#include "theme/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace longpeak {

EfficiencyChoice::EfficiencyChoice(QWidget* parent) : QWidget(parent), m_buttons(new QButtonGroup(this)) {
    setObjectName(QStringLiteral("efficiencyChoice"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_peak = addSegment(QStringLiteral("peak"), tr("Peak"));
    m_usual = addSegment(QStringLiteral("typical"), tr("Typical"));
    m_own = addSegment(QStringLiteral("own"), tr("Own"));
    m_peak->setToolTip(wrapped(tr("The theoretical peak: every efficiency at 100 %.")));
    m_own->setToolTip(wrapped(tr("Set each efficiency below.")));
    connect(m_peak, &QPushButton::clicked, this,
            [this] { emit chosen(Efficiency{}, tr("Efficiency of the theoretical peak")); });
    connect(m_usual, &QPushButton::clicked, this, [this] { emit chosen(m_typical, tr("Typical efficiency")); });
    connect(m_own, &QPushButton::clicked, this, &EfficiencyChoice::ownRequested);
}

QPushButton* EfficiencyChoice::addSegment(const QString& name, const QString& text) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(QStringLiteral("efficiency.") + name);
    button->setAccessibleName(tr("Efficiency: %1").arg(text));
    button->setProperty("class", "segment");
    button->setCheckable(true);
    button->setFont(typeface(-2, QFont::Medium));
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    layout()->addWidget(button);
    m_buttons->addButton(button);
    connect(button, &QPushButton::clicked, this, &EfficiencyChoice::press);
    return button;
}

/// What is down tells the scenario, not the last click: one that changes nothing must not move it.
void EfficiencyChoice::press() {
    QPushButton* down = m_now == Efficiency{} ? m_peak : m_now == m_typical ? m_usual : m_own;
    down->setChecked(true);
}

void EfficiencyChoice::display(const Efficiency& now, const TypicalEfficiency& seen) {
    m_now = now;
    m_typical = typical(now, seen);
    press();
    if (m_seen == seen) return;
    m_seen = seen;
    m_usual->setToolTip(
        wrapped(tr("Medians of published measurements against the theoretical peak, of single operations and of "
                   "batches that run alone; served load does not count.")) +
        wrapped(toQString(describe(seen))));
}

QString EfficiencyChoice::summary() const {
    if (m_now == Efficiency{}) return tr("theoretical peak");
    return m_now == m_typical ? tr("typical") : tr("own");
}

} // namespace longpeak
