// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/main_window.h"

#include "control/control_rail.h"
#include "editor/preset_desk.h"
#include "editor/preset_import.h"
#include "export/figure_desk.h"
#include "export/style_shelf.h"
#include "page/help.h"
#include "page/workspace.h"
#include "scenario/scenario_file.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QStatusBar>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace longpeak {
namespace {

QString count(double value) {
    return QString::fromStdString(formatExact(value, Unit::Count));
}

QString milliseconds(double value) {
    return QString::fromStdString(format(value * 1e-3, Unit::Seconds));
}

double pointsOf(const Figure& figure) {
    std::size_t points = 0;
    for (const Series& series : figure.series) points += series.x.size();
    return static_cast<double>(points);
}

} // namespace

MainWindow::MainWindow(const Catalogue& catalogue, Scenario initial, FileQuestions questions, QWidget* parent)
    : QMainWindow(parent), m_questions(std::move(questions)), m_store(catalogue, std::move(initial)),
      m_refresher(m_store), m_desk(new PresetDesk(m_store, m_refresher, m_questions.confirm, this)),
      m_figures(new FigureDesk(m_store, m_refresher, m_questions.figures, this)),
      m_rail(new ControlRail(m_store, this)), m_workspace(new Workspace(m_store, m_refresher, this)),
      m_file(new QLabel(this)), m_state(new QLabel(this)), m_times(new QLabel(this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setMinimumSize(1000, 640);
    resize(1440, 900);
    auto* body = new QWidget(this);
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_workspace, 1);
    setCentralWidget(body);
    addFileMenu();
    addEditMenu();
    addViewMenu();
    addScenarioMenu();
    addHelpMenu();
    addStatus();

    connect(&m_refresher, &Refresher::refreshed, this, &MainWindow::display);
    connect(&m_store, &ScenarioStore::fileChanged, this, &MainWindow::displayFile);
    connect(&m_store, &ScenarioStore::referenceChanged, this, &MainWindow::displayReference);
    connect(m_workspace, &Workspace::redrawn, this, [this](double spent) { m_drawMs += spent; });
    connect(m_workspace, &Workspace::copyRequested, m_figures, &FigureDesk::copy);
    connect(m_workspace, &Workspace::exportRequested, this,
            [this](const QStringList& offered, const QString& figure) { m_figures->exportFigures(offered, {figure}); });
    connect(m_workspace, &Workspace::exportMultiplesRequested, m_figures, &FigureDesk::exportMultiples);
    connect(m_workspace, &Workspace::exportTableRequested, this, &MainWindow::exportTable);
    connect(m_figures, &FigureDesk::exported, this, [this](const QString& path) {
        m_workspace->showNotice(tr("%1 is written. It carries its scenario: drop it here to open it again.").arg(path));
    });
    connect(&m_refresher, &Refresher::rested, this, [this] {
        displayTimes();
        m_memory.save(m_store);
    });
    connect(m_rail, &ControlRail::editPresetRequested, this, [this](const Parameter* parameter) {
        parameter->id == "model" ? m_desk->editModel() : m_desk->editAccelerator();
    });
    qApp->installEventFilter(this);
    const Faults unusable = m_desk->load();
    m_memory.restore(m_store);
    restoreWindow();
    if (!unusable.empty())
        showFaults(tr("Presets of yours that cannot be used; their files stay as they are:"), unusable);
    displayFile();
    displayReference();
    m_refresher.schedule();
}

QAction* MainWindow::addChoice(QMenu* menu, QActionGroup* group, const QString& text, const QString& name, bool checked,
                               const std::function<void()>& choose) {
    QAction* action = menu->addAction(text);
    action->setObjectName(name);
    action->setCheckable(true);
    action->setChecked(checked);
    group->addAction(action);
    connect(action, &QAction::triggered, this, choose);
    return action;
}

void MainWindow::addFileMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    QMenu* shipped = menu->addMenu(tr("&New from"));
    shipped->setObjectName(QStringLiteral("shipped"));
    for (const ShippedScenario& scenario : m_store.catalogue().scenarios) {
        const QString id = QString::fromStdString(scenario.id);
        shipped->addAction(id, this, [this, id] { openFile(id); })->setObjectName(QStringLiteral("new.") + id);
    }
    menu->addAction(tr("&Open…"), QKeySequence::Open, this, &MainWindow::askOpen)
        ->setObjectName(QStringLiteral("open"));
    QMenu* recent = menu->addMenu(tr("Open &recent"));
    recent->setObjectName(QStringLiteral("recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
    menu->addAction(tr("&Import model…"), QKeySequence(Qt::CTRL | Qt::Key_I), this, &MainWindow::askImport)
        ->setObjectName(QStringLiteral("import"));
    menu->addSeparator();
    menu->addAction(tr("&Save"), QKeySequence::Save, this, &MainWindow::save)->setObjectName(QStringLiteral("save"));
    menu->addAction(tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), this, &MainWindow::saveAs)
        ->setObjectName(QStringLiteral("saveAs"));
    menu->addSeparator();
    menu->addAction(tr("&Export figures…"), QKeySequence(Qt::CTRL | Qt::Key_E), this, &MainWindow::exportPage)
        ->setObjectName(QStringLiteral("export"));
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close)->setObjectName(QStringLiteral("quit"));
}

void MainWindow::fillRecent(QMenu* menu) {
    menu->clear();
    for (const QString& path : m_memory.recentFiles()) menu->addAction(path, this, [this, path] { openFile(path); });
    if (menu->isEmpty()) menu->addAction(tr("No files yet"))->setEnabled(false);
}

void MainWindow::addEditMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    QAction* undo = m_store.history().createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    undo->setObjectName(QStringLiteral("undo"));
    QAction* redo = m_store.history().createRedoAction(this, tr("&Redo"));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    redo->setObjectName(QStringLiteral("redo"));
    menu->addActions({undo, redo});
    menu->addSeparator();
    menu->addAction(tr("&Copy scenario as JSON"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this, [this] {
        QApplication::clipboard()->setText(
            QString::fromStdString(writeScenario(m_store.scenario(), m_store.catalogue())));
    });
}

void MainWindow::addViewMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    menu->addMenu(tr("&Page"))->addActions(m_workspace->pageActions());
    QAction* rail = menu->addAction(tr("&Controls"));
    rail->setObjectName(QStringLiteral("showControls"));
    rail->setCheckable(true);
    rail->setChecked(true);
    rail->setShortcut(Qt::CTRL | Qt::Key_B);
    connect(rail, &QAction::toggled, m_rail, &QWidget::setVisible);
    QAction* full = menu->addAction(tr("&Full screen"), QKeySequence(Qt::Key_F11), this,
                                    [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    full->setObjectName(QStringLiteral("fullScreen"));
    menu->addAction(tr("&Reset layout"), QKeySequence(Qt::CTRL | Qt::Key_0), m_workspace, &Workspace::resetLayout)
        ->setObjectName(QStringLiteral("resetLayout"));
    menu->addSeparator();
    auto* looks = new QActionGroup(this);
    const QString look = m_memory.text(QStringLiteral("appearance"), QStringLiteral("system"));
    for (const auto& [name, text] : {std::pair("light", tr("&Light")), std::pair("dark", tr("&Dark")),
                                     std::pair("system", tr("As the s&ystem"))}) {
        const QString choice = QLatin1String(name);
        addChoice(menu, looks, text, QStringLiteral("appearance.") + choice, look == choice,
                  [this, choice] { setAppearance(choice); });
    }
    menu->addSeparator();
    auto* units = new QActionGroup(this);
    const bool binary = m_memory.text(QStringLiteral("bytes")) == QLatin1String("binary");
    m_refresher.setByteUnits(binary ? ByteUnits::Binary : ByteUnits::Decimal);
    const auto choose = [this](ByteUnits bytes) {
        m_memory.setValue(QStringLiteral("bytes"),
                          bytes == ByteUnits::Binary ? QStringLiteral("binary") : QStringLiteral("decimal"));
        m_refresher.setByteUnits(bytes);
    };
    addChoice(menu, units, tr("Sizes in &GB (10⁹ bytes)"), QStringLiteral("bytes.decimal"), !binary,
              [choose] { choose(ByteUnits::Decimal); });
    addChoice(menu, units, tr("Sizes in G&iB (2³⁰ bytes)"), QStringLiteral("bytes.binary"), binary,
              [choose] { choose(ByteUnits::Binary); });
}

void MainWindow::addReferenceActions(QMenu* menu) {
    menu->addAction(tr("Compare with &this, as it is now"), QKeySequence(Qt::CTRL | Qt::Key_P), this,
                    [this] { m_store.pinReference(m_store.scenario()); })
        ->setObjectName(QStringLiteral("pin"));
    menu->addAction(tr("Compare with itself at &4K"), this,
                    [this] { m_store.setReference(ReferenceKind::ShortContext); })
        ->setObjectName(QStringLiteral("reference.4k"));
    menu->addAction(tr("Compare with a &file…"), this, &MainWindow::askReference)
        ->setObjectName(QStringLiteral("reference.file"));
    menu->addAction(tr("Compare with &nothing"), this, [this] { m_store.setReference(ReferenceKind::None); })
        ->setObjectName(QStringLiteral("reference.none"));
}

void MainWindow::addScenarioMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Scenario"));
    addPresetActions(menu);
    menu->addSeparator();
    menu->addAction(tr("Pin &beside for Compare"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), this,
                    &MainWindow::pinBeside)
        ->setObjectName(QStringLiteral("pinBeside"));
    menu->addSeparator();
    auto* references = new QMenu(this);              // of the button, too
    references->setLayoutDirection(Qt::LeftToRight); // whose text stands on its arrow's left
    addReferenceActions(references);
    menu->addActions(references->actions());
    m_workspace->referenceButton().setMenu(references);
}

void MainWindow::pinBeside() {
    if (m_store.pin(m_store.scenario()))
        return m_workspace->showNotice(tr("Pinned. The page Compare shows it beside this scenario."));
    m_workspace->showNotice(tr("Six are pinned already; the page Compare can unpin one."));
}

void MainWindow::addPresetActions(QMenu* menu) {
    menu->addAction(tr("Edit &model…"), QKeySequence(Qt::CTRL | Qt::Key_M), m_desk, &PresetDesk::editModel)
        ->setObjectName(QStringLiteral("editModel"));
    menu->addAction(tr("Edit &accelerator…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M), m_desk,
                    &PresetDesk::editAccelerator)
        ->setObjectName(QStringLiteral("editAccelerator"));
}

void MainWindow::addHelpMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(tr("&Contents"), QKeySequence::HelpContents, this, [this] { showHelp(this); })
        ->setObjectName(QStringLiteral("helpContents"));
    menu->addSeparator();
    for (const HelpPage& page : helpPages())
        menu->addAction(page.menuText, this, [this, page] { showHelp(this, page.id); })
            ->setObjectName(QStringLiteral("help.") + page.id);
    menu->addSeparator();
    menu->addAction(tr("&About Longpeak"), this, [this] {
        QMessageBox::about(
            this, tr("About Longpeak"),
            tr("<b>Longpeak %1</b><p>What serving a long-context transformer costs at the theoretical peak of the "
               "hardware.</p><p>The model is that of Yao Fu, <i>Challenges in Deploying Long-Context Transformers</i>, "
               "arXiv:2405.08944 (2024). Figures quoted from it are second-hand; the attention coefficient A is a "
               "calibration.</p><p>GPL-3.0-or-later. Uses Qt, QCustomPlot and nlohmann/json; type is Inter.</p>")
                .arg(QLatin1String(LONGPEAK_VERSION)));
    });
}

void MainWindow::addStatus() {
    m_file->setProperty("tone", "muted");
    m_file->setContentsMargins(0, 0, 12, 0);
    m_file->setAlignment(Qt::AlignVCenter);
    m_file->setMinimumHeight(28);
    m_file->setObjectName(QStringLiteral("file"));
    menuBar()->setCornerWidget(m_file);
    m_state->setObjectName(QStringLiteral("state"));
    m_times->setObjectName(QStringLiteral("times"));
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_state);
    statusBar()->addPermanentWidget(m_times);
}

void MainWindow::display(const SnapshotPtr& snapshot) {
    m_drawMs = 0;
    m_rail->display(*snapshot);
    m_workspace->display(snapshot);
    const bool atPeak = snapshot->scenario.efficiency == Efficiency{};
    m_state->setText(
        (atPeak ? tr("Theoretical peak") : tr("Below the peak, by the efficiencies set")) + QStringLiteral("   ·   ") +
        (snapshot->scenario.costModel == CostModel::Paper ? tr("Paper cost model") : tr("Operator cost model")));
}

void MainWindow::displayTimes() {
    const SnapshotPtr& snapshot = m_refresher.snapshot();
    double points = 0;
    for (const auto& [id, figure] : snapshot->figures) points += pointsOf(*figure);
    for (const auto& figure : snapshot->multiples) points += pointsOf(*figure);
    const auto figures = snapshot->figures.size() + snapshot->multiples.size();
    m_times->setText((figures == 1 ? tr("1 figure") : tr("%1 figures").arg(figures)) +
                     tr(" · %1 points · %2 evaluate · %3 build · %4 draw")
                         .arg(count(points), milliseconds(snapshot->evaluateMs), milliseconds(snapshot->figuresMs),
                              milliseconds(m_drawMs)));
}

void MainWindow::displayFile() {
    const QString name = m_store.file().isEmpty() ? QString::fromStdString(m_store.scenario().name)
                                                  : QFileInfo(m_store.file()).fileName();
    const bool dirty = m_store.isDirty();
    m_file->setText((name.isEmpty() ? tr("Untitled") : name) + (dirty ? tr(" · edited") : QString()));
    m_file->setToolTip(m_store.file());
    menuBar()->setCornerWidget(m_file); // takes the new width
    setWindowTitle((name.isEmpty() ? tr("Untitled") : name) + QStringLiteral("[*] — Longpeak"));
    setWindowModified(dirty);
}

void MainWindow::displayReference() {
    QString name = tr("nothing");
    if (m_store.referenceKind() == ReferenceKind::ShortContext) name = tr("itself at 4K");
    if (m_store.referenceKind() == ReferenceKind::Pinned) {
        const Scenario reference = *m_store.reference();
        name = QStringLiteral("%1 at %2")
                   .arg(QString::fromStdString(reference.model.name),
                        QString::fromStdString(format(reference.context.si(), Unit::Tokens)));
    }
    m_workspace->referenceButton().setText(tr("vs. %1").arg(name));
    m_workspace->referenceButton().setAccessibleName(tr("Compared with: %1").arg(name));
}

void MainWindow::showFaults(const QString& what, const Faults& faults) {
    QStringList lines{what};
    constexpr std::size_t most = 6;
    for (std::size_t i = 0; i < faults.size() && i < most; ++i) lines << QString::fromStdString(faults[i].text());
    if (faults.size() > most) lines << tr("and %1 more").arg(faults.size() - most);
    m_workspace->showMessage(lines.join(QLatin1Char('\n')));
}

/// What the page shows: the figure that is full size, else all of them as a panel.
void MainWindow::exportPage() {
    if (m_workspace->current().exportAll()) return;
    const QStringList shown = m_workspace->shownFigures();
    if (shown.isEmpty()) return m_workspace->showNotice(tr("This page has no figures to export."));
    m_figures->exportFigures(shown, shown);
}

void MainWindow::exportTable(const SideBySide& table) {
    const auto path = m_figures->exportTable(table);
    if (!path) return showFaults(tr("Not written:"), path.faults());
    if (!path->isEmpty()) m_workspace->showNotice(tr("%1 is written.").arg(*path));
}

/// Those that are not pinned yet, as far as there is room.
void MainWindow::pinAll(const std::vector<Scenario>& scenarios) {
    for (const Scenario& scenario : scenarios)
        if (std::ranges::find(m_store.pins(), scenario) == m_store.pins().end()) m_store.pin(scenario);
}

void MainWindow::openFigure(const QString& path, const FigureDocument& document) {
    const auto opened = m_store.open(path);
    if (!opened) return showFaults(tr("Not opened, the scenario stays as it was:"), opened.faults());
    m_store.setReference(document.reference ? ReferenceKind::ShortContext : ReferenceKind::None);
    if (document.reference && m_store.reference() != document.reference) m_store.pinReference(*document.reference);
    m_refresher.setByteUnits(document.style.bytes);
    rememberStyle(document.style);
    if (!document.metric.empty()) m_workspace->explainMetric(QString::fromStdString(document.metric));
    if (std::ranges::find(document.figures, "map") != document.figures.end()) m_workspace->showMapOver(document.over);
    if (document.beside.empty()) {
        m_workspace->showFigures(document.figures);
    } else {
        pinAll(document.beside);
        m_workspace->showMultiples(QString::fromStdString(document.figures.front()));
    }
    m_workspace->showMessage({});
    displayFile();
}

void MainWindow::openFile(const QString& path) {
    if (const auto figure = openFigureDocument(path.toStdString(), m_store.catalogue())) {
        if (*figure) return openFigure(path, **figure);
        return showFaults(tr("Not opened, the scenario stays as it was:"), figure->faults());
    }
    if (contentOfFile(path) != FileContent::Scenario) return usePreset(path);
    const auto opened = m_store.open(path);
    if (!opened) {
        m_memory.removeRecentFile(path);
        return showFaults(tr("Not opened, the scenario stays as it was:"), opened.faults());
    }
    m_workspace->showMessage({});
    if (!m_store.file().isEmpty()) m_memory.addRecentFile(m_store.file());
    displayFile();
}

void MainWindow::usePreset(const QString& path) {
    const auto used = m_desk->importToUse(path);
    if (!used) {
        m_memory.removeRecentFile(path);
        return showFaults(tr("Not opened, the scenario stays as it was:"), used.faults());
    }
    QStringList lines{
        tr("%1 is chosen for this scenario. “Edit…” beside it can keep it as a preset of yours.").arg(used->name)};
    if (!used->warnings.isEmpty()) lines << tr("What its file does not tell, or this program does not count:");
    m_workspace->showNotice((lines + used->warnings).join(QLatin1Char('\n')));
}

void MainWindow::askImport() {
    const QString path = m_questions.import(this);
    if (path.isEmpty()) return;
    const auto imported = m_desk->importToEdit(path);
    if (!imported) return showFaults(tr("Not imported:"), imported.faults());
    m_workspace->showMessage({});
}

void MainWindow::askOpen() {
    const QString path = m_questions.open(this);
    if (!path.isEmpty()) openFile(path);
}

void MainWindow::askReference() {
    const QString path = m_questions.open(this);
    if (path.isEmpty()) return;
    const auto scenario = openScenario(path.toStdString(), m_store.catalogue());
    if (!scenario) return showFaults(tr("Not opened, the reference stays as it was:"), scenario.faults());
    m_store.pinReference(*scenario);
}

void MainWindow::save() {
    if (m_store.file().isEmpty()) return saveAs();
    saveTo(m_store.file());
}

void MainWindow::saveAs() {
    QString path = m_questions.save(this, m_store.file().isEmpty() ? QStringLiteral("scenario.longpeak.json")
                                                                   : m_store.file());
    if (path.isEmpty()) return;
    if (QFileInfo(path).suffix().isEmpty()) path += QStringLiteral(".longpeak.json");
    saveTo(path);
}

void MainWindow::saveTo(const QString& path) {
    const auto saved = m_store.save(path);
    if (!saved) return showFaults(tr("Not saved:"), saved.faults());
    m_workspace->showMessage({});
    m_memory.addRecentFile(m_store.file());
}

void MainWindow::setAppearance(const QString& choice) {
    m_memory.setValue(QStringLiteral("appearance"), choice);
    const Appearance appearance = choice == QLatin1String("dark")    ? Appearance::Dark
                                  : choice == QLatin1String("light") ? Appearance::Light
                                                                     : systemAppearance();
    applyTheme(*qApp, appearance);
    m_workspace->setTheme(themeOf(appearance));
}

void MainWindow::restoreWindow() {
    setAppearance(m_memory.text(QStringLiteral("appearance"), QStringLiteral("system")));
    if (m_memory.has(QStringLiteral("window/geometry")))
        restoreGeometry(m_memory.bytes(QStringLiteral("window/geometry")));
    m_workspace->restore(m_memory);
    if (m_memory.has(QStringLiteral("window/folded")))
        m_rail->setFolded(m_memory.list(QStringLiteral("window/folded")));
    const bool rail = m_memory.text(QStringLiteral("window/rail"), QStringLiteral("true")) == QLatin1String("true");
    findChild<QAction*>(QStringLiteral("showControls"))->setChecked(rail);
}

void MainWindow::rememberWindow() {
    m_memory.setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_workspace->remember(m_memory);
    m_memory.setValue(QStringLiteral("window/folded"), m_rail->folded());
    m_memory.setValue(QStringLiteral("window/rail"), !m_rail->isHidden());
    m_memory.save(m_store);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    rememberWindow();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

/// A file that falls on a field is not text for it.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::DragEnter) return QMainWindow::eventFilter(watched, event);
    const auto* field = qobject_cast<QLineEdit*>(watched);
    if (field == nullptr || field->window() != this || !static_cast<QDragEnterEvent*>(event)->mimeData()->hasUrls())
        return QMainWindow::eventFilter(watched, event);
    event->ignore(); // and goes on to the window
    return true;
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.front().isLocalFile()) openFile(urls.front().toLocalFile());
}

} // namespace longpeak
