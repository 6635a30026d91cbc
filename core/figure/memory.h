// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_kind.h"

// The figures of the Memory page, beside those it shares with the Overview.

namespace longpeak {

/// What fills HBM at the scenario's context, one bar after the other: parts of the weights, activations, caches by kind
/// of layer, and what is free or too much.
Figure breakdownFigure(const FigureInput& input);

/// Users whose cache fits at once, over context: the scenario, the same model on other accelerators, and other models on
/// the same accelerator, each at its memory's full size.
Figure comparedCeilingFigure(const FigureInput& input);

/// Cache of one user over context: the scenario's model and one of each other kind of architecture, in the same formats.
Figure architecturesFigure(const FigureInput& input);

} // namespace longpeak
