// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "measurement/measurement.h"

#include <array>

namespace longpeak {
namespace {

using enum MeasuredMetric;

constexpr std::array names{
    MeasuredMetricName{TimePerToken, "time_per_token", LP_TEXT("measured", "time per token"),
                       LP_TEXT("measured", "Time per output token (TPOT)"), Unit::Seconds, true,
                       LP_TEXT("measured", "one decode step of the batch at this context")},
    MeasuredMetricName{
        TimePerTokenSlope, "time_per_token_slope", LP_TEXT("measured", "time per token over context"),
        LP_TEXT("measured", "Time per token over context"), Unit::SecondsPerToken, true,
        LP_TEXT("measured", "a decode step at the longest context less one at the shortest, over the tokens between")},
    MeasuredMetricName{DecodeRate, "decode_rate", LP_TEXT("measured", "decode"), LP_TEXT("measured", "Decode"),
                       Unit::TokensPerSecond, false,
                       LP_TEXT("measured", "tokens of the batch over one decode step at this context")},
    MeasuredMetricName{PassRate, "pass_rate", LP_TEXT("measured", "several tokens a pass"),
                       LP_TEXT("measured", "Several tokens a pass"), Unit::TokensPerSecond, false,
                       LP_TEXT("measured", "the tokens of a pass over the time of that pass on the cache")},
    MeasuredMetricName{FirstToken, "time_to_first_token", LP_TEXT("measured", "time to first token"),
                       LP_TEXT("measured", "Time to first token (TTFT)"), Unit::Seconds, true,
                       LP_TEXT("measured", "prefill of one prompt")},
    MeasuredMetricName{PrefillTime, "prefill_time", LP_TEXT("measured", "prefill"), LP_TEXT("measured", "Prefill"),
                       Unit::Seconds, true, LP_TEXT("measured", "prefill of one prompt")},
    MeasuredMetricName{PrefillRate, "prefill_rate", LP_TEXT("measured", "prefill"), LP_TEXT("measured", "Prefill"),
                       Unit::TokensPerSecond, false, LP_TEXT("measured", "tokens of the prompt over its prefill")},
    MeasuredMetricName{PrefillRatePerGpu, "prefill_rate_per_gpu", LP_TEXT("measured", "prefill per GPU"),
                       LP_TEXT("measured", "Prefill per GPU"), Unit::TokensPerSecond, false,
                       LP_TEXT("measured", "tokens of the prompt over its prefill, for each GPU")},
    MeasuredMetricName{
        RequestTime, "request_time", LP_TEXT("measured", "whole request"), LP_TEXT("measured", "Whole request"),
        Unit::Seconds, true,
        LP_TEXT("measured", "prefill of all prompts of the batch, then all decode steps of its answers")},
    MeasuredMetricName{RequestOutputRate, "request_output_rate", LP_TEXT("measured", "answer over whole request"),
                       LP_TEXT("measured", "Answer over whole request"), Unit::TokensPerSecond, false,
                       LP_TEXT("measured", "answer tokens over the prefill and all decode steps")},
    MeasuredMetricName{RequestTotalRate, "request_total_rate",
                       LP_TEXT("measured", "prompt and answer over whole request"),
                       LP_TEXT("measured", "Prompt and answer over whole request"), Unit::TokensPerSecond, false,
                       LP_TEXT("measured", "prompt and answer tokens over the prefill and all decode steps")},
    MeasuredMetricName{MaximumRate, "maximum_rate", LP_TEXT("measured", "highest throughput"),
                       LP_TEXT("measured", "Highest throughput"), Unit::TokensPerSecond, false,
                       LP_TEXT("measured", "answer tokens over the slower of all arithmetic and all decode reads of a "
                                           "request, with as many requests together as fit")},
    MeasuredMetricName{
        OutputRate, "output_rate", LP_TEXT("measured", "throughput"), LP_TEXT("measured", "Throughput"),
        Unit::TokensPerSecond, false,
        LP_TEXT("measured", "the slower of a token's arithmetic and the reading of its cache, times the GPUs")},
    MeasuredMetricName{OutputRatePerGpu, "output_rate_per_gpu", LP_TEXT("measured", "throughput per GPU"),
                       LP_TEXT("measured", "Throughput per GPU"), Unit::TokensPerSecond, false,
                       LP_TEXT("measured", "the slower of a token's arithmetic and the reading of its cache")},
    MeasuredMetricName{CacheCapacity, "cache_capacity", LP_TEXT("measured", "cache that fits"),
                       LP_TEXT("measured", "Cache that fits"), Unit::Tokens, false,
                       LP_TEXT("measured", "longest context of one user that fits beside the weights")},
    MeasuredMetricName{CacheBytesPerGpu, "cache_bytes_per_gpu", LP_TEXT("measured", "memory for the cache"),
                       LP_TEXT("measured", "Memory for the cache"), Unit::Bytes, false,
                       LP_TEXT("measured", "memory less the weights")},
    MeasuredMetricName{CacheBytes, "cache_bytes", LP_TEXT("measured", "cache of one user"),
                       LP_TEXT("measured", "Cache of one user"), Unit::Bytes, false,
                       LP_TEXT("measured", "the cache formula")},
    MeasuredMetricName{WeightBytesPerGpu, "weight_bytes_per_gpu", LP_TEXT("measured", "loaded weights"),
                       LP_TEXT("measured", "Loaded weights"), Unit::Bytes, false,
                       LP_TEXT("measured", "the parameters counted from the architecture")},
    MeasuredMetricName{MatrixProductRate, "matrix_product_rate", LP_TEXT("measured", "matrix product"),
                       LP_TEXT("measured", "Matrix product"), Unit::FlopPerSecond, false,
                       LP_TEXT("measured", "peak FLOP/s of the data sheet")},
    MeasuredMetricName{MemoryCopyRate, "memory_copy_rate", LP_TEXT("measured", "memory copy"),
                       LP_TEXT("measured", "Memory copy"), Unit::BytesPerSecond, false,
                       LP_TEXT("measured", "memory bandwidth of the data sheet")},
    MeasuredMetricName{HostLinkRate, "host_link_rate", LP_TEXT("measured", "host link"),
                       LP_TEXT("measured", "Host link"), Unit::BytesPerSecond, false,
                       LP_TEXT("measured", "line rate of the directions in use")},
    MeasuredMetricName{TransferTime, "transfer_time", LP_TEXT("measured", "cache transfer"),
                       LP_TEXT("measured", "Cache transfer"), Unit::Seconds, true,
                       LP_TEXT("measured", "the cache over the line rate of all links")},
};

constexpr std::array<std::string_view, 6> kindWords{"component",  "offline",  "serving",
                                                    "throughput", "capacity", "formula"};
constexpr std::array<Message, 6> kindLabels{LP_TEXT("measured", "one operation"), LP_TEXT("measured", "one batch"),
                                            LP_TEXT("measured", "serving"),       LP_TEXT("measured", "throughput"),
                                            LP_TEXT("measured", "capacity"),      LP_TEXT("measured", "formula")};

} // namespace

std::span<const MeasuredMetricName> measuredMetricNames() {
    return names;
}

const MeasuredMetricName& nameOf(MeasuredMetric metric) {
    return names[static_cast<std::size_t>(metric)];
}

std::span<const std::string_view> measurementKindWords() {
    return kindWords;
}

Message labelOf(MeasurementKind kind) {
    return kindLabels[static_cast<std::size_t>(kind)];
}

Text measuredText(double value, MeasuredMetric metric, ByteUnits bytes) {
    const Amount told = amount(value, nameOf(metric).unit, bytes);
    return told.unit == Unit::Tokens ? LP_TEXT("measured", "%1 tokens")(told) : Text(told);
}

} // namespace longpeak
