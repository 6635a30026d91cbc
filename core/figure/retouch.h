// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a person has changed of a figure by hand, for a paper: ranges and ticks of the axes, which lines are shown, labels
// moved, renamed or hidden. It is applied before the figure is drawn, so that the screen, every format and the table of data
// share it. Each change names what it is of by its words, with # for every number: "prefill #" is the same label for another
// scenario. Several of the same words are told apart by their place among them.

namespace longpeak {

/// A label, or a line (a series, with whatever is drawn of the same name).
struct PartName {
    std::string
        key; ///< its words with # for numbers; of a bar "LINE: PLACE"; " (reference)" behind one of the reference
    std::size_t nth = 0; ///< among those of the same key
    bool operator==(const PartName&) const = default;
};

struct LabelChange {
    LabelOf of = LabelOf::Mark;
    PartName name;
    bool hidden = false;
    std::optional<std::string> words; ///< in place of its own
    bool moved = false;
    double right = 0; ///< as of a LabelShift
    double down = 0;
    bool changesNothing() const { return !hidden && !words && !moved; }
    bool operator==(const LabelChange&) const = default;
};

struct LineChange {
    PartName name;
    bool hidden = false;              ///< with its ghost
    std::optional<std::string> words; ///< its name; its label's too where the two are the same
    bool changesNothing() const { return !hidden && !words; }
    bool operator==(const LineChange&) const = default;
};

struct Extent {
    double from = 0;
    double to = 0;
    bool operator==(const Extent&) const = default;
};

struct AxisChange {
    std::optional<Extent> range;
    int count = 0;             ///< about how many ticks; 0 = as many as there is room for
    std::vector<double> ticks; ///< where they are, ascending; empty = wherever there is room
    bool changesNothing() const { return !range && count == 0 && ticks.empty(); }
    bool operator==(const AxisChange&) const = default;
};

struct Retouch {
    std::string figure; ///< id
    AxisChange x;
    AxisChange y;
    std::vector<LineChange> lines;
    std::vector<LabelChange> labels;

    bool changesNothing() const;
    /// The change of that line or label, made where there is none yet.
    LineChange& lineChange(const PartName& name);
    LabelChange& labelChange(LabelOf of, const PartName& name);
    /// Without changes that change nothing.
    void tidy();
    bool operator==(const Retouch&) const = default;
};

inline constexpr std::size_t mostChanges = 500;  ///< of lines, and of labels
inline constexpr std::size_t longestLabel = 200; ///< bytes of a label
inline constexpr std::size_t mostTicks = 50;     ///< on an axis
inline constexpr double furthestShift = 200;     ///< sizes of the smallest type

/// A figure with its changes, and where its parts stood before.
struct RetouchedFigure {
    Figure figure;
    std::vector<std::size_t> series; ///< of each series that is left: its place before
    std::vector<std::size_t> marks;
    std::vector<Text> unused; ///< of changes that are of nothing in this figure
};

RetouchedFigure retouched(Figure figure, const Retouch& retouch);

/// A label of a figure, or a line of it.
struct NamedLabel {
    LabelId label;
    PartName name;
};
struct NamedLine {
    PartName name;
    Text words;
    bool isReference = false;
    std::vector<std::size_t> series; ///< all that belong to it
};

/// Every label and every line that has words, in the figure's order.
std::vector<NamedLabel> labelsOf(const Figure& figure);
std::vector<NamedLine> linesOf(const Figure& figure);

/// Why a label cannot be called so; why an axis cannot go there, or have these ticks. Empty where it can.
Text whyNotWords(std::string_view words);
Text whyNotRange(const Extent& range);
Text whyNotRange(const Axis& axis, const Extent& range);
Text whyNotTicks(const Axis& axis, const std::vector<double>& ticks);

/// To a hundredth of its length, of a log axis to three digits.
Extent roundExtent(const Axis& axis, const Extent& range);

/// The words with # for every number.
std::string keyOf(const Text& words);

} // namespace longpeak
