// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <string>
#include <string_view>

namespace longpeak {

/// The one way in which this program writes a file: whole or not at all. The bytes go to a file of another name beside it,
/// are brought to the disk (fsync), and only then take the place of what stood there, which keeps its permissions; the
/// file behind a link is replaced, not the link. When anything fails, a full disk among it, what stood there stays as it
/// was, nothing is left beside it, and the fault says why. What a program left beside it that was killed meanwhile goes,
/// once it is an hour old. One that may not be written to is not replaced. Devices and pipes are written to as they are, a pipe that
/// nobody reads not at all. Blocks until the
/// disk has it.
Result<Done> writeFile(const std::string& path, std::string_view bytes);

/// Gives a file that cannot be read a name beside its own, so that it is kept and its place is free: "NAME.damaged", with
/// "-2" and so on while there is one. The new name.
Result<std::string> setAside(const std::string& path);

} // namespace longpeak
