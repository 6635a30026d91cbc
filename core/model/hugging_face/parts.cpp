// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/parts.h"

#include "quantity/format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace longpeak::huggingFace {
namespace {

struct KindWord {
    std::string_view word;
    AttentionKind kind;
};

constexpr std::array kindWords{KindWord{"full_attention", AttentionKind::Full},
                               KindWord{"attention", AttentionKind::Full},
                               KindWord{"deepseek_sparse_attention", AttentionKind::Full},
                               KindWord{"indexed_attention", AttentionKind::Full},
                               KindWord{"sliding_attention", AttentionKind::Window},
                               KindWord{"chunked_attention", AttentionKind::Chunked},
                               KindWord{"linear_attention", AttentionKind::Recurrent},
                               KindWord{"mamba", AttentionKind::Recurrent},
                               KindWord{"conv", AttentionKind::Recurrent}};

std::string wordsOf(std::initializer_list<AttentionKind> kinds) {
    std::string list;
    for (const KindWord& row : kindWords)
        if (std::ranges::find(kinds, row.kind) != kinds.end())
            list += (list.empty() ? "" : ", ") + std::string(row.word);
    return list;
}

/// The list has an entry for each layer. More are let be: some makers count layers of multi-token prediction too.
bool coversLayers(ConfigReader& config, std::string_view key, std::size_t entries, double layers) {
    if (static_cast<double>(entries) >= layers) return true;
    config.fault(key, LP_TEXT("fault", "has %1 entries for %2 layers")(plainAmount(static_cast<double>(entries)),
                                                                       plainAmount(layers)));
    return false;
}

/// The length that a YaRN scaling stretches the context to, which its makers leave out of the context at times. 0 = none.
double stretchedContext(ConfigReader& config) {
    for (const std::string_view key : {"rope_scaling", "rope_parameters"}) {
        const Json* node = config.find(key);
        if (node == nullptr || !node->is_object()) continue;
        const auto number = [node](const char* name) {
            const auto found = node->find(name);
            return found != node->end() && found->is_number() ? found->get<double>() : 0.0;
        };
        const bool isYarn = node->value("rope_type", Json()) == "yarn" || node->value("type", Json()) == "yarn";
        const double length = std::floor(number("factor") * number("original_max_position_embeddings"));
        if (isYarn && length >= tokenRange.minimum && length <= tokenRange.maximum) return length;
    }
    return 0;
}

bool divides(double part, double whole) {
    return part > 0 && std::fmod(whole, part) == 0;
}

} // namespace

double readFrame(ConfigReader& config, Model& model, const Defaults& defaults) {
    model.architecture.hidden = config.requiredWhole(hiddenKeys, hiddenRange);
    const double layers = config.requiredWhole(layerKeys, layerRange);
    model.architecture.vocabulary = defaults.vocabulary > 0
                                        ? config.whole(vocabularyKeys, vocabularyRange, defaults.vocabulary)
                                        : config.requiredWhole(vocabularyKeys, vocabularyRange);
    model.architecture.tiedEmbeddings = config.inheritedFlag("tie_word_embeddings", defaults.tied);
    model.maxContext = Tokens(
        std::max(config.whole(contextKeys, tokenRange, defaults.context), stretchedContext(config)));
    return layers;
}

Attention readHeads(ConfigReader& config, const Model& model, const Defaults& defaults) {
    Attention a;
    a.queryHeads = defaults.queryHeads > 0 ? config.whole(headKeys, headRange, defaults.queryHeads)
                                           : config.requiredWhole(headKeys, headRange);
    a.kvHeads = defaults.kvHeads;
    // Null means as many as query heads, whatever the default.
    if (a.kvHeads == 0 || config.isNull(config.keyOf(kvHeadKeys))) a.kvHeads = a.queryHeads;
    a.kvHeads = config.whole(kvHeadKeys, headRange, a.kvHeads);
    checkKvHeads(config, a, config.keyOf(kvHeadKeys));
    if (config.hasAny(headDimKeys)) {
        a.headDim = config.whole(headDimKeys, headRange, 0);
    } else if (defaults.headDim > 0) {
        a.headDim = defaults.headDim;
    } else if (a.queryHeads > 0 && model.architecture.hidden > 0) {
        a.headDim = model.architecture.hidden / a.queryHeads;
        if (!divides(a.queryHeads, model.architecture.hidden))
            config.fault(config.keyOf(headKeys),
                         LP_TEXT("fault", "must divide the hidden width of %1 evenly where there is no %2, not %3")(
                             plainAmount(model.architecture.hidden), verbatim("head_dim"), plainAmount(a.queryHeads)));
        if (a.headDim > headRange.maximum)
            config.fault(config.keyOf(headKeys),
                         LP_TEXT("fault", "makes heads of %1 elements")(plainAmount(a.headDim)));
    }
    return a;
}

void checkKvHeads(ConfigReader& config, const Attention& attention, std::string_view key) {
    if (attention.queryHeads > 0 && !divides(attention.kvHeads, attention.queryHeads))
        config.fault(key, LP_TEXT("fault", "must divide the %1 query heads evenly, not %2")(
                              plainAmount(attention.queryHeads), plainAmount(attention.kvHeads)));
}

FeedForward readDense(ConfigReader& config) {
    return {.intermediate = config.requiredWhole(intermediateKeys, widthRange)};
}

FeedForward readMixture(ConfigReader& config, const MixtureKeys& keys) {
    FeedForward f{.kind = FeedForwardKind::Mixture};
    f.intermediate = config.requiredWhole(keys.intermediate, widthRange);
    f.experts = config.requiredWhole(keys.experts, expertRange);
    f.active = config.requiredWhole(keys.active, expertRange);
    if (f.experts > 0 && f.active > f.experts)
        config.fault(config.keyOf(keys.active),
                     LP_TEXT("fault", "must not be more than the %1 experts")(plainAmount(f.experts)));
    if (!keys.sharedExperts.empty()) {
        const double shared = config.whole(keys.sharedExperts, {0, expertRange.maximum}, 0);
        f.sharedIntermediate = shared * config.whole(keys.sharedWidth, {0, widthRange.maximum}, f.intermediate);
        config.checkAtMost(f.sharedIntermediate, widthRange.maximum, config.keyOf(keys.sharedExperts),
                           LP_TEXT("fault", "makes the shared experts' width %1, which is more than %2"));
    }
    if (!keys.sharedIntermediate.empty())
        f.sharedIntermediate = config.whole(keys.sharedIntermediate, {0, widthRange.maximum}, 0);
    return f;
}

void addAttentionBias(LayerGroup& layer, const Model& model, bool bias) {
    layer.attention.queryKeyValueBias = bias;
    if (bias) layer.extraVectors += model.architecture.hidden;
}

double readWindow(ConfigReader& config, double fallback, std::string_view key) {
    if (config.isNull(key)) return 0;
    return config.whole({key}, {0, tokenRange.maximum}, fallback);
}

std::vector<AttentionKind> readKinds(ConfigReader& config, double layers, std::initializer_list<AttentionKind> allowed,
                                     const KindOfLayer& otherwise, std::string_view key) {
    std::vector<AttentionKind> kinds;
    const std::vector<std::string> words = config.texts(key);
    if (words.empty()) {
        for (int layer = 0; layer < static_cast<int>(layers); ++layer) kinds.push_back(otherwise(layer));
        return kinds;
    }
    if (!coversLayers(config, key, words.size(), layers)) return kinds;
    for (int layer = 0; layer < static_cast<int>(layers); ++layer) {
        const std::string& word = words[static_cast<std::size_t>(layer)];
        const auto* const row = std::ranges::find(kindWords, word, &KindWord::word);
        if (row == kindWords.end() || std::ranges::find(allowed, row->kind) == allowed.end()) {
            config.fault(std::string(key) + "/" + std::to_string(layer),
                         LP_TEXT("fault", "must be one of %1, not %2")(verbatim(wordsOf(allowed)), inQuotes(word)));
            return {};
        }
        kinds.push_back(row->kind);
    }
    return kinds;
}

void setKind(Attention& attention, AttentionKind kind, double window, const Model& model) {
    const bool bounds = window > 0 && (model.maxContext.si() == 0 || window < model.maxContext.si());
    attention.kind = bounds ? kind : AttentionKind::Full;
    attention.window = bounds && kind != AttentionKind::Full ? window : 0;
}

void checkWindow(ConfigReader& config, const std::vector<AttentionKind>& kinds, double window, std::string_view key) {
    const auto isBounded = [](AttentionKind kind) {
        return kind == AttentionKind::Window || kind == AttentionKind::Chunked;
    };
    if (window == 0 && std::ranges::any_of(kinds, isBounded))
        config.fault(key, LP_TEXT("fault", "is missing, and there are layers that look no further"));
}

KindOfLayer allButEach(double pattern) {
    return [pattern](int layer) {
        return (layer + 1) % static_cast<int>(pattern) == 0 ? AttentionKind::Full : AttentionKind::Window;
    };
}

void addByKind(ConfigReader& config, Model& model, LayerGroup layer, const std::vector<AttentionKind>& kinds,
               double window) {
    checkWindow(config, kinds, window);
    for (const AttentionKind kind : kinds) {
        setKind(layer.attention, kind, window, model);
        addLayer(model, layer);
    }
}

IsMixture readFirstDense(ConfigReader& config, double layers) {
    const std::vector<std::string> words = config.texts("mlp_layer_types");
    if (!words.empty()) {
        if (!coversLayers(config, "mlp_layer_types", words.size(), layers)) return [](int) { return true; };
        const auto wrong = std::ranges::find_if(
            words, [](const std::string& word) { return word != "dense" && word != "sparse"; });
        if (wrong != words.end())
            config.fault(
                "mlp_layer_types/" + std::to_string(wrong - words.begin()),
                LP_TEXT("fault", "must be %1 or %2, not %3")(verbatim("dense"), verbatim("sparse"), inQuotes(*wrong)));
        return [words](int layer) { return words[static_cast<std::size_t>(layer)] == "sparse"; };
    }
    const double dense = config.whole({"first_k_dense_replace"}, {0, layerRange.maximum}, 0);
    const Json* frequency = config.find("moe_layer_freq");
    if (frequency != nullptr && frequency->is_array()) { // a list of 0 and 1
        const std::vector<double> list = config.wholes("moe_layer_freq", {0, 1});
        if (!coversLayers(config, "moe_layer_freq", list.size(), layers)) return [](int) { return true; };
        return [list](int layer) { return list[static_cast<std::size_t>(layer)] == 1; };
    }
    const double step = config.whole({"moe_layer_freq"}, layerRange, 1);
    return [dense, step](int layer) { return layer >= dense && std::fmod(layer, step) == 0; };
}

IsMixture readSparseStep(ConfigReader& config) {
    const std::vector<double> list = config.wholes("mlp_only_layers", {0, layerRange.maximum});
    const std::set<double> dense(list.begin(), list.end());
    const double step = config.whole({"decoder_sparse_step"}, layerRange, 1);
    return [dense, step](int layer) { return !dense.contains(layer) && std::fmod(layer + 1, step) == 0; };
}

void addLayer(Model& model, const LayerGroup& layer) {
    for (LayerGroup& group : model.architecture.groups) {
        LayerGroup other = layer;
        other.layers = group.layers;
        if (!(other == group)) continue;
        group.layers += 1;
        return;
    }
    model.architecture.groups.push_back(layer);
    model.architecture.groups.back().layers = 1;
}

void addLayers(Model& model, double layers, const LayerGroup& layer) {
    for (int i = 0; i < static_cast<int>(layers); ++i) addLayer(model, layer);
}

LayerGroup withMixer(LayerGroup layer, const Recurrence& recurrence) {
    layer.attention = {.kind = AttentionKind::Recurrent, .recurrence = recurrence};
    return layer;
}

void checkMixer(ConfigReader& config, const Recurrence& r, std::string_view widthKey, std::string_view stateKey) {
    config.checkAtMost(std::max(r.inputWidth, r.outputWidth), widthRange.maximum, widthKey,
                       LP_TEXT("fault", "makes a mixer of width %1, which is more than %2"));
    config.checkAtMost(std::max({r.state, r.vectors, r.innerMatrices}), maximumElements, stateKey,
                       LP_TEXT("fault", "makes a state of %1, which is more than %2"));
}

} // namespace longpeak::huggingFace
