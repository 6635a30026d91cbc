// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "measurement/measurement.h"
#include "preset/catalogue.h"
#include "result.h"
#include "scenario/scenario.h"

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Published measurements against the engine's prediction of the same quantity at the theoretical peak: the operators
// model with every efficiency at 1. A prediction is meant as a bound that no machine passes. Where a case is not known
// well enough, what makes it slower is left out:
//   formats count the bits of a weight without its scales, where these are not part of the format;
//   the first token of an answer comes out of the prefill, so that an answer of a tokens takes a − 1 decode steps;
//   throughput lets the arithmetic of some requests overlap with the reads of others (mixed batches,
//   arXiv:2308.16369), reads no weights in prefill, and fills all memory beside the weights with caches of mean length;
//   expert parallelism over many nodes has an unknown batch: only a token's arithmetic and the reading of its own cache
//   count, not the reading of weights;
//   context parallelism divides the prompt evenly between groups that do not wait for each other;
//   capacities leave out activations.

namespace longpeak {

/// What keeps a case from being faster.
enum class Roof {
    Compute,      ///< peak FLOP/s
    Memory,       ///< bandwidth of the device memory
    Interconnect, ///< links between GPUs
    HostLink,     ///< to the host, or a network in its place
    Size          ///< bytes of the device memory
};
/// "peak FLOP/s", for people.
Message roofName(Roof roof);

struct Prediction {
    double value = 0; ///< unit of the measurement's metric
    Roof roof = Roof::Memory;
    double share = 1; ///< of the predicted time that is spent at that roof
    bool operator==(const Prediction&) const = default;
};

enum class Verdict {
    Sound,       ///< at or below the peak
    FarBelow,    ///< less than a twentieth of the peak: latency, queues or a broken run dominate
    Agrees,      ///< a formula met to half a percent
    Suspect,     ///< past the peak, or a formula missed: the figure or the engine is wrong
    NotPredicted ///< the reason says why
};
inline constexpr double farBelowPeak = 0.05;
inline constexpr double formulaTolerance = 0.005;
/// "far below the peak", for people.
Message verdictName(Verdict verdict);

/// The tokens that a case stands at: what is in the cache, or the prompt; nothing where neither takes part.
std::optional<double> lengthOf(const Measurement& measurement);

/// A measurement beside its prediction.
struct Comparison {
    std::shared_ptr<const Measurement> measurement;
    Text title; ///< "Decode, Llama-3-8B on GeForce RTX 4090, 4.1K": with the presets' names
    std::optional<Prediction> prediction;
    Text reason; ///< why there is no prediction
    /// Time at the peak over time measured, or rate (size) measured over rate at the peak; NaN without a prediction.
    double efficiency = std::numeric_limits<double>::quiet_NaN();
    Verdict verdict = Verdict::NotPredicted;
};

/// The case that a measurement was taken in: `base` with its model, accelerator, GPUs, precision, batch, context and the
/// rest of its conditions, by the operators model at the theoretical peak. Of what the conditions do not say, `base`
/// stays: the whole model where the measurement is of the hardware alone. The fault names the preset that is missing.
Result<Case> caseOf(const Measurement& measurement, const Catalogue& catalogue, const Case& base = {});

/// The same within the ranges of all parameters, so that it can be shown and saved: a context of 105 tokens becomes 1K.
Result<Scenario> openedCase(const Measurement& measurement, const Catalogue& catalogue, const Case& base);

/// What the engine says of the same quantity at the theoretical peak.
Result<Prediction> predict(const Measurement& measurement, const Catalogue& catalogue);

Comparison compare(const Measurement& measurement, const Catalogue& catalogue);
/// Every measurement of the catalogue, in its order.
std::vector<Comparison> compareAll(const Catalogue& catalogue);

} // namespace longpeak
