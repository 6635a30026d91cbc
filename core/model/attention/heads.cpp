// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/attention/heads.h"

#include "quantity/format.h"

#include <algorithm>
#include <cmath>

namespace longpeak::attentionHeads {

double indexerMatrices(const Attention& a, double hidden) {
    if (a.selection.tokens == 0) return 0;
    const double from = a.latent.queryRank > 0 ? a.latent.queryRank : hidden;
    const double key = a.shared ? 0 : a.selection.headDim;
    return from * a.selection.heads * a.selection.headDim + hidden * (key + a.selection.heads);
}

double matrices(const Attention& a, double hidden) {
    const double queries = a.queryHeads * a.headDim;
    const double output = a.queryHeads * a.values();
    const double keysAndValues = a.keyIsValue ? a.headDim : a.headDim + a.values();
    const double cached = a.shared ? 0 : hidden * a.kvHeads * keysAndValues;
    return hidden * queries + cached + output * hidden + (a.outputGate ? hidden * output : 0) +
           indexerMatrices(a, hidden);
}

double vectors(const Attention& a) {
    double sum = 0;
    if (a.queryKeyValueBias) sum += a.queryHeads * a.headDim + (a.shared ? 0 : a.kvHeads * (a.headDim + a.values()));
    if (a.queryKeyNorm) sum += a.shared ? a.headDim : 2.0 * a.headDim;
    return sum;
}

AttentionHeads heads(const Attention& a) {
    const double width = a.headDim + a.values();
    return {.queries = a.queryHeads,
            .cached = a.kvHeads,
            .query = a.headDim,
            .value = a.values(),
            .kept = width,
            .decode = width};
}

Attention ofHeads(const AttentionHeads& heads, double kvHeads) {
    return {.queryHeads = heads.queries,
            .kvHeads = std::min(kvHeads, heads.queries),
            .headDim = heads.query,
            .valueDim = heads.value == heads.query ? 0 : heads.value};
}

void settle(Attention& a) {
    if (a.valueDim == a.headDim) a.valueDim = 0; // said once
}

void fill(double& value, double fallback) {
    if (value <= 0) value = fallback;
}

void fillQueryHeads(Attention& a, double hidden) {
    fill(a.queryHeads, std::max(1.0, std::round(hidden / usualHeadDim)));
}

void complete(Attention& a, double hidden) {
    fillQueryHeads(a, hidden);
    fill(a.headDim, usualHeadDim);
    fill(a.kvHeads, std::min(8.0, a.queryHeads));
}

void completeBounded(Attention& a, double hidden) {
    complete(a, hidden);
    fill(a.window, 4096);
}

Text described(const Attention& a) {
    const bool mha = a.kvHeads == a.queryHeads;
    const Text kind = verbatim(mha ? "MHA" : a.kvHeads == 1 ? "MQA" : "GQA");
    Text heads = plainAmount(a.queryHeads);
    if (!mha) heads = Text::joined({heads, plainAmount(a.kvHeads)}, "→");
    return LP_TEXT("preset", "%1 %2 heads × %3")(kind, heads, plainAmount(a.headDim));
}

Text cacheTerm(const Attention& a) {
    const Text heads = plainAmount(a.kvHeads);
    if (a.values() == a.headDim) return Text::joined({plainAmount(2), heads, plainAmount(a.headDim)}, " × ");
    return Text::joined(
        {heads, verbatim(" × ("), plainAmount(a.headDim), verbatim(" + "), plainAmount(a.values()), verbatim(")")});
}

Amount count(double value) {
    return exactAmount(value, Unit::Count);
}

Text inList(const Attention& a) {
    std::vector<Text> heads{count(a.queryHeads)};
    if (a.kvHeads != a.queryHeads && a.kvHeads != 1) heads.emplace_back(count(a.kvHeads));
    const Text kind = verbatim(a.kvHeads == a.queryHeads ? "MHA " : a.kvHeads == 1 ? "MQA " : "GQA ");
    return Text::joined({kind, Text::joined(std::move(heads), "→"), verbatim(" × "), count(a.headDim)});
}

} // namespace longpeak::attentionHeads
