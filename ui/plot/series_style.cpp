// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/series_style.h"

#include "plot/label_style.h"

#include <QPolygonF>

#include <array>
#include <cmath>
#include <numbers>

namespace longpeak {
namespace {

constexpr double hatchSpacing = 5.0;

/// Neighbours of one role, told apart by their shade, do not share a look either.
std::size_t lookOf(const Series& series) {
    return static_cast<std::size_t>(series.role) + static_cast<std::size_t>(series.shade);
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
    if (theme.appearance != Appearance::Print) return circle(radius);
    switch (lookOf(series) % 5) {
    case 0: return polygon(4, radius * 1.25, std::numbers::pi / 4); // square
    case 1: return circle(radius);
    case 2: return polygon(3, radius * 1.35, std::numbers::pi); // triangle on its tip
    case 3: return polygon(4, radius * 1.35, 0);                // diamond
    default: return polygon(3, radius * 1.35, 0);               // triangle
    }
}

double markRadius(const Mark& mark) {
    if (mark.reference) return 3.5;
    return mark.share > 0 ? 3.5 + 11.0 * std::sqrt(mark.share) : 5.0;
}

QPen linePen(const Theme& theme, const Series& series) {
    QPen pen(theme.role(series.role, series.shade), series.reference ? 1.3 : series.dashed ? 1.6 : 2.2);
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

bool hasMarkers(const Theme& theme, const Series& series) {
    return theme.appearance == Appearance::Print && series.form == Form::Line && !series.reference;
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

void fillArea(QPainter& painter, const QRectF& area, const Theme& theme, const Series& series) {
    const QColor color = theme.role(series.role, series.shade);
    const bool isPrint = theme.appearance == Appearance::Print;
    if (series.form == Form::Spans && series.role == Role::Waiting) {
        const QColor line = withAlpha(theme.muted, 190);
        // On screen, where there may be thousands, a pattern is the faster way.
        return theme.typeset ? hatch(painter, area, line, true)
                             : painter.fillRect(area, QBrush(line, Qt::BDiagPattern));
    }
    const bool isPale = series.form == Form::Spans && series.role == Role::Thinking && !isPrint;
    painter.fillRect(area, isPale ? withAlpha(color, 90) : color);
    if (isPrint && series.role == Role::Switch) hatch(painter, area, theme.surface, false);
}

} // namespace longpeak
