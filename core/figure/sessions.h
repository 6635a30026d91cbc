// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_kind.h"
#include "session/simulation.h"

// Figures of many users on one deployment, drawn from the simulation.

namespace longpeak {

Role roleOf(Activity activity);

/// Latency of every token of one user's conversation over time, among the others': of the user in the middle. Where not
/// one user fits, as if all did.
Figure tokenTimelineFigure(const FigureInput& input);

} // namespace longpeak
