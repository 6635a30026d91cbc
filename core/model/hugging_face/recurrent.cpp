// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/families.h"
#include "model/hugging_face/parts.h"

#include <algorithm>
#include <array>
#include <cmath>

// FLOP per element of a state and token are its multiply-adds, two each, as in the shipped presets; decays are left out:
//   lightning attention  add keyᵀ·value, read with the query
//   gated delta net      read with the key, add keyᵀ·correction, read with the query
//   Mamba                decay and add B·x, both different in each element, read with C

namespace longpeak::huggingFace {
namespace {

constexpr double lightningFlop = 4;
constexpr double deltaFlop = 6;
constexpr double mambaFlop = 6;

constexpr std::initializer_list<AttentionKind> fullOrRecurrent{AttentionKind::Full, AttentionKind::Recurrent};

/// Gated delta net (arXiv:2412.06464): queries and keys of some heads, values and a gate of more.
Recurrence readDeltaNet(ConfigReader& config) {
    const double keyHeads = config.requiredWhole({"linear_num_key_heads"}, headRange);
    const double valueHeads = config.requiredWhole({"linear_num_value_heads"}, headRange);
    const double keyDim = config.requiredWhole({"linear_key_head_dim"}, headRange);
    const double valueDim = config.requiredWhole({"linear_value_head_dim"}, headRange);
    const double columns = config.whole({"linear_conv_kernel_dim"}, headRange, 4);
    const double convolved = 2 * keyHeads * keyDim + valueHeads * valueDim;
    Recurrence r{.form = "gated delta net"};
    r.inputWidth = convolved + valueHeads * valueDim + 2 * valueHeads; // the gate; decay and step of each head
    r.outputWidth = valueHeads * valueDim;
    r.vectors = convolved * columns + 2 * valueHeads + valueDim;
    r.state = valueHeads * keyDim * valueDim + convolved * (columns - 1);
    if (config.text("mamba_ssm_dtype") == "float32") r.stateBytes = 4;
    r.flopPerStateElement = deltaFlop;
    checkMixer(config, r, "linear_num_value_heads", "linear_num_value_heads");
    return r;
}

/// What Qwen3-Next and Qwen3.5 share: delta nets, and each so many layers attention behind a gate.
struct Hybrid {
    LayerGroup full;
    LayerGroup recurrent;
    std::vector<AttentionKind> kinds;
};

Hybrid readHybrid(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    Hybrid hybrid;
    hybrid.full.attention = readHeads(config, model, {.headDim = 256});
    hybrid.full.attention.queryKeyNorm = true;
    hybrid.full.attention.outputGate = config.flag("attn_output_gate", true);
    addAttentionBias(hybrid.full, model, config.flag("attention_bias", false));
    hybrid.recurrent = withMixer({}, readDeltaNet(config));
    const double interval = config.whole({"full_attention_interval"}, layerRange, 4);
    hybrid.kinds = readKinds(config, layers, fullOrRecurrent, [interval](int layer) {
        return std::fmod(layer + 1, interval) == 0 ? AttentionKind::Full : AttentionKind::Recurrent;
    });
    return hybrid;
}

void addHybrid(Model& model, const Hybrid& hybrid, const std::function<FeedForward(int)>& feedForward,
               const std::function<double(int)>& gate) {
    for (int i = 0; i < static_cast<int>(hybrid.kinds.size()); ++i) {
        const bool isFull = hybrid.kinds[static_cast<std::size_t>(i)] == AttentionKind::Full;
        LayerGroup layer = isFull ? hybrid.full : hybrid.recurrent;
        layer.feedForward = feedForward(i);
        layer.extraMatrices += gate(i);
        addLayer(model, layer);
    }
}

/// A shared expert behind a gate of one column, as in Qwen2-MoE.
void readQwen3Next(ConfigReader& config, Model& model) {
    const Hybrid hybrid = readHybrid(config, model);
    const FeedForward mixture = readMixture(config, {.experts = {"num_experts", "num_local_experts"},
                                                     .sharedIntermediate = {"shared_expert_intermediate_size"}});
    const IsMixture isMixture = readSparseStep(config);
    FeedForward dense;
    for (int i = 0; i < static_cast<int>(hybrid.kinds.size()); ++i)
        if (!isMixture(i)) dense = readDense(config);
    addHybrid(
        model, hybrid, [&](int i) { return isMixture(i) ? mixture : dense; },
        [&](int i) { return isMixture(i) ? model.architecture.hidden : 0.0; });
}

void readQwen35(ConfigReader& config, Model& model) {
    const Hybrid hybrid = readHybrid(config, model);
    const FeedForward dense = readDense(config);
    addHybrid(
        model, hybrid, [&](int) { return dense; }, [](int) { return 0.0; });
}

/// Mamba as in Jamba, with norms on what is made of the input.
Recurrence readMamba(ConfigReader& config, double hidden) {
    const double inner = config.whole({"mamba_expand"}, headRange, 2) * hidden;
    const double state = config.whole({"mamba_d_state"}, headRange, 16);
    const double columns = config.whole({"mamba_d_conv"}, headRange, 4);
    const Json* rankNode = config.find("mamba_dt_rank");
    const bool automatic = rankNode == nullptr || (rankNode->is_string() && *rankNode == "auto");
    const double rank = automatic ? std::ceil(hidden / 16) : config.whole({"mamba_dt_rank"}, widthRange, 1);
    Recurrence r{.form = "Mamba"};
    r.inputWidth = 2 * inner;
    r.outputWidth = inner;
    r.innerMatrices = inner * (rank + 2 * state) + rank * inner;
    r.vectors = inner * columns + inner * state + 2 * inner; // convolution, A, D and the bias of the step
    r.vectors += rank + 2 * state;                           // the norms
    if (config.flag("mamba_conv_bias", true)) r.vectors += inner;
    if (config.flag("mamba_proj_bias", false)) r.vectors += 2 * inner + hidden;
    r.state = inner * state + inner * (columns - 1);
    r.flopPerStateElement = mambaFlop;
    checkMixer(config, r, "mamba_expand", "mamba_d_state");
    return r;
}

/// One layer of so many, counted from `offset`.
std::function<bool(int)> readPeriod(ConfigReader& config, std::string_view period, double period0,
                                    std::string_view offset, double offset0) {
    const double every = config.whole({period}, layerRange, period0);
    const double first = config.whole({offset}, {0, layerRange.maximum}, offset0);
    if (first >= every) config.fault(offset, LP_TEXT("fault", "must be less than %1")(verbatim(period)));
    return [every, first](int layer) { return std::fmod(layer, every) == first; };
}

void readJamba(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup full;
    full.attention = readHeads(config, model, {.kvHeads = 8});
    setKind(full.attention, AttentionKind::Window, readWindow(config, 0), model);
    const LayerGroup mamba = withMixer({}, readMamba(config, model.architecture.hidden));
    const FeedForward dense = readDense(config);
    const bool hasExperts = config.whole({"num_experts"}, expertRange, 0) != 1;
    FeedForward mixture = dense;
    if (hasExperts) mixture = readMixture(config, {.experts = {"num_experts"}, .intermediate = {"intermediate_size"}});
    const auto attends = readPeriod(config, "attn_layer_period", 8, "attn_layer_offset", 4);
    const auto mixes = readPeriod(config, "expert_layer_period", 2, "expert_layer_offset", 1);
    for (int i = 0; i < static_cast<int>(layers); ++i) {
        LayerGroup layer = attends(i) ? full : mamba;
        layer.feedForward = mixes(i) ? mixture : dense;
        addLayer(model, layer);
    }
}

/// Lightning attention (arXiv:2501.08313): queries, keys and values of all heads, a gate, and a norm over all heads.
Recurrence lightning(ConfigReader& config, const Attention& heads) {
    const double width = heads.queryHeads * heads.headDim;
    Recurrence r{.form = "lightning attention", .inputWidth = 4 * width, .outputWidth = width, .vectors = width};
    r.state = width * heads.headDim;
    r.flopPerStateElement = lightningFlop;
    checkMixer(config, r, config.keyOf(headKeys), config.keyOf(headKeys));
    return r;
}

/// The kinds by MiniMax's own list of 0 for lightning and 1 for full, or by Hugging Face's words.
std::vector<AttentionKind> readMiniMaxKinds(ConfigReader& config, double layers) {
    const std::vector<double> list = config.wholes("attn_type_list", {0, 1});
    if (!list.empty() && static_cast<double>(list.size()) < layers)
        config.fault("attn_type_list", LP_TEXT("fault", "has fewer entries than there are layers"));
    return readKinds(config, layers, fullOrRecurrent, [&list](int layer) {
        const auto index = static_cast<std::size_t>(layer);
        const bool full = list.empty() ? layer % 2 == 0 : index < list.size() && list[index] == 1;
        return full ? AttentionKind::Full : AttentionKind::Recurrent;
    });
}

void readMiniMax(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup full;
    full.attention = readHeads(config, model);
    full.feedForward = readMixture(
        config, {.intermediate = {"intermediate_size"}, .sharedIntermediate = {"shared_intermediate_size"}});
    const LayerGroup recurrent = withMixer(full, lightning(config, full.attention));
    for (const AttentionKind kind : readMiniMaxKinds(config, layers))
        addLayer(model, kind == AttentionKind::Full ? full : recurrent);
}

} // namespace

std::span<const Type> recurrentTypes() {
    static constexpr std::array types{Type{"qwen3_next", readQwen3Next},
                                      Type{"qwen3_5", readQwen35},
                                      Type{"qwen3_5_text", readQwen35},
                                      Type{"qwen3_5_moe", readQwen3Next},
                                      Type{"qwen3_5_moe_text", readQwen3Next},
                                      Type{"jamba", readJamba},
                                      Type{"minimax", readMiniMax},
                                      Type{"minimax_text_01", readMiniMax},
                                      Type{"minimax_m1", readMiniMax},
                                      Type{"MiniMaxText01", readMiniMax},
                                      Type{"MiniMaxM1", readMiniMax}};
    return types;
}

} // namespace longpeak::huggingFace
