// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "preset/catalogue.h"

#include <string>

namespace longpeak {

/// Opens the window on `scenario` (a file or shipped name; empty = where the last session ended) and runs until it is
/// closed. Returns the exit status.
int openWindow(int argc, char** argv, const Catalogue& catalogue, const std::string& scenario);

} // namespace longpeak
