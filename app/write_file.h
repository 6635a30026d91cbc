// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <string>
#include <string_view>

namespace longpeak {

/// Writes a file whole or not at all: what stood there before stays until all of the new text is on the disk. Devices
/// and pipes are written to as they are.
Result<Done> writeFile(const std::string& path, std::string_view text);

} // namespace longpeak
