// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/canvas.h"

#include "figure/axis_words.h"
#include "plot/annotation_item.h"
#include "plot/colour_bar_item.h"
#include "plot/crosshair_item.h"
#include "plot/label_colours.h"
#include "plot/label_style.h"
#include "plot/legend_item.h"
#include "plot/marked_graph.h"
#include "plot/series_style.h"
#include "plot/shading_item.h"
#include "plot/span_item.h"
#include "text.h"

#include <QWindow>
#include <QtMath>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace longpeak {
namespace {

constexpr double pixelsPerTickX = 74.0;
constexpr double pixelsPerTickY = 42.0;
constexpr double pixelsPerName = 12.5; ///< of height, one line
constexpr double narrowestName = 34.0;
constexpr double narrowestAslant = 19.0;
constexpr double aslant = 38.0; ///< degrees
constexpr double gapOfNames = 6.0;
constexpr int mostLines = 2; ///< of a name
constexpr int stackedMargin = 72;

QVector<double> vector(const std::vector<double>& values) {
    return {values.begin(), values.end()};
}

} // namespace

Canvas::Canvas(QWidget* parent)
    : QCustomPlot(parent), m_theme(&themeOf(Appearance::Light)), m_xTicker(new FigureTicker),
      m_yTicker(new FigureTicker), m_shading(new ShadingItem(this)), m_regions(new RegionItem(this)),
      m_bars(new BarItem(this)), m_spans(new SpanItem(this)), m_legend(new LegendItem(this)),
      m_colourBar(new ColourBarItem(this)), m_annotations(new AnnotationItem(this)),
      m_crosshair(new CrosshairItem(this)) {
    setAutoAddPlottableToLegend(false);
    setPlottingHint(QCP::phFastPolylines, true);
    setPlottingHint(QCP::phImmediateRefresh, false); // all figures of a move are painted in one pass
    setNoAntialiasingOnDrag(false);
    xAxis->setTicker(m_xTicker);
    yAxis->setTicker(m_yTicker);
    addLayer(QStringLiteral("annotations"), layer(QStringLiteral("legend")), QCustomPlot::limAbove);
    m_shading->setLayer(QStringLiteral("background"));
    m_regions->setLayer(QStringLiteral("background"));
    m_legend->setLayer(QStringLiteral("annotations"));
    m_colourBar->setLayer(QStringLiteral("annotations"));
    m_annotations->setLayer(QStringLiteral("annotations"));
    m_annotations->setClipToAxisRect(false); // marks at the frame's edge stay whole
    m_crosshair->setLayer(QStringLiteral("overlay"));
}

void Canvas::setTheme(const Theme& theme) {
    m_theme = &theme;
    setBackground(theme.surface);
    m_xTicker->setFont(theme.font(-2));
    m_yTicker->setFont(theme.font(-2));
    for (QCPAxis* axis : {xAxis, yAxis}) {
        const QPen line(theme.border, 1);
        axis->setBasePen(line);
        axis->setTickPen(line);
        axis->setSubTickPen(line);
        axis->setSubTickLengthIn(0);
        axis->setSubTickLengthOut(2);
        axis->setTickLabelColor(theme.muted);
        axis->setTickLabelFont(theme.font(-2));
        axis->setLabelColor(theme.muted);
        axis->setLabelFont(theme.font(-2));
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(4);
        axis->setLabelPadding(2);
        axis->grid()->setPen(QPen(theme.grid, 1));
        axis->grid()->setZeroLinePen(QPen(theme.grid, 1));
        axis->grid()->setSubGridVisible(false);
    }
    if (m_figure) showFigure(m_figure, m_bytes);
}

void Canvas::showFigure(std::shared_ptr<const Figure> figure, ByteUnits bytes) {
    m_figure = std::move(figure);
    m_bytes = bytes;
    const std::array<FigureItem*, 8> items{m_shading, m_regions,   m_bars,        m_spans,
                                           m_legend,  m_colourBar, m_annotations, m_crosshair};
    for (FigureItem* item : items) item->describe(m_figure.get(), m_theme, bytes);
    styleAxes();
    drawSeries();
    drawPaths();
    applyRanges();
    replot(QCustomPlot::rpQueuedReplot);
}

/// Names need no title and no lines of a grid.
void Canvas::styleAxes() {
    const auto style = [this](QCPAxis& axis, const Axis& wanted) {
        axis.setScaleType(wanted.scale == AxisScale::Log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        axis.grid()->setVisible(!wanted.isNamed() && !m_figure->shading);
        axis.setTickLengthOut(wanted.isNamed() ? 0 : 4);
    };
    style(*xAxis, m_figure->x);
    style(*yAxis, m_figure->y);
}

/// Graphs are kept from one figure to the next; an area takes two, its upper edge and its base.
void Canvas::drawSeries() {
    int used = 0;
    const auto next = [&]() -> QCPGraph& {
        QCPGraph* kept = used < graphCount() ? graph(used) : new MarkedGraph(xAxis, yAxis);
        ++used;
        kept->setChannelFillGraph(nullptr);
        kept->setBrush(Qt::NoBrush);
        kept->setScatterStyle(QCPScatterStyle());
        kept->setLineStyle(QCPGraph::lsLine);
        return *kept;
    };
    for (const Series& series : m_figure->series) {
        if (series.form == Form::Bars || series.form == Form::Spans || series.form == Form::Path) continue;
        const QVector<double> x = vector(series.x);
        QCPGraph* base = nullptr;
        if (series.form == Form::Area) {
            base = &next();
            base->setName(QString());
            base->setPen(Qt::NoPen);
            base->setData(x, vector(series.base), true);
        }
        if (needsCasing(series)) {
            QCPGraph& casing = next();
            casing.setName(QString());
            casing.setData(x, vector(series.y), true);
            casing.setPen(QPen(m_theme->surface, linePen(*m_theme, series).widthF() + 1.6));
        }
        QCPGraph& graph = next();
        graph.setName(toQString(series.name));
        graph.setData(x, vector(series.y), true);
        styleGraph(graph, series);
        if (base != nullptr) graph.setChannelFillGraph(base);
        if (!hasMarkers(*m_theme, series)) continue;
        QCPGraph& markers = next();
        markers.setName(QString());
        markers.setLineStyle(QCPGraph::lsNone);
        const auto places = markerPlaces(*m_figure, series);
        markers.setData(places.first, places.second, true);
        styleMarkers(markers, series, 2.6);
    }
    while (graphCount() > used) removeGraph(graphCount() - 1);
}

/// In print a line over areas has a pale edge: in grey it may be as dark as they are.
bool Canvas::needsCasing(const Series& series) const {
    const auto isFilled = [](const Series& other) { return other.form == Form::Area && !other.isRange; };
    return m_theme->appearance == Appearance::Print && series.form == Form::Line && !series.reference &&
           std::ranges::any_of(m_figure->series, isFilled);
}

/// A graph would put the points in order of x; a curve keeps theirs.
void Canvas::drawPaths() {
    std::size_t used = 0;
    QVector<double> steps;
    for (const Series& series : m_figure->series) {
        if (series.form != Form::Path) continue;
        if (used == m_paths.size()) m_paths.push_back(new QCPCurve(xAxis, yAxis));
        QCPCurve& curve = *m_paths[used++];
        curve.setName(toQString(series.name));
        steps.resize(static_cast<qsizetype>(series.x.size()));
        std::iota(steps.begin(), steps.end(), 0.0);
        curve.setData(steps, vector(series.x), vector(series.y), true);
        curve.setPen(linePen(*m_theme, series));
    }
    while (m_paths.size() > used) {
        removePlottable(m_paths.back());
        m_paths.pop_back();
    }
}

void Canvas::styleGraph(QCPGraph& graph, const Series& series) {
    if (series.form == Form::Area) {
        graph.setPen(Qt::NoPen);
        graph.setBrush(fillColor(*m_theme, series));
        graph.setAntialiasedFill(false);
        return;
    }
    if (series.form == Form::Points) {
        graph.setLineStyle(QCPGraph::lsNone);
        return styleMarkers(graph, series, series.reference ? 2.5 : 3.5);
    }
    graph.setPen(linePen(*m_theme, series));
}

void Canvas::styleMarkers(QCPGraph& graph, const Series& series, double radius) {
    const QColor color = lineColor(*m_theme, series);
    const bool hollow = series.reference;
    constexpr double unscaled = 6; // the size at which QCustomPlot draws a path as it is
    graph.setPen(QPen(color, 1));
    graph.setScatterStyle(QCPScatterStyle(markerOf(*m_theme, series, radius), QPen(hollow ? color : m_theme->surface),
                                          hollow ? m_theme->surface : color, unscaled));
}

/// Room for the names above the frame, in as many rows as they take at the width last laid out.
void Canvas::setMargins() {
    const int names = m_legend->heightAbove(axisRect()->width());
    double beside = m_names == Names::Beside && m_figure ? m_annotations->sideRoomOf(*m_figure) : 0;
    m_annotations->setSideRoom(beside);
    beside = std::max<double>(beside, m_colourBar->widthBeside(axisRect()->height()));
    axisRect()->setMinimumMargins(QMargins(m_stacked ? stackedMargin : 8, names > 0 ? names + 8 : 8,
                                           beside > 0 ? static_cast<int>(beside) + 8 : 12, 8));
}

void Canvas::setNames(Names names) {
    m_names = names;
    m_legend->setNamesAll(names == Names::Above);
    m_annotations->setLabelsSeries(names != Names::Above);
}

void Canvas::setKeyed(std::vector<Label> keyed) {
    m_legend->setKeyed(std::move(keyed));
}

const std::vector<Label>& Canvas::labels() const {
    return m_annotations->labels();
}

DrawnForCheck Canvas::drawnForCheck() const {
    DrawnForCheck drawn{.figure = *m_figure,
                        .plane = m_annotations->drawnPlane(),
                        .labels = labels(),
                        .namesAbove = m_legend->namesAll(),
                        .keyed = m_legend->keyed(),
                        .ticksX = m_xTicker->count(),
                        .ticksY = m_yTicker->count(),
                        .cut = m_cutTitles};
    if (m_figure->shading && m_colourBar->isCut()) drawn.cut.push_back(m_colourBar->title().toStdString());
    if (m_figure->x.isNamed()) drawn.cut.insert(drawn.cut.end(), m_xTicker->cut().begin(), m_xTicker->cut().end());
    // QCustomPlot leaves out what would reach past the page.
    const QFontMetricsF metrics(xAxis->tickLabelFont());
    for (std::size_t i = 0; xAxis->tickLabelRotation() != 0 && i < m_figure->x.names.size(); ++i) {
        const QString name = drawnWords(m_figure->x.names[i]);
        const double across = metrics.horizontalAdvance(name) * std::cos(qDegreesToRadians(aslant));
        if (across > drawn.plane.placeX(static_cast<double>(i))) drawn.cut.push_back(name.toStdString());
    }
    if (m_figure->y.isNamed()) drawn.cut.insert(drawn.cut.end(), m_yTicker->cut().begin(), m_yTicker->cut().end());
    const LabelColours colours(*m_figure, *m_theme, drawn.plane);
    for (const Label& label : labels()) {
        double least = leastContrast;
        if (label.area)
            for (const Rgb& ground : colours.behind(label))
                least = std::min(least, contrast(rgbOf(colours.of(label)), ground));
        drawn.contrasts.push_back(least);
    }
    for (const Series& series : m_figure->series) drawn.looks.push_back(lookOf(*m_theme, series));
    return drawn;
}

void Canvas::paintOn(QCPPainter& painter, const QSize& size) {
    const QRect before = viewport();
    setViewport(QRect(QPoint(), size));
    // Ticks and titles are chosen by the room that is left beside them.
    for (int i = 0; i < 2; ++i) {
        applyRanges();
        updateLayout();
    }
    applyRanges();
    toPainter(&painter, size.width(), size.height());
    setViewport(before);
}

void Canvas::applyRanges() {
    setMargins();
    describeTicks();
    if (!m_keepsRanges) {
        xAxis->setRange(m_figure->x.minimum, m_figure->x.maximum);
        yAxis->setRange(m_figure->y.minimum, m_figure->y.maximum);
    }
    titleAxes();
}

/// Titles of the axes, shortened to the room there is beside their middles.
void Canvas::titleAxes() {
    const QFontMetricsF metrics(xAxis->labelFont());
    m_cutTitles.clear();
    const auto fitted = [&](const Axis& axis, const QCPRange& range, int middle, int size) {
        if (axis.isNamed()) return QString();
        const Text title = axisTitle(axis, axisUnit(axis, range.lower, range.upper, m_bytes));
        const QString words = QString::fromStdString(capitalised(drawnWords(title).toStdString()));
        const QString shown = metrics.elidedText(words, Qt::ElideRight, 2.0 * std::min(middle, size - middle) - 4.0);
        if (shown != words) m_cutTitles.push_back(words.toStdString());
        return shown;
    };
    const QPoint middle = axisRect()->center();
    xAxis->setLabel(m_stacked && !m_lowest ? QString()
                                           : fitted(m_figure->x, xAxis->range(), middle.x(), viewport().width()));
    yAxis->setLabel(fitted(m_figure->y, yAxis->range(), middle.y(), viewport().height()));
}

/// Names under the frame stand on up to two lines; where that is too little for one of them, and all have room aslant, they
/// stand so.
bool Canvas::standsAslant(double width) const {
    const Axis& axis = m_figure->x;
    if (!axis.isNamed()) return false;
    const double room = width / static_cast<double>(axis.names.size());
    return room >= narrowestAslant && std::ranges::any_of(axis.names, [&](const Text& name) {
               return !m_xTicker->hasRoom(name, room - gapOfNames, mostLines);
           });
}

/// As much of the figure's width for names on its left as leaves the larger half to the bars.
FigureTicker::Room Canvas::roomBeside() const {
    constexpr double share = 0.46;
    const double height = axisRect()->height() / std::max<double>(1.0, static_cast<double>(m_figure->y.names.size()));
    const bool hasLines = height >= mostLines * QFontMetricsF(yAxis->tickLabelFont()).height();
    return {std::clamp(viewport().width() * share, 60.0, 210.0), hasLines ? mostLines : 1};
}

/// Of the size last laid out, but no wider than it can become beside the labels of the other axis.
bool Canvas::describeTicks() {
    constexpr double beside = 84.0;
    const double width = std::min<double>(axisRect()->width(), viewport().width() - beside);
    const bool isAslant = standsAslant(width);
    xAxis->setTickLabelRotation(isAslant ? -aslant : 0);
    const double perTick = isAslant ? narrowestAslant : m_figure->x.isNamed() ? narrowestName : pixelsPerTickX;
    const int fitX = static_cast<int>(width / perTick);
    const int fitY = static_cast<int>(axisRect()->height() / (m_figure->y.isNamed() ? pixelsPerName : pixelsPerTickY));
    const bool mayBeOne = m_figure->x.isNamed() || m_figure->x.unit == Unit::Tokens; // core knows what few contexts are
    const int wantedX = std::max(mayBeOne ? 1 : 2, fitX);
    const int wantedY = std::max(2, fitY);
    const auto places = ticks(m_figure->x, m_figure->x.minimum, m_figure->x.maximum, wantedX);
    const double roomX = width / std::max<double>(1.0, static_cast<double>(places.size())) - gapOfNames;
    const FigureTicker::Room below = isAslant ? FigureTicker::Room{viewport().height() * 0.5, 1}
                                              : FigureTicker::Room{roomX, mostLines};
    const bool acrossIsNew = m_xTicker->describe(m_figure->x, m_bytes, wantedX, below);
    const bool upIsNew = m_yTicker->describe(m_figure->y, m_bytes, wantedY, roomBeside());
    return acrossIsNew || upIsNew;
}

void Canvas::setStacked(bool isLowest) {
    m_stacked = true;
    m_lowest = isLowest;
    if (m_figure) showFigure(m_figure, m_bytes);
}

void Canvas::resizeEvent(QResizeEvent* event) {
    QCustomPlot::resizeEvent(event); // lays out and draws, with the ticks of the size before
    if (!m_figure) return;
    const bool isNew = describeTicks();
    applyRanges();
    if (isNew) replot(QCustomPlot::rpQueuedRefresh);
}

void Canvas::showEvent(QShowEvent* event) {
    QCustomPlot::showEvent(event);
    followScreen();
    if (QWindow* native = window()->windowHandle())
        connect(native, &QWindow::screenChanged, this, &Canvas::followScreen, Qt::UniqueConnection);
}

bool Canvas::event(QEvent* event) {
    if (event->type() == QEvent::ScreenChangeInternal) followScreen();
    return QCustomPlot::event(event);
}

/// QCustomPlot 2.1.0 reads the device pixel ratio only once.
void Canvas::followScreen() {
    if (qFuzzyCompare(bufferDevicePixelRatio(), devicePixelRatioF())) return;
    setBufferDevicePixelRatio(devicePixelRatioF());
    replot(QCustomPlot::rpQueuedReplot);
}

} // namespace longpeak
