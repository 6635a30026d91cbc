// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/retouch.h"
#include "result.h"

#include <string>
#include <string_view>

// What a person types of an axis: ends of its range, numbers along it, with units as everywhere.

namespace longpeak {

/// One value along the axis: "4K", "100 GB". The fault has no file.
Result<double> parseAlong(const Axis& axis, std::string_view text);

/// What parseAlong reads back as the same value, as short as can be.
std::string alongText(const Axis& axis, double value);

/// "4K:1M".
Result<Extent> parseExtent(const Axis& axis, std::string_view text);

/// How many ("5"), or which, parted by commas ("1K, 32K, 1M"): sets one and forgets the other.
Result<Done> parseTicks(const Axis& axis, std::string_view text, AxisChange& change);

/// What parseTicks reads back; empty where nothing is chosen.
std::string ticksText(const Axis& axis, const AxisChange& change);

} // namespace longpeak
