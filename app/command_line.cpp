// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command_line.h"

#include <ostream>

namespace longpeak {

CommandOutcome runCommandLine(std::span<const std::string> words, const Catalogue&, std::ostream&, std::ostream&) {
    return {.opensWindow = words.empty()};
}

} // namespace longpeak
