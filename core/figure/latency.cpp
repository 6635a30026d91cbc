// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/latency.h"

#include "cost/metric.h"
#include "figure/over_context.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace longpeak {
namespace {

using Value = double (*)(const Estimate&);

/// A line of a figure of parts; the whole comes last, over the others.
struct Part {
    const char* name;
    Role role;
    int shade;
    bool dashed;
    std::string_view metric; ///< of its mark; empty = no mark
    Value value;
};

double positive(double seconds) {
    return seconds > 0 ? seconds : noValue; // there is no place for nothing on a logarithmic axis
}

Series lineOf(const Part& part, const ContextSweep& points) {
    Series series = curve(part.name, part.role, points, [&](const Estimate& e) { return positive(part.value(e)); });
    series.shade = part.shade;
    series.dashed = part.dashed;
    return series;
}

bool isEmpty(const Series& series) {
    return std::ranges::all_of(series.y, [](double y) { return std::isnan(y); });
}

void fitAxis(Figure& figure, std::string label) {
    double least = toEdge;
    double most = 0;
    for (const Series& series : figure.series)
        for (const double y : series.y) {
            if (std::isnan(y)) continue;
            least = std::min(least, y);
            most = std::max(most, y);
        }
    // What is a millionth of the whole is not worth the room it takes.
    figure.y = {std::move(label), Unit::Seconds, AxisScale::Log, decadeBelow(std::max(least, most * 1e-9)),
                decadeAbove(most * 1.05)};
}

bool isInFrame(const Figure& figure, double y) {
    return y >= figure.y.minimum && y <= figure.y.maximum;
}

/// Curves, ghosts, the scenario's own values, and the frame: what all three figures have in common.
void addParts(Figure& figure, const FigureInput& input, std::span<const Part> parts, std::string label) {
    const Case& s = input.scenario;
    const auto sweep = sweepOf(input, s);
    std::vector<Series> current;
    for (const Part& part : parts) current.push_back(lineOf(part, *sweep));
    if (differsBesideContext(input)) {
        const auto ghosts = sweepOf(input, *input.reference);
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (Series ghost = lineOf(parts[i], *ghosts); !isEmpty(ghost))
                addGhost(figure, std::move(ghost), current[i]);
    }
    for (Series& series : current)
        if (!isEmpty(series)) figure.series.push_back(std::move(series));
    for (const Part& part : parts) // what has no mark is named at its line
        for (Series& series : figure.series)
            if (part.metric.empty() && series.name == part.name && !series.reference) {
                series.label = part.name;
                series.labelX = 1e6;
            }
    fitAxis(figure, std::move(label));
    addUnservedRegion(figure, s);
    addReferenceRule(figure, input);
    figure.rules.push_back(contextRule(input, {}));
    const Estimate now = estimateOf(input, s);
    for (const Part& part : parts) {
        const double value = part.value(now);
        if (part.metric.empty() || !(value > 0) || !isInFrame(figure, value)) continue;
        figure.marks.push_back({.role = part.role,
                                .x = s.context.si(),
                                .y = value,
                                .label = std::string(part.name) + " " + format(value, Unit::Seconds),
                                .metric = std::string(part.metric)});
    }
    // Labels find their places from the top, as their marks lie.
    std::ranges::stable_sort(figure.marks, std::ranges::greater{}, &Mark::y);
}

/// Marks where two parts are equal.
std::optional<Crossing> markCrossing(Figure& figure, const FigureInput& input, Value first, Value second) {
    const auto difference = [&](const Estimate& e) { return first(e) - second(e); };
    const auto found = crossing(input.scenario, *sweepOf(input, input.scenario), difference);
    if (!found) return std::nullopt;
    Case there = input.scenario;
    there.context = Tokens(found->context);
    const double y = first(evaluate(there, Depth::Instant));
    if (isInFrame(figure, y))
        figure.marks.push_back(
            {.x = found->context, .y = y, .label = "equal at " + format(found->context, Unit::Tokens)});
    return found;
}

/// Of the scenario's own context.
double at(Value value, const Case& scenario) {
    return value(evaluate(scenario, Depth::Instant));
}

double linear(const Estimate& e) {
    return (e.prefill.linearTime + e.prefill.otherTime).si();
}

double attention(const Estimate& e) {
    return e.prefill.attentionTime.si();
}

double weights(const Estimate& e) {
    return e.decode.weightsTime.si();
}

double cache(const Estimate& e) {
    return e.decode.cacheTime.si();
}

double swapIn(const Estimate& e) {
    return e.contextSwitch.in.si();
}

double again(const Estimate& e) {
    return e.prefill.time.si();
}

} // namespace

Figure prefillPartsFigure(const FigureInput& input) {
    static constexpr std::array parts{Part{"linear", Role::Prefill, 2, false, metricKey::prefillFlop, linear},
                                      Part{"attention", Role::Prefill, 2, true, metricKey::prefillFlop, attention},
                                      Part{"prefill", Role::Prefill, 0, false, metricKey::prefill,
                                           [](const Estimate& e) { return e.prefill.time.si(); }}};
    Figure figure;
    figure.x = contextAxis();
    addParts(figure, input, parts, "prefill");
    const auto half = markCrossing(figure, input, attention, linear);
    const double share = at(attention, input.scenario) / at(again, input.scenario);
    figure.subtitle = "attention is " + format(share, Unit::Fraction) + " of it here, " +
                      (half          ? "half at " + format(half->context, Unit::Tokens)
                       : share < 0.5 ? "less than half at any length"
                                     : "more than half at any length");
    figure.notes.push_back("Linear: projections, feed-forward and all else that grows with n. Attention: scores and "
                           "values, which grow with n²; recurrences and indexers count with it.");
    return figure;
}

Figure decodePartsFigure(const FigureInput& input) {
    static constexpr std::array parts{
        Part{"other", Role::Neutral, 0, true, {}, [](const Estimate& e) { return e.decode.otherTime.si(); }},
        Part{"weights", Role::Weights, 0, false, metricKey::decodeBytes, weights},
        Part{"KV cache", Role::Cache, 0, false, metricKey::decodeBytes, cache},
        Part{"token", Role::Decode, 0, false, metricKey::decode,
             [](const Estimate& e) { return e.decode.perToken.si(); }}};
    Figure figure;
    figure.x = contextAxis();
    addParts(figure, input, parts, "time of one decode step");
    const auto equal = markCrossing(figure, input, cache, weights);
    const Case& s = input.scenario;
    const double ratio = at(cache, s) / at(weights, s);
    figure.subtitle = equal       ? "mostly cache beyond " + format(equal->context, Unit::Tokens)
                      : ratio < 1 ? "mostly weights at any length"
                                  : "mostly cache at any length";
    if (s.batch > 1) figure.subtitle += ", " + format(s.batch, Unit::Users) + " together";
    figure.notes.push_back("Other: norms, gathers and all-reduces, in the operator model.");
    return figure;
}

Figure returnFigure(const FigureInput& input) {
    static constexpr std::array parts{
        Part{"out and in", Role::Switch, 2, true, {}, [](const Estimate& e) { return e.contextSwitch.time.si(); }},
        Part{"recompute", Role::Prefill, 0, false, metricKey::recompute, again},
        Part{"swap in", Role::Switch, 0, false, metricKey::contextSwitch, swapIn}};
    Figure figure;
    figure.x = contextAxis();
    addParts(figure, input, parts, "until a user is back");
    const Case& s = input.scenario;
    const double in = at(swapIn, s);
    const double prefill = at(again, s);
    const auto equal = markCrossing(figure, input, swapIn, again);
    const std::string better = in <= prefill ? "swap " : "recompute ";
    const std::string ratio = format(in <= prefill ? prefill / in : in / prefill, Unit::Ratio);
    figure.subtitle = equal ? better + ratio + " faster, equal at " + format(equal->context, Unit::Tokens)
                            : better + "always faster, " + ratio + " here";
    figure.notes.push_back(
        "Recompute: the whole context is prefilled again. Out and in: another's cache leaves first.");
    return figure;
}

} // namespace longpeak
