// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/attention/heads.h"
#include "model/attention/rows.h"
#include "quantity/format.h"

// Every earlier token is seen, by one latent that all heads share (MLA: DeepSeek-V2, arXiv:2405.04434). Prefill expands
// it into keys and values of each head, decode works on the latent itself.

namespace longpeak {
namespace {

constexpr DocumentField<Attention> fields[] = {
    attentionField::queryHeads,
    {.key = "query_rank",
     .value = noneAtZero<&Attention::latent, &LatentRanks::queryRank>(),
     .presence = Presence::Optional,
     .range = attentionField::perRank,
     .label = LP_TEXT("preset", "Query rank"),
     .help = LP_TEXT("preset", "Of the queries’ pair of matrices."),
     .empty = LP_TEXT("preset", "one full matrix"),
     .place = attentionField::LatentQuery},
    {.key = "kv_rank",
     .value = atMember<&Attention::latent, &LatentRanks::kvRank>(),
     .range = attentionField::perRank,
     .label = LP_TEXT("preset", "KV rank"),
     .help = LP_TEXT("preset", "Width of the latent that is cached."),
     .place = attentionField::LatentKept},
    {.key = "nope_dim",
     .value = atMember<&Attention::latent, &LatentRanks::nopeDim>(),
     .range = wholes(0, 100'000),
     .label = LP_TEXT("preset", "Plain part"),
     .help = LP_TEXT("preset", "Of a query or key, without positions."),
     .place = attentionField::LatentPlain},
    {.key = "rope_dim",
     .value = atMember<&Attention::latent, &LatentRanks::ropeDim>(),
     .range = wholes(0, 100'000),
     .label = LP_TEXT("preset", "Rotary part"),
     .help = LP_TEXT("preset", "Of a query or key; cached beside the latent."),
     .place = attentionField::LatentRotary},
    {.key = "value_dim", // here it must be given
     .value = atMember<&Attention::valueDim>(),
     .range = attentionField::perHead,
     .label = LP_TEXT("preset", "Value dimension"),
     .help = LP_TEXT("preset", "Of the values of a head."),
     .place = attentionField::LatentValue},
    attentionField::shared,
    attentionField::selection};

constexpr DocumentCheck<Attention> checks[] = {
    {.key = "nope_dim",
     .reason = LP_TEXT("fault", "must not be 0 where %1 is"),
     .names = {"rope_dim"},
     .fails = [](const Attention& a) { return a.latent.nopeDim + a.latent.ropeDim == 0; },
     .given = {}}};

double matrices(const Attention& a, double hidden) {
    const LatentRanks& r = a.latent;
    const double query = a.queryHeads * (r.nopeDim + r.ropeDim);
    const double queries = r.queryRank > 0 ? hidden * r.queryRank + r.queryRank * query : hidden * query;
    const double cached = a.shared ? 0 : hidden * (r.kvRank + r.ropeDim);
    const double expanded = r.kvRank * a.queryHeads * (r.nopeDim + a.valueDim);
    return queries + cached + expanded + a.queryHeads * a.valueDim * hidden +
           attentionHeads::indexerMatrices(a, hidden);
}

AttentionHeads heads(const Attention& a) {
    const LatentRanks& r = a.latent;
    return {.queries = a.queryHeads,
            .cached = 1,
            .query = r.nopeDim + r.ropeDim,
            .value = a.valueDim,
            .kept = r.kvRank + r.ropeDim,
            .decode = 2.0 * r.kvRank + r.ropeDim,
            .expands = true};
}

/// As in DeepSeek-V2.
void complete(Attention& a, double hidden) {
    attentionHeads::fillQueryHeads(a, hidden);
    attentionHeads::fill(a.valueDim, attentionHeads::usualHeadDim);
    if (a.latent.kvRank <= 0) a.latent = {.queryRank = 1536, .kvRank = 512, .nopeDim = 128, .ropeDim = 64};
}

/// As DeepSeek-V2, V3 and Kimi K2 (arXiv:2405.04434, section 3.1.2).
std::vector<AttentionInstead> instead(const AttentionHeads& heads, double /*kvHeads*/) {
    constexpr double rank = 512;
    constexpr double rotary = 64;
    return {{LP_TEXT("preset", "MLA, %1 + %2")(plainAmount(rank), plainAmount(rotary)),
             verbatim("MLA"),
             {.kind = latentAttention.kind,
              .queryHeads = heads.queries,
              .kvHeads = 1,
              .valueDim = heads.value,
              .latent = {.kvRank = rank, .nopeDim = heads.query, .ropeDim = rotary}}}};
}

} // namespace

constinit const AttentionKindRow latentAttention{
    .kind = AttentionKind::Latent,
    .word = "latent",
    .title = LP_TEXT("preset", "latent (MLA)"),
    .keeps = Keeps::Everything,
    .cache = CachePart::Latent,
    .fields = fields,
    .checks = checks,
    .settle = [](Attention& a) { a.kvHeads = 1; },
    .complete = complete,
    .matrices = matrices,
    .vectors = [](const Attention& a) { return a.latent.queryRank + a.latent.kvRank; }, // norms of the latents
    .heads = heads,
    .instead = instead,
    .described =
        [](const Attention& a) {
            return Text::joined(
                {verbatim("MLA "), plainAmount(a.latent.kvRank), verbatim(" + "), plainAmount(a.latent.ropeDim)});
        },
    .cacheTerm =
        [](const Attention& a) {
            return Text::joined({verbatim("("), plainAmount(a.latent.kvRank), verbatim(" + "),
                                 plainAmount(a.latent.ropeDim), verbatim(")")});
        },
    .inList =
        [](const Attention& a) {
            return LP_TEXT("preset", "latent %1 + %2")(attentionHeads::count(a.latent.kvRank),
                                                       attentionHeads::count(a.latent.ropeDim));
        }};

} // namespace longpeak
