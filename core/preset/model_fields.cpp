// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preset/shared_fields.h"

namespace longpeak {
namespace {

constexpr double maximumWidth = 10'000'000;
constexpr double maximumElements = 1e15;

constexpr DocumentField<FeedForward> intermediate{.key = "intermediate",
                                                  .value = atMember<&FeedForward::intermediate>(),
                                                  .range = wholes(1, maximumWidth),
                                                  .label = "Intermediate size",
                                                  .help = "Of the block, or of each expert."};
constexpr DocumentField<FeedForward> gated{.key = "gated",
                                           .value = atMember<&FeedForward::gated>(),
                                           .presence = Presence::Defaulted,
                                           .label = "Gated",
                                           .help = "Three matrices (SwiGLU) instead of two."};

constexpr DocumentField<FeedForward> denseFields[] = {intermediate, gated};
constexpr DocumentField<FeedForward> mixtureFields[] = {
    intermediate,
    gated,
    {.key = "experts",
     .value = atMember<&FeedForward::experts>(),
     .range = wholes(1, 1'000'000),
     .label = "Experts",
     .help = "Routed experts of a layer."},
    {.key = "active",
     .value = atMember<&FeedForward::active>(),
     .range = wholes(1, 1'000'000),
     .label = "Active",
     .help = "Routed experts that a token uses."},
    {.key = "shared_intermediate",
     .value = noneAtZero<&FeedForward::sharedIntermediate>(),
     .presence = Presence::Optional,
     .range = wholes(0, maximumWidth),
     .label = "Shared experts",
     .help = "Intermediate size of all shared experts together.",
     .empty = "none"},
    {.key = "dense_intermediate",
     .value = noneAtZero<&FeedForward::denseIntermediate>(),
     .presence = Presence::Optional,
     .range = wholes(0, maximumWidth),
     .label = "Dense branch",
     .help = "Intermediate size of a dense block beside the experts.",
     .empty = "none"},
    {.key = "expert_hidden",
     .value = noneAtZero<&FeedForward::expertHidden>(),
     .presence = Presence::Optional,
     .range = wholes(1, maximumWidth),
     .label = "Width of experts",
     .help = "That routed experts work in, where it is not the model’s.",
     .empty = "as the model"}};

constexpr DocumentCheck<FeedForward> mixtureChecks[] = {
    {.key = "active",
     .reason = "must not be more than experts",
     .fails = [](const FeedForward& f) { return f.active > f.experts; },
     .given = "experts"}};

} // namespace

std::span<const DocumentField<Model>> modelFields() {
    static constexpr DocumentField<Model> rows[] = {
        idField<Model>,
        nameField<Model>,
        {.key = "developer",
         .value = atMember<&Model::developer>(),
         .presence = Presence::Optional,
         .label = "Maker",
         .empty = "not said",
         .section = formSection::maker},
        {.key = "family",
         .value = atMember<&Model::family>(),
         .presence = Presence::Optional,
         .label = "Family",
         .help = "The size slider resizes a model along the shipped models of its family.",
         .empty = "not said",
         .section = formSection::maker},
        {.key = "hidden",
         .value = atMember<&Model::architecture, &Architecture::hidden>(),
         .range = wholes(1, 1'000'000),
         .label = "Hidden size",
         .help = "Width of the residual stream.",
         .section = formSection::width},
        {.key = "vocabulary",
         .value = atMember<&Model::architecture, &Architecture::vocabulary>(),
         .range = wholes(1, 100'000'000),
         .label = "Vocabulary",
         .help = "Rows of the input table and of the head.",
         .section = formSection::width},
        {.key = "tied_embeddings",
         .value = atMember<&Model::architecture, &Architecture::tiedEmbeddings>(),
         .presence = Presence::Defaulted,
         .label = "The head is the input table",
         .help = "Tied embeddings: the table counts and is read once.",
         .section = formSection::tables,
         .place = 1},
        {.key = "extra_tables",
         .value = noneAtZero<&Model::architecture, &Architecture::extraTables>(),
         .presence = Presence::Optional,
         .range = wholes(0, maximumElements),
         .label = "Further tables",
         .help = "Elements of tables that rows are gathered from: positions, per layer.",
         .empty = "none",
         .section = formSection::tables},
        {.key = "max_context",
         .value = noneAtZero<&Model::maxContext>(),
         .presence = Presence::Optional,
         .range = {.minimum = 1, .maximum = 1e9},
         .unit = Unit::Tokens,
         .label = "Longest context",
         .help = "That its makers state, in tokens.",
         .empty = "not known",
         .section = formSection::maker},
        {.key = "native_dtype",
         .value = atMember<&Model::nativeDtype>(),
         .presence = Presence::Optional,
         .label = "Native format",
         .help = "Of the published weights: “bf16”, “fp8”.",
         .empty = "not said",
         .section = formSection::maker},
        {.key = "published_parameters",
         .value = noneAtZero<&Model::publishedParameters>(),
         .presence = Presence::Optional,
         .range = {.minimum = 1, .maximum = 1e15},
         .unit = Unit::Parameters,
         .label = "Published size",
         .help = "Parameters as announced.",
         .empty = "not known",
         .section = formSection::maker},
        {.key = "published_active_parameters",
         .value = noneAtZero<&Model::publishedActiveParameters>(),
         .presence = Presence::Optional,
         .range = {.minimum = 1, .maximum = 1e15},
         .unit = Unit::Parameters,
         .label = "Published active",
         .help = "Parameters used per token, as announced.",
         .empty = "not known",
         .section = formSection::maker},
        {.key = "published_note",
         .value = atMember<&Model::publishedNote>(),
         .presence = Presence::Optional,
         .label = "Where they differ",
         .help = "Why the announced count is not the counted one.",
         .empty = "not said",
         .section = formSection::maker},
        {.key = "groups", .value = ByHand{}},
        {.key = "synthetic",
         .value = atMember<&Model::architecture, &Architecture::synthetic>(),
         .presence = Presence::Optional},
        confidenceField<Model>,
        notesField<Model>,
        sourcesField<Model>};
    return rows;
}

std::span<const DocumentField<LayerGroup>> groupFields() {
    static constexpr DocumentField<LayerGroup> rows[] = {{.key = "layers",
                                                          .value = atMember<&LayerGroup::layers>(),
                                                          .range = wholes(1, 10'000),
                                                          .label = "Layers",
                                                          .help = "Layers of this shape.",
                                                          .section = formSection::layers},
                                                         {.key = attentionKey, .value = ByHand{}},
                                                         {.key = feedForwardKey, .value = ByHand{}},
                                                         {.key = "norms",
                                                          .value = atMember<&LayerGroup::norms>(),
                                                          .presence = Presence::Defaulted,
                                                          .range = wholes(0, 8),
                                                          .label = "Norms",
                                                          .help = "Norm vectors in each layer.",
                                                          .section = formSection::extras},
                                                         {.key = "extra_matrices",
                                                          .value = noneAtZero<&LayerGroup::extraMatrices>(),
                                                          .presence = Presence::Optional,
                                                          .range = wholes(0, maximumElements),
                                                          .label = "Further matrices",
                                                          .help = "Elements, each used once a token.",
                                                          .empty = "none",
                                                          .section = formSection::extras},
                                                         {.key = "extra_vectors",
                                                          .value = noneAtZero<&LayerGroup::extraVectors>(),
                                                          .presence = Presence::Optional,
                                                          .range = wholes(0, maximumElements),
                                                          .label = "Further vectors",
                                                          .help = "Elements of biases, sinks and scales.",
                                                          .empty = "none",
                                                          .section = formSection::extras}};
    return rows;
}

std::span<const FeedForwardRow> feedForwardKinds() {
    using Kind = FeedForwardKind;
    static constexpr FeedForwardRow rows[] = {
        {.kind = Kind::Dense, .word = "dense", .title = "dense", .fields = denseFields, .checks = {}},
        {.kind = Kind::Mixture,
         .word = "mixture",
         .title = "mixture of experts",
         .fields = mixtureFields,
         .checks = mixtureChecks},
        {.kind = Kind::None, .word = "none", .title = "none", .fields = {}, .checks = {}}};
    return rows;
}

LayerGroup trimmed(const LayerGroup& group) {
    LayerGroup kept = group;
    kept.attention = trimmed(group.attention);
    kept.feedForward = {.kind = group.feedForward.kind};
    copyFields(feedForwardKinds()[static_cast<std::size_t>(group.feedForward.kind)].fields, group.feedForward,
               kept.feedForward);
    return kept;
}

} // namespace longpeak
