// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/file_questions.h"
#include "state/refresher.h"
#include "state/scenario_store.h"
#include "state/session_memory.h"
#include "theme/theme.h"

#include <QMainWindow>

#include <functional>

class QActionGroup;
class QLabel;

namespace longpeak {

class ControlRail;
class FigureDesk;
struct SideBySide;
class PresetDesk;
class Workspace;

/// The window: menus, control rail, pages and the status line. It wires them to the store and decides nothing. Call
/// applyTheme before making one.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(const Catalogue& catalogue, Scenario initial, FileQuestions questions = FileQuestions::native(),
               QWidget* parent = nullptr);

    ScenarioStore& store() { return m_store; }
    Refresher& refresher() { return m_refresher; }
    ControlRail& rail() { return *m_rail; }
    Workspace& workspace() { return *m_workspace; }

    /// Opens a file or shipped scenario. An exported picture brings its scenario, reference, figure and style. A preset, or a config.json of Hugging Face, becomes the scenario's model or
    /// accelerator. What is wrong with the file is said beside the open scenario, which stays.
    void openFile(const QString& path);
    void setAppearance(const QString& choice);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addFileMenu();
    void addEditMenu();
    void addViewMenu();
    void addScenarioMenu();
    void addHelpMenu();
    void addStatus();
    void fillRecent(QMenu* menu);
    void addReferenceActions(QMenu* menu);
    void addPresetActions(QMenu* menu);
    QAction* addChoice(QMenu* menu, QActionGroup* group, const QString& text, const QString& name, bool checked,
                       const std::function<void()>& choose);

    void askOpen();
    void openFigure(const QString& path, const FigureDocument& document);
    void exportPage();
    void exportTable(const SideBySide& table);
    void pinBeside();
    void pinAll(const std::vector<Scenario>& scenarios);
    void save();
    void saveAs();
    void saveTo(const QString& path);
    void askReference();
    void askImport();
    void usePreset(const QString& path);
    void display(const SnapshotPtr& snapshot);
    void displayFile();
    void displayReference();
    void displayTimes();
    void restoreWindow();
    void rememberWindow();
    void showFaults(const QString& what, const Faults& faults);

    FileQuestions m_questions;
    SessionMemory m_memory;
    ScenarioStore m_store;
    Refresher m_refresher;
    PresetDesk* m_desk;
    FigureDesk* m_figures;
    ControlRail* m_rail;
    Workspace* m_workspace;
    QLabel* m_file;
    QLabel* m_state;
    QLabel* m_times;
    double m_drawMs = 0;
};

} // namespace longpeak
