// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_kind.h"

// The figures of the Overview page.

namespace longpeak {

/// Weights, activations and the users' caches stacked over context, against HBM.
Figure occupancyFigure(const FigureInput& input);
/// Users whose cache fits at once, over context; beside it twice the GPUs and a cache 16 times smaller.
Figure ceilingFigure(const FigureInput& input);
/// Prefill, one answer and one context switch over context.
Figure latencyFigure(const FigureInput& input);

} // namespace longpeak
