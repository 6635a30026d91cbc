// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/accelerator_editor.h"

#include "control/mnemonics.h"
#include "cost/metric.h"
#include "editor/layout.h"
#include "editor/provenance.h"
#include "preset/preset_file.h"
#include "scenario/parameter.h"

#include <QHBoxLayout>
#include <QScrollArea>

#include <cmath>

namespace longpeak {
namespace {

using Lines = TextField::Lines;

/// Cents and their hundredths survive the way through dollars a second.
constexpr double priceSteps = 1e6;

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
    const IdentityFields identity = addIdentity(m_form, column);
    letIdFollow(*identity.name, *identity.id);
    m_form.addText(
        column, {.pointer = QStringLiteral("/vendor"), .label = tr("Maker"), .help = {}, .empty = tr("not said")},
        Lines::One, [](auto& a) -> auto& { return a.vendor; });
    m_form.addText(
        column,
        {.pointer = QStringLiteral("/kind"),
         .label = tr("Kind"),
         .help = tr("“data centre”, “PCIe card”, “consumer”: measurements are compared within a kind."),
         .empty = tr("not said")},
        Lines::One, [](auto& a) -> auto& { return a.kind; });
    m_form.addFlag(
        column,
        {.pointer = QStringLiteral("/announced"),
         .label = tr("Announced, not shipping"),
         .help = tr("Its figures may still change.")},
        [](auto& a) -> auto& { return a.announced; });
    column->addHeading(tr("Memory"));
    addMemory(column);
    column->addHeading(tr("Where the figures come from"));
    addProvenance(m_form, column);
    column->arrange();
    return column;
}

QWidget* AcceleratorEditor::rightColumn() {
    auto* column = new FieldColumn(this);
    column->addHeading(tr("Peaks of the matrix units, without sparsity"));
    addPeaks(column);
    column->addHeading(tr("Links, one direction"));
    addLinks(column);
    column->addHeading(tr("Price"));
    addPrice(column);
    column->arrange();
    return column;
}

void AcceleratorEditor::addMemory(QWidget* parent) {
    m_form.addNumber(
        parent,
        {.pointer = QStringLiteral("/memory_bytes"),
         .label = tr("Memory"),
         .help = tr("What the device reports. “80 GB” on a box is often 80 GiB."),
         .unit = Unit::Bytes},
        [](auto& a) -> auto& { return a.memory; });
    m_form.addNumberBy(
        parent,
        {.pointer = QStringLiteral("/nominal_memory_bytes"),
         .label = tr("Memory on the box"),
         .help = tr("The number it is sold with, for the convention that counts nominal memory."),
         .unit = Unit::Bytes,
         .empty = tr("as above")},
        [](const Accelerator& a) -> std::optional<double> {
            if (a.nominalMemory == a.memory) return std::nullopt;
            return a.nominalMemory.si();
        },
        [](Accelerator& a, std::optional<double> value) { a.nominalMemory = Bytes(value.value_or(a.memory.si())); });
    m_form.addText(
        parent,
        {.pointer = QStringLiteral("/memory_basis"),
         .label = tr("How it was arrived at"),
         .help = {},
         .empty = tr("not said")},
        Lines::One, [](auto& a) -> auto& { return a.memoryBasis; });
    m_form.addNumber(
        parent,
        {.pointer = QStringLiteral("/bandwidth_bytes_per_s"),
         .label = tr("Bandwidth"),
         .help = tr("Of the device memory, at the theoretical peak."),
         .unit = Unit::BytesPerSecond},
        [](auto& a) -> auto& { return a.bandwidth; });
}

void AcceleratorEditor::addPeaks(QWidget* parent) {
    const auto add = [this, parent](const char* key, const QString& label, auto access) {
        m_form.addNumber(parent,
                         {.pointer = QStringLiteral("/peak_flops/") + QLatin1String(key),
                          .label = label,
                          .help = tr("Dense. Without a peak of its own, a format runs at the 16-bit rate."),
                          .unit = Unit::FlopPerSecond,
                          .empty = tr("none of its own")},
                         access);
    };
    add(
        "bf16", QStringLiteral("BF16"), [](auto& a) -> auto& { return a.peaks.bf16; });
    add(
        "fp16", QStringLiteral("FP16"), [](auto& a) -> auto& { return a.peaks.fp16; });
    add(
        "fp8", QStringLiteral("FP8"), [](auto& a) -> auto& { return a.peaks.fp8; });
    add(
        "int8", QStringLiteral("INT8"), [](auto& a) -> auto& { return a.peaks.int8; });
    add(
        "fp4", QStringLiteral("FP4"), [](auto& a) -> auto& { return a.peaks.fp4; });
}

void AcceleratorEditor::addLinks(QWidget* parent) {
    m_form.addText(
        parent,
        {.pointer = QStringLiteral("/host_link"),
         .label = tr("Host link"),
         .help = tr("“PCIe 5.0 x16”."),
         .empty = tr("not said")},
        Lines::One, [](auto& a) -> auto& { return a.hostLink; });
    m_form.addNumber(
        parent,
        {.pointer = QStringLiteral("/host_link_bytes_per_s"),
         .label = tr("Its line rate"),
         .help = tr("Caches move over it in a context switch. Where it is not known, %1 is assumed.")
                     .arg(QString::fromStdString(formatEntry(assumedHostLink.si(), Unit::BytesPerSecond))),
         .unit = Unit::BytesPerSecond,
         .empty = tr("not known")},
        [](auto& a) -> auto& { return a.linkBandwidth; });
    m_form.addText(
        parent,
        {.pointer = QStringLiteral("/device_link"),
         .label = tr("Link between devices"),
         .help = tr("“NVLink 4”."),
         .empty = tr("none: over the host link")},
        Lines::One, [](auto& a) -> auto& { return a.deviceLink; });
    m_form.addNumber(
        parent,
        {.pointer = QStringLiteral("/device_link_bytes_per_s"),
         .label = tr("Line rate of that link"),
         .help = tr("Collectives of tensor parallel run over it."),
         .unit = Unit::BytesPerSecond,
         .empty = tr("as the host link")},
        [](auto& a) -> auto& { return a.deviceLinkBandwidth; });
}

void AcceleratorEditor::addPrice(QWidget* parent) {
    m_form.addNumberBy(
        parent,
        {.pointer = QStringLiteral("/dollars_per_hour"),
         .label = tr("Rent of an hour"),
         .help = tr("US dollars for one accelerator."),
         .unit = Unit::DollarsPerHour,
         .empty = tr("not known")},
        [](const Accelerator& a) -> std::optional<double> {
            if (!a.price) return std::nullopt;
            return std::round(*a.price * hour / Dollars(1.0) * priceSteps) / priceSteps;
        },
        [](Accelerator& a, std::optional<double> value) {
            a.price.reset();
            if (value) a.price = Dollars(*value) / hour;
        });
    m_form.addText(
        parent,
        {.pointer = QStringLiteral("/price_note"), .label = tr("Where and when"), .help = {}, .empty = tr("not said")},
        Lines::One, [](auto& a) -> auto& { return a.priceNote; });
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
