// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/scenario_store.h"

#include "document/write_file.h"
#include "explore/side_by_side.h"
#include "plain.h"
#include "scenario/scenario_file.h"
#include "text.h"

#include <QFileInfo>
#include <QUndoCommand>

#include <algorithm>
#include <utility>

namespace longpeak {

namespace {

constexpr double referenceContext = 4000.0;

template <typename Preset>
void putInto(std::vector<Preset>& presets, const Preset& preset) {
    const auto found = std::ranges::find(presets, preset.id, &Preset::id);
    if (found != presets.end())
        *found = preset;
    else
        presets.push_back(preset);
}

} // namespace

/// One step of undo: the document before and after.
class ScenarioEdit : public QUndoCommand {
public:
    ScenarioEdit(ScenarioStore& store, ScenarioStore::Document before, ScenarioStore::Document after,
                 const QString& text, int gesture)
        : QUndoCommand(withoutMnemonic(text)), m_store(store), m_before(std::move(before)), m_after(std::move(after)),
          m_gesture(gesture) {}

    void undo() override { m_store.set(open(m_before)); }
    void redo() override { m_store.set(open(m_after)); }
    int id() const override { return m_gesture; }
    bool mergeWith(const QUndoCommand* next) override {
        m_after = static_cast<const ScenarioEdit*>(next)->m_after;
        if (m_after.scenario == m_before.scenario) setObsolete(true);
        return true;
    }

private:
    /// Only opening another file changes which one is open; saving under another name is no step of undo.
    ScenarioStore::Document open(ScenarioStore::Document document) const {
        if (m_before.file == m_after.file) document.file = m_store.file();
        return document;
    }

    ScenarioStore& m_store;
    ScenarioStore::Document m_before;
    ScenarioStore::Document m_after;
    int m_gesture;
};

ScenarioStore::ScenarioStore(Catalogue catalogue, Scenario initial, QObject* parent)
    : QObject(parent), m_catalogue(std::move(catalogue)), m_document{std::move(initial), {}} {
    m_saved.insert({}, m_document.scenario);
    m_history.setUndoLimit(mostSteps);
}

std::optional<Scenario> ScenarioStore::reference() const {
    if (m_referenceKind == ReferenceKind::None) return std::nullopt;
    if (m_referenceKind == ReferenceKind::Pinned) return m_pinned;
    Scenario shortContext = m_document.scenario;
    shortContext.context = Tokens(referenceContext);
    return shortContext;
}

bool ScenarioStore::isDirty() const {
    const auto saved = m_saved.constFind(m_document.file);
    return saved == m_saved.constEnd() || !sameCase(*saved, m_document.scenario);
}

Scenario ScenarioStore::asItIs() const {
    Scenario scenario = m_document.scenario;
    if (!isDirty()) return scenario;
    scenario.name.clear();
    scenario.note.clear();
    return scenario;
}

void ScenarioStore::edit(const Parameter& parameter, double value, EditPhase phase) {
    edit(std::vector{Change{&parameter, value}}, phase);
}

void ScenarioStore::edit(const std::vector<Change>& changes, EditPhase phase) {
    if (changes.empty()) return;
    if (phase == EditPhase::Drag) setDragging(true); // before what it changes is seen
    if (m_gestureParameter != changes.front().parameter) ++m_gesture;
    m_gestureParameter = changes.front().parameter;
    Document next = m_document;
    QStringList names;
    for (const Change& change : changes) {
        const double allowed = clamped(*change.parameter, change.value, next.scenario);
        names << toQString(change.parameter->label);
        if (allowed != change.parameter->get(next.scenario)) change.parameter->set(next.scenario, allowed, m_catalogue);
    }
    keepWithinLimits(next.scenario);
    push(std::move(next), names.join(QStringLiteral(", ")), m_gesture);
    if (phase == EditPhase::Drag) return;
    ++m_gesture;
    setDragging(false);
}

void ScenarioStore::setDragging(bool dragging) {
    if (dragging == m_isDragging) return;
    m_isDragging = dragging;
    emit draggingChanged(dragging);
}

Result<Done> ScenarioStore::editText(const Parameter& parameter, const QString& text) {
    Document next = m_document;
    auto set = setFromText(next.scenario, parameter, text.trimmed().toStdString(), m_catalogue,
                           std::string(parameter.label.english()));
    if (set) pushWhole(std::move(next), toQString(parameter.label));
    return set;
}

void ScenarioStore::reset(const Parameter& parameter) {
    if (!parameter.isAutomatic()) return edit(parameter, parameter.fallback);
    Document next = m_document;
    parameter.clear(next.scenario, m_catalogue);
    keepWithinLimits(next.scenario);
    pushWhole(std::move(next), tr("Reset %1").arg(toQString(parameter.label)));
}

void ScenarioStore::apply(const Remedy& remedy) {
    edit(remedy.changes);
}

void ScenarioStore::replace(const Scenario& scenario, const QString& why) {
    pushWhole({scenario, m_document.file}, why);
}

Result<Done> ScenarioStore::open(const QString& fileOrName) {
    const auto scenario = openScenario(fileOrName.toStdString(), m_catalogue);
    if (!scenario) return scenario.faults();
    // Neither is a file that the scenario could be saved to.
    const bool isSource = m_catalogue.scenario(fileOrName.toStdString()) != nullptr ||
                          isCarrierFile(fileOrName.toStdString());
    const QString file = isSource ? QString() : QFileInfo(fileOrName).absoluteFilePath();
    m_saved.insert(file, *scenario);
    pushWhole({*scenario, file}, tr("Open"));
    const bool hasNothingInCommon = m_pinned.model.id != scenario->model.id &&
                                    m_pinned.deployment.accelerator.id != scenario->deployment.accelerator.id;
    if (m_referenceKind == ReferenceKind::Pinned && hasNothingInCommon) setReference(ReferenceKind::ShortContext);
    emit fileChanged();
    return Done{};
}

/// Name and note belong to a file: it keeps its own, and a new file is not called what the scenario was made from.
Scenario ScenarioStore::asIn(const QString& file) const {
    Scenario scenario = m_document.scenario;
    const auto known = m_saved.constFind(file);
    if (known != m_saved.constEnd()) {
        scenario.name = known->name;
        scenario.note = known->note;
    } else {
        scenario.name = QFileInfo(file).fileName().section(QLatin1Char('.'), 0, 0).toStdString();
        if (isDirty()) scenario.note.clear();
    }
    return scenario;
}

Result<Done> ScenarioStore::save(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const Scenario saved = asIn(absolute);
    auto written = writeFile(path.toStdString(), writeScenario(saved, m_catalogue));
    if (!written) return written;
    m_document = {saved, absolute};
    m_saved.insert(absolute, saved);
    emit fileChanged();
    return Done{};
}

bool ScenarioStore::isChangedOnDisk() const {
    const auto known = m_saved.constFind(file());
    if (file().isEmpty() || known == m_saved.constEnd() || !QFileInfo::exists(file())) return false;
    const auto there = openScenario(file().toStdString(), m_catalogue);
    return !there || *there != *known;
}

void ScenarioStore::restore(const Scenario& scenario, const QString& file) {
    if (!file.isEmpty())
        if (const auto onDisk = openScenario(file.toStdString(), m_catalogue)) m_saved.insert(file, *onDisk);
    set({scenario, file});
}

void ScenarioStore::addOwn(const Model& model) {
    putInto(m_catalogue.ownModels, model);
    emit catalogueChanged();
}

void ScenarioStore::addOwn(const Accelerator& accelerator) {
    putInto(m_catalogue.ownAccelerators, accelerator);
    emit catalogueChanged();
}

void ScenarioStore::removeOwnModel(std::string_view id) {
    if (std::erase_if(m_catalogue.ownModels, [id](const Model& m) { return m.id == id; }) > 0) emit catalogueChanged();
}

void ScenarioStore::removeOwnAccelerator(std::string_view id) {
    if (std::erase_if(m_catalogue.ownAccelerators, [id](const Accelerator& a) { return a.id == id; }) > 0)
        emit catalogueChanged();
}

bool ScenarioStore::pin(const Scenario& scenario) {
    if (m_pins.size() >= mostPinned) return false;
    m_pins.push_back(scenario);
    emit pinsChanged();
    return true;
}

void ScenarioStore::unpin(std::size_t index) {
    if (index >= m_pins.size()) return;
    m_pins.erase(m_pins.begin() + static_cast<std::ptrdiff_t>(index));
    emit pinsChanged();
}

void ScenarioStore::setReference(ReferenceKind kind) {
    if (kind == m_referenceKind) return;
    m_referenceKind = kind;
    emit referenceChanged();
}

void ScenarioStore::pinReference(const Scenario& scenario) {
    m_pinned = scenario;
    m_referenceKind = ReferenceKind::Pinned;
    emit referenceChanged();
}

void ScenarioStore::push(Document next, const QString& text, int gesture) {
    if (next.scenario == m_document.scenario && next.file == m_document.file) return;
    m_history.push(new ScenarioEdit(*this, m_document, std::move(next), text, gesture));
}

void ScenarioStore::pushWhole(Document next, const QString& text) {
    push(std::move(next), text, ++m_gesture);
    ++m_gesture;
    setDragging(false);
}

void ScenarioStore::set(const Document& document) {
    const bool wasDirty = isDirty();
    const bool otherFile = document.file != m_document.file;
    m_document = document;
    emit scenarioChanged();
    if (otherFile || isDirty() != wasDirty) emit fileChanged();
}

} // namespace longpeak
