// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/families.h"
#include "model/hugging_face/parts.h"

#include "quantity/format.h"

#include <algorithm>

namespace longpeak::huggingFace {
namespace {

const Keys expertKeys{"num_local_experts", "num_experts", "n_routed_experts", "moe_num_experts"};
const Keys activeKeys{"num_experts_per_tok", "num_experts_per_token", "experts_per_token", "moe_topk", "moe_top_k"};

/// A feed-forward of GPT-2's kind, four times as wide as the model, is what a null means.
FeedForward readUnknownDense(ConfigReader& config, const Model& model) {
    if (config.hasAny(intermediateKeys) || !config.isNull("n_inner")) return readDense(config);
    config.warn("n_inner", LP_TEXT("fault", "is null; 4 times the hidden width is assumed"));
    config.checkAtMost(4 * model.architecture.hidden, widthRange.maximum, "n_inner",
                       LP_TEXT("fault", "makes a width of %1, which is more than %2"));
    return {.intermediate = 4 * model.architecture.hidden};
}

FeedForward readUnknownMixture(ConfigReader& config) {
    const bool ownWidth = config.hasAny({"moe_intermediate_size", "expert_intermediate_size"});
    if (!ownWidth)
        config.warn(config.keyOf(intermediateKeys),
                    LP_TEXT("fault", "is taken as the width of each expert, since no other is given"));
    const Keys width = ownWidth ? Keys{"moe_intermediate_size", "expert_intermediate_size"} : intermediateKeys;
    MixtureKeys keys{.experts = expertKeys, .active = activeKeys, .intermediate = width};
    if (config.has("shared_expert_intermediate_size"))
        keys.sharedIntermediate = {"shared_expert_intermediate_size"};
    else
        keys.sharedExperts = {"n_shared_experts", "num_shared_experts", "num_shared_expert", "moe_num_shared_experts"};
    return readMixture(config, keys);
}

Attention readUnknownHeads(ConfigReader& config, const Model& model) {
    Attention a;
    const bool single = !config.hasAny(kvHeadKeys) && config.flag("multi_query", false);
    a = readHeads(config, model, {.kvHeads = single ? 1.0 : 0.0});
    if (!single && !config.hasAny(kvHeadKeys) && a.queryHeads > 0)
        config.warn(kvHeadKeys.front(), LP_TEXT("fault", "is missing; as many as the %1 query heads are assumed")(
                                            plainAmount(a.queryHeads)));
    if (!config.hasAny(headDimKeys) && a.headDim > 0)
        config.warn(headDimKeys.front(),
                    LP_TEXT("fault", "is missing; the hidden width over the query heads is assumed, %1")(
                        plainAmount(a.headDim)));
    return a;
}

/// The kinds of a list of words that says it all; else every layer sees everything.
std::vector<AttentionKind> readUnknownKinds(ConfigReader& config, double layers, double window) {
    const Json* list = config.find("layer_types");
    const auto isKnown = [](const Json& word) {
        return word == "full_attention" || word == "sliding_attention" || word == "attention";
    };
    const bool readable = list != nullptr && list->is_array() && std::ranges::all_of(*list, isKnown);
    if (readable && window > 0) return readKinds(config, layers, fullOrWindow, allButEach(1));
    if (list != nullptr)
        config.warn("layer_types",
                    LP_TEXT("fault", "is not understood; every layer is taken to see every earlier token"));
    else if (window > 0)
        config.warn("sliding_window",
                    LP_TEXT("fault", "is left out: which layers it bounds is not known, and each is taken "
                                     "to see every earlier token"));
    return std::vector<AttentionKind>(static_cast<std::size_t>(layers), AttentionKind::Full);
}

} // namespace

void readUnknown(ConfigReader& config, Model& model, std::string_view type) {
    if (type.empty())
        config.warn("model_type",
                    LP_TEXT("fault", "is missing; read as a decoder with gated feed-forwards, two norms a "
                                     "layer and no biases"));
    else
        config.warn("model_type", LP_TEXT("fault", "is %1, which is not known; read as a decoder with gated "
                                                   "feed-forwards, two norms a layer and no biases")(inQuotes(type)));
    const double layers = readFrame(config, model);
    if (!config.has("tie_word_embeddings") &&
        (config.outer() == nullptr || !config.outer()->has("tie_word_embeddings")))
        config.warn("tie_word_embeddings", LP_TEXT("fault", "is missing; a head of its own is assumed"));
    LayerGroup layer;
    const bool isLatent = config.has("kv_lora_rank");
    if (isLatent) {
        readLatentAttention(config, layer, model);
    } else {
        layer.attention = readUnknownHeads(config, model);
    }
    LayerGroup mixture = layer;
    const bool hasExperts = config.whole(expertKeys, {0, expertRange.maximum}, 0) > 1;
    const IsMixture isMixture = hasExperts ? readFirstDense(config, layers) : [](int) { return false; };
    if (hasExperts) mixture.feedForward = readUnknownMixture(config);
    bool hasDense = false;
    for (int i = 0; i < static_cast<int>(layers); ++i) hasDense = hasDense || !isMixture(i);
    if (hasDense || layers == 0) layer.feedForward = readUnknownDense(config, model);
    const bool mayBound = config.flag("use_sliding_window", true);
    const double window = mayBound && !isLatent ? readWindow(config, 0) : 0;
    const auto kinds = isLatent ? std::vector<AttentionKind>(static_cast<std::size_t>(layers), AttentionKind::Latent)
                                : readUnknownKinds(config, layers, window);
    for (int i = 0; i < static_cast<int>(kinds.size()); ++i) {
        LayerGroup one = isMixture(i) ? mixture : layer;
        if (!isLatent) setKind(one.attention, kinds[static_cast<std::size_t>(i)], window, model);
        addLayer(model, one);
    }
}

} // namespace longpeak::huggingFace
