// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/hugging_face/config_reader.h"
#include "model/model.h"

#include <functional>
#include <initializer_list>

// What configs of all types have in common. Private to the import.

namespace longpeak::huggingFace {

// Names of the same thing: Hugging Face's own, then those of GPT-2, Falcon, MPT, ChatGLM and others.
inline const Keys hiddenKeys{"hidden_size", "n_embd", "d_model", "n_embed", "dim"};
inline const Keys layerKeys{"num_hidden_layers", "n_layer", "n_layers", "num_layers"};
inline const Keys headKeys{"num_attention_heads", "n_head", "n_heads", "num_heads"};
inline const Keys kvHeadKeys{"num_key_value_heads", "num_kv_heads", "n_head_kv", "n_kv_heads"};
inline const Keys headDimKeys{"head_dim", "kv_channels", "attention_head_dim"};
inline const Keys vocabularyKeys{"vocab_size", "padded_vocab_size"};
inline const Keys intermediateKeys{"intermediate_size", "n_inner", "ffn_dim", "ffn_hidden_size", "d_ff"};
inline const Keys contextKeys{"max_position_embeddings", "n_positions", "max_seq_len", "seq_length", "n_ctx"};

/// What the type's own code takes where the config says nothing; 0 = the config has to say it, or for KV heads as many
/// as query heads, and for the dimension the hidden width over the heads.
struct Defaults {
    double vocabulary = 0;
    double queryHeads = 0;
    double kvHeads = 0;
    double headDim = 0;
    double context = 0;
    bool tied = false;
};

/// Reads width, vocabulary, head and context into the model. Gives the number of layers.
double readFrame(ConfigReader& config, Model& model, const Defaults& defaults = {});

/// Query heads, KV heads and their dimension.
Attention readHeads(ConfigReader& config, const Model& model, const Defaults& defaults = {});

/// A dense feed-forward with three matrices.
FeedForward readDense(ConfigReader& config);

/// The names of a mixture's parts in one type.
struct MixtureKeys {
    Keys experts{"num_local_experts", "num_experts"};
    Keys active{"num_experts_per_tok"};
    Keys intermediate{"moe_intermediate_size"};
    Keys sharedExperts;      ///< their number
    Keys sharedWidth{};      ///< of each of them; where there is none, that of routed ones
    Keys sharedIntermediate; ///< width of all shared experts
};

FeedForward readMixture(ConfigReader& config, const MixtureKeys& keys);

/// A fault where the heads of keys and values, from that key, do not divide the query heads evenly.
void checkKvHeads(ConfigReader& config, const Attention& attention, std::string_view key);

/// Biases of queries, keys and values where the flag is set, and of the output too.
void addAttentionBias(LayerGroup& layer, const Model& model, bool bias);

/// Tokens of the window, 0 = no window. A window that is absent is `fallback`, one that is null is none.
double readWindow(ConfigReader& config, double fallback, std::string_view key = "sliding_window");

using KindOfLayer = std::function<AttentionKind(int layer)>;
inline constexpr std::initializer_list<AttentionKind> fullOrWindow{AttentionKind::Full, AttentionKind::Window};
using IsMixture = std::function<bool(int layer)>;

/// What each layer looks at, by "layer_types" or another list of words, else by `otherwise`. Of `allowed` alone.
std::vector<AttentionKind> readKinds(ConfigReader& config, double layers, std::initializer_list<AttentionKind> allowed,
                                     const KindOfLayer& otherwise, std::string_view key = "layer_types");

/// Lets the layer look that far. A window as long as the longest context bounds nothing.
void setKind(Attention& attention, AttentionKind kind, double window, const Model& model);

/// A fault for layers with a window where the config has none.
void checkWindow(ConfigReader& config, const std::vector<AttentionKind>& kinds, double window,
                 std::string_view key = "sliding_window");

/// Every layer but each `pattern`-th has a window.
KindOfLayer allButEach(double pattern);

/// Adds a layer like this one for each kind.
void addByKind(ConfigReader& config, Model& model, LayerGroup layer, const std::vector<AttentionKind>& kinds,
               double window);

/// Whether a layer is a mixture: by a list "mlp_layer_types" of "dense" and "sparse", by the first that are dense and
/// the distance of those that are not (DeepSeek, GLM).
IsMixture readFirstDense(ConfigReader& config, double layers);
/// By the distance of mixtures and a list of layers that are none (Qwen).
IsMixture readSparseStep(ConfigReader& config);

/// Adds one layer to the group of its equals.
void addLayer(Model& model, const LayerGroup& layer);
/// Adds so many that are alike.
void addLayers(Model& model, double layers, const LayerGroup& layer);

/// The layer with a mixer in place of its attention, which carries no heads.
LayerGroup withMixer(LayerGroup layer, const Recurrence& recurrence);

/// Faults where a mixer is wider, or its parts are larger, than a model may hold: at the keys that they follow from.
void checkMixer(ConfigReader& config, const Recurrence& recurrence, std::string_view widthKey,
                std::string_view stateKey);

} // namespace longpeak::huggingFace
