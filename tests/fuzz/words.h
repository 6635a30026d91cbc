// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace longpeak::fuzz {

/// What the formats are written in, gathered from the program's own tables and from the shipped documents.
struct Words {
    std::vector<std::string> keys;
    std::vector<std::string> texts; ///< ids, choices, and some that are trouble anywhere
    std::vector<double> numbers;    ///< at the bounds of fields and of parameters, and beyond
    /// What stands at a key in the shipped documents, a few for each.
    std::map<std::string, std::vector<nlohmann::ordered_json>, std::less<>> samples;
};

const Words& words();

} // namespace longpeak::fuzz
