// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <cstddef>
#include <string>

namespace longpeak {

/// Bytes of a file that are read at most; no document of this program has more.
inline constexpr std::size_t maximumDocumentBytes = 16'000'000;

inline constexpr auto noSuchFile = LP_TEXT("fault", "no such file");

/// What is opened. A pipe or a device may block for ever, or never end.
enum class FileKinds {
    Regular, ///< for the window, which must answer
    Any      ///< for the command line: /dev/stdin, <(command)
};

/// The bytes of a file; a fault for one that is missing, a directory, not of these kinds, unreadable, empty or larger than
/// `maximumDocumentBytes`, beyond which nothing is read.
Result<std::string> readFile(const std::string& path, FileKinds kinds = FileKinds::Regular);

} // namespace longpeak
