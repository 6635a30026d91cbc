// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explore/sweep.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

// A metric over two parameters: a grid of estimates, lines of equal value through it, and the frontiers at which
// something changes in kind. Lines are found by marching squares between the points of the grid (Lorensen and Cline
// 1987, in two dimensions); between points an axis is followed on its own scale, linear or logarithmic, and a metric in
// its logarithm where it is positive, so that what is a power of the parameters is found exactly. A metric that is told in
// whole ones is mapped before it is floored: lines of equal value through whole ones would be stairs.

namespace longpeak {

struct MetricMap {
    Range x;
    Range y;
    const Metric* metric = nullptr;
    std::vector<double> xs; ///< points in order, repeats of rounded ones left out
    std::vector<double> ys;
    std::vector<double> values;             ///< exact, row by row: ys.size() rows of xs.size(); NaN where there is none
    std::vector<double> ceilings;           ///< the same of users whose cache fits, not floored
    std::vector<std::uint8_t> computeBound; ///< the same of whether FLOP/s bound the pass that the metric is of

    std::size_t index(std::size_t column, std::size_t row) const { return row * xs.size() + column; }
    /// The value as the metric tells it.
    double told(std::size_t column, std::size_t row) const;
    /// At least one user fits.
    bool fits(std::size_t column, std::size_t row) const { return ceilings[index(column, row)] >= 1.0; }
    std::size_t feasible() const; ///< points at which one user fits
};

inline constexpr std::size_t maximumMapPoints = 10'000'000;

/// Reads "ID", "ID=FROM:TO" or what a sweep reads; left out are the parameter's whole range, `count` points and its own
/// scale.
Result<Range> parseMapRange(std::string_view text, const std::string& origin, std::size_t count);

/// What a map goes over.
struct MapAxes {
    Range x;
    Range y;
    /// Of the same ranges; the number of points makes no difference.
    bool operator==(const MapAxes& other) const;
};

/// Reads two texts as parseMapRange does; `origin` stands before each in faults ("--over "). Refused besides: the same
/// parameter twice, a range of one value, and more than maximumMapPoints.
Result<MapAxes> parseMapAxes(const std::vector<std::string>& texts, const std::string& origin, std::size_t count);

/// The range as parseMapRange reads it, without the number of points: "context=1000:10000000".
std::string mapRangeText(const Range& range);

/// Evaluates the scenario at each point of both ranges. A stop asked for leaves it unfinished, to be thrown away.
MetricMap metricMap(Case scenario, const Range& x, const Range& y, const Metric& metric, const Catalogue& catalogue,
                    const std::stop_token& stop = {});

struct MapPoint {
    double x = 0; ///< values of the parameters, SI
    double y = 0;
    bool operator==(const MapPoint&) const = default;
};

/// A line through a map. Closed where its last point is its first.
struct MapLine {
    double level = 0;
    std::vector<MapPoint> points;
};

/// Round values between the least and the largest of a map, at most `most`: decades, or 1, 2 and 5 within them; of long
/// times also 1 and 10 minutes and hours.
std::vector<double> roundLevels(const MetricMap& map, std::size_t most = 10);

/// Lines at which the metric has each of the levels.
std::vector<MapLine> contours(const MetricMap& map, std::span<const double> levels);

/// The line beyond which not one user fits.
std::vector<MapLine> fitFrontier(const MetricMap& map);

/// The line between passes bound by FLOP/s and by what is moved, found between the points of the grid by bisection.
/// The pass is the prefill where the metric is of it, else a decode step.
std::vector<MapLine> boundFrontier(const MetricMap& map, const Case& scenario, const Catalogue& catalogue);

/// One header line "context (tokens),users (users),prefill_s (s),fits,bound", then one row a point.
std::string writeCsv(const MetricMap& map);

} // namespace longpeak
