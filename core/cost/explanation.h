// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/metric.h"

#include <string_view>

namespace longpeak {

/// How a number is made.
struct Explanation {
    Text title;   ///< "Prefill"
    Text formula; ///< "(2·P·n + A·L·n²) / (g·C)"
    Text numbers; ///< the same with this scenario's numbers
    Text result;  ///< "14.1 s"
    Text bound;   ///< what bounds it, or empty
    Text source;  ///< where the formula is from, and what in it is assumed or calibrated
    bool operator==(const Explanation&) const = default;
};

/// How the metric is made in this scenario.
Explanation explain(const Metric& metric, const Case& scenario, const Estimate& estimate,
                    ByteUnits bytes = ByteUnits::Decimal);

/// The same of the metric of that key; an empty one where there is none.
Explanation explain(std::string_view metricKey, const Case& scenario, const Estimate& estimate,
                    ByteUnits bytes = ByteUnits::Decimal);

} // namespace longpeak
