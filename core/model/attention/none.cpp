// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/attention/rows.h"

// The layer is a feed-forward alone.

namespace longpeak {

constinit const AttentionKindRow noAttention{.kind = AttentionKind::None,
                                             .word = "none",
                                             .title = "none",
                                             .keeps = Keeps::Nothing,
                                             .cache = CachePart::Full, // which it adds nothing to
                                             .fields = {},
                                             .checks = {},
                                             .matrices = [](const Attention&, double) { return 0.0; },
                                             .vectors = [](const Attention&) { return 0.0; },
                                             .inList = [](const Attention&) { return std::string("no attention"); }};

} // namespace longpeak
