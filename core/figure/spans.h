// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"

#include <cstddef>
#include <vector>

// What a drawing shows of the spans of a figure, where thousands share a pixel. A lane is cut into columns: what is as wide
// as one is drawn as it is, and of what is narrower each column goes to the series, or to nobody, that has been drawn least
// of its time so far. So single spans may be missing, and each series has its share of the lane to within a column.

namespace longpeak {

struct DrawnSpan {
    std::size_t series = 0;
    double lane = 0;
    double from = 0; ///< along the x axis
    double to = 0;
};

/// Lane by lane, ascending, between `low` and `high`; a thin gap parts neighbours of one series that are wide enough.
std::vector<DrawnSpan> drawnSpans(const Figure& figure, double low, double high, double column);

} // namespace longpeak
