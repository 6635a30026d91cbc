// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "preset/catalogue.h"

#include <iosfwd>
#include <span>
#include <string>

namespace longpeak {

/// What the words of the command line ask for.
struct CommandOutcome {
    bool opensWindow = false; ///< no subcommand: main opens the window
    std::string scenario;     ///< of the window: a file or shipped name, or empty
    int status = 0;           ///< 0 done, 2 input or words wrong, 3 computed but infeasible
};

/// Runs the words (without the program's name). Results go to `out`, diagnostics to `err`. Needs no display and never
/// creates a Qt application.
CommandOutcome runCommandLine(std::span<const std::string> words, const Catalogue& catalogue, std::ostream& out,
                              std::ostream& err);

} // namespace longpeak
