// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace longpeak {

/// The "format" of what `evaluate --json` prints; a scenario can be taken out of it.
inline constexpr std::string_view estimateFormat = "longpeak-estimate";
/// The same of `simulate --json`.
inline constexpr std::string_view simulationFormat = "longpeak-simulation";
/// The same of what exported figures carry.
inline constexpr std::string_view figureFormat = "longpeak-figure";
/// The same of `parity --json`, `sensitivity --json` and `map --json`.
inline constexpr std::string_view parityFormat = "longpeak-parity";
inline constexpr std::string_view sensitivityFormat = "longpeak-sensitivity";
inline constexpr std::string_view mapFormat = "longpeak-map";
inline constexpr std::string_view comparisonFormat = "longpeak-comparison";

} // namespace longpeak
