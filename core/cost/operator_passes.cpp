// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/operators.h"

#include <algorithm>
#include <array>
#include <cmath>

// What passes cost, once a scenario's operators are gathered (operators.cpp).

namespace longpeak {

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

// These two are asked most often, and mostly for the time alone: inlined, the compiler leaves out the rest.

/// The part of an operator's weights that a pass over that many tokens reads.
[[gnu::always_inline]] inline double OperatorModel::readShare(const Fixed& op, double tokens) const {
    if (op.activeShare == 0) return 1.0;
    if (m_conventions.experts == ExpertReads::Most) return std::min(1.0, op.activeShare * tokens);
    return -std::expm1(tokens * op.logResting); // 1 − (1 − k/E)^tokens
}

[[gnu::always_inline]] inline OperatorModel::Cost OperatorModel::costOf(const Fixed& op, const Pass& pass,
                                                                        double count) const {
    const double tokens = pass.users * (op.kind == OperatorKind::Head ? pass.head : pass.tokens);
    const double passes = op.layers * count;
    Cost cost;
    if (tokens == 0) return cost;
    if (op.kind == OperatorKind::Collectives) {
        cost.bytes = passes * tokens * op.bytesPerToken;
        cost.link = m_allReduce.seconds(cost.bytes, passes);
        return cost;
    }
    cost.flop = passes * tokens * op.flopPerToken;
    cost.bytes = passes *
                 (op.weightBytes * readShare(op, tokens) + tokens * op.bytesPerToken + pass.users * op.bytesPerUser);
    cost.times.compute = cost.flop * m_secondsPerFlop;
    cost.times.memory = cost.bytes * m_secondsPerByte;
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
    // Up to the first of these all queries of a pass see what is cached, and from the second on as much as they ever will.
    // Between them begins one pass at most.
    const std::array breaks{op.seen - tokens, op.seen};
    const double compute = op.layers * m_secondsPerFlop;
    const double memory = op.layers * m_secondsPerByte;
    Cost cost;
    cost.times = sumOverPasses(
        cached, tokens, count, std::span(breaks).first(std::isfinite(op.seen) ? 2 : 0), [&](double m) {
            return std::array{pairs(op, m, tokens) * op.flopPerPair * compute,
                              (reads(op, m, tokens) * op.readPerPrefilled + tokens * op.bytesPerPrefilled) * memory};
        });
    cost.flop = cost.times.compute * m_flops;
    cost.bytes = cost.times.memory * m_bandwidth;
    return cost;
}

OperatorModel::Cost OperatorModel::decodeCostOf(const Growing& op, double context, double users, double count) const {
    const std::array breaks{op.seen};
    const double compute = users * op.layers * m_secondsPerFlop;
    const double memory = users * op.layers * m_secondsPerByte;
    Cost cost;
    cost.times = sumOverPasses(
        context, 1.0, count, std::span(breaks).first(std::isfinite(op.seen) ? 1 : 0), [&](double n) {
            const double seen = std::min(n, op.seen);
            return std::array{seen * op.flopPerCached * compute, (seen * op.readPerCached + op.bytesPerToken) * memory};
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

/// The head runs at the end, or in each chunk. Tokens that compression drops before a prefill are not there at all.
template <typename Take>
void OperatorModel::forPrefillFixed(double asked, Take take) const {
    const Chunks chunks(prompt(asked), m_chunk);
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
    // Each request is shortened by itself, so that what is left of a question is the same behind any context.
    const double first = prompt(cached);
    const double left = prompt(asked);
    const Chunks chunks(left, m_chunk);
    for (const Growing& op : m_growing) {
        Cost cost = costOf(op, first, chunks.tokens, chunks.whole);
        if (chunks.rest > 0) cost.add(costOf(op, first + left - chunks.rest, chunks.rest, 1.0));
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
    p.linearFlop = Flop(m_plan.ofGroup(total.linearFlop));
    p.attentionFlop = Flop(m_plan.ofGroup(total.mixingFlop));
    p.bytes = Bytes(m_plan.ofGroup(total.bytes));
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
    d.bytes = Bytes(m_plan.ofGroup(total.bytes));
    d.flop = Flop(m_plan.ofGroup(total.linearFlop + total.mixingFlop));
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
            .flop = Flop(m_plan.ofGroup(cost.flop)),
            .bytes = Bytes(m_plan.ofGroup(cost.bytes)),
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

} // namespace longpeak
