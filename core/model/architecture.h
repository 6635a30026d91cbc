// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quantity/quantity.h"
#include "text/text.h"

#include <cstddef>
#include <string>
#include <vector>

// A transformer as groups of layers of the same shape. What the cost model needs is derived from the shape: the
// parameter count, the cache of a user and the width of the queries, so that no figure can contradict another.
// The order of layers is not kept: no cost depends on it. Counts are of the text model, without vision towers and
// multi-token prediction.

namespace longpeak {

/// How a layer looks back at earlier tokens, and so what it caches. All else of a kind is its row (attention_kind.h).
enum class AttentionKind {
    Full,      ///< every earlier token, keys and values of each KV head (MHA, GQA, MQA by the number of heads)
    Window,    ///< the last `window` tokens
    Chunked,   ///< the tokens of its own chunk of `window` tokens (Llama 4); counted as a window, its upper bound
    Latent,    ///< every earlier token by one latent that all heads share (MLA)
    Recurrent, ///< a state of fixed size instead of a cache (Mamba, lightning attention, gated delta net)
    None       ///< the layer is a feed-forward alone
};

/// The indexer of sparse attention (DeepSeek sparse attention and its like): it scores every earlier token with
/// `heads` · `headDim` multiply-adds, caches one key of `headDim` elements a token, and lets attention see only the
/// best `tokens`. Absent where `tokens` is 0; of no heads and no key where a layer takes what an earlier one selected
/// (GLM-5.2).
struct Selection {
    double tokens = 0;
    double heads = 0;
    double headDim = 0;
    bool operator==(const Selection&) const = default;
};

/// The ranks and head parts of latent attention (DeepSeek-V2, arXiv:2405.04434). A query or key is `nopeDim` + `ropeDim`
/// wide, a value `Attention::valueDim`; the cache holds `kvRank` + `ropeDim` elements a token.
struct LatentRanks {
    double queryRank = 0; ///< of the queries' low-rank pair; 0 = one full matrix
    double kvRank = 0;
    double nopeDim = 0;
    double ropeDim = 0;
    bool operator==(const LatentRanks&) const = default;
};

/// A recurrent mixer by what it costs. Everything is per layer.
struct Recurrence {
    std::string form;               ///< "Mamba", "Mamba-2", "gated delta net", "lightning attention"
    double inputWidth = 0;          ///< columns of all matrices that read the residual stream
    double outputWidth = 0;         ///< rows of the matrix that writes it
    double innerMatrices = 0;       ///< elements of matrices in between, each used once a token
    double vectors = 0;             ///< convolutions, decays, norms, biases: elements
    double state = 0;               ///< elements kept for a user, convolution columns included
    double stateBytes = 2;          ///< of one element
    double flopPerStateElement = 0; ///< of a token: update and read-out of the state
    bool operator==(const Recurrence&) const = default;
};

struct Attention {
    AttentionKind kind = AttentionKind::Full;
    double queryHeads = 0;   ///< H_q
    double kvHeads = 0;      ///< H_kv; 1 for Latent
    double headDim = 0;      ///< d of queries and keys, always explicit, never hidden / heads; unused for Latent
    double valueDim = 0;     ///< d of values; 0 = as headDim
    double window = 0;       ///< of Window and Chunked: tokens
    bool shared = false;     ///< reads the cache of an earlier layer and keeps none (cross-layer attention, YOCO)
    LatentRanks latent;      ///< of Latent
    Selection selection;     ///< of Full and Latent
    Recurrence recurrence;   ///< of Recurrent
    bool outputGate = false; ///< a gate as wide as the heads' output, made from the residual stream (Qwen3-Next)
    bool keyIsValue = false; ///< one projection makes keys and values, which are cached apart (Gemma 4)
    bool queryKeyValueBias = false;
    bool queryKeyNorm = false; ///< a norm of `headDim` weights on queries and one on keys (Qwen3)
    bool operator==(const Attention&) const = default;

    double values() const { return valueDim > 0 ? valueDim : headDim; }
    /// Whether tokens are looked at one by one, so that there are scores to compute.
    bool attends() const;
};

/// How a layer transforms each token by itself.
enum class FeedForwardKind {
    Dense,
    Mixture, ///< routed experts, with shared ones and a dense branch beside where there are any
    None     ///< the layer is attention alone
};

struct FeedForward {
    FeedForwardKind kind = FeedForwardKind::Dense;
    double intermediate = 0; ///< of the dense block, or of each expert
    bool gated = true;       ///< three matrices (SwiGLU), else two
    // Mixture only:
    double experts = 0;            ///< E, routed
    double active = 0;             ///< k, routed experts that a token uses
    double sharedIntermediate = 0; ///< of all shared experts together
    double denseIntermediate = 0;  ///< of a dense block beside the experts (Gemma 4)
    double expertHidden = 0;       ///< width the routed experts work in; 0 = the model's (latent experts: Nemotron-3)
    bool operator==(const FeedForward&) const = default;

    double matrices() const { return gated ? 3.0 : 2.0; }
};

/// Layers that share one shape.
struct LayerGroup {
    double layers = 0;
    Attention attention;
    FeedForward feedForward;
    double norms = 2;         ///< norm vectors of `hidden` weights in each layer (one where blocks run in parallel)
    double extraMatrices = 0; ///< elements of further matrices, each used once a token
    double extraVectors = 0;  ///< elements of further biases, sinks and scales
    bool operator==(const LayerGroup&) const = default;
};

/// The shape of a model: all that costs depend on.
struct Architecture {
    double hidden = 0; ///< width of the residual stream
    double vocabulary = 0;
    bool tiedEmbeddings = false; ///< the LM head is the input table
    double extraTables = 0;      ///< elements of further tables that rows are gathered from (positions, per layer)
    std::vector<LayerGroup> groups;
    bool synthetic = false; ///< resized, no published model has this shape
    bool operator==(const Architecture&) const = default;
};

/// Shapes of layers in one model, for a document to hold.
inline constexpr std::size_t mostGroups = 1000;

/// Whether no layer keeps a cache or a state of its own: there would be room for any number of users.
bool keepsNothing(const Architecture& architecture);

// Counts of one layer. Elements, not bytes.

/// Projections of attention or the mixer: every matrix that a token passes once, biases and norms left out.
double attentionMatrices(const LayerGroup& group, double hidden);
/// All experts, shared ones, the dense branch, the router and the projections of latent experts.
double feedForwardMatrices(const LayerGroup& group, double hidden);
/// The routed experts of `feedForwardMatrices`.
double routedExpertMatrices(const LayerGroup& group, double hidden);
/// Biases, norms, convolutions and the like.
double layerVectors(const LayerGroup& group, double hidden);

/// Elements that a layer caches for each token it keeps: keys and values, or the latent; index keys not counted.
/// Zero where the layer shares another's cache.
double cachedPerToken(const Attention& attention);
/// Elements of the indexer's key a layer caches for each token.
double indexedPerToken(const Attention& attention);

/// Parameters counted from the shape: tables, head where not tied, projections, feed-forward, norms, biases.
double parameterCount(const Architecture& architecture);

/// Parameters used per token: all but the input table, which is a gather of one row (the table counts where it is
/// also the head), and but the routed experts that are not picked.
double activeParameterCount(const Architecture& architecture);

/// Parameters read by a pass over `tokens` tokens: as active, with the expected number of distinct experts,
/// E·(1 − (1 − k/E)^tokens), in place of k. One token reads the active parameters.
double touchedParameterCount(const Architecture& architecture, double tokens);

/// Expected distinct experts of E that `tokens` tokens touch when each picks k of them evenly and independently.
double expectedExperts(double experts, double active, double tokens);

/// Layers of all groups.
double layerCount(const Architecture& architecture);
/// Layers that cache something for tokens; the most heads that one of them caches, where a latent is one head. At least 1.
double cachingLayers(const Architecture& architecture);
double cachedHeads(const Architecture& architecture);

/// Elements that one more token adds to a user's cache for ever: layers with a window stop growing and do not count,
/// index keys do.
double cacheElementsPerToken(const Architecture& architecture);

/// Elements cached for a user with `context` tokens, index keys included and recurrent states left out. Exact: layers
/// with a window keep min(window, context) tokens.
double cacheElements(const Architecture& architecture, Tokens context);

/// Recurrent state of a user: bytes, whatever the context.
Bytes stateBytes(const Architecture& architecture);

/// Sum over the layers that see every earlier token of H_q times the mean of query and value width: what the FLOP of
/// attention over the whole context scale with.
double queryWidthOverLayers(const Architecture& architecture);

/// The same averaged over all layers: what the attention coefficient of the paper's model scales with.
double queryWidth(const Architecture& architecture);

/// One line of facts for people: "34.4 B · 60 layers · GQA 56→8 heads × 128", "671 B, 36.6 B active · 61 layers · MLA
/// 512 + 64". `parameters` stands in for the count where it was set by hand; 0 = count them.
Text describe(const Architecture& architecture, double parameters = 0);

} // namespace longpeak
