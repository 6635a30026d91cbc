// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/estimate.h"
#include "figure/figure.h"
#include "figure/workings.h"
#include "scenario/case.h"

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// What the figures over context share: they run from 1K to 10M tokens, evenly in the logarithm.

namespace longpeak {

struct FigureInput;

inline constexpr Tokens shortestShown{1e3};
inline constexpr Tokens longestShown{1e7};
/// A gap in a curve.
inline constexpr double noValue = std::numeric_limits<double>::quiet_NaN();

/// The scenario over the whole axis, `input.points` points, out of the input's workings where it has them.
std::shared_ptr<const ContextSweep> sweepOf(const FigureInput& input, const Case& scenario);

/// The contexts of a sweep alone.
std::vector<double> contextsShown(std::size_t points);

Axis contextAxis();

/// A line of one value of the estimate over context.
template <typename Value>
Series curve(Text name, Role role, const ContextSweep& points, Value value) {
    Series series;
    series.name = std::move(name);
    series.role = role;
    series.x.reserve(points.size());
    series.y.reserve(points.size());
    for (const ContextPoint& point : points) {
        series.x.push_back(point.context);
        series.y.push_back(value(point.estimate));
    }
    return series;
}

/// Ghosts are drawn only where the reference's curve is another one: at another context alone it is the same.
bool differsBesideContext(const FigureInput& input);

/// Draws the reference's curve where it is not the scenario's own. The first of a figure is named at the line.
void addGhost(Figure& figure, const FigureInput& input, Series ghost, const Series& current);

/// What sets the reference apart from the scenario: "A100 · 50K".
Text referenceName(const FigureInput& input);

/// The line at the scenario's context, which the hand can move; of no label that context names it.
Rule contextRule(const FigureInput& input, Text label, std::string metric = {});

/// The line at the reference's context, where that is another one.
void addReferenceRule(Figure& figure, const FigureInput& input);

/// Users whose cache fits in HBM, over context; a gap where there is no room for any. Costs next to nothing.
Series ceilingCurve(Text name, Role role, const FigureInput& input, const Case& scenario);

/// Where a difference of two values changes its sign for the first time.
struct Crossing {
    double context; ///< tokens
    bool rises;     ///< from below zero to above
};

/// Nothing where it does not within the axis. `difference` is of the scenario at a context, by what a sweep knows of it;
/// exact to a token's part.
template <typename Value>
std::optional<Crossing> crossing(const Case& scenario, const ContextSweep& sweep, Value difference) {
    for (std::size_t i = 1; i < sweep.size(); ++i) {
        const double before = difference(sweep[i - 1].estimate);
        const double after = difference(sweep[i].estimate);
        if (!(before * after < 0)) continue;
        Case there = scenario;
        double low = sweep[i - 1].context;
        double high = sweep[i].context;
        while (high - low > 0.5) {
            const double middle = (low + high) / 2.0;
            there.context = Tokens(middle);
            (difference(evaluate(there, Depth::Instant)) * before > 0 ? low : high) = middle;
        }
        return Crossing{(low + high) / 2.0, after > 0};
    }
    return std::nullopt;
}

/// Shades the contexts at which not one user fits beside the weights.
void addUnservedRegion(Figure& figure, const Case& scenario);

/// Lines to stand beside the scenario's own, each named at another place from left to right.
void addRivals(Figure& figure, std::vector<Series> rivals);
/// The largest value of them all, or `least`; the smallest, or `most`.
double highestOf(const std::vector<Series>& all, double least);
double lowestOf(const std::vector<Series>& all, double most);

/// The power of ten not below, and the one not above a positive value.
double decadeAbove(double value);
double decadeBelow(double value);

} // namespace longpeak
