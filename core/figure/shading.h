// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"

#include <cstddef>
#include <optional>

// Reading a Shading between the points of its grid.

namespace longpeak {

/// Between two neighbours on an axis of a grid: the index of the first and the part of the way to the second, 0 to 1.
struct GridPlace {
    std::size_t first = 0;
    double share = 0;
};

/// Where `at` lies among the points, on the axis' own scale; nothing outside.
std::optional<GridPlace> placeAmong(const std::vector<double>& points, AxisScale scale, double at);

/// A number of each point of the shading's grid, in a square of four; NaN where one of them has none. What is followed in
/// its logarithm is to be handed over so.
double blend(const Shading& shading, const std::vector<double>& numbers, const GridPlace& x, const GridPlace& y);

/// The shading's value at a place of the figure; NaN outside and where there is none.
double shadingAt(const Figure& figure, double x, double y);
/// Users that fit there; NaN outside.
double ceilingAt(const Figure& figure, double x, double y);

/// From 0, the palest, to 1, for each point of the grid; NaN where there is no value.
std::vector<double> shades(const Shading& shading);

} // namespace longpeak
