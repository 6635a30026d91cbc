// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"
#include "scenario/scenario.h"

#include <span>
#include <string_view>

// The figures of the Overview page. Those over context run from 1K to 10M tokens, evenly in the logarithm.

namespace longpeak {

/// What a figure is built from.
struct FigureInput {
    const Scenario& scenario;
    const Scenario* reference = nullptr;  ///< drawn as ghosts behind; nullptr = none
    std::size_t points = 400;             ///< per curve
    ByteUnits bytes = ByteUnits::Decimal; ///< for labels; data are always bytes
};

/// Weights, activations and the users' caches stacked over context, against HBM.
Figure occupancyFigure(const FigureInput& input);
/// Users whose cache fits at once, over context; beside it twice the GPUs and a cache 16 times smaller.
Figure ceilingFigure(const FigureInput& input);
/// Prefill, one answer and one context switch over context.
Figure latencyFigure(const FigureInput& input);
/// Latency of every token of one user's conversation over time.
Figure tokenTimelineFigure(const FigureInput& input);

/// A figure by name, as the command line and the pages ask for it.
struct FigureKind {
    std::string_view id;
    std::string_view title;
    std::string_view help;
    Figure (*build)(const FigureInput&);
};

std::span<const FigureKind> figureKinds();

} // namespace longpeak
