// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <string_view>

// The pages of the window by their ids: the only way to name one. Sessions of the window are remembered by them, and the
// command line draws the figures of a page under them.

namespace longpeak::pageId {

inline constexpr std::string_view overview = "overview";
inline constexpr std::string_view memory = "memory";
inline constexpr std::string_view latency = "latency";
inline constexpr std::string_view sessions = "sessions";
inline constexpr std::string_view roofline = "roofline";
inline constexpr std::string_view road = "road";
inline constexpr std::string_view compare = "compare";
inline constexpr std::string_view sensitivity = "sensitivity";
inline constexpr std::string_view conventions = "conventions";
inline constexpr std::string_view evidence = "evidence";

/// All of them, in the order of the tabs.
inline constexpr std::array all{overview, memory,  latency,     sessions,    roofline,
                                road,     compare, sensitivity, conventions, evidence};

} // namespace longpeak::pageId
