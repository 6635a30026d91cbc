// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/handles.h"

#include "plot/series_style.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr double reachOfRule = 6.0;
constexpr double reachOfPoint = 11.0; ///< of one that is moved
constexpr double reachOfMark = 8.0;   ///< of one that is explained
constexpr double gripWidth = 10.0;
constexpr double gripHeight = 16.0;

double distance(const Point& a, const Point& b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// The nearest one at a place.
struct Nearest {
    Point place;
    double away = toEdge;
    std::string metric;

    void offer(const Box& area, const std::string& of) {
        if (of.empty() || !area.contains(place) || distance(area.center(), place) >= away) return;
        away = distance(area.center(), place);
        metric = of;
    }
};

} // namespace

std::string metricAt(const DrawnFigure& drawn, const Point& place) {
    const auto& [figure, plane, labels] = drawn;
    Nearest nearest{.place = place};
    for (const Mark& mark : figure.marks) {
        const Point at = plane.place(mark.x, mark.y);
        const double reach = std::max(reachOfMark, markRadius(mark));
        if (plane.shows(at)) nearest.offer({at.x - reach, at.y - reach, 2 * reach, 2 * reach}, mark.metric);
    }
    for (const Series& series : figure.series) {
        if (series.form != Form::Bars || series.reference || series.metric.empty()) continue;
        for (std::size_t i = 0; i < series.x.size(); ++i)
            nearest.offer(barBox(figure, plane, series, i).common(plane.frame), series.metric);
    }
    for (const Label& label : labels)
        if (label.area) nearest.offer(*label.area, label.metric);
    return nearest.metric;
}

namespace {

/// The rule at the place, or whose value is marked there: the dots of the scenario's line go where the line goes.
const Rule* movedRule(const DrawnFigure& drawn, const Point& place) {
    const auto& [figure, plane, labels] = drawn;
    for (const Rule& rule : figure.rules) {
        if (rule.parameter.empty() || !rule.vertical) continue;
        for (const Mark& mark : figure.marks)
            if (!mark.reference && mark.x == rule.at && distance(plane.place(mark.x, mark.y), place) <= reachOfMark)
                return &rule;
        const bool isOnNumber = !metricAt(drawn, place).empty();
        if (!isOnNumber && std::abs(plane.placeX(rule.at) - place.x) <= reachOfRule) return &rule;
    }
    return nullptr;
}

} // namespace

std::vector<std::string> parametersAt(const DrawnFigure& drawn, const Point& place) {
    const auto& [figure, plane, labels] = drawn;
    if (!plane.frame.contains(place)) {
        const bool isOnGrip = std::ranges::any_of(gripsOf(figure, plane),
                                                  [&](const Box& grip) { return grip.contains(place); });
        if (!isOnGrip) return {};
    }
    for (const Mark& mark : figure.marks)
        if (!mark.parameterX.empty() && distance(plane.place(mark.x, mark.y), place) <= reachOfPoint)
            return {mark.parameterX, mark.parameterY};
    const Rule* rule = movedRule(drawn, place);
    return rule == nullptr ? std::vector<std::string>{} : std::vector{rule->parameter};
}

std::vector<Box> gripsOf(const Figure& figure, const Plane& plane) {
    std::vector<Box> grips;
    for (const Rule& rule : figure.rules) {
        const double x = plane.placeX(rule.at);
        if (rule.parameter.empty() || !rule.vertical || x < plane.frame.left || x > plane.frame.right()) continue;
        grips.push_back({x - gripWidth / 2, plane.frame.bottom() - gripHeight / 2, gripWidth, gripHeight});
    }
    return grips;
}

} // namespace longpeak
