// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/file_questions.h"
#include "state/autosave.h"
#include "state/refresher.h"
#include "state/scenario_store.h"
#include "state/settings.h"
#include "theme/theme.h"

#include <QMainWindow>

class QLabel;

namespace longpeak {

class ControlPanel;
class DocumentActions;
class ElidedLabel;
class FigureActions;
class PresetActions;
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
    ControlPanel& rail() { return *m_rail; }
    Workspace& workspace() { return *m_workspace; }

    /// See DocumentActions::open.
    void openFile(const QString& path);
    void setAppearance(const QString& choice);
    /// In percent ("150"), or such as suits the window's size. For the next start, too.
    void setTypeSize(const QString& choice);
    /// Whether what measurements make of the peak is told beside it.
    void setPractice(bool practice);
    void setByteUnits(ByteUnits bytes);

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// `before`: the type scale that widgets were made or last seen with.
    void applyAppearance(double before);
    void applyTypeSize();
    void addBody();
    void addStatus();
    void connectParts();
    void display(const SnapshotPtr& snapshot);
    void displayFile();
    void displayReference();
    void restoreWindow();
    Faults rememberWindow();
    void setSetting(const QString& key, const QVariant& value);
    void showLostMemory(const Faults& faults);

    FileQuestions m_questions;
    Settings m_settings;
    Autosave m_memory;
    ScenarioStore m_store;
    Refresher m_refresher;
    PresetActions* m_presets;
    FigureActions* m_figures;
    ControlPanel* m_rail;
    Workspace* m_workspace;
    DocumentActions* m_documents;
    QLabel* m_file;
    QLabel* m_state;
    ElidedLabel* m_hint;      ///< what a hand can do
    QString m_look;           ///< as chosen
    QString m_typeSize;       ///< as chosen
    QStringList m_lostMemory; ///< why something is not remembered, as far as it was said
};

} // namespace longpeak
