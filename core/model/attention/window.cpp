// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/attention/heads.h"
#include "model/attention/rows.h"

// The last tokens are seen.

namespace longpeak {

constinit const AttentionKindRow windowAttention{.kind = AttentionKind::Window,
                                                 .word = "window",
                                                 .title = "sliding window",
                                                 .keeps = Keeps::Window,
                                                 .cache = CachePart::Window,
                                                 .fields = attentionHeads::boundedFields,
                                                 .checks = attentionHeads::checks,
                                                 .settle = attentionHeads::settle,
                                                 .complete = attentionHeads::completeBounded,
                                                 .matrices = attentionHeads::matrices,
                                                 .vectors = attentionHeads::vectors,
                                                 .heads = attentionHeads::heads,
                                                 .reach = "window",
                                                 .described = attentionHeads::described,
                                                 .cacheTerm = attentionHeads::cacheTerm,
                                                 .inList = [](const Attention& a) {
                                                     return "window " + attentionHeads::count(a.window) + ", " +
                                                            attentionHeads::inList(a);
                                                 }};

} // namespace longpeak
