// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "evidence/evidence.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

// Efficiency as it is seen in practice: medians of published measurements over their prediction at the peak. What
// counts is what a kernel or a single stream reaches:
//   only sound figures of one operation or of one batch that starts together; under load, queues and other users'
//   prefills are in the figure, and throughput depends on the scheduler;
//   only those that spend at least four fifths of the predicted time at the roof in question;
//   for prefill any number of GPUs, since a long prefill can hide its communication; for decode one GPU, since what
//   GPUs lose to one another in short steps is not the memory's;
//   for decode whole steps and copies, not the growth of a step over context, which comes from the same runs, nor
//   passes of several tokens;
//   for the link the host link, not a network between nodes.

namespace longpeak {

/// The fraction of a scenario's efficiency that a measurement speaks for.
enum class EfficiencyPart { Prefill, Decode, Link };

/// Nothing when the measurement does not count.
std::optional<EfficiencyPart> partOf(const Comparison& comparison);

/// Quartiles of measured efficiencies, interpolated linearly between neighbours.
struct Quartiles {
    double lower = 1;
    double median = 1;
    double upper = 1;
    int count = 0;
    std::string kind; ///< of the accelerators it rests on; empty = of all, since there are too few of the kind
    bool operator==(const Quartiles&) const = default;
};
Quartiles quartilesOf(std::vector<double> values);

struct TypicalEfficiency {
    std::optional<Quartiles> prefill; ///< nothing when no measurement speaks for it
    std::optional<Quartiles> decode;
    std::optional<Quartiles> link;
    bool operator==(const TypicalEfficiency&) const = default;
};

/// Fewer measurements of an accelerator's kind than this, and those of all kinds are taken.
inline constexpr int fewestMeasurements = 3;

TypicalEfficiency typicalEfficiency(const Accelerator& accelerator, std::span<const Comparison> comparisons,
                                    const Catalogue& catalogue);

/// Where the middle half of what was measured would have it, of something that takes that long at the peak.
struct Practice {
    Seconds least;
    Seconds most;
    int count = 0; ///< of measurements
    bool operator==(const Practice&) const = default;
};

/// Nothing where no measurement speaks for that part.
std::optional<Practice> practiceOf(EfficiencyPart part, Seconds atPeak, const TypicalEfficiency& seen);

/// The scenario's efficiency with the medians, in percent without decimals, in place of prefill, decode and link.
Efficiency typical(const Efficiency& efficiency, const TypicalEfficiency& seen);

/// "prefill 76 %, half of them from 63 % to 78 % (5 measurements on data centre accelerators)", a line for each.
Text describe(const TypicalEfficiency& seen);

} // namespace longpeak
