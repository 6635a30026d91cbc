// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples.h"

#include <array>
#include <cmath>
#include <string>

// Architectures that nobody has published but that are valid: any mix of one to five groups of layers, of every kind of
// attention and feed-forward, with every option that a kind has.

namespace longpeak::test {

/// One of the values, evenly.
template <typename... Value>
double oneOf(Random& random, Value... values) {
    const std::array all{static_cast<double>(values)...};
    return all[pick(random, all.size())];
}

/// True once in `times`.
inline bool chance(Random& random, std::size_t times) {
    return pick(random, times, times - 1) == 0;
}

/// A whole number, small ones as likely as large ones.
inline double wholeBetween(Random& random, double low, double high) {
    return random.number({low, high, true, low, [](double value) { return std::round(value); }});
}

inline Attention randomHeads(Random& random) {
    Attention a;
    a.kvHeads = oneOf(random, 1, 2, 3, 4, 8, 10, 32);
    a.queryHeads = a.kvHeads * oneOf(random, 1, 2, 4, 7, 16);
    a.headDim = oneOf(random, 16, 64, 96, 128, 256);
    if (chance(random, 4)) a.valueDim = a.headDim * oneOf(random, 0.5, 2);
    a.outputGate = chance(random, 4);
    a.keyIsValue = a.valueDim == 0 && chance(random, 6);
    a.queryKeyValueBias = chance(random, 4);
    a.queryKeyNorm = chance(random, 4);
    return a;
}

inline Attention randomLatent(Random& random) {
    Attention a;
    a.kind = AttentionKind::Latent;
    a.queryHeads = oneOf(random, 1, 16, 40, 128);
    a.kvHeads = 1;
    a.valueDim = oneOf(random, 64, 128, 192);
    a.latent = {.queryRank = chance(random, 3) ? 0 : wholeBetween(random, 64, 2000),
                .kvRank = wholeBetween(random, 32, 1024),
                .nopeDim = oneOf(random, 0, 64, 128),
                .ropeDim = oneOf(random, 32, 64)};
    return a;
}

inline Recurrence randomRecurrence(Random& random) {
    return {.form = "Mamba",
            .inputWidth = wholeBetween(random, 64, 30000),
            .outputWidth = wholeBetween(random, 64, 10000),
            .innerMatrices = chance(random, 2) ? wholeBetween(random, 1, 1e6) : 0,
            .vectors = chance(random, 2) ? wholeBetween(random, 1, 1e5) : 0,
            .state = wholeBetween(random, 1, 1e7),
            .stateBytes = oneOf(random, 1, 2, 4),
            .flopPerStateElement = oneOf(random, 2, 5, 6)};
}

/// Never None: who stands behind it decides what looks back.
inline Attention randomAttention(Random& random) {
    const std::size_t kind = pick(random, 7, 3);
    if (kind == 0) return {.kind = AttentionKind::Recurrent, .recurrence = randomRecurrence(random)};
    Attention a = kind < 3 ? randomLatent(random) : randomHeads(random);
    if (kind == 5 || kind == 6) {
        a.kind = kind == 5 ? AttentionKind::Window : AttentionKind::Chunked;
        a.window = wholeBetween(random, 1, 1e6);
    } else if (chance(random, 3)) {
        a.selection = {.tokens = wholeBetween(random, 1, 1e5),
                       .heads = oneOf(random, 1, 4, 64),
                       .headDim = oneOf(random, 32, 128)};
    }
    return a;
}

inline FeedForward randomFeedForward(Random& random) {
    FeedForward f;
    f.intermediate = wholeBetween(random, 16, 30000);
    f.gated = !chance(random, 4);
    if (chance(random, 2)) return f;
    f.kind = FeedForwardKind::Mixture;
    f.intermediate = wholeBetween(random, 16, 8000);
    f.experts = wholeBetween(random, 1, 512);
    f.active = std::min(f.experts, wholeBetween(random, 1, 16));
    if (chance(random, 2)) f.sharedIntermediate = wholeBetween(random, 16, 8000);
    if (chance(random, 5)) f.denseIntermediate = wholeBetween(random, 16, 8000);
    if (chance(random, 5)) f.expertHidden = wholeBetween(random, 16, 4000);
    return f;
}

inline Model randomModel(Random& random) {
    Model model;
    model.id = "random";
    model.name = "Random " + std::to_string(pick(random, 1000));
    model.architecture.hidden = 64 * wholeBetween(random, 1, 256);
    model.architecture.vocabulary = wholeBetween(random, 100, 250000);
    model.architecture.tiedEmbeddings = chance(random, 3);
    if (chance(random, 6)) model.architecture.extraTables = wholeBetween(random, 1, 1e9);
    model.sources = {{"architecture", "drawn at random"}};
    const std::size_t groups = 1 + pick(random, 5);
    for (std::size_t i = 0; i < groups; ++i) {
        LayerGroup group;
        group.layers = wholeBetween(random, 1, 60);
        group.attention = randomAttention(random);
        group.feedForward = randomFeedForward(random);
        group.norms = oneOf(random, 0, 1, 2, 4);
        if (chance(random, 6)) group.extraMatrices = wholeBetween(random, 1, 1e8);
        if (chance(random, 6)) group.extraVectors = wholeBetween(random, 1, 1e5);
        // Behind the first, which looks back: layers that share a cache made before, or that have one half only.
        if (i > 0 && chance(random, 4)) {
            const Attention& donor = model.architecture.groups[pick(random, i)].attention;
            if (donor.attends()) group.attention = donor;
            group.attention.shared = donor.attends();
        } else if (i > 0 && chance(random, 6)) {
            group.attention = {.kind = AttentionKind::None};
        } else if (chance(random, 6)) {
            group.feedForward = {.kind = FeedForwardKind::None};
        }
        model.architecture.groups.push_back(group);
    }
    return model;
}

/// Any valid scenario of such a model by its cost model, short chunks and blocks of prefill as likely as long ones.
inline Scenario randomArchitecture(Random& random, CostModel costModel) {
    Scenario s = randomScenario(random, randomModel(random));
    s.costModel = costModel;
    if (!chance(random, 3)) s.prefillChunk = Tokens(wholeBetween(random, 1, 1e5));
    if (!chance(random, 3)) s.conventions.attentionBlock = wholeBetween(random, 1, 1e4);
    return s;
}

} // namespace longpeak::test
