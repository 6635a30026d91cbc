// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/estimate.h"
#include "quantity/format.h"

#include <span>
#include <string_view>

namespace longpeak {

/// One number of an estimate, under the key that the command line, sweeps and figures know it by.
struct Metric {
    std::string_view key; ///< "prefill_s"
    std::string_view label;
    Unit unit;
    std::string_view help;
    double (*value)(const Case&, const Estimate&);
    Depth depth = Depth::Instant; ///< of the estimate that it needs
};

/// All metrics, in the order in which `evaluate` prints them.
std::span<const Metric> metrics();

/// The row of that key, or nullptr.
const Metric* findMetric(std::string_view key);

/// "compute" or "memory_bandwidth", as in JSON.
std::string_view boundKey(Bound bound);
/// "peak FLOP/s" or "HBM bandwidth", for people.
std::string_view boundName(Bound bound);

} // namespace longpeak
