// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "command_line.h"

#include <sstream>
#include <string>
#include <vector>

// The command line, run within the test.

namespace longpeak::test {

struct Ran {
    CommandOutcome outcome;
    int status = 0;
    std::string out;
    std::string err;
};

inline const Catalogue& shipped() {
    static const Catalogue catalogue = *shippedCatalogue();
    return catalogue;
}

inline Ran ran(const std::vector<std::string>& words) {
    std::ostringstream out;
    std::ostringstream err;
    Ran result;
    result.outcome = runCommandLine(words, {.catalogue = shipped(), .out = out, .err = err});
    result.status = result.outcome.status;
    result.out = out.str();
    result.err = err.str();
    return result;
}

inline std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

} // namespace longpeak::test
