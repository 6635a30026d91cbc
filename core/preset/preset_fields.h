// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/document_field.h"
#include "hardware/accelerator.h"
#include "model/attention_kind.h"
#include "model/model.h"

#include <span>
#include <string_view>

// The fields of presets that can be edited, one row each: the reader, the writer and the editors' forms are made from
// these tables, and from those of each kind of attention (model/attention_kind.h).

namespace longpeak {

/// Parts of the forms. Those of accelerators, but the first, are headings.
namespace formSection {
inline constexpr Message identity = LP_TEXT("preset", "Identity");
inline constexpr Message maker = LP_TEXT("preset", "Maker");
inline constexpr Message memory = LP_TEXT("preset", "Memory");
inline constexpr Message peaks = LP_TEXT("preset", "Peaks of the matrix units, without sparsity");
inline constexpr Message links = LP_TEXT("preset", "Links, one direction");
inline constexpr Message price = LP_TEXT("preset", "Price");
inline constexpr Message provenance = LP_TEXT("preset", "Where the figures come from");
inline constexpr Message width = LP_TEXT("preset", "Width");
inline constexpr Message tables = LP_TEXT("preset", "Tables");
inline constexpr Message layers = LP_TEXT("preset", "Layers");
inline constexpr Message extras = LP_TEXT("preset", "Other weights");
} // namespace formSection

std::span<const DocumentField<Accelerator>> acceleratorFields();
/// "groups" is read and written by hand.
std::span<const DocumentField<Model>> modelFields();
inline constexpr std::string_view attentionKey = "attention";
inline constexpr std::string_view feedForwardKey = "feed_forward";
/// The parts at these two keys are read and written by hand, by their kinds.
std::span<const DocumentField<LayerGroup>> groupFields();

struct FeedForwardRow {
    FeedForwardKind kind;
    std::string_view word; ///< in documents
    Message title;         ///< for people
    std::span<const DocumentField<FeedForward>> fields;
    std::span<const DocumentCheck<FeedForward>> checks;
};

/// Every kind, in the order of FeedForwardKind.
std::span<const FeedForwardRow> feedForwardKinds();

/// The group with what its kinds have and nothing else, as a document holds it.
LayerGroup trimmed(const LayerGroup& group);

} // namespace longpeak
