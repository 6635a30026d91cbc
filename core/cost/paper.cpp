// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/paper.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace longpeak {
namespace {

/// Everything that does not depend on the context, gathered once per evaluation.
struct Terms {
    explicit Terms(const Scenario& s)
        : parameters(modelParameters(s)), weights(parameters * bytesPerElement(s.precision.weights)),
          cachePerToken(cacheElementsPerToken(s.architecture) * bytesPerElement(s.precision.cache) /
                        s.compression.keptRatio()),
          readPerToken(cacheElementsPerToken(s.architecture) * bytesPerElement(s.precision.cache) /
                       s.compression.readRatio()),
          linear(2.0 * parameters), quadratic(longpeak::attentionCoefficient(s) * layerCount(s.architecture) /
                                              s.compression.attentionFlopRatio()),
          peak(longpeak::peak(s).rate * s.gpus), bandwidth(memoryBandwidth(s) * s.gpus),
          flops(peak * s.efficiency.prefill), reads(bandwidth * s.efficiency.decode),
          link(linkBandwidth(s) * (s.gpus * s.efficiency.link)) {}

    double parameters;
    Bytes weights;
    BytesPerToken cachePerToken; ///< kept
    BytesPerToken readPerToken;
    double linear;    ///< FLOP per token
    double quadratic; ///< FLOP per token squared
    FlopPerSecond peak;
    BytesPerSecond bandwidth;
    FlopPerSecond flops;  ///< peak × efficiency
    BytesPerSecond reads; ///< bandwidth × efficiency
    BytesPerSecond link;

    Flop linearFlop(Tokens n) const { return Flop(linear * n.si()); }
    Flop attentionFlop(Tokens n) const { return Flop(quadratic * n.si() * n.si()); }
    Seconds prefill(Tokens n) const { return (linearFlop(n) + attentionFlop(n)) / flops; }
    Seconds token(Tokens n) const { return (weights + readPerToken * n) / reads; }
};

Memory memoryOf(const Scenario& s, const Terms& t) {
    Memory m;
    m.weights = t.weights;
    m.cachePerToken = t.cachePerToken;
    m.cachePerUser = t.cachePerToken * s.context;
    m.capacity = memoryPerGpu(s) * s.gpus;
    m.demand = m.weights + m.activations + m.cachePerUser * s.session.users;
    const Bytes room = m.capacity - m.weights - m.activations;
    m.ceiling = room / m.cachePerUser;
    m.hostCeiling = s.hostMemory / m.cachePerUser;
    m.maxContext = room.si() > 0 ? Tokens(std::floor(room / (t.cachePerToken * s.session.users) / Tokens(1.0)))
                                 : Tokens(0.0);
    return m;
}

Prefill prefillOf(const Scenario& s, const Terms& t, const Memory& m) {
    Prefill p;
    p.linearFlop = t.linearFlop(s.context);
    p.attentionFlop = t.attentionFlop(s.context);
    p.bytes = m.weights + m.cachePerUser;
    p.linearTime = p.linearFlop / t.flops;
    p.attentionTime = p.attentionFlop / t.flops;
    p.time = p.linearTime + p.attentionTime;
    p.bound = (p.linearFlop + p.attentionFlop) / p.bytes < t.peak / t.bandwidth ? Bound::MemoryBandwidth
                                                                                : Bound::Compute;
    return p;
}

Decode decodeOf(const Scenario& s, const Terms& t) {
    Decode d;
    const Bytes cacheRead = t.readPerToken * s.context;
    d.bytes = t.weights + cacheRead;
    d.flop = Flop(t.linear + 2.0 * t.quadratic * s.context.si());
    d.weightsTime = t.weights / t.reads;
    d.cacheTime = cacheRead / t.reads;
    d.perToken = d.weightsTime + d.cacheTime;
    d.answer = d.perToken * s.session.answer.si();
    d.bound = d.flop / d.bytes < t.peak / t.bandwidth ? Bound::MemoryBandwidth : Bound::Compute;
    return d;
}

/// GPU time of one session: the first request prefills n tokens, each later one its question on what is cached; the
/// k-th token of an answer reads a cache that has grown by k - 1.
Throughput throughputOf(const Scenario& s, const Terms& t, const Switch& contextSwitch) {
    const double question = s.session.question.si();
    const double answer = s.session.answer.si();
    Throughput out;
    double cached = 0.0;
    double asked = s.context.si();
    for (double round = 0; round < s.session.rounds; ++round) {
        out.prefill += t.prefill(Tokens(cached + asked)) - t.prefill(Tokens(cached));
        cached += asked;
        out.decode += t.token(Tokens(cached + (answer - 1.0) / 2.0)) * answer; // token() is linear: mean × count
        cached += answer;
        asked = question;
    }
    out.thinking = s.session.think * (s.session.rounds - 1.0);
    out.gpuTime = out.prefill + out.decode;
    out.loneLatency = out.gpuTime + out.thinking;
    out.knee = out.loneLatency / out.gpuTime;
    const auto bound = [&](Seconds switching) {
        const PerSecond byUsers = s.session.users / (out.loneLatency + switching).si() * PerSecond(1.0);
        const PerSecond byGpu = 1.0 / (out.gpuTime + switching).si() * PerSecond(1.0);
        return std::min(byUsers, byGpu);
    };
    out.bound = bound(Seconds(0.0));
    out.withSwitches = bound(contextSwitch.time * s.session.rounds);
    return out;
}

} // namespace

Bytes paperCache(const Scenario& scenario, Tokens context) {
    return Terms(scenario).cachePerToken * context;
}

Seconds paperPrefill(const Scenario& scenario, Tokens context) {
    return Terms(scenario).prefill(context);
}

Seconds paperToken(const Scenario& scenario, Tokens context) {
    return Terms(scenario).token(context);
}

Estimate evaluatePaper(const Scenario& s) {
    const Terms t(s);
    Estimate e;
    e.memory = memoryOf(s, t);
    e.prefill = prefillOf(s, t, e.memory);
    e.decode = decodeOf(s, t);
    e.contextSwitch.out = e.memory.cachePerUser / t.link;
    e.contextSwitch.in = e.contextSwitch.out;
    e.contextSwitch.time = e.contextSwitch.out + e.contextSwitch.in;
    e.ridge = t.peak / t.bandwidth;
    e.weightsFit = e.memory.weights + e.memory.activations <= e.memory.capacity;
    e.fits = e.memory.ceiling >= 1.0;
    e.throughput = throughputOf(s, t, e.contextSwitch);
    if (!e.fits) e.throughput.bound = e.throughput.withSwitches = PerSecond(0.0);
    const auto rent = price(s);
    if (rent && e.fits) {
        e.perSession = *rent * s.gpus / e.throughput.bound;
        e.perAnswerToken = e.perSession / (s.session.answer * s.session.rounds);
    } else {
        e.perSession = Dollars(std::numeric_limits<double>::quiet_NaN());
        e.perAnswerToken = DollarsPerToken(std::numeric_limits<double>::quiet_NaN());
    }
    return e;
}

Estimate evaluate(const Scenario& scenario) {
    switch (scenario.costModel) {
    case CostModel::Paper: break;
    }
    return evaluatePaper(scenario);
}

} // namespace longpeak
