// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/families.h"
#include "model/hugging_face/parts.h"

#include <array>
#include <cmath>

namespace longpeak::huggingFace {
namespace {

LayerGroup readLayer(ConfigReader& config, Model& model, const Defaults& defaults) {
    LayerGroup layer;
    layer.attention = readHeads(config, model, defaults);
    layer.feedForward = readDense(config);
    addAttentionBias(layer, model, config.flag("attention_bias", false));
    return layer;
}

void readGemma(ConfigReader& config, Model& model) {
    const Defaults defaults{.headDim = 256, .tied = true};
    const double layers = readFrame(config, model, defaults);
    const LayerGroup layer = readLayer(config, model, defaults);
    for (int i = 0; i < static_cast<int>(layers); ++i) addLayer(model, layer);
}

/// Norms before and behind both blocks; every other layer has a window, the first one first.
void readGemma2(ConfigReader& config, Model& model) {
    const Defaults defaults{.headDim = 256, .tied = true};
    const double layers = readFrame(config, model, defaults);
    LayerGroup layer = readLayer(config, model, defaults);
    layer.norms = 4;
    const auto kinds = readKinds(config, layers, fullOrWindow, allButEach(2));
    addByKind(config, model, layer, kinds, readWindow(config, 4096));
}

/// The config of a published Gemma 3 leaves out what is as in the code: vocabulary, heads and their dimension.
void readGemma3(ConfigReader& config, Model& model) {
    const Defaults defaults{
        .vocabulary = 262'208, .queryHeads = 8, .kvHeads = 4, .headDim = 256, .context = 131'072, .tied = true};
    const double layers = readFrame(config, model, defaults);
    LayerGroup layer = readLayer(config, model, defaults);
    layer.norms = 4;
    layer.attention.queryKeyNorm = true;
    const double pattern = config.whole({"sliding_window_pattern", "_sliding_window_pattern"}, layerRange, 6);
    const auto kinds = readKinds(config, layers, fullOrWindow, allButEach(pattern));
    addByKind(config, model, layer, kinds, readWindow(config, 4096));
}

/// The parts of a Gemma 4 that differ between layers.
struct Gemma4 {
    double layers = 0;
    double window = 0;
    double fullHeadDim = 0; ///< of the layers without a window
    double fullKvHeads = 0;
    double firstShared = 0; ///< from this layer on the cache is that of an earlier layer
    bool keyIsValue = false;
    bool doubleWide = false; ///< the feed-forward of layers that share
};

void addGemma4(Model& model, const LayerGroup& base, const Gemma4& parts, const std::vector<AttentionKind>& kinds) {
    for (int i = 0; i < static_cast<int>(kinds.size()); ++i) {
        LayerGroup layer = base;
        // The last layer always sees everything.
        const bool full = kinds[static_cast<std::size_t>(i)] == AttentionKind::Full || i + 1 == parts.layers;
        if (full) {
            layer.attention.headDim = parts.fullHeadDim;
            layer.attention.kvHeads = parts.fullKvHeads;
            layer.attention.keyIsValue = parts.keyIsValue;
        }
        setKind(layer.attention, full ? AttentionKind::Full : AttentionKind::Window, parts.window, model);
        layer.attention.shared = i >= parts.firstShared;
        if (layer.attention.shared && parts.doubleWide) layer.feedForward.intermediate *= 2;
        addLayer(model, layer);
    }
}

/// Experts beside the dense block of each layer, a router that scales, and three norms more.
void addExperts(ConfigReader& config, LayerGroup& layer, const Model& model) {
    const double dense = layer.feedForward.intermediate;
    layer.feedForward = readMixture(config, {.experts = {"num_experts"}, .active = {"top_k_experts"}});
    layer.feedForward.denseIntermediate = dense;
    layer.norms += 3;
    layer.extraVectors += model.architecture.hidden + layer.feedForward.experts;
}

/// Embeddings of each layer: a table of all layers, and per layer a projection of the embedding, a gate, a way back and
/// a norm.
void addLayerEmbeddings(ConfigReader& config, LayerGroup& layer, Model& model, double layers) {
    const double width = config.whole({"hidden_size_per_layer_input"}, {0, hiddenRange.maximum}, 256);
    if (width == 0) return;
    const double vocabulary = config.whole({"vocab_size_per_layer_input"}, vocabularyRange, 262'144);
    model.architecture.extraTables = vocabulary * layers * width;
    config.checkAtMost(model.architecture.extraTables, maximumElements, "hidden_size_per_layer_input",
                       LP_TEXT("fault", "makes a table of %1, which is more than %2"));
    layer.extraMatrices += 3 * model.architecture.hidden * width;
    layer.norms += 1;
    if (layers > 0) layer.extraVectors += std::round(width / layers); // one norm for all layers, shared out
}

void readGemma4(ConfigReader& config, Model& model) {
    const Defaults defaults{
        .vocabulary = 262'144, .queryHeads = 8, .kvHeads = 4, .headDim = 256, .context = 131'072, .tied = true};
    Gemma4 parts;
    parts.layers = readFrame(config, model, defaults);
    LayerGroup layer = readLayer(config, model, defaults);
    layer.norms = 4;
    layer.extraVectors += 1; // the scale of the layer
    layer.attention.queryKeyNorm = true;
    parts.window = readWindow(config, 512);
    parts.fullHeadDim = config.whole({"global_head_dim"}, headRange, 512);
    parts.keyIsValue = config.flag("attention_k_eq_v", false);
    parts.fullKvHeads = parts.keyIsValue
                            ? config.whole({"num_global_key_value_heads"}, headRange, layer.attention.kvHeads)
                            : layer.attention.kvHeads;
    if (layer.attention.queryHeads > 0 && parts.fullKvHeads > layer.attention.queryHeads)
        config.fault("num_global_key_value_heads", LP_TEXT("fault", "must not be more than the query heads"));
    const double shared = config.whole({"num_kv_shared_layers"}, {0, layerRange.maximum}, 0);
    if (parts.layers > 0 && shared >= parts.layers)
        config.fault("num_kv_shared_layers", LP_TEXT("fault", "leaves no layer that keeps a cache"));
    parts.firstShared = parts.layers - shared;
    parts.doubleWide = config.flag("use_double_wide_mlp", false);
    if (parts.doubleWide)
        config.checkAtMost(2 * layer.feedForward.intermediate, widthRange.maximum, "intermediate_size",
                           LP_TEXT("fault", "makes a width of %1, which is more than %2"));
    if (config.flag("enable_moe_block", false)) addExperts(config, layer, model);
    addLayerEmbeddings(config, layer, model, parts.layers);
    const auto kinds = readKinds(config, parts.layers, fullOrWindow, allButEach(6));
    checkWindow(config, kinds, parts.window);
    addGemma4(model, layer, parts, kinds);
}

} // namespace

std::span<const Type> gemmaTypes() {
    static constexpr std::array types{Type{"gemma", readGemma},   Type{"gemma2", readGemma2},
                                      Type{"gemma3", readGemma3}, Type{"gemma3_text", readGemma3},
                                      Type{"gemma4", readGemma4}, Type{"gemma4_text", readGemma4}};
    return types;
}

} // namespace longpeak::huggingFace
