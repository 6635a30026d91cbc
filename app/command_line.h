// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "console.h"

#include <span>
#include <string>

namespace longpeak {

/// What the arguments of the command line ask for.
struct CommandOutcome {
    bool opensWindow = false; ///< no subcommand: main opens the window
    std::string scenario;     ///< of the window: a file or shipped name, or empty
    int status = 0;           ///< 0 done, 2 input or arguments wrong, 3 computed but infeasible
};

/// Runs the arguments (without the program's name). Needs no display; a Qt application is made only where a figure is drawn.
CommandOutcome runCommandLine(std::span<const std::string> arguments, const Console& console);

} // namespace longpeak
