// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_kind.h"

// The figures of the Latency page, beside those it shares with the Overview. Each marks where one part passes another and
// says it in words.

namespace longpeak {

/// Prefill over context, split into what grows with n and the attention that grows with n².
Figure prefillPartsFigure(const FigureInput& input);

/// One decode step over context, split into reading the weights, reading the caches, and the rest.
Figure decodePartsFigure(const FigureInput& input);

/// Bringing a user back over context: the cache in from host DDR, or the prefill again.
Figure returnFigure(const FigureInput& input);

} // namespace longpeak
