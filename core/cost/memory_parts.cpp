// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/memory_parts.h"

#include "cost/costs.h"

#include "model/attention_kind.h"

#include <array>
#include <string_view>

namespace longpeak {
namespace {

MemoryPart cacheOf(const Attention& attention) {
    switch (kindOf(attention).cache) {
    case CachePart::Latent: return MemoryPart::LatentCache;
    case CachePart::Window: return MemoryPart::WindowCache;
    case CachePart::State: return MemoryPart::State;
    case CachePart::Full: break;
    }
    return MemoryPart::FullCache;
}

/// The caches of the layers of one kind alone: a cache is the sum over its layers, by either cost model.
Bytes cacheOf(const Case& scenario, MemoryPart part) {
    Case alone = scenario;
    std::erase_if(alone.architecture.groups, [&](const LayerGroup& g) { return cacheOf(g.attention) != part; });
    return Costs(alone).cache(alone.context) * alone.session.users;
}

} // namespace

std::vector<MemoryShare> memoryParts(const Case& scenario) {
    const Architecture& architecture = scenario.architecture;
    const double counted = parameterCount(architecture);
    double attention = 0;
    double experts = 0;
    double feedForward = 0;
    for (const LayerGroup& group : architecture.groups) {
        attention += group.layers * attentionMatrices(group, architecture.hidden);
        const double routed = routedExpertMatrices(group, architecture.hidden);
        experts += group.layers * routed;
        feedForward += group.layers * (feedForwardMatrices(group, architecture.hidden) - routed);
    }
    // A size set by hand scales every part alike.
    const double each = bytesPerElement(scenario.precision.weights) * modelParameters(scenario) / counted;
    const double ofExpert = bytesPerExpertElement(scenario) * modelParameters(scenario) / counted;
    std::vector<MemoryShare> parts{
        {MemoryPart::Tables, Bytes((counted - attention - experts - feedForward) * each)},
        {MemoryPart::Attention, Bytes(attention * each)},
        {MemoryPart::FeedForward, Bytes(feedForward * each)},
        {MemoryPart::Experts, Bytes(experts * ofExpert)},
        {MemoryPart::Activations, Costs(scenario).activations(scenario.context)},
    };
    for (const MemoryPart part :
         {MemoryPart::FullCache, MemoryPart::LatentCache, MemoryPart::WindowCache, MemoryPart::State})
        parts.push_back({part, cacheOf(scenario, part)});
    std::erase_if(parts, [](const MemoryShare& share) { return share.bytes.si() <= 0; });
    return parts;
}

Message memoryPartName(MemoryPart part) {
    static constexpr std::array<Message, 9> names{LP_TEXT("memory", "embedding, head, norms"),
                                                  LP_TEXT("memory", "attention"),
                                                  LP_TEXT("memory", "feed-forward"),
                                                  LP_TEXT("memory", "routed experts"),
                                                  LP_TEXT("memory", "activations"),
                                                  LP_TEXT("memory", "KV cache, full attention"),
                                                  LP_TEXT("memory", "KV cache, latent"),
                                                  LP_TEXT("memory", "KV cache, windows"),
                                                  LP_TEXT("memory", "recurrent states")};
    return names[static_cast<std::size_t>(part)];
}

} // namespace longpeak
