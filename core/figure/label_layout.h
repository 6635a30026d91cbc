// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/plane.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

// Where the labels of a figure stand: found from the figure, its plane and the size of its words alone, so that the screen,
// an exported sheet and pgfplots put them in the same places, and each only draws. No label covers data: curves, bars and
// dots. One that finds room only at a distance has a leader to what it is of; one that finds none is dropped, and those who
// draw can tell so, or name lines and areas in a legend instead. On the screen a label stays where it was as long as it can.

namespace longpeak {

/// What the labels must know of the drawing. Gaps and steps of the layout are those of a screen, so its units are to be
/// such that the words of a label are about 12 of them tall.
struct LabelSetting {
    Plane plane;
    std::function<std::string(const Text&)> words = &Text::english;
    std::function<double(const std::string&)> textWidth;
    double textHeight = 0;                         ///< of a line, above and below its baseline
    std::function<double(const Mark&)> markRadius; ///< as marks are drawn; labels stay clear of them
    bool namesSeries = true;                       ///< false where a legend names lines and areas
    double sideRoom = 0; ///< on the right of the frame, where lines are named at their ends; 0 = at the lines
    const std::vector<struct Label>* before = nullptr; ///< as laid out last, to stay near; nullptr = anew
};

/// Room on either side of the words, within a label's area.
inline constexpr double labelPadding = 4.0;

/// The smallest type, in units of the layout.
inline constexpr double smallestType = 11.0;

struct Label {
    LabelOf of = LabelOf::Mark;
    std::size_t index = 0; ///< as of a LabelId
    std::size_t bar = 0;
    std::string text;        ///< its words, or those of what is said where it has no room
    std::optional<Box> area; ///< with padding; nothing where it found no room: it is dropped
    Point anchor;            ///< what it is of, on the drawing
    bool isInside = false;   ///< on the colour of its own bar or area
    bool isCrossed = false;  ///< a line that guides the eye, or its own contour, runs behind the words
    bool hasLeader = false;  ///< it stands so far away that a line leads to it
    std::string metric;      ///< key of the number in it, for its explanation; empty = none
    bool operator==(const Label&) const = default;
};

/// Every label of what is in view, in the order in which they found room: numbers of marks (what is picked first, then the
/// scenario's, then the reference's), bars, series, rules, regions. None overlaps another, a mark, a curve, a bar or a dot.
std::vector<Label> layoutLabels(const Figure& figure, const LabelSetting& setting);

/// Whether the label's words lie on data that is not their own.
bool coversData(const Figure& figure, const Plane& plane, const Label& label);

/// The ends of a label's leader: at its words, and at what it is of.
std::pair<Point, Point> leaderOf(const Label& label);

/// Bands over the whole height are often too narrow to carry their name: it stands above the frame.
bool isBand(const Region& region);

} // namespace longpeak
