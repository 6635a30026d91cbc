// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/families.h"
#include "model/hugging_face/parts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak::huggingFace {
namespace {

void readIndexer(ConfigReader& config, LayerGroup& layer) {
    Selection& selection = layer.attention.selection;
    selection.tokens = config.requiredWhole({"index_topk"}, tokenRange);
    selection.heads = config.requiredWhole({"index_n_heads"}, headRange);
    selection.headDim = config.requiredWhole({"index_head_dim"}, headRange);
    layer.extraVectors += 2 * selection.headDim; // the norm of its keys, with a bias
}

/// Some layers of GLM-5.2 take over what the indexer of an earlier layer chose.
void warnOfSharedIndexers(ConfigReader& config) {
    constexpr Message reason = LP_TEXT("fault", "is left out: each layer is counted with an indexer of its own");
    const auto types = config.texts("indexer_types");
    if (std::ranges::find(types, "shared") != types.end()) config.warn("indexer_types", reason);
    if (config.has("index_topk_pattern")) config.warn("index_topk_pattern", reason);
    if (config.whole({"index_topk_freq"}, layerRange, 1) > 1) config.warn("index_topk_freq", reason);
}

/// `balanced`: a bias for each expert evens out their choice, as from DeepSeek-V3 on.
void readDeepSeek(ConfigReader& config, Model& model, bool balanced) {
    const double layers = readFrame(config, model);
    LayerGroup dense;
    readLatentAttention(config, dense, model);
    LayerGroup mixture = dense;
    const IsMixture isMixture = readFirstDense(config, layers);
    std::vector<bool> mixtures;
    for (int i = 0; i < static_cast<int>(layers); ++i) mixtures.push_back(isMixture(i));
    if (std::ranges::find(mixtures, true) != mixtures.end()) {
        mixture.feedForward = readMixture(
            config, {.experts = {"n_routed_experts", "num_experts"}, .sharedExperts = {"n_shared_experts"}});
        if (balanced) mixture.extraVectors += mixture.feedForward.experts;
    }
    if (std::ranges::find(mixtures, false) != mixtures.end()) dense.feedForward = readDense(config);
    for (const bool is : mixtures) addLayer(model, is ? mixture : dense);
}

/// MiniCPM3: latent attention with a dense feed-forward in every layer.
void readMiniCpm3(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup layer;
    readLatentAttention(config, layer, model);
    layer.feedForward = readDense(config);
    for (int i = 0; i < static_cast<int>(layers); ++i) addLayer(model, layer);
}

void readDeepSeekV2(ConfigReader& config, Model& model) {
    readDeepSeek(config, model, false);
}

void readDeepSeekV3(ConfigReader& config, Model& model) {
    readDeepSeek(config, model, true);
}

} // namespace

void readLatentAttention(ConfigReader& config, LayerGroup& layer, const Model& model) {
    Attention& a = layer.attention;
    a.kind = AttentionKind::Latent;
    a.queryHeads = config.requiredWhole(headKeys, headRange);
    a.kvHeads = 1;
    a.latent.queryRank = config.isNull("q_lora_rank") ? 0 : config.requiredWhole({"q_lora_rank"}, {0, 10'000'000});
    a.latent.kvRank = config.requiredWhole({"kv_lora_rank"}, widthRange);
    a.latent.nopeDim = config.requiredWhole({"qk_nope_head_dim"}, {0, headRange.maximum});
    a.latent.ropeDim = config.requiredWhole({"qk_rope_head_dim"}, {0, headRange.maximum});
    // MiniCPM3 leaves it out.
    const double even = a.queryHeads > 0 ? std::floor(model.architecture.hidden / a.queryHeads) : 0;
    a.valueDim = config.has("v_head_dim") || even < 1 || !config.hasAny(hiddenKeys)
                     ? config.requiredWhole({"v_head_dim"}, headRange)
                     : even;
    if (config.has("qk_nope_head_dim") && a.latent.nopeDim + a.latent.ropeDim == 0)
        config.fault("qk_nope_head_dim", LP_TEXT("fault", "must not be 0 where %1 is")(verbatim("qk_rope_head_dim")));
    if (config.flag("attention_bias", false)) // on both ways down and on the output
        layer.extraVectors += a.latent.queryRank + a.latent.kvRank + a.latent.ropeDim + model.architecture.hidden;
    if (!config.has("index_topk")) return;
    readIndexer(config, layer);
    warnOfSharedIndexers(config);
}

std::span<const Type> latentTypes() {
    static constexpr std::array types{Type{"deepseek_v2", readDeepSeekV2},  Type{"deepseek_v3", readDeepSeekV3},
                                      Type{"deepseek_v32", readDeepSeekV3}, Type{"kimi_k2", readDeepSeekV3},
                                      Type{"kimi_k25", readDeepSeekV3},     Type{"glm_moe_dsa", readDeepSeekV3},
                                      Type{"minicpm3", readMiniCpm3}};
    return types;
}

} // namespace longpeak::huggingFace
