// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/road.h"

#include "cost/metric.h"
#include "explore/combinations.h"
#include "explore/parity.h"
#include "explore/sensitivity.h"
#include "figure/workings.h"
#include "scenario/parameter_page.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace longpeak {
namespace {

/// A figure of lying bars, the first of the names on top.
Figure barsOf(Axis x, const std::string& what, std::vector<std::string> names) {
    Figure figure{.x = std::move(x)};
    std::ranges::reverse(names);
    figure.y = {what, Unit::Text, AxisScale::Linear, -0.5, static_cast<double>(names.size()) - 0.5, std::move(names)};
    return figure;
}

/// The axis that closes the gap with the least compression.
const Closing* easiest(const ParityRow& row) {
    const Closing* best = nullptr;
    for (const Closing& closing : row.axes)
        if (closing.ratio && (best == nullptr || *closing.ratio < *best->ratio)) best = &closing;
    return best;
}

std::string closingText(const ParityRow& row) {
    std::string text = readable(row.ratio, Unit::Ratio).text();
    if (!row.isWorse()) return text;
    const Closing* closing = easiest(row);
    if (closing == nullptr) return text + " · no cache closes it";
    return text + " · " + std::string(axisName(closing->axis)) + " " + format(*closing->ratio, Unit::Ratio);
}

std::string keyOf(const Combination& combination) {
    std::string key;
    for (const Method* method : combination.methods) key += (key.empty() ? "" : "+") + method->id;
    return key;
}

double perHour(const Combination& combination) {
    return combination.throughput.si() * hour.si();
}

using Doubted = std::set<const Method*>;

/// Methods whose quality is not shown at that context.
Doubted doubtedOf(const Catalogue& catalogue, Tokens context) {
    Doubted doubted;
    for (const Method& method : catalogue.methods)
        if (!qualityDoubt(method, context).empty()) doubted.insert(&method);
    return doubted;
}

/// Methods and what they give, and whose quality is in doubt.
std::string nameOf(const Combination& combination, const Doubted& all, const std::string& context) {
    std::string text = combination.name() + " · " + format(combination.total, Unit::Ratio) + " · " +
                       format(perHour(combination), Unit::PerHour);
    if (std::isfinite(combination.perSession.si()))
        text += " · " + format(combination.perSession.si(), Unit::Dollars) + " a session";
    std::string doubted;
    for (const Method* method : combination.methods)
        if (all.contains(method)) doubted += (doubted.empty() ? "" : ", ") + method->name;
    if (!doubted.empty()) text += " · quality not shown at " + context + ": " + doubted;
    return text;
}

Series pointsOf(std::string name, const std::vector<Combination>& combinations, const FigureInput& input,
                bool reference) {
    const Doubted doubted = doubtedOf(catalogueOf(input), input.scenario.context);
    const std::string context = format(input.scenario.context.si(), Unit::Tokens);
    Series series{.name = std::move(name), .role = Role::Cache, .form = Form::Points, .reference = reference};
    for (const Combination& each : combinations) {
        series.x.push_back(each.total);
        series.y.push_back(perHour(each));
        series.pointNames.push_back(nameOf(each, doubted, context));
        series.pointKeys.push_back(keyOf(each));
    }
    series.inLegend = true;
    return series;
}

} // namespace

Figure parityFigure(const FigureInput& input) {
    const Case reference = input.reference != nullptr ? *input.reference : parityReference(input.scenario);
    const auto rows = worked(
        input, [&](Workings& workings) { return workings.parity(input.scenario, reference, catalogueOf(input)); });
    std::vector<const ParityRow*> shown;
    for (const ParityRow& row : *rows)
        if (std::isfinite(row.ratio) && row.ratio > 0) shown.push_back(&row);
    std::vector<std::string> names;
    double worst = 10;
    double best = 1;
    for (const ParityRow* row : shown) {
        names.emplace_back(row->metric->label.english());
        worst = std::max(worst, row->ratio);
        best = std::min(best, row->ratio);
    }
    const double room = 40.0; // behind the longest bar, for its words
    Figure figure = barsOf(
        {"times as bad as the reference", Unit::Ratio, AxisScale::Log, best < 1 ? best / 2 : 0.9, worst * room},
        "metric", names);
    figure.title = "The road to " + format(reference.context.si(), Unit::Tokens);
    figure.subtitle = "how far each number is, and the compression of one axis that closes it";
    for (std::size_t i = 0; i < shown.size(); ++i)
        figure.series.push_back({.name = std::string(shown[i]->metric->label.english()),
                                 .role = shown[i]->metric->role,
                                 .form = Form::Bars,
                                 .x = {static_cast<double>(shown.size() - 1 - i)},
                                 .y = {shown[i]->ratio},
                                 .base = {1.0},
                                 .pointNames = {closingText(*shown[i])},
                                 .metric = std::string(shown[i]->metric->key)});
    figure.rules.push_back({.at = 1.0});
    for (const ParityRow* row : shown)
        if (row->isWorse() && !row->closable)
            figure.notes.push_back(std::string(row->metric->label.english()) + ": " + row->reason +
                                   (row->insteadText.empty() ? "" : "; " + row->insteadText));
    return figure;
}

Figure combinationsFigure(const FigureInput& input) {
    const auto ranked = combinations(input.scenario, catalogueOf(input));
    const auto front = paretoFront(ranked);
    std::vector<Combination> others;
    double most = 1;
    double least = toEdge;
    double largest = 10;
    for (const Combination& each : ranked) {
        least = std::min(least, perHour(each));
        if (!each.onFront) others.push_back(each);
        most = std::max(most, perHour(each));
        largest = std::max(largest, each.total);
    }
    const double now = totalCompression(input.scenario);
    const double served = sessionThroughput(input.scenario, estimateOf(input, input.scenario)).si() * hour.si();
    most = std::max(most, served);
    least = std::min(least, served);
    largest = std::max(largest, now);
    std::ranges::sort(others, {}, &Combination::total);
    Figure figure;
    figure.subtitle = std::to_string(ranked.size()) + " combinations of the catalogue";
    figure.x = {"total compression relied on", Unit::Ratio, AxisScale::Log, 0.9, largest * 1.3};
    figure.y = {"sessions an hour", Unit::PerHour, AxisScale::Linear, std::max(0.0, least - (most - least) * 0.15),
                most + (most - least) * 0.15 + 1e-3};
    figure.series.push_back(pointsOf("others", others, input, true));
    Series line{.name = "front", .role = Role::Cache};
    for (const Combination& each : front) {
        line.x.push_back(each.total);
        line.y.push_back(perHour(each));
    }
    figure.series.push_back(std::move(line));
    figure.series.push_back(pointsOf("on the front", front, input, false));
    figure.marks.push_back(
        {.role = Role::Neutral, .x = now, .y = served, .label = "now", .metric = std::string(metricKey::throughput)});
    figure.notes.emplace_back(multiplyingNote.english());
    figure.notes.emplace_back("A click on a point applies its methods.");
    return figure;
}

Figure sensitivityFigure(const FigureInput& input) {
    const Metric& metric = findFigureKind(figureId::sensitivity)->metricOf(input);
    const SensitivityReport report = sensitivity(input.scenario, estimateOf(input, input.scenario), metric,
                                                 catalogueOf(input));
    constexpr std::size_t most = 12;
    const std::size_t count = std::min(most, report.rows.size());
    std::vector<std::string> names;
    double strongest = 1;
    for (std::size_t i = 0; i < count; ++i) {
        names.push_back(fullLabel(*report.rows[i].parameter));
        strongest = std::max(strongest, std::abs(report.rows[i].elasticity));
    }
    if (names.empty()) names.emplace_back("nothing moves it here");
    const double reach = strongest * 1.35; // room for the numbers
    Figure figure = barsOf({"% for 1 % of the parameter", Unit::Count, AxisScale::Linear, -reach, reach}, "parameter",
                           names);
    figure.subtitle = std::string(metric.label.english()) + ", now " + format(report.value, metric.unit, input.bytes) +
                      (report.bound.empty() ? "" : ", " + report.bound);
    Series series{.name = std::string(metric.label.english()), .role = metric.role, .form = Form::Bars};
    series.metric = metric.key;
    for (std::size_t i = count; i-- > 0;) {
        series.x.push_back(static_cast<double>(count - 1 - i));
        series.y.push_back(report.rows[i].elasticity);
        series.pointNames.push_back((report.rows[i].elasticity < 0 ? "−" : "+") +
                                    format(std::abs(report.rows[i].elasticity) / 100.0, Unit::Fraction));
    }
    figure.series.push_back(std::move(series));
    figure.rules.push_back({.at = 0.0});
    if (report.rows.size() > count)
        figure.notes.push_back(std::to_string(report.rows.size() - count) + " weaker ones are not shown.");
    figure.notes.push_back("Parameters of whole numbers go to their neighbours, all others by a ten-thousandth.");
    return figure;
}

} // namespace longpeak
