// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/estimate.h"
#include "quantity/format.h"
#include "scenario/parameter.h"

#include <vector>

// Impossible is a state, in words, with the smallest changes that lead out of it.

namespace longpeak {

/// A change of one parameter, or of two where one is not enough, with which one user fits.
struct Remedy {
    Text text; ///< "2 GPUs", "weights in FP8 on 8 GPUs"
    std::vector<Change> changes;
};

/// Why the scenario cannot be served, or empty when it can.
Text infeasibility(const Case& scenario, const Estimate& estimate, ByteUnits bytes = ByteUnits::Decimal);

/// For each kind of change that helps by itself, the smallest one; then narrower formats on more GPUs, or two narrower
/// formats, where that takes less than the first ones do or these are none. Each was evaluated: applying it makes one user
/// fit.
std::vector<Remedy> remedies(const Case& scenario, const Catalogue& catalogue);
/// The same where the scenario's estimate is at hand.
std::vector<Remedy> remedies(const Case& scenario, const Estimate& estimate, const Catalogue& catalogue);

/// Infeasibility and remedies in one sentence or two; a remark where users' caches exceed host DDR; else empty.
Text advice(const Case& scenario, const Estimate& estimate, const Catalogue& catalogue,
            ByteUnits bytes = ByteUnits::Decimal);

/// What the compression relies on, a sentence each: of every chosen method why its quality is not shown at this context,
/// and that ratios of different papers multiply by assumption, where several do. Empty where nothing is to be said.
std::vector<Text> compressionRemarks(const Case& scenario, const Catalogue& catalogue);

} // namespace longpeak
