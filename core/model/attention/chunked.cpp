// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/attention/heads.h"
#include "model/attention/rows.h"

// The tokens of a layer's own chunk are seen (Llama 4); counted as a window, its upper bound.

namespace longpeak {

constinit const AttentionKindRow chunkedAttention{.kind = AttentionKind::Chunked,
                                                  .word = "chunked",
                                                  .title = "chunked",
                                                  .keeps = Keeps::Window,
                                                  .cache = CachePart::Window,
                                                  .fields = attentionHeads::boundedFields,
                                                  .checks = attentionHeads::checks,
                                                  .settle = attentionHeads::settle,
                                                  .complete = attentionHeads::completeBounded,
                                                  .matrices = attentionHeads::matrices,
                                                  .vectors = attentionHeads::vectors,
                                                  .heads = attentionHeads::heads,
                                                  .reach = "chunk",
                                                  .described = attentionHeads::described,
                                                  .cacheTerm = attentionHeads::cacheTerm,
                                                  .inList = [](const Attention& a) {
                                                      return "chunks of " + attentionHeads::count(a.window) + ", " +
                                                             attentionHeads::inList(a);
                                                  }};

} // namespace longpeak
