// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/estimate.h"
#include "explore/edit.h"

#include <vector>

// Published methods together: every set of the catalogue with at most one method per axis, and what a scenario serves
// with it. Assumption: their ratios multiply, though each was measured alone (see multiplyingNote). Methods that give
// no ratio, or are part of a model's design, are left out; where the cache is stored in fewer than 16 bits already, so
// are those that would do it again.

namespace longpeak {

struct Combination {
    std::vector<const Method*> methods; ///< in the order of the catalogue; none = the scenario without compression
    double total = 1;                   ///< compression relied on, see totalCompression()
    PerSecond throughput;               ///< see sessionThroughput(); zero where not one user fits
    Dollars perSession;                 ///< rent over that throughput; NaN where no price is known or nothing is served
    double users = 0;                   ///< whose caches fit in HBM, not floored
    bool onFront = false;               ///< none relies on less and serves as much

    std::vector<Edit> edits() const; ///< the methods, to be chosen in a scenario without others
    Text name() const;               ///< "SnapKV + FP8 KV cache", "no compression"
    /// For each method whose quality is not shown at that context, why: "SnapKV: quality is told for 16K only".
    std::vector<Text> doubts(Tokens context) const;
};

/// Sessions a second: the bound without context switches where the caches of all users fit in HBM, else with one switch
/// a round.
PerSecond sessionThroughput(const Case& scenario, const Estimate& estimate);

/// Every combination, the highest throughput first; of equal ones that which relies on less, then the shorter.
std::vector<Combination> combinations(const Case& scenario, const Catalogue& catalogue);

/// Those on the Pareto front of throughput against compression relied on, the least compression first.
std::vector<Combination> paretoFront(const std::vector<Combination>& ranked);

} // namespace longpeak
