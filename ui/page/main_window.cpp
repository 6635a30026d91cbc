// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/main_window.h"

#include "control/control_panel.h"
#include "control/elided_label.h"
#include "editor/preset_actions.h"
#include "explore/side_by_side.h"
#include "export/figure_actions.h"
#include "page/document_actions.h"
#include "page/main_menus.h"
#include "page/workspace.h"
#include "plain.h"
#include "plot/figure_view.h"
#include "text/escape.h"
#include "theme/rescale.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QStatusBar>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace longpeak {

MainWindow::MainWindow(const Catalogue& catalogue, Scenario initial, FileQuestions questions, QWidget* parent)
    : QMainWindow(parent), m_questions(std::move(questions)), m_store(catalogue, std::move(initial)),
      m_refresher(m_store), m_presets(new PresetActions(m_store, m_refresher, m_questions.confirm, this)),
      m_figures(new FigureActions(m_store, m_refresher, m_questions.figures, this)),
      m_rail(new ControlPanel(m_store, this)), m_workspace(new Workspace(m_store, m_refresher, this)),
      m_documents(new DocumentActions(m_store, m_refresher, *m_workspace, {*m_presets, *m_figures}, m_questions, this)),
      m_file(new QLabel(this)), m_state(new QLabel(this)), m_hint(new ElidedLabel(this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setMinimumSize(1000, 640);
    resize(1440, 900);
    addBody();
    new MainMenus(*this, {m_store, m_refresher, *m_workspace, *m_documents, *m_presets, m_settings, *m_rail});
    addStatus();
    connectParts();
    qApp->installEventFilter(this);
    Faults unusable = m_settings.setDamagedAside();
    const Faults presets = m_presets->load();
    const Faults session = m_memory.restore(m_store);
    unusable.insert(unusable.end(), presets.begin(), presets.end());
    unusable.insert(unusable.end(), session.begin(), session.end());
    restoreWindow();
    if (!unusable.empty())
        m_workspace->showFaults(tr("Files of yours that cannot be used; what is in them stays as it is:"), unusable);
    displayFile();
    displayReference();
    m_refresher.schedule();
}

void MainWindow::addBody() {
    auto* body = new QWidget(this);
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_workspace, 1);
    setCentralWidget(body);
}

void MainWindow::connectParts() {
    connect(&m_refresher, &Refresher::refreshed, this, &MainWindow::display);
    connect(&m_refresher, &Refresher::rested, this, [this] { m_memory.save(m_store); });
    connect(&m_store, &ScenarioStore::fileChanged, this, &MainWindow::displayFile);
    // What has no name is called what it is, and a reference by what sets it apart.
    connect(&m_refresher, &Refresher::rested, this, [this] {
        displayFile();
        displayReference();
    });
    connect(&m_store, &ScenarioStore::referenceChanged, this, &MainWindow::displayReference);
    connect(m_documents, &DocumentActions::opened, this, &MainWindow::displayFile);
    connect(m_documents, &DocumentActions::notRemembered, this, &MainWindow::showLostMemory);
    connect(&m_memory, &Autosave::failed, this, &MainWindow::showLostMemory);
    connect(&m_memory, &Autosave::recovered, this, [this] { m_lostMemory.clear(); });
    connect(m_workspace, &Workspace::copyRequested, m_figures, &FigureActions::copy);
    connect(m_workspace, &Workspace::exportRequested, m_figures,
            [this](const QStringList& offered, const QString& figure) { m_figures->exportFigures(offered, {figure}); });
    m_figures->setZooms([this](Retouch& retouch) {
        if (const FigureView* view = m_workspace->viewOf(QString::fromStdString(retouch.figure)))
            view->takeZoom(retouch);
    });
    // What was done as it was asked for lies over nothing.
    const auto confirm = [this](const QString& what) {
        constexpr int shown = 8000; // ms
        statusBar()->showMessage(what, shown);
    };
    connect(m_figures, &FigureActions::copied, this, confirm);
    connect(m_workspace, &Workspace::done, this, confirm);
    connect(m_workspace, &Workspace::exportMultiplesRequested, m_figures, &FigureActions::exportMultiples);
    connect(m_workspace, &Workspace::exportTableRequested, m_documents, &DocumentActions::exportTable);
    connect(m_figures, &FigureActions::exported, this, [this](const QString& path) {
        m_workspace->confirm(tr("%1 is written. It carries its scenario: drop it here to open it again.").arg(path));
    });
    connect(m_rail, &ControlPanel::editPresetRequested, m_presets, [this](const Parameter* parameter) {
        parameter->id == parameterId::model ? m_presets->editModel() : m_presets->editAccelerator();
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
    m_hint->setObjectName(QStringLiteral("hint"));
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_hint->setText(
        tr("Click a number to see how it is made · drag a grip to change the scenario, empty ground to zoom · "
           "double click resets"));
    m_hint->setToolTip(wrapped(m_hint->text()));
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_state);
    statusBar()->addPermanentWidget(m_hint, 1);
    // A message has only the room that the hint leaves, which is none.
    connect(statusBar(), &QStatusBar::messageChanged, m_hint,
            [this](const QString& message) { m_hint->setVisible(message.isEmpty()); });
}

void MainWindow::display(const SnapshotPtr& snapshot) {
    m_rail->display(*snapshot);
    m_workspace->display(snapshot);
    const bool atPeak = snapshot->scenario.efficiency == Efficiency{};
    m_state->setText(
        (atPeak ? tr("Theoretical peak") : tr("Below the peak, by the efficiencies set")) + QStringLiteral("   ·   ") +
        (snapshot->scenario.costModel == CostModel::Paper ? tr("Paper cost model") : tr("Operator cost model")));
}

void MainWindow::displayFile() {
    const QString name = m_store.file().isEmpty() ? toQString(oneLine(headingOf(m_store.asItIs()).english()))
                                                  : QFileInfo(m_store.file()).fileName();
    const bool dirty = m_store.isDirty();
    const QString text = name + (dirty ? tr(" · edited") : QString());
    m_file->setToolTip(wrapped(m_store.file()));
    setWindowModified(dirty);
    if (text == m_file->text()) return;
    m_file->setText(text);
    menuBar()->setCornerWidget(m_file); // takes the new width
    setWindowTitle(windowTitleOf(name) + QStringLiteral("[*] — Longpeak"));
}

void MainWindow::displayReference() {
    QString name = tr("nothing");
    if (m_store.referenceKind() == ReferenceKind::ShortContext) name = tr("itself at 4K");
    if (m_store.referenceKind() == ReferenceKind::Pinned) {
        constexpr std::size_t mostWords = 3;
        const Text apart = nameApart(*m_store.reference(), m_store.scenario(), mostWords);
        name = toQString(oneLine(apart.english()));
    }
    m_workspace->referenceButton().setText(withoutMnemonic(tr("vs. %1").arg(name)));
    m_workspace->referenceButton().setAccessibleName(tr("Compared with: %1").arg(name));
}

void MainWindow::openFile(const QString& path) {
    m_documents->open(path);
}

void MainWindow::setAppearance(const QString& choice) {
    setSetting(QStringLiteral("appearance"), choice);
    m_look = choice;
    applyAppearance(typeScale());
}

void MainWindow::applyAppearance(double before) {
    const Appearance appearance = m_look == QLatin1String("dark")    ? Appearance::Dark
                                  : m_look == QLatin1String("light") ? Appearance::Light
                                                                     : systemAppearance();
    applyTheme(*qApp, appearance);
    m_workspace->setTheme(themeOf(appearance));
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget* window : windows) rescale(*window, before);
}

void MainWindow::setTypeSize(const QString& choice) {
    setSetting(QStringLiteral("type"), choice);
    m_typeSize = choice;
    applyTypeSize();
}

/// Everything on screen is measured by the type, so all of it follows.
void MainWindow::applyTypeSize() {
    const double percent = m_typeSize.toDouble(); // 0 for a word
    const double wanted = percent > 0 ? std::clamp(percent / 100.0, 1.0, 2.0) : typeScaleOf(size(), typeScale());
    const double before = typeScale();
    if (wanted == before) return;
    setTypeScale(wanted);
    applyAppearance(before);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    applyTypeSize();
}

void MainWindow::setPractice(bool practice) {
    setSetting(QStringLiteral("practice"), practice ? QStringLiteral("shown") : QStringLiteral("hidden"));
    m_refresher.setPractice(practice);
}

void MainWindow::setByteUnits(ByteUnits bytes) {
    setSetting(QStringLiteral("bytes"),
               bytes == ByteUnits::Binary ? QStringLiteral("binary") : QStringLiteral("decimal"));
    m_refresher.setByteUnits(bytes);
}

void MainWindow::restoreWindow() {
    m_look = m_settings.text(QStringLiteral("appearance"), QStringLiteral("system"));
    m_typeSize = m_settings.text(QStringLiteral("type"));
    applyAppearance(typeScale());
    if (m_settings.has(QStringLiteral("window/geometry")))
        restoreGeometry(m_settings.bytes(QStringLiteral("window/geometry")));
    applyTypeSize();
    m_workspace->restore(m_settings);
    if (m_settings.has(QStringLiteral("window/folded")))
        m_rail->setFolded(m_settings.list(QStringLiteral("window/folded")));
    const bool rail = m_settings.text(QStringLiteral("window/rail"), QStringLiteral("true")) == QLatin1String("true");
    findChild<QAction*>(QStringLiteral("showControls"))->setChecked(rail);
}

/// Why something of it is not on the disk.
Faults MainWindow::rememberWindow() {
    QVariantMap values = m_workspace->remembered();
    values.insert(QStringLiteral("window/geometry"), saveGeometry());
    values.insert(QStringLiteral("window/folded"), m_rail->folded());
    values.insert(QStringLiteral("window/rail"), !m_rail->isHidden());
    m_memory.save(m_store);
    Faults faults = m_memory.finish();
    const auto set = m_settings.set(values);
    if (!set) faults.insert(faults.end(), set.faults().begin(), set.faults().end());
    return faults;
}

void MainWindow::setSetting(const QString& key, const QVariant& value) {
    const auto set = m_settings.set({{key, value}});
    if (!set)
        showLostMemory(set.faults());
    else
        m_lostMemory.clear();
}

/// Once for each cause, until everything is written again: it is tried after every change.
void MainWindow::showLostMemory(const Faults& faults) {
    if (m_lostMemory.contains(QString::fromStdString(faults.front().text()))) return;
    for (const Fault& fault : faults) m_lostMemory << QString::fromStdString(fault.text());
    m_workspace->showFaults(tr("What you do is not remembered for the next start:"), faults);
}

/// Edits that neither their file nor the session's has would be gone for good.
void MainWindow::closeEvent(QCloseEvent* event) {
    const Faults faults = rememberWindow();
    const bool loses = !faults.empty() && m_store.isDirty();
    if (loses &&
        !m_questions.confirm(this, tr("Your changes are saved nowhere, and cannot be kept for the next start:\n%1\n"
                                      "Close and lose them?")
                                       .arg(QString::fromStdString(faults.front().text()))))
        return event->ignore();
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
