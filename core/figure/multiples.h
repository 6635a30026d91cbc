// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_kind.h"
#include "scenario/scenario.h"

#include <optional>
#include <span>
#include <vector>

// Small multiples: one kind of figure of several scenarios, on shared axes.

namespace longpeak {

/// Whether the kind can stand beside itself: it is of the scenario, and quickly made.
bool canBeMultiple(const FigureKind& kind);

/// One figure a scenario, each titled by what tells it apart. `input` says all but the scenario; there are no ghosts.
std::vector<Figure> multiplesOf(const FigureKind& kind, std::span<const Scenario> scenarios, const FigureInput& input);

/// Gives all figures the same ranges, axis by axis, where those are of one unit and scale; axes of names stay.
void shareAxes(std::span<Figure> figures);

/// The curves of all of them on one pair of axes, the first as it is, the others dashed and paler, each named with its
/// figure's title, those of the first with `first`, equal ones once. Guides and grounds stay where they are the same in all. Nothing where
/// they are not curves over the context.
std::optional<Figure> overlaid(std::span<const Figure> figures, const Text& first);

/// What tells the first scenario from all others: "B200", "50K, 1 GPU". Empty where nothing does.
Text whatSetsApart(std::span<const Scenario> scenarios, ByteUnits bytes);

} // namespace longpeak
