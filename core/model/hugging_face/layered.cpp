// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/families.h"
#include "model/hugging_face/parts.h"

#include <algorithm>
#include <array>
#include <cmath>

// Types whose layers differ in more than a window: heads, widths, experts or caches by lists of one entry for each layer.
// Names and defaults are those of each type's own code.

namespace longpeak::huggingFace {
namespace {

/// ERNIE 4.5: mixtures from one layer to another, each so many.
void readErnieMoe(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model, {.tied = true});
    LayerGroup dense;
    dense.attention = readHeads(config, model);
    addAttentionBias(dense, model, config.flag("use_bias", false));
    LayerGroup mixture = dense;
    mixture.feedForward = readMixture(
        config, {.experts = {"moe_num_experts"}, .active = {"moe_k"}, .sharedExperts = {"moe_num_shared_experts"}});
    mixture.extraVectors += mixture.feedForward.experts; // what evens out the choice of experts
    const double first = config.whole({"moe_layer_start_index"}, {0, layerRange.maximum}, 0);
    const double last = config.whole({"moe_layer_end_index"}, {-1, layerRange.maximum}, -1);
    const double every = config.whole({"moe_layer_interval"}, layerRange, 1);
    const auto isMixture = [&](int layer) {
        return layer >= first && layer <= (last < 0 ? layers : last) && std::fmod(layer + 1, every) == 0;
    };
    for (int i = 0; i < static_cast<int>(layers); ++i) {
        if (!isMixture(i) && dense.feedForward.intermediate == 0) dense.feedForward = readDense(config);
        addLayer(model, isMixture(i) ? mixture : dense);
    }
}

/// Hunyuan: all layers but each so many read the cache of the one before (cross-layer attention); experts by layer.
void readHunyuan(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup layer;
    layer.attention = readHeads(config, model);
    layer.attention.queryKeyNorm = config.flag("use_qk_norm", false);
    addAttentionBias(layer, model, config.flag("attention_bias", false));
    const double sharing = config.flag("use_cla", false) ? config.whole({"cla_share_factor"}, layerRange, 1) : 1;
    const auto experts = config.perLayer({"num_experts"}, expertRange, layers, 1);
    const auto active = config.perLayer({"moe_topk"}, expertRange, layers, 1);
    const auto shared = config.perLayer({"num_shared_expert"}, {0, expertRange.maximum}, layers, 0);
    const auto width = config.perLayer(intermediateKeys, widthRange, layers, 0);
    const auto expertWidth = config.hasAny({"moe_intermediate_size"})
                                 ? config.perLayer({"moe_intermediate_size"}, widthRange, layers, 0)
                                 : width;
    if (!config.hasAny(intermediateKeys)) config.requiredWhole(intermediateKeys, widthRange); // a fault
    const bool hasShared = config.flag("use_mixed_mlp_moe", false);
    const std::size_t count = std::min(
        {experts.size(), active.size(), shared.size(), width.size(), expertWidth.size()});
    for (std::size_t i = 0; i < count; ++i) {
        layer.attention.shared = std::fmod(static_cast<double>(i), sharing) != 0;
        layer.feedForward = {.intermediate = width[i]};
        if (experts[i] > 1) {
            layer.feedForward = {.kind = FeedForwardKind::Mixture,
                                 .intermediate = expertWidth[i],
                                 .experts = experts[i],
                                 .active = std::min(active[i], experts[i]),
                                 .sharedIntermediate = hasShared ? shared[i] * expertWidth[i] : 0};
            config.checkAtMost(layer.feedForward.sharedIntermediate, widthRange.maximum, "num_shared_expert",
                               LP_TEXT("fault", "makes the shared experts' width %1, which is more than %2"));
        }
        addLayer(model, layer);
    }
}

/// Trinity of Arcee: dense layers first, a gate on the output of attention, norms before and behind both blocks.
void readAfmoe(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup dense{.norms = 4};
    dense.attention = readHeads(config, model);
    dense.attention.queryKeyNorm = dense.attention.outputGate = true;
    LayerGroup mixture = dense;
    mixture.feedForward = readMixture(config, {.experts = {"num_experts"}, .sharedExperts = {"num_shared_experts"}});
    mixture.extraVectors += mixture.feedForward.experts; // what evens out the choice of experts
    const double first = config.whole({"num_dense_layers"}, {0, layerRange.maximum}, 1);
    if (first > 0) dense.feedForward = readDense(config);
    const double window = readWindow(config, 0);
    const double every = config.whole({"global_attn_every_n_layers"}, layerRange, 4);
    const auto kinds = readKinds(config, layers, fullOrWindow, allButEach(every));
    checkWindow(config, kinds, window);
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        LayerGroup layer = static_cast<double>(i) < first ? dense : mixture;
        setKind(layer.attention, kinds[i], window, model);
        addLayer(model, layer);
    }
}

/// Laguna: query heads by layer, each behind a gate of one column.
void readLaguna(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup dense;
    dense.attention = readHeads(config, model);
    dense.attention.queryKeyNorm = true;
    const auto heads = config.perLayer({"num_attention_heads_per_layer"}, headRange, layers,
                                       dense.attention.queryHeads);
    const std::string gating = config.text("gating");
    LayerGroup mixture = dense;
    mixture.feedForward = readMixture(
        config, {.experts = {"num_experts"}, .sharedIntermediate = {"shared_expert_intermediate_size"}});
    mixture.extraVectors += mixture.feedForward.experts; // what evens out the choice of experts
    const IsMixture isMixture = config.has("mlp_layer_types") ? readFirstDense(config, layers) : readSparseStep(config);
    const double window = readWindow(config, 0);
    const auto kinds = readKinds(config, layers, fullOrWindow,
                                 [window](int) { return window > 0 ? AttentionKind::Window : AttentionKind::Full; });
    checkWindow(config, kinds, window);
    for (std::size_t i = 0; i < std::min(kinds.size(), heads.size()); ++i) {
        const bool isMixed = isMixture(static_cast<int>(i));
        if (!isMixed && dense.feedForward.intermediate == 0) dense.feedForward = readDense(config);
        LayerGroup layer = isMixed ? mixture : dense;
        layer.attention.queryHeads = heads[i];
        checkKvHeads(config, layer.attention, config.keyOf(kvHeadKeys));
        if (gating == "per-head") layer.extraMatrices += model.architecture.hidden * heads[i];
        setKind(layer.attention, kinds[i], window, model);
        addLayer(model, layer);
    }
}

/// MiMo-V2: layers with a window have heads of their own, and a sink in each.
void readMimoV2(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup full;
    full.attention = readHeads(config, model);
    full.attention.valueDim = config.whole({"v_head_dim"}, headRange, full.attention.headDim);
    LayerGroup bounded = full;
    Attention& a = bounded.attention;
    a.queryHeads = config.whole({"swa_num_attention_heads"}, headRange, a.queryHeads);
    a.kvHeads = config.whole({"swa_num_key_value_heads"}, headRange, a.kvHeads);
    a.headDim = config.whole({"swa_head_dim"}, headRange, a.headDim);
    a.valueDim = config.whole({"swa_v_head_dim"}, headRange, a.valueDim);
    checkKvHeads(config, a, "swa_num_key_value_heads");
    for (LayerGroup* each : {&full, &bounded})
        if (each->attention.valueDim == each->attention.headDim) each->attention.valueDim = 0; // said once
    if (config.flag("add_full_attention_sink_bias", false)) full.extraVectors += full.attention.queryHeads;
    if (config.flag("add_swa_attention_sink_bias", false)) bounded.extraVectors += a.queryHeads;
    const FeedForward mixture = readMixture(config,
                                            {.experts = {"n_routed_experts"}, .sharedExperts = {"n_shared_experts"}});
    const IsMixture isMixture = readFirstDense(config, layers);
    const auto pattern = config.perLayer({"hybrid_layer_pattern"}, {0, 1}, layers, 0);
    const double window = config.whole({"sliding_window", "sliding_window_size"}, tokenRange, 0);
    FeedForward dense;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool isMixed = isMixture(static_cast<int>(i));
        if (!isMixed && dense.intermediate == 0) dense = readDense(config);
        LayerGroup layer = pattern[i] == 1 ? bounded : full;
        layer.feedForward = isMixed ? mixture : dense;
        setKind(layer.attention, pattern[i] == 1 ? AttentionKind::Window : AttentionKind::Full, window, model);
        addLayer(model, layer);
    }
}

/// MiniMax-M3: an indexer picks blocks of tokens in the layers that a list names; it caches a key for each token.
void readMiniMaxM3(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup layer;
    layer.attention = readHeads(config, model);
    layer.attention.queryKeyNorm = config.flag("use_qk_norm", false);
    const FeedForward mixture = readMixture(config, {.intermediate = intermediateKeys,
                                                     .sharedExperts = {"n_shared_experts"},
                                                     .sharedWidth = {"shared_intermediate_size"}});
    const FeedForward dense{
        .intermediate = config.whole({"dense_intermediate_size"}, widthRange, mixture.intermediate)};
    Selection selection;
    std::vector<double> selects(static_cast<std::size_t>(layers), 0);
    if (auto sparse = config.object("sparse_attention_config"); sparse && sparse->flag("use_sparse_attention", true)) {
        selection = {.tokens = sparse->requiredWhole({"sparse_topk_blocks"}, tokenRange) *
                               sparse->whole({"sparse_block_size"}, tokenRange, 1),
                     .heads = sparse->requiredWhole({"sparse_num_index_heads"}, headRange),
                     .headDim = sparse->requiredWhole({"sparse_index_dim"}, headRange)};
        config.checkAtMost(selection.tokens, tokenRange.maximum, "sparse_attention_config",
                           LP_TEXT("fault", "selects %1 tokens, which is more than %2"));
        selects = sparse->perLayer({"sparse_attention_freq"}, {0, 1}, layers, 1);
    }
    const IsMixture isMixture = readFirstDense(config, layers);
    const bool isBalanced = config.flag("use_routing_bias", false);
    for (std::size_t i = 0; i < selects.size(); ++i) {
        LayerGroup one = layer;
        const bool isMixed = isMixture(static_cast<int>(i));
        one.feedForward = isMixed ? mixture : dense;
        if (isMixed && isBalanced) one.extraVectors += mixture.experts;
        if (selects[i] == 1) one.attention.selection = selection;
        addLayer(model, one);
    }
}

/// A feed-forward so many times as wide as two thirds of four times the model, rounded up to 256 (DeciLM).
double widthOfFactor(ConfigReader& config, double factor, double hidden) {
    constexpr double step = 256;
    const double width = std::ceil(std::floor(2 * factor * hidden / 3) / step) * step;
    config.checkAtMost(width, widthRange.maximum, "ffn_mult",
                       LP_TEXT("fault", "makes a width of %1, which is more than %2"));
    return std::max(width, step);
}

/// Nemotron-NAS: what a search left of each block of a Llama.
void readNemotronNas(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    const double hidden = model.architecture.hidden;
    const Attention whole = readHeads(config, model);
    auto blocks = config.objects("block_configs");
    if (static_cast<double>(blocks.size()) < layers) {
        config.fault("block_configs", LP_TEXT("fault", "has fewer entries than there are layers"));
        return;
    }
    blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(layers), blocks.end());
    for (ConfigReader& block : blocks) {
        for (const char* part : {"attention", "ffn"})
            if (!block.has(part)) block.fault(part, LP_TEXT("fault", "is missing"));
        LayerGroup layer{.norms = 0};
        if (auto attention = block.object("attention"); attention && attention->flag("no_op", false)) {
            layer.attention = {.kind = AttentionKind::None};
        } else if (attention) {
            layer.norms += 1;
            if (attention->flag("replace_with_linear", false)) {
                layer.attention = {.kind = AttentionKind::None};
                layer.extraMatrices += hidden * hidden;
            } else {
                layer.attention = whole;
                const double inGroup = attention->whole({"n_heads_in_group"}, headRange, 1);
                if (std::fmod(whole.queryHeads, inGroup) != 0)
                    attention->fault("n_heads_in_group",
                                     LP_TEXT("fault", "must divide the %1 query heads evenly, not %2")(
                                         plainAmount(whole.queryHeads), plainAmount(inGroup)));
                layer.attention.kvHeads = std::max(1.0, std::floor(whole.queryHeads / inGroup));
            }
        }
        if (auto forward = block.object("ffn"); forward && forward->flag("no_op", false)) {
            layer.feedForward = {.kind = FeedForwardKind::None};
        } else if (forward) {
            layer.norms += 1;
            if (forward->flag("replace_with_linear", false)) {
                layer.feedForward = {.kind = FeedForwardKind::None};
                layer.extraMatrices += hidden * hidden;
            } else {
                layer.feedForward = {.intermediate = widthOfFactor(*forward, forward->number("ffn_mult", 1), hidden)};
            }
        }
        const bool isEmpty = layer.attention.kind == AttentionKind::None &&
                             layer.feedForward.kind == FeedForwardKind::None;
        if (isEmpty && layer.extraMatrices == 0) continue; // the search left nothing of it
        if (isEmpty) block.fault({}, LP_TEXT("fault", "has neither attention nor a feed-forward"));
        addLayer(model, layer);
    }
}

} // namespace

std::span<const Type> layeredTypes() {
    static constexpr std::array types{
        Type{"ernie4_5_moe", readErnieMoe},    Type{"hunyuan", readHunyuan},      Type{"hunyuan_v1_moe", readHunyuan},
        Type{"hunyuan_v1_dense", readHunyuan}, Type{"afmoe", readAfmoe},          Type{"laguna", readLaguna},
        Type{"mimo_v2_flash", readMimoV2},     Type{"minimax_m3", readMiniMaxM3}, Type{"minimax_m3_vl", readMiniMaxM3},
        Type{"nemotron-nas", readNemotronNas}};
    return types;
}

} // namespace longpeak::huggingFace
