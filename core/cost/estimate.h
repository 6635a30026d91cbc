// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quantity/quantity.h"
#include "scenario/scenario.h"

// What a scenario costs. Every term is kept, so that a page, a tooltip and a test can show it. Values are for the
// whole deployment (all GPUs in tensor parallel); times include the efficiency fractions, 1 being the theoretical peak.

namespace longpeak {

/// What limits an operation.
enum class Bound { Compute, MemoryBandwidth };

struct Memory {
    Bytes weights;
    Bytes cachePerUser; ///< KV(n)
    BytesPerToken cachePerToken;
    Bytes activations;      ///< zero in the paper's model
    Bytes capacity;         ///< g·M
    Bytes demand;           ///< weights + activations + users·KV(n); what exceeds the capacity moves to host DDR
    double ceiling = 0;     ///< users whose cache fits beside the weights, not floored; below 0: weights do not fit
    double hostCeiling = 0; ///< users whose cache fits in host DDR
    Tokens maxContext;      ///< longest context at which all users fit, 0 when the weights do not
    bool operator==(const Memory&) const = default;
};

struct Prefill {
    Flop linearFlop;    ///< 2·P·n
    Flop attentionFlop; ///< A·L·n², less what compression saves
    Bytes bytes;        ///< weights read and cache written once
    Seconds linearTime;
    Seconds attentionTime;
    Seconds time;
    Bound bound = Bound::Compute;
    bool operator==(const Prefill&) const = default;
};

struct Decode {
    Bytes bytes; ///< weights and the cache read, for one token of one user
    Flop flop;   ///< 2·P + 2·A·L·n: the derivative of prefill
    Seconds weightsTime;
    Seconds cacheTime;
    Seconds perToken;
    Seconds answer; ///< a tokens at the context's length
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
    Seconds decode;         ///< GPU time of a session's answers
    Seconds thinking;       ///< between rounds
    Seconds gpuTime;        ///< prefill + decode: without context switches, so that the bound holds for any schedule
    Seconds loneLatency;    ///< gpuTime + thinking: a session that never waits
    double knee = 0;        ///< users at which the two bounds meet
    PerSecond bound;        ///< min(users / loneLatency, 1 / gpuTime); zero when infeasible
    PerSecond withSwitches; ///< the same when every round also pays one context switch
    bool operator==(const Throughput&) const = default;
};

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

/// The cost of a valid scenario by its own cost model. Never fails: what does not fit is a state of the estimate.
Estimate evaluate(const Scenario& scenario);

} // namespace longpeak
