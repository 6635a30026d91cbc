// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/road.h"

#include "cost/metric.h"
#include "explore/combinations.h"
#include "explore/parity.h"
#include "explore/sensitivity.h"
#include "figure/over_context.h"
#include "figure/workings.h"
#include "scenario/parameter_page.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace longpeak {
namespace {

/// A figure of lying bars, the first of the names on top.
Figure barsOf(Axis x, Text what, std::vector<Text> names) {
    Figure figure{.x = std::move(x)};
    std::ranges::reverse(names);
    figure.y = {std::move(what), Unit::Text, AxisScale::Linear, -0.5, static_cast<double>(names.size()) - 0.5,
                std::move(names)};
    return figure;
}

/// "any axis", "layer, token or hidden".
Text axesText(const std::vector<CacheAxis>& axes) {
    if (axes.size() == cacheAxes.size()) return LP_TEXT("gap", "any axis");
    Text text = axisLabel(axes.front());
    for (std::size_t i = 1; i < axes.size(); ++i) {
        const bool isLast = i + 1 == axes.size();
        text = isLast ? LP_TEXT("gap", "%1 or %2")(text, axisLabel(axes[i]))
                      : LP_TEXT("gap", "%1, %2")(text, axisLabel(axes[i]));
    }
    return text;
}

const Closing& closingOn(const ParityRow& row, CacheAxis axis) {
    return *std::ranges::find(row.axes, axis, &Closing::axis);
}

/// What closes the gap; empty where there is none.
Text closingText(const ParityRow& row) {
    if (!row.missing.empty()) return row.missing;
    if (!row.isWorse()) return {};
    const auto axes = row.easiest();
    if (axes.empty()) return LP_TEXT("gap", "no cache closes it");
    const Closing& closing = closingOn(row, axes.front());
    // The same ratio is not told twice.
    const Amount ratio = amount(*closing.ratio, Unit::Ratio);
    const Text words = format(row.ratio, Unit::Ratio) == format(*closing.ratio, Unit::Ratio)
                           ? axesText(axes)
                           : Text::joined({axesText(axes), ratio}, " ");
    return closing.applicable ? words : LP_TEXT("gap", "%1, more than it takes")(words);
}

/// What the table of data has beside the ratio: the axes that close the gap, at which compression.
std::vector<SeriesColumn> columnsOf(const ParityRow& row) {
    const auto axes = row.missing.empty() && row.isWorse() ? row.easiest() : std::vector<CacheAxis>();
    const double ratio = axes.empty() ? noValue : *closingOn(row, axes.front()).ratio;
    return {{.title = LP_TEXT("gap", "closed by"), .texts = {axes.empty() ? Text() : axesText(axes)}},
            {.title = LP_TEXT("gap", "compression"), .unit = Unit::Ratio, .values = {ratio}}};
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
Text nameOf(const Combination& combination, const Doubted& all, const Amount& context) {
    std::vector<Text> parts{combination.name(), amount(combination.total, Unit::Ratio),
                            amount(perHour(combination), Unit::PerHour)};
    if (std::isfinite(combination.perSession.si()))
        parts.push_back(LP_TEXT("gap", "%1 a session")(amount(combination.perSession.si(), Unit::Dollars)));
    std::vector<Text> doubted;
    for (const Method* method : combination.methods)
        if (all.contains(method)) doubted.push_back(verbatim(method->name));
    if (!doubted.empty())
        parts.push_back(LP_TEXT("gap", "quality not shown at %1: %2")(context, Text::joined(std::move(doubted), ", ")));
    return Text::joined(std::move(parts), " · ");
}

/// What can be had with so much compression: level up to the next combination, then up at once. A step is two points as
/// close as there can be.
Series stairsOf(Text name, const std::vector<Combination>& front, double last) {
    Series line{.name = std::move(name), .role = Role::Cache};
    for (const Combination& each : front) {
        if (!line.x.empty() && each.total <= line.x.back()) continue;
        const double foot = std::nextafter(each.total, 0.0);
        if (!line.x.empty() && foot > line.x.back()) {
            line.y.push_back(line.y.back());
            line.x.push_back(foot);
        }
        line.x.push_back(each.total);
        line.y.push_back(perHour(each));
    }
    if (!line.x.empty()) {
        line.x.push_back(last);
        line.y.push_back(line.y.back());
    }
    return line;
}

Series pointsOf(Text name, const std::vector<Combination>& combinations, const FigureInput& input, bool reference) {
    const Doubted doubted = doubtedOf(catalogueOf(input), input.scenario.context);
    const Amount context = amount(input.scenario.context.si(), Unit::Tokens);
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
    std::vector<Text> names;
    double worst = 10;
    double best = 1;
    for (const ParityRow& row : *rows) {
        names.emplace_back(row.metric->label);
        if (!std::isfinite(row.ratio) || !(row.ratio > 0)) continue;
        worst = std::max(worst, row.ratio);
        best = std::min(best, row.ratio);
    }
    const double room = 40.0; // behind the longest bar, for its words
    Figure figure = barsOf({LP_TEXT("gap", "times as bad as the reference"), Unit::Ratio, AxisScale::Log,
                            best < 1 ? best / 2 : 0.9, worst * room},
                           LP_TEXT("gap", "metric"), names);
    figure.title = LP_TEXT("gap", "The road to %1")(amount(reference.context.si(), Unit::Tokens));
    figure.subtitle = LP_TEXT("gap", "how far each number is, and the compression of one axis that closes it");
    for (std::size_t i = 0; i < rows->size(); ++i) {
        const ParityRow& row = (*rows)[i];
        const bool isCompared = std::isfinite(row.ratio) && row.ratio > 0;
        const Text ratio = isCompared ? Text(amount(row.ratio, Unit::Ratio)) : Text();
        figure.series.push_back({.name = row.metric->label,
                                 .role = row.metric->role,
                                 .form = Form::Bars,
                                 .isPile = false,
                                 .x = {static_cast<double>(rows->size() - 1 - i)},
                                 .y = {isCompared ? row.ratio : noValue},
                                 .base = {1.0},
                                 .pointNames = {Text::joined({ratio, closingText(row)}, " · ")},
                                 .pointBriefs = {ratio},
                                 .columns = columnsOf(row),
                                 .metric = std::string(row.metric->key)});
    }
    figure.rules.push_back({.at = 1.0});
    for (const ParityRow& row : *rows)
        if (row.isWorse() && !row.closable)
            figure.notes.push_back(
                Text::joined({Text::joined({row.metric->label, row.reason}, ": "), row.insteadText}, "; "));
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
        if (!(each.throughput.si() > 0)) continue; // nobody is served
        least = std::min(least, perHour(each));
        if (!each.onFront) others.push_back(each);
        most = std::max(most, perHour(each));
        largest = std::max(largest, each.total);
    }
    const double now = totalCompression(input.scenario);
    const Estimate estimate = estimateOf(input, input.scenario);
    const double served = sessionThroughput(input.scenario, estimate).si() * hour.si();
    const bool switches = estimate.memory.ceiling < input.scenario.session.users;
    most = std::max(most, served);
    const bool servesAny = std::isfinite(least) || served > 0;
    largest = std::max(largest, now);
    std::ranges::sort(others, {}, &Combination::total);
    Figure figure;
    const Amount count = plainAmount(static_cast<double>(ranked.size()));
    figure.subtitle = servesAny ? LP_TEXT("gap", "%1 combinations of the catalogue")(count)
                                : LP_TEXT("gap", "with none of %1 combinations one user fits")(count);
    figure.x = {LP_TEXT("gap", "total compression relied on"), Unit::Ratio, AxisScale::Log, 0.9, largest * 1.3};
    figure.y = {LP_TEXT("gap", "throughput bound"), Unit::PerHour, AxisScale::Linear, 0.0, most * 1.15};
    figure.series.push_back(pointsOf(LP_TEXT("gap", "others"), others, input, true));
    figure.series.push_back(stairsOf(LP_TEXT("gap", "on the front"), front, figure.x.maximum));
    figure.series.push_back(pointsOf(LP_TEXT("gap", "on the front"), front, input, false));
    if (served > 0)
        figure.marks.push_back(
            {.role = Role::Neutral,
             .x = now,
             .y = served,
             .label = LP_TEXT("gap", "now at most %1")(plainAmount(std::round(served * 10) / 10)),
             .metric = std::string(switches ? metricKey::throughputWithSwitches : metricKey::throughput)});
    figure.notes.push_back(
        switches
            ? LP_TEXT("gap", "Sessions are those of the bound with a context switch every round where not all caches "
                             "fit in HBM, as here, and of the bound without any where they do; a simulation serves "
                             "fewer.")
            : LP_TEXT("gap", "Sessions are those of the bound without context switches where all caches fit in HBM, as "
                             "here; a simulation serves fewer."));
    figure.notes.push_back(multiplyingNote);
    figure.notes.push_back(LP_TEXT("gap", "A click on a point applies its methods."));
    return figure;
}

Figure sensitivityFigure(const FigureInput& input) {
    const Metric& metric = findFigureKind(figureId::sensitivity)->metricOf(input);
    const SensitivityReport report = sensitivity(input.scenario, estimateOf(input, input.scenario), metric,
                                                 catalogueOf(input));
    constexpr std::size_t most = 12;
    const std::size_t count = std::min(most, report.rows.size());
    std::vector<Text> names;
    double strongest = 1;
    for (std::size_t i = 0; i < count; ++i) {
        names.push_back(fullLabel(*report.rows[i].parameter));
        strongest = std::max(strongest, std::abs(report.rows[i].elasticity));
    }
    if (names.empty()) names.push_back(LP_TEXT("gap", "nothing moves it here"));
    const double reach = strongest * 1.35; // room for the numbers
    Figure figure = barsOf({LP_TEXT("gap", "change for 1 % more (%)"), Unit::Count, AxisScale::Linear, -reach, reach},
                           LP_TEXT("gap", "parameter"), names);
    figure.subtitle = Text::joined(
        {LP_TEXT("gap", "%1, now %2")(metric.label, amount(report.value, metric.unit, input.bytes)), report.bound},
        ", ");
    Series series{.name = metric.label, .role = metric.role, .form = Form::Bars};
    series.metric = metric.key;
    for (std::size_t i = count; i-- > 0;) {
        series.x.push_back(static_cast<double>(count - 1 - i));
        series.y.push_back(report.rows[i].elasticity);
        series.pointNames.push_back(report.rows[i].percent());
    }
    figure.series.push_back(std::move(series));
    figure.rules.push_back({.at = 0.0});
    if (report.rows.size() > count)
        figure.notes.push_back(LP_TEXT("gap", "%1 weaker ones are not shown.")(
            plainAmount(static_cast<double>(report.rows.size() - count))));
    figure.notes.push_back(
        LP_TEXT("gap", "Parameters of whole numbers go to their neighbours, all others by a ten-thousandth."));
    return figure;
}

} // namespace longpeak
