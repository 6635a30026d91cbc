// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "editor/preset_dialog.h"
#include "result.h"
#include "state/scenario_store.h"

#include <QObject>
#include <QStringList>

#include <functional>

namespace longpeak {

class Refresher;

/// What was taken out of a file.
struct UsedImport {
    QString name;
    QStringList warnings; ///< what had to be assumed
};

/// The user's own presets, from the disk into the list and back: opens the editors, keeps what they make, and takes models
/// and accelerators out of files.
class PresetActions : public QObject {
    Q_OBJECT

public:
    /// Asks before something goes for good.
    using Confirm = std::function<bool(QWidget* parent, const QString& question)>;

    /// The editors open above `window`.
    PresetActions(ScenarioStore& store, const Refresher& refresher, Confirm confirm, QWidget* window);

    /// Puts what the data folder holds into the catalogue; what cannot be used stays where it is.
    Faults load();

    /// An editor on the scenario's model or accelerator.
    void editModel();
    void editAccelerator();
    /// An editor on what a file holds; warnings stand above the fields.
    Result<Done> importToEdit(const QString& path);
    /// What a file holds becomes the scenario's, and is no preset yet.
    Result<UsedImport> importToUse(const QString& path);

private:
    template <typename Preset>
    EditorSetup setup(const Preset& start, bool isOwn, const QStringList& notices) const;
    template <typename Editor, typename Preset>
    void openNew(Preset preset, const QStringList& notices);
    /// Opens the editor; `id` is the preset's as it was.
    template <typename Editor>
    void serve(Editor* editor, const std::string& id);
    // The first argument says of which kind.
    bool isTaken(const Model& kind, std::string_view id) const;
    bool isTaken(const Accelerator& kind, std::string_view id) const;
    Result<Done> remove(const Model& kind, const std::string& id);
    Result<Done> remove(const Accelerator& kind, const std::string& id);
    void use(const Model& model);
    void use(const Accelerator& accelerator);

    ScenarioStore& m_store;
    const Refresher& m_refresher;
    Confirm m_confirm;
    QWidget* m_window;
};

} // namespace longpeak
