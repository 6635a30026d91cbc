// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scenario/case.h"

#include <string>

namespace longpeak {

/// A case with what it is called. It is derived from the case, not made of one: a scenario goes wherever a case is asked
/// for, and a copy into a case leaves name and note behind, so that nobody cuts them out by hand. The price is that
/// neither has designated initialisers for the other's members: `Scenario{some case, "name", "note"}`.
struct Scenario : Case {
    std::string name;
    std::string note;
    bool operator==(const Scenario&) const = default;
};

/// Whether both cost the same by what they are: they differ in name and note at most.
inline bool sameCase(const Case& a, const Case& b) {
    return a == b;
}

} // namespace longpeak
