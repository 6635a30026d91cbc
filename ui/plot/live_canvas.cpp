// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/live_canvas.h"

#include "plot/crosshair_item.h"
#include "plot/crosshair_reading.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace longpeak {
namespace {

const Point nowhere{std::nan(""), std::nan("")};
constexpr double step = 4.0;        ///< of the crosshair by keyboard, pixels
constexpr double reachOfRule = 4.0; ///< of a rule that the crosshair goes to, pixels
constexpr int leastDrag = 4;        ///< what moves less is a click

} // namespace

LiveCanvas::LiveCanvas(FigureView& view)
    : Canvas(&view), m_view(view), m_hand(*this), m_grips(new GripItem(this)),
      m_timeLine(new QCPItemStraightLine(this)) {
    m_grips->setLayer(QStringLiteral("annotations"));
    grabGesture(Qt::PinchGesture);
    setInteractions(QCP::iRangeZoom);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    m_timeLine->setLayer(QStringLiteral("overlay"));
    m_timeLine->setVisible(false);
    m_timeLine->setSelectable(false);
    connect(xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this](const QCPRange& range) {
        if (isZoomed() && !m_following) emit m_view.viewChanged(range.lower, range.upper);
    });
}

void LiveCanvas::setTheme(const Theme& theme) {
    m_timeLine->setPen(QPen(theme.accent, 1.5));
    m_hand.setTheme(theme);
    m_theme = &theme;
    Canvas::setTheme(theme);
}

/// Names are not zoomed into.
void LiveCanvas::showFigure(std::shared_ptr<const Figure> figure, ByteUnits bytes) {
    Qt::Orientations values;
    if (!figure->x.isNamed()) values |= Qt::Horizontal;
    if (!figure->y.isNamed()) values |= Qt::Vertical;
    m_hand.setAxes(values);
    m_grips->describe(figure.get(), m_theme, bytes);
    Canvas::showFigure(std::move(figure), bytes);
    if (const auto wanted = std::exchange(m_wanted, std::nullopt)) setZoom(*wanted);
}

void LiveCanvas::zoom(bool zoomed) {
    if (zoomed == isZoomed()) return;
    keepRanges(zoomed);
    // With everything in view there is nothing to pan to.
    setInteraction(QCP::iRangeDrag, zoomed);
    emit m_view.zoomChanged(zoomed);
}

void LiveCanvas::resetView() {
    zoom(false);
    if (figure() == nullptr) return;
    applyRanges();
    emit m_view.viewChanged(figure()->x.minimum, figure()->x.maximum);
    replot(QCustomPlot::rpQueuedReplot);
}

/// As another figure of the same time is zoomed.
void LiveCanvas::setView(double low, double high) {
    if (figure() == nullptr) return;
    m_following = true;
    zoom(low > figure()->x.minimum || high < figure()->x.maximum);
    xAxis->setRange(low, high);
    m_following = false;
    replot(QCustomPlot::rpQueuedReplot);
}

void LiveCanvas::setZoom(const Zoom& part) {
    if (figure() == nullptr) {
        m_wanted = part;
        return;
    }
    zoom(part.x || part.y);
    applyRanges();
    if (part.y) yAxis->setRange(part.y->from, part.y->to);
    if (part.x) xAxis->setRange(part.x->from, part.x->to);
    replot(QCustomPlot::rpQueuedReplot);
}

void LiveCanvas::setTimeLine(double time) {
    m_timeLine->setVisible(std::isfinite(time));
    if (std::isfinite(time)) {
        m_timeLine->point1->setCoords(time, 0);
        m_timeLine->point2->setCoords(time, 1);
    }
    drawOverlay();
}

/// What moves over the figure has a buffer of its own, so that the figure is not drawn again; while nothing does, there is
/// none to be blended with every frame of a drag elsewhere.
void LiveCanvas::drawOverlay() {
    QCPLayer* overlay = layer(QStringLiteral("overlay"));
    const bool isUsed = m_timeLine->visible() || !std::isnan(crosshair().place().x);
    const auto wanted = isUsed ? QCPLayer::lmBuffered : QCPLayer::lmLogical;
    if (overlay->mode() == wanted) {
        if (isUsed) overlay->replot();
        return;
    }
    overlay->setMode(wanted);
    replot(QCustomPlot::rpQueuedReplot);
}

QString LiveCanvas::metricAt(const QPointF& pixel) const {
    if (figure() == nullptr) return {};
    return QString::fromStdString(longpeak::metricAt(drawnFigure(), {pixel.x(), pixel.y()}));
}

/// What a click at the crosshair picks.
QString LiveCanvas::keyAt() const {
    return figure() == nullptr ? QString() : pickedKey(*figure(), plane(), crosshair().place());
}

QList<Dragged> LiveCanvas::draggedTo(const QPointF& pixel) const {
    const Plane shown = plane();
    QList<Dragged> values;
    if (!m_dragged.empty()) values << Dragged{QString::fromStdString(m_dragged[0]), shown.valueX(pixel.x())};
    if (m_dragged.size() > 1) values << Dragged{QString::fromStdString(m_dragged[1]), shown.valueY(pixel.y())};
    return values;
}

/// In values of the axes; nowhere outside the frame.
Point LiveCanvas::placeAt(const QPointF& pixel) const {
    const Plane shown = plane();
    if (!shown.frame.contains(Point{pixel.x(), pixel.y()})) return nowhere;
    return {shown.valueX(pixel.x()), shown.valueY(pixel.y())};
}

void LiveCanvas::moveCrosshair(Point place) {
    QStringList words;
    if (figure() != nullptr) {
        const Plane shown = plane();
        // At the scenario's own context the values are its own, not those of a point beside it.
        const double at = shown.placeX(place.x);
        for (const Rule& rule : figure()->rules)
            if (rule.vertical && !rule.reference && std::abs(shown.placeX(rule.at) - at) < reachOfRule)
                place.x = rule.at;
        if (figure()->x.unit == Unit::Tokens) place.x = std::round(place.x); // there are no parts of a token
        if (const auto reading = readFigure(*figure(), shown, place, bytes())) words = linesOf(*reading);
    }
    crosshair().moveTo(place);
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    drawOverlay();
}

/// By keyboard: a few pixels along x, or from one name to the next.
void LiveCanvas::stepCrosshair(int right, int up) {
    const Figure& shown = *figure();
    const Point current = crosshair().place();
    const auto next = [](const Axis& axis, double from, int by) {
        const double last = static_cast<double>(axis.names.size()) - 1.0;
        return std::isnan(from) ? (by > 0 ? 0.0 : last) : std::clamp(std::round(from) + by, 0.0, last);
    };
    const bool hasBars = std::ranges::any_of(shown.series, [](const Series& s) { return s.form == Form::Bars; });
    if (isLying(shown)) return moveCrosshair({shown.x.minimum, next(shown.y, current.y, up - right)});
    if (shown.shading) return stepOverShading(right, up);
    if (hasBars) return moveCrosshair({next(shown.x, current.x, right + up), std::nan("")});
    const Plane place = plane();
    const Box& frame = place.frame;
    const double last = frame.right() - 1; // pixel of the frame
    const double pixel = std::isnan(current.x) ? std::floor((frame.left + last) / 2)
                                               : place.placeX(current.x) + step * (right + up);
    moveCrosshair({place.valueX(std::clamp(pixel, frame.left, last)), std::nan("")});
}

void LiveCanvas::stepOverShading(int right, int up) {
    const Plane shown = plane();
    const Box& frame = shown.frame;
    const Point current = crosshair().place();
    const Point from = std::isnan(current.x) ? frame.center() : shown.place(current.x, current.y);
    moveCrosshair({shown.valueX(std::clamp(from.x + step * right, frame.left, frame.right())),
                   shown.valueY(std::clamp(from.y - step * up, frame.top, frame.bottom()))});
}

void LiveCanvas::zoomBy(double times, const QPointF& pixel) {
    if (figure() == nullptr || !m_hand.canZoomBy(times, pixel)) return;
    zoom(true); // before, so that the part that is shown is told
    m_hand.zoomBy(times, pixel);
    replot(QCustomPlot::rpQueuedReplot);
}

/// Two fingers: on a pad they come as native gestures, on a screen as a pinch.
bool LiveCanvas::event(QEvent* event) {
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<const QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomBy(1.0 + gesture->value(), gesture->position());
            return true;
        }
    }
    if (event->type() == QEvent::Gesture) {
        const QGesture* pinch = static_cast<QGestureEvent*>(event)->gesture(Qt::PinchGesture);
        if (pinch != nullptr) {
            const auto* fingers = static_cast<const QPinchGesture*>(pinch);
            zoomBy(fingers->scaleFactor(), mapFromGlobal(fingers->centerPoint()));
            return true;
        }
    }
    return Canvas::event(event);
}

void LiveCanvas::wheelEvent(QWheelEvent* event) {
    // A page that scrolls must go on scrolling under the hand.
    const bool isOnAxis = m_hand.axisAt(event->position()).has_value();
    if (!isOnAxis && !event->modifiers().testFlag(Qt::ControlModifier) && !hasFocus()) {
        event->ignore();
        return;
    }
    constexpr double notch = 120.0;
    constexpr double timesANotch = 1.18;
    zoomBy(std::pow(timesANotch, event->angleDelta().y() / notch), event->position());
    event->accept();
}

bool LiveCanvas::isEmptyGround(const QPointF& pixel) const {
    return axisRect()->rect().contains(pixel.toPoint()) && metricAt(pixel).isEmpty() &&
           parametersAt(drawnFigure(), {pixel.x(), pixel.y()}).empty();
}

void LiveCanvas::mousePressEvent(QMouseEvent* event) {
    m_pressed = event->pos();
    m_isMoved = false;
    if (event->button() != Qt::LeftButton || figure() == nullptr) return Canvas::mousePressEvent(event);
    m_dragged = parametersAt(drawnFigure(), {event->position().x(), event->position().y()});
    m_isOnNumber = !metricAt(event->position()).isEmpty();
    if (!m_dragged.empty()) return moveCrosshair(nowhere); // what it says is of the figure before
    // Of a part one moves to another; Shift draws a band there, too.
    const bool wantsBand = !isZoomed() || event->modifiers().testFlag(Qt::ShiftModifier);
    if (wantsBand && m_hand.hasAxes() && isEmptyGround(event->position())) m_hand.beginBand();
    Canvas::mousePressEvent(event);
}

void LiveCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QPointF pixel = event->position();
    if (!m_dragged.empty()) {
        // A click that trembles explains a number, and moves nothing.
        m_isMoved = m_isMoved || !m_isOnNumber || (event->pos() - m_pressed).manhattanLength() >= leastDrag;
        if (m_isMoved) emit m_view.parametersDragged(draggedTo(pixel), false);
        return;
    }
    Canvas::mouseMoveEvent(event);
    moveCrosshair(m_hand.isBanding() ? nowhere : placeAt(pixel));
    if (figure() != nullptr && event->buttons() == Qt::NoButton) showWhatTheHandDoes(pixel);
}

/// The cursor tells what a press there would do.
void LiveCanvas::showWhatTheHandDoes(const QPointF& pixel) {
    const auto handles = parametersAt(drawnFigure(), {pixel.x(), pixel.y()}).size();
    const bool picks = !metricAt(pixel).isEmpty() || !keyAt().isEmpty();
    const auto axis = m_hand.axisAt(pixel);
    const bool isInside = axisRect()->rect().contains(pixel.toPoint()) && m_hand.hasAxes();
    setCursor(handles == 2                      ? Qt::SizeAllCursor
              : picks                           ? Qt::PointingHandCursor
              : handles == 1                    ? Qt::SplitHCursor
              : axis && *axis == Qt::Horizontal ? Qt::SizeHorCursor
              : axis                            ? Qt::SizeVerCursor
              : isInside && isZoomed()          ? Qt::OpenHandCursor
              : isInside                        ? Qt::CrossCursor
                                                : Qt::ArrowCursor);
}

void LiveCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const int moved = (event->pos() - m_pressed).manhattanLength();
    if (!m_dragged.empty()) {
        const QList<Dragged> values = draggedTo(event->position());
        m_dragged.clear();
        if (m_isMoved) return emit m_view.parametersDragged(values, true);
    } else if (m_hand.isBanding()) {
        Canvas::mouseReleaseEvent(event);
        if (m_hand.isBand(m_pressed, event->pos())) zoom(true);
        m_hand.endBand(m_pressed, event->pos());
        replot(QCustomPlot::rpQueuedReplot);
    } else {
        Canvas::mouseReleaseEvent(event);
    }
    if (moved >= leastDrag) return;
    const QString metric = metricAt(event->position());
    if (!metric.isEmpty()) return emit m_view.metricPicked(metric);
    moveCrosshair(placeAt(event->position()));
    const QString key = keyAt();
    if (!key.isEmpty()) emit m_view.pointPicked(key);
}

void LiveCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    Canvas::mouseDoubleClickEvent(event);
    resetView();
}

void LiveCanvas::leaveEvent(QEvent* event) {
    Canvas::leaveEvent(event);
    moveCrosshair(nowhere);
}

void LiveCanvas::keyPressEvent(QKeyEvent* event) {
    const int right = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const int up = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
    if (event->key() == Qt::Key_Escape) moveCrosshair(nowhere);
    const bool vertical = figure() != nullptr && (isLying(*figure()) || figure()->shading);
    if ((right == 0 && (up == 0 || !vertical)) || figure() == nullptr) return Canvas::keyPressEvent(event);
    stepCrosshair(right, vertical ? up : 0);
}

} // namespace longpeak
