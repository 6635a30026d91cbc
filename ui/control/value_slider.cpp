// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/value_slider.h"

#include "text.h"
#include "theme/theme.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr double handleRadius = 6.5;
constexpr double margin = 8.0; // room for the handle at either end
constexpr int steps = 10000;
constexpr int trackHeight = 18;
constexpr int stopHeight = 13;

/// Three digits are enough for a hand; typed values keep all of theirs.
double threeDigits(double value) {
    if (value == 0.0) return value;
    const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 2.0);
    return std::round(value / unit) * unit;
}

} // namespace

ValueSlider::ValueSlider(const Parameter& parameter, QWidget* parent)
    : QSlider(Qt::Horizontal, parent), m_parameter(parameter), m_maximum(parameter.maximum),
      m_value(parameter.minimum) {
    setRange(0, steps); // for assistive tools; the value itself is kept as a double
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(toQString(parameter.label));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize ValueSlider::sizeHint() const {
    return {scaled(120), scaled(trackHeight + (m_parameter.stops.empty() ? 0 : stopHeight))};
}

double ValueSlider::shareOf(double value) const {
    const double low = m_parameter.minimum;
    const double high = m_maximum;
    const double share = m_parameter.scale == Scale::Log ? std::log(value / low) / std::log(high / low)
                                                         : (value - low) / (high - low);
    return std::clamp(share, 0.0, 1.0);
}

double ValueSlider::pixelOf(double value) const {
    return scaled(margin) + shareOf(value) * (width() - 2 * scaled(margin));
}

double ValueSlider::valueAtPixel(double x) const {
    const double share = std::clamp((x - scaled(margin)) / (width() - 2 * scaled(margin)), 0.0, 1.0);
    const double low = m_parameter.minimum;
    const double high = m_maximum;
    if (m_parameter.scale == Scale::Linear) {
        const double value = low + share * (high - low);
        return std::round(value / m_parameter.step) * m_parameter.step;
    }
    const double value = low * std::pow(high / low, share);
    for (const double stop : m_parameter.stops) // round values catch the hand
        if (std::abs(pixelOf(stop) - x) < 2.5) return stop;
    if (m_parameter.whole || value <= 0) return std::round(value);
    return value;
}

double ValueSlider::stepped(double count) const {
    if (m_parameter.scale == Scale::Linear) return m_value + count * m_parameter.step;
    const double next = m_value * std::pow(m_parameter.step, count);
    if (m_parameter.whole && std::abs(next - m_value) < 1.0) return m_value + (count > 0 ? 1 : -1);
    return threeDigits(next);
}

void ValueSlider::display(double value, const Scenario& scenario) {
    // Of one value there is nothing to slide: the handle stays at the end.
    const double most = std::max(maximumOf(m_parameter, scenario), m_parameter.minimum * (1 + 1e-9));
    if (most == m_maximum) return showValue(value);
    m_maximum = most;
    update();
    showValue(value);
}

void ValueSlider::showValue(double value) {
    if (value == m_value && isVisible()) return;
    m_value = value;
    const QSignalBlocker quiet(this);
    setValue(static_cast<int>(std::lround(shareOf(value) * steps)));
    update();
}

void ValueSlider::move(double value, EditPhase phase) {
    const double next = std::min(clamped(m_parameter, value), m_maximum);
    showValue(next);
    emit moved(next, phase);
}

void ValueSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return event->ignore();
    m_dragging = true;
    move(threeDigits(valueAtPixel(event->position().x())), EditPhase::Drag);
}

void ValueSlider::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragging) move(threeDigits(valueAtPixel(event->position().x())), EditPhase::Drag);
}

void ValueSlider::mouseReleaseEvent(QMouseEvent*) {
    if (!m_dragging) return;
    m_dragging = false;
    emit moved(m_value, EditPhase::Final);
}

void ValueSlider::mouseDoubleClickEvent(QMouseEvent*) {
    m_dragging = false;
    emit resetRequested();
}

/// The next power of two above or below.
double ValueSlider::nextPowerOfTwo(bool up) const {
    const double power = std::log2(m_value);
    return std::exp2(up ? std::floor(power + 1e-9) + 1 : std::ceil(power - 1e-9) - 1);
}

void ValueSlider::keyPressEvent(QKeyEvent* event) {
    const bool up = event->key() == Qt::Key_Right || event->key() == Qt::Key_Up;
    const bool down = event->key() == Qt::Key_Left || event->key() == Qt::Key_Down;
    if (m_parameter.scale == Scale::Log && event->modifiers().testFlag(Qt::ControlModifier) && (up || down))
        return move(nextPowerOfTwo(up), EditPhase::Final);
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Up: return move(stepped(1), EditPhase::Final);
    case Qt::Key_Left:
    case Qt::Key_Down: return move(stepped(-1), EditPhase::Final);
    case Qt::Key_PageUp: return move(stepped(10), EditPhase::Final);
    case Qt::Key_PageDown: return move(stepped(-10), EditPhase::Final);
    case Qt::Key_Home: return move(m_parameter.minimum, EditPhase::Final);
    case Qt::Key_End: return move(m_maximum, EditPhase::Final);
    default: QSlider::keyPressEvent(event);
    }
}

void ValueSlider::wheelEvent(QWheelEvent* event) {
    if (!hasFocus()) return event->ignore(); // the rail scrolls
    move(stepped(event->angleDelta().y() > 0 ? 1 : -1), EditPhase::Final);
    event->accept();
}

void ValueSlider::paintStops(QPainter& painter, double centre) const {
    painter.setFont(typeface(-3));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QFontMetrics metrics(painter.font());
    double free = -1;
    for (const double stop : m_parameter.stops) {
        if (stop > m_maximum) break;
        const QString text = QString::fromStdString(formatTick(stop, m_parameter.unit)).remove(QLatin1Char(' '));
        const double textWidth = metrics.horizontalAdvance(text);
        const double left = std::clamp(pixelOf(stop) - textWidth / 2, 0.0, width() - textWidth);
        if (left < free) continue; // no room: dropped
        free = left + textWidth + scaled(4);
        painter.drawText(QRectF(left, centre + scaled(handleRadius) + 1, textWidth + 1, scaled(stopHeight)),
                         Qt::AlignVCenter, text);
    }
}

void ValueSlider::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double centre = scaled(trackHeight) / 2.0;
    const double radius = scaled(handleRadius);
    const double half = scaled(2.0); // of the groove
    const double from = scaled(margin);
    const double x = pixelOf(m_value);
    const QColor accent = palette().color(isEnabled() ? QPalette::Highlight : QPalette::Mid);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Mid));
    painter.drawRoundedRect(QRectF(from, centre - half, width() - 2 * from, 2 * half), half, half);
    painter.setBrush(accent);
    painter.drawRoundedRect(QRectF(from, centre - half, x - from, 2 * half), half, half);
    if (hasFocus()) {
        QColor halo = accent;
        halo.setAlpha(60);
        painter.setBrush(halo);
        painter.drawEllipse(QPointF(x, centre), radius + half, radius + half);
    }
    painter.setPen(QPen(accent, 2));
    painter.setBrush(palette().color(QPalette::Button));
    painter.drawEllipse(QPointF(x, centre), radius - 1, radius - 1);
    paintStops(painter, centre);
}

} // namespace longpeak
