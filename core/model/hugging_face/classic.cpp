// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/families.h"
#include "model/hugging_face/parts.h"

#include <array>
#include <cmath>

// Decoders of GPT-2's build, from before gates and norms without biases were usual, and those that keep parts of it: two
// matrices in the feed-forward, biases, layer norms with a shift, positions that are learned. What differs between them is
// a row; names and defaults are those of the configuration class of each type in Transformers.

namespace longpeak::huggingFace {
namespace {

/// True or false by the type, or by a flag of the config where it names one.
struct Trait {
    std::string_view key; ///< empty = always `otherwise`
    bool otherwise = false;

    bool in(ConfigReader& config) const { return key.empty() ? otherwise : config.flag(key, otherwise); }
};

constexpr Trait always{{}, true};
constexpr Trait never{{}, false};

struct Classic {
    bool tied = false;        ///< where the config says nothing
    bool gated = false;       ///< three matrices
    double norms = 2;         ///< in a layer; one where both blocks run in parallel behind it
    Trait normShift = always; ///< a bias beside the weights of each norm
    Trait queryKeyValueBias = never;
    Trait outputBias = never;
    Trait feedForwardBias = never;
    Trait oneKeyValueHead = never;
    Trait queryKeyNorm = never;
    double learnedPositions = 0; ///< rows of a table of positions beyond one for each; -1 = no such table
    double tableNorms = 0;       ///< norms behind the table of tokens
};

constexpr double noTable = -1;

/// Four times the hidden width where there is none, as GPT-2 takes a null.
double widthOf(ConfigReader& config, const Model& model) {
    if (config.hasAny(intermediateKeys)) return config.requiredWhole(intermediateKeys, widthRange);
    const double width = 4 * model.architecture.hidden;
    config.checkAtMost(width, widthRange.maximum, config.keyOf(hiddenKeys),
                       LP_TEXT("fault", "makes a width of %1, which is more than %2"));
    return width;
}

void addPositions(ConfigReader& config, Model& model, double more) {
    model.architecture.extraTables += (model.maxContext.si() + more) * model.architecture.hidden;
    config.checkAtMost(model.architecture.extraTables, maximumElements, config.keyOf(contextKeys),
                       LP_TEXT("fault", "makes a table of %1 elements, which is more than %2"));
}

void readBuild(const Classic& build, ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model, {.tied = build.tied});
    const double hidden = model.architecture.hidden;
    LayerGroup layer{.norms = build.norms};
    const bool single = build.oneKeyValueHead.in(config);
    layer.attention = readHeads(config, model, {.kvHeads = single ? 1.0 : 0.0});
    layer.attention.queryKeyValueBias = build.queryKeyValueBias.in(config);
    layer.attention.queryKeyNorm = build.queryKeyNorm.in(config);
    layer.feedForward = {.intermediate = widthOf(config, model), .gated = build.gated};
    if (build.normShift.in(config)) layer.extraVectors += layer.norms * hidden;
    if (build.outputBias.in(config)) layer.extraVectors += hidden;
    if (build.feedForwardBias.in(config))
        layer.extraVectors += (layer.feedForward.matrices() - 1) * layer.feedForward.intermediate + hidden;
    if (build.learnedPositions >= 0) addPositions(config, model, build.learnedPositions);
    model.architecture.extraTables += build.tableNorms * 2 * hidden;
    addLayers(model, layers, layer);
}

constexpr Classic gpt2{.tied = true, .queryKeyValueBias = always, .outputBias = always, .feedForwardBias = always};
/// StarCoder, SantaCoder.
constexpr Classic gptBigCode{.tied = true,
                             .queryKeyValueBias = always,
                             .outputBias = always,
                             .feedForwardBias = always,
                             .oneKeyValueHead = {"multi_query", true}};
constexpr Classic gptNeox{.queryKeyValueBias = {"attention_bias", true},
                          .outputBias = {"attention_bias", true},
                          .feedForwardBias = always,
                          .learnedPositions = noTable};
constexpr Classic gptJ{.norms = 1, .feedForwardBias = always, .learnedPositions = noTable};
/// Two rows of the table stand before the first position.
constexpr Classic opt{.tied = true,
                      .queryKeyValueBias = {"enable_bias", true},
                      .outputBias = {"enable_bias", true},
                      .feedForwardBias = {"enable_bias", true},
                      .learnedPositions = 2};
constexpr Classic bloom{.tied = true,
                        .queryKeyValueBias = always,
                        .outputBias = always,
                        .feedForwardBias = always,
                        .learnedPositions = noTable,
                        .tableNorms = 1};
/// Phi-1 to Phi-2.
constexpr Classic phi{.norms = 1,
                      .queryKeyValueBias = always,
                      .outputBias = always,
                      .feedForwardBias = always,
                      .queryKeyNorm = {"qk_layernorm", false},
                      .learnedPositions = noTable};
constexpr Classic starcoder2{.tied = true,
                             .queryKeyValueBias = {"use_bias", true},
                             .outputBias = {"use_bias", true},
                             .feedForwardBias = {"use_bias", true},
                             .learnedPositions = noTable};
/// Nemotron-4, Minitron: squared ReLU.
constexpr Classic nemotron{.queryKeyValueBias = {"attention_bias", false},
                           .outputBias = {"attention_bias", false},
                           .feedForwardBias = {"mlp_bias", false},
                           .learnedPositions = noTable};
constexpr Classic stableLm{.gated = true, .queryKeyValueBias = {"use_qkv_bias", false}, .learnedPositions = noTable};

template <const Classic& build>
void readClassic(ConfigReader& config, Model& model) {
    readBuild(build, config, model);
}

/// A window in all layers is left out, which counts too much rather than too little: not every engine bounds the cache by it.
void readStarcoder2(ConfigReader& config, Model& model) {
    readBuild(starcoder2, config, model);
    if (readWindow(config, 0) > 0)
        config.warn("sliding_window", LP_TEXT("fault", "is left out: each layer is taken to see every earlier token"));
}

/// MPT: no biases anywhere, norms included, where it says so; ALiBi in place of positions where it says that.
void readMpt(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model, {.tied = true});
    const double hidden = model.architecture.hidden;
    const bool bias = !config.flag("no_bias", true);
    LayerGroup layer;
    layer.attention = readHeads(config, model);
    bool hasPositions = config.flag("learned_pos_emb", true);
    if (auto attention = config.object("attn_config")) {
        const std::string type = attention->text("attn_type");
        const double kvHeads = type == "multiquery_attention" ? 1.0 : layer.attention.queryHeads;
        layer.attention.kvHeads = attention->whole({"kv_n_heads"}, headRange, kvHeads);
        checkKvHeads(*attention, layer.attention, "kv_n_heads");
        layer.attention.queryKeyNorm = attention->flag("qk_ln", false);
        hasPositions = hasPositions && !attention->flag("alibi", false) && !attention->flag("rope", false);
    }
    const double width = config.whole({"expansion_ratio"}, headRange, 4) * hidden;
    config.checkAtMost(width, widthRange.maximum, "expansion_ratio",
                       LP_TEXT("fault", "makes a width of %1, which is more than %2"));
    layer.feedForward = {.intermediate = width, .gated = false};
    addAttentionBias(layer, model, bias);
    if (bias) layer.extraVectors += width + hidden + layer.norms * hidden;
    if (hasPositions) addPositions(config, model, 0);
    addLayers(model, layers, layer);
}

/// ChatGLM2 to GLM-4-9B: heads of keys and values by another name.
void readChatGlm(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup layer;
    layer.attention = readHeads(config, model);
    if (config.flag("multi_query_attention", false))
        layer.attention.kvHeads = config.whole({"multi_query_group_num"}, headRange, 1);
    checkKvHeads(config, layer.attention, "multi_query_group_num");
    const bool bias = config.flag("add_bias_linear", false);
    layer.attention.queryKeyValueBias = config.flag("add_qkv_bias", false) || bias;
    layer.feedForward = readDense(config);
    if (bias) layer.extraVectors += 2 * layer.feedForward.intermediate + 2 * model.architecture.hidden;
    if (!config.flag("rmsnorm", true)) layer.extraVectors += layer.norms * model.architecture.hidden;
    addLayers(model, layers, layer);
}

/// The first Qwen: its width is that of the gate and what it gates together.
void readQwen1(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup layer;
    layer.attention = readHeads(config, model);
    layer.attention.queryKeyValueBias = true;
    const double both = config.requiredWhole(intermediateKeys, widthRange);
    if (std::fmod(both, 2) != 0) config.fault(config.keyOf(intermediateKeys), LP_TEXT("fault", "must be even"));
    layer.feedForward = {.intermediate = both / 2};
    addLayers(model, layers, layer);
}

/// DBRX: heads and experts in objects of their own.
void readDbrx(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup layer;
    layer.attention = readHeads(config, model);
    if (auto attention = config.object("attn_config")) {
        layer.attention.kvHeads = attention->whole({"kv_n_heads"}, headRange, 1);
        checkKvHeads(*attention, layer.attention, "kv_n_heads");
    }
    if (auto experts = config.object("ffn_config"))
        layer.feedForward = readMixture(
            *experts, {.experts = {"moe_num_experts"}, .active = {"moe_top_k"}, .intermediate = {"ffn_hidden_size"}});
    else
        config.fault("ffn_config", LP_TEXT("fault", "is missing"));
    addLayers(model, layers, layer);
}

} // namespace

std::span<const Type> classicTypes() {
    static constexpr std::array types{Type{"gpt2", readClassic<gpt2>},
                                      Type{"gpt_bigcode", readClassic<gptBigCode>},
                                      Type{"gpt_neox", readClassic<gptNeox>},
                                      Type{"gptj", readClassic<gptJ>},
                                      Type{"opt", readClassic<opt>},
                                      Type{"bloom", readClassic<bloom>},
                                      Type{"phi", readClassic<phi>},
                                      Type{"starcoder2", readStarcoder2},
                                      Type{"nemotron", readClassic<nemotron>},
                                      Type{"stablelm", readClassic<stableLm>},
                                      Type{"mpt", readMpt},
                                      Type{"chatglm", readChatGlm},
                                      Type{"qwen", readQwen1},
                                      Type{"dbrx", readDbrx}};
    return types;
}

} // namespace longpeak::huggingFace
