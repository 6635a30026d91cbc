// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_kind.h"

// The road to 4K, and what moves a number.

namespace longpeak {

/// How many times as bad as the reference each metric is, with the compression that would close the gap on the axis that
/// closes it with the least, or why none does. Without a reference: the same scenario at 4K, its cache not compressed.
Figure parityFigure(const FigureInput& input);

/// Published methods together: sessions an hour over the total compression relied on, with the front of those that none
/// beats on both. A point's key is the ids of its methods, joined by "+".
Figure combinationsFigure(const FigureInput& input);

/// Elasticity of the input's metric to every parameter that moves it, the strongest on top; of session throughput where no
/// metric is named.
Figure sensitivityFigure(const FigureInput& input);

} // namespace longpeak
