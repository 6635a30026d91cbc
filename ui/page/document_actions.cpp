// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/document_actions.h"

#include "editor/preset_actions.h"
#include "editor/preset_import.h"
#include "export/figure_actions.h"
#include "export/kept_styles.h"
#include "page/workspace.h"
#include "plot/figure_view.h"
#include "scenario/scenario_file.h"
#include "state/autosave.h"
#include "state/refresher.h"

#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace longpeak {
namespace {

constexpr std::chrono::milliseconds settling{150};

} // namespace

DocumentActions::DocumentActions(ScenarioStore& store, Refresher& refresher, Workspace& workspace, Parts parts,
                                 const FileQuestions& questions, QWidget* window)
    : QObject(window), m_store(store), m_refresher(refresher), m_workspace(workspace), m_parts(parts),
      m_questions(questions), m_window(window) {
    connect(&m_store, &ScenarioStore::fileChanged, this, &DocumentActions::lookAtFile);
    // Whoever writes it may not be through yet; and where it was replaced, it has to be watched anew.
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this,
            [this] { QTimer::singleShot(settling, this, &DocumentActions::lookAtFile); });
}

void DocumentActions::lookAtFile() {
    const QString file = m_store.file();
    const QStringList watched = m_watcher.files();
    const bool isGone = !file.isEmpty() && file == m_watched && !QFileInfo::exists(file);
    if (watched != QStringList{file}) {
        if (!watched.isEmpty()) m_watcher.removePaths(watched);
        m_watched.clear();
        if (QFileInfo::exists(file) && m_watcher.addPath(file)) m_watched = file;
    }
    if (isGone) return m_workspace.showNotice(tr("%1 is gone from the disk. Saving writes it again.").arg(file));
    if (!m_store.isChangedOnDisk()) return;
    m_workspace.showOffer(tr("%1 has changed on the disk. Undo brings back what is here now.").arg(file),
                          tr("Read it again"), [this, file] { open(file); });
}

void DocumentActions::refuse(const Faults& faults) {
    m_workspace.showFaults(tr("Not opened, the scenario stays as it was:"), faults);
}

void DocumentActions::tell(const Result<Done>& remembered) {
    if (!remembered) emit notRemembered(remembered.faults());
}

void DocumentActions::open(const QString& path) {
    if (const auto figure = openFigureDocument(path.toStdString(), m_store.catalogue())) {
        if (*figure) return openFigure(path, **figure);
        return refuse(figure->faults());
    }
    if (contentOfFile(path) != FileContent::Scenario) return usePreset(path);
    const auto done = m_store.open(path);
    if (!done) {
        tell(removeRecentFile(path));
        return refuse(done.faults());
    }
    m_parts.figures.setRetouches({});
    m_workspace.showMessage({});
    if (!m_store.file().isEmpty()) tell(addRecentFile(m_store.file()));
    emit opened();
}

void DocumentActions::openFigure(const QString& path, const FigureDocument& document) {
    const auto done = m_store.open(path);
    if (!done) return refuse(done.faults());
    m_store.setReference(document.reference ? ReferenceKind::ShortContext : ReferenceKind::None);
    if (document.reference && m_store.reference() != document.reference) m_store.pinReference(*document.reference);
    m_refresher.setByteUnits(document.style.bytes);
    tell(rememberStyle(document.style));
    if (!document.metric.empty()) m_workspace.explainMetric(QString::fromStdString(document.metric));
    if (showsMap(document)) m_workspace.showMapOver(document.over);
    m_parts.figures.setRetouches(document.retouches);
    if (document.beside.empty()) {
        m_workspace.showFigures(document.figures);
        for (const Retouch& retouch : document.retouches)
            if (FigureView* view = m_workspace.viewOf(QString::fromStdString(retouch.figure)))
                view->setZoom({retouch.x.range, retouch.y.range});
    } else {
        pinAll(document.beside);
        m_workspace.showMultiples(QString::fromStdString(document.figures.front()), document.together);
    }
    if (document.retouches.empty())
        m_workspace.showMessage({});
    else
        m_workspace.showOffer(tr("What was changed of the figure by hand is kept, and shown where it is exported."),
                              tr("Retouch…"), [this] { exportPage(); });
    emit opened();
}

/// Those that are not pinned yet, as far as there is room.
void DocumentActions::pinAll(const std::vector<Scenario>& scenarios) {
    for (const Scenario& scenario : scenarios)
        if (std::ranges::find(m_store.pins(), scenario) == m_store.pins().end()) m_store.pin(scenario);
}

void DocumentActions::usePreset(const QString& path) {
    const auto used = m_parts.presets.importToUse(path);
    if (!used) {
        tell(removeRecentFile(path));
        return refuse(used.faults());
    }
    QStringList lines{
        tr("%1 is chosen for this scenario. “Edit…” beside it can keep it as a preset of yours.").arg(used->name)};
    if (!used->warnings.isEmpty()) lines << tr("What its file does not tell, or this program does not count:");
    m_workspace.showNotice((lines + used->warnings).join(QLatin1Char('\n')));
}

void DocumentActions::askImport() {
    const QString path = m_questions.import(m_window);
    if (path.isEmpty()) return;
    const auto imported = m_parts.presets.importToEdit(path);
    if (!imported) return m_workspace.showFaults(tr("Not imported:"), imported.faults());
    m_workspace.showMessage({});
}

void DocumentActions::askOpen() {
    const QString path = m_questions.open(m_window);
    if (!path.isEmpty()) open(path);
}

void DocumentActions::askReference() {
    const QString path = m_questions.open(m_window);
    if (path.isEmpty()) return;
    const auto scenario = openScenario(path.toStdString(), m_store.catalogue());
    if (!scenario) return m_workspace.showFaults(tr("Not opened, the reference stays as it was:"), scenario.faults());
    m_store.pinReference(*scenario);
}

void DocumentActions::save() {
    if (m_store.file().isEmpty()) return saveAs();
    if (m_store.isChangedOnDisk() &&
        !m_questions.confirm(
            m_window,
            tr("%1 has changed on the disk since it was read.\nSave over what is there now?").arg(m_store.file())))
        return;
    saveTo(m_store.file());
}

void DocumentActions::saveAs() {
    QString path = m_questions.save(m_window, m_store.file().isEmpty() ? QStringLiteral("scenario.longpeak.json")
                                                                       : m_store.file());
    if (path.isEmpty()) return;
    if (QFileInfo(path).suffix().isEmpty()) path += QStringLiteral(".longpeak.json");
    saveTo(path);
}

void DocumentActions::saveTo(const QString& path) {
    const auto saved = m_store.save(path);
    if (!saved) return m_workspace.showFaults(tr("Not saved:"), saved.faults());
    m_workspace.showMessage({});
    tell(addRecentFile(m_store.file()));
}

void DocumentActions::exportPage() {
    if (m_workspace.current().exportAll()) return;
    const QStringList shown = m_workspace.shownFigures();
    if (shown.isEmpty()) return m_workspace.showNotice(tr("This page has no figures to export."));
    m_parts.figures.exportFigures(shown, shown);
}

void DocumentActions::exportTable(const SideBySide& table) {
    const auto path = m_parts.figures.exportTable(table);
    if (!path) return m_workspace.showFaults(tr("Not written:"), path.faults());
    if (!path->isEmpty()) m_workspace.confirm(tr("%1 is written.").arg(*path));
}

} // namespace longpeak
