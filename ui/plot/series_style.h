// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_check.h"
#include "figure/plane.h"
#include "theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QPen>

#include <vector>

// Private to ui/plot: what tells the marks of one series from those of another. In print that is more than colour:
// dashes and markers of lines, shapes of points, hatching of fills.

namespace longpeak {

/// A closed shape around the origin for the points of a role; of separate points on screen a circle.
QPainterPath markerOf(const Theme& theme, const Series& series, double radius);

/// Of a mark, in units of the drawing: of a share the mark's area tells it.
double markRadius(const Mark& mark);

/// Greys are of surfaces: words and lines about them have the colour of secondary text.
bool isGrey(Role role);

/// Of a line, and of what marks its points.
QColor lineColor(const Theme& theme, const Series& series);

/// Of a line, or of the edge of what the reference would be.
QPen linePen(const Theme& theme, const Series& series);

/// What of all this tells it from others.
Look lookOf(const Theme& theme, const Series& series);

/// Of a line across the plane.
QPen rulePen(const Theme& theme, const Rule& rule);

/// Whether a line carries markers along its way.
bool hasMarkers(const Theme& theme, const Series& series);

/// Where a line carries markers, in values of the axes: at its points where these are few, else spread evenly along the axis.
std::vector<Point> markerPlaces(const Figure& figure, const Series& series);

/// `share` of the way from one colour to another.
QColor mixed(const QColor& from, const QColor& to, double share);
/// What is seen of a colour through which another shines.
QColor over(const QColor& ground, const QColor& color);

/// Of a shaded part of the plane, which what lies behind shines through.
QColor regionColor(const Theme& theme, const Region& region);

/// Of an area, a bar or a span; of a range as pale as what lies behind shines through.
QColor fillColor(const Theme& theme, const Series& series);

/// Whether bars and spans have lines of the page's colour across them.
bool hasHatch(const Theme& theme, const Series& series);

/// Fills an area as the series' marks are filled: thinking pale, waiting hatched; in print switching hatched too. Hatching
/// is drawn as lines, for not every format of a drawing knows patterns.
void fillArea(QPainter& painter, const QRectF& area, const Theme& theme, const Series& series);

} // namespace longpeak
