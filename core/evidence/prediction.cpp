// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/costs.h"
#include "evidence/evidence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace longpeak {
namespace {

constexpr std::array roofOfBound{Roof::Compute, Roof::Memory, Roof::Interconnect};

/// Seconds by what bounds them.
struct Spent {
    std::array<double, 3> at{}; ///< in the order of Bound

    void add(const std::vector<Operator>& operators, double times = 1.0) {
        for (const Operator& op : operators) at[static_cast<std::size_t>(op.bound)] += op.time.si() * times;
    }
    double total() const { return std::accumulate(at.begin(), at.end(), 0.0); }
    Prediction giving(double value) const {
        const auto longest = std::ranges::max_element(at) - at.begin();
        return {.value = value,
                .roof = roofOfBound[static_cast<std::size_t>(longest)],
                .share = at[static_cast<std::size_t>(longest)] / total()};
    }
    Prediction asTime() const { return giving(total()); }
    Prediction asRate(double amount) const { return giving(amount / total()); }
};

/// What moves and is computed, without the traffic between GPUs.
struct Totals {
    double flop = 0;
    double bytes = 0;      ///< of device memory
    double cacheBytes = 0; ///< of them, what belongs to one user alone: caches, index keys and states
    double attentionFlop = 0;
    double headFlop = 0;

    explicit Totals(const std::vector<Operator>& operators) {
        for (const Operator& op : operators) {
            if (op.kind == OperatorKind::Collectives) continue;
            flop += op.flop.si();
            bytes += op.bytes.si();
            const bool mixes = op.kind == OperatorKind::Attention || op.kind == OperatorKind::Indexer;
            if (mixes) attentionFlop += op.flop.si();
            if (mixes || op.kind == OperatorKind::Recurrence) cacheBytes += op.bytes.si();
            if (op.kind == OperatorKind::Head) headFlop += op.flop.si();
        }
    }
};

std::vector<Operator> stepAt(const Case& scenario, double context) {
    return Costs(scenario).decodeOperators(Tokens(context));
}

std::vector<Operator> prefillOf(const Case& scenario, double prompt) {
    return Costs(scenario).prefillOperators(Tokens(prompt));
}

double fullFlops(const Case& s) {
    return s.deployment.groupFlops(s.precision.compute).si();
}

double fullBandwidth(const Case& s) {
    return s.deployment.groupBandwidth().si();
}

/// The slower of two that overlap, as a rate of `amount`.
Prediction overlapped(double amount, double computeSeconds, double memorySeconds) {
    const bool compute = computeSeconds >= memorySeconds;
    return {.value = amount / std::max(computeSeconds, memorySeconds), .roof = compute ? Roof::Compute : Roof::Memory};
}

Prediction stepSlope(const Case& s, const Measurement& m) {
    const Spent far = [&] {
        Spent spent;
        spent.add(stepAt(s, *m.context));
        return spent;
    }();
    Spent near;
    near.add(stepAt(s, *m.slopeFrom));
    Spent grown;
    for (std::size_t i = 0; i < grown.at.size(); ++i) grown.at[i] = far.at[i] - near.at[i];
    return grown.giving(grown.total() / (*m.context - *m.slopeFrom));
}

/// One pass of several tokens on a cache; all of them go through the head.
Prediction passRate(Case s, const Measurement& m) {
    s.conventions.head = HeadPositions::All;
    const Costs costs(s);
    const Tokens asked(*m.passTokens);
    const Seconds time = costs.prefill(Tokens(*m.context), asked);
    return {.value = asked.si() / time.si(), .roof = Roof::Memory};
}

Spent requestTime(const Case& s, const Measurement& m) {
    const double steps = std::max(0.0, *m.output - 1.0);
    Spent spent;
    spent.add(prefillOf(s, *m.prompt), s.batch);
    spent.add(stepAt(s, *m.prompt + 1.0 + (steps - 1.0) / 2.0), steps); // a step is linear in the context
    return spent;
}

Prediction maximumRate(Case s, const Measurement& m) {
    const Costs costs(s);
    const double context = *m.prompt + *m.output / 2.0;
    const Bytes room = costs.capacity() - costs.weights();
    s.batch = std::max(1.0, room / costs.cache(Tokens(context)));
    const Totals prefill(prefillOf(s, *m.prompt));
    const Totals step(stepAt(s, context));
    const double steps = (*m.output - 1.0) / s.batch;
    return overlapped(*m.output, (prefill.flop + step.flop * steps) / fullFlops(s),
                      step.bytes * steps / fullBandwidth(s));
}

/// Of one GPU.
Prediction expertOutputRate(const Case& s, const Measurement& m) {
    const Totals step(stepAt(s, *m.context));
    return overlapped(1.0, step.flop / fullFlops(s), step.cacheBytes / fullBandwidth(s));
}

/// Of one GPU. Attention is left out where the length of the prompts is not known.
Prediction expertPrefillRate(const Case& s, const Measurement& m) {
    const double prompt = m.prompt.value_or(1000.0);
    const Totals prefill(prefillOf(s, prompt));
    const double flop = m.prompt ? prefill.flop : prefill.flop - prefill.attentionFlop - prefill.headFlop;
    return {.value = prompt / (1.0 - m.reusedShare) / (flop / fullFlops(s)), .roof = Roof::Compute};
}

Prediction scaled(Prediction prediction, double factor) {
    prediction.value *= factor;
    return prediction;
}

Prediction prefillRate(const Case& s, const Measurement& m) {
    if (s.deployment.plan.wholeExperts) return expertPrefillRate(s, m);
    Spent spent;
    spent.add(prefillOf(s, *m.prompt), s.deployment.plan.promptShare());
    return spent.asRate(*m.prompt / (1.0 - m.reusedShare));
}

Prediction stepTime(const Case& s, const Measurement& m) {
    Spent spent;
    spent.add(stepAt(s, *m.context));
    return spent.asTime();
}

Prediction capacity(Case s) {
    s.prefillChunk = Tokens(1.0); // next to no activations
    s.batch = 1.0;
    return {.value = std::floor(Costs(s).longestContext(1.0).si()), .roof = Roof::Size};
}

Prediction freeBytes(const Case& s) {
    return {.value = (usableMemoryPerGpu(s) - s.deployment.plan.share(Costs(s).weights())).si(), .roof = Roof::Size};
}

Prediction prefillTime(const Case& s, const Measurement& m) {
    Spent spent;
    spent.add(prefillOf(s, *m.prompt), s.deployment.plan.promptShare());
    return spent.asTime();
}

/// Of a sound case.
Prediction predicted(const Case& s, const Measurement& m) {
    using enum MeasuredMetric;
    const Plan& plan = s.deployment.plan;
    switch (m.metric) {
    case TimePerToken: return stepTime(s, m);
    case TimePerTokenSlope: return stepSlope(s, m);
    case DecodeRate: {
        Prediction step = stepTime(s, m);
        step.value = s.batch / step.value;
        return step;
    }
    case PassRate: return passRate(s, m);
    case FirstToken:
    case PrefillTime: return prefillTime(s, m);
    case PrefillRate: return scaled(prefillRate(s, m), plan.userGroups);
    case PrefillRatePerGpu: return scaled(prefillRate(s, m), 1.0 / plan.promptGpus());
    case RequestTime: return requestTime(s, m).asTime();
    case RequestOutputRate: return requestTime(s, m).asRate(*m.output * s.batch);
    case RequestTotalRate: return requestTime(s, m).asRate((*m.prompt + *m.output) * s.batch);
    case MaximumRate: return maximumRate(s, m);
    case OutputRate: return scaled(expertOutputRate(s, m), plan.userGroups);
    case OutputRatePerGpu: return expertOutputRate(s, m);
    case CacheCapacity: return capacity(s);
    case CacheBytesPerGpu: return freeBytes(s);
    case CacheBytes: return {.value = Costs(s).cache(s.context).si(), .roof = Roof::Size};
    case WeightBytesPerGpu: return {.value = (s.deployment.plan.share(Costs(s).weights())).si(), .roof = Roof::Size};
    case MatrixProductRate: return {.value = peak(s).rate.si(), .roof = Roof::Compute};
    case MemoryCopyRate: return {.value = s.deployment.memoryBandwidth().si(), .roof = Roof::Memory};
    case HostLinkRate: return {.value = s.deployment.hostLink().si() * m.directions, .roof = Roof::HostLink};
    case TransferTime: break;
    }
    const Bytes cache = Costs(s).cache(s.context);
    return {.value = s.deployment.toHost(cache).si(), .roof = Roof::HostLink};
}

/// Why a case that has all presets still has no prediction; empty when it has one.
Text unmodelled(const Measurement& m, const Case& s) {
    const bool overHostLink = m.metric == MeasuredMetric::HostLinkRate || m.metric == MeasuredMetric::TransferTime;
    if (overHostLink && s.deployment.hostLink().si() <= 0)
        return LP_TEXT("fault", "the host link of %1 is not published")(verbatim(s.deployment.accelerator.name));
    const bool fleetOnly = m.metric == MeasuredMetric::OutputRate || m.metric == MeasuredMetric::OutputRatePerGpu;
    if (fleetOnly && !s.deployment.plan.wholeExperts)
        return LP_TEXT("fault", "a throughput without a batch is not modelled");
    return {};
}

} // namespace

Result<Prediction> predict(const Measurement& measurement, const Catalogue& catalogue) {
    const auto scenario = caseOf(measurement, catalogue);
    if (!scenario) return scenario.faults();
    Text reason = unmodelled(measurement, *scenario);
    if (!reason.empty()) return Fault{"presets/measurements.json", "/" + measurement.id, std::move(reason)};
    Case byOperators = *scenario;
    byOperators.costModel = CostModel::Operators; // where no model takes part too
    return predicted(byOperators, measurement);
}

} // namespace longpeak
