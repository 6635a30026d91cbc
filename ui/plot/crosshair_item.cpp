// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/crosshair_item.h"

#include "figure/shading.h"
#include "plot/label_style.h"

#include <QFontMetricsF>

#include <algorithm>

namespace longpeak {
namespace {

constexpr double reachOfHand = 14.0; ///< pixels to a named point
constexpr double reachOfKey = 4.0;   ///< along x, where there is no y
constexpr double widestHead = 340.0;

QString text(const std::string& words) {
    return QString::fromStdString(words);
}

bool hasNames(const Series& series) {
    return series.form == Form::Points && !series.pointNames.empty();
}

} // namespace

std::optional<CrosshairItem::NamedPoint> CrosshairItem::nearestPoint() const {
    std::optional<NamedPoint> nearest;
    const bool byKey = std::isnan(m_place.y());
    double distance = byKey ? reachOfKey : reachOfHand;
    for (const Series& series : m_figure->series) {
        if (!hasNames(series)) continue;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            if (!std::isfinite(series.y[i])) continue;
            const QPointF at = pixel(series.x[i], series.y[i]);
            if (!frame().contains(at)) continue;
            const double along = at.x() - pixelX(m_place.x());
            const double away = byKey ? std::abs(along) : std::hypot(along, at.y() - pixelY(m_place.y()));
            if (away > distance || (nearest && away == distance)) continue;
            distance = away;
            nearest = NamedPoint{&series, i, at};
        }
    }
    return nearest;
}

QString CrosshairItem::pickedKey() const {
    if (m_figure == nullptr || std::isnan(m_place.x())) return {};
    const auto point = nearestPoint();
    return point && !point->series->pointKeys.empty() ? text(point->series->pointKeys[point->index]) : QString();
}

CrosshairItem::Reading CrosshairItem::readPoint(const NamedPoint& point) const {
    const Series& series = *point.series;
    const QColor color = m_theme->role(series.role, series.shade);
    const auto value = [](const Axis& axis, double at) {
        return axis.isNamed()
                   ? QString::fromUtf8(axis.nameAt(at).data(), static_cast<qsizetype>(axis.nameAt(at).size()))
                   : text(formatExact(at, axis.unit));
    };
    Reading reading{.head = text(series.pointNames[point.index]), .beside = point.pixel};
    reading.rows.push_back({color, text(series.name), value(m_figure->y, series.y[point.index]), point.pixel});
    if (!m_figure->x.label.empty())
        reading.rows.push_back({{}, text(m_figure->x.label), value(m_figure->x, series.x[point.index]), std::nullopt});
    return reading;
}

/// What is done in the lane under the hand, and since when.
std::optional<CrosshairItem::Reading> CrosshairItem::readSpans() const {
    const double lane = std::round(m_place.y());
    const double at = m_place.x();
    for (const Series& series : m_figure->series) {
        if (series.form != Form::Spans) continue;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            if (series.x[i] != lane || !(series.base[i] <= at && at <= series.y[i])) continue;
            const std::string_view name = m_figure->y.nameAt(lane);
            const auto exact = [&](double value) { return text(formatExact(value, m_figure->x.unit)); };
            Reading reading{.head = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
                            .beside = pixel(at, lane)};
            reading.rows.push_back({m_theme->role(series.role, series.shade), text(series.name),
                                    exact(series.y[i] - series.base[i]), std::nullopt});
            reading.rows.push_back({{}, tr("from"), exact(series.base[i]), std::nullopt});
            reading.rows.push_back({{}, tr("to"), exact(series.y[i]), std::nullopt});
            return reading;
        }
    }
    return std::nullopt;
}

std::optional<CrosshairItem::Reading> CrosshairItem::readBars() const {
    const bool lies = isLying(*m_figure);
    const Axis& names = lies ? m_figure->y : m_figure->x;
    const Axis& values = lies ? m_figure->x : m_figure->y;
    const double place = std::round(lies ? m_place.y() : m_place.x());
    const std::string_view name = names.nameAt(place);
    if (name.empty()) return std::nullopt;
    Reading reading{.head = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))};
    for (const Series& series : m_figure->series) {
        if (series.form != Form::Bars) continue;
        const auto found = std::ranges::find(series.x, place);
        if (found == series.x.end()) continue;
        const auto i = static_cast<std::size_t>(found - series.x.begin());
        if (!std::isfinite(series.y[i])) continue;
        const QString of = series.reference ? tr(" (reference)") : QString();
        reading.rows.push_back({m_theme->role(series.role, series.shade), text(series.name) + of,
                                text(formatExact(ownValue(series, i), values.unit)), std::nullopt});
        const QRectF bar = barOf(series, i);
        if (!series.reference) reading.beside = lies ? QPointF(bar.right(), bar.center().y()) : bar.topRight();
    }
    if (reading.rows.empty()) return std::nullopt;
    return reading;
}

/// Between the points of the grid the value is followed, so it is told to as many digits as that is good for.
std::optional<CrosshairItem::Reading> CrosshairItem::readShading() const {
    if (!m_figure->shading || std::isnan(m_place.y())) return std::nullopt;
    const double value = shadingAt(*m_figure, m_place.x(), m_place.y());
    const double ceiling = ceilingAt(*m_figure, m_place.x(), m_place.y());
    if (std::isnan(ceiling)) return std::nullopt;
    const QPointF at = pixel(m_place.x(), m_place.y());
    const auto shown = [this](double number, Unit unit) { return text(format(number, unit, m_bytes)); };
    Reading reading{.head = shown(m_place.x(), m_figure->x.unit) + QStringLiteral(" · ") +
                            shown(m_place.y(), m_figure->y.unit),
                    .beside = at};
    const Shading& shading = *m_figure->shading;
    reading.rows.push_back({m_theme->role(shading.role), text(shading.name),
                            std::isnan(value) ? tr("none") : shown(value, shading.unit), at});
    reading.rows.push_back(
        {{}, tr("users that fit"), ceiling >= 1 ? shown(std::floor(ceiling), Unit::Count) : tr("none"), std::nullopt});
    return reading;
}

std::optional<CrosshairItem::Reading> CrosshairItem::readCurves() const {
    if (m_figure->x.isNamed() || m_figure->y.isNamed()) return std::nullopt; // between two names there is nothing
    const double at = m_place.x();
    Reading reading{.head = text(formatExact(at, m_figure->x.unit)), .hasLine = true};
    reading.beside = QPointF(pixelX(at), frame().top() + 24);
    for (const Series& series : m_figure->series) {
        if (series.reference || hasNames(series)) continue;
        double y = std::nan("");
        if (series.form == Form::Points) {
            const auto near = std::ranges::min_element(series.x, {}, [&](double x) { return std::abs(x - at); });
            if (near == series.x.end() || std::abs(pixelX(*near) - pixelX(at)) > reachOfKey) continue;
            y = series.y[static_cast<std::size_t>(near - series.x.begin())];
        } else {
            y = valueAt(*m_figure, series, at);
        }
        if (!std::isfinite(y)) continue;
        double own = y;
        if (series.form == Form::Area) own -= valueAt(*m_figure, Series{.x = series.x, .y = series.base}, at);
        const QPointF dot(pixelX(at), pixelY(y));
        reading.rows.push_back({m_theme->role(series.role, series.shade), text(series.name),
                                text(formatExact(own, m_figure->y.unit)),
                                frame().contains(dot) ? std::optional(dot) : std::nullopt});
    }
    const bool speaks = std::ranges::any_of(m_figure->series, [](const Series& s) { return !hasNames(s); });
    return speaks ? std::optional(reading) : std::nullopt;
}

std::optional<CrosshairItem::Reading> CrosshairItem::reading() const {
    if (m_figure == nullptr || std::isnan(m_place.x())) return std::nullopt;
    if (const auto point = nearestPoint()) return readPoint(*point);
    if (auto spans = readSpans()) return spans;
    if (auto bars = readBars()) return bars;
    if (m_figure->shading) return readShading();
    return readCurves();
}

QStringList CrosshairItem::lines() const {
    QStringList out;
    const auto now = reading();
    if (!now) return out;
    out << now->head;
    for (const Row& row : now->rows) out << row.name + QStringLiteral("  ") + row.value;
    return out;
}

void CrosshairItem::draw(QCPPainter* painter) {
    const auto now = reading();
    if (!now) return;
    painter->setAntialiasing(true);
    if (now->hasLine) {
        const double x = pixelX(m_place.x());
        painter->setPen(QPen(m_theme->muted, 1));
        painter->drawLine(QPointF(x, frame().top()), QPointF(x, frame().bottom()));
    } else {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_theme->ink, 1.5));
        for (const Row& row : now->rows)
            if (row.dot) painter->drawEllipse(*row.dot, 6.5, 6.5);
    }
    drawBox(*painter, *now);
}

void CrosshairItem::drawBox(QCPPainter& painter, const Reading& reading) const {
    const QFontMetricsF metrics(labelFont(*m_theme));
    const double widest = std::max(60.0, std::min(widestHead, frame().width() - 30));
    const QRectF head = metrics.boundingRect(QRectF(0, 0, widest, 1000), Qt::TextWordWrap, reading.head);
    double nameWidth = 0;
    double valueWidth = 0;
    for (const Row& row : reading.rows) {
        nameWidth = std::max(nameWidth, metrics.horizontalAdvance(row.name) + 14);
        valueWidth = std::max(valueWidth, metrics.horizontalAdvance(row.value));
    }
    const double line = metrics.height() + 2;
    QRectF box(0, 0, std::max(nameWidth + valueWidth + 30, head.width() + 22),
               line * static_cast<double>(reading.rows.size()) + head.height() + 12);
    box.moveTopLeft(reading.beside + QPointF(12, 0));
    if (box.right() > frame().right()) box.moveRight(reading.beside.x() - 12);
    if (box.left() < frame().left()) box.moveLeft(frame().left() + 2);
    if (box.bottom() > frame().bottom()) box.moveBottom(std::max(frame().bottom(), frame().top() + box.height()));
    painter.setPen(QPen(m_theme->border, 1));
    painter.setBrush(withAlpha(m_theme->surface, 240));
    painter.drawRoundedRect(box, 5, 5);
    painter.setFont(labelFont(*m_theme));
    painter.setPen(m_theme->ink);
    const QRectF inner = box.adjusted(10, 5, -10, -5);
    painter.drawText(QRectF(inner.topLeft(), QSizeF(inner.width(), head.height())),
                     static_cast<int>(Qt::AlignTop | Qt::AlignLeft) | Qt::TextWordWrap, reading.head);
    double top = inner.top() + head.height() + 2;
    for (const Row& row : reading.rows) {
        if (row.color.isValid()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(row.color);
            painter.drawEllipse(QPointF(inner.left() + 4, top + line / 2), 3.5, 3.5);
            if (row.dot && reading.hasLine) painter.drawEllipse(*row.dot, 3.5, 3.5);
        }
        const QRectF area(inner.left(), top, inner.width(), line);
        painter.setPen(m_theme->muted);
        painter.drawText(area.adjusted(14, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, row.name);
        painter.setPen(m_theme->ink);
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignRight, row.value);
        top += line;
    }
}

} // namespace longpeak
