// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/estimate.h"

#include "cost/operators.h"
#include "cost/paper.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace longpeak {
namespace {

struct Longest {
    double whole = 0;
    double exact = 0; ///< with the part of the next token that there is room for; its whole part is `whole`
};

/// Longest context at which weights, activations and the users' caches fit. Caches with windows and states do not grow in
/// proportion to the context, so dividing would not do: a step by the local growth, never past what is known not to fit,
/// ends at once where the growth is even.
template <typename Model>
Longest longestContext(const Model& model, Bytes capacity, double users) {
    const auto room = [&](double n) {
        return (capacity - model.weights() - model.activations(Tokens(n)) - model.cache(Tokens(n)) * users).si();
    };
    if (room(1.0) < 0) return {};
    double fitting = 1.0;
    double beyond = unlimitedContext.si() + 1.0;
    double further = 0; // tokens that the room left at `fitting` is enough for, as far as the cache grows evenly
    while (true) {
        const double here = room(fitting);
        const double growth = here - room(fitting + 1.0);
        further = growth > 0 ? here / growth : beyond;
        if (further < 1.0 || beyond - fitting <= 1.0) break; // the next token does not fit
        double next = fitting + std::floor(further);
        if (next >= beyond) next = std::floor((fitting + beyond) / 2.0);
        (room(next) >= 0 ? fitting : beyond) = next;
    }
    if (fitting >= unlimitedContext.si()) return {fitting, fitting};
    return {fitting, std::min(fitting + further, std::nextafter(fitting + 1.0, 0.0))};
}

template <typename Model>
Memory memoryOf(const Case& s, const Model& model, Depth depth) {
    Memory m;
    m.weights = model.weights();
    m.activations = model.activations(s.context);
    m.uncompressed = model.uncompressed(s.context);
    m.cachePerToken = model.cachePerToken();
    m.cachePerUser = model.cache(s.context);
    m.capacity = usableMemory(s);
    m.demand = m.weights + m.activations + m.cachePerUser * s.session.users;
    m.ceiling = (m.capacity - m.weights - m.activations) / m.cachePerUser;
    m.hostCeiling = s.deployment.hostMemory / m.cachePerUser;
    if (depth == Depth::Whole) {
        const Longest longest = longestContext(model, m.capacity, s.session.users);
        m.maxContext = Tokens(longest.whole);
        m.maxContextExact = Tokens(longest.exact);
    }
    return m;
}

/// GPU time of one session: the first request prefills n tokens, each later one its question on what is cached; the
/// k-th token of an answer sees a cache that has grown by k - 1.
template <typename Model>
Throughput throughputOf(const Case& s, const Model& model, const Estimate& e, Seconds batchStep) {
    const double answer = s.session.answer.si();
    const double together = std::min(s.batch, s.session.users);
    Throughput out;
    const Seconds question = model.prefillFixed(s.session.question);
    const Seconds step = together == s.batch ? batchStep : model.decodeFixed(together);
    const Seconds loneStep = together > 1.0 ? model.decodeFixed(1.0) : step;
    Seconds alone;
    Tokens cached;
    Tokens asked = s.context;
    for (double round = 0; round < s.session.rounds; ++round) {
        out.prefill += round == 0 ? e.prefill.time : question + model.prefillGrowing(cached, asked);
        cached += asked;
        out.decode += (step * answer + model.decodeGrowing(cached, answer, together)) / together;
        if (together > 1.0) alone += loneStep * answer + model.decodeGrowing(cached, answer, 1.0);
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
template <typename Model>
Seconds outputToken(const Case& s, const Model& model, const Estimate& e, Seconds step) {
    const double answer = s.session.answer.si();
    if (s.conventions.perToken == PerToken::EndToEnd)
        return (e.prefill.time + step * answer + model.decodeGrowing(s.context, answer, s.batch)) / answer;
    if (answer == 1.0) return e.decode.perToken;
    return step + model.decodeGrowing(s.context + Tokens(1.0), answer - 1.0, s.batch) / (answer - 1.0);
}

template <typename Model>
Estimate estimateBy(const Case& s, const Model& model, Depth depth) {
    Estimate e;
    e.memory = memoryOf(s, model, depth);
    e.prefill = model.prefillTerms(s.context);
    e.decode = model.decodeTerms(s.context);
    e.decode.answer = e.decode.perToken * s.session.answer.si();
    const Seconds step = model.decodeFixed(s.batch); // what of it does not depend on the cache
    e.decode.outputToken = outputToken(s, model, e, step);
    e.contextSwitch.out = s.deployment.toHost(e.memory.cachePerUser, s.efficiency.link);
    e.contextSwitch.in = e.contextSwitch.out;
    e.contextSwitch.time = e.contextSwitch.out + e.contextSwitch.in;
    e.ridge = s.deployment.ridge(s.precision.compute);
    e.weightsFit = e.memory.weights + e.memory.activations <= e.memory.capacity;
    e.fits = e.memory.ceiling >= 1.0;
    if (depth == Depth::Instant) return e;
    e.throughput = throughputOf(s, model, e, step);
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

} // namespace

Estimate evaluate(const Case& scenario, Depth depth) {
    if (scenario.costModel == CostModel::Operators) return estimateBy(scenario, OperatorModel(scenario), depth);
    return estimateBy(scenario, PaperModel(scenario), depth);
}

} // namespace longpeak
