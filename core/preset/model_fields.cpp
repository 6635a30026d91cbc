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
                                                  .label = LP_TEXT("preset", "Intermediate size"),
                                                  .help = LP_TEXT("preset", "Of the block, or of each expert.")};
constexpr DocumentField<FeedForward> gated{.key = "gated",
                                           .value = atMember<&FeedForward::gated>(),
                                           .presence = Presence::Defaulted,
                                           .label = LP_TEXT("preset", "Gated"),
                                           .help = LP_TEXT("preset", "Three matrices (SwiGLU) instead of two.")};

constexpr DocumentField<FeedForward> denseFields[] = {intermediate, gated};
constexpr DocumentField<FeedForward> mixtureFields[] = {
    intermediate,
    gated,
    {.key = "experts",
     .value = atMember<&FeedForward::experts>(),
     .range = wholes(1, 1'000'000),
     .label = LP_TEXT("preset", "Experts"),
     .help = LP_TEXT("preset", "Routed experts of a layer.")},
    {.key = "active",
     .value = atMember<&FeedForward::active>(),
     .range = wholes(1, 1'000'000),
     .label = LP_TEXT("preset", "Active"),
     .help = LP_TEXT("preset", "Routed experts that a token uses.")},
    {.key = "shared_intermediate",
     .value = noneAtZero<&FeedForward::sharedIntermediate>(),
     .presence = Presence::Optional,
     .range = wholes(0, maximumWidth),
     .label = LP_TEXT("preset", "Shared experts"),
     .help = LP_TEXT("preset", "Intermediate size of all shared experts together."),
     .empty = LP_TEXT("preset", "none")},
    {.key = "dense_intermediate",
     .value = noneAtZero<&FeedForward::denseIntermediate>(),
     .presence = Presence::Optional,
     .range = wholes(0, maximumWidth),
     .label = LP_TEXT("preset", "Dense branch"),
     .help = LP_TEXT("preset", "Intermediate size of a dense block beside the experts."),
     .empty = LP_TEXT("preset", "none")},
    {.key = "expert_hidden",
     .value = noneAtZero<&FeedForward::expertHidden>(),
     .presence = Presence::Optional,
     .range = wholes(1, maximumWidth),
     .label = LP_TEXT("preset", "Width of experts"),
     .help = LP_TEXT("preset", "That routed experts work in, where it is not the model’s."),
     .empty = LP_TEXT("preset", "as the model")}};

constexpr DocumentCheck<FeedForward> mixtureChecks[] = {
    {.key = "active",
     .reason = LP_TEXT("fault", "must not be more than %1"),
     .names = {"experts"},
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
         .label = LP_TEXT("preset", "Maker"),
         .empty = LP_TEXT("preset", "not said"),
         .section = formSection::maker},
        {.key = "family",
         .value = atMember<&Model::family>(),
         .presence = Presence::Optional,
         .label = LP_TEXT("preset", "Family"),
         .help = LP_TEXT("preset", "The size slider resizes a model along the shipped models of its family."),
         .empty = LP_TEXT("preset", "not said"),
         .section = formSection::maker},
        {.key = "hidden",
         .value = atMember<&Model::architecture, &Architecture::hidden>(),
         .range = wholes(1, 1'000'000),
         .label = LP_TEXT("preset", "Hidden size"),
         .help = LP_TEXT("preset", "Width of the residual stream."),
         .section = formSection::width},
        {.key = "vocabulary",
         .value = atMember<&Model::architecture, &Architecture::vocabulary>(),
         .range = wholes(1, 100'000'000),
         .label = LP_TEXT("preset", "Vocabulary"),
         .help = LP_TEXT("preset", "Rows of the input table and of the head."),
         .section = formSection::width},
        {.key = "tied_embeddings",
         .value = atMember<&Model::architecture, &Architecture::tiedEmbeddings>(),
         .presence = Presence::Defaulted,
         .label = LP_TEXT("preset", "Tied embeddings"),
         .help = LP_TEXT("preset", "The head is the input table: it counts and is read once."),
         .section = formSection::tables,
         .place = 1},
        {.key = "extra_tables",
         .value = noneAtZero<&Model::architecture, &Architecture::extraTables>(),
         .presence = Presence::Optional,
         .range = wholes(0, maximumElements),
         .label = LP_TEXT("preset", "Further tables"),
         .help = LP_TEXT("preset", "Elements of tables that rows are gathered from: positions, per layer."),
         .empty = LP_TEXT("preset", "none"),
         .section = formSection::tables},
        {.key = "max_context",
         .value = noneAtZero<&Model::maxContext>(),
         .presence = Presence::Optional,
         .range = {.minimum = 1, .maximum = 1e9},
         .unit = Unit::Tokens,
         .label = LP_TEXT("preset", "Longest context"),
         .help = LP_TEXT("preset", "That its makers state, in tokens."),
         .empty = LP_TEXT("preset", "not known"),
         .section = formSection::maker},
        {.key = "native_dtype",
         .value = atMember<&Model::nativeDtype>(),
         .presence = Presence::Optional,
         .label = LP_TEXT("preset", "Native format"),
         .help = LP_TEXT("preset", "Of the published weights: “bf16”, “fp8”."),
         .empty = LP_TEXT("preset", "not said"),
         .section = formSection::maker},
        {.key = "published_parameters",
         .value = noneAtZero<&Model::publishedParameters>(),
         .presence = Presence::Optional,
         .range = {.minimum = 1, .maximum = 1e15},
         .unit = Unit::Parameters,
         .label = LP_TEXT("preset", "Published size"),
         .help = LP_TEXT("preset", "Parameters as announced."),
         .empty = LP_TEXT("preset", "not known"),
         .section = formSection::maker},
        {.key = "published_active_parameters",
         .value = noneAtZero<&Model::publishedActiveParameters>(),
         .presence = Presence::Optional,
         .range = {.minimum = 1, .maximum = 1e15},
         .unit = Unit::Parameters,
         .label = LP_TEXT("preset", "Published active"),
         .help = LP_TEXT("preset", "Parameters used per token, as announced."),
         .empty = LP_TEXT("preset", "not known"),
         .section = formSection::maker},
        {.key = "published_note",
         .value = atMember<&Model::publishedNote>(),
         .presence = Presence::Optional,
         .label = LP_TEXT("preset", "Where they differ"),
         .help = LP_TEXT("preset", "Why the announced count is not the counted one."),
         .empty = LP_TEXT("preset", "not said"),
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
    static constexpr DocumentField<LayerGroup> rows[] = {
        {.key = "layers",
         .value = atMember<&LayerGroup::layers>(),
         .range = wholes(1, 10'000),
         .label = LP_TEXT("preset", "Layers"),
         .help = LP_TEXT("preset", "Layers of this shape."),
         .section = formSection::layers},
        {.key = attentionKey, .value = ByHand{}},
        {.key = feedForwardKey, .value = ByHand{}},
        {.key = "norms",
         .value = atMember<&LayerGroup::norms>(),
         .presence = Presence::Defaulted,
         .range = wholes(0, 8),
         .label = LP_TEXT("preset", "Norms"),
         .help = LP_TEXT("preset", "Norm vectors in each layer."),
         .section = formSection::extras},
        {.key = "extra_matrices",
         .value = noneAtZero<&LayerGroup::extraMatrices>(),
         .presence = Presence::Optional,
         .range = wholes(0, maximumElements),
         .label = LP_TEXT("preset", "Further matrices"),
         .help = LP_TEXT("preset", "Elements, each used once a token."),
         .empty = LP_TEXT("preset", "none"),
         .section = formSection::extras},
        {.key = "extra_vectors",
         .value = noneAtZero<&LayerGroup::extraVectors>(),
         .presence = Presence::Optional,
         .range = wholes(0, maximumElements),
         .label = LP_TEXT("preset", "Further vectors"),
         .help = LP_TEXT("preset", "Elements of biases, sinks and scales."),
         .empty = LP_TEXT("preset", "none"),
         .section = formSection::extras}};
    return rows;
}

std::span<const FeedForwardRow> feedForwardKinds() {
    using Kind = FeedForwardKind;
    static constexpr FeedForwardRow rows[] = {
        {.kind = Kind::Dense,
         .word = "dense",
         .title = LP_TEXT("preset", "dense"),
         .fields = denseFields,
         .checks = {}},
        {.kind = Kind::Mixture,
         .word = "mixture",
         .title = LP_TEXT("preset", "mixture of experts"),
         .fields = mixtureFields,
         .checks = mixtureChecks},
        {.kind = Kind::None, .word = "none", .title = LP_TEXT("preset", "none"), .fields = {}, .checks = {}}};
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
