// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMenu>
#include <QObject>

#include <functional>

class QActionGroup;

namespace longpeak {

class DocumentActions;
class MainWindow;
class PresetActions;
class Refresher;
class ScenarioStore;
class Settings;
class Workspace;

/// The menus of the window: which entry stands where, with its name and its shortcut, and to whom it leads.
class MainMenus : public QObject {
    Q_OBJECT

public:
    /// What the entries lead to.
    struct Parts {
        ScenarioStore& store;
        Refresher& refresher;
        Workspace& workspace;
        DocumentActions& documents;
        PresetActions& presets;
        const Settings& settings;
        QWidget& rail;
    };
    /// Fills the window's menu bar, and the menu of the button that names the reference. All parts must outlive it.
    MainMenus(MainWindow& window, const Parts& parts);

private:
    void addFileMenu();
    void addEditMenu();
    void addViewMenu();
    void addAppearances(QMenu* menu);
    void addByteUnits(QMenu* menu);
    void addTypeSizes(QMenu* menu);
    void addScenarioMenu();
    void addHelpMenu();
    static void showAbout(QWidget* window);
    void fillRecent(QMenu* menu);
    void addReferenceActions(QMenu* menu);
    QAction* addChoice(QMenu* menu, QActionGroup* group, const QString& text, const QString& name, bool checked,
                       const std::function<void()>& choose);

    MainWindow& m_window;
    Parts m_parts;
};

} // namespace longpeak
