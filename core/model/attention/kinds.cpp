// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/attention/rows.h"

#include <array>

namespace longpeak {

std::span<const AttentionKindRow> attentionKinds() {
    static const std::array rows{fullAttention,   windowAttention,    chunkedAttention,
                                 latentAttention, recurrentAttention, noAttention};
    return rows;
}

const AttentionKindRow& kindOf(const Attention& attention) {
    return attentionKinds()[static_cast<std::size_t>(attention.kind)];
}

Attention trimmed(const Attention& attention) {
    const AttentionKindRow& row = kindOf(attention);
    Attention kept{.kind = attention.kind};
    copyFields(row.fields, attention, kept);
    if (row.settle != nullptr) row.settle(kept);
    return kept;
}

} // namespace longpeak
