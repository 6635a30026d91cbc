// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "evidence/evidence.h"
#include "fact.h"

#include <string>
#include <vector>

namespace longpeak {

/// Everything that is known of a measurement and of its prediction, in the order in which it is read.
std::vector<Fact> factsOf(const Comparison& comparison, const Catalogue& catalogue,
                          ByteUnits bytes = ByteUnits::Decimal);

/// The verdict in a sentence: "suspect: faster than the theoretical peak".
Text verdictText(const Comparison& comparison);

/// Under which conditions, in a few words: "8192 + 1024 tokens, batch 32, serving".
Text conditionsText(const Measurement& measurement);

/// The accelerator with its number: "8 × H200 SXM 141GB", without its maker; empty where it does not matter.
std::string acceleratorText(const Measurement& measurement, const Catalogue& catalogue);
/// The model's name; empty where none takes part.
std::string modelText(const Measurement& measurement, const Catalogue& catalogue);

} // namespace longpeak
