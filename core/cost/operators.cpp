// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/operators.h"

#include "model/attention_kind.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace longpeak {
namespace {

constexpr double activationBytes = 2.0;
constexpr double logitBytes = 4.0;
constexpr double unlimited = std::numeric_limits<double>::infinity();

bool growsForEver(const Attention& a) {
    return a.window == 0;
}

} // namespace

Message operatorName(OperatorKind kind) {
    static constexpr std::array<Message, 12> names{
        LP_TEXT("operator", "embedding"),      LP_TEXT("operator", "norms"),        LP_TEXT("operator", "projections"),
        LP_TEXT("operator", "attention"),      LP_TEXT("operator", "indexer"),      LP_TEXT("operator", "recurrence"),
        LP_TEXT("operator", "output"),         LP_TEXT("operator", "feed-forward"), LP_TEXT("operator", "router"),
        LP_TEXT("operator", "routed experts"), LP_TEXT("operator", "LM head"),      LP_TEXT("operator", "all-reduces")};
    return names[static_cast<std::size_t>(kind)];
}

OperatorModel::OperatorModel(const Case& s)
    : m_conventions(s.conventions), m_plan(s.deployment.plan), m_hidden(s.architecture.hidden), m_batch(s.batch),
      m_chunk(s.prefillChunk.si()), m_flops(peak(s).rate.si() * s.efficiency.prefill),
      m_bandwidth(s.deployment.memoryBandwidth().si() * s.efficiency.decode), m_secondsPerFlop(1.0 / m_flops),
      m_secondsPerByte(1.0 / m_bandwidth), m_allReduce(s.deployment.allReduce(s.efficiency.interconnect)),
      m_weightBytes(bytesPerElement(s.precision.weights)),
      m_untilPrefilled(s.compression.keptRatio() / s.compression.peakRatio() - 1.0),
      m_promptRatio(s.compression.promptRatio()) {
    const Architecture& architecture = s.architecture;
    m_fixed.reserve(architecture.groups.size() * 8 + 4);
    m_growing.reserve(architecture.groups.size() * 2);
    m_fixed.push_back({.kind = OperatorKind::Embedding,
                       .group = -1,
                       .layers = 1,
                       .bytesPerToken = m_hidden * (m_weightBytes + activationBytes)});
    double experts = 0;
    for (std::size_t i = 0; i < architecture.groups.size(); ++i) {
        const LayerGroup& group = architecture.groups[i];
        const AttentionKindRow& kind = kindOf(group.attention);
        const AttentionHeads heads = group.attention.attends() ? kind.heads(group.attention) : AttentionHeads();
        addGroup(group, static_cast<int>(i), kind, heads, s);
        addCache(group, kind, heads, s);
        experts += group.layers * routedExpertMatrices(group, m_hidden);
        m_livePerToken = std::max(m_livePerToken, livePerToken(group, heads));
    }
    m_fixed.push_back({.kind = OperatorKind::Norms,
                       .group = -1,
                       .layers = 1,
                       .weightBytes = m_hidden * m_weightBytes,
                       .bytesPerToken = 2.0 * m_hidden * activationBytes});
    addMatrices(OperatorKind::Head, -1, 1, architecture.vocabulary * m_hidden, m_weightBytes,
                m_hidden + m_plan.share(architecture.vocabulary));
    m_livePerHead = m_plan.share(architecture.vocabulary * logitBytes);
    m_weights = m_plan.share((parameterCount(architecture) - experts) * m_weightBytes +
                             experts * bytesPerExpertElement(s));
}

/// `width`: elements that go in and come out for a token, on one GPU.
void OperatorModel::addMatrices(OperatorKind kind, int group, double layers, double elements, double weightBytes,
                                double width) {
    if (elements == 0) return;
    m_fixed.push_back({.kind = kind,
                       .group = group,
                       .layers = layers,
                       .flopPerToken = m_plan.share(2.0 * elements),
                       .weightBytes = m_plan.share(elements * weightBytes),
                       .bytesPerToken = width * activationBytes});
}

void OperatorModel::addGroup(const LayerGroup& group, int index, const AttentionKindRow& kind,
                             const AttentionHeads& heads, const Case& s) {
    const double vectors = layerVectors(group, m_hidden);
    if (vectors > 0)
        m_fixed.push_back({.kind = OperatorKind::Norms,
                           .group = index,
                           .layers = group.layers,
                           .weightBytes = vectors * m_weightBytes,
                           .bytesPerToken = group.norms * 2.0 * m_hidden * activationBytes});
    addMatrices(OperatorKind::Projections, index, group.layers, group.extraMatrices, m_weightBytes, 2.0 * m_hidden);
    const bool mixes = kind.keeps != Keeps::Nothing;
    if (mixes) addAttention(group, index, heads, s);
    if (group.feedForward.kind != FeedForwardKind::None) addFeedForward(group, index, s);
    if (m_plan.tensor > 1)
        m_fixed.push_back({.kind = OperatorKind::Collectives,
                           .group = index,
                           .layers = group.layers * ((mixes ? 1.0 : 0.0) +
                                                     (group.feedForward.kind != FeedForwardKind::None ? 1.0 : 0.0)),
                           .bytesPerToken = m_allReduce.bytes(m_hidden * activationBytes)});
}

void OperatorModel::addRecurrence(const LayerGroup& group, int index) {
    const Recurrence& r = group.attention.recurrence;
    const double output = r.outputWidth * m_hidden;
    addMatrices(OperatorKind::Projections, index, group.layers, attentionMatrices(group, m_hidden) - output,
                m_weightBytes, m_hidden + m_plan.share(r.inputWidth));
    m_fixed.push_back({.kind = OperatorKind::Recurrence,
                       .group = index,
                       .layers = group.layers,
                       .flopPerToken = m_plan.share(r.state * r.flopPerStateElement),
                       .bytesPerToken = m_plan.share(r.inputWidth + r.outputWidth) * activationBytes,
                       .bytesPerUser = m_plan.share(2.0 * r.state * r.stateBytes)});
    addMatrices(OperatorKind::Output, index, group.layers, output, m_weightBytes,
                m_plan.share(r.outputWidth) + m_hidden);
}

void OperatorModel::addAttention(const LayerGroup& group, int index, const AttentionHeads& of, const Case& s) {
    const Attention& a = group.attention;
    if (!a.attends()) return addRecurrence(group, index);
    const double output = of.queries * of.value;
    const double made = of.queries * of.query + (a.outputGate ? output : 0); // attention writes the cache
    addMatrices(OperatorKind::Projections, index, group.layers, attentionMatrices(group, m_hidden) - output * m_hidden,
                m_weightBytes, m_hidden + m_plan.share(made));

    const double heads = m_plan.heads(of.queries);
    Growing op{.kind = OperatorKind::Attention, .group = index, .layers = group.layers};
    op.flopPerPair = 2.0 * heads * (of.query + of.value);
    op.flopPerCached = 2.0 * heads * of.decode;
    op.readPerCached = m_plan.heads(of.cached) * of.kept * bytesPerElement(s.precision.cache);
    op.readPerPrefilled = of.expands ? heads * (of.query + of.value) * activationBytes : op.readPerCached;
    const Compression& c = s.compression;
    const double written = a.shared ? 0 : op.readPerCached;
    const double passing = heads * (of.query + of.value) * activationBytes;
    op.flopPerPair /= c.prefillFlopRatio();
    op.flopPerCached /= c.decodeFlopRatio();
    op.readPerPrefilled /= c.prefillReadRatio();
    op.readPerCached /= c.readRatio();
    op.bytesPerPrefilled = passing + written / c.prefillWriteRatio();
    op.bytesPerToken = passing + written / c.keptRatio();
    op.window = a.window;
    const double limit = std::max(a.selection.tokens, a.window); // a layer has one of them at most
    op.seen = limit > 0 ? limit : unlimited;
    m_growing.push_back(op);
    addIndexer(a, index, group.layers, s);
    addMatrices(OperatorKind::Output, index, group.layers, output * m_hidden, m_weightBytes,
                m_plan.share(output) + m_hidden);
}

void OperatorModel::addIndexer(const Attention& a, int index, double layers, const Case& s) {
    if (a.selection.tokens == 0) return;
    const double heads = m_plan.heads(a.selection.heads);
    const double cacheBytes = bytesPerElement(s.precision.cache);
    const Compression& c = s.compression;
    const double key = a.selection.headDim * cacheBytes;
    const double written = indexedPerToken(a) * cacheBytes;
    const double passing = heads * a.selection.headDim * activationBytes;
    const double flop = 2.0 * heads * a.selection.headDim;
    m_growing.push_back({.kind = OperatorKind::Indexer,
                         .group = index,
                         .layers = layers,
                         .flopPerPair = flop / c.prefillFlopRatio(),
                         .flopPerCached = flop / c.decodeFlopRatio(),
                         .readPerPrefilled = key / c.prefillReadRatio(),
                         .readPerCached = key / c.readRatio(),
                         .bytesPerPrefilled = passing + written / c.prefillWriteRatio(),
                         .bytesPerToken = passing + written / c.keptRatio(),
                         .seen = unlimited});
}

void OperatorModel::addFeedForward(const LayerGroup& group, int index, const Case& s) {
    const FeedForward& f = group.feedForward;
    const auto dense = [&](double intermediate) {
        addMatrices(OperatorKind::FeedForward, index, group.layers, f.matrices() * m_hidden * intermediate,
                    m_weightBytes, 2.0 * m_hidden + m_plan.share(2.0 * intermediate));
    };
    if (f.kind == FeedForwardKind::Dense) return dense(f.intermediate);
    const double width = f.expertHidden > 0 ? f.expertHidden : m_hidden;
    const double projections = 2.0 * m_hidden * f.expertHidden;
    addMatrices(OperatorKind::Router, index, group.layers, m_hidden * f.experts + projections, m_weightBytes,
                m_hidden + f.experts + (f.expertHidden > 0 ? m_hidden + 2.0 * width : 0));
    m_fixed.push_back({.kind = OperatorKind::Experts,
                       .group = index,
                       .layers = group.layers,
                       .flopPerToken = m_plan.share(2.0 * f.active * f.matrices() * width * f.intermediate),
                       .weightBytes = m_plan.share(routedExpertMatrices(group, m_hidden) * bytesPerExpertElement(s)),
                       .bytesPerToken = f.active * (2.0 * width + m_plan.share(2.0 * f.intermediate)) * activationBytes,
                       .activeShare = m_conventions.experts == ExpertReads::All ? 0.0 : f.active / f.experts,
                       .logResting = std::log1p(-f.active / f.experts)});
    if (f.sharedIntermediate + f.denseIntermediate > 0) dense(f.sharedIntermediate + f.denseIntermediate);
}

void OperatorModel::addCache(const LayerGroup& group, const AttentionKindRow& kind, const AttentionHeads& of,
                             const Case& s) {
    const Attention& a = group.attention;
    if (kind.keeps == Keeps::State) {
        m_state += m_plan.share(group.layers * a.recurrence.state * a.recurrence.stateBytes);
        return;
    }
    // An index key stands on every GPU, and so does what has one head: a latent.
    const double elements = cachedPerToken(a) * m_plan.cacheShare(of.cached) + indexedPerToken(a);
    const double bytes = group.layers * elements * bytesPerElement(s.precision.cache) / s.compression.keptRatio();
    if (bytes == 0) return;
    if (growsForEver(a) || m_conventions.window == WindowCache::Full)
        m_cachePerToken += bytes;
    else
        m_bounded.push_back({a.window, bytes});
}

/// Bytes alive on one GPU for each token of a pass: the residual stream, its norm, and the widest operator.
double OperatorModel::livePerToken(const LayerGroup& group, const AttentionHeads& of) const {
    const Attention& a = group.attention;
    const FeedForward& f = group.feedForward;
    double mixer = a.recurrence.inputWidth + a.recurrence.outputWidth;
    if (a.attends()) {
        const double keys = of.expands ? of.queries * (of.query + of.value) : cachedPerToken(a);
        mixer = of.queries * (of.query + of.value * (a.outputGate ? 2.0 : 1.0)) + keys;
    }
    const double branches = f.matrices() - 1.0; // gate and up
    double forward = 0;
    if (f.kind == FeedForwardKind::Dense) forward = m_plan.share(branches * f.intermediate);
    if (f.kind == FeedForwardKind::Mixture)
        forward = f.active *
                      ((f.expertHidden > 0 ? f.expertHidden : m_hidden) + m_plan.share(branches * f.intermediate)) +
                  m_plan.share(branches * (f.sharedIntermediate + f.denseIntermediate));
    return (2.0 * m_hidden + std::max(m_plan.share(mixer), forward)) * activationBytes;
}

Bytes OperatorModel::activations(Tokens context) const {
    const double tokens = prompt(context.si());
    const double chunk = m_chunk > 0 ? std::min(m_chunk, tokens) : tokens;
    const double positions = m_conventions.head == HeadPositions::All ? std::max(chunk, m_batch) : m_batch;
    return Bytes(m_plan.ofGroup(std::max(m_livePerToken * std::max(chunk, m_batch), m_livePerHead * positions))) +
           uncompressed(context);
}

Bytes OperatorModel::uncompressed(Tokens context) const {
    return (cache(context) - Bytes(m_plan.ofGroup(m_state))) * m_untilPrefilled;
}

Bytes OperatorModel::cache(Tokens context) const {
    double bytes = m_state + m_cachePerToken * context.si();
    for (const Bounded& layers : m_bounded) bytes += layers.bytesPerToken * std::min(layers.window, context.si());
    return Bytes(m_plan.ofGroup(bytes));
}

} // namespace longpeak
