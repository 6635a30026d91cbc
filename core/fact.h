// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace longpeak {

/// One thing that is known, for people: "Measured": "25.064 ms".
struct Fact {
    std::string name;
    std::string text;
    bool operator==(const Fact&) const = default;
};

} // namespace longpeak
