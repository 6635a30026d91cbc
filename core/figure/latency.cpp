// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/latency.h"

#include "cost/metric.h"
#include "figure/over_context.h"
#include "figure/practice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace longpeak {
namespace {

using Value = double (*)(const Estimate&);

/// A line of a figure of parts; the whole comes last, over the others.
struct Part {
    Message name;
    MarkedMessage<1> label; ///< of its mark, with its value
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

void fitAxis(Figure& figure, Text label) {
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
void addParts(Figure& figure, const FigureInput& input, std::span<const Part> parts, Text label) {
    const Case& s = input.scenario;
    const auto sweep = sweepOf(input, s);
    std::vector<Series> current;
    for (const Part& part : parts) {
        current.push_back(lineOf(part, *sweep));
        if (!part.metric.empty()) continue;
        current.back().label = part.name; // what has no mark is named at its line
        current.back().labelX = 1e6;
    }
    if (differsBesideContext(input)) {
        const auto ghosts = sweepOf(input, *input.reference);
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (Series ghost = lineOf(parts[i], *ghosts); !isEmpty(ghost))
                addGhost(figure, input, std::move(ghost), current[i]);
    }
    for (std::size_t i = parts.size(); i-- > 0;) addPractice(figure, input, parts[i].metric, current[i]);
    for (Series& series : current)
        if (!isEmpty(series)) figure.series.push_back(std::move(series));
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
                                .label = part.label(amount(value, Unit::Seconds)),
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
        figure.marks.push_back({.x = found->context,
                                .y = y,
                                .label = LP_TEXT("figure", "equal at %1")(amount(found->context, Unit::Tokens))});
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
    static constexpr std::array parts{Part{LP_TEXT("figure", "linear"), LP_TEXT("figure", "linear %1"), Role::Prefill,
                                           2, false, metricKey::prefillFlop, linear},
                                      Part{LP_TEXT("figure", "attention"), LP_TEXT("figure", "attention %1"),
                                           Role::Prefill, 2, true, metricKey::prefillFlop, attention},
                                      Part{LP_TEXT("figure", "prefill"), LP_TEXT("figure", "prefill %1"), Role::Prefill,
                                           0, false, metricKey::prefill,
                                           [](const Estimate& e) { return e.prefill.time.si(); }}};
    Figure figure;
    figure.x = contextAxis();
    addParts(figure, input, parts, LP_TEXT("figure", "prefill latency"));
    const auto half = markCrossing(figure, input, attention, linear);
    const double share = at(attention, input.scenario) / at(again, input.scenario);
    const Amount part = amount(share, Unit::Fraction);
    figure.subtitle = half ? LP_TEXT("figure", "attention is %1 of it here, half at %2")(
                                 part, amount(half->context, Unit::Tokens))
                      : share < 0.5
                          ? LP_TEXT("figure", "attention is %1 of it here, less than half at any length")(part)
                          : LP_TEXT("figure", "attention is %1 of it here, more than half at any length")(part);
    figure.notes.push_back(
        LP_TEXT("figure", "Linear: projections, feed-forward and all else that grows with n. Attention: scores "
                          "and values, which grow with n²; recurrences and indexers count with it."));
    return figure;
}

Figure decodePartsFigure(const FigureInput& input) {
    static constexpr std::array parts{Part{LP_TEXT("figure", "other"),
                                           LP_TEXT("figure", "other %1"),
                                           Role::Neutral,
                                           0,
                                           true,
                                           {},
                                           [](const Estimate& e) { return e.decode.otherTime.si(); }},
                                      Part{LP_TEXT("figure", "weights"), LP_TEXT("figure", "weights %1"), Role::Weights,
                                           0, false, metricKey::decodeBytes, weights},
                                      Part{LP_TEXT("figure", "KV cache"), LP_TEXT("figure", "KV cache %1"), Role::Cache,
                                           0, false, metricKey::decodeBytes, cache},
                                      Part{LP_TEXT("figure", "token"), LP_TEXT("figure", "token %1"), Role::Decode, 0,
                                           false, metricKey::decode,
                                           [](const Estimate& e) { return e.decode.perToken.si(); }}};
    Figure figure;
    figure.x = contextAxis();
    addParts(figure, input, parts, LP_TEXT("figure", "time of a decode step"));
    const auto equal = markCrossing(figure, input, cache, weights);
    const Case& s = input.scenario;
    const double ratio = at(cache, s) / at(weights, s);
    figure.subtitle = equal       ? LP_TEXT("figure", "mostly cache beyond %1")(amount(equal->context, Unit::Tokens))
                      : ratio < 1 ? Text(LP_TEXT("figure", "mostly weights at any length"))
                                  : Text(LP_TEXT("figure", "mostly cache at any length"));
    if (s.batch > 1)
        figure.subtitle = LP_TEXT("figure", "%1, %2 together")(figure.subtitle, amount(s.batch, Unit::Users));
    figure.notes.push_back(LP_TEXT("figure", "Other: norms, gathers and all-reduces, in the operator model."));
    return figure;
}

Figure returnFigure(const FigureInput& input) {
    static constexpr std::array parts{Part{LP_TEXT("figure", "out and in"),
                                           LP_TEXT("figure", "out and in %1"),
                                           Role::Switch,
                                           2,
                                           true,
                                           {},
                                           [](const Estimate& e) { return e.contextSwitch.time.si(); }},
                                      Part{LP_TEXT("figure", "recompute"), LP_TEXT("figure", "recompute %1"),
                                           Role::Prefill, 0, false, metricKey::recompute, again},
                                      Part{LP_TEXT("figure", "swap in"), LP_TEXT("figure", "swap in %1"), Role::Switch,
                                           0, false, metricKey::contextSwitch, swapIn}};
    Figure figure;
    figure.x = contextAxis();
    addParts(figure, input, parts, LP_TEXT("figure", "time until a user is back"));
    const Case& s = input.scenario;
    const double in = at(swapIn, s);
    const double prefill = at(again, s);
    const auto equal = markCrossing(figure, input, swapIn, again);
    const bool swaps = in <= prefill;
    const Amount ratio = amount(swaps ? prefill / in : in / prefill, Unit::Ratio);
    if (equal) {
        const Amount context = amount(equal->context, Unit::Tokens);
        figure.subtitle = swaps ? LP_TEXT("figure", "swap %1 faster, equal at %2")(ratio, context)
                                : LP_TEXT("figure", "recompute %1 faster, equal at %2")(ratio, context);
    } else {
        figure.subtitle = swaps ? LP_TEXT("figure", "swap always faster, %1 here")(ratio)
                                : LP_TEXT("figure", "recompute always faster, %1 here")(ratio);
    }
    figure.notes.push_back(LP_TEXT(
        "figure", "Recompute: the whole context is prefilled again. Out and in: another's cache leaves first."));
    return figure;
}

} // namespace longpeak
