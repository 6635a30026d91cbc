// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/bound.h"

#include <array>
#include <cstddef>

namespace longpeak {
namespace {

struct BoundNames {
    std::string_view key;
    Message name;
    Message label;
    Message brief;
};

/// In the order of Bound.
constexpr std::array words{
    BoundNames{"compute", LP_TEXT("bound", "peak FLOP/s"), LP_TEXT("bound", "peak FLOP/s"), LP_TEXT("bound", "FLOP/s")},
    BoundNames{"memory_bandwidth", LP_TEXT("bound", "HBM bandwidth"), LP_TEXT("bound", "HBM bandwidth"),
               LP_TEXT("bound", "HBM")},
    BoundNames{"interconnect", LP_TEXT("bound", "the link between GPUs"), LP_TEXT("bound", "the link between GPUs"),
               LP_TEXT("bound", "GPU link")},
    BoundNames{"memory_size", LP_TEXT("bound", "HBM size"), LP_TEXT("bound", "HBM size"), LP_TEXT("bound", "HBM size")},
    BoundNames{"host_memory", LP_TEXT("bound", "host DDR"), LP_TEXT("bound", "host DDR"), LP_TEXT("bound", "DDR")},
    BoundNames{"host_link", LP_TEXT("bound", "the host link"), LP_TEXT("bound", "host link"),
               LP_TEXT("bound", "host link")},
    BoundNames{"thinking", LP_TEXT("bound", "the users' thinking"), LP_TEXT("bound", "users' thinking"),
               LP_TEXT("bound", "users")},
    BoundNames{"gpu", LP_TEXT("bound", "the GPU"), LP_TEXT("bound", "GPU time"), LP_TEXT("bound", "GPU")}};
static_assert(words.size() == static_cast<std::size_t>(Bound::Gpu) + 1);

const BoundNames& wordsOf(Bound bound) {
    return words[static_cast<std::size_t>(bound)];
}

} // namespace

std::string_view boundKey(Bound bound) {
    return wordsOf(bound).key;
}

Message boundName(Bound bound) {
    return wordsOf(bound).name;
}

Message boundLabel(Bound bound) {
    return wordsOf(bound).label;
}

Message boundBrief(Bound bound) {
    return wordsOf(bound).brief;
}

} // namespace longpeak
