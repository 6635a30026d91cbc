// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/estimate.h"

#include "cost/costs.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace longpeak {
namespace {

Memory memoryOf(const Case& s, const Costs& costs, Depth depth) {
    Memory m;
    m.weights = costs.weights();
    m.activations = costs.activations(s.context);
    m.uncompressed = costs.uncompressed(s.context);
    m.cachePerToken = costs.cachePerToken();
    m.cachePerUser = costs.cache(s.context);
    m.capacity = costs.capacity();
    m.demand = m.weights + m.activations + m.cachePerUser * s.session.users;
    m.ceiling = (m.capacity - m.weights - m.activations) / m.cachePerUser;
    m.hostCeiling = s.deployment.hostMemory / m.cachePerUser;
    if (depth == Depth::Whole) {
        m.maxContextExact = costs.longestContext(s.session.users);
        m.maxContext = Tokens(std::floor(m.maxContextExact.si()));
    }
    return m;
}

/// GPU time of one session: the first request prefills n tokens, each later one its question on what is cached; the
/// k-th token of an answer sees a cache that has grown by k - 1.
Throughput throughputOf(const Case& s, const Costs& costs, const Estimate& e, Seconds batchStep) {
    const double answer = s.session.answer.si();
    const double together = std::min(s.batch, s.session.users);
    Throughput out;
    const Seconds question = costs.prefillFixed(s.session.question);
    const Seconds step = together == s.batch ? batchStep : costs.decodeFixed(together);
    const Seconds loneStep = together > 1.0 ? costs.decodeFixed(1.0) : step;
    Seconds alone;
    Tokens cached;
    Tokens asked = s.context;
    for (double round = 0; round < s.session.rounds; ++round) {
        out.prefill += round == 0 ? e.prefill.time : question + costs.prefillGrowing(cached, asked);
        cached += asked;
        out.decode += (step * answer + costs.decodeGrowing(cached, answer, together)) / together;
        if (together > 1.0) alone += loneStep * answer + costs.decodeGrowing(cached, answer, 1.0);
        cached += s.session.answer;
        asked = s.session.question;
    }
    out.thinking = s.session.think * (s.session.rounds - 1.0);
    out.gpuTime = out.prefill + out.decode;
    out.loneLatency = out.prefill + (together > 1.0 ? alone : out.decode) + out.thinking;
    out.knee = out.loneLatency / out.gpuTime;
    const auto bound = [&](Seconds switching) {
        const PerSecond byUsers = s.session.users / (out.loneLatency + switching).si() * PerSecond(1.0);
        const PerSecond byGpu = 1.0 / (out.gpuTime + switching).si() * PerSecond(1.0);
        return std::min(byUsers, byGpu);
    };
    out.bound = bound(Seconds(0.0));
    out.withSwitches = bound(e.contextSwitch.time * s.session.rounds);
    return out;
}

/// Mean time of an output token over one answer, by the convention.
Seconds outputToken(const Case& s, const Costs& costs, const Estimate& e, Seconds step) {
    const double answer = s.session.answer.si();
    if (s.conventions.perToken == PerToken::EndToEnd)
        return (e.prefill.time + step * answer + costs.decodeGrowing(s.context, answer, s.batch)) / answer;
    if (answer == 1.0) return e.decode.perToken;
    return step + costs.decodeGrowing(s.context + Tokens(1.0), answer - 1.0, s.batch) / (answer - 1.0);
}

} // namespace

PerSecond boundByUsers(const Throughput& t, double users, Seconds thinking) {
    return PerSecond(users / (t.loneLatency + (thinking - t.thinking)).si());
}

Estimate evaluate(const Case& s, Depth depth) {
    const Costs costs(s);
    Estimate e;
    e.memory = memoryOf(s, costs, depth);
    e.prefill = costs.prefillTerms(s.context);
    e.decode = costs.decodeTerms(s.context);
    e.decode.answer = e.decode.perToken * s.session.answer.si();
    const Seconds step = costs.decodeFixed(s.batch); // what of it does not depend on the cache
    e.decode.outputToken = outputToken(s, costs, e, step);
    e.contextSwitch.out = s.deployment.toHost(e.memory.cachePerUser, s.efficiency.link);
    e.contextSwitch.in = e.contextSwitch.out;
    e.contextSwitch.time = e.contextSwitch.out + e.contextSwitch.in;
    e.ridge = s.deployment.ridge(s.precision.compute);
    e.weightsFit = e.memory.weights + e.memory.activations <= e.memory.capacity;
    e.fits = e.memory.ceiling >= 1.0;
    if (depth == Depth::Instant) return e;
    e.throughput = throughputOf(s, costs, e, step);
    if (!e.fits) e.throughput.bound = e.throughput.withSwitches = PerSecond(0.0);
    const auto rent = s.deployment.rent();
    if (rent && e.fits) {
        e.perSession = *rent / e.throughput.bound;
        e.perAnswerToken = e.perSession / (s.session.answer * s.session.rounds);
    } else {
        e.perSession = Dollars(std::numeric_limits<double>::quiet_NaN());
        e.perAnswerToken = DollarsPerToken(std::numeric_limits<double>::quiet_NaN());
    }
    return e;
}

} // namespace longpeak
