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

} // namespace

constinit const AttentionKindRow fullAttention{
    .kind = AttentionKind::Full,
    .word = "full",
    .title = "full",
    .keeps = Keeps::Everything,
    .cache = CachePart::Full,
    .fields = fields,
    .checks = attentionHeads::checks,
    .settle = attentionHeads::settle,
    .complete = attentionHeads::complete,
    .matrices = attentionHeads::matrices,
    .vectors = attentionHeads::vectors,
    .heads = attentionHeads::heads,
    .described = attentionHeads::described,
    .cacheTerm = attentionHeads::cacheTerm,
    .inList = [](const Attention& a) { return "full, " + attentionHeads::inList(a); }};

} // namespace longpeak
