// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/label_layout.h"

#include <vector>

// What is named above the frame of a figure, wherever it is drawn.

namespace longpeak {

struct LegendEntry {
    const Text* name = nullptr;
    const Series* series = nullptr; ///< else of a rule
    const Rule* rule = nullptr;     ///< else of a region
    const Region* region = nullptr;
};

/// Each name once: bands, what has no room for a label where it is drawn, with `all` every series, and the rules and regions
/// whose labels `keyed` are.
std::vector<LegendEntry> legendOf(const Figure& figure, bool all, const std::vector<Label>& keyed);

/// Whether a line stays within the place of one name along the axis below, which says then what it is of.
bool isNamedByAxis(const Figure& figure, const Series& series);

/// Labels of rules and regions that found no room.
std::vector<Label> withoutRoom(const std::vector<Label>& labels);

} // namespace longpeak
