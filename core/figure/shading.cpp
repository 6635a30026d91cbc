// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/shading.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Numbers along a scale; what a log scale has no place for is none.
std::vector<double> along(AxisScale scale, const std::vector<double>& values) {
    std::vector<double> out = values;
    if (scale == AxisScale::Log)
        for (double& value : out) value = value > 0 ? std::log(value) : none;
    return out;
}

double numberAt(const Figure& figure, const std::vector<double>& numbers, double x, double y) {
    if (!figure.shading) return none;
    const auto across = placeAmong(figure.shading->xs, figure.x.scale, x);
    const auto up = placeAmong(figure.shading->ys, figure.y.scale, y);
    return across && up ? blend(*figure.shading, numbers, *across, *up) : none;
}

} // namespace

std::optional<GridPlace> placeAmong(const std::vector<double>& points, AxisScale scale, double at) {
    if (points.size() < 2 || !(at >= points.front() && at <= points.back())) return std::nullopt; // NaN is outside too
    const auto after = std::upper_bound(points.begin() + 1, points.end() - 1, at);
    const auto first = static_cast<std::size_t>(after - points.begin()) - 1;
    const double from = points[first];
    const double to = points[first + 1];
    return GridPlace{first,
                     scale == AxisScale::Log ? std::log(at / from) / std::log(to / from) : (at - from) / (to - from)};
}

double blend(const Shading& shading, const std::vector<double>& numbers, const GridPlace& x, const GridPlace& y) {
    const double* low = numbers.data() + y.first * shading.xs.size() + x.first;
    const double* high = low + shading.xs.size();
    const double below = low[0] + (low[1] - low[0]) * x.share;
    const double above = high[0] + (high[1] - high[0]) * x.share;
    return below + (above - below) * y.share;
}

double shadingAt(const Figure& figure, double x, double y) {
    if (!figure.shading) return none;
    const double number = numberAt(figure, along(figure.shading->scale, figure.shading->values), x, y);
    return figure.shading->scale == AxisScale::Log ? std::exp(number) : number;
}

double ceilingAt(const Figure& figure, double x, double y) {
    return figure.shading ? numberAt(figure, figure.shading->ceilings, x, y) : none;
}

std::vector<double> shades(const Shading& shading) {
    const auto ends = along(shading.scale, {shading.minimum, shading.maximum});
    std::vector<double> out = along(shading.scale, shading.values);
    for (double& value : out)
        if (!std::isnan(value)) value = std::clamp((value - ends[0]) / (ends[1] - ends[0]), 0.0, 1.0);
    return out;
}

} // namespace longpeak
