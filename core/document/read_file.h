// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <string>

namespace longpeak {

inline constexpr auto noSuchFile = LP_TEXT("fault", "no such file");

/// The bytes of a file; a fault for one that is missing, a directory, unreadable, empty or too large.
Result<std::string> readFile(const std::string& path);

} // namespace longpeak
