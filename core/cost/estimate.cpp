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

/// Longest whole number of tokens at which weights, activations and the users' caches fit, by bisection: caches with
/// windows and states do not grow in proportion to the context, so dividing would not do.
template <typename Model>
Tokens longestContext(const Model& model, Bytes capacity, double users) {
    const auto fits = [&](double n) {
        return model.weights() + model.activations(Tokens(n)) + model.cache(Tokens(n)) * users <= capacity;
    };
    if (!fits(1.0)) return Tokens(0.0);
    double fitting = 1.0;
    double beyond = unlimitedContext.si() + 1.0;
    while (beyond - fitting > 1.0) {
        const double middle = std::floor((fitting + beyond) / 2.0);
        (fits(middle) ? fitting : beyond) = middle;
    }
    return Tokens(fitting);
}

template <typename Model>
Memory memoryOf(const Scenario& s, const Model& model) {
    Memory m;
    m.weights = model.weights();
    m.activations = model.activations(s.context);
    m.cachePerToken = model.cachePerToken();
    m.cachePerUser = model.cache(s.context);
    m.capacity = usableMemoryPerGpu(s) * s.gpus;
    m.demand = m.weights + m.activations + m.cachePerUser * s.session.users;
    m.ceiling = (m.capacity - m.weights - m.activations) / m.cachePerUser;
    m.hostCeiling = s.hostMemory / m.cachePerUser;
    m.maxContext = longestContext(model, m.capacity, s.session.users);
    return m;
}

/// GPU time of one session: the first request prefills n tokens, each later one its question on what is cached; the
/// k-th token of an answer sees a cache that has grown by k - 1.
template <typename Model>
Throughput throughputOf(const Scenario& s, const Model& model, const Switch& contextSwitch) {
    const double answer = s.session.answer.si();
    const double together = std::min(s.batch, s.session.users);
    Throughput out;
    Seconds alone;
    Tokens cached;
    Tokens asked = s.context;
    for (double round = 0; round < s.session.rounds; ++round) {
        out.prefill += model.prefill(cached, asked);
        cached += asked;
        out.decode += model.decode(cached, answer, together) / together;
        if (together > 1.0) alone += model.decode(cached, answer, 1.0);
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
    out.withSwitches = bound(contextSwitch.time * s.session.rounds);
    return out;
}

/// Mean time of an output token over one answer, by the convention.
template <typename Model>
Seconds outputToken(const Scenario& s, const Model& model, const Estimate& e) {
    const double answer = s.session.answer.si();
    if (s.conventions.perToken == PerToken::EndToEnd)
        return (e.prefill.time + model.decode(s.context, answer, s.batch)) / answer;
    if (answer == 1.0) return e.decode.perToken;
    return model.decode(s.context + Tokens(1.0), answer - 1.0, s.batch) / (answer - 1.0);
}

template <typename Model>
Estimate estimateBy(const Scenario& s, const Model& model) {
    Estimate e;
    e.memory = memoryOf(s, model);
    e.prefill = model.prefillTerms(s.context);
    e.decode = model.decodeTerms(s.context);
    e.decode.answer = e.decode.perToken * s.session.answer.si();
    e.decode.outputToken = outputToken(s, model, e);
    e.contextSwitch.out = e.memory.cachePerUser / (linkBandwidth(s) * (s.gpus * s.efficiency.link));
    e.contextSwitch.in = e.contextSwitch.out;
    e.contextSwitch.time = e.contextSwitch.out + e.contextSwitch.in;
    e.ridge = peak(s).rate / memoryBandwidth(s);
    e.weightsFit = e.memory.weights + e.memory.activations <= e.memory.capacity;
    e.fits = e.memory.ceiling >= 1.0;
    e.throughput = throughputOf(s, model, e.contextSwitch);
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

} // namespace

Estimate evaluate(const Scenario& scenario) {
    if (scenario.costModel == CostModel::Operators) return estimateBy(scenario, OperatorModel(scenario));
    return estimateBy(scenario, PaperModel(scenario));
}

} // namespace longpeak
