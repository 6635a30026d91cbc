// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/canvas.h"

#include "figure/axis_words.h"
#include "plot/annotation_item.h"
#include "plot/crosshair_item.h"
#include "plot/figure_ticker.h"
#include "plot/legend_item.h"
#include "plot/marked_graph.h"
#include "plot/series_style.h"
#include "plot/shading_item.h"
#include "plot/span_item.h"
#include "text.h"

#include <QWindow>

#include <algorithm>
#include <array>
#include <numeric>

namespace longpeak {
namespace {

constexpr double pixelsPerTickX = 74.0;
constexpr double pixelsPerTickY = 42.0;
constexpr double pixelsPerName = 12.5; ///< of height, one line
constexpr double narrowestName = 34.0;
constexpr int stackedMargin = 72;

QVector<double> vector(const std::vector<double>& values) {
    return {values.begin(), values.end()};
}

} // namespace

Canvas::Canvas(QWidget* parent)
    : QCustomPlot(parent), m_theme(&themeOf(Appearance::Light)), m_xTicker(new FigureTicker),
      m_yTicker(new FigureTicker), m_shading(new ShadingItem(this)), m_regions(new RegionItem(this)),
      m_bars(new BarItem(this)), m_spans(new SpanItem(this)), m_legend(new LegendItem(this)),
      m_annotations(new AnnotationItem(this)), m_crosshair(new CrosshairItem(this)) {
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
    const std::array<FigureItem*, 7> items{m_shading, m_regions, m_bars, m_spans, m_legend, m_annotations, m_crosshair};
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
    const QColor color = m_theme->role(series.role, series.shade);
    if (series.form == Form::Area) {
        graph.setPen(Qt::NoPen);
        graph.setBrush(color);
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
    const QColor color = m_theme->role(series.role, series.shade);
    const bool hollow = series.reference;
    constexpr double unscaled = 6; // the size at which QCustomPlot draws a path as it is
    graph.setPen(QPen(color, 1));
    graph.setScatterStyle(QCPScatterStyle(markerOf(*m_theme, series, radius), QPen(hollow ? color : m_theme->surface),
                                          hollow ? m_theme->surface : color, unscaled));
}

/// Room for the names above the frame, in as many rows as they take at the width last laid out.
void Canvas::setMargins() {
    const int names = m_legend->heightAbove(axisRect()->width());
    const double beside = m_names == Names::Beside && m_figure ? m_annotations->sideRoomOf(*m_figure) : 0;
    m_annotations->setSideRoom(beside);
    axisRect()->setMinimumMargins(QMargins(m_stacked ? stackedMargin : 8, names > 0 ? names + 8 : 8,
                                           beside > 0 ? static_cast<int>(beside) + 8 : 12, 8));
}

void Canvas::setNames(Names names) {
    m_names = names;
    m_legend->setNamesAll(names == Names::Above);
    m_annotations->setLabelsSeries(names != Names::Above);
}

const std::vector<Label>& Canvas::labels() const {
    return m_annotations->labels();
}

std::vector<Canvas::NameAbove> Canvas::namesAbove() const {
    std::vector<NameAbove> out;
    for (const LegendItem::DrawnName& name : m_legend->names()) {
        const bool isBand = name.band != nullptr;
        const auto index = isBand ? name.band - m_figure->regions.data() : name.series - m_figure->series.data();
        out.push_back({{isBand ? LabelOf::Region : LabelOf::Series, static_cast<std::size_t>(index)}, name.area});
    }
    return out;
}

DrawnForCheck Canvas::drawnForCheck() const {
    return {.figure = *m_figure,
            .plane = m_annotations->drawnPlane(),
            .labels = labels(),
            .namesAbove = m_legend->namesAll(),
            .ticksX = m_xTicker->count(),
            .ticksY = m_yTicker->count()};
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
    const auto fitted = [&](const Axis& axis, const QCPRange& range, int middle, int size) {
        if (axis.isNamed()) return QString();
        const Text title = axisTitle(axis, axisUnit(axis, range.lower, range.upper, m_bytes));
        const QString words = QString::fromStdString(capitalised(toQString(title).toStdString()));
        return metrics.elidedText(words, Qt::ElideRight, 2.0 * std::min(middle, size - middle) - 4.0);
    };
    const QPoint middle = axisRect()->center();
    xAxis->setLabel(m_stacked && !m_lowest ? QString()
                                           : fitted(m_figure->x, xAxis->range(), middle.x(), viewport().width()));
    yAxis->setLabel(fitted(m_figure->y, yAxis->range(), middle.y(), viewport().height()));
}

/// Of the size last laid out, but no wider than it can become beside the labels of the other axis.
bool Canvas::describeTicks() {
    constexpr double beside = 84.0;
    const double width = std::min<double>(axisRect()->width(), viewport().width() - beside);
    const int fitX = static_cast<int>(width / (m_figure->x.isNamed() ? narrowestName : pixelsPerTickX));
    const int fitY = static_cast<int>(axisRect()->height() / (m_figure->y.isNamed() ? pixelsPerName : pixelsPerTickY));
    const bool mayBeOne = m_figure->x.isNamed() || m_figure->x.unit == Unit::Tokens; // core knows what few contexts are
    const int wantedX = std::max(mayBeOne ? 1 : 2, fitX);
    const int wantedY = std::max(2, fitY);
    const auto places = ticks(m_figure->x, m_figure->x.minimum, m_figure->x.maximum, wantedX);
    const bool acrossIsNew = m_xTicker->describe(
        m_figure->x, m_bytes, wantedX, width / std::max<double>(1.0, static_cast<double>(places.size())) - 6.0, 2);
    const bool upIsNew = m_yTicker->describe(m_figure->y, m_bytes, wantedY,
                                             std::clamp(viewport().width() * 0.36, 60.0, 190.0), 1);
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
