// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/families.h"
#include "model/hugging_face/parts.h"

#include <algorithm>
#include <array>

namespace longpeak::huggingFace {
namespace {

/// A decoder whose layers are alike but for their windows.
struct Plain {
    double layers = 0;
    LayerGroup layer;
};

Plain readPlain(ConfigReader& config, Model& model, const Defaults& defaults = {}) {
    Plain plain;
    plain.layers = readFrame(config, model, defaults);
    plain.layer.attention = readHeads(config, model, defaults);
    plain.layer.feedForward = readDense(config);
    return plain;
}

void addAll(Model& model, const Plain& plain) {
    addLayers(model, plain.layers, plain.layer);
}

AttentionKind windowIf(bool bounded) {
    return bounded ? AttentionKind::Window : AttentionKind::Full;
}

void readLlama(ConfigReader& config, Model& model) {
    Plain plain = readPlain(config, model);
    addAttentionBias(plain.layer, model, config.flag("attention_bias", false));
    if (config.flag("mlp_bias", false))
        plain.layer.extraVectors += 2 * plain.layer.feedForward.intermediate + model.architecture.hidden;
    addAll(model, plain);
}

void addMistral(ConfigReader& config, Model& model, double fallback) {
    const Plain plain = readPlain(config, model, {.kvHeads = 8});
    const double window = readWindow(config, fallback);
    addByKind(config, model, plain.layer,
              readKinds(config, plain.layers, fullOrWindow, [window](int) { return windowIf(window > 0); }), window);
}

/// The window of Mistral 7B is there unless the config says null.
void readMistral(ConfigReader& config, Model& model) {
    addMistral(config, model, 4096);
}

void readMinistral3(ConfigReader& config, Model& model) {
    addMistral(config, model, 0);
}

/// Windows of Qwen: off unless switched on, whatever the list of layers says, and then from a layer on.
void addQwen(ConfigReader& config, Model& model, const Plain& plain) {
    const bool used = config.flag("use_sliding_window", false);
    const double window = used ? readWindow(config, 4096) : 0;
    const double first = config.whole({"max_window_layers"}, {0, layerRange.maximum}, 28);
    auto kinds = readKinds(config, plain.layers, fullOrWindow,
                           [window, first](int layer) { return windowIf(window > 0 && layer >= first); });
    if (!used) std::ranges::fill(kinds, AttentionKind::Full);
    addByKind(config, model, plain.layer, kinds, window);
}

void readQwen2(ConfigReader& config, Model& model) {
    Plain plain = readPlain(config, model);
    plain.layer.attention.queryKeyValueBias = true;
    addQwen(config, model, plain);
}

void readQwen3(ConfigReader& config, Model& model) {
    Plain plain = readPlain(config, model, {.headDim = 128});
    plain.layer.attention.queryKeyNorm = true;
    addAttentionBias(plain.layer, model, config.flag("attention_bias", false));
    addQwen(config, model, plain);
}

void readPhi3(ConfigReader& config, Model& model) {
    Plain plain = readPlain(config, model);
    setKind(plain.layer.attention, AttentionKind::Window, readWindow(config, 0), model);
    addAll(model, plain);
}

/// Command R: attention and feed-forward in parallel behind one norm. Its positions were trained on less than it takes.
void readCohere(ConfigReader& config, Model& model) {
    Plain plain = readPlain(config, model, {.tied = true});
    model.maxContext = std::max(model.maxContext, Tokens(config.whole({"model_max_length"}, tokenRange, 0)));
    const Attention& a = plain.layer.attention;
    plain.layer.norms = 1;
    // Here each head has weights of its own in the norms of queries and keys.
    if (config.flag("use_qk_norm", false)) plain.layer.extraVectors += (a.queryHeads + a.kvHeads) * a.headDim;
    addAttentionBias(plain.layer, model, config.flag("attention_bias", false));
    addAll(model, plain);
}

void readCohere2(ConfigReader& config, Model& model) {
    Plain plain = readPlain(config, model, {.tied = true});
    plain.layer.norms = 1;
    addAttentionBias(plain.layer, model, config.flag("attention_bias", false));
    const double window = readWindow(config, 4096);
    const double pattern = config.whole({"sliding_window_pattern", "_sliding_window_pattern"}, layerRange, 4);
    const auto kinds = readKinds(config, plain.layers, fullOrWindow, allButEach(pattern));
    addByKind(config, model, plain.layer, kinds, window);
}

/// Falcon: two matrices in the feed-forward, norms and perhaps projections with biases, one head of keys and values or,
/// in the new architecture, several.
void readFalcon(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model, {.tied = true});
    LayerGroup layer;
    const bool isNew = config.flag("new_decoder_architecture", false);
    const bool single = config.flag("multi_query", true) && !isNew;
    layer.attention = readHeads(config, model, {.kvHeads = single ? 1.0 : 0.0});
    if (single) layer.attention.kvHeads = 1;
    layer.feedForward = {.intermediate = config.whole({"ffn_hidden_size", "intermediate_size"}, widthRange,
                                                      4 * model.architecture.hidden),
                         .gated = false};
    const bool parallel = config.flag("parallel_attn", true);
    layer.norms = parallel ? config.whole({"num_ln_in_parallel_attn"}, {1, 2}, isNew ? 2 : 1) : 2;
    layer.extraVectors = layer.norms * model.architecture.hidden;
    addAttentionBias(layer, model, config.flag("bias", false));
    if (config.flag("bias", false)) layer.extraVectors += layer.feedForward.intermediate + model.architecture.hidden;
    addAll(model, {layers, layer});
}

} // namespace

std::span<const Type> denseTypes() {
    static constexpr std::array types{
        Type{"llama", readLlama},   Type{"mistral", readMistral}, Type{"ministral3", readMinistral3},
        Type{"qwen2", readQwen2},   Type{"qwen3", readQwen3},     Type{"phi3", readPhi3},
        Type{"cohere", readCohere}, Type{"cohere2", readCohere2}, Type{"falcon", readFalcon}};
    return types;
}

} // namespace longpeak::huggingFace
