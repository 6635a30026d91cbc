// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/load.h"

#include "cost/estimate.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr double mostUsers = 1000.0; // as the slider has

/// About five to a decade, whole numbers, with the knee's neighbours and the scenario's own.
std::vector<double> userCounts(const Case& scenario) {
    const double own = scenario.session.users;
    const double knee = std::clamp(evaluate(scenario, Depth::Sessions).throughput.knee, 1.0, mostUsers);
    const double last = std::clamp(std::max(3.0 * knee, 1.5 * own), 4.0, mostUsers);
    std::vector<double> counts{own, std::floor(knee), std::ceil(knee)};
    constexpr int steps = 11;
    for (int i = 0; i <= steps; ++i) counts.push_back(std::round(std::pow(last, static_cast<double>(i) / steps)));
    std::ranges::sort(counts);
    counts.erase(std::unique(counts.begin(), counts.end()), counts.end());
    return counts;
}

} // namespace

Seconds simulatedTime(const Case& scenario) {
    constexpr double sessions = 4.0;
    const Estimate e = evaluate(scenario, Depth::Sessions);
    const Throughput& t = e.throughput;
    const Seconds round = (t.gpuTime + e.contextSwitch.time * scenario.session.rounds) * scenario.session.users;
    return std::max(hour, std::max(t.loneLatency, round) * sessions);
}

std::vector<LoadPoint> simulateLoad(const Case& scenario, const std::stop_token& cancel) {
    std::vector<LoadPoint> points;
    for (const double users : userCounts(scenario)) {
        Case there = scenario;
        there.session.users = users;
        const Seconds time = simulatedTime(there);
        const Simulation run = simulate(there, {.horizon = time, .maximumPhases = 0}, cancel);
        if (run.cancelled || !run.infeasible.empty()) return {};
        points.push_back({users, run.horizon, run.throughput, run.thinking, Seconds(run.firstToken.percentile(0.5)),
                          Seconds(run.firstToken.percentile(0.95))});
    }
    return points;
}

} // namespace longpeak
