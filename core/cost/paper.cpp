// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/paper.h"

#include "cost/series.h"

#include <algorithm>
#include <limits>

namespace longpeak {
namespace {

/// Elements of the routed experts that a pass over `tokens` tokens leaves alone.
double restingElements(const Architecture& architecture, double tokens) {
    return touchedParameterCount(architecture, std::numeric_limits<double>::infinity()) -
           touchedParameterCount(architecture, tokens);
}

} // namespace

PaperModel::PaperModel(const Case& s)
    : m_architecture(s.architecture), m_batch(s.batch), m_expertBytes(bytesPerExpertElement(s)),
      m_cacheBytes(bytesPerElement(s.precision.cache) / s.compression.keptRatio()),
      m_readBytes(bytesPerElement(s.precision.cache) / s.compression.readRatio()),
      m_untilPrefilled(s.compression.keptRatio() / s.compression.peakRatio() - 1.0),
      m_weights(modelParameters(s) * bytesPerElement(s.precision.weights)), m_state(stateBytes(s.architecture)),
      m_cachePerToken(cacheElementsPerToken(s.architecture) * m_cacheBytes), m_linear(2.0 * modelParameters(s)),
      m_quadratic(attentionCoefficient(s) * layerCount(s.architecture) / s.compression.decodeFlopRatio()),
      m_ridge(s.deployment.ridge(s.precision.compute).si()),
      m_flops(s.deployment.groupFlops(s.precision.compute, s.efficiency.prefill)),
      m_reads(s.deployment.groupBandwidth(s.efficiency.decode)) {
    const double prompt = s.compression.promptRatio();
    m_prefillLinear = m_linear / prompt;
    m_prefillQuadratic = attentionCoefficient(s) * layerCount(s.architecture) /
                         (s.compression.prefillFlopRatio() * prompt * prompt);
    double routed = 0;
    for (const LayerGroup& group : m_architecture.groups) {
        routed += group.layers * routedExpertMatrices(group, m_architecture.hidden);
        m_hasWindows = m_hasWindows || group.attention.window > 0;
    }
    m_hasExperts = routed > 0;
    if (!m_hasExperts) return;
    const double scale = modelParameters(s) / parameterCount(m_architecture);
    m_expertBytes *= scale;
    m_weights += Bytes(routed * scale * (bytesPerExpertElement(s) - bytesPerElement(s.precision.weights)));
    m_linear -= 2.0 * scale * restingElements(m_architecture, 1.0);
    m_prefillLinear = m_linear / prompt;
}

Bytes PaperModel::cache(Tokens context) const {
    if (!m_hasWindows) return m_cachePerToken * context + m_state;
    return Bytes(cacheElements(m_architecture, context) * m_cacheBytes) + m_state;
}

Bytes PaperModel::cacheRead(Tokens context, double steps) const {
    const double first = context.si();
    double elements = 0;
    for (const LayerGroup& group : m_architecture.groups) {
        const Attention& a = group.attention;
        const double seen = a.window > 0 ? sumOfMinimum(first - 1.0, 1.0, steps, a.window)
                                         : steps * (first + (steps - 1.0) / 2.0);
        elements += group.layers * (cachedPerToken(a) + indexedPerToken(a)) * seen;
    }
    return Bytes(elements * m_readBytes) + m_state * steps;
}

Bytes PaperModel::weightsRead(double users) const {
    return m_hasExperts ? m_weights - Bytes(m_expertBytes * restingElements(m_architecture, users)) : m_weights;
}

Flop PaperModel::attentionFlop(Tokens context) const {
    return Flop(m_prefillQuadratic * context.si() * context.si());
}

Seconds PaperModel::prefillFixed(Tokens asked) const {
    return Flop(m_prefillLinear * asked.si()) / m_flops;
}

Seconds PaperModel::prefillGrowing(Tokens cached, Tokens asked) const {
    return (attentionFlop(cached + asked) - attentionFlop(cached)) / m_flops;
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
