// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/colour.h"
#include "figure/figure_style.h"
#include "figure/label_layout.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// What a journal's figure editor would send back, found from a figure as it was drawn: where its labels stand, how large its
// type is, how many numbers its axes have, what tells its lines apart.

namespace longpeak {

enum class FindingKind {
    SmallType,     ///< smaller than 6 pt, the least that venues take
    LabelOverData, ///< words on a curve, a bar or a dot that is not their own
    LabelsOverlap, ///< words on other words
    LeadersCross,  ///< a leader across another, or across words
    NoRoom,        ///< words that were left out
    NamesCut,      ///< names or titles of axes that were left out or shortened
    LowContrast,   ///< words that can hardly be read on what lies behind them
    Unnamed,       ///< a line or an area that nothing names, or a rule
    LookAlike,     ///< two things that grey or colour-blind eyes take for one
    CutAxis,       ///< an axis that begins so near to the values that small changes look large
    FewTicks       ///< fewer than three numbers along an axis
};

/// "label_over_data": in JSON.
std::string_view nameOf(FindingKind kind);

struct Finding {
    std::string figure; ///< id
    FindingKind kind = FindingKind::SmallType;
    Text words; ///< "'14.1 s' covers data"
};

/// What tells a series from another, as drawn.
struct Look {
    Rgb color;
    std::vector<double> dashes; ///< none of a line that is whole
    int marker = -1;            ///< which shape; negative = none
    bool isHatched = false;
    bool operator==(const Look&) const = default;
};

/// A figure as it was drawn.
struct DrawnForCheck {
    const Figure& figure;
    const Plane& plane;
    const std::vector<Label>& labels;
    bool namesAbove = false;       ///< a legend names lines and areas
    std::vector<Label> keyed = {}; ///< of rules and regions that have their names above the frame instead
    std::size_t ticksX = 0;        ///< with words
    std::size_t ticksY = 0;
    std::vector<std::string> cut;  ///< names of things along the axes, and titles, that were left out or shortened
    std::vector<double> contrasts; ///< parallel to the labels, of words and what lies behind
    std::vector<Look> looks;       ///< parallel to the series
};

std::vector<Finding> findingsOf(const DrawnForCheck& drawn, const FigureStyle& style);

} // namespace longpeak
