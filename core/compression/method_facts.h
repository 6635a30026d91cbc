// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "compression/compression.h"
#include "fact.h"

#include <string>
#include <vector>

// Published methods in words.

namespace longpeak {

/// "token, head".
Text axesText(const Method& method);

/// What choosing it divides, in a few words: "kept, read"; empty where it cannot be chosen.
Text savesText(const Method& method);

/// Where its ratio is from: "reported by the authors", "follows from the design", "a setting of the method, …".
Message basisText(const Method& method);

/// What of the quality is shown at that context: "shown up to 128K", else why it is not.
Text qualityAt(const Method& method, Tokens context);

/// Where it was published, in short: "arXiv:2404.14469", else its first source.
std::string sourceText(const Method& method);

/// Everything that is known of it, in the order in which it is read.
std::vector<Fact> factsOf(const Method& method, Tokens context);

} // namespace longpeak
