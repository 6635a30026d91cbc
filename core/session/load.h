// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "session/simulation.h"

#include <vector>

namespace longpeak {

/// A simulation with another number of users.
struct LoadPoint {
    double users = 1;
    Seconds time; ///< that was simulated
    PerSecond throughput;
    Seconds thinking;         ///< in a session, as drawn
    Seconds medianFirstToken; ///< NaN where no request was answered
    Seconds lateFirstToken;   ///< 95 of 100 requests wait no longer
    bool operator==(const LoadPoint&) const = default;
};

/// What is simulated of the sessions of one scenario: all of it from an empty deployment, for simulatedTime().
struct Sessions {
    Case scenario;
    Simulation run;
    std::vector<LoadPoint> load; ///< ascending users, each for its own time; empty = not simulated
};

/// For how long sessions are simulated: an hour, as `longpeak simulate` does where it is told no other time. More where
/// that is too short for sessions to end: four sessions of one who never waits, or four of every user where the GPU is
/// what they wait for.
Seconds simulatedTime(const Case& scenario);

/// From one user to beyond the knee and beyond the scenario's own number, the latter among them. Empty where it does not
/// fit or was cancelled.
std::vector<LoadPoint> simulateLoad(const Case& scenario, const std::stop_token& cancel = {});

} // namespace longpeak
