// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "measurement/measurement.h"

#include <array>

namespace longpeak {
namespace {

using enum MeasuredMetric;

constexpr std::array names{
    MeasuredMetricName{TimePerToken, "time_per_token", "time per token", Unit::Seconds, true,
                       "one decode step of the batch at this context"},
    MeasuredMetricName{TimePerTokenSlope, "time_per_token_slope", "time per token over context", Unit::SecondsPerToken,
                       true, "a decode step at the longest context less one at the shortest, over the tokens between"},
    MeasuredMetricName{DecodeRate, "decode_rate", "decode", Unit::TokensPerSecond, false,
                       "tokens of the batch over one decode step at this context"},
    MeasuredMetricName{PassRate, "pass_rate", "several tokens a pass", Unit::TokensPerSecond, false,
                       "the tokens of a pass over the time of that pass on the cache"},
    MeasuredMetricName{FirstToken, "time_to_first_token", "time to first token", Unit::Seconds, true,
                       "prefill of one prompt"},
    MeasuredMetricName{PrefillTime, "prefill_time", "prefill", Unit::Seconds, true, "prefill of one prompt"},
    MeasuredMetricName{PrefillRate, "prefill_rate", "prefill", Unit::TokensPerSecond, false,
                       "tokens of the prompt over its prefill"},
    MeasuredMetricName{PrefillRatePerGpu, "prefill_rate_per_gpu", "prefill per GPU", Unit::TokensPerSecond, false,
                       "tokens of the prompt over its prefill, for each GPU"},
    MeasuredMetricName{RequestTime, "request_time", "whole request", Unit::Seconds, true,
                       "prefill of all prompts of the batch, then all decode steps of its answers"},
    MeasuredMetricName{RequestOutputRate, "request_output_rate", "answer over whole request", Unit::TokensPerSecond,
                       false, "answer tokens over the prefill and all decode steps"},
    MeasuredMetricName{RequestTotalRate, "request_total_rate", "prompt and answer over whole request",
                       Unit::TokensPerSecond, false, "prompt and answer tokens over the prefill and all decode steps"},
    MeasuredMetricName{
        MaximumRate, "maximum_rate", "highest throughput", Unit::TokensPerSecond, false,
        "answer tokens over the slower of all arithmetic and all decode reads of a request, with as many "
        "requests together as fit"},
    MeasuredMetricName{OutputRate, "output_rate", "throughput", Unit::TokensPerSecond, false,
                       "the slower of a token's arithmetic and the reading of its cache, times the GPUs"},
    MeasuredMetricName{OutputRatePerGpu, "output_rate_per_gpu", "throughput per GPU", Unit::TokensPerSecond, false,
                       "the slower of a token's arithmetic and the reading of its cache"},
    MeasuredMetricName{CacheCapacity, "cache_capacity", "cache that fits", Unit::Tokens, false,
                       "longest context of one user that fits beside the weights"},
    MeasuredMetricName{CacheBytesPerGpu, "cache_bytes_per_gpu", "memory for the cache", Unit::Bytes, false,
                       "memory less the weights"},
    MeasuredMetricName{CacheBytes, "cache_bytes", "cache of one user", Unit::Bytes, false, "the cache formula"},
    MeasuredMetricName{WeightBytesPerGpu, "weight_bytes_per_gpu", "loaded weights", Unit::Bytes, false,
                       "the parameters counted from the architecture"},
    MeasuredMetricName{MatrixProductRate, "matrix_product_rate", "matrix product", Unit::FlopPerSecond, false,
                       "peak FLOP/s of the data sheet"},
    MeasuredMetricName{MemoryCopyRate, "memory_copy_rate", "memory copy", Unit::BytesPerSecond, false,
                       "memory bandwidth of the data sheet"},
    MeasuredMetricName{HostLinkRate, "host_link_rate", "host link", Unit::BytesPerSecond, false,
                       "line rate of the directions in use"},
    MeasuredMetricName{TransferTime, "transfer_time", "cache transfer", Unit::Seconds, true,
                       "the cache over the line rate of all links"},
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
