// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/estimate.h"
#include "quantity/quantity.h"
#include "scenario/case.h"

#include <cstddef>
#include <limits>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

// Many users on one deployment, event by event (cost-model: sessions; Fu 2024, arXiv:2405.08944). A closed system: each
// user uploads n tokens, then reads an answer, thinks and asks, `rounds` times; a new user takes the place of one who
// is done. Times of passes, caches and switches are those of the scenario's cost model; nothing else is estimated.
//
// One at a time (batch 1) the GPU serves a request to its end: switch, prefill, answer. With a larger batch up to that many
// users are decoded together; a prefill runs in chunks, between any two of which every answer goes on by one token for
// each chunk. One prefill runs at a time.
//
// Exact: who is served when, bytes, and the time of every pass of a lone user. Assumptions: over one answer the time that
// a step spends on a user's cache grows by the same amount from token to token (so a window that fills within an answer
// is spread over it); a prefill of more than 128 chunks stops for the answers only 128 times; HBM for a request is taken
// at its start, at the size that its cache will have at its end.

namespace longpeak {

enum class Activity {
    Wait,      ///< for the GPU, the host link or room in HBM
    SwitchOut, ///< caches of others leave for this request
    SwitchIn,  ///< the user's own cache returns
    Prefill,
    Recompute, ///< a prefill of all that was cached and dropped, with the question
    Decode,
    Think
};

/// "wait", "switch_out", ...
std::string_view nameOf(Activity activity);

/// What a user does from one time to another.
struct UserPhase {
    int user = 0; ///< from 0
    Activity activity = Activity::Wait;
    Seconds start;
    Seconds end;
    int round = 0;   ///< from 0
    int session = 0; ///< of that place, from 0
    bool operator==(const UserPhase&) const = default;
};

/// What the GPU or the host link does.
struct Task {
    Activity activity = Activity::Prefill;
    Seconds start;
    Seconds end;
    int users = 1; ///< decoded together, the most there were
    bool operator==(const Task&) const = default;
};

struct Occupancy {
    Seconds time; ///< from now on
    Bytes hbm;    ///< caches, weights and activations
    Bytes host;
    bool operator==(const Occupancy&) const = default;
};

/// A token as the watched user sees it arrive.
struct Token {
    Seconds time;
    Seconds latency; ///< since the question for the first of an answer, since the token before for the others
    bool first = false;
    int round = 0;
    bool operator==(const Token&) const = default;
};

/// Of the requests that were answered within the time; NaN where there are none.
struct Distribution {
    std::vector<double> sorted; ///< seconds; every k-th of all where there are too many
    double mean = std::numeric_limits<double>::quiet_NaN();
    std::size_t count = 0; ///< of all
    /// The smallest value that at least `fraction` of all do not exceed (nearest rank).
    double percentile(double fraction) const;
    bool operator==(const Distribution&) const = default;
};

struct SimulationOptions {
    Seconds horizon = hour;
    std::size_t maximumPhases = 400'000; ///< beyond, only every 2nd, 4th, ... user's are kept, then none
    std::size_t maximumTokens = 4'000;   ///< beyond, every k-th of an answer, and always its first
    int watched = -1;                    ///< user whose first session's tokens are kept; none where negative
    double maximumRequests = std::numeric_limits<double>::infinity(); ///< after that many answers it ends
    std::size_t maximumTurns = 20'000'000; ///< then it ends, and the horizon is how far it got
    bool endsWithWatched = false; ///< when that session ends, whatever the horizon; only that user's phases are kept
    bool ignoresMemory = false;   ///< everything fits
};

struct Simulation {
    Text infeasible;        ///< why nothing was simulated; empty = it was
    bool cancelled = false; ///< the rest is of no use
    std::size_t turns =
        0; ///< of the simulator: what it took, in steps of about the same work, however fast the machine
    Seconds horizon;
    bool endedEarly = false; ///< at maximumTurns
    int users = 0;
    double sessions = 0;     ///< that ended within the horizon
    PerSecond throughput;    ///< sessions over the horizon
    Seconds thinking;        ///< in a session: the mean of those that ended; as expected where none did
    Distribution firstToken; ///< from the question to the first token of its answer
    Distribution perToken;   ///< of each request, the mean time between its tokens
    Distribution wait;       ///< of each request, for others: neither switching nor served
    double requests = 0;     ///< answered to the end
    double switches = 0;     ///< caches that left HBM for DDR
    double drops = 0;        ///< caches that were dropped where DDR was full
    Bytes switchedOut;
    Bytes switchedIn;
    Bytes dropped;        ///< from DDR
    Bytes hostAtEnd;      ///< switchedOut = switchedIn + dropped + hostAtEnd
    double gpuBusy = 0;   ///< fraction of the horizon
    double linkBusy = 0;  ///< fraction of the horizon
    Seconds residence;    ///< sum of the times from a question to the end of its answer, or to the horizon
    double meanUsers = 0; ///< who wait or are served, on the average: residence over the horizon (Little's law)
    Bytes hbmPeak;
    Bytes hostPeak;
    Bytes hbmCapacity;
    Bytes hbmFixed;                ///< weights and activations
    std::vector<UserPhase> phases; ///< of each user in order and without gaps; sorted by start
    int everyUser = 1;             ///< phases are those of users 0, k, 2k, ...
    Seconds phasesUntil{std::numeric_limits<double>::infinity()}; ///< those of one user alone were too many after that
    std::vector<Task> gpu; ///< in order; what follows at once and is of one kind is one
    std::vector<Task> link;
    std::vector<Occupancy> occupancy;                           ///< changes, in order
    Seconds keptUntil{std::numeric_limits<double>::infinity()}; ///< the work and the changes of memory after that were
                                                                ///< too many to keep
    std::vector<Token> tokens;                                  ///< of the watched user
    /// What was left out of the above for the sake of memory, in a sentence; empty = nothing.
    Text thinned() const;
    bool operator==(const Simulation&) const = default;
};

/// Never fails: what does not fit is a state. Stops soon after `cancel` asks for it.
Simulation simulate(const Case& scenario, const SimulationOptions& options = {}, const std::stop_token& cancel = {});

/// What its throughput cannot exceed: the estimate's bounds, of users who think as long as was drawn.
PerSecond boundOf(const Simulation& run, const Throughput& estimate);

} // namespace longpeak
