// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/estimate.h"
#include "explore/edit.h"

#include <optional>
#include <string>
#include <vector>

// Questions asked the other way round: not what a scenario costs, but what it takes. Each answer is a sentence and the
// edits that make it so; applied, they do what the sentence says. All at the theoretical peak, as every estimate.

namespace longpeak {

struct Requirement {
    bool possible = false;
    Text words;              ///< one sentence, without full stop
    std::vector<Edit> edits; ///< empty where it is not possible
};

/// The least compression on one axis, the others as they are, with which the caches of so many users fit in HBM.
Requirement compressionForUsers(const Case& scenario, double users, CacheAxis axis, const Catalogue& catalogue);

/// The longest context with which the caches of so many users fit in HBM, within the parameter's range.
Requirement longestContextForUsers(const Case& scenario, double users, const Catalogue& catalogue);

/// The fewest GPUs of the scenario's kind with whose HBM the caches of so many users fit.
Requirement fewestGpusForUsers(const Case& scenario, double users, const Catalogue& catalogue);

/// What is asked of a deployment. Absent: anything goes.
struct Targets {
    std::optional<Seconds> firstToken; ///< of the prefill of the context
    std::optional<Seconds> perToken;   ///< mean over an answer, by the convention of time per output token
    double users = 1;                  ///< whose caches fit in HBM
    bool operator==(const Targets&) const = default;
};

/// A shipped accelerator with the fewest GPUs that reach the targets: 1, 2, 4, … 64, the degrees of tensor parallelism
/// in use.
struct Offer {
    const Accelerator* accelerator = nullptr;
    double gpus = 0;
    std::optional<DollarsPerSecond> rent; ///< of all GPUs; absent where no price is known
    Seconds firstToken;
    Seconds perToken;
    double users = 0; ///< that fit, not floored
};

/// Offers that reach the targets, the cheapest first, those without a price last.
std::vector<Offer> offers(const Case& scenario, const Targets& targets, const Catalogue& catalogue);

/// The cheapest of them.
Requirement cheapestAccelerator(const Case& scenario, const Targets& targets, const Catalogue& catalogue);

} // namespace longpeak
