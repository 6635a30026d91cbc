// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_style.h"
#include "figure/label_layout.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// What a journal's figure editor would send back, found from a figure as it was drawn: where its labels stand, how large its
// type is, how many numbers its axes have.

namespace longpeak {

enum class FindingKind {
    SmallType,     ///< smaller than 6 pt, the least that venues take
    LabelOverData, ///< words on a curve, a bar or a dot that is not their own
    LabelsOverlap, ///< words on other words
    NoRoom,        ///< words that were left out
    Unnamed,       ///< a line or an area that nothing names
    FewTicks       ///< fewer than three numbers along an axis
};

/// "label_over_data": in JSON.
std::string_view nameOf(FindingKind kind);

struct Finding {
    std::string figure; ///< id
    FindingKind kind = FindingKind::SmallType;
    Text words; ///< "'14.1 s' covers data"
};

/// A figure as it was drawn.
struct DrawnForCheck {
    const Figure& figure;
    const Plane& plane;
    const std::vector<Label>& labels;
    bool namesAbove = false; ///< a legend names lines and areas
    std::size_t ticksX = 0;  ///< with words
    std::size_t ticksY = 0;
};

std::vector<Finding> findingsOf(const DrawnForCheck& drawn, const FigureStyle& style);

} // namespace longpeak
