// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/attention/heads.h"
#include "model/attention/rows.h"

// The last tokens are seen.

namespace longpeak {
namespace {

/// As Mistral 7B, in every layer (arXiv:2310.06825, table 1).
std::vector<AttentionInstead> instead(const AttentionHeads& heads, double kvHeads) {
    constexpr double usualWindow = 4096;
    Attention window = attentionHeads::ofHeads(heads, kvHeads);
    window.kind = windowAttention.kind;
    window.window = usualWindow;
    const auto tokens = exactAmount(usualWindow, Unit::Tokens);
    if (!heads.expands) return {{LP_TEXT("preset", "window of %1")(tokens), LP_TEXT("preset", "window"), window}};
    // A latent stands for all heads; without it each has a key and a value.
    const Amount all = plainAmount(kvHeads);
    return {
        {LP_TEXT("preset", "window of %1, %2 heads")(tokens, all), LP_TEXT("preset", "window, %1 heads")(all), window}};
}

} // namespace

constinit const AttentionKindRow windowAttention{.kind = AttentionKind::Window,
                                                 .word = "window",
                                                 .title = LP_TEXT("preset", "sliding window"),
                                                 .keeps = Keeps::Window,
                                                 .cache = CachePart::Window,
                                                 .fields = attentionHeads::boundedFields,
                                                 .checks = attentionHeads::checks,
                                                 .settle = attentionHeads::settle,
                                                 .complete = attentionHeads::completeBounded,
                                                 .matrices = attentionHeads::matrices,
                                                 .vectors = attentionHeads::vectors,
                                                 .heads = attentionHeads::heads,
                                                 .instead = instead,
                                                 .reach = LP_TEXT("preset", "window %1"),
                                                 .described = attentionHeads::described,
                                                 .cacheTerm = attentionHeads::cacheTerm,
                                                 .inList = [](const Attention& a) {
                                                     return LP_TEXT("preset", "window %1, %2")(
                                                         attentionHeads::count(a.window), attentionHeads::inList(a));
                                                 }};

} // namespace longpeak
