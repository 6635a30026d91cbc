// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardware/precision.h"
#include "quantity/format.h"
#include "source.h"
#include "text/text.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// A published measurement: what was measured, under which conditions, and where it was read. Values are SI; the figure
// as it was printed stands beside.

namespace longpeak {

/// Under which load a figure was taken. What a figure says of the hardware depends on it: a served one holds queues and
/// other users' prefills, too.
enum class MeasurementKind {
    Component,  ///< one operation by itself: a matrix product, a copy, a link
    Offline,    ///< one sequence, or one batch that starts together; nothing waits
    Serving,    ///< requests that come and go under load
    Throughput, ///< as many requests as an engine or a fleet of engines gets through
    Capacity,   ///< what fits in memory
    Formula     ///< a size that a formula must meet
};

/// What was measured.
enum class MeasuredMetric {
    TimePerToken,      ///< a decode step at `context`
    TimePerTokenSlope, ///< growth of a decode step per token of context, from `slopeFrom` to `context`
    DecodeRate,        ///< tokens of the batch over a decode step at `context`
    PassRate,          ///< `passTokens` over one pass on a cache of `context`
    FirstToken,        ///< prefill of `prompt`
    PrefillTime,       ///< the same, as an engine reports it
    PrefillRate,       ///< prompt tokens over the prefill
    PrefillRatePerGpu, ///< the same for each GPU
    RequestTime,       ///< prefill of the batch's prompts and all steps of its answers
    RequestOutputRate, ///< answer tokens over that time
    RequestTotalRate,  ///< prompt and answer tokens over that time
    MaximumRate,       ///< answer tokens of as many requests as memory holds
    OutputRate,        ///< answer tokens of all users
    OutputRatePerGpu,  ///< the same for each GPU
    CacheCapacity,     ///< tokens of cache that fit beside the weights
    CacheBytesPerGpu,  ///< memory left beside the weights
    CacheBytes,        ///< cache of `context` tokens
    WeightBytesPerGpu, ///< weights as loaded
    MatrixProductRate, ///< best product of two matrices
    MemoryCopyRate,    ///< device memory
    HostLinkRate,      ///< `directions` of the host link
    TransferTime       ///< one user's cache over the links
};

/// How the work is spread over GPUs.
enum class Spread {
    Tensor,  ///< one tensor-parallel group
    Context, ///< the prompt is divided between `groups` tensor-parallel groups
    Expert   ///< each GPU has its own users, and experts stand on many of them
};

/// The theoretical peak of the same case, worked out by hand apart from the engine, to check the engine against.
struct IndependentPeak {
    double value = 0; ///< unit of the measurement
    std::string roof; ///< "compute", "memory", "link" or "size"
    std::string formula;
    bool operator==(const IndependentPeak&) const = default;
};

struct Measurement {
    std::string id;
    MeasurementKind kind = MeasurementKind::Offline;
    MeasuredMetric metric = MeasuredMetric::TimePerToken;
    double value = 0;        ///< SI
    std::string printed;     ///< "25.064 ms"
    std::string model;       ///< preset id; empty where no model takes part
    std::string accelerator; ///< preset id; empty where it does not matter
    double gpus = 1;         ///< all of them
    Spread spread = Spread::Tensor;
    double groups = 1;         ///< of Spread::Context
    std::string spreadPrinted; ///< "TP4, experts EP4"
    Precision precision;
    std::string precisionPrinted;
    std::string framework;
    std::optional<double> batch;   ///< absent: not stated, or varying
    std::optional<double> context; ///< tokens; mean or final length as the conditions say
    std::optional<double> prompt;  ///< tokens
    std::optional<double> output;  ///< tokens
    std::optional<double> slopeFrom;
    std::optional<double> passTokens;
    std::optional<double> memoryUtilisation;
    std::optional<double> linkBandwidth; ///< bytes/s of each GPU, where it is not the host link
    double directions = 1;               ///< of the host link, counted together
    double reusedShare = 0;              ///< of the prompt tokens, served from a store instead of computed
    std::string conditions;
    IndependentPeak independentPeak;
    std::string notes;
    std::string finding; ///< what came out where measurement and prediction were at odds
    std::string confidence;
    std::vector<Source> sources;
    bool operator==(const Measurement&) const = default;
};

/// A metric as documents and people name it. Documents hold SI: the unit's symbol.
struct MeasuredMetricName {
    MeasuredMetric metric;
    std::string_view word; ///< in documents: "time_per_token"
    Message label;         ///< "time per token"
    Message opening;       ///< the same where a title begins with it
    Unit unit;
    bool lessIsBetter; ///< a time, not a rate or a size
    Message predicted; ///< how the engine predicts it, in a sentence
};
/// In the order of the enumeration.
std::span<const MeasuredMetricName> measuredMetricNames();
const MeasuredMetricName& nameOf(MeasuredMetric metric);

/// "offline", as documents name it; in the order of the enumeration.
std::span<const std::string_view> measurementKindWords();
/// "one batch", for people.
Message labelOf(MeasurementKind kind);

/// A value of a measurement for people: "25.1 ms", "59.0 tokens/s".
Text measuredText(double value, MeasuredMetric metric, ByteUnits bytes = ByteUnits::Decimal);

} // namespace longpeak
