// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/metric.h"
#include "explore/edit.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

// The road to 4K (Fu 2024, arXiv:2405.08944): how far a scenario is from a reference, metric by metric, and how much
// compression on one axis would close the gap. Closed forms where the paper's model has one: a cache, a switch and the
// attention of a prefill fall as 1/ratio, so with a value a + b/ratio the gap closes at b / (reference − a). Bisection
// elsewhere, to the last digits. What stays open whatever the ratio has a reason: a part that no cache holds.

namespace longpeak {

/// What compression on one axis can do for a metric, the other axes as they are.
struct Closing {
    CacheAxis axis = CacheAxis::Hidden;
    std::optional<double> ratio; ///< to set on the axis; nothing where no ratio closes the gap; 1 where there is none
    bool applicable = false;     ///< the ratio is within the parameter's range
    bool closedForm = false;
    Text reason; ///< why no ratio closes the gap, else empty

    /// The change that closes the gap; only where `applicable`.
    Edit edit() const;
};

struct ParityRow {
    const Metric* metric = nullptr;
    double value = 0;
    double reference = 0;
    double ratio = 1;            ///< how many times as bad as the reference: time over time, or users over users; NaN
                                 ///< where there is nothing to compare
    Text missing;                ///< why there is not: "not one user fits"; else empty
    std::array<Closing, 4> axes; ///< in the order of `cacheAxes`
    bool closable = false;       ///< by compression on some axis, within its range or beyond
    Text reason;                 ///< why compression cannot close it, with what stays; else empty
    std::vector<Edit> instead;   ///< what would close it all the same; may be empty
    Text insteadText;            ///< the same in words

    bool isWorse() const { return ratio > 1.0 + 1e-9; }

    /// What compression closes the gap with the least ratio: an axis within its range where there is one. More than one
    /// where they do equally well, none where there is no gap or no ratio closes it.
    std::vector<CacheAxis> easiest() const;
};

/// The scenario at 4K with a cache that is not compressed: the default reference.
Case parityReference(const Case& scenario);

/// The metrics of which parity is told: the cache, the paper's four, session throughput and its cost.
std::vector<const Metric*> parityMetrics();

/// One row for each metric, in their order.
std::vector<ParityRow> parity(const Case& scenario, const Case& reference, const Catalogue& catalogue);
/// The same where both estimates are at hand.
std::vector<ParityRow> parity(const Case& scenario, const Estimate& now, const Case& reference, const Estimate& there,
                              const Catalogue& catalogue);

/// Ratio on the axis at which the metric meets `target`, by bisection; infinite where none does. Exact to rounding.
double closingRatio(const Case& scenario, CacheAxis axis, const Metric& metric, double target);

/// The same by the closed form, of the paper's model: nothing where there is none.
std::optional<double> closingRatioInClosedForm(const Case& scenario, CacheAxis axis, const Metric& metric,
                                               double target);
/// The same where the scenario's estimate is at hand.
std::optional<double> closingRatioInClosedForm(const Case& scenario, const Estimate& estimate, CacheAxis axis,
                                               const Metric& metric, double target);

} // namespace longpeak
