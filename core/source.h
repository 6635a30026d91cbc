// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace longpeak {

/// Where a figure was read, so that it can be checked.
struct Source {
    std::string what;      ///< which figures: "architecture", "bandwidth"
    std::string reference; ///< a web address, or "github:owner/repository@commit path"
    bool operator==(const Source&) const = default;
};

} // namespace longpeak
