// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/document_field.h"
#include "model/architecture.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// Everything that is particular to a kind of attention is its row, and each row is a file of model/attention/. Counts
// are of one layer, in elements, not bytes.

namespace longpeak {

/// What a layer keeps of a user.
enum class Keeps {
    Everything, ///< every token
    Window,     ///< the last `Attention::window` tokens
    State,      ///< `Attention::recurrence`, whatever the context
    Nothing
};

/// Which part of the memory a layer's cache is counted in.
enum class CachePart { Full, Latent, Window, State };

/// What a kind that attends computes with. Widths are of one head, in elements, which are multiply-adds for each pair of
/// a query and a key.
struct AttentionHeads {
    double queries = 0;   ///< H_q
    double cached = 0;    ///< heads that the cache is made of and that GPUs divide between them; a latent is one
    double query = 0;     ///< width of a query, and of a key in prefill
    double value = 0;     ///< width of a value in prefill, and of the output
    double kept = 0;      ///< elements cached for a token by each of the cached heads
    double decode = 0;    ///< multiply-adds of a query head with a cached token in decode; in prefill query + value
    bool expands = false; ///< prefill makes keys and values for each query head anew, and reads these
};

/// An attention to stand in the place of another one.
struct AttentionInstead {
    Text name;  ///< "MHA, 56 heads"
    Text brief; ///< "MHA"
    Attention attention;
};

struct AttentionKindRow {
    AttentionKind kind;
    std::string_view word; ///< in documents
    Message title;         ///< for people: "sliding window"
    Keeps keeps;
    CachePart cache;
    std::span<const DocumentField<Attention>> fields;
    std::span<const DocumentCheck<Attention>> checks;
    /// Settles what the fields leave open, or say twice; nullptr = nothing.
    void (*settle)(Attention&) = nullptr;
    /// Fills in what the kind needs and there is none of, for a model of that width; nullptr = nothing.
    void (*complete)(Attention&, double hidden) = nullptr;

    /// Every matrix that a token passes once, biases and norms left out.
    double (*matrices)(const Attention&, double hidden);
    /// Elements of biases, norms and convolutions.
    double (*vectors)(const Attention&);
    /// nullptr = there are no scores to compute.
    AttentionHeads (*heads)(const Attention&) = nullptr;

    /// What a layer with those heads, `kvHeads` of them cached, could be instead, as published models of this kind have it:
    /// always as many, in the same order. nullptr = nothing.
    std::vector<AttentionInstead> (*instead)(const AttentionHeads& heads, double kvHeads) = nullptr;

    // For people; of kinds that attend.
    MarkedMessage<1> reach = {}; ///< what bounds it, with the number of tokens: "window %1"
    /// "GQA 56→8 heads × 128", "MLA 512 + 64"
    Text (*described)(const Attention&) = nullptr;
    /// Elements cached for a token as they are multiplied: "2 × 8 × 128"
    Text (*cacheTerm)(const Attention&) = nullptr;
    // Of every kind.
    /// In a list of groups: "window 4096, GQA 32→8 × 128"
    Text (*inList)(const Attention&);
};

/// Every kind, in the order of AttentionKind.
std::span<const AttentionKindRow> attentionKinds();

const AttentionKindRow& kindOf(const Attention& attention);

/// With what its kind has and nothing else, as a document holds it.
Attention trimmed(const Attention& attention);

} // namespace longpeak
