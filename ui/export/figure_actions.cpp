// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/figure_actions.h"

#include "document/write_file.h"
#include "explore/side_by_side.h"
#include "export/kept_styles.h"
#include "figure/figure_kind.h"
#include "figure/map.h"

#include <algorithm>

namespace longpeak {
namespace {

QString tellOf(FigureCopy what) {
    switch (what) {
    case FigureCopy::Image: return FigureActions::tr("Copied: the figure as an image");
    case FigureCopy::Svg: return FigureActions::tr("Copied: the figure as SVG");
    case FigureCopy::Data: return FigureActions::tr("Copied: the data as CSV");
    case FigureCopy::Caption: return FigureActions::tr("Copied: the caption");
    case FigureCopy::Bibtex: break;
    }
    return FigureActions::tr("Copied: the BibTeX entry of the paper");
}

} // namespace

FigureActions::FigureActions(ScenarioStore& store, Refresher& refresher, ExportQuestions questions, QWidget* window)
    : QObject(window), m_store(store), m_refresher(refresher), m_questions(std::move(questions)), m_window(window),
      m_copied([this] { finishCopy(); }) {}

FigureDocument FigureActions::documentOf(const QStringList& figures) const {
    FigureDocument document{.style = lastStyle(), .scenario = m_store.asItIs(), .reference = m_store.reference()};
    document.style.bytes = m_refresher.byteUnits();
    for (const QString& id : figures) document.figures.push_back(id.toStdString());
    const auto isOfMetric = [](const std::string& id) { return findFigureKind(id)->isOfMetric(); };
    if (std::ranges::any_of(document.figures, isOfMetric)) document.metric = m_refresher.metric();
    if (showsMap(document))
        document.over = {mapRangeText(m_refresher.mapAxes().x), mapRangeText(m_refresher.mapAxes().y)};
    return document;
}

/// With the ranges that the hand has zoomed to.
std::vector<Retouch> FigureActions::withZooms(std::vector<Retouch> retouches, const QStringList& figures) const {
    if (!m_zooms) return retouches;
    for (const QString& id : figures) {
        auto at = std::ranges::find(retouches, id.toStdString(), &Retouch::figure);
        if (at == retouches.end()) at = retouches.insert(at, Retouch{.figure = id.toStdString()});
        m_zooms(*at);
    }
    std::erase_if(retouches, [](const Retouch& retouch) { return retouch.changesNothing(); });
    return retouches;
}

void FigureActions::exportFigures(const QStringList& offered, const QStringList& chosen) {
    FigureDocument document = documentOf(chosen);
    document.retouches = withZooms(m_retouches, offered);
    openDialog(std::move(document), offered);
}

void FigureActions::exportMultiples(const QString& figure, bool together) {
    FigureDocument document = documentOf({figure});
    document.beside = m_store.pins();
    document.together = together;
    document.retouches = m_retouches;
    document.reference.reset(); // the others stand beside it already
    openDialog(std::move(document), {figure});
}

Result<QString> FigureActions::exportTable(const SideBySide& table) {
    const QString path = m_questions.file(m_window, QStringLiteral("comparison.csv"));
    if (path.isEmpty()) return path;
    const bool isMarkdown = path.endsWith(QLatin1String(".md"), Qt::CaseInsensitive);
    if (!isMarkdown && !path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        return Fault{path.toStdString(), "/",
                     LP_TEXT("fault", "the name must end in %1 or %2")(verbatim(".csv"), verbatim(".md"))};
    const auto written = writeFile(path.toStdString(), isMarkdown ? writeMarkdown(table) : writeCsv(table));
    if (!written) return written.faults();
    return path;
}

void FigureActions::openDialog(FigureDocument document, const QStringList& offered) {
    auto* dialog = new ExportDialog(std::move(document), offered, m_store.catalogue(), sessions(), m_questions,
                                    m_window);
    connect(dialog, &ExportDialog::exported, this, &FigureActions::exported);
    connect(dialog, &ExportDialog::copied, this, [this] { emit copied(tellOf(FigureCopy::Image)); });
    connect(dialog, &QDialog::finished, this, [this, dialog] { m_retouches = dialog->retouches(); });
    dialog->show();
}

/// Those that are shown; what is not shown yet is simulated for the figure alone.
SessionsPtr FigureActions::sessions() const {
    const SnapshotPtr& shown = m_refresher.snapshot();
    return shown ? shown->sessions : nullptr;
}

void FigureActions::copy(const QString& figure, FigureCopy what) {
    m_copying.reset();
    if (what == FigureCopy::Bibtex) { // whatever the figure is
        copyFigure({}, {}, m_store.catalogue(), what);
        return emit copied(tellOf(what));
    }
    m_copying = Copying{documentOf({figure}), what};
    m_copying->document.retouches = withZooms({}, {figure});
    m_copied.ask(m_copying->document, m_store.catalogue(), sessions());
}

void FigureActions::finishCopy() {
    if (!m_copying) return;
    const std::vector<Figure>* figures = m_copied.of(m_copying->document);
    if (figures == nullptr) return;
    const FigureDocument& document = m_copying->document;
    copyFigure(withRetouches(*figures, document), document, m_store.catalogue(), m_copying->what);
    emit copied(tellOf(m_copying->what));
    m_copying.reset();
    m_copied.drop(); // the catalogue may be another by the next copy
}

} // namespace longpeak
