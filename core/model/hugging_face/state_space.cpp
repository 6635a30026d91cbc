// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/families.h"
#include "model/hugging_face/parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

// Mamba-2 (arXiv:2405.21060) and short convolutions, alone or between layers with attention. A state is kept in 16 bits
// unless the config says otherwise, the columns of a convolution always: `stateBytes` is the mean of both.

namespace longpeak::huggingFace {
namespace {

constexpr double mambaFlop = 6;       ///< as of Mamba in recurrent.cpp
constexpr double convolutionFlop = 2; ///< of each element that is kept: a multiply-add
constexpr double halfBytes = 2;

/// How a type names the parts of its Mamba-2 mixers, and their defaults.
struct MambaKeys {
    Keys heads;
    Keys headDim;
    Keys groups;
    Keys stateDim;
    Keys taps;
    std::string_view convolutionBias;
    std::string_view projectionBias;
    std::string_view dtype; ///< of the state
    bool hasNorm = true;    ///< on what leaves the mixer
};

Recurrence readMamba2(ConfigReader& config, const MambaKeys& keys, double hidden) {
    const double heads = config.requiredWhole(keys.heads, headRange);
    const double headDim = config.requiredWhole(keys.headDim, headRange);
    const double groups = config.whole(keys.groups, headRange, 1);
    const double stateDim = config.requiredWhole(keys.stateDim, headRange);
    const double taps = config.whole(keys.taps, headRange, 4);
    const double inner = heads * headDim;
    const double convolved = inner + 2 * groups * stateDim; // x, B and C
    const double state = inner * stateDim;
    const double columns = convolved * (taps - 1);
    Recurrence r{.form = "Mamba-2"};
    r.inputWidth = inner + convolved + heads; // and z, and a step for each head
    r.outputWidth = inner;
    r.vectors = convolved * taps + 3 * heads + (keys.hasNorm ? inner : 0); // A, D and the bias of the step
    if (config.flag(keys.convolutionBias, true)) r.vectors += convolved;
    if (!keys.projectionBias.empty() && config.flag(keys.projectionBias, false)) r.vectors += r.inputWidth + hidden;
    r.state = state + columns;
    const bool isWide = !keys.dtype.empty() && config.text(keys.dtype) == "float32";
    if (isWide && r.state > 0) r.stateBytes = (4 * state + halfBytes * columns) / r.state;
    r.flopPerStateElement = mambaFlop;
    checkMixer(config, r, config.keyOf(keys.heads), config.keyOf(keys.stateDim));
    return r;
}

/// Attention or a mixer in each layer: by a list of words, else by one of the layers with attention.
std::vector<AttentionKind> readHybridKinds(ConfigReader& config, double layers, std::string_view indices,
                                           std::string_view words) {
    const auto attends = config.wholes(indices, {0, layerRange.maximum});
    return readKinds(
        config, layers, {AttentionKind::Full, AttentionKind::Recurrent},
        [&attends](int layer) {
            return std::ranges::find(attends, layer) != attends.end() ? AttentionKind::Full : AttentionKind::Recurrent;
        },
        words);
}

/// A model of mixers alone.
void readMambaAlone(ConfigReader& config, Model& model) {
    model.architecture.hidden = config.requiredWhole(hiddenKeys, hiddenRange);
    const double layers = config.requiredWhole(layerKeys, layerRange);
    model.architecture.vocabulary = config.requiredWhole(vocabularyKeys, vocabularyRange);
    model.architecture.tiedEmbeddings = config.inheritedFlag("tie_word_embeddings", false);
    LayerGroup layer = withMixer({.norms = 1}, readMamba2(config,
                                                          {.heads = {"num_heads"},
                                                           .headDim = {"head_dim"},
                                                           .groups = {"n_groups"},
                                                           .stateDim = {"state_size"},
                                                           .taps = {"conv_kernel"},
                                                           .convolutionBias = "use_conv_bias",
                                                           .projectionBias = "use_bias",
                                                           .hasNorm = config.flag("rms_norm", true)},
                                                          model.architecture.hidden));
    layer.feedForward = {.kind = FeedForwardKind::None};
    addLayers(model, layers, layer);
}

/// Granite 4 and Bamba: mixers or attention, each with a feed-forward; its experts beside a shared one.
void readGraniteHybrid(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model);
    LayerGroup full;
    full.attention = readHeads(config, model);
    addAttentionBias(full, model, config.flag("attention_bias", false));
    LayerGroup mixer = withMixer({}, readMamba2(config,
                                                {.heads = {"mamba_n_heads"},
                                                 .headDim = {"mamba_d_head"},
                                                 .groups = {"mamba_n_groups"},
                                                 .stateDim = {"mamba_d_state"},
                                                 .taps = {"mamba_d_conv"},
                                                 .convolutionBias = "mamba_conv_bias",
                                                 .projectionBias = "mamba_proj_bias"},
                                                model.architecture.hidden));
    const double experts = config.whole({"num_local_experts"}, {0, expertRange.maximum}, 0);
    const double shared = config.whole({"shared_intermediate_size"}, {0, widthRange.maximum}, 0);
    if (experts > 0)
        full.feedForward = readMixture(
            config, {.intermediate = intermediateKeys, .sharedIntermediate = {"shared_intermediate_size"}});
    else
        full.feedForward = shared > 0 ? FeedForward{.intermediate = shared} : readDense(config);
    mixer.feedForward = full.feedForward;
    const auto kinds = readHybridKinds(config, layers, "attn_layer_indices",
                                       config.has("layers_block_type") ? "layers_block_type" : "layer_types");
    for (const AttentionKind kind : kinds) addLayer(model, kind == AttentionKind::Full ? full : mixer);
}

/// The feed-forwards of Nemotron-H: squared ReLU, two matrices each, and experts that may work in a latent.
FeedForward readNemotronExperts(ConfigReader& config) {
    FeedForward f = readMixture(config, {.experts = {"n_routed_experts"},
                                         .sharedExperts = {"n_shared_experts"},
                                         .sharedWidth = {"moe_shared_expert_intermediate_size"}});
    f.gated = false;
    f.expertHidden = config.whole({"moe_latent_size"}, {0, widthRange.maximum}, 0);
    return f;
}

/// Nemotron-H, Nemotron-3: each block is one thing, by a letter: a mixer, attention, a feed-forward, experts.
void readNemotronH(ConfigReader& config, Model& model) {
    constexpr std::string_view letters = "M*-E";
    const double layers = readFrame(config, model);
    const std::string pattern = config.text("hybrid_override_pattern");
    if (static_cast<double>(pattern.size()) != layers || pattern.find_first_not_of(letters) != std::string::npos) {
        config.fault("hybrid_override_pattern", LP_TEXT("fault", "must have one of %1 for each of the %2 layers")(
                                                    verbatim("M, *, -, E"), plainAmount(layers)));
        return;
    }
    const FeedForward none{.kind = FeedForwardKind::None};
    LayerGroup empty{.attention = {.kind = AttentionKind::None}, .feedForward = none, .norms = 1};
    std::array blocks{empty, empty, empty, empty};
    const auto has = [&](char letter) { return pattern.find(letter) != std::string::npos; };
    if (has('M')) {
        blocks[0] = withMixer({.norms = 1}, readMamba2(config,
                                                       {.heads = {"mamba_num_heads"},
                                                        .headDim = {"mamba_head_dim"},
                                                        .groups = {"n_groups"},
                                                        .stateDim = {"ssm_state_size"},
                                                        .taps = {"conv_kernel"},
                                                        .convolutionBias = "use_conv_bias",
                                                        .projectionBias = "mamba_proj_bias",
                                                        .dtype = "mamba_ssm_cache_dtype"},
                                                       model.architecture.hidden));
        blocks[0].feedForward = none;
    }
    if (has('*')) {
        blocks[1].attention = readHeads(config, model);
        addAttentionBias(blocks[1], model, config.flag("attention_bias", false));
    }
    if (has('-')) {
        blocks[2].feedForward = readDense(config);
        blocks[2].feedForward.gated = false;
        if (config.flag("mlp_bias", false))
            blocks[2].extraVectors += blocks[2].feedForward.intermediate + model.architecture.hidden;
    }
    if (has('E')) {
        blocks[3].feedForward = readNemotronExperts(config);
        blocks[3].extraVectors += blocks[3].feedForward.experts; // what evens out the choice of experts
    }
    for (const char letter : pattern) addLayer(model, blocks[letters.find(letter)]);
}

/// A convolution over the last tokens between two gates (LFM2).
Recurrence readShortConvolution(ConfigReader& config, double hidden) {
    const double taps = config.whole({"conv_L_cache"}, {2, headRange.maximum}, 3);
    Recurrence r{.form = "short convolution"};
    r.inputWidth = 3 * hidden; // two gates and what is convolved
    r.outputWidth = hidden;
    r.vectors = hidden * taps;
    if (config.flag("conv_bias", false)) r.vectors += 5 * hidden;
    r.state = hidden * (taps - 1);
    r.flopPerStateElement = convolutionFlop;
    return r;
}

/// The width that LFM2 adjusts by itself: two thirds, by a factor, rounded up.
double adjustedWidth(ConfigReader& config) {
    const double width = config.requiredWhole({"block_ff_dim", "intermediate_size"}, widthRange);
    if (!config.flag("block_auto_adjust_ff_dim", true)) return width;
    const double factor = config.number("block_ffn_dim_multiplier", 1);
    const double step = config.whole({"block_multiple_of"}, widthRange, 256);
    const double adjusted = std::ceil(std::floor(factor * std::floor(2 * width / 3)) / step) * step;
    config.checkAtMost(adjusted, widthRange.maximum, "block_ff_dim",
                       LP_TEXT("fault", "makes a width of %1, which is more than %2"));
    return std::max(adjusted, step);
}

void readLfm2(ConfigReader& config, Model& model) {
    const double layers = readFrame(config, model, {.tied = true});
    model.architecture.tiedEmbeddings = config.inheritedFlag("tie_embedding", model.architecture.tiedEmbeddings);
    LayerGroup full;
    full.attention = readHeads(config, model);
    full.attention.queryKeyNorm = true;
    const LayerGroup convolution = withMixer({}, readShortConvolution(config, model.architecture.hidden));
    const bool hasExperts = config.has("num_experts");
    const double first = hasExperts ? config.whole({"num_dense_layers"}, {0, layerRange.maximum}, 2) : layers;
    const FeedForward mixture = hasExperts ? readMixture(config, {}) : FeedForward();
    FeedForward dense;
    if (first > 0)
        dense = {.intermediate = hasExperts ? config.requiredWhole(intermediateKeys, widthRange)
                                            : adjustedWidth(config)};
    const auto kinds = readHybridKinds(config, layers, "full_attn_idxs", "layer_types");
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        LayerGroup layer = kinds[i] == AttentionKind::Full ? full : convolution;
        const bool isDense = static_cast<double>(i) < first;
        layer.feedForward = isDense ? dense : mixture;
        if (!isDense && config.flag("use_expert_bias", true)) layer.extraVectors += mixture.experts;
        addLayer(model, layer);
    }
}

} // namespace

std::span<const Type> stateSpaceTypes() {
    static constexpr std::array types{Type{"mamba2", readMambaAlone},   Type{"granitemoehybrid", readGraniteHybrid},
                                      Type{"bamba", readGraniteHybrid}, Type{"nemotron_h", readNemotronH},
                                      Type{"lfm2", readLfm2},           Type{"lfm2_moe", readLfm2}};
    return types;
}

} // namespace longpeak::huggingFace
