// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/attention/heads.h"
#include "model/attention/rows.h"

// Every earlier token is seen, by keys and values of each KV head: MHA, GQA and MQA by the number of heads.

namespace longpeak {
namespace {

constexpr DocumentField<Attention> fields[] = {
    attentionField::queryHeads,  attentionField::kvHeads,    attentionField::headDim,
    attentionField::valueDim,    attentionField::shared,     attentionField::selection,
    attentionField::outputGate,  attentionField::keyIsValue, attentionField::queryKeyValueBias,
    attentionField::queryKeyNorm};

/// A KV head for each query head; 8 of them, as Llama 3 and most since (arXiv:2407.21783, table 3); one.
std::vector<AttentionInstead> instead(const AttentionHeads& heads, double /*kvHeads*/) {
    constexpr double grouped = 8;
    return {{LP_TEXT("preset", "MHA, %1 heads")(plainAmount(heads.queries)), verbatim("MHA"),
             attentionHeads::ofHeads(heads, heads.queries)},
            {LP_TEXT("preset", "GQA, %1 heads")(plainAmount(grouped)), verbatim("GQA"),
             attentionHeads::ofHeads(heads, grouped)},
            {verbatim("MQA"), verbatim("MQA"), attentionHeads::ofHeads(heads, 1)}};
}

} // namespace

constinit const AttentionKindRow fullAttention{
    .kind = AttentionKind::Full,
    .word = "full",
    .title = LP_TEXT("preset", "full"),
    .keeps = Keeps::Everything,
    .cache = CachePart::Full,
    .fields = fields,
    .checks = attentionHeads::checks,
    .settle = attentionHeads::settle,
    .complete = attentionHeads::complete,
    .matrices = attentionHeads::matrices,
    .vectors = attentionHeads::vectors,
    .heads = attentionHeads::heads,
    .instead = instead,
    .described = attentionHeads::described,
    .cacheTerm = attentionHeads::cacheTerm,
    .inList = [](const Attention& a) { return LP_TEXT("preset", "full, %1")(attentionHeads::inList(a)); }};

} // namespace longpeak
