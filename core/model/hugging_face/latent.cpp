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

/// Which layers hold an indexer: some of GLM-5.2 take over what that of an earlier layer chose. By a list of words, else by a
/// period behind the first layers, which all have one.
std::function<bool(int)> readIndexed(ConfigReader& config, double layers) {
    const auto types = config.texts("indexer_types");
    if (config.has("index_topk_pattern") && types.empty())
        config.warn("index_topk_pattern",
                    LP_TEXT("fault", "is left out: each layer is counted with an indexer of its own"));
    const double every = config.whole({"index_topk_freq"}, layerRange, 1);
    const double first = config.whole({"index_skip_topk_offset"}, {0, layerRange.maximum}, 1);
    if (types.empty())
        return [every, first](int layer) { return layer < first || std::fmod(layer + 1 - first, every) == 0; };
    if (static_cast<double>(types.size()) < layers)
        config.fault("indexer_types", LP_TEXT("fault", "has fewer entries than there are layers"));
    return [types](int layer) {
        return static_cast<std::size_t>(layer) < types.size() && types[static_cast<std::size_t>(layer)] != "shared";
    };
}

/// The layer without an indexer of its own.
LayerGroup withoutIndexer(LayerGroup layer) {
    Selection& selection = layer.attention.selection;
    layer.extraVectors -= 2 * selection.headDim;
    selection.heads = selection.headDim = 0;
    return layer;
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
    const bool selects = dense.attention.selection.tokens > 0;
    const auto hasIndexer = selects ? readIndexed(config, layers) : [](int) { return true; };
    for (std::size_t i = 0; i < mixtures.size(); ++i) {
        const LayerGroup& layer = mixtures[i] ? mixture : dense;
        addLayer(model, hasIndexer(static_cast<int>(i)) ? layer : withoutIndexer(layer));
    }
}

/// MiniCPM3: latent attention with a dense feed-forward in every layer.
void readMiniCpm3(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup layer;
    readLatentAttention(config, layer, model);
    layer.feedForward = readDense(config);
    addLayers(model, layers, layer);
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
    if (config.has("index_topk")) readIndexer(config, layer);
}

namespace {

/// LongCat: each layer has two attentions, each with a dense feed-forward, and experts beside the first; some experts pass
/// on what they are given and have no weights. Counted as two layers.
void readLongCat(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup second;
    readLatentAttention(config, second, model);
    second.feedForward = readDense(config);
    LayerGroup first = second;
    first.feedForward = readMixture(
        config, {.experts = {"n_routed_experts"}, .active = {"moe_topk"}, .intermediate = {"expert_ffn_hidden_size"}});
    FeedForward& f = first.feedForward;
    f.denseIntermediate = second.feedForward.intermediate;
    const double empty = config.whole({"zero_expert_num"}, {0, expertRange.maximum}, 0);
    first.extraMatrices += empty * model.architecture.hidden; // the router chooses among them, too
    first.extraVectors += f.experts + empty;
    const double chosen = f.active * f.experts / (f.experts + empty); // choosing evenly
    f.active = std::max(1.0, std::round(chosen));
    if (f.active != chosen && empty > 0)
        config.warn("zero_expert_num", LP_TEXT("fault", "leaves %1 experts with weights to a token, choosing evenly; "
                                                        "%2 are counted")(plainAmount(chosen), plainAmount(f.active)));
    config.warn(config.keyOf(layerKeys), LP_TEXT("fault", "counts layers of two attentions; here each is two layers"));
    for (int i = 0; i < static_cast<int>(layers); ++i) {
        addLayer(model, first);
        addLayer(model, second);
    }
}

} // namespace

std::span<const Type> latentTypes() {
    static constexpr std::array types{Type{"deepseek_v2", readDeepSeekV2},  Type{"deepseek_v3", readDeepSeekV3},
                                      Type{"deepseek_v32", readDeepSeekV3}, Type{"kimi_k2", readDeepSeekV3},
                                      Type{"kimi_k25", readDeepSeekV3},     Type{"glm_moe_dsa", readDeepSeekV3},
                                      Type{"minicpm3", readMiniCpm3},       Type{"longcat_flash", readLongCat}};
    return types;
}

} // namespace longpeak::huggingFace
