// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/metric.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

using S = const Case&;
using E = const Estimate&;

double wholeUsers(double users) {
    return std::max(0.0, std::floor(users));
}

constexpr std::array rows{
    Metric{"weights_bytes", "Weights", Unit::Bytes, "P · bytes per weight",
           [](S, E e) { return e.memory.weights.si(); }},
    Metric{"kv_bytes_per_token", "KV cache per token", Unit::BytesPerToken,
           "what one more token of context adds to a user's cache for good; layers with a window stop growing",
           [](S, E e) { return e.memory.cachePerToken.si(); }},
    Metric{"kv_bytes_per_user", "KV cache per user", Unit::Bytes, "cache of one user at this context",
           [](S, E e) { return e.memory.cachePerUser.si(); }},
    Metric{"kv_prefill_peak_bytes", "KV cache in prefill", Unit::Bytes,
           "cache of one user while it is prefilled: more than afterwards where a method compresses only then",
           [](S, E e) { return (e.memory.cachePerUser + e.memory.uncompressed).si(); }},
    Metric{"activation_bytes", "Activations", Unit::Bytes,
           "peak live bytes of one pass, none in the paper's model, and what of its cache is compressed only later",
           [](S, E e) { return e.memory.activations.si(); }},
    Metric{"hbm_bytes", "HBM", Unit::Bytes, "HBM of all GPUs", [](S, E e) { return e.memory.capacity.si(); }},
    Metric{"hbm_used_bytes", "HBM asked for", Unit::Bytes,
           "weights + activations + the caches of all users; what exceeds hbm_bytes moves to host DDR",
           [](S, E e) { return e.memory.demand.si(); }},
    Metric{"ceiling_users", "Concurrency ceiling", Unit::Users, "whole users whose cache fits in HBM at once",
           [](S, E e) { return wholeUsers(e.memory.ceiling); }},
    Metric{"ceiling_users_exact", "Concurrency ceiling, exact", Unit::Users,
           "the same before flooring; negative when the weights alone do not fit",
           [](S, E e) { return e.memory.ceiling; }},
    Metric{"host_ceiling_users", "Host ceiling", Unit::Users, "whole users whose cache fits in host DDR",
           [](S, E e) { return wholeUsers(e.memory.hostCeiling); }},
    Metric{"max_context_tokens", "Longest context", Unit::Tokens, "longest context at which all users fit in HBM",
           [](S, E e) { return e.memory.maxContext.si(); }, Depth::Whole},
    Metric{"prefill_flop", "Prefill work", Unit::Flop, "all FLOP of the prefill of one context",
           [](S, E e) { return (e.prefill.linearFlop + e.prefill.attentionFlop).si(); }},
    Metric{"prefill_s", "Prefill", Unit::Seconds, "time to read the whole context: time to first token",
           [](S, E e) { return e.prefill.time.si(); }},
    Metric{"decode_bytes", "Decode traffic", Unit::Bytes,
           "bytes that one decode step of the batch moves: the weights once, each user's cache",
           [](S, E e) { return e.decode.bytes.si(); }},
    Metric{"decode_flop", "Decode work", Unit::Flop, "FLOP of one decode step of the batch",
           [](S, E e) { return e.decode.flop.si(); }},
    Metric{"decode_s_per_token", "Decode", Unit::SecondsPerToken,
           "time of one decode step at this context, in which each user of the batch gets a token",
           [](S, E e) { return e.decode.perToken.si(); }},
    Metric{"tpot_s", "Time per output token", Unit::SecondsPerToken, "mean over one answer, by the convention chosen",
           [](S, E e) { return e.decode.outputToken.si(); }},
    Metric{"answer_s", "Answer", Unit::Seconds, "decoding one answer", [](S, E e) { return e.decode.answer.si(); }},
    Metric{"switch_s", "Context switch", Unit::Seconds, "one user's cache out to host DDR and another's in",
           [](S, E e) { return e.contextSwitch.time.si(); }},
    Metric{"recompute_s", "Recompute", Unit::Seconds, "bringing a user back by prefilling again instead of a swap in",
           [](S, E e) { return e.prefill.time.si(); }},
    Metric{"ridge_flop_per_byte", "Ridge point", Unit::FlopPerByte,
           "peak FLOP/s over HBM bandwidth; below it an operation is bound by memory",
           [](S, E e) { return e.ridge.si(); }},
    Metric{"session_gpu_s", "GPU time per session", Unit::Seconds, "prefills and answers of one session, no switches",
           [](S, E e) { return e.throughput.gpuTime.si(); }, Depth::Sessions},
    Metric{"sessions_per_hour_bound", "Session throughput", Unit::PerHour,
           "upper bound: min(users / latency of a lone session, 1 / GPU time of a session)",
           [](S, E e) { return e.throughput.bound * hour; }, Depth::Sessions},
    Metric{"sessions_per_hour_with_switches", "Session throughput with switches", Unit::PerHour,
           "the same when every round pays one context switch", [](S, E e) { return e.throughput.withSwitches * hour; },
           Depth::Sessions},
    Metric{"dollars_per_session", "Cost per session", Unit::Dollars,
           "rent of all GPUs over the throughput bound; null without a price", [](S, E e) { return e.perSession.si(); },
           Depth::Sessions},
    Metric{"dollars_per_million_tokens", "Cost per 1M answer tokens", Unit::Dollars,
           "the session's cost, prefill included, over its answer tokens",
           [](S, E e) { return e.perAnswerToken.si() * 1e6; }, Depth::Sessions},
    Metric{"model_parameters", "Parameters", Unit::Parameters, "P", [](S s, E) { return modelParameters(s); }},
    Metric{"model_active_parameters", "Active parameters", Unit::Parameters,
           "used per token: P without the input table", [](S s, E) { return modelActiveParameters(s); }},
};

} // namespace

std::span<const Metric> metrics() {
    return rows;
}

const Metric* findMetric(std::string_view key) {
    const auto* const found = std::ranges::find(rows, key, &Metric::key);
    return found == rows.end() ? nullptr : found;
}

std::string_view boundKey(Bound bound) {
    switch (bound) {
    case Bound::Compute: return "compute";
    case Bound::Interconnect: return "interconnect";
    case Bound::MemoryBandwidth: break;
    }
    return "memory_bandwidth";
}

std::string_view boundName(Bound bound) {
    switch (bound) {
    case Bound::Compute: return "peak FLOP/s";
    case Bound::Interconnect: return "the link between GPUs";
    case Bound::MemoryBandwidth: break;
    }
    return "HBM bandwidth";
}

} // namespace longpeak
