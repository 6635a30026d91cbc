// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/series_style.h"

#include "plot/label_style.h"

#include <QPolygonF>
#include <QTransform>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace longpeak {
namespace {

constexpr double hatchSpacing = 5.0;

constexpr std::size_t shapes = 7;

/// Four arms, as thick as they must be to be seen.
QPainterPath plus(double radius, double turn) {
    const double t = radius * 0.42;
    QPolygonF corners;
    for (int arm = 0; arm < 4; ++arm)
        for (const QPointF& corner : {QPointF(-t, -t), QPointF(-t, -radius), QPointF(t, -radius)})
            corners << QTransform().rotate(turn + 90.0 * arm).map(corner);
    QPainterPath path;
    path.addPolygon(corners);
    path.closeSubpath();
    return path;
}

/// Neighbours of one role, told apart by their shade, do not share a shape either.
std::size_t shapeOf(const Series& series) {
    return (static_cast<std::size_t>(series.role) + static_cast<std::size_t>(series.shade)) % shapes;
}

QPainterPath polygon(int corners, double radius, double turn) {
    QPolygonF points;
    for (int i = 0; i <= corners; ++i) {
        const double angle = turn + 2.0 * std::numbers::pi * i / corners;
        points << QPointF(radius * std::sin(angle), -radius * std::cos(angle));
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

QPainterPath circle(double radius) {
    QPainterPath path;
    path.addEllipse(QPointF(), radius, radius);
    return path;
}

/// Lines at 45 degrees across the area, rising or falling.
void hatch(QPainter& painter, const QRectF& area, const QColor& color, bool rising) {
    QList<QLineF> lines;
    // Anchored to the plane and not to the area, so that neighbours join.
    const double low = rising ? area.left() + area.top() : area.left() - area.bottom();
    const double high = rising ? area.right() + area.bottom() : area.right() - area.top();
    for (double c = std::ceil(low / hatchSpacing) * hatchSpacing; c < high; c += hatchSpacing) {
        const double x0 = rising ? std::max(area.left(), c - area.bottom()) : std::max(area.left(), c + area.top());
        const double x1 = rising ? std::min(area.right(), c - area.top()) : std::min(area.right(), c + area.bottom());
        if (x1 > x0) lines << QLineF(x0, rising ? c - x0 : x0 - c, x1, rising ? c - x1 : x1 - c);
    }
    painter.setPen(QPen(color, 0.8));
    painter.drawLines(lines);
    painter.setPen(Qt::NoPen);
}

} // namespace

QPainterPath markerOf(const Theme& theme, const Series& series, double radius) {
    if (theme.appearance != Appearance::Print && series.form != Form::Line) return circle(radius);
    switch (shapeOf(series)) {
    case 0: return polygon(4, radius * 1.25, std::numbers::pi / 4); // square
    case 1: return circle(radius);
    case 2: return polygon(3, radius * 1.35, std::numbers::pi); // triangle on its tip
    case 3: return polygon(4, radius * 1.35, 0);                // diamond
    case 5: return plus(radius * 1.3, 0);
    case 6: return plus(radius * 1.3, 45);
    default: return polygon(3, radius * 1.35, 0); // triangle
    }
}

double markRadius(const Mark& mark) {
    if (mark.reference) return 3.5;
    return mark.share > 0 ? 3.5 + 11.0 * std::sqrt(mark.share) : 5.0;
}

bool isGrey(Role role) {
    return role == Role::Neutral || role == Role::Weights || role == Role::Sessions || role == Role::Thinking ||
           role == Role::Waiting;
}

QColor lineColor(const Theme& theme, const Series& series) {
    constexpr int palest = 2;                                                          // their markers tell lines apart
    const bool isPale = series.role == Role::Thinking || series.role == Role::Waiting; // as a ground
    if (isPale && series.form == Form::Line) return theme.role(Role::Neutral);
    return theme.role(series.role, series.form == Form::Line ? std::min(series.shade, palest) : series.shade);
}

QPen linePen(const Theme& theme, const Series& series) {
    QPen pen(lineColor(theme, series), series.reference ? 1.3 : series.dashed ? 1.6 : 2.2);
    const bool isPrint = theme.appearance == Appearance::Print;
    if (series.form == Form::Path &&
        series.role == Role::Neutral) { // over colours, and too short in its parts for alpha
        pen.setColor(series.dashed ? theme.ink : theme.muted);
        pen.setWidthF(series.dashed ? 1.6 : 1.0);
    }
    if (isPrint) pen.setWidthF(pen.widthF() * 0.7);
    if (series.reference) {
        pen.setColor(withAlpha(pen.color(), isPrint ? 255 : 150));
        pen.setDashPattern({isPrint ? 1.0 : 2.0, 3});
    } else if (series.dashed) {
        pen.setDashPattern({5, 3});
    } else if (isPrint && series.role == Role::Decode) {
        pen.setDashPattern({9, 2.5});
    } else if (isPrint && series.role == Role::Switch) {
        pen.setDashPattern({6, 2, 1.2, 2});
    }
    return pen;
}

QPen rulePen(const Theme& theme, const Rule& rule) {
    const QColor color = !rule.parameter.empty()    ? theme.accent
                         : rule.reference           ? theme.muted
                         : rule.role == Role::Limit ? theme.danger
                         : isGrey(rule.role)        ? theme.muted
                                                    : theme.role(rule.role);
    QPen pen(color, rule.vertical ? 1.2 : 1.6);
    if (rule.reference)
        pen.setDashPattern({2, 4});
    else if (rule.vertical)
        pen.setDashPattern({5, 3});
    return pen;
}

Look lookOf(const Theme& theme, const Series& series) {
    Look look{.color = rgbOf(theme.role(series.role, series.shade)), .isHatched = hasHatch(theme, series)};
    if (series.form == Form::Line) {
        const QPen pen = linePen(theme, series);
        look.color = rgbOf(pen.color());
        const auto dashes = pen.style() == Qt::SolidLine ? QList<qreal>() : pen.dashPattern();
        look.dashes.assign(dashes.begin(), dashes.end());
    }
    const bool isDots = series.form == Form::Points && theme.appearance == Appearance::Print;
    if (isDots || hasMarkers(theme, series)) look.marker = static_cast<int>(shapeOf(series));
    return look;
}

bool hasMarkers(const Theme& theme, const Series& series) {
    const bool needs = theme.appearance == Appearance::Print || series.shade > 0;
    return needs && series.form == Form::Line && !series.reference;
}

std::vector<Point> markerPlaces(const Figure& figure, const Series& series) {
    constexpr std::size_t few = 12;
    constexpr int spread = 6;
    std::vector<double> places = series.x;
    if (series.x.size() > few) {
        places.clear();
        const AxisSpan along{.scale = figure.x.scale, .low = figure.x.minimum, .high = figure.x.maximum};
        for (int i = 0; i < spread; ++i) places.push_back(along.valueAt((i + 0.5) / spread));
    }
    std::vector<Point> markers;
    for (const double place : places)
        if (const double value = valueAt(figure, series, place); std::isfinite(value))
            markers.push_back({place, value});
    return markers;
}

QColor mixed(const QColor& from, const QColor& to, double share) {
    const auto part = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {part(from.red(), to.red()), part(from.green(), to.green()), part(from.blue(), to.blue())};
}

QColor over(const QColor& ground, const QColor& color) {
    return mixed(ground, color, color.alphaF());
}

QColor regionColor(const Theme& theme, const Region& region) {
    if (region.role == Role::Limit) return theme.dangerWash;
    const bool isDark = theme.appearance == Appearance::Dark;
    return withAlpha(theme.role(region.role), region.role == Role::Thinking ? 70 : isDark ? 80 : 55);
}

QColor fillColor(const Theme& theme, const Series& series) {
    const QColor color = theme.role(series.role, series.shade);
    return series.isRange ? withAlpha(color, 60) : color;
}

bool hasHatch(const Theme& theme, const Series& series) {
    const bool isFilled = series.form == Form::Bars || series.form == Form::Spans;
    return isFilled && theme.appearance == Appearance::Print && series.role == Role::Switch;
}

void fillArea(QPainter& painter, const QRectF& area, const Theme& theme, const Series& series) {
    const QColor color = fillColor(theme, series);
    const bool isPrint = theme.appearance == Appearance::Print;
    if (series.form == Form::Spans && series.role == Role::Waiting) {
        const QColor line = withAlpha(theme.muted, 190);
        // On screen, where there may be thousands, a pattern is the faster way.
        return theme.typeset ? hatch(painter, area, line, true)
                             : painter.fillRect(area, QBrush(line, Qt::BDiagPattern));
    }
    const bool isPale = series.form == Form::Spans && series.role == Role::Thinking && !isPrint;
    painter.fillRect(area, isPale ? withAlpha(color, 90) : color);
    if (hasHatch(theme, series)) hatch(painter, area, theme.surface, false);
}

} // namespace longpeak
