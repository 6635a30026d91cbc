// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/operators.h"

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

std::string_view operatorName(OperatorKind kind) {
    static constexpr std::array<std::string_view, 12> names{
        "embedding", "norms",        "projections", "attention",      "indexer", "recurrence",
        "output",    "feed-forward", "router",      "routed experts", "LM head", "all-reduces"};
    return names[static_cast<std::size_t>(kind)];
}

/// What a pass adds up to, by what it is spent on and by what bounds it.
struct OperatorModel::Total {
    double linearFlop = 0;
    double mixingFlop = 0;
    double bytes = 0;
    double linear = 0;
    double mixing = 0;
    double other = 0;
    std::array<double, 3> bound{};

    void add(OperatorKind kind, const Cost& cost) {
        const double time = cost.time();
        if (kind != OperatorKind::Collectives) bytes += cost.bytes;
        switch (kind) {
        case OperatorKind::Attention:
        case OperatorKind::Indexer:
        case OperatorKind::Recurrence:
            mixing += time;
            mixingFlop += cost.flop;
            break;
        case OperatorKind::Embedding:
        case OperatorKind::Norms:
        case OperatorKind::Collectives: other += time; break;
        default: linear += time; linearFlop += cost.flop;
        }
        const bool compute = cost.times.compute >= cost.times.memory;
        const Bound slowest = cost.link > 0 ? Bound::Interconnect : compute ? Bound::Compute : Bound::MemoryBandwidth;
        bound[static_cast<std::size_t>(slowest)] += time;
    }
    double time() const { return linear + mixing + other; }
    Bound bounded() const { return static_cast<Bound>(std::ranges::max_element(bound) - bound.begin()); }
};

OperatorModel::OperatorModel(const Scenario& s)
    : m_conventions(s.conventions), m_gpus(s.gpus), m_hidden(s.architecture.hidden), m_batch(s.batch),
      m_chunk(s.prefillChunk.si()), m_flops(peak(s).rate.si() * s.efficiency.prefill),
      m_bandwidth(memoryBandwidth(s).si() * s.efficiency.decode),
      m_link(interconnectBandwidth(s).si() * s.efficiency.interconnect), m_hopLatency(s.hopLatency.si()),
      m_weightBytes(bytesPerElement(s.precision.weights)) {
    const Model& model = s.architecture;
    m_fixed.reserve(model.groups.size() * 8 + 4);
    m_growing.reserve(model.groups.size() * 2);
    m_fixed.push_back({.kind = OperatorKind::Embedding,
                       .group = -1,
                       .layers = 1,
                       .bytesPerToken = m_hidden * (m_weightBytes + activationBytes)});
    double experts = 0;
    for (std::size_t i = 0; i < model.groups.size(); ++i) {
        const LayerGroup& group = model.groups[i];
        addGroup(group, static_cast<int>(i), s);
        addCache(group, s);
        experts += group.layers * routedExpertMatrices(group, m_hidden);
        m_livePerToken = std::max(m_livePerToken, livePerToken(group));
    }
    m_fixed.push_back({.kind = OperatorKind::Norms,
                       .group = -1,
                       .layers = 1,
                       .weightBytes = m_hidden * m_weightBytes,
                       .bytesPerToken = 2.0 * m_hidden * activationBytes});
    addMatrices(OperatorKind::Head, -1, 1, model.vocabulary * m_hidden, m_weightBytes,
                m_hidden + model.vocabulary / m_gpus);
    m_livePerHead = model.vocabulary * logitBytes / m_gpus;
    m_weights = ((parameterCount(model) - experts) * m_weightBytes + experts * bytesPerExpertElement(s)) / m_gpus;
}

/// `width`: elements that go in and come out for a token, on one GPU.
void OperatorModel::addMatrices(OperatorKind kind, int group, double layers, double elements, double weightBytes,
                                double width) {
    if (elements == 0) return;
    m_fixed.push_back({.kind = kind,
                       .group = group,
                       .layers = layers,
                       .flopPerToken = 2.0 * elements / m_gpus,
                       .weightBytes = elements * weightBytes / m_gpus,
                       .bytesPerToken = width * activationBytes});
}

void OperatorModel::addGroup(const LayerGroup& group, int index, const Scenario& s) {
    const double vectors = layerVectors(group, m_hidden);
    if (vectors > 0)
        m_fixed.push_back({.kind = OperatorKind::Norms,
                           .group = index,
                           .layers = group.layers,
                           .weightBytes = vectors * m_weightBytes,
                           .bytesPerToken = group.norms * 2.0 * m_hidden * activationBytes});
    addMatrices(OperatorKind::Projections, index, group.layers, group.extraMatrices, m_weightBytes, 2.0 * m_hidden);
    if (group.attention.kind != AttentionKind::None) addAttention(group, index, s);
    if (group.feedForward.kind != FeedForwardKind::None) addFeedForward(group, index, s);
    if (m_gpus > 1)
        m_fixed.push_back({.kind = OperatorKind::Collectives,
                           .group = index,
                           .layers = group.layers * ((group.attention.kind != AttentionKind::None ? 1.0 : 0.0) +
                                                     (group.feedForward.kind != FeedForwardKind::None ? 1.0 : 0.0)),
                           .bytesPerToken = 2.0 * (m_gpus - 1.0) / m_gpus * m_hidden * activationBytes});
}

void OperatorModel::addAttention(const LayerGroup& group, int index, const Scenario& s) {
    const Attention& a = group.attention;
    const double all = attentionMatrices(group, m_hidden);
    if (a.kind == AttentionKind::Recurrent) {
        const Recurrence& r = a.recurrence;
        const double output = r.outputWidth * m_hidden;
        addMatrices(OperatorKind::Projections, index, group.layers, all - output, m_weightBytes,
                    m_hidden + r.inputWidth / m_gpus);
        m_fixed.push_back({.kind = OperatorKind::Recurrence,
                           .group = index,
                           .layers = group.layers,
                           .flopPerToken = r.state * r.flopPerStateElement / m_gpus,
                           .bytesPerToken = (r.inputWidth + r.outputWidth) / m_gpus * activationBytes,
                           .bytesPerUser = 2.0 * r.state * r.stateBytes / m_gpus});
        addMatrices(OperatorKind::Output, index, group.layers, output, m_weightBytes,
                    r.outputWidth / m_gpus + m_hidden);
        return;
    }
    const bool latent = a.kind == AttentionKind::Latent;
    const double query = latent ? a.latent.nopeDim + a.latent.ropeDim : a.headDim;
    const double output = a.queryHeads * a.values();
    const double made = a.queryHeads * query + (a.outputGate ? output : 0); // attention writes the cache
    addMatrices(OperatorKind::Projections, index, group.layers, all - output * m_hidden, m_weightBytes,
                m_hidden + made / m_gpus);

    const double heads = std::ceil(a.queryHeads / m_gpus); // a head is not divided
    const double kvHeads = std::ceil(a.kvHeads / m_gpus);
    const double cacheBytes = bytesPerElement(s.precision.cache);
    Growing op{.kind = OperatorKind::Attention, .group = index, .layers = group.layers};
    if (latent) {
        const double kept = a.latent.kvRank + a.latent.ropeDim;
        op.flopPerPair = 2.0 * heads * (query + a.valueDim);
        op.flopPerCached = 2.0 * heads * (2.0 * a.latent.kvRank + a.latent.ropeDim);
        op.readPerPrefilled = heads * (query + a.valueDim) * activationBytes;
        op.readPerCached = kept * cacheBytes;
    } else {
        op.flopPerPair = op.flopPerCached = 2.0 * heads * (a.headDim + a.values());
        op.readPerPrefilled = op.readPerCached = kvHeads * (a.headDim + a.values()) * cacheBytes;
    }
    const double written = a.shared ? 0 : op.readPerCached / s.compression.keptRatio();
    op.flopPerPair /= s.compression.attentionFlopRatio();
    op.flopPerCached /= s.compression.attentionFlopRatio();
    op.readPerPrefilled /= s.compression.readRatio();
    op.readPerCached /= s.compression.readRatio();
    op.bytesPerToken = heads * (query + a.values()) * activationBytes + written;
    op.window = a.window;
    const double limit = std::max(a.selection.tokens, a.window); // a layer has one of them at most
    op.seen = limit > 0 ? limit : unlimited;
    m_growing.push_back(op);
    addIndexer(a, index, group.layers, s);
    addMatrices(OperatorKind::Output, index, group.layers, output * m_hidden, m_weightBytes,
                output / m_gpus + m_hidden);
}

void OperatorModel::addIndexer(const Attention& a, int index, double layers, const Scenario& s) {
    if (a.selection.tokens == 0) return;
    const double heads = std::ceil(a.selection.heads / m_gpus);
    const double cacheBytes = bytesPerElement(s.precision.cache);
    const double key = a.selection.headDim * cacheBytes / s.compression.readRatio();
    const double written = indexedPerToken(a) * cacheBytes / s.compression.keptRatio();
    const double flop = 2.0 * heads * a.selection.headDim / s.compression.attentionFlopRatio();
    m_growing.push_back({.kind = OperatorKind::Indexer,
                         .group = index,
                         .layers = layers,
                         .flopPerPair = flop,
                         .flopPerCached = flop,
                         .readPerPrefilled = key,
                         .readPerCached = key,
                         .bytesPerToken = heads * a.selection.headDim * activationBytes + written,
                         .seen = unlimited});
}

void OperatorModel::addFeedForward(const LayerGroup& group, int index, const Scenario& s) {
    const FeedForward& f = group.feedForward;
    const auto dense = [&](double intermediate) {
        addMatrices(OperatorKind::FeedForward, index, group.layers, f.matrices() * m_hidden * intermediate,
                    m_weightBytes, 2.0 * m_hidden + 2.0 * intermediate / m_gpus);
    };
    if (f.kind == FeedForwardKind::Dense) return dense(f.intermediate);
    const double width = f.expertHidden > 0 ? f.expertHidden : m_hidden;
    const double projections = 2.0 * m_hidden * f.expertHidden;
    addMatrices(OperatorKind::Router, index, group.layers, m_hidden * f.experts + projections, m_weightBytes,
                m_hidden + f.experts + (f.expertHidden > 0 ? m_hidden + 2.0 * width : 0));
    m_fixed.push_back({.kind = OperatorKind::Experts,
                       .group = index,
                       .layers = group.layers,
                       .flopPerToken = 2.0 * f.active * f.matrices() * width * f.intermediate / m_gpus,
                       .weightBytes = routedExpertMatrices(group, m_hidden) * bytesPerExpertElement(s) / m_gpus,
                       .bytesPerToken = f.active * (2.0 * width + 2.0 * f.intermediate / m_gpus) * activationBytes,
                       .experts = f.experts,
                       .active = f.active});
    if (f.sharedIntermediate + f.denseIntermediate > 0) dense(f.sharedIntermediate + f.denseIntermediate);
}

void OperatorModel::addCache(const LayerGroup& group, const Scenario& s) {
    const Attention& a = group.attention;
    if (a.kind == AttentionKind::Recurrent) {
        m_state += group.layers * a.recurrence.state * a.recurrence.stateBytes / m_gpus;
        return;
    }
    // A GPU holds whole KV heads; a latent and an index key stand on every GPU.
    const bool latent = a.kind == AttentionKind::Latent;
    const double heads = latent || a.kvHeads == 0 ? 1.0 : std::ceil(a.kvHeads / m_gpus) / a.kvHeads;
    const double elements = cachedPerToken(a) * heads + indexedPerToken(a);
    const double bytes = group.layers * elements * bytesPerElement(s.precision.cache) / s.compression.keptRatio();
    if (bytes == 0) return;
    if (growsForEver(a) || m_conventions.window == WindowCache::Full)
        m_cachePerToken += bytes;
    else
        m_bounded.push_back({a.window, bytes});
}

/// Bytes alive on one GPU for each token of a pass: the residual stream, its norm, and the widest operator.
double OperatorModel::livePerToken(const LayerGroup& group) const {
    const Attention& a = group.attention;
    const FeedForward& f = group.feedForward;
    double mixer = a.recurrence.inputWidth + a.recurrence.outputWidth;
    if (a.attends()) {
        const bool latent = a.kind == AttentionKind::Latent;
        const double query = latent ? a.latent.nopeDim + a.latent.ropeDim : a.headDim;
        const double keys = latent ? a.queryHeads * (query + a.valueDim) : cachedPerToken(a);
        mixer = a.queryHeads * (query + a.values() * (a.outputGate ? 2.0 : 1.0)) + keys;
    }
    const double branches = f.matrices() - 1.0; // gate and up
    double forward = 0;
    if (f.kind == FeedForwardKind::Dense) forward = branches * f.intermediate / m_gpus;
    if (f.kind == FeedForwardKind::Mixture)
        forward = f.active * ((f.expertHidden > 0 ? f.expertHidden : m_hidden) + branches * f.intermediate / m_gpus) +
                  branches * (f.sharedIntermediate + f.denseIntermediate) / m_gpus;
    return (2.0 * m_hidden + std::max(mixer / m_gpus, forward)) * activationBytes;
}

Bytes OperatorModel::activations(Tokens context) const {
    const double chunk = m_chunk > 0 ? std::min(m_chunk, context.si()) : context.si();
    const double positions = m_conventions.head == HeadPositions::All ? std::max(chunk, m_batch) : m_batch;
    return Bytes(m_gpus * std::max(m_livePerToken * std::max(chunk, m_batch), m_livePerHead * positions));
}

Bytes OperatorModel::cache(Tokens context) const {
    double bytes = m_state + m_cachePerToken * context.si();
    for (const Bounded& layers : m_bounded) bytes += layers.bytesPerToken * std::min(layers.window, context.si());
    return Bytes(bytes * m_gpus);
}

/// The part of an operator's weights that a pass over that many tokens reads.
double OperatorModel::readShare(const Fixed& op, double tokens) const {
    if (op.experts == 0) return 1.0;
    switch (m_conventions.experts) {
    case ExpertReads::All: return 1.0;
    case ExpertReads::Most: return std::min(1.0, op.active * tokens / op.experts);
    case ExpertReads::Expected: break;
    }
    return expectedExperts(op.experts, op.active, tokens) / op.experts;
}

OperatorModel::Cost OperatorModel::costOf(const Fixed& op, const Pass& pass, double count) const {
    const double tokens = pass.users * (op.kind == OperatorKind::Head ? pass.head : pass.tokens);
    const double passes = op.layers * count;
    Cost cost;
    if (tokens == 0) return cost;
    if (op.kind == OperatorKind::Collectives) {
        cost.bytes = passes * tokens * op.bytesPerToken;
        cost.link = cost.bytes / m_link + passes * 2.0 * (m_gpus - 1.0) * m_hopLatency;
        return cost;
    }
    cost.flop = passes * tokens * op.flopPerToken;
    cost.bytes = passes *
                 (op.weightBytes * readShare(op, tokens) + tokens * op.bytesPerToken + pass.users * op.bytesPerUser);
    cost.times.compute = cost.flop / m_flops;
    cost.times.memory = cost.bytes / m_bandwidth;
    cost.times.slower = std::max(cost.times.compute, cost.times.memory);
    return cost;
}

/// Pairs of a query and a key in a prefill pass. The full square is counted as its growth, so that chunks add up to n²,
/// or n·seen where each of n tokens sees that many.
double OperatorModel::pairs(const Growing& op, double cached, double tokens) const {
    if (m_conventions.causal == CausalMask::Exact) return sumOfMinimum(cached, 1.0, tokens, op.seen);
    const double end = cached + tokens;
    if (end <= op.seen) return tokens * (cached + end);
    return cached >= op.seen ? tokens * op.seen : end * op.seen - cached * cached;
}

/// Most tokens that a block of so many queries reads. At best all its queries select the same ones.
double OperatorModel::blockLimit(const Growing& op, double queries) {
    return op.window > 0 ? op.window + queries - 1.0 : op.seen;
}

/// Cached tokens that a prefill pass reads: each block of queries reads what any of them sees.
double OperatorModel::reads(const Growing& op, double cached, double tokens) const {
    const double block = blockOf(tokens);
    const double whole = std::floor(tokens / block);
    const double rest = tokens - whole * block;
    const double last = rest > 0 ? std::min(cached + tokens, blockLimit(op, rest)) : 0.0;
    return sumOfMinimum(cached, block, whole, blockLimit(op, block)) + last;
}

double OperatorModel::blockOf(double tokens) const {
    return m_conventions.attentionBlock > 0 ? std::min(m_conventions.attentionBlock, tokens) : tokens;
}

OperatorModel::Cost OperatorModel::costOf(const Growing& op, double cached, double tokens, double count) const {
    // Where the pairs and the reads of a pass stop growing with what is cached.
    std::array<double, 5> breaks{};
    const bool bends = std::isfinite(op.seen) && count > 1.0;
    if (bends) {
        const double block = blockOf(tokens);
        const double rest = std::fmod(tokens, block);
        const double limit = blockLimit(op, block);
        breaks = {op.seen - tokens, op.seen, limit - tokens + rest, limit - block, blockLimit(op, rest) - tokens};
        std::ranges::sort(breaks);
    }
    Cost cost;
    cost.times = sumOverPasses(
        cached, tokens, count, std::span(breaks).first(bends ? breaks.size() : 0), [&](double m) {
            return std::array{pairs(op, m, tokens) * op.flopPerPair * op.layers / m_flops,
                              (reads(op, m, tokens) * op.readPerPrefilled + tokens * op.bytesPerToken) * op.layers /
                                  m_bandwidth};
        });
    cost.flop = cost.times.compute * m_flops;
    cost.bytes = cost.times.memory * m_bandwidth;
    return cost;
}

OperatorModel::Cost OperatorModel::decodeCostOf(const Growing& op, double context, double users, double count) const {
    const std::array breaks{op.seen};
    const double each = users * op.layers;
    Cost cost;
    cost.times = sumOverPasses(context, 1.0, count, std::span(breaks).first(std::isfinite(op.seen) ? 1 : 0),
                               [&](double n) {
                                   const double seen = std::min(n, op.seen);
                                   return std::array{each * seen * op.flopPerCached / m_flops,
                                                     each * (seen * op.readPerCached + op.bytesPerToken) / m_bandwidth};
                               });
    cost.flop = cost.times.compute * m_flops;
    cost.bytes = cost.times.memory * m_bandwidth;
    return cost;
}

namespace {

/// A prompt as full chunks and a rest.
struct Chunks {
    Chunks(double asked, double chunk)
        : tokens(chunk > 0 ? std::min(chunk, asked) : asked), whole(asked > 0 ? std::floor(asked / tokens) : 0.0),
          rest(asked - whole * tokens) {}
    double tokens; ///< of a full chunk
    double whole;  ///< full chunks
    double rest;   ///< tokens after them
};

} // namespace

void OperatorModel::Cost::add(const Cost& other) {
    flop += other.flop;
    bytes += other.bytes;
    times.compute += other.times.compute;
    times.memory += other.times.memory;
    times.slower += other.times.slower;
    link += other.link;
}

/// The head runs at the end, or in each chunk.
template <typename Take>
void OperatorModel::forPrefillFixed(double asked, Take take) const {
    const Chunks chunks(asked, m_chunk);
    const bool everywhere = m_conventions.head == HeadPositions::All;
    for (const Fixed& op : m_fixed) {
        if (op.kind == OperatorKind::Head && !everywhere) {
            take(op.kind, op.group, costOf(op, {.head = std::min(asked, 1.0)}, 1.0));
            continue;
        }
        Cost cost = costOf(op, {.tokens = chunks.tokens, .head = chunks.tokens}, chunks.whole);
        if (chunks.rest > 0) cost.add(costOf(op, {.tokens = chunks.rest, .head = chunks.rest}, 1.0));
        take(op.kind, op.group, cost);
    }
}

template <typename Take>
void OperatorModel::forPrefillGrowing(double cached, double asked, Take take) const {
    const Chunks chunks(asked, m_chunk);
    for (const Growing& op : m_growing) {
        Cost cost = costOf(op, cached, chunks.tokens, chunks.whole);
        if (chunks.rest > 0) cost.add(costOf(op, cached + asked - chunks.rest, chunks.rest, 1.0));
        take(op.kind, op.group, cost);
    }
}

template <typename Take>
void OperatorModel::forDecodeFixed(double users, Take take) const {
    for (const Fixed& op : m_fixed) take(op.kind, op.group, costOf(op, {.users = users, .head = 1.0}, 1.0));
}

template <typename Take>
void OperatorModel::forDecodeGrowing(double context, double steps, double users, Take take) const {
    for (const Growing& op : m_growing) take(op.kind, op.group, decodeCostOf(op, context, users, steps));
}

Seconds OperatorModel::prefillFixed(Tokens asked) const {
    double sum = 0;
    forPrefillFixed(asked.si(), [&](OperatorKind, int, const Cost& cost) { sum += cost.time(); });
    return Seconds(sum);
}

Seconds OperatorModel::prefillGrowing(Tokens cached, Tokens asked) const {
    double sum = 0;
    forPrefillGrowing(cached.si(), asked.si(), [&](OperatorKind, int, const Cost& cost) { sum += cost.time(); });
    return Seconds(sum);
}

Seconds OperatorModel::decodeFixed(double users) const {
    double sum = 0;
    forDecodeFixed(users, [&](OperatorKind, int, const Cost& cost) { sum += cost.time(); });
    return Seconds(sum);
}

Seconds OperatorModel::decodeGrowing(Tokens context, double steps, double users) const {
    double sum = 0;
    forDecodeGrowing(context.si(), steps, users, [&](OperatorKind, int, const Cost& cost) { sum += cost.time(); });
    return Seconds(sum);
}

Prefill OperatorModel::prefillTerms(Tokens context) const {
    Total total;
    const auto take = [&](OperatorKind kind, int, const Cost& cost) { total.add(kind, cost); };
    forPrefillFixed(context.si(), take);
    forPrefillGrowing(0, context.si(), take);
    Prefill p;
    p.linearFlop = Flop(total.linearFlop * m_gpus);
    p.attentionFlop = Flop(total.mixingFlop * m_gpus);
    p.bytes = Bytes(total.bytes * m_gpus);
    p.linearTime = Seconds(total.linear);
    p.attentionTime = Seconds(total.mixing);
    p.otherTime = Seconds(total.other);
    p.time = Seconds(total.time());
    p.bound = total.bounded();
    return p;
}

Decode OperatorModel::decodeTerms(Tokens context) const {
    Total total;
    const auto take = [&](OperatorKind kind, int, const Cost& cost) { total.add(kind, cost); };
    forDecodeFixed(m_batch, take);
    forDecodeGrowing(context.si(), 1.0, m_batch, take);
    Decode d;
    d.bytes = Bytes(total.bytes * m_gpus);
    d.flop = Flop((total.linearFlop + total.mixingFlop) * m_gpus);
    d.weightsTime = Seconds(total.linear);
    d.cacheTime = Seconds(total.mixing);
    d.otherTime = Seconds(total.other);
    d.perToken = Seconds(total.time());
    d.bound = total.bounded();
    return d;
}

Operator OperatorModel::described(OperatorKind kind, int group, const Cost& cost) const {
    const bool compute = cost.times.compute >= cost.times.memory;
    return {.kind = kind,
            .group = group,
            .flop = Flop(cost.flop * m_gpus),
            .bytes = Bytes(cost.bytes * m_gpus),
            .time = Seconds(cost.time()),
            .bound = cost.link > 0 ? Bound::Interconnect
                     : compute     ? Bound::Compute
                                   : Bound::MemoryBandwidth};
}

std::vector<Operator> OperatorModel::prefillList(Tokens context) const {
    std::vector<Operator> list;
    const auto take = [&](OperatorKind kind, int group, const Cost& cost) {
        list.push_back(described(kind, group, cost));
    };
    forPrefillFixed(context.si(), take);
    forPrefillGrowing(0, context.si(), take);
    return list;
}

std::vector<Operator> OperatorModel::decodeList(Tokens context) const {
    std::vector<Operator> list;
    const auto take = [&](OperatorKind kind, int group, const Cost& cost) {
        list.push_back(described(kind, group, cost));
    };
    forDecodeFixed(m_batch, take);
    forDecodeGrowing(context.si(), 1.0, m_batch, take);
    return list;
}

std::vector<Operator> prefillOperators(const Scenario& scenario) {
    return OperatorModel(scenario).prefillList(scenario.context);
}

std::vector<Operator> decodeOperators(const Scenario& scenario) {
    return OperatorModel(scenario).decodeList(scenario.context);
}

} // namespace longpeak
