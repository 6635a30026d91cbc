// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/main_menus.h"

#include "editor/preset_actions.h"
#include "page/document_actions.h"
#include "page/help.h"
#include "page/main_window.h"
#include "page/workspace.h"
#include "plain.h"
#include "scenario/scenario_file.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QMenuBar>
#include <QMessageBox>
#include <QStyle>
#include <QToolButton>

#include <utility>

namespace longpeak {

MainMenus::MainMenus(MainWindow& window, const Parts& parts) : QObject(&window), m_window(window), m_parts(parts) {
    addFileMenu();
    addEditMenu();
    addViewMenu();
    addScenarioMenu();
    addHelpMenu();
}

QAction* MainMenus::addChoice(QMenu* menu, QActionGroup* group, const QString& text, const QString& name, bool checked,
                              const std::function<void()>& choose) {
    QAction* action = menu->addAction(text);
    action->setObjectName(name);
    action->setCheckable(true);
    action->setChecked(checked);
    group->addAction(action);
    connect(action, &QAction::triggered, this, choose);
    return action;
}

void MainMenus::addFileMenu() {
    DocumentActions* documents = &m_parts.documents;
    QMenu* menu = m_window.menuBar()->addMenu(tr("&File"));
    QMenu* shipped = menu->addMenu(tr("&New from"));
    shipped->setObjectName(QStringLiteral("shipped"));
    for (const ShippedScenario& scenario : m_parts.store.catalogue().scenarios) {
        const QString id = QString::fromStdString(scenario.id);
        shipped->addAction(id, documents, [documents, id] { documents->open(id); })
            ->setObjectName(QStringLiteral("new.") + id);
    }
    menu->addAction(tr("&Open…"), QKeySequence::Open, documents, &DocumentActions::askOpen)
        ->setObjectName(QStringLiteral("open"));
    QMenu* recent = menu->addMenu(tr("Open &recent"));
    recent->setObjectName(QStringLiteral("recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
    menu->addAction(tr("&Import model…"), QKeySequence(Qt::CTRL | Qt::Key_I), documents, &DocumentActions::askImport)
        ->setObjectName(QStringLiteral("import"));
    menu->addSeparator();
    menu->addAction(tr("&Save"), QKeySequence::Save, documents, &DocumentActions::save)
        ->setObjectName(QStringLiteral("save"));
    menu->addAction(tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), documents,
                    &DocumentActions::saveAs)
        ->setObjectName(QStringLiteral("saveAs"));
    menu->addSeparator();
    menu->addAction(tr("&Export figures…"), QKeySequence(Qt::CTRL | Qt::Key_E), documents, &DocumentActions::exportPage)
        ->setObjectName(QStringLiteral("export"));
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence::Quit, &m_window, &QWidget::close)->setObjectName(QStringLiteral("quit"));
}

void MainMenus::fillRecent(QMenu* menu) {
    menu->clear();
    DocumentActions* documents = &m_parts.documents;
    for (const QString& path : recentFiles())
        menu->addAction(withoutMnemonic(path), documents, [documents, path] { documents->open(path); })
            ->setToolTip(wrapped(path));
    if (menu->isEmpty()) menu->addAction(tr("No files yet"))->setEnabled(false);
}

void MainMenus::addEditMenu() {
    ScenarioStore& store = m_parts.store;
    QMenu* menu = m_window.menuBar()->addMenu(tr("&Edit"));
    QAction* undo = store.history().createUndoAction(&m_window, tr("&Undo"));
    undo->setToolTip(tr("Takes the last change back")); // Qt would make one of the text, which has names in it
    undo->setShortcut(QKeySequence::Undo);
    undo->setObjectName(QStringLiteral("undo"));
    QAction* redo = store.history().createRedoAction(&m_window, tr("&Redo"));
    redo->setToolTip(tr("Makes it again"));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    redo->setObjectName(QStringLiteral("redo"));
    menu->addActions({undo, redo});
    menu->addSeparator();
    menu->addAction(tr("&Copy scenario as JSON"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this, [&store] {
        QApplication::clipboard()->setText(QString::fromStdString(writeScenario(store.scenario(), store.catalogue())));
    });
}

void MainMenus::addViewMenu() {
    QMenu* menu = m_window.menuBar()->addMenu(tr("&View"));
    menu->addMenu(tr("&Page"))->addActions(m_parts.workspace.pageActions());
    QAction* rail = menu->addAction(tr("&Controls"));
    rail->setObjectName(QStringLiteral("showControls"));
    rail->setCheckable(true);
    rail->setChecked(true);
    rail->setShortcut(Qt::CTRL | Qt::Key_B);
    connect(rail, &QAction::toggled, &m_parts.rail, &QWidget::setVisible);
    QAction* full = menu->addAction(tr("&Full screen"), QKeySequence(Qt::Key_F11), &m_window,
                                    [this] { m_window.setWindowState(m_window.windowState() ^ Qt::WindowFullScreen); });
    full->setObjectName(QStringLiteral("fullScreen"));
    menu->addAction(tr("&Reset layout"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R), &m_parts.workspace,
                    &Workspace::resetLayout)
        ->setObjectName(QStringLiteral("resetLayout"));
    menu->addSeparator();
    addAppearances(menu);
    addTypeSizes(menu);
    menu->addSeparator();
    addByteUnits(menu);
    menu->addSeparator();
    QAction* practice = menu->addAction(tr("P&ractice beside the peak"));
    practice->setObjectName(QStringLiteral("showPractice"));
    practice->setCheckable(true);
    practice->setChecked(m_parts.settings.text(QStringLiteral("practice")) != QLatin1String("hidden"));
    m_parts.refresher.setPractice(practice->isChecked());
    connect(practice, &QAction::toggled, &m_window, &MainWindow::setPractice);
}

void MainMenus::addAppearances(QMenu* menu) {
    auto* looks = new QActionGroup(this);
    const QString look = m_parts.settings.text(QStringLiteral("appearance"), QStringLiteral("system"));
    for (const auto& [name, text] : {std::pair("light", tr("&Light")), std::pair("dark", tr("&Dark")),
                                     std::pair("system", tr("As the s&ystem"))}) {
        const QString choice = QLatin1String(name);
        addChoice(menu, looks, text, QStringLiteral("appearance.") + choice, look == choice,
                  [this, choice] { m_window.setAppearance(choice); });
    }
}

void MainMenus::addTypeSizes(QMenu* menu) {
    QMenu* sizes = menu->addMenu(tr("&Type size"));
    auto* group = new QActionGroup(this);
    const QString automatic = QStringLiteral("auto");
    const QString chosen = m_parts.settings.text(QStringLiteral("type"), automatic);
    addChoice(sizes, group, tr("&Follows the window"), QStringLiteral("type.window"), chosen == automatic,
              [this, automatic] { m_window.setTypeSize(automatic); });
    for (const int percent : {100, 125, 150, 200}) {
        const QString choice = QString::number(percent);
        addChoice(sizes, group, tr("%1 %").arg(percent), QStringLiteral("type.") + choice, chosen == choice,
                  [this, choice] { m_window.setTypeSize(choice); });
    }
}

void MainMenus::addByteUnits(QMenu* menu) {
    auto* units = new QActionGroup(this);
    const bool binary = m_parts.settings.text(QStringLiteral("bytes")) == QLatin1String("binary");
    m_parts.refresher.setByteUnits(binary ? ByteUnits::Binary : ByteUnits::Decimal);
    addChoice(menu, units, tr("Sizes in &GB (10⁹ bytes)"), QStringLiteral("bytes.decimal"), !binary,
              [this] { m_window.setByteUnits(ByteUnits::Decimal); });
    addChoice(menu, units, tr("Sizes in G&iB (2³⁰ bytes)"), QStringLiteral("bytes.binary"), binary,
              [this] { m_window.setByteUnits(ByteUnits::Binary); });
}

void MainMenus::addReferenceActions(QMenu* menu) {
    ScenarioStore& store = m_parts.store;
    menu->addAction(tr("Compare with &this, as it is now"), QKeySequence(Qt::CTRL | Qt::Key_P), this,
                    [&store] { store.pinReference(store.scenario()); })
        ->setObjectName(QStringLiteral("pin"));
    menu->addAction(tr("Compare with itself at &4K"), this,
                    [&store] { store.setReference(ReferenceKind::ShortContext); })
        ->setObjectName(QStringLiteral("reference.4k"));
    menu->addAction(tr("Compare with a &file…"), &m_parts.documents, &DocumentActions::askReference)
        ->setObjectName(QStringLiteral("reference.file"));
    menu->addAction(tr("Compare with &nothing"), this, [&store] { store.setReference(ReferenceKind::None); })
        ->setObjectName(QStringLiteral("reference.none"));
}

void MainMenus::addScenarioMenu() {
    QMenu* menu = m_window.menuBar()->addMenu(tr("&Scenario"));
    menu->addAction(tr("Edit &model…"), QKeySequence(Qt::CTRL | Qt::Key_M), &m_parts.presets, &PresetActions::editModel)
        ->setObjectName(QStringLiteral("editModel"));
    menu->addAction(tr("Edit &accelerator…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M), &m_parts.presets,
                    &PresetActions::editAccelerator)
        ->setObjectName(QStringLiteral("editAccelerator"));
    menu->addSeparator();
    menu->addAction(tr("Pin &beside for Compare"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), &m_parts.workspace,
                    &Workspace::pinBeside)
        ->setObjectName(QStringLiteral("pinBeside"));
    menu->addSeparator();
    auto* references = new QMenu(&m_window);         // of the button, too
    references->setLayoutDirection(Qt::LeftToRight); // whose text stands on its arrow's left
    addReferenceActions(references);
    menu->addActions(references->actions());
    m_parts.workspace.referenceButton().setMenu(references);
}

void MainMenus::showAbout(QWidget* window) {
    QMessageBox box(QMessageBox::NoIcon, tr("About Longpeak"), {}, QMessageBox::Ok, window);
    box.setIconPixmap(window->windowIcon().pixmap(box.style()->pixelMetric(QStyle::PM_MessageBoxIconSize)));
    box.setTextFormat(Qt::RichText);
    box.setText(
        tr("<b>Longpeak %1</b><p>What serving a long-context transformer costs at the theoretical peak of the "
           "hardware.</p><p>The model is that of Yao Fu, <i>Challenges in Deploying Long-Context Transformers</i>, "
           "arXiv:2405.08944 (2024). Figures quoted from it are second-hand; the attention coefficient A is a "
           "calibration.</p><p>GPL-3.0-or-later. Uses Qt, QCustomPlot and nlohmann/json; type is Inter.</p>")
            .arg(QLatin1String(LONGPEAK_VERSION)));
    box.exec();
}

void MainMenus::addHelpMenu() {
    QWidget* window = &m_window;
    QMenu* menu = m_window.menuBar()->addMenu(tr("&Help"));
    menu->addAction(tr("&Contents"), QKeySequence::HelpContents, this, [window] { showHelp(window); })
        ->setObjectName(QStringLiteral("helpContents"));
    menu->addSeparator();
    for (const HelpPage& page : helpPages())
        menu->addAction(page.menuText, this, [window, page] { showHelp(window, page.id); })
            ->setObjectName(QStringLiteral("help.") + page.id);
    menu->addSeparator();
    menu->addAction(tr("&About Longpeak"), this, [window] { showAbout(window); });
}

} // namespace longpeak
