// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/over_context.h"

#include "cost/costs.h"
#include "explore/side_by_side.h"
#include "figure/figure_kind.h"
#include "scenario/parameter.h"

#include <algorithm>
#include <cmath>

namespace longpeak {

std::vector<double> contextsShown(std::size_t points) {
    std::vector<double> out;
    out.reserve(points);
    const double step = std::pow(longestShown / shortestShown, 1.0 / static_cast<double>(points - 1));
    double context = shortestShown.si();
    for (std::size_t i = 0; i < points; ++i, context *= step)
        out.push_back(i + 1 == points ? longestShown.si() : context);
    return out;
}

std::shared_ptr<const ContextSweep> sweepOf(const FigureInput& input, const Case& scenario) {
    return worked(input, [&](Workings& workings) { return workings.sweep(scenario, input.points); });
}

Axis contextAxis() {
    return {LP_TEXT("figure", "context"), Unit::Tokens, AxisScale::Log, shortestShown.si(), longestShown.si()};
}

bool differsBesideContext(const FigureInput& input) {
    return input.reference != nullptr && anywhere(*input.reference) != anywhere(input.scenario);
}

void addGhost(Figure& figure, const FigureInput& input, Series ghost, const Series& current) {
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    if (std::ranges::equal(ghost.y, current.y, same)) return;
    ghost.reference = true;
    if (std::ranges::none_of(figure.series, &Series::reference)) {
        ghost.label = referenceName(input);
        ghost.labelX = 4e3;
    }
    figure.series.push_back(std::move(ghost));
}

Text referenceName(const FigureInput& input) {
    return nameApart(*input.reference, input.scenario, 2, input.bytes);
}

Rule contextRule(const FigureInput& input, Text label, std::string metric) {
    Rule rule;
    rule.at = input.scenario.context.si();
    rule.label = label.empty() ? Text(amount(rule.at, Unit::Tokens)) : std::move(label);
    rule.parameter = parameterId::context;
    rule.metric = std::move(metric);
    return rule;
}

void addReferenceRule(Figure& figure, const FigureInput& input) {
    if (input.reference == nullptr || input.reference->context == input.scenario.context) return;
    Rule rule;
    rule.at = input.reference->context.si();
    rule.label = amount(rule.at, Unit::Tokens);
    rule.reference = true;
    figure.rules.push_back(rule);
}

Series ceilingCurve(Text name, Role role, const FigureInput& input, const Case& scenario) {
    const Costs costs(scenario);
    Series series{.name = std::move(name), .role = role, .x = contextsShown(input.points)};
    series.y.reserve(series.x.size());
    for (const double context : series.x) {
        const double users = costs.ceiling(Tokens(context));
        series.y.push_back(users > 0 ? users : noValue);
    }
    return series;
}

void addUnservedRegion(Figure& figure, const Case& scenario) {
    const double longestServed = std::floor(Costs(scenario).longestContext(1.0).si());
    if (longestServed >= longestShown.si()) return;
    figure.regions.push_back({.role = Role::Limit,
                              .x0 = longestServed > shortestShown.si() ? longestServed : -toEdge,
                              .label = LP_TEXT("figure", "not one user fits")});
}

namespace {

/// A place on the line where its label is inside the frame, one line's after the other's from left to right.
double labelPlace(const Series& series, const Axis& y, double share) {
    const auto inside = [&](double value) { return value > y.minimum * 1.5 && value < y.maximum / 1.5; };
    std::vector<double> places;
    for (std::size_t i = 0; i < series.x.size(); ++i)
        if (inside(series.y[i])) places.push_back(series.x[i]);
    if (places.empty()) return series.x.front();
    return places[static_cast<std::size_t>(share * static_cast<double>(places.size() - 1))];
}

} // namespace

void addRivals(Figure& figure, std::vector<Series> rivals) {
    const auto count = static_cast<double>(rivals.size());
    for (std::size_t i = 0; i < rivals.size(); ++i) {
        const double share = 0.1 + 0.8 * static_cast<double>(i) / std::max(1.0, count);
        rivals[i].labelX = labelPlace(rivals[i], figure.y, share);
        figure.series.push_back(std::move(rivals[i]));
    }
}

double highestOf(const std::vector<Series>& all, double least) {
    for (const Series& series : all)
        for (const double y : series.y)
            if (std::isfinite(y)) least = std::max(least, y);
    return least;
}

double lowestOf(const std::vector<Series>& all, double most) {
    for (const Series& series : all)
        for (const double y : series.y)
            if (std::isfinite(y)) most = std::min(most, y);
    return most;
}

double decadeAbove(double value) {
    return std::pow(10.0, std::ceil(std::log10(value) - 1e-9));
}

double decadeBelow(double value) {
    return std::pow(10.0, std::floor(std::log10(value) + 1e-9));
}

} // namespace longpeak
