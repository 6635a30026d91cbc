// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/role.h"
#include "quantity/format.h"
#include "text/text.h"

#include <limits>
#include <optional>
#include <string>
#include <vector>

// A figure as data: what is drawn, where and in which meaning, but neither how it looks nor in which language it speaks.
// The screen, exports, CSV and the command line all draw the same Figure, so they cannot disagree. Values are SI.

namespace longpeak {

enum class AxisScale { Linear, Log };

struct Axis {
    Text label; ///< "context", with its unit where ticks do not carry it
    Unit unit = Unit::Count;
    AxisScale scale = AxisScale::Linear;
    double minimum = 0;
    double maximum = 1;
    std::vector<Text> names;         ///< of things instead of values: the i-th stands at i, minimum is -0.5
    std::vector<double> chosenTicks; ///< where a person wants numbers, ascending; empty = wherever there is room
    int tickCount = 0;               ///< about how many a person wants; 0 = as many as there is room for

    bool isNamed() const { return !names.empty(); }
    /// The name that stands nearest to a place along the axis; empty outside.
    const Text& nameAt(double place) const;
    bool operator==(const Axis&) const = default;
};

enum class Form {
    Line,   ///< NaN in y is a gap
    Area,   ///< between `base` and y
    Points, ///< separate marks
    Spans,  ///< from `base` to y along the x axis, in the lane x of the named y axis
    Path,   ///< a line through the points in their order, across a shading; x in any order
    Bars    ///< from `base` (empty = 0) to y, one for each name of the axis that has names; x is the name's index. Lies
            ///< on its side where the names are along the y axis
};

/// What the table of a figure's data says of each point of a series beside its place: numbers, or words.
struct SeriesColumn {
    Text title;
    Unit unit = Unit::Text;
    std::vector<double> values; ///< parallel to the series' x, NaN where there is none; empty where it is of words
    std::vector<Text> texts;    ///< the same of words
    bool operator==(const SeriesColumn&) const = default;
};

struct Series {
    Text name;
    Role role = Role::Neutral;
    Form form = Form::Line;
    bool reference = false;        ///< a ghost of the reference scenario
    bool dashed = false;           ///< a variation of the scenario, not the scenario itself
    int shade = 0;                 ///< neighbours of one role are told apart by it
    bool isPile = true;            ///< of an Area or Bars: what stands on `base` is their own; else y is their value,
                                   ///< and `base` only where drawing begins
    bool isRange = false;          ///< of an Area: from `base` to y, pale and behind the rest; covers nothing
    std::vector<double> x;         ///< ascending but of a Path; finite
    std::vector<double> y;         ///< as long as x; finite or NaN
    std::vector<double> base;      ///< of an Area or Bars: the lower edge; of Spans the start
    std::vector<Text> pointNames;  ///< parallel to x; of Points: what each stands for; of Bars: written behind
                                   ///< each; empty = nothing to say
    std::vector<Text> pointBriefs; ///< of Bars, parallel to x: in place of the names where those have no room;
                                   ///< empty = nothing shorter
    std::vector<SeriesColumn> columns;  ///< the same titles in every series that has any
    std::vector<std::string> pointKeys; ///< of Points, parallel to x: what a click on each picks; empty = nothing
    bool inLegend = false;              ///< named above the frame, where a label would lie on the marks
    Text label;                         ///< written at the series itself; empty = none
    double labelX = 0;                  ///< where along x the label goes; of a Path it goes on the line
    std::string metric;                 ///< key of the number in the label, for its explanation
    bool operator==(const Series&) const = default;
};

inline constexpr double toEdge = std::numeric_limits<double>::infinity();

/// A shaded part of the plane; ±toEdge reaches to the frame.
struct Region {
    Role role = Role::Limit;
    double x0 = -toEdge;
    double x1 = toEdge;
    double y0 = -toEdge;
    double y1 = toEdge;
    Text label;
    bool operator==(const Region&) const = default;
};

/// A straight line across the plane.
struct Rule {
    Role role = Role::Neutral;
    bool vertical = true;
    double at = 0;
    Text label;
    Text brief;            ///< in its place where it has no room; empty = nothing shorter
    std::string parameter; ///< dragging the line edits this parameter; empty = fixed
    std::string metric;    ///< key of the number in the label, for its explanation
    bool reference = false;
    bool operator==(const Rule&) const = default;
};

/// A point that stands for a number.
struct Mark {
    Role role = Role::Neutral;
    double x = 0;
    double y = 0;
    Text label;         ///< with its value: "prefill 14.1 s"
    std::string metric; ///< key of the number, for its explanation
    bool reference = false;
    double share = 0;       ///< of a whole, told by the mark's area; 0 = a mark like any other
    bool picked = false;    ///< ringed: chosen elsewhere on the page
    std::string parameterX; ///< dragging the mark edits these two parameters; empty = fixed
    std::string parameterY;
    bool operator==(const Mark&) const = default;
};

/// A value over the whole plane, told by colour: pale for the least, full for the most. Known at a grid of points, and
/// followed between them on the scales of the axes and its own.
struct Shading {
    Text name;
    Role role = Role::Neutral;
    Unit unit = Unit::Count;
    AxisScale scale = AxisScale::Linear; ///< of the value
    double minimum = 0;                  ///< the palest colour
    double maximum = 1;                  ///< the fullest
    std::vector<double> xs;              ///< ascending, at least 2, as are `ys`
    std::vector<double> ys;
    std::vector<double> values;   ///< row by row: ys.size() rows of xs.size(); NaN where there is none
    std::vector<double> ceilings; ///< the same of users that fit; shaded as impossible below 1
    bool operator==(const Shading&) const = default;
};

/// Of what a label is.
enum class LabelOf { Mark, Rule, Series, Bar, Region };

/// Which label of a figure.
struct LabelId {
    LabelOf of = LabelOf::Mark;
    std::size_t index = 0; ///< among the figure's marks, rules, series (of a bar: its own) or regions
    std::size_t bar = 0;   ///< of a bar: its place in the series
    bool operator==(const LabelId&) const = default;
};

/// A label that a person moved: where its middle stands from what it is of, in sizes of the smallest type.
struct LabelShift {
    LabelId label;
    double right = 0;
    double down = 0;
    bool operator==(const LabelShift&) const = default;
};

struct Figure {
    std::string id;
    Text title;
    Text subtitle;
    Axis x;
    Axis y;
    std::optional<Shading> shading; ///< behind everything else
    std::vector<Series> series;     ///< in drawing order
    std::vector<Region> regions;
    std::vector<Rule> rules;
    std::vector<Mark> marks;
    std::vector<Text> notes; ///< assumptions and what is not shown
    std::vector<LabelShift> shifts;
    bool operator==(const Figure&) const = default;
};

/// The y of a series at x, interpolated along its axis scales; NaN outside or in a gap.
double valueAt(const Figure& figure, const Series& series, double x);
/// The same of its base.
double baseAt(const Figure& figure, const Series& series, double x);

/// The part of the i-th point that is its own: of an Area or Bars that pile up what stands on the base.
double ownValue(const Series& series, std::size_t i);

/// What a label says; empty where there is nothing to say.
const Text& labelText(const Figure& figure, const LabelId& label);

/// Whether bars lie on their sides: the names are along the y axis, and values run along x.
bool isLying(const Figure& figure);

/// The data behind a figure, in English: "series,x (unit),y (unit)" and one row a point, names in place of their indices, and what
/// single points stand for in a column of their own, then the series' own columns. A bar without a value has its row, with
/// nothing in that place. A range has the rows of its lower edge and those of its upper one. Of lying bars the names come first, too. Where there are spans:
/// "series,lane,from,to". Of a shading: "x (unit),y (unit),name (unit),fits", one row a point of its grid.
std::string writeCsv(const Figure& figure);

} // namespace longpeak
