// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/attention/rows.h"

#include <algorithm>
#include <array>

namespace longpeak {

namespace {

/// In the order of the kinds. Known before the program runs: costs ask for a kind again and again.
constexpr std::array kinds{&fullAttention,   &windowAttention,    &chunkedAttention,
                           &latentAttention, &recurrentAttention, &noAttention};

} // namespace

std::span<const AttentionKindRow> attentionKinds() {
    static const auto rows = [] {
        std::array<AttentionKindRow, kinds.size()> all{};
        std::ranges::transform(kinds, all.begin(), [](const AttentionKindRow* row) { return *row; });
        return all;
    }();
    return rows;
}

const AttentionKindRow& kindOf(const Attention& attention) {
    return *kinds[static_cast<std::size_t>(attention.kind)];
}

Attention trimmed(const Attention& attention) {
    const AttentionKindRow& row = kindOf(attention);
    Attention kept{.kind = attention.kind};
    copyFields(row.fields, attention, kept);
    if (row.settle != nullptr) row.settle(kept);
    return kept;
}

} // namespace longpeak
