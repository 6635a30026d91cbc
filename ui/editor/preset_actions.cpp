// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/preset_actions.h"

#include "editor/accelerator_editor.h"
#include "editor/model_editor.h"
#include "editor/preset_import.h"
#include "state/refresher.h"
#include "state/user_presets.h"

#include <algorithm>
#include <variant>

namespace longpeak {
namespace {

template <typename Preset>
bool holds(const std::vector<Preset>& presets, const Preset& preset) {
    return std::ranges::find(presets, preset) != presets.end();
}

/// The peak that the scenario's arithmetic really runs at.
std::optional<FlopPerSecond>& peakInUse(Peaks& peaks, Dtype dtype) {
    switch (dtype) {
    case Dtype::Fp16: return peaks.fp16;
    case Dtype::Fp8: return peaks.fp8;
    case Dtype::Int8: return peaks.int8;
    case Dtype::Fp4:
    case Dtype::Mxfp4:
    case Dtype::Nvfp4: return peaks.fp4;
    case Dtype::Int4:
    case Dtype::Bf16: break;
    }
    return peaks.bf16;
}

/// The accelerator with what was set by hand beside it, since saving it as a preset is to keep that too.
Accelerator asSet(const Scenario& s) {
    Accelerator a = s.deployment.accelerator;
    const AcceleratorOverrides& by = s.deployment.overrides;
    if (by.memory) a.memory = a.nominalMemory = *by.memory;
    if (by.bandwidth) a.bandwidth = *by.bandwidth;
    if (by.flops) peakInUse(a.peaks, peakFor(s.deployment.accelerator, s.precision.compute).dtype) = *by.flops;
    if (by.link) a.linkBandwidth = *by.link;
    if (by.interconnect) a.deviceLinkBandwidth = *by.interconnect;
    if (by.price) a.price = *by.price;
    return a;
}

/// What was read of a published model or device no longer holds for one made from it.
void disown(Model& model) {
    model.publishedParameters = 0;
    model.publishedActiveParameters = 0;
    model.publishedNote.clear();
}

void disown(Accelerator& accelerator) {
    accelerator.announced = false;
}

/// A preset of the user's own to be, made from one of the program or of the user's.
template <typename Preset>
Preset copyOf(Preset preset) {
    preset.sources.insert(preset.sources.begin(), {"edited from", preset.id});
    preset.name += " (own)";
    preset.confidence = "own";
    disown(preset);
    return preset;
}

} // namespace

PresetActions::PresetActions(ScenarioStore& store, const Refresher& refresher, Confirm confirm, QWidget* window)
    : QObject(window), m_store(store), m_refresher(refresher), m_confirm(std::move(confirm)), m_window(window) {}

Faults PresetActions::load() {
    const UserPresets found = loadUserPresets(m_store.catalogue());
    for (const Model& model : found.models) m_store.addOwn(model);
    for (const Accelerator& accelerator : found.accelerators) m_store.addOwn(accelerator);
    return found.faults;
}

bool PresetActions::isTaken(const Model&, std::string_view id) const {
    return m_store.catalogue().model(id) != nullptr;
}

bool PresetActions::isTaken(const Accelerator&, std::string_view id) const {
    return m_store.catalogue().accelerator(id) != nullptr;
}

template <typename Preset>
EditorSetup PresetActions::setup(const Preset& start, bool isOwn, const QStringList& notices) const {
    const auto whyNotId = [this, start, isOwn](const std::string& id) -> Text {
        if (Text reason = whyNotOwnId(id); !reason.empty()) return reason;
        const bool isTheSame = isOwn && id == start.id;
        if (!isTheSame && isTaken(start, id)) return LP_TEXT("fault", "is the id of another preset");
        return {};
    };
    const auto free = [this, start](const std::string& wanted) {
        return freeId(wanted, [&](std::string_view id) { return isTaken(start, id); });
    };
    return {.scenario = m_store.scenario(),
            .bytes = m_refresher.byteUnits(),
            .isOwn = isOwn,
            .notices = notices,
            .whyNotId = whyNotId,
            .freeId = free};
}

/// A preset that is not among the user's own yet, under an id that is free.
template <typename Editor, typename Preset>
void PresetActions::openNew(Preset preset, const QStringList& notices) {
    preset.id = freeId(preset.id, [&](std::string_view id) { return isTaken(preset, id); });
    serve(new Editor(preset, setup(preset, false, notices), m_window), preset.id);
}

void PresetActions::editModel() {
    const Scenario& s = m_store.scenario();
    const bool isResized = s.architecture != s.model.architecture;
    Model chosen = s.model;
    chosen.architecture = s.architecture;
    QStringList notices;
    if (isResized)
        notices << tr("The shape is that of the scenario: %1 resized to %2.")
                       .arg(QString::fromStdString(s.model.name),
                            QString::fromStdString(format(parameterCount(chosen.architecture), Unit::Parameters)));
    else if (s.parameters)
        notices << tr("The size set by hand, %1, is no part of a preset: its parameters are counted from its layers.")
                       .arg(QString::fromStdString(format(*s.parameters, Unit::Parameters)));
    if (holds(m_store.catalogue().ownModels, chosen))
        serve(new ModelEditor(chosen, setup(chosen, true, notices), m_window), chosen.id);
    else if (isTaken(chosen, chosen.id))
        openNew<ModelEditor>(copyOf(chosen), notices);
    else
        openNew<ModelEditor>(chosen, notices);
}

void PresetActions::editAccelerator() {
    const Scenario& s = m_store.scenario();
    const Accelerator chosen = asSet(s);
    QStringList notices;
    if (chosen != s.deployment.accelerator) notices << tr("With the values set by hand in “Accelerator details”.");
    if (holds(m_store.catalogue().ownAccelerators, s.deployment.accelerator))
        serve(new AcceleratorEditor(chosen, setup(chosen, true, notices), m_window), chosen.id);
    else if (isTaken(chosen, chosen.id))
        openNew<AcceleratorEditor>(copyOf(chosen), notices);
    else
        openNew<AcceleratorEditor>(chosen, notices);
}

Result<Done> PresetActions::importToEdit(const QString& path) {
    auto imported = importPreset(path);
    if (!imported) return imported.faults();
    if (const auto* model = std::get_if<Model>(&imported->preset))
        openNew<ModelEditor>(*model, imported->warnings);
    else
        openNew<AcceleratorEditor>(std::get<Accelerator>(imported->preset), imported->warnings);
    return Done{};
}

Result<UsedImport> PresetActions::importToUse(const QString& path) {
    const auto imported = importPreset(path);
    if (!imported) return imported.faults();
    std::visit([this](const auto& preset) { use(preset); }, imported->preset);
    const std::string name = std::visit([](const auto& preset) { return preset.name; }, imported->preset);
    return UsedImport{QString::fromStdString(name), imported->warnings};
}

void PresetActions::use(const Model& model) {
    Scenario next = m_store.scenario();
    chooseModel(next, model);
    m_store.replace(next, tr("Model"));
}

void PresetActions::use(const Accelerator& accelerator) {
    Scenario next = m_store.scenario();
    chooseAccelerator(next, accelerator);
    m_store.replace(next, tr("Accelerator"));
}

Result<Done> PresetActions::remove(const Model&, const std::string& id) {
    auto done = deleteUserModel(id);
    if (done) m_store.removeOwnModel(id);
    return done;
}

Result<Done> PresetActions::remove(const Accelerator&, const std::string& id) {
    auto done = deleteUserAccelerator(id);
    if (done) m_store.removeOwnAccelerator(id);
    return done;
}

template <typename Editor>
void PresetActions::serve(Editor* editor, const std::string& id) {
    const auto why = [](const Faults& faults) { return QString::fromStdString(faults.front().text()); };
    connect(editor, &PresetDialog::saveRequested, this, [this, editor, why] {
        const auto preset = editor->preset();
        const auto saved = saveUserPreset(preset);
        if (!saved) return editor->displayFailure(tr("Not saved: %1").arg(why(saved.faults())));
        m_store.addOwn(preset);
        use(preset);
        editor->accept();
    });
    connect(editor, &PresetDialog::deleteRequested, this, [this, editor, id, why] {
        const QString name = QString::fromStdString(editor->preset().name);
        if (!m_confirm(editor, tr("Delete the preset “%1” for good? The scenario keeps what it uses.").arg(name)))
            return;
        const auto done = remove(editor->preset(), id);
        if (!done) return editor->displayFailure(tr("Not deleted: %1").arg(why(done.faults())));
        editor->accept();
    });
    editor->open();
}

} // namespace longpeak
