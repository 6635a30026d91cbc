// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"

#include <utility>
#include <vector>

// Where the values of a figure lie on a drawing. What draws a figure, what lays out its labels and what follows the hand
// over it all ask a Plane, so they mean the same places. Places are in units of the drawing (pixels of a screen), to the
// right and down from its top left.

namespace longpeak {

struct Point {
    double x = 0;
    double y = 0;
    bool operator==(const Point&) const = default;
};

struct Size {
    double width = 0;
    double height = 0;
    bool operator==(const Size&) const = default;
};

/// An upright rectangle.
struct Box {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;

    static Box at(const Point& corner, const Size& size) { return {corner.x, corner.y, size.width, size.height}; }
    /// Between two opposite corners, whichever they are.
    static Box between(const Point& a, const Point& b);

    double right() const { return left + width; }
    double bottom() const { return top + height; }
    Point center() const { return {left + width / 2, top + height / 2}; }
    /// By so much on each side.
    Box grown(double across, double up) const;
    /// What both cover; of no size where that is nothing.
    Box common(const Box& other) const;
    /// The edge is within.
    bool contains(const Point& point) const;
    bool contains(const Box& other) const;
    /// Whether they share more than an edge.
    bool overlaps(const Box& other) const;
    bool operator==(const Box&) const = default;
};

/// Where the values of an axis lie along it.
struct AxisSpan {
    AxisScale scale = AxisScale::Linear;
    double low = 0; ///< value at `start`; of a log scale above 0
    double high = 1;
    double start = 0;
    double length = 1; ///< from there to where `high` lies; negative where the axis runs up

    /// What a log scale has no place for lies 200 units before the start. NaN of NaN.
    double at(double value) const { return at(value, extent()); }
    std::vector<double> at(const std::vector<double>& values) const;
    double valueAt(double place) const;
    bool operator==(const AxisSpan&) const = default;

private:
    double extent() const; ///< from `low` to `high`, in logarithms on a log scale
    double at(double value, double extent) const;
};

/// The frame of a figure and the parts of its axes that are shown in it.
struct Plane {
    Box frame;
    AxisSpan x;
    AxisSpan y;

    /// The frame's edge for ±toEdge; what lies far outside is brought nearer, so that every drawing can take it.
    double placeX(double value) const;
    double placeY(double value) const;
    Point place(double valueX, double valueY) const { return {placeX(valueX), placeY(valueY)}; }
    /// The values at a place.
    double valueX(double place) const { return x.valueAt(place); }
    double valueY(double place) const { return y.valueAt(place); }
    /// Within the frame, or as good as on its edge.
    bool shows(const Point& point) const { return frame.grown(1, 1).contains(point); }
};

/// Where the points of one series after another lie along x. Those that share their values, as the lines of a figure do, are
/// placed once: on a log axis that is most of the work of drawing a line.
class PlacesAlong {
public:
    explicit PlacesAlong(const AxisSpan& x) : m_x(x) {}
    /// Until the next is asked for.
    const std::vector<double>& of(const Series& series);

private:
    AxisSpan m_x;
    std::vector<double> m_values;
    std::vector<double> m_places;
};

/// A straight line from one point to another.
using Stroke = std::pair<Point, Point>;

/// Whether two cross within their lengths.
bool cross(const Stroke& one, const Stroke& other);
/// Whether it runs through the box from side to side.
bool runsThrough(const Stroke& line, const Box& box);

/// The i-th bar of a series, or the i-th span in its lane: two opposite corners, in values of the axes. Bars fill most of
/// their place, so that neighbours are told apart.
std::pair<Point, Point> barCorners(const Figure& figure, const Series& series, std::size_t i);
/// The same on a drawing.
Box barBox(const Figure& figure, const Plane& plane, const Series& series, std::size_t i);

} // namespace longpeak
