// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/preset_control.h"

#include "theme/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace longpeak {
namespace {

QString facts(const Parameter& parameter, const Scenario& s, ByteUnits bytes) {
    if (parameter.id != "model") return QString::fromStdString(describe(s.accelerator));
    QString text = QString::fromStdString(
        describe(s.architecture, modelParameters(s)) + " · KV " +
        format(cacheElementsPerToken(s.architecture) * bytesPerElement(s.precision.cache), Unit::BytesPerToken, bytes));
    if (s.architecture.synthetic)
        text += QObject::tr(". Synthetic: resized along its family, no published model has this shape.");
    return text;
}

} // namespace

PresetControl::PresetControl(const Parameter& parameter, const Catalogue& catalogue, QWidget* parent)
    : ParameterControl(parameter, parent), m_list(new QComboBox(this)), m_facts(new QLabel(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_list);
    column->addWidget(m_facts);
    describe(m_list, QStringLiteral("list"));
    m_facts->setObjectName(QString::fromUtf8(parameter.id.data()) + QStringLiteral(".facts"));
    m_facts->setProperty("tone", "muted");
    m_facts->setFont(typeface(-2));
    m_facts->setWordWrap(true);
    m_list->setEditable(true);
    m_list->setFocusPolicy(Qt::StrongFocus); // not by the wheel
    m_list->installEventFilter(this);
    m_list->setInsertPolicy(QComboBox::NoInsert);
    m_list->setMaxVisibleItems(16);
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->setMinimumContentsLength(10);
    const auto add = [this](const std::string& id, const std::string& name) {
        m_list->addItem(QString::fromStdString(name), QString::fromStdString(id));
    };
    if (parameter.id == "model")
        for (const Model& model : catalogue.models) add(model.id, model.name);
    else
        for (const Accelerator& accelerator : catalogue.accelerators) add(accelerator.id, accelerator.name);
    m_list->completer()->setFilterMode(Qt::MatchContains);
    m_list->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_list->lineEdit()->setAccessibleName(m_list->accessibleName());
    connect(m_list, &QComboBox::activated, this, &PresetControl::choose);
    connect(m_list->completer(), qOverload<const QString&>(&QCompleter::activated), this,
            [this](const QString& name) { choose(m_list->findText(name)); });
    connect(m_list->lineEdit(), &QLineEdit::editingFinished, this, &PresetControl::settleText);
}

void PresetControl::choose(int index) {
    if (index >= 0) emit typed(&m_parameter, m_list->itemData(index).toString());
}

/// Under a hand that scrolls the rail, the model stays.
bool PresetControl::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Wheel && !m_list->hasFocus()) {
        event->ignore();
        return true;
    }
    return ParameterControl::eventFilter(watched, event);
}

/// What was typed but names nothing does not stay.
void PresetControl::settleText() {
    if (m_list->currentIndex() >= 0) m_list->setEditText(m_list->itemText(m_list->currentIndex()));
}

void PresetControl::display(const Scenario& scenario, ByteUnits bytes) {
    const QString id = QString::fromStdString(valueText(m_parameter, scenario));
    const QString name = QString::fromStdString(displayText(m_parameter, scenario));
    int index = m_list->findData(id);
    if (index < 0) { // one of the user's own
        m_list->addItem(name, id);
        index = m_list->count() - 1;
    }
    if (m_list->currentIndex() != index) m_list->setCurrentIndex(index);
    m_facts->setText(facts(m_parameter, scenario, bytes));
}

} // namespace longpeak
