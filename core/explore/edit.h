// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"
#include "scenario/parameter.h"

#include <span>
#include <string>
#include <vector>

// Answers as changes that can be made: what a question finds is applied by the same door as a hand's edit.

namespace longpeak {

/// One parameter set to a value; a preset or a published method by its id.
struct Edit {
    std::string id;   ///< of the parameter, or methodWord
    double value = 0; ///< of a number or a choice, SI
    std::string text; ///< of a preset or a method, else empty
    bool operator==(const Edit&) const = default;
};

/// The words of `--set`: "compression.hidden=250", "accelerator=h100-sxm".
std::string settingOf(const Edit& edit);

/// The same for people: "Hidden 250×", "NVIDIA H100 SXM5".
Text nameOf(const Edit& edit, const Catalogue& catalogue);

/// Makes all edits in order. Refused where one is out of its range or names nothing; then the scenario stays.
Result<Done> apply(Case& scenario, std::span<const Edit> edits, const Catalogue& catalogue);

} // namespace longpeak
