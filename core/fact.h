// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/text.h"

namespace longpeak {

/// One thing that is known, for people: "Measured": "25.064 ms".
struct Fact {
    Text name;
    Text text;
    bool isDoubtful = false; ///< to be set off from what is sound
    bool operator==(const Fact&) const = default;
};

} // namespace longpeak
