// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "source.h"

#include <string>
#include <vector>

// Where the figures of a preset come from, as text.

namespace longpeak {

/// One source a line, "what: reference".
std::string sourcesText(const std::vector<Source>& sources);
/// What is behind the last ": " of a line is the reference; a line without one is the reference of everything.
std::vector<Source> sourcesFrom(const std::string& text);

} // namespace longpeak
