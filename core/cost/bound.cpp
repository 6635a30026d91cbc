// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/bound.h"

#include <array>
#include <cstddef>

namespace longpeak {
namespace {

struct Words {
    std::string_view key;
    std::string_view name;
    std::string_view label;
    std::string_view brief;
};

/// In the order of Bound.
constexpr std::array words{Words{"compute", "peak FLOP/s", "peak FLOP/s", "FLOP/s"},
                           Words{"memory_bandwidth", "HBM bandwidth", "HBM bandwidth", "HBM"},
                           Words{"interconnect", "the link between GPUs", "the link between GPUs", "GPU link"},
                           Words{"memory_size", "HBM size", "HBM size", "HBM size"},
                           Words{"host_memory", "host DDR", "host DDR", "DDR"},
                           Words{"host_link", "the host link", "host link", "host link"},
                           Words{"thinking", "the users' thinking", "users' thinking", "users"},
                           Words{"gpu", "the GPU", "GPU time", "GPU"}};
static_assert(words.size() == static_cast<std::size_t>(Bound::Gpu) + 1);

const Words& wordsOf(Bound bound) {
    return words[static_cast<std::size_t>(bound)];
}

} // namespace

std::string_view boundKey(Bound bound) {
    return wordsOf(bound).key;
}

std::string_view boundName(Bound bound) {
    return wordsOf(bound).name;
}

std::string_view boundLabel(Bound bound) {
    return wordsOf(bound).label;
}

std::string_view boundBrief(Bound bound) {
    return wordsOf(bound).brief;
}

} // namespace longpeak
