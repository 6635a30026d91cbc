// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/costs.h"
#include "cost/metric.h"
#include "figure/memory.h"
#include "figure/over_context.h"
#include "model/attention_kind.h"
#include "scenario/parameter.h"

#include <algorithm>
#include <array>
#include <cmath>

// What a kind of attention makes of the scenario's own model: its layers, its query heads and their widths stay, and every
// layer that attends caches as that kind does. Other models stand beside it under their own names.

namespace longpeak {
namespace {

/// The model with another kind of attention, and how that is called.
struct Variant {
    Text name;
    Text brief; ///< written at the line
    Architecture architecture;
};

std::vector<AttentionInstead> insteadOf(const AttentionKindRow& row, const Attention& own) {
    const AttentionHeads heads = kindOf(own).heads(own);
    // Of a latent, which is one for all heads, the window keeps a key and value of each.
    return row.instead(heads, heads.expands ? heads.queries : own.kvHeads);
}

/// Layers that keep nothing of tokens, and those that read another's cache, stay as they are.
bool isReplaced(const LayerGroup& group) {
    return group.attention.attends() && !group.attention.shared;
}

Architecture withAttention(Architecture architecture, const AttentionKindRow& row, std::size_t index) {
    for (LayerGroup& group : architecture.groups)
        if (isReplaced(group)) group.attention = insteadOf(row, group.attention)[index].attention;
    return architecture;
}

/// By each kind that has something to put in the place of the model's own, named by the first layers that change.
std::vector<Variant> variantsOf(const Architecture& own) {
    std::vector<Variant> all;
    const auto first = std::ranges::find_if(own.groups, isReplaced);
    if (first == own.groups.end()) return all;
    for (const AttentionKindRow& row : attentionKinds()) {
        if (row.instead == nullptr) continue;
        const auto instead = insteadOf(row, first->attention);
        for (std::size_t i = 0; i < instead.size(); ++i)
            all.push_back({instead[i].name, instead[i].brief, withAttention(own, row, i)});
    }
    return all;
}

/// Models to stand beside, the first of which as many as have room, and whose caches are told apart.
constexpr std::array others{"deepseek-v3", "gemma-3-27b", "llama-3.1-70b", "qwen3-next-80b-a3b"};
constexpr std::size_t mostOthers = 2;

Series cacheCurve(const FigureInput& input, Text name, const Case& scenario) {
    const Costs costs(scenario);
    Series series{.name = std::move(name), .role = Role::Cache, .x = contextsShown(input.points)};
    series.y.reserve(series.x.size());
    for (const double context : series.x) series.y.push_back(costs.cache(Tokens(context)).si());
    return series;
}

/// "MQA ÷ 8": how many times the scenario's own cache, at its context, to three digits.
Text timesOwn(const Text& name, double bytes, double own, bool isBrief) {
    const auto rounded = [](double ratio) {
        const double grain = ratio < 10 ? 100 : ratio < 100 ? 10 : 1;
        return plainAmount(std::round(ratio * grain) / grain);
    };
    const double ratio = bytes >= own ? bytes / own : own / bytes;
    const auto words = bytes >= own ? (isBrief ? LP_TEXT("figure", "%1 × %2") : LP_TEXT("figure", "%1: × %2"))
                                    : (isBrief ? LP_TEXT("figure", "%1 ÷ %2") : LP_TEXT("figure", "%1: ÷ %2"));
    return words(name, rounded(ratio));
}

/// Lines that lie on one another are one.
bool isNear(double a, double b) {
    constexpr double apart = 1.05;
    return a < b * apart && b < a * apart;
}

std::vector<Series> rivalsOf(const FigureInput& input, double own) {
    const Case& s = input.scenario;
    std::vector<Series> rivals;
    std::vector<double> taken{own};
    const auto add = [&](const Text& name, const Text& brief, const Case& scenario) {
        const double bytes = Costs(scenario).cache(s.context).si();
        if (!(bytes > 0) || std::ranges::any_of(taken, [bytes](double other) { return isNear(bytes, other); }))
            return false;
        taken.push_back(bytes);
        rivals.push_back(cacheCurve(input, timesOwn(name, bytes, own, false), scenario));
        rivals.back().label = timesOwn(brief, bytes, own, true);
        return true;
    };
    for (const Variant& variant : variantsOf(s.architecture)) {
        Case scenario = s;
        scenario.architecture = variant.architecture;
        keepWithinLimits(scenario); // what 8 heads shared, one cannot
        if (add(variant.name, variant.brief, scenario)) rivals.back().shade = static_cast<int>(rivals.size());
    }
    std::size_t found = 0;
    for (const char* id : others) {
        const Model* other = input.catalogue == nullptr ? nullptr : input.catalogue->model(id);
        if (other == nullptr || other->id == s.model.id || found == mostOthers) continue;
        Case scenario = s;
        chooseModel(scenario, *other);
        if (!add(verbatim(other->name), verbatim(other->name), scenario)) continue;
        rivals.back().label = verbatim(other->name);
        rivals.back().role = Role::Neutral;
        rivals.back().dashed = true;
        rivals.back().shade = static_cast<int>(++found);
    }
    return rivals;
}

} // namespace

Figure architecturesFigure(const FigureInput& input) {
    const Case& s = input.scenario;
    const Estimate now = estimateOf(input, s);
    const auto bytes = [&](double b) { return amount(b, Unit::Bytes, input.bytes); };
    Figure figure;
    figure.subtitle = LP_TEXT("figure", "this model with its attention replaced; dashed: other models");
    figure.x = contextAxis();
    std::vector<Series> rivals = rivalsOf(input, now.memory.cachePerUser.si());
    const Text own = s.model.name.empty() ? Text(LP_TEXT("figure", "this model")) : verbatim(s.model.name);
    Series current = cacheCurve(input, own, s);
    const double lowest = std::min(lowestOf(rivals, current.y.front()), current.y.front());
    const double highest = std::max(highestOf(rivals, current.y.back()), current.y.back());
    figure.y = {LP_TEXT("figure", "KV cache per user"), Unit::Bytes, AxisScale::Log, decadeBelow(lowest),
                decadeAbove(highest * 1.2)};
    addRivals(figure, std::move(rivals));
    if (differsBesideContext(input))
        addGhost(figure, input, cacheCurve(input, LP_TEXT("figure", "cache"), *input.reference), current);
    figure.series.push_back(std::move(current));
    const double left = (now.memory.capacity - now.memory.weights - now.memory.activations).si();
    if (left > figure.y.minimum && left < figure.y.maximum)
        figure.rules.push_back({.role = Role::Limit,
                                .vertical = false,
                                .at = left,
                                .label = LP_TEXT("figure", "HBM left: %1")(bytes(left)),
                                .brief = LP_TEXT("figure", "HBM left"),
                                .metric = std::string(metricKey::exactCeiling)});
    addReferenceRule(figure, input);
    figure.rules.push_back(contextRule(input, {}));
    figure.marks.push_back({.role = Role::Cache,
                            .x = s.context.si(),
                            .y = now.memory.cachePerUser.si(),
                            .label = bytes(now.memory.cachePerUser.si()),
                            .metric = std::string(metricKey::cachePerUser)});
    figure.notes.push_back(LP_TEXT(
        "figure", "Factors are of one user's cache at this context, in the same formats. Layers, query heads and their "
                  "widths stay; a latent is DeepSeek-V2's, a window Mistral 7B's, in every layer."));
    return figure;
}

} // namespace longpeak
