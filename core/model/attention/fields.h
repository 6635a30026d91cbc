// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/attention_kind.h"

#include <cstdint>

// Fields that several kinds of attention have. Private to this folder.

namespace longpeak::attentionField {

/// The order of all kinds' fields in the form, in which each stands once.
enum Place : std::uint8_t {
    Reach,
    Heads,
    LatentKept,
    LatentRotary,
    LatentPlain,
    LatentValue,
    LatentQuery,
    Recurrent,
    Selected,
    Shared,
    KeyIsValue,
    OutputGate,
    Bias,
    Norm
};

inline constexpr NumberRange perHead = wholes(1, 100'000);
inline constexpr NumberRange perRank = wholes(1, 10'000'000);
inline constexpr NumberRange tokens = wholes(1, 1e9);

using Row = DocumentField<Attention>;

inline constexpr Row queryHeads{.key = "query_heads",
                                .value = atMember<&Attention::queryHeads>(),
                                .range = perHead,
                                .label = LP_TEXT("preset", "Query heads"),
                                .help = LP_TEXT("preset", "H_q"),
                                .place = Heads};
inline constexpr Row kvHeads{.key = "kv_heads",
                             .value = atMember<&Attention::kvHeads>(),
                             .range = perHead,
                             .label = LP_TEXT("preset", "KV heads"),
                             .help = LP_TEXT("preset", "H_kv: the cache grows with them."),
                             .place = Heads};
inline constexpr Row headDim{.key = "head_dim",
                             .value = atMember<&Attention::headDim>(),
                             .range = perHead,
                             .label = LP_TEXT("preset", "Head dimension"),
                             .help = LP_TEXT("preset", "Of queries and keys."),
                             .place = Heads};
inline constexpr Row valueDim{.key = "value_dim",
                              .value = noneAtZero<&Attention::valueDim>(),
                              .presence = Presence::Optional,
                              .range = perHead,
                              .label = LP_TEXT("preset", "Value dimension"),
                              .help = LP_TEXT("preset", "Of the values of a head, where it is another."),
                              .empty = LP_TEXT("preset", "as the head"),
                              .place = Heads};
inline constexpr Row window{.key = "window",
                            .value = atMember<&Attention::window>(),
                            .range = tokens,
                            .unit = Unit::Tokens,
                            .label = LP_TEXT("preset", "Tokens seen"),
                            .help = LP_TEXT("preset", "Length of the window or chunk."),
                            .place = Reach};
inline constexpr Row shared{
    .key = "shared",
    .value = atMember<&Attention::shared>(),
    .presence = Presence::Optional,
    .label = LP_TEXT("preset", "Shares an earlier cache"),
    .help = LP_TEXT("preset", "Reads the cache of an earlier layer and keeps none (YOCO, cross-layer attention)."),
    .place = Shared};
inline constexpr Row outputGate{.key = "output_gate",
                                .value = atMember<&Attention::outputGate>(),
                                .presence = Presence::Optional,
                                .label = LP_TEXT("preset", "Output gate"),
                                .help = LP_TEXT("preset", "As wide as the heads’ output."),
                                .place = OutputGate};
inline constexpr Row keyIsValue{
    .key = "key_is_value",
    .value = atMember<&Attention::keyIsValue>(),
    .presence = Presence::Optional,
    .label = LP_TEXT("preset", "One projection, keys and values"),
    .help = LP_TEXT("preset", "One projection makes both, which are cached apart (Gemma 4)."),
    .place = KeyIsValue};
inline constexpr Row queryKeyValueBias{.key = "qkv_bias",
                                       .value = atMember<&Attention::queryKeyValueBias>(),
                                       .presence = Presence::Optional,
                                       .label = LP_TEXT("preset", "Biases"),
                                       .help = LP_TEXT("preset", "On queries, keys and values."),
                                       .place = Bias};
inline constexpr Row queryKeyNorm{.key = "qk_norm",
                                  .value = atMember<&Attention::queryKeyNorm>(),
                                  .presence = Presence::Optional,
                                  .label = LP_TEXT("preset", "Query and key norms"),
                                  .help = LP_TEXT("preset", "A norm on queries and one on keys."),
                                  .place = Norm};

inline constexpr Row selectionFields[] = {
    {.key = "tokens",
     .value = noneAtZero<&Attention::selection, &Selection::tokens>(),
     .range = tokens,
     .unit = Unit::Tokens,
     .label = LP_TEXT("preset", "Selected tokens"),
     .help = LP_TEXT("preset", "Sparse attention: an indexer scores every token, attention sees only the best."),
     .empty = LP_TEXT("preset", "no selection")},
    {.key = "heads",
     .value = atMember<&Attention::selection, &Selection::heads>(),
     .range = wholes(0, 100'000),
     .label = LP_TEXT("preset", "Indexer heads"),
     .help = LP_TEXT("preset", "Of the indexer’s queries; 0 where the layer takes what an earlier one selected.")},
    {.key = "head_dim",
     .value = atMember<&Attention::selection, &Selection::headDim>(),
     .range = wholes(0, 100'000),
     .label = LP_TEXT("preset", "Indexer dimension"),
     .help = LP_TEXT("preset", "Its cached key has that many elements; 0 where it has none of its own.")}};

inline constexpr Row selection{
    .key = "selection",
    .value = NestedFields<Attention>{.fields = [] { return std::span<const Row>(selectionFields); },
                                     .checks = {},
                                     .present = [](const Attention& a) { return a.selection.tokens > 0; }},
    .presence = Presence::Optional,
    .place = Selected};

} // namespace longpeak::attentionField
