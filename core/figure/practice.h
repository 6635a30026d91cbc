// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "evidence/typical.h"
#include "figure/figure.h"
#include "scenario/scenario.h"

#include <optional>
#include <string_view>

// What measurements make of a time at the theoretical peak: where the middle half of them would have it, and how many they are.
// Only of a scenario at the peak: a fraction that the user sets says already what is left of it.

namespace longpeak {

struct FigureInput;

/// Of the number of that key, that long at the peak; nothing where no measurement speaks for it.
std::optional<Practice> practiceOf(std::string_view metric, Seconds atPeak, const Case& scenario,
                                   const TypicalEfficiency& seen);

/// Behind the line of the number of that key at the peak: from the first quartile to the third, with its n in its name.
/// Nothing where the input holds no practice, or none speaks for it.
void addPractice(Figure& figure, const FigureInput& input, std::string_view metric, const Series& atPeak);

} // namespace longpeak
