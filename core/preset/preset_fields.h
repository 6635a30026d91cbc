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
inline constexpr std::string_view identity = "Identity";
inline constexpr std::string_view maker = "Maker";
inline constexpr std::string_view memory = "Memory";
inline constexpr std::string_view peaks = "Peaks of the matrix units, without sparsity";
inline constexpr std::string_view links = "Links, one direction";
inline constexpr std::string_view price = "Price";
inline constexpr std::string_view provenance = "Where the figures come from";
inline constexpr std::string_view width = "Width";
inline constexpr std::string_view tables = "Tables";
inline constexpr std::string_view layers = "Layers";
inline constexpr std::string_view extras = "Other weights";
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
    std::string_view word;  ///< in documents
    std::string_view title; ///< for people
    std::span<const DocumentField<FeedForward>> fields;
    std::span<const DocumentCheck<FeedForward>> checks;
};

/// Every kind, in the order of FeedForwardKind.
std::span<const FeedForwardRow> feedForwardKinds();

/// The group with what its kinds have and nothing else, as a document holds it.
LayerGroup trimmed(const LayerGroup& group);

} // namespace longpeak
