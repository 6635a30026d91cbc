// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/paper.h"

#include "cost/series.h"

#include <algorithm>
#include <limits>

namespace longpeak {

PaperModel::PaperModel(const Case& s)
    : m_batch(s.batch), m_expertBytes(bytesPerExpertElement(s)),
      m_cacheBytes(bytesPerElement(s.precision.cache) / s.compression.keptRatio()),
      m_readBytes(bytesPerElement(s.precision.cache) / s.compression.readRatio()),
      m_untilPrefilled(s.compression.keptRatio() / s.compression.peakRatio() - 1.0),
      m_state(stateBytes(s.architecture)), m_cachePerToken(cacheElementsPerToken(s.architecture) * m_cacheBytes),
      m_ridge(s.deployment.ridge(s.precision.compute).si()),
      m_flops(s.deployment.groupFlops(s.precision.compute, s.efficiency.prefill)),
      m_reads(s.deployment.groupBandwidth(s.efficiency.decode)) {
    const double parameters = modelParameters(s);
    const double quadratic = attentionCoefficient(s) * layerCount(s.architecture);
    const double prompt = s.compression.promptRatio();
    m_weights = Bytes(parameters * bytesPerElement(s.precision.weights));
    m_linear = 2.0 * parameters;
    m_prefillLinear = m_linear / prompt;
    m_quadratic = quadratic / s.compression.decodeFlopRatio();
    m_prefillQuadratic = quadratic / (s.compression.prefillFlopRatio() * prompt * prompt);
    gather(s, parameters);
}

/// What differs between layers.
void PaperModel::gather(const Case& s, double parameters) {
    const Architecture& architecture = s.architecture;
    m_caching.reserve(architecture.groups.size());
    double routed = 0;
    for (const LayerGroup& group : architecture.groups) {
        const Attention& a = group.attention;
        m_caching.push_back({group.layers * (cachedPerToken(a) + indexedPerToken(a)), a.window});
        m_hasWindows = m_hasWindows || a.window > 0;
        const double matrices = routedExpertMatrices(group, architecture.hidden);
        if (matrices == 0) continue;
        const FeedForward& f = group.feedForward;
        m_routing.push_back({group.layers, f.experts, f.active, matrices});
        routed += group.layers * matrices;
    }
    if (m_routing.empty()) return;
    m_touchable = touchedParameterCount(architecture, std::numeric_limits<double>::infinity());
    const double scale = parameters / parameterCount(architecture);
    m_expertBytes *= scale;
    m_weights += Bytes(routed * scale * (bytesPerExpertElement(s) - bytesPerElement(s.precision.weights)));
    m_linear -= 2.0 * scale * restingElements(1.0);
    m_prefillLinear = m_linear / s.compression.promptRatio();
}

/// As touchedParameterCount, of what is gathered.
double PaperModel::restingElements(double tokens) const {
    double touched = m_touchable;
    for (const Routing& r : m_routing) {
        const double resting = 1.0 - expectedExperts(r.experts, r.active, tokens) / r.experts;
        touched -= r.layers * resting * r.elements;
    }
    return m_touchable - touched;
}

Bytes PaperModel::cache(Tokens context) const {
    if (!m_hasWindows) return m_cachePerToken * context + m_state;
    double elements = 0;
    for (const Caching& c : m_caching)
        elements += c.elements * (c.window > 0 ? std::min(c.window, context.si()) : context.si());
    return Bytes(elements * m_cacheBytes) + m_state;
}

Bytes PaperModel::cacheRead(Tokens context, double steps) const {
    const double first = context.si();
    double elements = 0;
    for (const Caching& c : m_caching) {
        const double seen = c.window > 0 ? sumOfMinimum(first - 1.0, 1.0, steps, c.window)
                                         : steps * (first + (steps - 1.0) / 2.0);
        elements += c.elements * seen;
    }
    return Bytes(elements * m_readBytes) + m_state * steps;
}

Bytes PaperModel::weightsRead(double users) const {
    return m_routing.empty() ? m_weights : m_weights - Bytes(m_expertBytes * restingElements(users));
}

Flop PaperModel::attentionFlop(Tokens context) const {
    return Flop(m_prefillQuadratic * context.si() * context.si());
}

Seconds PaperModel::prefillFixed(Tokens asked) const {
    return Flop(m_prefillLinear * asked.si()) / m_flops;
}

Seconds PaperModel::prefillGrowing(Tokens cached, Tokens asked) const {
    // (c + q)² − c², without the difference of two large numbers
    return Flop(m_prefillQuadratic * asked.si() * (2.0 * cached.si() + asked.si())) / m_flops;
}

Seconds PaperModel::decodeFixed(double users) const {
    return weightsRead(users) / m_reads;
}

Seconds PaperModel::decodeGrowing(Tokens context, double steps, double users) const {
    return cacheRead(context, steps) * users / m_reads;
}

Prefill PaperModel::prefillTerms(Tokens context) const {
    Prefill p;
    p.linearFlop = Flop(m_prefillLinear * context.si());
    p.attentionFlop = attentionFlop(context);
    p.bytes = m_weights + cache(context) + uncompressed(context);
    p.linearTime = p.linearFlop / m_flops;
    p.attentionTime = p.attentionFlop / m_flops;
    p.time = p.linearTime + p.attentionTime;
    p.bound = ((p.linearFlop + p.attentionFlop) / p.bytes).si() < m_ridge ? Bound::MemoryBandwidth : Bound::Compute;
    return p;
}

Decode PaperModel::decodeTerms(Tokens context) const {
    const Bytes weights = weightsRead(m_batch);
    const Bytes cache = cacheRead(context, 1.0) * m_batch;
    Decode d;
    d.bytes = weights + cache;
    d.flop = Flop(m_linear + 2.0 * m_quadratic * context.si()) * m_batch;
    d.weightsTime = weights / m_reads;
    d.cacheTime = cache / m_reads;
    d.perToken = d.weightsTime + d.cacheTime;
    d.bound = (d.flop / d.bytes).si() < m_ridge ? Bound::MemoryBandwidth : Bound::Compute;
    return d;
}

} // namespace longpeak
