// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/bound.h"
#include "quantity/quantity.h"
#include "scenario/case.h"

// What a scenario costs. Every term is kept, so that a page, a tooltip and a test can show it. Values are for the
// whole group (all GPUs in tensor parallel); times include the efficiency fractions, 1 being the theoretical peak.

namespace longpeak {

/// Longer than any context: as far as caches that stop growing are followed.
inline constexpr Tokens unlimitedContext{1e9};

struct Memory {
    Bytes weights;
    Bytes cachePerUser; ///< KV(n)
    BytesPerToken cachePerToken;
    Bytes activations;      ///< peak live bytes of one pass, none in the paper's model, and `uncompressed`
    Bytes uncompressed;     ///< what of the cache of a user in prefill is compressed only after it
    Bytes capacity;         ///< g·M
    Bytes demand;           ///< weights + activations + users·KV(n); what exceeds the capacity moves to host DDR
    double ceiling = 0;     ///< users whose cache fits beside the weights, not floored; below 0: weights do not fit
    double hostCeiling = 0; ///< users whose cache fits in host DDR
    Tokens maxContext; ///< longest context at which all users fit, by inverting the cache function; 0 when the weights
                       ///< do not fit, `unlimitedContext` where the cache stops growing first
    Tokens maxContextExact; ///< the same with the part of a token that there would be room for
    bool operator==(const Memory&) const = default;
};

struct Prefill {
    Flop linearFlop; ///< paper: 2·P·n; operators: projections, feed-forward, head
    Flop
        attentionFlop; ///< paper: A·L·n²; operators: scores, values, indexers and recurrences. Less what compression saves
    Bytes bytes;       ///< paper: weights read and cache written once; operators: all that moves between HBM and chip
    Seconds linearTime;
    Seconds attentionTime;
    Seconds otherTime; ///< operators: norms, gathers and collectives
    Seconds time;
    Bound bound = Bound::Compute;
    bool operator==(const Prefill&) const = default;
};

/// One decode step of `batch` users at the context's length.
struct Decode {
    Bytes bytes; ///< weights once, the cache of each user
    Flop flop;   ///< paper: 2·P + 2·A·L·n for each user, the derivative of prefill
    Seconds weightsTime;
    Seconds cacheTime;
    Seconds otherTime;   ///< operators: norms, gathers and collectives
    Seconds perToken;    ///< of the step: each user of the batch gets one token
    Seconds answer;      ///< a tokens at the context's length
    Seconds outputToken; ///< mean over an answer by the convention of time per output token
    Bound bound = Bound::MemoryBandwidth;
    bool operator==(const Decode&) const = default;
};

struct Switch {
    Seconds out; ///< one cache to host DDR
    Seconds in;  ///< one cache back
    Seconds time;
    bool operator==(const Switch&) const = default;
};

/// Asymptotic bounds of a closed queueing network of `users` sessions (Denning and Buzen 1978).
struct Throughput {
    Seconds prefill;        ///< GPU time of a session's prefills
    Seconds decode;         ///< GPU time of a session's answers: its share of steps of min(batch, users) users
    Seconds thinking;       ///< between rounds
    Seconds gpuTime;        ///< prefill + decode: without context switches, so that the bound holds for any schedule
    Seconds loneLatency;    ///< a session that never waits, decoded alone: prefill + answers + thinking
    double knee = 0;        ///< users at which the two bounds meet
    PerSecond bound;        ///< min(users / loneLatency, 1 / gpuTime); zero when infeasible
    PerSecond withSwitches; ///< the same when every round also pays one context switch
    bool operator==(const Throughput&) const = default;
};

/// Sessions over time that `users` can have at most, who think that long in one: as long as expected (t.thinking), or as
/// long as was drawn for them.
PerSecond boundByUsers(const Throughput& t, double users, Seconds thinking);

struct Estimate {
    Memory memory;
    Prefill prefill;
    Decode decode;
    Switch contextSwitch;
    Throughput throughput;
    FlopPerByte ridge;  ///< C / B at the peak: below it an operation is bound by memory bandwidth
    Dollars perSession; ///< NaN when no price is known or nothing is served
    DollarsPerToken perAnswerToken;
    bool weightsFit = false;
    bool fits = false; ///< weights and one user fit
    bool operator==(const Estimate&) const = default;
};

/// How much of an estimate is wanted; what is left out stays at 0.
enum class Depth {
    Instant,  ///< without sessions, their costs and the longest context, which take longest
    Sessions, ///< without the longest context
    Whole
};

/// The cost of a valid scenario by its own cost model. Never fails: what does not fit is a state of the estimate.
Estimate evaluate(const Case& scenario, Depth depth = Depth::Whole);

} // namespace longpeak
