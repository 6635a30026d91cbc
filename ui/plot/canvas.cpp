// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/canvas.h"

#include "plot/marked_graph.h"
#include "plot/series_style.h"

#include <QLineF>
#include <QScreen>
#include <QWindow>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace longpeak {
namespace {

const QPointF nowhere(std::nan(""), std::nan(""));
constexpr double grabDistance = 6.0;
constexpr double grabRadius = 11.0;
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
      m_annotations(new AnnotationItem(this)), m_crosshair(new CrosshairItem(this)),
      m_timeLine(new QCPItemStraightLine(this)) {
    setAutoAddPlottableToLegend(false);
    setPlottingHint(QCP::phFastPolylines, true);
    setPlottingHint(QCP::phImmediateRefresh, false); // all figures of a move are painted in one pass
    setNoAntialiasingOnDrag(false);
    setInteractions(QCP::iRangeZoom);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    xAxis->setTicker(m_xTicker);
    yAxis->setTicker(m_yTicker);
    addLayer(QStringLiteral("annotations"), layer(QStringLiteral("legend")), QCustomPlot::limAbove);
    m_shading->setLayer(QStringLiteral("background"));
    m_regions->setLayer(QStringLiteral("background"));
    m_legend->setLayer(QStringLiteral("annotations"));
    m_annotations->setLayer(QStringLiteral("annotations"));
    m_annotations->setClipToAxisRect(false); // marks at the frame's edge stay whole
    m_crosshair->setLayer(QStringLiteral("overlay"));
    m_timeLine->setLayer(QStringLiteral("overlay"));
    m_timeLine->setVisible(false);
    m_timeLine->setSelectable(false);
    connect(xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this](const QCPRange& range) {
        if (m_zoomed && !m_following) emit viewChanged(range.lower, range.upper);
    });
    connect(this, &QCustomPlot::afterReplot, this, [this] {
        ++m_redraws;
        emit redrawn(replotTime());
    });
}

void Canvas::setTheme(const Theme& theme) {
    m_theme = &theme;
    setBackground(theme.surface);
    m_timeLine->setPen(QPen(theme.accent, 1.5));
    m_xTicker->setFont(theme.font(-2));
    m_yTicker->setFont(theme.font(-2));
    for (QCPAxis* axis : {xAxis, yAxis}) {
        const QPen line(theme.border, 1);
        axis->setBasePen(line);
        axis->setTickPen(line);
        axis->setSubTickPen(Qt::NoPen);
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
    m_shading->describe(m_figure.get(), m_theme, bytes);
    m_regions->describe(m_figure.get(), m_theme, bytes);
    m_bars->describe(m_figure.get(), m_theme, bytes);
    m_spans->describe(m_figure.get(), m_theme, bytes);
    m_legend->describe(m_figure.get(), m_theme, bytes);
    m_annotations->describe(m_figure.get(), m_theme, bytes);
    m_crosshair->describe(m_figure.get(), m_theme, bytes);
    styleAxes();
    drawSeries();
    drawPaths();
    applyRanges();
    replot(QCustomPlot::rpQueuedReplot);
}

/// Names need no title, no lines of a grid, and are not zoomed into.
void Canvas::styleAxes() {
    const auto style = [this](QCPAxis& axis, const Axis& wanted) {
        axis.setScaleType(wanted.scale == AxisScale::Log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        axis.grid()->setVisible(!wanted.isNamed() && !m_figure->shading);
        axis.setTickLengthOut(wanted.isNamed() ? 0 : 4);
    };
    style(*xAxis, m_figure->x);
    style(*yAxis, m_figure->y);
    Qt::Orientations values;
    if (!m_figure->x.isNamed()) values |= Qt::Horizontal;
    if (!m_figure->y.isNamed()) values |= Qt::Vertical;
    axisRect()->setRangeZoom(values);
    axisRect()->setRangeDrag(values);
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
        graph.setName(QString::fromStdString(series.name));
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
        curve.setName(QString::fromStdString(series.name));
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
    axisRect()->setMinimumMargins(QMargins(m_stacked ? stackedMargin : 8, names > 0 ? names + 8 : 8, 12, 8));
}

void Canvas::setNamesAbove(bool above) {
    m_legend->setNamesAll(above);
    m_annotations->setLabelsSeries(!above);
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
    titleAxes();
    if (m_zoomed) return;
    xAxis->setRange(m_figure->x.minimum, m_figure->x.maximum);
    yAxis->setRange(m_figure->y.minimum, m_figure->y.maximum);
}

/// Titles of the axes, shortened to the room there is beside their middles.
void Canvas::titleAxes() {
    const QFontMetricsF metrics(xAxis->labelFont());
    const auto fitted = [&](const Axis& axis, QString words, int middle, int size) {
        if (axis.isNamed()) return QString();
        if (axis.unit == Unit::Tokens) words += QStringLiteral(", ") + QString::fromUtf8(unitSymbol(axis.unit).data());
        return metrics.elidedText(words, Qt::ElideRight, 2.0 * std::min(middle, size - middle) - 4.0);
    };
    const QPoint middle = axisRect()->center();
    xAxis->setLabel(m_stacked && !m_lowest ? QString()
                                           : fitted(m_figure->x, QString::fromStdString(m_figure->x.label), middle.x(),
                                                    viewport().width()));
    yAxis->setLabel(fitted(m_figure->y, QString::fromStdString(m_figure->y.label), middle.y(), viewport().height()));
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

void Canvas::setZoomed(bool zoomed) {
    if (zoomed == m_zoomed) return;
    m_zoomed = zoomed;
    // With everything in view there is nothing to pan to.
    setInteraction(QCP::iRangeDrag, zoomed);
    emit zoomChanged(zoomed);
}

void Canvas::resetView() {
    setZoomed(false);
    if (!m_figure) return;
    applyRanges();
    emit viewChanged(m_figure->x.minimum, m_figure->x.maximum);
    replot(QCustomPlot::rpQueuedReplot);
}

/// As another figure of the same time is zoomed.
void Canvas::setView(double low, double high) {
    if (!m_figure) return;
    m_following = true;
    const bool isWhole = low <= m_figure->x.minimum && high >= m_figure->x.maximum;
    setZoomed(!isWhole);
    xAxis->setRange(low, high);
    m_following = false;
    replot(QCustomPlot::rpQueuedReplot);
}

void Canvas::setStacked(bool isLowest) {
    m_stacked = true;
    m_lowest = isLowest;
    if (m_figure) showFigure(m_figure, m_bytes);
}

void Canvas::setTimeLine(double time) {
    m_timeLine->setVisible(std::isfinite(time));
    if (std::isfinite(time)) {
        m_timeLine->point1->setCoords(time, 0);
        m_timeLine->point2->setCoords(time, 1);
    }
    drawOverlay();
}

/// What moves over the figure has a buffer of its own, so that the figure is not drawn again; while nothing does, there is
/// none to be blended with every frame of a drag elsewhere.
void Canvas::drawOverlay() {
    QCPLayer* overlay = layer(QStringLiteral("overlay"));
    const bool isUsed = m_timeLine->visible() || !std::isnan(m_crosshair->place().x());
    const auto wanted = isUsed ? QCPLayer::lmBuffered : QCPLayer::lmLogical;
    if (overlay->mode() == wanted) {
        if (isUsed) overlay->replot();
        return;
    }
    overlay->setMode(wanted);
    replot(QCustomPlot::rpQueuedReplot);
}

QPointF Canvas::toPixels(double x, double y) const {
    return {xAxis->coordToPixel(x), yAxis->coordToPixel(y)};
}

QStringList Canvas::handleAt(const QPointF& pixel) const {
    if (!m_figure || !QRectF(axisRect()->rect()).contains(pixel)) return {};
    for (const Mark& mark : m_figure->marks)
        if (!mark.parameterX.empty() && QLineF(toPixels(mark.x, mark.y), pixel).length() <= grabRadius)
            return {QString::fromStdString(mark.parameterX), QString::fromStdString(mark.parameterY)};
    if (!m_annotations->metricAt(pixel).isEmpty()) return {};
    for (const Rule& rule : m_figure->rules)
        if (!rule.parameter.empty() && rule.vertical &&
            std::abs(xAxis->coordToPixel(rule.at) - pixel.x()) <= grabDistance)
            return {QString::fromStdString(rule.parameter)};
    return {};
}

QList<Dragged> Canvas::draggedTo(const QPointF& pixel) const {
    QList<Dragged> values;
    if (!m_dragged.isEmpty()) values << Dragged{m_dragged[0], xAxis->pixelToCoord(pixel.x())};
    if (m_dragged.size() > 1) values << Dragged{m_dragged[1], yAxis->pixelToCoord(pixel.y())};
    return values;
}

/// In values of the axes; nowhere outside the frame.
QPointF Canvas::placeAt(const QPointF& pixel) const {
    if (!QRectF(axisRect()->rect()).contains(pixel)) return nowhere;
    return {xAxis->pixelToCoord(pixel.x()), yAxis->pixelToCoord(pixel.y())};
}

void Canvas::moveCrosshair(QPointF place) {
    // At the scenario's own context the values are its own, not those of a point beside it.
    const double pixel = xAxis->coordToPixel(place.x());
    if (m_figure)
        for (const Rule& rule : m_figure->rules)
            if (rule.vertical && !rule.reference && std::abs(xAxis->coordToPixel(rule.at) - pixel) < 4)
                place.setX(rule.at);
    if (m_figure && m_figure->x.unit == Unit::Tokens)
        place.setX(std::round(place.x())); // there are no parts of a token
    m_crosshair->moveTo(place);
    setAccessibleDescription(m_crosshair->lines().join(QStringLiteral("; ")));
    drawOverlay();
}

/// By keyboard: a few pixels along x, or from one name to the next.
void Canvas::stepCrosshair(int right, int up) {
    const QPointF current = m_crosshair->place();
    const auto step = [](const Axis& axis, double from, int by) {
        const double last = static_cast<double>(axis.names.size()) - 1.0;
        return std::isnan(from) ? (by > 0 ? 0.0 : last) : std::clamp(std::round(from) + by, 0.0, last);
    };
    const bool hasBars = std::ranges::any_of(m_figure->series, [](const Series& s) { return s.form == Form::Bars; });
    if (isLying(*m_figure)) return moveCrosshair({m_figure->x.minimum, step(m_figure->y, current.y(), up - right)});
    if (m_figure->shading) return stepOverShading(right, up);
    if (hasBars) return moveCrosshair({step(m_figure->x, current.x(), right + up), std::nan("")});
    const double pixel = std::isnan(current.x()) ? axisRect()->center().x()
                                                 : xAxis->coordToPixel(current.x()) + 4.0 * (right + up);
    moveCrosshair(
        {xAxis->pixelToCoord(std::clamp<double>(pixel, axisRect()->left(), axisRect()->right())), std::nan("")});
}

void Canvas::stepOverShading(int right, int up) {
    const QRectF frame = axisRect()->rect();
    const QPointF current = m_crosshair->place();
    QPointF pixel = std::isnan(current.x()) ? frame.center() : toPixels(current.x(), current.y());
    pixel += QPointF(4.0 * right, -4.0 * up);
    moveCrosshair({xAxis->pixelToCoord(std::clamp(pixel.x(), frame.left(), frame.right())),
                   yAxis->pixelToCoord(std::clamp(pixel.y(), frame.top(), frame.bottom()))});
}

void Canvas::wheelEvent(QWheelEvent* event) {
    // A page that scrolls must go on scrolling under the hand.
    if (!event->modifiers().testFlag(Qt::ControlModifier) && !hasFocus()) {
        event->ignore();
        return;
    }
    setZoomed(true);
    QCustomPlot::wheelEvent(event);
}

void Canvas::mousePressEvent(QMouseEvent* event) {
    m_pressed = event->pos();
    if (event->button() == Qt::LeftButton) m_dragged = handleAt(event->position());
    if (m_dragged.isEmpty()) return QCustomPlot::mousePressEvent(event);
    moveCrosshair(nowhere); // what it says is of the figure before
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
    if (!m_dragged.isEmpty()) {
        emit dragged(draggedTo(event->position()), false);
        return;
    }
    QCustomPlot::mouseMoveEvent(event);
    moveCrosshair(placeAt(event->position()));
    const auto handles = handleAt(event->position()).size();
    const bool picks = !m_annotations->metricAt(event->position()).isEmpty() || !m_crosshair->pickedKey().isEmpty();
    setCursor(handles == 2   ? Qt::SizeAllCursor
              : picks        ? Qt::PointingHandCursor
              : handles == 1 ? Qt::SplitHCursor
                             : Qt::ArrowCursor);
}

void Canvas::mouseReleaseEvent(QMouseEvent* event) {
    const int moved = (event->pos() - m_pressed).manhattanLength();
    if (!m_dragged.isEmpty()) {
        const QList<Dragged> values = draggedTo(event->position());
        m_dragged.clear();
        if (moved > 0) return emit dragged(values, true);
    } else {
        QCustomPlot::mouseReleaseEvent(event);
    }
    if (moved >= 4) return;
    const QString metric = m_annotations->metricAt(event->position());
    if (!metric.isEmpty()) return emit metricPicked(metric);
    moveCrosshair(placeAt(event->position()));
    const QString key = m_crosshair->pickedKey();
    if (!key.isEmpty()) emit pointPicked(key);
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
    QCustomPlot::mouseDoubleClickEvent(event);
    resetView();
}

void Canvas::leaveEvent(QEvent* event) {
    QCustomPlot::leaveEvent(event);
    moveCrosshair(nowhere);
}

void Canvas::keyPressEvent(QKeyEvent* event) {
    const int right = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const int up = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
    if (event->key() == Qt::Key_Escape) moveCrosshair(nowhere);
    const bool vertical = m_figure && (isLying(*m_figure) || m_figure->shading);
    if ((right == 0 && (up == 0 || !vertical)) || !m_figure) return QCustomPlot::keyPressEvent(event);
    stepCrosshair(right, vertical ? up : 0);
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
