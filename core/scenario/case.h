// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "compression/compression.h"
#include "hardware/deployment.h"
#include "hardware/precision.h"
#include "model/model.h"
#include "quantity/quantity.h"

#include <optional>

namespace longpeak {

/// How latencies and sizes are computed.
enum class CostModel {
    Paper,    ///< closed form of arXiv:2405.08944
    Operators ///< a roofline over every operator of the architecture
};

/// Pairs of queries and keys that prefill computes.
enum class CausalMask {
    Exact, ///< n(n + 1) / 2
    Full   ///< the whole square, n², as many calculators count
};

/// Positions for which prefill computes the LM head.
enum class HeadPositions { Last, All };

/// Routed experts whose weights a pass of T tokens reads.
enum class ExpertReads {
    Expected, ///< E·(1 − (1 − k/E)^T), tokens choosing evenly and independently
    Most,     ///< min(E, k·T)
    All
};

/// What a layer with a window keeps in the cache.
enum class WindowCache {
    Window, ///< min(window, n) tokens
    Full    ///< all n, as an engine without a special case for such layers reserves
};

/// Time per output token of an answer.
enum class PerToken {
    AfterFirst, ///< (end to end − first token) / (a − 1)
    EndToEnd    ///< end to end / a, the prefill included
};

/// What calculators count differently (cost-model: conventions); each default is the one that is closest to the
/// hardware.
struct Conventions {
    CausalMask causal = CausalMask::Exact;
    HeadPositions head = HeadPositions::Last;
    /// Queries that share one read of keys and values in prefill; 0 = keys and values are read once in all.
    double attentionBlock = 1024;
    ExpertReads experts = ExpertReads::Expected;
    WindowCache window = WindowCache::Window;
    Capacity capacity = Capacity::Device;
    double utilisation = 1.0; ///< fraction of the memory that the engine uses, in (0, 1]
    PerToken perToken = PerToken::AfterFirst;
    bool operator==(const Conventions&) const = default;
};

enum class ThinkTime {
    Fixed,
    Drawn ///< from an exponential distribution of the same mean
};

/// A conversation, and how many are held at once (cost-model: sessions).
struct Session {
    double users = 1;
    double rounds = 5;
    Tokens question{100};
    Tokens answer{250};
    Seconds think{60};
    ThinkTime thinkTime = ThinkTime::Fixed;
    Seconds stagger; ///< between the arrivals of one user and the next; 0 = all at once
    double seed = 1; ///< of what is drawn
    bool operator==(const Session&) const = default;
};

/// Who of those that wait is served next; ties by the time of asking, then by the number of the user.
enum class Schedule {
    FirstCome,
    DecodeFirst,  ///< who goes on with a conversation before who brings a document
    ShortestFirst ///< by the time that the prefill and the answer take
};

/// Where caches are while their users think.
enum class Residency {
    Swap,    ///< in HBM while there is room, else the least recently served goes to host DDR, and is dropped (and
             ///< computed again) where DDR is full. Switching does not overlap with computing.
    Overlap, ///< the same, but the cache of the next request is switched while the GPU works on the one before
    Never    ///< in HBM until the session ends; who finds no room for all of a session waits for one to end
};

struct Policy {
    Schedule schedule = Schedule::FirstCome;
    Residency residency = Residency::Swap;
    bool operator==(const Policy&) const = default;
};

/// Fractions of the theoretical peak that are reached, in (0, 1]; 1 = the peak itself.
struct Efficiency {
    double prefill = 1.0;      ///< of peak FLOP/s
    double decode = 1.0;       ///< of HBM bandwidth
    double link = 1.0;         ///< of the host link's line rate
    double interconnect = 1.0; ///< of the line rate between GPUs
    bool operator==(const Efficiency&) const = default;
};

/// The one value that everything is computed from. Bytes, FLOP and seconds are SI.
struct Case {
    Model model;                      ///< as chosen
    std::optional<double> parameters; ///< P where set by hand
    Architecture architecture; ///< what is evaluated: the shape of `model`, resized where `parameters` asks for it
    Deployment deployment;
    Tokens context{50000}; ///< n
    Precision precision;
    Compression compression;
    Session session;
    Policy policy;
    double batch = 1;          ///< users decoded together; 1 = one request at a time
    Tokens prefillChunk{8192}; ///< tokens of a prefill pass; 0 = the whole prompt at once
    Efficiency efficiency;
    Conventions conventions;
    CostModel costModel = CostModel::Paper;
    std::optional<double> attentionCoefficient; ///< A where set by hand
    bool operator==(const Case&) const = default;
};

// Effective values: what the user set, else what follows from the model and the accelerator.

/// P: as set by hand, else counted. The operators model counts every operator of the architecture, so there it is
/// always counted.
double modelParameters(const Case& scenario);
/// Parameters used per token; keeps the architecture's share of P.
double modelActiveParameters(const Case& scenario);
/// A of the paper's prefill formula; scaled with the query width, 6656/7168 · H_q·d, unless set.
double attentionCoefficient(const Case& scenario);
/// C, per GPU, for the compute format, and the format that really runs.
UsedPeak peak(const Case& scenario);
/// M, per GPU, by the convention of capacity
Bytes memoryPerGpu(const Case& scenario);
/// What weights and caches can have of it, by the convention of utilisation.
Bytes usableMemoryPerGpu(const Case& scenario);
/// The same of a whole group: g·M.
Bytes usableMemory(const Case& scenario);
/// Bytes of one element of a routed expert.
double bytesPerExpertElement(const Case& scenario);
/// How much compression of the cache is relied on: the four ratios, and its number format against 16 bit.
double totalCompression(const Case& scenario);

} // namespace longpeak
