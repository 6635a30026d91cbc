// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/advice.h"
#include "preset/catalogue.h"
#include "result.h"
#include "scenario/parameter.h"
#include "scenario/scenario.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QUndoStack>

#include <optional>
#include <vector>

namespace longpeak {

/// Where in a gesture an edit stands: the moves of one drag become one step of undo.
enum class EditPhase {
    Drag, ///< more will follow from the same gesture
    Final
};

/// Steps that can be undone. Each holds two scenarios, 9 KB: without a bound a day's work takes tens of megabytes.
inline constexpr int mostSteps = 300;

/// What costs are held against.
enum class ReferenceKind {
    None,
    ShortContext, ///< the same scenario at 4K
    Pinned        ///< a scenario of its own
};

/// The only mutable state of the program: the scenario, what it is compared with, its history and its file. Every
/// change enters here, can be undone, and is announced once. The catalogue grows and shrinks by the user's own presets,
/// which is no step of undo: a scenario holds its model and accelerator whole, and keeps them when their preset goes.
class ScenarioStore : public QObject {
    Q_OBJECT

public:
    ScenarioStore(Catalogue catalogue, Scenario initial, QObject* parent = nullptr);

    const Scenario& scenario() const { return m_document.scenario; }
    /// The same as it is to be called: an edited one without the name and note of what it was before.
    Scenario asItIs() const;
    const Catalogue& catalogue() const { return m_catalogue; }
    /// The scenario to compare with; nothing when there is none.
    std::optional<Scenario> reference() const;
    ReferenceKind referenceKind() const { return m_referenceKind; }
    QUndoStack& history() { return m_history; }
    /// Path of the open file; empty for a scenario that has none.
    const QString& file() const { return m_document.file; }
    bool isDirty() const;
    /// Whether the open file holds something else than this session has read of it or written to it; false where it is gone.
    bool isChangedOnDisk() const;

    /// Sets a numeric or choice parameter, clamped to its range. Does nothing when it has that value already.
    void edit(const Parameter& parameter, double value, EditPhase phase = EditPhase::Final);
    /// The same of several that one gesture moves together.
    void edit(const std::vector<Change>& changes, EditPhase phase = EditPhase::Final);
    /// Sets any parameter from text as typed; refused text changes nothing.
    Result<Done> editText(const Parameter& parameter, const QString& text);
    /// An automatic parameter back to automatic, any other to its default.
    void reset(const Parameter& parameter);
    void apply(const Remedy& remedy);
    /// A whole scenario at once; `why` names the step of undo.
    void replace(const Scenario& scenario, const QString& why);

    /// Opens a file or shipped scenario; a fault leaves everything as it was.
    Result<Done> open(const QString& fileOrName);
    /// Writes aside and renames, so that a failed write leaves the old file whole. A new file takes its own name as the
    /// scenario's, and an edited scenario leaves behind the note that described it before.
    Result<Done> save(const QString& path);
    /// Back in a session: the scenario with the file it belonged to, without a step of undo.
    void restore(const Scenario& scenario, const QString& file);

    /// Adds one of the user's own presets, in place of the own one of that id where there is one.
    void addOwn(const Model& model);
    void addOwn(const Accelerator& accelerator);
    /// Does nothing where the user has none of that id.
    void removeOwnModel(std::string_view id);
    void removeOwnAccelerator(std::string_view id);

    /// Scenarios kept beside this one, up to mostPinned, in the order in which they came.
    const std::vector<Scenario>& pins() const { return m_pins; }
    /// False where there is no room for another.
    bool pin(const Scenario& scenario);
    void unpin(std::size_t index);

    void setReference(ReferenceKind kind);
    void pinReference(const Scenario& scenario);

signals:
    void scenarioChanged();
    /// A hand begins to drag, or lets go.
    void draggingChanged(bool dragging);
    void referenceChanged();
    void pinsChanged();
    void catalogueChanged();
    /// The file's name, or whether there are unsaved changes.
    void fileChanged();

private:
    friend class ScenarioEdit;
    struct Document {
        Scenario scenario;
        QString file;
    };
    Scenario asIn(const QString& file) const;
    void push(Document next, const QString& text, int gesture);
    /// A step of its own: what comes before and after does not merge with it.
    void setDragging(bool dragging);
    void pushWhole(Document next, const QString& text);
    void set(const Document& document);

    Catalogue m_catalogue;
    Document m_document;
    QHash<QString, Scenario> m_saved; ///< what each file holds, as far as this session has read or written it
    QUndoStack m_history;
    int m_gesture = 1;
    bool m_isDragging = false;
    const Parameter* m_gestureParameter = nullptr;
    ReferenceKind m_referenceKind = ReferenceKind::ShortContext;
    Scenario m_pinned;
    std::vector<Scenario> m_pins;
};

} // namespace longpeak
