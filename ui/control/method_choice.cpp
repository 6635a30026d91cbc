// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/method_choice.h"

#include "compression/method_facts.h"
#include "control/elided_label.h"
#include "control/method_picker.h"
#include "plain.h"
#include "quantity/format.h"
#include "state/scenario_store.h"
#include "text.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace longpeak {

MethodChoice::MethodChoice(ScenarioStore& store, QWidget* parent)
    : QWidget(parent), m_store(store), m_rows(new QVBoxLayout), m_note(new QLabel(this)),
      m_open(new QPushButton(tr("Published methods…"), this)) {
    setObjectName(QStringLiteral("methods"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_rows->setSpacing(6);
    column->addLayout(m_rows);
    m_note->setText(toQString(multiplyingNote));
    m_note->setWordWrap(true);
    m_note->setFont(typeface(-2));
    m_note->setProperty("tone", "muted");
    m_note->setObjectName(QStringLiteral("methods.note"));
    column->addWidget(m_note);
    m_open->setAccessibleName(tr("Published methods"));
    m_open->setObjectName(QStringLiteral("methods.open"));
    m_open->setToolTip(tr("What has been published to make the cache smaller: choose, with ratio and savings"));
    column->addWidget(m_open);
    connect(m_open, &QPushButton::clicked, this, &MethodChoice::openPicker);
}

void MethodChoice::openPicker() {
    if (m_picker == nullptr) m_picker = new MethodPicker(m_store, window());
    m_picker->display(m_store.scenario());
    m_picker->show();
    m_picker->raise();
    m_picker->activateWindow();
}

void MethodChoice::display(const Snapshot& snapshot) {
    if (m_picker != nullptr && m_picker->isVisible()) m_picker->display(snapshot.scenario);
    m_note->setVisible(snapshot.scenario.compression.methods.size() > 1);
    if (snapshot.methods == m_shown) return;
    m_shown = snapshot.methods;
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // its own button may be what is pressed
        delete item;
    }
    for (const ChosenMethod& chosen : m_shown) addRow(chosen);
}

/// Name, ratio and a way to take it back; below, what the ratio is and where it was read, or why its quality is in doubt.
void MethodChoice::addRow(const ChosenMethod& chosen) {
    const Method& method = *chosen.method;
    const auto effect = effectOf(method);
    auto* row = new QWidget(this);
    auto* column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    auto* name = new ElidedLabel(row);
    name->setObjectName(QStringLiteral("method.") + QString::fromStdString(method.id));
    const QString ratio = effect ? QString::fromStdString(" " + format(effect->ratio, Unit::Ratio)) : QString();
    name->setText(QString::fromStdString(method.name) + ratio);
    name->setToolTip(wrapped(QString::fromStdString(method.mechanism)));
    auto* remove = new QToolButton(row);
    remove->setText(QStringLiteral("×"));
    remove->setObjectName(QStringLiteral("method.drop.") + QString::fromStdString(method.id));
    remove->setToolTip(tr("Without this method"));
    remove->setAccessibleName(tr("Without %1").arg(QString::fromStdString(method.name)));
    head->addWidget(name, 1);
    head->addWidget(remove);
    column->addLayout(head);
    const auto addLine = [&](const Text& text, const char* what, const char* tone) {
        auto* line = new ElidedLabel(row);
        line->setText(unbroken(toQString(text)));
        line->setObjectName(QStringLiteral("method.%1.").arg(QLatin1String(what)) + QString::fromStdString(method.id));
        line->setFont(typeface(-2));
        line->setToolTip(wrapped(line->text()));
        line->setProperty("tone", tone);
        column->addWidget(line);
    };
    addLine(Text::joined({basisText(method), verbatim(sourceText(method))}, ", "), "facts", "muted");
    if (!chosen.doubt.empty()) addLine(Text::joined({Text::verbatim("⚠"), chosen.doubt}, " "), "doubt", "danger");
    m_rows->addWidget(row);
    setTabOrder(m_open->previousInFocusChain(), remove);
    connect(remove, &QToolButton::clicked, this, [this, id = method.id] { drop(id); });
}

void MethodChoice::drop(const std::string& id) {
    const Method* method = m_store.catalogue().method(id);
    Scenario scenario = m_store.scenario();
    dropMethod(scenario, *method);
    m_store.replace(scenario, tr("Without %1").arg(QString::fromStdString(method->name)));
}

} // namespace longpeak
