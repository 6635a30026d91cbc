// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/footprint.h"

#include "model/attention_kind.h"

#include <array>
#include <string_view>

namespace longpeak {
namespace {

std::variant<PaperModel, OperatorModel> modelOf(const Case& scenario) {
    if (scenario.costModel == CostModel::Operators) return OperatorModel(scenario);
    return PaperModel(scenario);
}

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
    return Footprint(alone).cache(alone.context) * alone.session.users;
}

} // namespace

Footprint::Footprint(const Case& scenario) : m_capacity(usableMemory(scenario)), m_model(modelOf(scenario)) {}

Bytes Footprint::weights() const {
    return std::visit([](const auto& model) { return model.weights(); }, m_model);
}

Bytes Footprint::activations(Tokens context) const {
    return std::visit([&](const auto& model) { return model.activations(context); }, m_model);
}

Bytes Footprint::cache(Tokens context) const {
    return std::visit([&](const auto& model) { return model.cache(context); }, m_model);
}

double Footprint::ceiling(Tokens context) const {
    return (m_capacity - weights() - activations(context)) / cache(context);
}

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
        {MemoryPart::Activations, Footprint(scenario).activations(scenario.context)},
    };
    for (const MemoryPart part :
         {MemoryPart::FullCache, MemoryPart::LatentCache, MemoryPart::WindowCache, MemoryPart::State})
        parts.push_back({part, cacheOf(scenario, part)});
    std::erase_if(parts, [](const MemoryShare& share) { return share.bytes.si() <= 0; });
    return parts;
}

std::string_view memoryPartName(MemoryPart part) {
    static constexpr std::array<std::string_view, 9> names{
        "embedding, head, norms",   "attention",        "feed-forward",      "routed experts",  "activations",
        "KV cache, full attention", "KV cache, latent", "KV cache, windows", "recurrent states"};
    return names[static_cast<std::size_t>(part)];
}

} // namespace longpeak
