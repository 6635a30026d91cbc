// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quantity/quantity.h"
#include "source.h"

#include <string>
#include <string_view>
#include <vector>

// A transformer as groups of layers of the same shape. What the cost model needs is derived from the shape: the
// parameter count, the cache per token and the query width, so that no figure can contradict another.

namespace longpeak {

/// Attention that sees every earlier token (multi-head, grouped-query or multi-query by the number of KV heads).
struct FullAttention {
    double queryHeads = 0; ///< H_q
    double kvHeads = 0;    ///< H_kv
    double headDim = 0;    ///< d, always explicit, never hidden / heads
    bool queryKeyValueBias = false;
    bool queryKeyNorm = false; ///< a norm of `headDim` weights on queries and one on keys (Qwen3)
    bool operator==(const FullAttention&) const = default;
};

/// A dense feed-forward block: three matrices where gated (SwiGLU), two otherwise.
struct DenseFeedForward {
    double intermediate = 0;
    bool gated = true;
    bool operator==(const DenseFeedForward&) const = default;
};

/// Layers that share one shape.
struct LayerGroup {
    double layers = 0;
    FullAttention attention;
    DenseFeedForward feedForward;
    double norms = 2; ///< norm vectors of `hidden` weights in each layer (one where blocks run in parallel)
    bool operator==(const LayerGroup&) const = default;
};

struct Model {
    std::string id;        ///< preset id: "yi-34b-200k"
    std::string name;      ///< "Yi-34B-200K"
    std::string developer; ///< "01.AI"
    std::string family;    ///< members of a family are scaled into each other
    double hidden = 0;     ///< width of the residual stream
    double vocabulary = 0;
    bool tiedEmbeddings = false; ///< the LM head is the input table
    Tokens maxContext;           ///< longest context the makers state
    std::string nativeDtype;
    double publishedParameters = 0; ///< as announced; 0 = not known
    std::vector<LayerGroup> groups;
    bool synthetic = false; ///< resized, no published model has this shape
    std::string confidence; ///< of the shape: "config", "paper" or "secondary"
    std::string notes;
    std::vector<Source> sources;
    bool operator==(const Model&) const = default;
};

/// Parameters counted from the shape: embedding, head where not tied, projections with their biases, feed-forward,
/// norms. Vision towers and multi-token prediction are not counted.
double parameterCount(const Model& model);

/// Parameters used per token: all but the input table, which is a gather of one row (the table counts where it is
/// also the head).
double activeParameterCount(const Model& model);

/// Layers of all groups.
double layerCount(const Model& model);

/// Elements cached per token over all layers, keys and values: sum of layers * 2 * H_kv * d.
double cacheElementsPerToken(const Model& model);

/// Sum over layers of H_q * d, the width on which scores are computed.
double queryWidthOverLayers(const Model& model);

/// H_q * d averaged over the layers: what the attention coefficient of the paper's model scales with.
double queryWidth(const Model& model);

/// One line of facts for people: "34.4 B · 60 layers · GQA 56→8 heads × 128". `parameters` stands in for the count
/// where it was set by hand; 0 = count them.
std::string describe(const Model& model, double parameters = 0);

} // namespace longpeak
