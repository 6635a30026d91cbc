// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/families.h"
#include "model/hugging_face/parts.h"

#include <algorithm>
#include <array>
#include <cmath>

// Linear attention between layers with attention, and alone: Kimi delta attention, lightning attention of Ling, RWKV-7.
// Engines keep these states in 32 bits (vLLM, SGLang), the columns of convolutions and shifts in 16: `stateBytes` is the mean.

namespace longpeak::huggingFace {
namespace {

constexpr double deltaFlop = 6;     ///< as of the gated delta net in recurrent.cpp
constexpr double lightningFlop = 4; ///< as there
constexpr double wholeBytes = 4;
constexpr double halfBytes = 2;

void keepState(Recurrence& r, double state, double columns) {
    r.state = state + columns;
    if (r.state > 0) r.stateBytes = (wholeBytes * state + halfBytes * columns) / r.state;
}

/// Kimi delta attention (arXiv:2510.26692): queries, keys and values of all heads through convolutions, a decay for each
/// channel by way of a low rank, a step for each head, and a gate of full or low rank.
Recurrence readDeltaAttention(ConfigReader& config) {
    const double heads = config.requiredWhole({"num_heads"}, headRange);
    const double dim = config.requiredWhole({"head_dim"}, headRange);
    const double taps = config.whole({"short_conv_kernel_size"}, headRange, 4);
    const double width = heads * dim;
    const bool isFull = config.flag("use_full_rank_gate", false);
    Recurrence r{.form = "Kimi delta attention"};
    r.inputWidth = 3 * width + dim + heads + (isFull ? width : dim);
    r.outputWidth = width;
    r.innerMatrices = dim * width * (isFull ? 1 : 2);
    r.vectors = 3 * width * taps + heads + width + dim +
                (isFull ? 0 : width); // decays, steps, the norm, the gate's bias
    keepState(r, heads * dim * dim, 3 * width * (taps - 1));
    r.flopPerStateElement = deltaFlop;
    checkMixer(config, r, "num_heads", "head_dim");
    return r;
}

/// Kimi-Linear, Kimi-K3: latent attention in the layers of a list, counted from 1, delta attention in the others.
void readKimiLinear(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    model.maxContext = std::max(model.maxContext, Tokens(config.whole({"model_max_length"}, tokenRange, 0)));
    LayerGroup full;
    readLatentAttention(config, full, model);
    if (config.flag("mla_use_output_gate", false))
        full.extraMatrices += model.architecture.hidden * full.attention.queryHeads * full.attention.valueDim;
    config.checkAtMost(full.extraMatrices, maximumElements, config.keyOf(headKeys),
                       LP_TEXT("fault", "makes a gate of %1 elements, which is more than %2"));
    auto linear = config.object("linear_attn_config");
    if (!linear) return config.fault("linear_attn_config", LP_TEXT("fault", "is missing"));
    const LayerGroup mixer = withMixer({}, readDeltaAttention(*linear));
    const auto attends = linear->wholes("full_attn_layers", {1, layerRange.maximum});
    FeedForward mixture = readMixture(config, {.experts = {"num_experts"},
                                               .active = {"num_experts_per_token", "num_experts_per_tok"},
                                               .sharedExperts = {"num_shared_experts"}});
    mixture.expertHidden = config.whole({"routed_expert_hidden_size"}, {0, widthRange.maximum}, 0);
    const IsMixture isMixture = readFirstDense(config, layers);
    FeedForward dense;
    for (int i = 0; i < static_cast<int>(layers); ++i) {
        LayerGroup layer = std::ranges::find(attends, i + 1) != attends.end() ? full : mixer;
        if (!isMixture(i) && dense.intermediate == 0) dense = readDense(config);
        layer.feedForward = isMixture(i) ? mixture : dense;
        if (isMixture(i)) layer.extraVectors += mixture.experts; // what evens out the choice of experts
        addLayer(model, layer);
    }
}

/// Ling and Ring, linear: lightning attention of all heads behind a gate; the last layer of each group has attention.
void readLingLinear(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup full;
    full.attention = readHeads(config, model);
    full.attention.queryKeyNorm = config.flag("use_qk_norm", false);
    full.attention.queryKeyValueBias = config.flag("use_qkv_bias", false);
    const double dim = full.attention.headDim;
    const double width = full.attention.queryHeads * dim;
    Recurrence r{.form = "lightning attention", .inputWidth = 4 * width, .outputWidth = width};
    r.vectors = width + (full.attention.queryKeyNorm ? 2 * dim : 0);
    keepState(r, width * dim, 0);
    r.flopPerStateElement = lightningFlop;
    checkMixer(config, r, config.keyOf(headKeys), config.keyOf(headDimKeys));
    const LayerGroup mixer = withMixer({}, r);
    const FeedForward mixture = readMixture(config, {.experts = {"num_experts"},
                                                     .sharedExperts = {"num_shared_experts"},
                                                     .sharedWidth = {"moe_shared_expert_intermediate_size"}});
    const double group = config.whole({"layer_group_size"}, layerRange, 1);
    const bool isBalanced = config.flag("moe_router_enable_expert_bias", false);
    const IsMixture isMixture = readFirstDense(config, layers);
    FeedForward dense;
    for (int i = 0; i < static_cast<int>(layers); ++i) {
        LayerGroup layer = std::fmod(i + 1, group) == 0 ? full : mixer;
        if (!isMixture(i) && dense.intermediate == 0) dense = readDense(config);
        layer.feedForward = isMixture(i) ? mixture : dense;
        if (isMixture(i) && isBalanced) layer.extraVectors += mixture.experts;
        addLayer(model, layer);
    }
}

/// RWKV-7 (arXiv:2503.14456): receptance, key, value and output in full, four low ranks, a state for each head of as many as
/// there is width for, and the last token of both blocks; squared ReLU between two matrices.
void readRwkv7(ConfigReader& config, Model& model) {
    model.architecture.hidden = config.requiredWhole(hiddenKeys, hiddenRange);
    const double layers = config.requiredWhole(layerKeys, layerRange);
    model.architecture.vocabulary = config.requiredWhole(vocabularyKeys, vocabularyRange);
    model.architecture.tiedEmbeddings = config.inheritedFlag("tie_word_embeddings", false);
    const double hidden = model.architecture.hidden;
    const double dim = config.whole({"head_dim"}, headRange, 64);
    double ranks = 0;
    for (const auto& [key, usual] : {std::pair("decay_low_rank_dim", 64.0), std::pair("a_low_rank_dim", 64.0),
                                     std::pair("v_low_rank_dim", 32.0), std::pair("gate_low_rank_dim", 128.0)})
        ranks += config.whole({key}, widthRange, usual);
    constexpr double mixed = 6;  // vectors that mix a token with the one before it
    constexpr double others = 8; // of decays, steps, keys, the bonus and the norm of the heads
    Recurrence r{.form = "RWKV-7", .inputWidth = 3 * hidden + ranks, .outputWidth = hidden};
    r.innerMatrices = ranks * hidden;
    r.vectors = (mixed + others) * hidden;
    keepState(r, hidden * dim, 2 * hidden);
    r.flopPerStateElement = deltaFlop;
    checkMixer(config, r, config.keyOf(hiddenKeys), "head_dim");
    LayerGroup layer = withMixer({}, r);
    layer.feedForward = {.intermediate = config.whole(intermediateKeys, widthRange, 4 * hidden), .gated = false};
    layer.extraVectors = (config.flag("norm_bias", true) ? layer.norms : 0) * hidden + hidden; // and one that mixes
    addLayers(model, layers, layer);
}

} // namespace

std::span<const Type> linearTypes() {
    static constexpr std::array types{Type{"kimi_linear", readKimiLinear}, Type{"bailing_moe_linear", readLingLinear},
                                      Type{"rwkv7", readRwkv7}};
    return types;
}

} // namespace longpeak::huggingFace
