// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/metric.h"

#include "cost/formula_numbers.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

using S = const Case&;
using E = const Estimate&;
using OneBound = std::optional<Bound>;
using Section = MetricSection;
using enum Better;

OneBound byMemorySize(S, E) {
    return Bound::MemorySize;
}

OneBound byPrefill(S, E e) {
    return e.prefill.bound;
}

OneBound byDecode(S, E e) {
    return e.decode.bound;
}

/// Where nothing is served, memory is too small; else who waits for whom.
Bound throughputBound(S s, E e, Seconds switching) {
    if (!e.fits) return Bound::MemorySize;
    return s.session.users < kneeWith(e.throughput, switching) ? Bound::Thinking : Bound::Gpu;
}

// clang-format off
constexpr std::array rows{
    Metric{.key = metricKey::weights, .label = LP_TEXT("metric", "Weights"), .section = Section::Memory, .role = Role::Weights, .better = Less, .unit = Unit::Bytes,
           .help = LP_TEXT("metric", "P · bytes per weight"),
           .exact = [](S, E e) { return e.memory.weights.si(); },
           .explanation = explained::weights},
    Metric{.key = metricKey::cachePerToken, .label = LP_TEXT("metric", "KV cache per token"), .section = Section::Memory, .role = Role::Cache, .better = Less, .unit = Unit::BytesPerToken,
           .help = LP_TEXT("metric", "what one more token of context adds to a user's cache for good; layers with a window stop growing"),
           .exact = [](S, E e) { return e.memory.cachePerToken.si(); },
           .explanation = explained::cachePerToken},
    Metric{.key = metricKey::cachePerUser, .label = LP_TEXT("metric", "KV cache per user"), .section = Section::Memory, .role = Role::Cache, .better = Less, .unit = Unit::Bytes,
           .help = LP_TEXT("metric", "cache of one user at this context"),
           .exact = [](S, E e) { return e.memory.cachePerUser.si(); },
           .explanation = explained::cachePerUser},
    Metric{.key = "kv_prefill_peak_bytes", .label = LP_TEXT("metric", "KV cache in prefill"), .section = Section::Memory, .role = Role::Cache, .better = Less, .unit = Unit::Bytes,
           .help = LP_TEXT("metric", "cache of one user while it is prefilled: more than afterwards where a method compresses only then"),
           .exact = [](S, E e) { return (e.memory.cachePerUser + e.memory.uncompressed).si(); },
           .pass = PassKind::Prefill,
           .explanation = explained::cacheInPrefill},
    Metric{.key = metricKey::activations, .label = LP_TEXT("metric", "Activations"), .section = Section::Memory, .role = Role::Activations, .better = Less, .unit = Unit::Bytes,
           .help = LP_TEXT("metric", "peak live bytes of one pass, none in the paper's model, and what of its cache is compressed only later"),
           .exact = [](S, E e) { return e.memory.activations.si(); },
           .explanation = explained::activations, .byOperators = explainedByOperators::activations},
    Metric{.key = metricKey::hbm, .label = LP_TEXT("metric", "HBM"), .section = Section::Memory, .role = Role::Neutral, .better = More, .unit = Unit::Bytes,
           .help = LP_TEXT("metric", "HBM of all GPUs"),
           .exact = [](S, E e) { return e.memory.capacity.si(); },
           .explanation = explained::capacity},
    Metric{.key = metricKey::hbmUsed, .label = LP_TEXT("metric", "HBM asked for"), .section = Section::Memory, .role = Role::Neutral, .better = Less, .unit = Unit::Bytes,
           .help = LP_TEXT("metric", "weights + activations + the caches of all users; what exceeds hbm_bytes moves to host DDR"),
           .exact = [](S, E e) { return e.memory.demand.si(); },
           .explanation = explained::demand, .byOperators = explainedByOperators::demand},
    Metric{.key = metricKey::ceiling, .label = LP_TEXT("metric", "Concurrency ceiling"), .section = Section::Memory, .role = Role::Cache, .better = More, .unit = Unit::Users,
           .help = LP_TEXT("metric", "whole users whose cache fits in HBM at once"),
           .exact = [](S, E e) { return e.memory.ceiling; }, .isFloored = true,
           .bound = byMemorySize,
           .explanation = explained::ceiling, .byOperators = explainedByOperators::ceiling},
    Metric{.key = metricKey::exactCeiling, .label = LP_TEXT("metric", "Concurrency ceiling, exact"), .section = Section::Memory, .role = Role::Cache, .better = More, .unit = Unit::Users,
           .help = LP_TEXT("metric", "the same before flooring; negative when the weights alone do not fit"),
           .exact = [](S, E e) { return e.memory.ceiling; },
           .bound = byMemorySize,
           .explanation = explained::ceiling, .byOperators = explainedByOperators::ceiling},
    Metric{.key = "host_ceiling_users", .label = LP_TEXT("metric", "Host ceiling"), .section = Section::Memory, .role = Role::Cache, .better = More, .unit = Unit::Users,
           .help = LP_TEXT("metric", "whole users whose cache fits in host DDR"),
           .exact = [](S, E e) { return e.memory.hostCeiling; }, .isFloored = true,
           .bound = [](S, E) { return OneBound(Bound::HostMemory); },
           .explanation = explained::hostCeiling},
    Metric{.key = metricKey::longestContext, .label = LP_TEXT("metric", "Longest context"), .section = Section::Memory, .role = Role::Cache, .better = More, .unit = Unit::Tokens,
           .help = LP_TEXT("metric", "longest context at which all users fit in HBM"),
           .exact = [](S, E e) { return e.memory.maxContextExact.si(); }, .isFloored = true, .depth = Depth::Whole,
           .bound = [](S, E e) { return e.memory.maxContext < unlimitedContext ? OneBound(Bound::MemorySize) : std::nullopt; },
           .explanation = explained::longestContext, .byOperators = explainedByOperators::longestContext},
    Metric{.key = metricKey::prefillFlop, .label = LP_TEXT("metric", "Prefill work"), .section = Section::Prefill, .role = Role::Prefill, .better = Less, .unit = Unit::Flop,
           .help = LP_TEXT("metric", "all FLOP of the prefill of one context"),
           .exact = [](S, E e) { return (e.prefill.linearFlop + e.prefill.attentionFlop).si(); },
           .pass = PassKind::Prefill,
           .explanation = explained::prefillFlop, .byOperators = explainedByOperators::prefillFlop},
    Metric{.key = metricKey::prefill, .label = LP_TEXT("metric", "Prefill"), .section = Section::Prefill, .role = Role::Prefill, .better = Less, .unit = Unit::Seconds,
           .help = LP_TEXT("metric", "time to read the whole context: time to first token (TTFT)"),
           .exact = [](S, E e) { return e.prefill.time.si(); },
           .pass = PassKind::Prefill, .bound = byPrefill, .boundWord = "prefill_bound",
           .explanation = explained::prefill, .byOperators = explainedByOperators::prefill},
    Metric{.key = metricKey::decodeBytes, .label = LP_TEXT("metric", "Decode traffic"), .section = Section::Decode, .role = Role::Decode, .better = Less, .unit = Unit::Bytes,
           .help = LP_TEXT("metric", "bytes that one decode step of the batch moves: the weights once, each user's cache"),
           .exact = [](S, E e) { return e.decode.bytes.si(); },
           .explanation = explained::decodeBytes, .byOperators = explainedByOperators::decodeBytes},
    Metric{.key = "decode_flop", .label = LP_TEXT("metric", "Decode work"), .section = Section::Decode, .role = Role::Decode, .better = Less, .unit = Unit::Flop,
           .help = LP_TEXT("metric", "FLOP of one decode step of the batch"),
           .exact = [](S, E e) { return e.decode.flop.si(); },
           .explanation = explained::decodeFlop, .byOperators = explainedByOperators::decodeFlop},
    Metric{.key = metricKey::decode, .label = LP_TEXT("metric", "Decode"), .section = Section::Decode, .role = Role::Decode, .better = Less, .unit = Unit::SecondsPerToken,
           .help = LP_TEXT("metric", "time of one decode step at this context, in which each user of the batch gets a token"),
           .exact = [](S, E e) { return e.decode.perToken.si(); },
           .bound = byDecode, .boundWord = "decode_bound",
           .explanation = explained::decode, .byOperators = explainedByOperators::decode},
    Metric{.key = metricKey::outputToken, .label = LP_TEXT("metric", "Time per output token (TPOT)"), .section = Section::Decode, .role = Role::Decode, .better = Less, .unit = Unit::SecondsPerToken,
           .help = LP_TEXT("metric", "mean over one answer, by the convention chosen"),
           .exact = [](S, E e) { return e.decode.outputToken.si(); },
           .bound = byDecode,
           .explanation = explained::outputToken},
    Metric{.key = metricKey::answer, .label = LP_TEXT("metric", "Answer"), .section = Section::Decode, .role = Role::Decode, .better = Less, .unit = Unit::Seconds,
           .help = LP_TEXT("metric", "decoding one answer"),
           .exact = [](S, E e) { return e.decode.answer.si(); },
           .bound = byDecode,
           .explanation = explained::answer},
    Metric{.key = metricKey::contextSwitch, .label = LP_TEXT("metric", "Context switch"), .section = Section::Switch, .role = Role::Switch, .better = Less, .unit = Unit::Seconds,
           .help = LP_TEXT("metric", "one user's cache out to host DDR and another's in"),
           .exact = [](S, E e) { return e.contextSwitch.time.si(); },
           .bound = [](S, E) { return OneBound(Bound::HostLink); },
           .explanation = explained::contextSwitch},
    Metric{.key = metricKey::recompute, .label = LP_TEXT("metric", "Recompute"), .section = Section::Switch, .role = Role::Prefill, .better = Less, .unit = Unit::Seconds,
           .help = LP_TEXT("metric", "bringing a user back by prefilling again instead of a swap in"),
           .exact = [](S, E e) { return e.prefill.time.si(); },
           .pass = PassKind::Prefill, .bound = byPrefill,
           .explanation = explained::recompute, .byOperators = explainedByOperators::recompute},
    Metric{.key = metricKey::ridge, .label = LP_TEXT("metric", "Ridge point"), .section = Section::Roofline, .role = Role::Neutral, .better = Neither, .unit = Unit::FlopPerByte,
           .help = LP_TEXT("metric", "peak FLOP/s over HBM bandwidth; below it an operation is bound by memory"),
           .exact = [](S, E e) { return e.ridge.si(); },
           .explanation = explained::ridge},
    Metric{.key = metricKey::sessionTime, .label = LP_TEXT("metric", "GPU time per session"), .section = Section::Sessions, .role = Role::Sessions, .better = Less, .unit = Unit::Seconds,
           .help = LP_TEXT("metric", "prefills and answers of one session, no switches"),
           .exact = [](S, E e) { return e.throughput.gpuTime.si(); }, .depth = Depth::Sessions,
           .explanation = explained::sessionTime},
    Metric{.key = metricKey::throughput, .label = LP_TEXT("metric", "Throughput bound"), .section = Section::Sessions, .role = Role::Sessions, .better = More, .unit = Unit::PerHour,
           .help = LP_TEXT("metric", "upper bound: min(users / latency of a lone session, 1 / GPU time of a session)"),
           .exact = [](S, E e) { return e.throughput.bound * hour; }, .depth = Depth::Sessions, .needs = MetricNeeds::Service,
           .bound = [](S s, E e) { return OneBound(throughputBound(s, e, Seconds(0.0))); },
           .explanation = explained::throughput},
    Metric{.key = metricKey::throughputWithSwitches, .label = LP_TEXT("metric", "Throughput with switches"), .section = Section::Sessions, .role = Role::Sessions, .better = More, .unit = Unit::PerHour,
           .help = LP_TEXT("metric", "the same when every round pays one context switch"),
           .exact = [](S, E e) { return e.throughput.withSwitches * hour; }, .depth = Depth::Sessions, .needs = MetricNeeds::Service,
           .bound = [](S s, E e) { return OneBound(throughputBound(s, e, e.contextSwitch.time * s.session.rounds)); },
           .explanation = explained::throughputWithSwitches},
    Metric{.key = metricKey::sessionCost, .label = LP_TEXT("metric", "Cost per session"), .section = Section::Cost, .role = Role::Sessions, .better = Less, .unit = Unit::Dollars,
           .help = LP_TEXT("metric", "rent of all GPUs over the throughput bound; null without a price"),
           .exact = [](S, E e) { return e.perSession.si(); }, .depth = Depth::Sessions, .needs = MetricNeeds::Price,
           .explanation = explained::sessionCost},
    Metric{.key = "dollars_per_million_tokens", .label = LP_TEXT("metric", "Cost per 1M answer tokens"), .section = Section::Cost, .role = Role::Sessions, .better = Less, .unit = Unit::Dollars,
           .help = LP_TEXT("metric", "the session's cost, prefill included, over its answer tokens"),
           .exact = [](S, E e) { return e.perAnswerToken.si() * 1e6; }, .depth = Depth::Sessions, .needs = MetricNeeds::Price,
           .explanation = explained::tokenCost},
    Metric{.key = metricKey::modelSize, .label = LP_TEXT("metric", "Parameters"), .section = Section::Model, .role = Role::Weights, .better = Neither, .unit = Unit::Parameters,
           .help = LP_TEXT("metric", "P"),
           .exact = [](S s, E) { return modelParameters(s); },
           .explanation = explained::modelSize},
    Metric{.key = metricKey::activeSize, .label = LP_TEXT("metric", "Active parameters"), .section = Section::Model, .role = Role::Weights, .better = Neither, .unit = Unit::Parameters,
           .help = LP_TEXT("metric", "used per token: P without the input table"),
           .exact = [](S s, E) { return modelActiveParameters(s); },
           .explanation = explained::activeSize},
};
// clang-format on

} // namespace

Message sectionName(MetricSection section) {
    switch (section) {
    case MetricSection::Memory: return LP_TEXT("metric", "Memory");
    case MetricSection::Prefill: return LP_TEXT("metric", "Prefill");
    case MetricSection::Decode: return LP_TEXT("metric", "Decode");
    case MetricSection::Switch: return LP_TEXT("metric", "Context switch");
    case MetricSection::Roofline: return LP_TEXT("metric", "Roofline");
    case MetricSection::Sessions: return LP_TEXT("metric", "Sessions");
    case MetricSection::Cost: return LP_TEXT("metric", "Cost");
    case MetricSection::Model: break;
    }
    return LP_TEXT("metric", "Model");
}

double Metric::told(double exactValue) const {
    return isFloored ? std::max(0.0, std::floor(exactValue)) : exactValue;
}

Text Metric::missing(const Case& scenario, const Estimate& estimate) const {
    if (needs == MetricNeeds::Nothing) return {};
    if (!estimate.weightsFit) return LP_TEXT("metric", "the weights do not fit");
    if (!estimate.fits) return LP_TEXT("metric", "not one user fits");
    if (needs == MetricNeeds::Price && !scenario.deployment.rent()) return LP_TEXT("metric", "no price is known");
    return {};
}

std::span<const Metric> metrics() {
    return rows;
}

const Metric* findMetric(std::string_view key) {
    const auto* const found = std::ranges::find(rows, key, &Metric::key);
    return found == rows.end() ? nullptr : found;
}

} // namespace longpeak
