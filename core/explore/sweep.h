// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/metric.h"
#include "result.h"
#include "scenario/parameter.h"

#include <string>
#include <string_view>
#include <vector>

namespace longpeak {

/// The points of a sweep: one parameter over values within its range.
struct Range {
    const Parameter* parameter = nullptr;
    double from = 0; ///< SI
    double to = 0;
    std::size_t count = 0; ///< at least 2
    bool logarithmic = false;

    /// The i-th point, the ends exact; rounded where the parameter takes whole numbers only.
    double at(std::size_t i) const;
    /// All points in order, repeats of a rounded value left out.
    std::vector<double> points() const;
};

/// Why the range goes beyond what the scenario allows; empty where it does not.
Text whyNot(const Range& range, const Case& scenario);

inline constexpr std::size_t maximumSweepPoints = 10'000'000;

/// Reads "ID=FROM:TO:COUNT[:log]", values with units as in "context=1K:10M:400:log".
Result<Range> parseRange(std::string_view text, const std::string& origin);

/// One row a point, one column a metric.
struct Sweep {
    const Parameter* parameter = nullptr;
    std::vector<const Metric*> metrics;
    std::vector<double> points;
    std::vector<double> values; ///< row by row: points.size() × metrics.size(); NaN where there is no value
    std::size_t feasible = 0;   ///< points at which at least one user fits
};

/// Evaluates the scenario at each point of the range.
Sweep sweep(Case scenario, const Range& range, std::vector<const Metric*> wanted, const Catalogue& catalogue);

/// One header line with keys and units, "context (tokens),prefill_s (s)", then one row a point; empty where no value.
std::string writeCsv(const Sweep& sweep);

} // namespace longpeak
