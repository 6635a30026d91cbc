// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/canvas.h"

#include <QScreen>
#include <QWindow>

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr double grabDistance = 6.0;
constexpr double pixelsPerTickX = 74.0;
constexpr double pixelsPerTickY = 42.0;

QVector<double> vector(const std::vector<double>& values) {
    return {values.begin(), values.end()};
}

} // namespace

void FigureTicker::describe(const Axis& axis, ByteUnits bytes, int wanted) {
    m_axis = axis;
    m_bytes = bytes;
    m_wanted = wanted;
}

void FigureTicker::generate(const QCPRange& range, const QLocale&, QChar, int, QVector<double>& values,
                            QVector<double>* subTicks, QVector<QString>* labels) {
    values = vector(ticks(m_axis, range.lower, range.upper, m_wanted, m_bytes));
    if (subTicks != nullptr) subTicks->clear();
    if (labels == nullptr) return;
    labels->clear();
    for (const double value : values)
        labels->push_back(QString::fromStdString(formatTick(value, m_axis.unit, m_bytes)));
}

Canvas::Canvas(QWidget* parent)
    : QCustomPlot(parent), m_theme(&themeOf(Appearance::Light)), m_xTicker(new FigureTicker),
      m_yTicker(new FigureTicker), m_regions(new RegionItem(this)), m_legend(new LegendItem(this)),
      m_annotations(new AnnotationItem(this)), m_crosshair(new CrosshairItem(this)) {
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
    m_regions->setLayer(QStringLiteral("background"));
    m_legend->setLayer(QStringLiteral("annotations"));
    m_annotations->setLayer(QStringLiteral("annotations"));
    layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
    m_crosshair->setLayer(QStringLiteral("overlay"));
    connect(this, &QCustomPlot::afterReplot, this, [this] {
        ++m_redraws;
        emit redrawn(replotTime());
    });
}

void Canvas::setTheme(const Theme& theme) {
    m_theme = &theme;
    setBackground(theme.surface);
    for (QCPAxis* axis : {xAxis, yAxis}) {
        const QPen line(theme.border, 1);
        axis->setBasePen(line);
        axis->setTickPen(line);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(theme.muted);
        axis->setTickLabelFont(typeface(-2));
        axis->setLabelColor(theme.muted);
        axis->setLabelFont(typeface(-2));
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
    m_regions->describe(m_figure.get(), m_theme, bytes);
    m_legend->describe(m_figure.get(), m_theme, bytes);
    axisRect()->setMinimumMargins(QMargins(8, LegendItem::isNeeded(*m_figure) ? 22 : 8, 12, 8));
    m_annotations->describe(m_figure.get(), m_theme, bytes);
    m_crosshair->describe(m_figure.get(), m_theme, bytes);
    xAxis->setScaleType(m_figure->x.scale == AxisScale::Log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    yAxis->setScaleType(m_figure->y.scale == AxisScale::Log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    const QString unit = QString::fromUtf8(unitSymbol(m_figure->x.unit).data());
    xAxis->setLabel(QString::fromStdString(m_figure->x.label) +
                    (m_figure->x.unit == Unit::Tokens ? QStringLiteral(", ") + unit : QString()));
    yAxis->setLabel(QString::fromStdString(m_figure->y.label));
    drawSeries();
    applyRanges();
    replot(QCustomPlot::rpQueuedReplot);
}

/// Graphs are kept from one figure to the next; an area takes two, its upper edge and its base.
void Canvas::drawSeries() {
    int used = 0;
    const auto next = [&]() -> QCPGraph& {
        QCPGraph* kept = used < graphCount() ? graph(used) : addGraph();
        ++used;
        kept->setChannelFillGraph(nullptr);
        kept->setBrush(Qt::NoBrush);
        kept->setScatterStyle(QCPScatterStyle());
        kept->setLineStyle(QCPGraph::lsLine);
        return *kept;
    };
    for (const Series& series : m_figure->series) {
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
    }
    while (graphCount() > used) removeGraph(graphCount() - 1);
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
        graph.setPen(QPen(color, 1));
        const double size = series.reference ? 5 : 7;
        graph.setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle,
                                              QPen(series.reference ? color : m_theme->surface),
                                              series.reference ? m_theme->surface : color, size));
        return;
    }
    QPen pen(color, series.reference ? 1.3 : series.dashed ? 1.6 : 2.2);
    if (series.reference) {
        QColor ghost = color;
        ghost.setAlpha(150);
        pen.setColor(ghost);
        pen.setDashPattern({2, 3});
    } else if (series.dashed) {
        pen.setDashPattern({5, 3});
    }
    graph.setPen(pen);
}

void Canvas::applyRanges() {
    const int wantedX = std::max(2, static_cast<int>(axisRect()->width() / pixelsPerTickX));
    const int wantedY = std::max(2, static_cast<int>(axisRect()->height() / pixelsPerTickY));
    m_xTicker->describe(m_figure->x, m_bytes, wantedX);
    m_yTicker->describe(m_figure->y, m_bytes, wantedY);
    if (m_zoomed) return;
    xAxis->setRange(m_figure->x.minimum, m_figure->x.maximum);
    yAxis->setRange(m_figure->y.minimum, m_figure->y.maximum);
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
    replot(QCustomPlot::rpQueuedReplot);
}

QPointF Canvas::toPixels(double x, double y) const {
    return {xAxis->coordToPixel(x), yAxis->coordToPixel(y)};
}

const Rule* Canvas::ruleAt(const QPointF& pixel) const {
    if (!m_figure || !QRectF(axisRect()->rect()).contains(pixel)) return nullptr;
    for (const Rule& rule : m_figure->rules)
        if (!rule.parameter.empty() && rule.vertical &&
            std::abs(xAxis->coordToPixel(rule.at) - pixel.x()) <= grabDistance)
            return &rule;
    return nullptr;
}

void Canvas::moveCrosshair(double x) {
    // At the scenario's own context the values are its own, not those of a point beside it.
    if (m_figure)
        for (const Rule& rule : m_figure->rules)
            if (rule.vertical && !rule.reference && std::abs(xAxis->coordToPixel(rule.at) - xAxis->coordToPixel(x)) < 4)
                x = rule.at;
    if (m_figure && m_figure->x.unit == Unit::Tokens) x = std::round(x); // there are no parts of a token
    m_crosshair->moveTo(x);
    setAccessibleDescription(m_crosshair->lines().join(QStringLiteral("; ")));
    layer(QStringLiteral("overlay"))->replot();
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
    const Rule* rule = event->button() == Qt::LeftButton && m_annotations->metricAt(event->position()).isEmpty()
                           ? ruleAt(event->position())
                           : nullptr;
    if (rule == nullptr) return QCustomPlot::mousePressEvent(event);
    m_draggedParameter = QString::fromStdString(rule->parameter);
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
    if (!m_draggedParameter.isEmpty()) {
        emit ruleDragged(m_draggedParameter, xAxis->pixelToCoord(event->position().x()), false);
        return;
    }
    QCustomPlot::mouseMoveEvent(event);
    setCursor(!m_annotations->metricAt(event->position()).isEmpty() ? Qt::PointingHandCursor
              : ruleAt(event->position()) != nullptr                ? Qt::SplitHCursor
                                                                    : Qt::ArrowCursor);
    const bool inside = QRectF(axisRect()->rect()).contains(event->position());
    moveCrosshair(inside ? xAxis->pixelToCoord(event->position().x()) : std::nan(""));
}

void Canvas::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_draggedParameter.isEmpty()) {
        const QString parameter = std::exchange(m_draggedParameter, QString());
        if ((event->pos() - m_pressed).manhattanLength() > 0)
            emit ruleDragged(parameter, xAxis->pixelToCoord(event->position().x()), true);
        return;
    }
    QCustomPlot::mouseReleaseEvent(event);
    const bool click = (event->pos() - m_pressed).manhattanLength() < 4;
    const QString metric = click ? m_annotations->metricAt(event->position()) : QString();
    if (!metric.isEmpty()) emit metricPicked(metric);
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
    QCustomPlot::mouseDoubleClickEvent(event);
    resetView();
}

void Canvas::leaveEvent(QEvent* event) {
    QCustomPlot::leaveEvent(event);
    moveCrosshair(std::nan(""));
}

void Canvas::keyPressEvent(QKeyEvent* event) {
    const int direction = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (event->key() == Qt::Key_Escape) moveCrosshair(std::nan(""));
    if (direction == 0 || !m_figure) return QCustomPlot::keyPressEvent(event);
    const double current = m_crosshair->position();
    const double pixel = std::isnan(current) ? axisRect()->center().x()
                                             : xAxis->coordToPixel(current) + 4.0 * direction;
    moveCrosshair(xAxis->pixelToCoord(std::clamp<double>(pixel, axisRect()->left(), axisRect()->right())));
}

void Canvas::resizeEvent(QResizeEvent* event) {
    QCustomPlot::resizeEvent(event); // lays out and queues a redraw itself
    if (m_figure) applyRanges();
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
