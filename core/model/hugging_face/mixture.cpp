// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/families.h"
#include "model/hugging_face/parts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak::huggingFace {
namespace {

/// A decoder of mixtures and dense layers. `biases` are further vectors of a mixture.
struct Mixed {
    double layers = 0;
    LayerGroup mixture;
    LayerGroup dense;
};

void addAll(Model& model, const Mixed& mixed, const IsMixture& isMixture) {
    for (int i = 0; i < static_cast<int>(mixed.layers); ++i)
        addLayer(model, isMixture(i) ? mixed.mixture : mixed.dense);
}

/// The dense feed-forward, which is asked for only where a layer has one.
void readDenseLayers(ConfigReader& config, Mixed& mixed, const IsMixture& isMixture, const Keys& intermediate) {
    for (int i = 0; i < static_cast<int>(mixed.layers); ++i) {
        if (isMixture(i)) continue;
        mixed.dense.feedForward = {.intermediate = config.requiredWhole(intermediate, widthRange)};
        return;
    }
}

void readMixtral(ConfigReader& config, Model& model) {
    Mixed mixed{.layers = readFrame(config, model)};
    mixed.mixture.attention = readHeads(config, model, {.kvHeads = 8});
    mixed.mixture.feedForward = readMixture(config, {.intermediate = {"intermediate_size"}});
    setKind(mixed.mixture.attention, AttentionKind::Window, readWindow(config, 0), model);
    addAll(model, mixed, [](int) { return true; });
}

/// Mixtures of Qwen2 have one shared expert behind a gate of one column.
void readQwen2Moe(ConfigReader& config, Model& model) {
    Mixed mixed{.layers = readFrame(config, model)};
    mixed.mixture.attention = readHeads(config, model);
    mixed.mixture.attention.queryKeyValueBias = config.flag("qkv_bias", true);
    mixed.dense = mixed.mixture;
    mixed.mixture.feedForward = readMixture(config, {.sharedIntermediate = {"shared_expert_intermediate_size"}});
    mixed.mixture.extraMatrices = model.architecture.hidden;
    const IsMixture isMixture = readSparseStep(config);
    readDenseLayers(config, mixed, isMixture, {"intermediate_size"});
    const double window = config.flag("use_sliding_window", false) ? readWindow(config, 4096) : 0;
    const double last = config.whole({"max_window_layers"}, {0, layerRange.maximum}, 28);
    auto kinds = readKinds(config, mixed.layers, fullOrWindow, [window, last](int layer) {
        return window > 0 && layer < last && layer % 2 == 0 ? AttentionKind::Window : AttentionKind::Full;
    });
    if (window == 0) std::ranges::fill(kinds, AttentionKind::Full);
    for (int i = 0; i < static_cast<int>(kinds.size()); ++i) {
        LayerGroup layer = isMixture(i) ? mixed.mixture : mixed.dense;
        setKind(layer.attention, kinds[static_cast<std::size_t>(i)], window, model);
        addLayer(model, layer);
    }
}

void readQwen3Moe(ConfigReader& config, Model& model) {
    Mixed mixed{.layers = readFrame(config, model)};
    mixed.mixture.attention = readHeads(config, model);
    mixed.mixture.attention.queryKeyNorm = true;
    addAttentionBias(mixed.mixture, model, config.flag("attention_bias", false));
    const double window = config.flag("use_sliding_window", false) ? readWindow(config, 4096) : 0;
    setKind(mixed.mixture.attention, AttentionKind::Window, window, model);
    mixed.dense = mixed.mixture;
    mixed.mixture.feedForward = readMixture(config, {.experts = {"num_experts", "num_local_experts"}});
    const IsMixture isMixture = readSparseStep(config);
    readDenseLayers(config, mixed, isMixture, {"intermediate_size"});
    addAll(model, mixed, isMixture);
}

/// gpt-oss: biases everywhere, and a sink in each head, which takes a share of attention without a token.
void readGptOss(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup layer;
    layer.attention = readHeads(config, model, {.headDim = 64});
    layer.feedForward = readMixture(
        config, {.active = {"num_experts_per_tok", "experts_per_token"}, .intermediate = {"intermediate_size"}});
    addAttentionBias(layer, model, config.flag("attention_bias", true));
    const FeedForward& f = layer.feedForward;
    layer.extraVectors += layer.attention.queryHeads + f.experts; // sinks, router
    // Of gate and up and of down. Those of experts that rest are left out: 0.03 % of all weights, where counting them
    // would put 0.75 % to what a token uses.
    layer.extraVectors += f.active * (2 * f.intermediate + model.architecture.hidden);
    const double window = readWindow(config, 128);
    addByKind(config, model, layer, readKinds(config, layers, fullOrWindow, allButEach(2)), window);
}

void readGlm4Moe(ConfigReader& config, Model& model) {
    Mixed mixed{.layers = readFrame(config, model)};
    mixed.mixture.attention = readHeads(config, model);
    mixed.mixture.attention.queryKeyValueBias = config.flag("attention_bias", false); // the output has none
    mixed.mixture.attention.queryKeyNorm = config.flag("use_qk_norm", false);
    mixed.dense = mixed.mixture;
    mixed.mixture.feedForward = readMixture(
        config, {.experts = {"n_routed_experts", "num_experts"}, .sharedExperts = {"n_shared_experts"}});
    mixed.mixture.extraVectors += mixed.mixture.feedForward.experts; // what evens out the choice of experts
    const IsMixture isMixture = readFirstDense(config, mixed.layers);
    readDenseLayers(config, mixed, isMixture, {"intermediate_size"});
    addAll(model, mixed, isMixture);
}

/// The layers of Llama 4 that are mixtures: a list, or each so many.
IsMixture readLlama4Mixtures(ConfigReader& config) {
    if (config.has("moe_layers")) {
        const std::vector<double> list = config.wholes("moe_layers", {0, layerRange.maximum});
        return [list](int layer) { return std::ranges::find(list, layer) != list.end(); };
    }
    const double step = config.whole({"interleave_moe_layer_step"}, layerRange, 1);
    return [step](int layer) { return std::fmod(layer + 1, step) == 0; };
}

/// Layers that rotate queries and keys see their chunk alone, those that do not see everything.
std::vector<AttentionKind> readLlama4Kinds(ConfigReader& config, double layers) {
    const std::vector<double> rotates = config.wholes("no_rope_layers", {0, 1}); // 1 = rotates, whatever the name says
    const double step = config.whole({"no_rope_layer_interval"}, layerRange, 4);
    if (!rotates.empty() && static_cast<double>(rotates.size()) < layers)
        config.fault("no_rope_layers", LP_TEXT("fault", "has fewer entries than there are layers"));
    return readKinds(config, layers, {AttentionKind::Full, AttentionKind::Chunked}, [&](int layer) {
        const auto index = static_cast<std::size_t>(layer);
        const bool isChunked = rotates.empty() ? std::fmod(layer + 1, step) != 0
                                               : index < rotates.size() && rotates[index] == 1;
        return isChunked ? AttentionKind::Chunked : AttentionKind::Full;
    });
}

/// Llama 4: one shared expert as wide as the routed ones.
void readLlama4(ConfigReader& config, Model& model) {
    Mixed mixed{.layers = readFrame(config, model)};
    mixed.mixture.attention = readHeads(config, model, {.kvHeads = 8, .headDim = 128});
    addAttentionBias(mixed.mixture, model, config.flag("attention_bias", false));
    mixed.dense = mixed.mixture;
    mixed.mixture.feedForward = readMixture(config, {.intermediate = {"intermediate_size"}});
    mixed.mixture.feedForward.sharedIntermediate = mixed.mixture.feedForward.intermediate;
    const IsMixture isMixture = readLlama4Mixtures(config);
    readDenseLayers(config, mixed, isMixture, {"intermediate_size_mlp"});
    const double chunk = readWindow(config, 8192, "attention_chunk_size");
    const auto kinds = readLlama4Kinds(config, mixed.layers);
    for (int i = 0; i < static_cast<int>(kinds.size()); ++i) {
        LayerGroup layer = isMixture(i) ? mixed.mixture : mixed.dense;
        setKind(layer.attention, kinds[static_cast<std::size_t>(i)], chunk, model);
        addLayer(model, layer);
    }
}

/// MiniMax-M2: one norm over all query heads and one over all KV heads.
void readMiniMaxM2(ConfigReader& config, Model& model) {
    Mixed mixed{.layers = readFrame(config, model)};
    LayerGroup& layer = mixed.mixture;
    layer.attention = readHeads(config, model, {.headDim = 128});
    layer.feedForward = readMixture(
        config, {.intermediate = {"intermediate_size"}, .sharedIntermediate = {"shared_intermediate_size"}});
    if (config.flag("use_qk_norm", true))
        layer.extraVectors += (layer.attention.queryHeads + layer.attention.kvHeads) * layer.attention.headDim;
    if (config.flag("use_routing_bias", true)) layer.extraVectors += layer.feedForward.experts;
    addAll(model, mixed, [](int) { return true; });
}

} // namespace

std::span<const Type> mixtureTypes() {
    static constexpr std::array types{Type{"mixtral", readMixtral},    Type{"qwen2_moe", readQwen2Moe},
                                      Type{"qwen3_moe", readQwen3Moe}, Type{"gpt_oss", readGptOss},
                                      Type{"glm4_moe", readGlm4Moe},   Type{"llama4", readLlama4},
                                      Type{"llama4_text", readLlama4}, Type{"minimax_m2", readMiniMaxM2}};
    return types;
}

} // namespace longpeak::huggingFace
