// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/metric.h"
#include "scenario/parameter.h"
#include "scenario/scenario.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

// Scenarios beside each other: what each costs and where they differ.

namespace longpeak {

/// Scenarios that can be pinned beside the one at hand.
inline constexpr std::size_t mostPinned = 6;

/// One number or parameter of all scenarios, in their order.
struct SideBySideRow {
    const Metric* metric = nullptr;       ///< of a number
    const Parameter* parameter = nullptr; ///< of a parameter
    Text label;
    std::vector<double> values;    ///< of a number or a numeric parameter, SI; NaN where there is none
    std::vector<Text> cells;       ///< for people; empty where the parameter has no effect
    std::vector<double> ratios;    ///< of a number's exact values, against the first scenario; NaN where there is none
    std::vector<std::size_t> best; ///< of a number that differs and that can be better, those scenarios with the best
    std::vector<bool> differs;     ///< of each scenario, from the first
    bool anyDiffers() const;
};

struct SideBySide {
    std::vector<Text> names;         ///< see namesApart()
    std::vector<SideBySideRow> rows; ///< the numbers, then the parameters
};

/// The first is the one that the others are held against.
SideBySide sideBySide(std::span<const Scenario> scenarios, ByteUnits bytes = ByteUnits::Decimal);
/// The same where the estimates are at hand, one for each scenario.
SideBySide sideBySide(std::span<const Scenario> scenarios, std::span<const Estimate> estimates, ByteUnits bytes);

/// The scenario's name; where it has none, its model and context.
Text headingOf(const Scenario& scenario);

/// The first by model and context, each other by what sets it apart from the first, in a few words: "200K · 2 GPUs"; or
/// "the same".
std::vector<Text> namesApart(std::span<const Scenario> scenarios, ByteUnits bytes = ByteUnits::Decimal);

/// What sets a scenario apart from another, in at most so many words: "A100 · 50K"; "the same" where nothing does.
Text nameApart(const Case& scenario, const Case& from, std::size_t mostWords = 3, ByteUnits bytes = ByteUnits::Decimal);

/// "kind,quantity,unit,NAME,...": a row for each, values in SI units.
std::string writeCsv(const SideBySide& table);
/// The same as people read it, as a table in Markdown.
std::string writeMarkdown(const SideBySide& table);

} // namespace longpeak
