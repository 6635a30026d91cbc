// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/file_questions.h"
#include "state/scenario_store.h"

#include <QFileSystemWatcher>
#include <QObject>

namespace longpeak {

class FigureActions;
class PresetActions;
class Refresher;
struct SideBySide;
class Workspace;

/// What comes in from files and goes out to them: asks where, decides what a file is and what becomes of it, and says
/// beside the open scenario what went wrong.
class DocumentActions : public QObject {
    Q_OBJECT

public:
    /// The other parts, through which presets and figures go.
    struct Parts {
        PresetActions& presets;
        FigureActions& figures;
    };
    /// Questions stand above `window`. All of these must outlive it.
    DocumentActions(ScenarioStore& store, Refresher& refresher, Workspace& workspace, Parts parts,
                    const FileQuestions& questions, QWidget* window);

    /// Opens a file or shipped scenario. An exported picture brings its scenario, reference, figure and style. A preset,
    /// or a config.json of Hugging Face, becomes the scenario's model or accelerator. A fault leaves the scenario as it
    /// is.
    void open(const QString& path);
    void askOpen();
    /// To its file, or where there is none to one that is asked for. Asks first where another program has changed it.
    void save();
    void saveAs();
    /// A scenario of a file to compare with.
    void askReference();
    /// An editor on the model of a file.
    void askImport();
    /// What the page shows: the figure that is full size, else all of them as a panel.
    void exportPage();
    void exportTable(const SideBySide& table);

signals:
    /// Another document is open, whether or not its scenario differs.
    void opened();
    /// Why the next start will not know of a file or a style.
    void notRemembered(const longpeak::Faults& faults);

private:
    void openFigure(const QString& path, const FigureDocument& document);
    void usePreset(const QString& path);
    void pinAll(const std::vector<Scenario>& scenarios);
    void saveTo(const QString& path);
    /// Watches the open file, and where another program has changed it offers to read it again; one that is gone is told.
    void lookAtFile();
    void refuse(const Faults& faults);
    void tell(const Result<Done>& remembered);

    ScenarioStore& m_store;
    Refresher& m_refresher;
    Workspace& m_workspace;
    Parts m_parts;
    const FileQuestions& m_questions;
    QWidget* m_window;
    QFileSystemWatcher m_watcher; ///< forgets a file that is gone
    QString m_watched;
};

} // namespace longpeak
