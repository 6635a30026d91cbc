// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/accelerator_editor.h"

#include "control/mnemonics.h"
#include "cost/metric.h"
#include "editor/layout.h"
#include "preset/preset_fields.h"
#include "preset/preset_file.h"
#include "scenario/parameter.h"

#include <QHBoxLayout>
#include <QScrollArea>

namespace longpeak {
namespace {

/// Where the preset lies in the document of its own that it is checked as.
constexpr std::string_view place = "/accelerators/0";

} // namespace

AcceleratorEditor::AcceleratorEditor(Accelerator start, EditorSetup setup, QWidget* parent)
    : PresetDialog(
          setup.isOwn ? tr("Edit %1").arg(QString::fromStdString(start.name)) : tr("New accelerator"), std::move(setup),
          {metricKey::ceiling, metricKey::prefill, metricKey::decode, metricKey::contextSwitch, metricKey::ridge},
          parent),
      m_scroll(new QScrollArea(this)), m_typed(std::move(start)), m_sound(m_typed) {
    setObjectName(QStringLiteral("acceleratorEditor"));
    auto* content = new QWidget;
    auto* columns = new QHBoxLayout(content);
    columns->setContentsMargins(16, 12, 16, 12);
    columns->setSpacing(28);
    columns->addWidget(leftColumn(), 1);
    columns->addWidget(rightColumn(), 1);
    showScrolled(*m_scroll, content);
    m_scroll->setProperty("class", "editorCard");
    body().addWidget(m_scroll);
    for (const Field* field : m_form.fields()) connect(field, &Field::edited, this, &AcceleratorEditor::take);
    m_form.display(m_typed);
    addMnemonics(*this, buttonLetters());
    QList<QWidget*> entries;
    for (const Field* field : m_form.fields()) entries << &field->entry();
    setTabs(entries);
    fit({940, 700});
    take();
}

QWidget* AcceleratorEditor::leftColumn() {
    auto* column = new FieldColumn(this);
    m_form.addSection(column, acceleratorFields(), formSection::identity);
    letIdFollow(m_form.text(QStringLiteral("/name")), m_form.text(QStringLiteral("/id")));
    m_form.addSection(column, acceleratorFields(), formSection::maker);
    addUnderHeadings(*column, {formSection::memory, formSection::provenance});
    return column;
}

QWidget* AcceleratorEditor::rightColumn() {
    auto* column = new FieldColumn(this);
    addUnderHeadings(*column, {formSection::peaks, formSection::links, formSection::price});
    return column;
}

void AcceleratorEditor::addUnderHeadings(FieldColumn& column, std::initializer_list<Message> sections) {
    for (const Message& section : sections) {
        column.addHeading(toQString(section));
        m_form.addSection(&column, acceleratorFields(), section);
    }
    column.arrange();
}

void AcceleratorEditor::take() {
    Faults faults = m_form.take(m_typed);
    if (Text reason = setup().whyNotId(m_typed.id); !reason.empty()) addNew(faults, {{{}, "/id", std::move(reason)}});
    const auto read = readAccelerators(writeAcceleratorDocument(m_typed), "preset");
    if (!read) addNew(faults, faultsBelow(read.faults(), place));
    Field* first = showFaults(m_form.fields(), faults);
    if (!faults.empty()) return displayState(faults, first, nullptr);
    m_sound = read->front();
    Scenario after = setup().scenario;
    chooseAccelerator(after, m_sound);
    displayState({}, nullptr, &after);
}

void AcceleratorEditor::reveal(Field& field) {
    m_scroll->ensureWidgetVisible(&field);
}

} // namespace longpeak
