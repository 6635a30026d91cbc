// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/framed.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace longpeak {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

/// A value as a distance along the axis; what a log axis has no place for lies far below.
double along(const Axis& axis, double value) {
    if (axis.scale != AxisScale::Log) return value;
    return value > 0 ? std::log(value) : std::log(axis.minimum) - 1e3;
}

double valueAlong(const Axis& axis, double distance) {
    return axis.scale == AxisScale::Log ? std::exp(distance) : distance;
}

struct Point {
    double x; ///< along the axes
    double y;
};

/// Part of the way from a to b at which y reaches `level`.
Point crossing(const Point& a, const Point& b, double level) {
    const double share = (level - a.y) / (b.y - a.y);
    return {a.x + (b.x - a.x) * share, level};
}

Point atX(const Point& a, const Point& b, double x) {
    return {x, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)};
}

struct Box {
    double x0, x1, y0, y1; ///< along the axes
};

/// The part of the straight line from a to b that lies within the box; false where there is none.
bool clip(Point& a, Point& b, const Box& box) {
    if (b.x < box.x0 || a.x > box.x1) return false;
    if (a.x < box.x0) a = atX(a, b, box.x0);
    if (b.x > box.x1) b = atX(a, b, box.x1);
    for (const double level : {box.y0, box.y1}) {
        const double side = level == box.y0 ? 1.0 : -1.0;
        const bool outA = side * (a.y - level) < 0;
        const bool outB = side * (b.y - level) < 0;
        if (outA && outB) return false;
        if (outA) a = crossing(a, b, level);
        if (outB) b = crossing(a, b, level);
    }
    return true;
}

void cutLine(Series& series, const Figure& figure, const Box& box) {
    std::vector<double> x;
    std::vector<double> y;
    const auto add = [&](const Point& point) {
        x.push_back(valueAlong(figure.x, point.x));
        y.push_back(valueAlong(figure.y, point.y));
    };
    bool open = false; // the line goes on from the point added last
    for (std::size_t i = 0; i + 1 < series.x.size(); ++i) {
        Point a{along(figure.x, series.x[i]), along(figure.y, series.y[i])};
        Point b{along(figure.x, series.x[i + 1]), along(figure.y, series.y[i + 1])};
        const Point wholeA = a;
        const Point wholeB = b;
        const bool isBack = a.x > b.x; // as a path may run
        if (isBack) std::swap(a, b);
        const bool shown = std::isfinite(series.y[i]) && std::isfinite(series.y[i + 1]) && clip(a, b, box);
        if (isBack) std::swap(a, b);
        if (shown && !open) add(a);
        if (!shown && open && !x.empty()) {
            x.push_back(x.back());
            y.push_back(gap);
        }
        const bool cutAtStart = shown && open && (a.x != wholeA.x || a.y != wholeA.y);
        if (cutAtStart) { // left the frame and comes back: not one line
            x.push_back(x.back());
            y.push_back(gap);
            add(a);
        }
        if (shown) add(b);
        open = shown && b.x == wholeB.x && b.y == wholeB.y;
        if (shown && !open) {
            x.push_back(x.back());
            y.push_back(gap);
        }
    }
    series.x = std::move(x);
    series.y = std::move(y);
}

/// Upper edge and base share their places along x, so their heights are cut where they are. Where the area leaves the frame
/// at a side it has a point of its own there.
void cutArea(Series& series, const Figure& figure) {
    const double low = figure.x.minimum;
    const double high = figure.x.maximum;
    const Series base{.x = series.x, .y = series.base};
    Series cut = series;
    cut.x.clear();
    cut.y.clear();
    cut.base.clear();
    const auto within = [&](double value) {
        return std::isnan(value) ? value : std::clamp(value, figure.y.minimum, figure.y.maximum);
    };
    const auto add = [&](double x, double y, double from) {
        cut.x.push_back(x);
        cut.y.push_back(within(y));
        cut.base.push_back(within(from));
    };
    const auto addSide = [&](double x) {
        if (!series.x.empty() && series.x.front() < x && series.x.back() > x &&
            !std::ranges::binary_search(series.x, x))
            add(x, valueAt(figure, series, x), valueAt(figure, base, x));
    };
    addSide(low);
    for (std::size_t i = 0; i < series.x.size(); ++i)
        if (series.x[i] >= low && series.x[i] <= high) add(series.x[i], series.y[i], series.base[i]);
    addSide(high);
    series = std::move(cut);
}

void keepPoints(Series& series, const Figure& figure) {
    Series kept = series;
    kept.x.clear();
    kept.y.clear();
    kept.pointNames.clear();
    kept.pointKeys.clear();
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        const bool inside = series.x[i] >= figure.x.minimum && series.x[i] <= figure.x.maximum &&
                            series.y[i] >= figure.y.minimum && series.y[i] <= figure.y.maximum;
        if (!inside) continue;
        kept.x.push_back(series.x[i]);
        kept.y.push_back(series.y[i]);
        if (!series.pointNames.empty()) kept.pointNames.push_back(series.pointNames[i]);
        if (!series.pointKeys.empty()) kept.pointKeys.push_back(series.pointKeys[i]);
    }
    series = std::move(kept);
}

/// Bars and spans run along one axis from `base` to y.
void cutLengths(Series& series, const Axis& axis) {
    for (double& end : series.y)
        if (!std::isnan(end)) end = std::clamp(end, axis.minimum, axis.maximum);
    for (double& start : series.base) start = std::clamp(start, axis.minimum, axis.maximum);
}

} // namespace

Figure framed(const Figure& figure) {
    Figure out = figure;
    const Box box{along(figure.x, figure.x.minimum), along(figure.x, figure.x.maximum),
                  along(figure.y, figure.y.minimum), along(figure.y, figure.y.maximum)};
    for (Series& series : out.series) {
        switch (series.form) {
        case Form::Line:
        case Form::Path: cutLine(series, figure, box); break;
        case Form::Area: cutArea(series, figure); break;
        case Form::Points: keepPoints(series, figure); break;
        case Form::Spans: cutLengths(series, figure.x); break;
        case Form::Bars: cutLengths(series, isLying(figure) ? figure.x : figure.y); break;
        }
    }
    return out;
}

} // namespace longpeak
