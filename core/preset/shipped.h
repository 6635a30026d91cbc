// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>
#include <string_view>

// The files of `presets/`, compiled into the program by core/CMakeLists.txt. Private to core.

namespace longpeak {

struct ShippedFile {
    std::string_view path; ///< relative to `presets/`: "models.json", "scenarios/paper-34b-50k.json"
    std::string_view text;
};

std::span<const ShippedFile> shippedFiles();

} // namespace longpeak
