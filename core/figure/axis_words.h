// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"

#include <string>
#include <vector>

// What is written along an axis: where its ticks stand and what they say. One axis has one unit, which its title names:
// "Memory (GB)". Only where no one unit serves (time over many decades, tokens in K and M, ratios) each tick has its own.

namespace longpeak {

struct AxisUnit {
    double size = 1;    ///< of the unit in SI: 1e9 of "GB"
    std::string symbol; ///< in the title; empty = nothing
    bool isEachTick = false;
};

/// The unit of the part of the axis that is in view.
AxisUnit axisUnit(const Axis& axis, double low, double high, ByteUnits bytes = ByteUnits::Decimal);

/// Places to write at between `low` and `high`, about `wanted` of them and at least three where there are so many: places of
/// names, each k-th where there are more than `wanted`; 1K 4K 32K 128K 1M 10M on a wide axis of tokens; 1 ms 1 s 1 min 1 h
/// 1 day on a wide one of time; decades or 1-2-5 on other log axes; round steps of the axis' unit on linear ones. What a
/// person has chosen of the axis goes before.
std::vector<double> ticks(const Axis& axis, double low, double high, int wanted, ByteUnits bytes = ByteUnits::Decimal);

/// Of a log axis: places between `major` ones that are marked without words.
std::vector<double> minorTicks(const Axis& axis, double low, double high, const std::vector<double>& major);

/// "32K", "50" of GB, "1 min".
std::string tickText(const Axis& axis, double value, const AxisUnit& unit, ByteUnits bytes = ByteUnits::Decimal);

/// "context (tokens)"; the label alone where there is no unit to name.
Text axisTitle(const Axis& axis, const AxisUnit& unit);

/// With a capital in front, as titles of axes have: "Context (tokens)".
std::string capitalised(std::string words);

} // namespace longpeak
