// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/architecture.h"

#include "model/attention_kind.h"
#include "quantity/format.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

/// Tokens of `context` that the layer keeps.
double kept(const Attention& a, double context) {
    return a.window > 0 ? std::min(a.window, context) : context;
}

bool isBounded(const LayerGroup& group) {
    return kindOf(group.attention).keeps == Keeps::Window;
}

bool isRecurrent(const LayerGroup& group) {
    return kindOf(group.attention).keeps == Keeps::State;
}

template <typename Test>
double layersWhere(const Architecture& architecture, Test test) {
    double sum = 0;
    for (const LayerGroup& group : architecture.groups)
        if (test(group)) sum += group.layers;
    return sum;
}

} // namespace

bool keepsNothing(const Architecture& architecture) {
    return std::ranges::all_of(architecture.groups, [](const LayerGroup& group) {
        return group.attention.shared || kindOf(group.attention).keeps == Keeps::Nothing;
    });
}

bool Attention::attends() const {
    return kindOf(*this).heads != nullptr;
}

double attentionMatrices(const LayerGroup& group, double hidden) {
    return kindOf(group.attention).matrices(group.attention, hidden);
}

double routedExpertMatrices(const LayerGroup& group, double hidden) {
    const FeedForward& f = group.feedForward;
    if (f.kind != FeedForwardKind::Mixture) return 0;
    return f.experts * f.matrices() * (f.expertHidden > 0 ? f.expertHidden : hidden) * f.intermediate;
}

double feedForwardMatrices(const LayerGroup& group, double hidden) {
    const FeedForward& f = group.feedForward;
    if (f.kind == FeedForwardKind::None) return 0;
    if (f.kind == FeedForwardKind::Dense) return f.matrices() * hidden * f.intermediate;
    const double beside = f.matrices() * hidden * (f.sharedIntermediate + f.denseIntermediate);
    return routedExpertMatrices(group, hidden) + beside + hidden * f.experts + 2.0 * hidden * f.expertHidden;
}

double layerVectors(const LayerGroup& group, double hidden) {
    return group.norms * hidden + group.extraVectors + kindOf(group.attention).vectors(group.attention);
}

double cachedPerToken(const Attention& a) {
    if (a.shared || !a.attends()) return 0;
    const AttentionHeads heads = kindOf(a).heads(a);
    return heads.cached * heads.kept;
}

double indexedPerToken(const Attention& a) {
    return a.shared || a.selection.tokens == 0 ? 0 : a.selection.headDim;
}

double parameterCount(const Architecture& architecture) {
    const double table = architecture.vocabulary * architecture.hidden;
    double sum = (architecture.tiedEmbeddings ? table : 2.0 * table) + architecture.extraTables;
    for (const LayerGroup& group : architecture.groups)
        sum += group.layers *
               (attentionMatrices(group, architecture.hidden) + feedForwardMatrices(group, architecture.hidden) +
                group.extraMatrices + layerVectors(group, architecture.hidden));
    return sum + architecture.hidden; // the norm after the last layer
}

double expectedExperts(double experts, double active, double tokens) {
    if (active >= experts) return experts;
    return experts * -std::expm1(tokens * std::log1p(-active / experts));
}

double touchedParameterCount(const Architecture& architecture, double tokens) {
    double sum = parameterCount(architecture) - architecture.extraTables;
    if (!architecture.tiedEmbeddings) sum -= architecture.vocabulary * architecture.hidden;
    for (const LayerGroup& group : architecture.groups) {
        const FeedForward& f = group.feedForward;
        if (f.kind != FeedForwardKind::Mixture) continue;
        const double resting = 1.0 - expectedExperts(f.experts, f.active, tokens) / f.experts;
        sum -= group.layers * resting * routedExpertMatrices(group, architecture.hidden);
    }
    return sum;
}

double activeParameterCount(const Architecture& architecture) {
    return touchedParameterCount(architecture, 1.0);
}

double layerCount(const Architecture& architecture) {
    return layersWhere(architecture, [](const LayerGroup&) { return true; });
}

double cachingLayers(const Architecture& architecture) {
    double layers = 0;
    for (const LayerGroup& group : architecture.groups)
        if (cachedPerToken(group.attention) > 0) layers += group.layers;
    return std::max(1.0, layers);
}

double cachedHeads(const Architecture& architecture) {
    double most = 1;
    for (const LayerGroup& group : architecture.groups)
        if (cachedPerToken(group.attention) > 0)
            most = std::max(most, kindOf(group.attention).heads(group.attention).cached);
    return most;
}

double cacheElementsPerToken(const Architecture& architecture) {
    double sum = 0.0;
    for (const LayerGroup& group : architecture.groups)
        if (!isBounded(group))
            sum += group.layers * (cachedPerToken(group.attention) + indexedPerToken(group.attention));
    return sum;
}

double cacheElements(const Architecture& architecture, Tokens context) {
    double sum = 0.0;
    for (const LayerGroup& group : architecture.groups)
        sum += group.layers * (cachedPerToken(group.attention) + indexedPerToken(group.attention)) *
               kept(group.attention, context.si());
    return sum;
}

Bytes stateBytes(const Architecture& architecture) {
    double sum = 0.0;
    for (const LayerGroup& group : architecture.groups)
        if (isRecurrent(group))
            sum += group.layers * group.attention.recurrence.state * group.attention.recurrence.stateBytes;
    return Bytes(sum);
}

double queryWidthOverLayers(const Architecture& architecture) {
    double sum = 0.0;
    for (const LayerGroup& group : architecture.groups) {
        const Attention& a = group.attention;
        if (!a.attends() || isBounded(group)) continue;
        const AttentionHeads heads = kindOf(a).heads(a);
        sum += group.layers * heads.queries * (heads.query + heads.value) / 2.0;
    }
    return sum;
}

double queryWidth(const Architecture& architecture) {
    return queryWidthOverLayers(architecture) / layerCount(architecture);
}

Text describe(const Architecture& architecture, double parameters) {
    if (architecture.groups.empty()) return {};
    const double count = parameterCount(architecture);
    const double active = activeParameterCount(architecture);
    const Amount all = amount(parameters > 0 ? parameters : count, Unit::Parameters);
    std::vector<Text> parts;
    if (layersWhere(architecture, [](const LayerGroup& g) { return g.feedForward.kind == FeedForwardKind::Mixture; }) >
        0)
        parts.push_back(LP_TEXT("preset", "%1, %2 active")(
            all, amount(parameters > 0 ? parameters * active / count : active, Unit::Parameters)));
    else
        parts.emplace_back(all);
    parts.push_back(LP_TEXT("preset", "%1 layers")(plainAmount(layerCount(architecture))));
    // The layers that see everything say most about the cache.
    const LayerGroup* shown = nullptr;
    for (const LayerGroup& group : architecture.groups)
        if (group.attention.attends() && (shown == nullptr || (isBounded(*shown) && !isBounded(group)))) shown = &group;
    if (shown != nullptr) {
        const Text heads = kindOf(shown->attention).described(shown->attention);
        const double selected = shown->attention.selection.tokens;
        parts.push_back(selected > 0 ? LP_TEXT("preset", "%1, top %2")(heads, plainAmount(selected)) : heads);
    }
    if (const double bounded = layersWhere(architecture, isBounded); bounded > 0) {
        const auto first = std::ranges::find_if(architecture.groups, isBounded);
        parts.push_back(
            LP_TEXT("preset", "%1 with a window of %2")(plainAmount(bounded), plainAmount(first->attention.window)));
    }
    if (const double recurrent = layersWhere(architecture, isRecurrent); recurrent > 0) {
        const auto first = std::ranges::find_if(architecture.groups, isRecurrent);
        parts.push_back(
            Text::joined({plainAmount(recurrent), verbatim(first->attention.recurrence.form)}, " ")); // its own name
    }
    return Text::joined(std::move(parts), " · ");
}

} // namespace longpeak
