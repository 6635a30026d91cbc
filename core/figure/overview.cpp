// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/overview.h"

#include "cost/costs.h"
#include "cost/metric.h"
#include "figure/over_context.h"
#include "figure/practice.h"
#include "scenario/case.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

/// One band of the stack between two multiples of the cache on top of weights and activations.
Series cacheBand(const ContextSweep& points, double from, double to, int shade) {
    const auto pile = [](const Estimate& e, double users) {
        return (e.memory.weights + e.memory.activations + e.memory.cachePerUser * users).si();
    };
    Text name = to - from == 1.0
                    ? LP_TEXT("figure", "KV cache, user %1")(plainAmount(to))
                    : LP_TEXT("figure", "KV cache, users %1 to %2")(plainAmount(from + 1), plainAmount(to));
    Series series = curve(std::move(name), Role::Cache, points, [&](const Estimate& e) { return pile(e, to); });
    series.form = Form::Area;
    series.shade = shade;
    for (const ContextPoint& point : points) series.base.push_back(pile(point.estimate, from));
    return series;
}

Series stacked(Series series, const ContextSweep& points, Bytes (*below)(const Estimate&)) {
    series.form = Form::Area;
    for (const ContextPoint& point : points) series.base.push_back(below(point.estimate).si());
    return series;
}

/// Where the pile meets HBM: the longest context at which all these users fit.
void addFullMark(Figure& figure, const Case& s) {
    const Tokens full = Costs(s).longestContext(s.session.users);
    if (!(full.si() >= figure.x.minimum && full.si() <= figure.x.maximum)) return;
    figure.marks.push_back({.role = Role::Limit,
                            .x = full.si(),
                            .y = usableMemory(s).si(),
                            .label = LP_TEXT("figure", "HBM full at %1")(amount(full.si(), Unit::Tokens)),
                            .metric = std::string(metricKey::longestContext)});
}

/// From where on what overflows has no room in host DDR either.
void addHostRule(Figure& figure, const Case& s, const ContextSweep& points) {
    const auto beyond = [&](const Estimate& e) {
        return (e.memory.demand - e.memory.capacity - s.deployment.hostMemory).si();
    };
    const auto from = crossing(s, points, beyond);
    if (!from) return;
    figure.rules.push_back(
        {.role = Role::Limit,
         .at = from->context,
         .label = LP_TEXT("figure", "from %1 host DDR is full too")(amount(from->context, Unit::Tokens))});
}

/// The reference's HBM, where that is another one.
void addReferenceMemory(Figure& figure, const FigureInput& input, Bytes own) {
    const Bytes there = usableMemory(*input.reference);
    if (there == own || there.si() > figure.y.maximum) return;
    const Amount size = amount(there.si(), Unit::Bytes, input.bytes);
    figure.rules.push_back({.vertical = false,
                            .at = there.si(),
                            .label = LP_TEXT("figure", "%1: HBM %2")(referenceName(input), size),
                            .brief = size,
                            .reference = true});
}

} // namespace

Figure occupancyFigure(const FigureInput& input) {
    const Case& s = input.scenario;
    const auto sweep = sweepOf(input, s);
    const ContextSweep& points = *sweep;
    const Estimate now = estimateOf(input, s);
    const Memory& memory = now.memory;
    const auto bytes = [&](Bytes b) { return amount(b.si(), Unit::Bytes, input.bytes); };
    const double users = s.session.users;

    Figure figure;
    const Amount served = amount(users, Unit::Users);
    figure.subtitle = memory.activations.si() > 0 ? LP_TEXT("figure", "weights, activations and KV cache of %1")(served)
                                                  : LP_TEXT("figure", "weights and KV cache of %1")(served);
    figure.x = contextAxis();
    double top = std::max(2.0 * memory.capacity.si(), 1.25 * memory.weights.si());
    // The reference's is in view where that leaves the scenario's own a fourth of the height.
    if (input.reference != nullptr)
        top = std::max(top, std::min(1.15 * usableMemory(*input.reference).si(), 4.0 * memory.capacity.si()));
    figure.y = {LP_TEXT("figure", "memory"), Unit::Bytes, AxisScale::Linear, 0.0, top};

    figure.regions.push_back({.role = Role::Limit, .y0 = memory.capacity.si()});
    Series weights = stacked(curve(LP_TEXT("figure", "weights"), Role::Weights, points,
                                   [](const Estimate& e) { return e.memory.weights.si(); }),
                             points, [](const Estimate&) { return Bytes(0.0); });
    weights.label = LP_TEXT("figure", "weights %1")(bytes(memory.weights));
    weights.labelX = shortestShown.si();
    weights.metric = metricKey::weights;
    figure.series.push_back(std::move(weights));
    if (memory.activations.si() > 0)
        figure.series.push_back(
            stacked(curve(LP_TEXT("figure", "activations"), Role::Activations, points,
                          [](const Estimate& e) { return (e.memory.weights + e.memory.activations).si(); }),
                    points, [](const Estimate& e) { return e.memory.weights; }));
    // A few users are told apart, every second one paler; of many, the first and the rest.
    constexpr double toldApart = 6;
    constexpr int paler = 2;
    if (users <= toldApart)
        for (double user = 0; user < users; ++user)
            figure.series.push_back(cacheBand(points, user, user + 1, std::fmod(user, 2) == 0 ? 0 : paler));
    else {
        figure.series.push_back(cacheBand(points, 0, 1, 0));
        figure.series.push_back(cacheBand(points, 1, users, paler));
    }
    const auto first = std::ranges::find(figure.series, Role::Cache, &Series::role);
    first->label = users > 1 ? LP_TEXT("figure", "KV cache of one user") : LP_TEXT("figure", "KV cache");
    first->labelX = 2e6;
    first->metric = metricKey::cachePerUser;
    if (differsBesideContext(input)) {
        const auto demand = [](const Estimate& e) { return e.memory.demand.si(); };
        addGhost(figure, input, curve(LP_TEXT("figure", "all"), Role::Cache, *sweepOf(input, *input.reference), demand),
                 curve(LP_TEXT("figure", "all"), Role::Cache, points, demand));
    }
    const Amount capacity = bytes(memory.capacity);
    figure.rules.push_back({.role = Role::Limit,
                            .vertical = false,
                            .at = memory.capacity.si(),
                            .label = now.weightsFit
                                         ? LP_TEXT("figure", "HBM %1: above it caches wait in host DDR")(capacity)
                                         : LP_TEXT("figure", "HBM %1: the weights do not fit")(capacity),
                            .brief = LP_TEXT("figure", "HBM %1")(capacity),
                            .metric = std::string(metricKey::hbm)});
    if (input.reference != nullptr) addReferenceMemory(figure, input, memory.capacity);
    addReferenceRule(figure, input);
    const Amount context = amount(s.context.si(), Unit::Tokens);
    const Amount cache = bytes(memory.cachePerUser);
    Rule rule = contextRule(input,
                            users > 1 ? LP_TEXT("figure", "%1: %2 each")(context, cache)
                                      : LP_TEXT("figure", "%1: %2")(context, cache),
                            std::string(metricKey::cachePerUser));
    rule.brief = context;
    figure.rules.push_back(std::move(rule));
    if (now.weightsFit) {
        addFullMark(figure, s);
        addHostRule(figure, s, points);
    }
    if (s.costModel == CostModel::Paper)
        figure.notes.push_back(LP_TEXT("figure", "The paper's model leaves activations out."));
    return figure;
}

Figure ceilingFigure(const FigureInput& input) {
    const Case& s = input.scenario;
    const Estimate now = estimateOf(input, s);
    const double lowest = now.memory.ceiling > 0 ? std::min(0.1, decadeBelow(now.memory.ceiling)) : 0.1;

    Figure figure;
    figure.subtitle = LP_TEXT("figure", "users whose KV cache fits in HBM at once");
    figure.x = contextAxis();
    figure.regions.push_back({.role = Role::Limit,
                              .y1 = 1.0,
                              .label = now.weightsFit ? LP_TEXT("figure", "not one user fits")
                                                      : LP_TEXT("figure", "the weights alone do not fit")});

    Case doubled = s;
    doubled.deployment.plan.tensor = 2.0 * s.deployment.plan.tensor;
    Series twice = ceilingCurve(amount(doubled.deployment.plan.gpus(), Unit::Gpus), Role::Neutral, input, doubled);
    twice.label = twice.name;
    twice.labelX = 12e3;
    Case smaller = s;
    constexpr double ratio = 16.0;
    // Smaller in all that is kept, whatever the axis saved before.
    if (!smaller.compression.hiddenSaves.kept) smaller.compression.hidden = 1.0;
    smaller.compression.hiddenSaves.kept = true;
    smaller.compression.hidden *= ratio;
    Series compressed = ceilingCurve(LP_TEXT("figure", "cache 16× smaller"), Role::Cache, input, smaller);
    compressed.dashed = true;
    compressed.label = compressed.name;
    compressed.labelX = 100e3;
    Series current = ceilingCurve(LP_TEXT("figure", "this scenario"), Role::Cache, input, s);

    double highest = 1000.0;
    for (const double y : twice.y)
        if (std::isfinite(y)) highest = std::max(highest, y);
    figure.y = {LP_TEXT("figure", "users"), Unit::Users, AxisScale::Log, lowest, decadeAbove(highest)};

    figure.series.push_back(std::move(twice));
    figure.series.push_back(std::move(compressed));
    if (differsBesideContext(input))
        addGhost(figure, input, ceilingCurve(LP_TEXT("figure", "ceiling"), Role::Cache, input, *input.reference),
                 current);
    figure.series.push_back(std::move(current));
    addReferenceRule(figure, input);
    figure.rules.push_back(contextRule(input, {}));
    if (input.reference != nullptr) {
        const double there = estimateOf(input, *input.reference).memory.ceiling;
        if (there > 0)
            figure.marks.push_back({.role = Role::Cache,
                                    .x = input.reference->context.si(),
                                    .y = there,
                                    .label = amount(there, Unit::Users),
                                    .metric = {},
                                    .reference = true});
    }
    if (now.memory.ceiling > 0)
        figure.marks.push_back({.role = Role::Cache,
                                .x = s.context.si(),
                                .y = now.memory.ceiling,
                                .label = amount(now.memory.ceiling, Unit::Users),
                                .metric = std::string(metricKey::exactCeiling)});
    if (!now.weightsFit) figure.notes.push_back(LP_TEXT("figure", "The weights alone do not fit: there is no curve."));
    return figure;
}

Figure latencyFigure(const FigureInput& input) {
    struct Line {
        Message name;
        MarkedMessage<1> label; ///< with its value
        Role role;
        std::string_view metric;
        double (*value)(const Estimate&);
    };
    static constexpr std::array lines{Line{LP_TEXT("figure", "prefill"), LP_TEXT("figure", "prefill %1"), Role::Prefill,
                                           metricKey::prefill, [](const Estimate& e) { return e.prefill.time.si(); }},
                                      Line{LP_TEXT("figure", "answer"), LP_TEXT("figure", "answer %1"), Role::Decode,
                                           metricKey::answer, [](const Estimate& e) { return e.decode.answer.si(); }},
                                      Line{LP_TEXT("figure", "switch"), LP_TEXT("figure", "switch %1"), Role::Switch,
                                           metricKey::contextSwitch,
                                           [](const Estimate& e) { return e.contextSwitch.time.si(); }}};
    const Case& s = input.scenario;
    const auto sweep = sweepOf(input, s);
    const ContextSweep& points = *sweep;
    const Estimate now = estimateOf(input, s);

    Figure figure;
    figure.subtitle = LP_TEXT("figure", "prefill, one answer of %1, one context switch")(
        exactAmount(s.session.answer.si(), Unit::Tokens));
    figure.x = contextAxis();
    double least = toEdge;
    double most = 0;
    std::vector<Series> current;
    for (const Line& line : lines) current.push_back(curve(line.name, line.role, points, line.value));
    if (differsBesideContext(input)) {
        const auto ghosts = sweepOf(input, *input.reference);
        for (std::size_t i = 0; i < lines.size(); ++i)
            addGhost(figure, input, curve(lines[i].name, lines[i].role, *ghosts, lines[i].value), current[i]);
    }
    figure.series.insert(figure.series.end(), current.begin(), current.end());
    for (std::size_t i = lines.size(); i-- > 0;) addPractice(figure, input, lines[i].metric, current[i]);
    for (const Series& series : figure.series) {
        least = std::min(least, series.y.front());
        most = std::max(most, series.y.back());
    }
    addUnservedRegion(figure, s);
    figure.y = {LP_TEXT("figure", "latency"), Unit::Seconds, AxisScale::Log, decadeBelow(least), decadeAbove(most)};
    addReferenceRule(figure, input);
    figure.rules.push_back(contextRule(input, {}));
    for (const Line& line : lines) {
        if (input.reference != nullptr)
            figure.marks.push_back({.role = line.role,
                                    .x = input.reference->context.si(),
                                    .y = line.value(estimateOf(input, *input.reference)),
                                    .label = {},
                                    .metric = {},
                                    .reference = true});
        const double value = line.value(now);
        figure.marks.push_back({.role = line.role,
                                .x = s.context.si(),
                                .y = value,
                                .label = line.label(amount(value, Unit::Seconds)),
                                .metric = std::string(line.metric)});
    }
    return figure;
}

} // namespace longpeak
