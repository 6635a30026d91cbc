// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure_drawer.h"
#include "preset/catalogue.h"
#include "result.h"
#include "text/escape.h"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace longpeak {

/// What a command chooses from and where it prints: results to `out`, diagnostics to `err`.
struct Console {
    const Catalogue& catalogue;
    std::ostream& out;
    std::ostream& err;
    FigureDrawer draw = {};   ///< empty in a build without the window
    FigureChecker check = {}; ///< the same
    bool isTerminal = false;  ///< somebody watches `err`
};

inline constexpr int statusDone = 0;
inline constexpr int statusWrong = 2;      ///< the input or the arguments are wrong
inline constexpr int statusInfeasible = 3; ///< computed, but weights or not one user fit

/// Prints every fault as "longpeak: FILE: /json/pointer: reason", one line each; gives statusWrong.
int report(const Faults& faults, const Console& console);
int report(const Fault& fault, const Console& console);

/// Prints every warning, "/json/pointer: reason", as a fault of the file is printed.
void warn(const std::string& file, const std::vector<Text>& warnings, const Console& console);

} // namespace longpeak
