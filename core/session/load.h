// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "session/simulation.h"

#include <vector>

namespace longpeak {

/// A simulation with another number of users.
struct LoadPoint {
    double users = 1;
    PerSecond throughput;
    Seconds thinking;         ///< in a session, as drawn
    Seconds medianFirstToken; ///< NaN where no request was answered
    Seconds lateFirstToken;   ///< 95 of 100 requests wait no longer
    bool operator==(const LoadPoint&) const = default;
};

/// What the window shows of the sessions of one scenario.
struct Sessions {
    Case scenario;
    Simulation run;              ///< from the start, in full, for the usual time
    Simulation settled;          ///< for so long that the start hardly counts; without phases
    std::vector<LoadPoint> load; ///< ascending users, settled; empty = not simulated
};

/// An hour, or more where a session takes long: four times a session that never waits.
Seconds usualHorizon(const Case& scenario);

/// So long that each user's place sees several sessions: in less, all users may wait for their first answers, and none has
/// ended a session.
Seconds settledHorizon(const Case& scenario);
Simulation simulateSettled(const Case& scenario, const std::stop_token& cancel = {});

/// From one user to beyond the knee and beyond the scenario's own number, the latter among them. Empty where it does not
/// fit or was cancelled.
std::vector<LoadPoint> simulateLoad(const Case& scenario, const std::stop_token& cancel = {});

} // namespace longpeak
