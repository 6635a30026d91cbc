// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/plane.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr double beyondLog = 200.0;
constexpr double furthest = 1e4; ///< from the frame that anything is drawn

} // namespace

Box Box::between(const Point& a, const Point& b) {
    Box box = at(a, {b.x - a.x, b.y - a.y});
    if (box.width < 0) {
        box.left += box.width;
        box.width = -box.width;
    }
    if (box.height < 0) {
        box.top += box.height;
        box.height = -box.height;
    }
    return box;
}

Box Box::grown(double across, double up) const {
    return {left - across, top - up, width + across + across, height + up + up};
}

Box Box::common(const Box& other) const {
    const double x = std::max(left, other.left);
    const double y = std::max(top, other.top);
    return {x, y, std::max(0.0, std::min(right(), other.right()) - x),
            std::max(0.0, std::min(bottom(), other.bottom()) - y)};
}

bool Box::contains(const Point& point) const {
    return point.x >= left && point.x <= right() && point.y >= top && point.y <= bottom();
}

bool Box::contains(const Box& other) const {
    return other.left >= left && other.right() <= right() && other.top >= top && other.bottom() <= bottom();
}

bool Box::overlaps(const Box& other) const {
    return left < other.right() && other.left < right() && top < other.bottom() && other.top < bottom();
}

double AxisSpan::extent() const {
    return scale == AxisScale::Log ? std::log(high / low) : high - low;
}

double AxisSpan::at(double value, double extent) const {
    if (scale == AxisScale::Linear) return (value - low) / extent * length + start;
    if (value <= 0) return start - std::copysign(beyondLog, length);
    return std::log(value / low) / extent * length + start;
}

std::vector<double> AxisSpan::at(const std::vector<double>& values) const {
    const double whole = extent();
    std::vector<double> places;
    places.reserve(values.size());
    for (const double value : values) places.push_back(at(value, whole));
    return places;
}

double AxisSpan::valueAt(double place) const {
    const double share = (place - start) / length;
    return scale == AxisScale::Linear ? share * (high - low) + low : std::pow(high / low, share) * low;
}

double Plane::placeX(double value) const {
    if (std::isinf(value)) return value < 0 ? frame.left : frame.right();
    return std::clamp(x.at(value), frame.left - furthest, frame.right() + furthest);
}

double Plane::placeY(double value) const {
    if (std::isinf(value)) return value < 0 ? frame.bottom() : frame.top;
    return std::clamp(y.at(value), frame.top - furthest, frame.bottom() + furthest);
}

const std::vector<double>& PlacesAlong::of(const Series& series) {
    if (m_values != series.x || m_places.empty()) {
        m_values = series.x;
        m_places = m_x.at(series.x);
    }
    return m_places;
}

bool cross(const Stroke& one, const Stroke& other) {
    const auto side = [](const Stroke& line, const Point& at) {
        const auto& [a, b] = line;
        return (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);
    };
    return side(one, other.first) * side(one, other.second) < 0 && side(other, one.first) * side(other, one.second) < 0;
}

bool runsThrough(const Stroke& line, const Box& box) {
    return cross(line, {{box.left, box.top}, {box.right(), box.bottom()}}) ||
           cross(line, {{box.left, box.bottom()}, {box.right(), box.top}});
}

std::pair<Point, Point> barCorners(const Figure& figure, const Series& series, std::size_t i) {
    constexpr double half = 0.36;
    const double from = series.base.empty() ? 0.0 : series.base[i];
    const double to = std::isfinite(series.y[i]) ? series.y[i] : from; // of no value there is no bar
    const double at = series.x[i];
    if (isLying(figure)) return {{from, at - half}, {to, at + half}};
    return {{at - half, from}, {at + half, to}};
}

Box barBox(const Figure& figure, const Plane& plane, const Series& series, std::size_t i) {
    const auto [from, to] = barCorners(figure, series, i);
    return Box::between(plane.place(from.x, from.y), plane.place(to.x, to.y));
}

} // namespace longpeak
