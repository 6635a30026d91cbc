// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explore/inverse.h"
#include "explore/parity.h"

#include <array>
#include <span>
#include <string_view>

// The questions of inverse.h and parity.h together, as the window asks them of one scenario.

namespace longpeak {

/// What is asked: to close the gap of one number, the least compression, the longest context, the fewest GPUs, the
/// cheapest accelerator.
inline constexpr std::array<std::string_view, 5> takingQuestions{"close", "compression", "context", "gpus",
                                                                 "accelerator"};

struct Taking {
    Requirement requirement;
    bool changes = false; ///< whether its edits would change the scenario
};

/// In the order of the questions.
using WhatItTakes = std::array<Taking, takingQuestions.size()>;

/// `rows` are those of the scenario's parity with the reference, of which that of `metric` is closed; where it has none,
/// the last. Of the targets the users are the scenario's.
WhatItTakes whatItTakes(const Case& scenario, std::span<const ParityRow> rows, const Case& reference,
                        const Metric* metric, Targets targets, const Catalogue& catalogue);

} // namespace longpeak
