// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "console.h"

#include <span>
#include <string>

namespace longpeak {

/// The words behind a subcommand's name.
using Words = std::span<const std::string>;

// The subcommands, one file each. Each gives the exit status.

int runEvaluate(Words words, const Console& console);
int runSweep(Words words, const Console& console);
int runSimulate(Words words, const Console& console);
int runMap(Words words, const Console& console);
int runParity(Words words, const Console& console);
int runCompare(Words words, const Console& console);
int runSensitivity(Words words, const Console& console);
int runFigure(Words words, const Console& console);
int runList(Words words, const Console& console);
int runImport(Words words, const Console& console);
int runCheck(Words words, const Console& console);

} // namespace longpeak
