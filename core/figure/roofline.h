// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_kind.h"

// The figures of the Roofline page: where the operators of prefill and of a decode step stand below the roof of the
// hardware (Williams, Waterman, Patterson 2009), and what share of its pass each takes. Both are of the whole deployment
// at the scenario's context; no curve runs over the context.

namespace longpeak {

/// Attained FLOP/s over arithmetic intensity, both logarithmic: the roof, each operator, and the decode step as a whole
/// for batches of 1 to 1024 users. Operators that compute nothing (gathers, norms, all-reduces) have no place on it.
Figure rooflineFigure(const FigureInput& input);

/// The share of each operator in the time of its pass, as lying bars, the slowest on top.
Figure operatorsFigure(const FigureInput& input);

} // namespace longpeak
