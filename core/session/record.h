// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "session/simulation.h"

#include <algorithm>
#include <vector>

namespace longpeak {

/// What a simulation keeps of what happens, within bounds of memory. Times are seconds; what lies past the horizon is
/// cut off.
class Record {
public:
    Record(const Case& scenario, const SimulationOptions& options, double horizon);

    /// The user changes to `activity`; the phase before ends at `time`.
    void begin(int user, Activity activity, double time, int round, int session);
    bool isAt(int user, Activity activity) const {
        const Current& now = m_users[static_cast<std::size_t>(user)];
        return now.here && now.activity == activity;
    }
    /// Ends what every user is at.
    void finish(double time);
    void gpu(Activity activity, double start, double end, int users);
    void link(Activity activity, double start, double end);
    void occupancy(double time, double hbm, double host);
    void token(const Token& token) { m_out.tokens.push_back(token); }
    void answered(double wait, double firstToken, double perToken);

    /// With the sums; `horizon` is how far it got.
    Simulation take(double horizon);
    Simulation& out() { return m_out; }

private:
    struct Samples {
        std::vector<double> kept;
        double sum = 0;
        std::size_t count = 0;
        std::size_t every = 1;

        void add(double value);
        Distribution take();
    };
    struct Current {
        Activity activity = Activity::Think;
        double since = 0;
        int round = 0;
        int session = 0;
        bool here = false; ///< has arrived
    };

    void keep(int user, const Current& current, double end);
    void work(std::vector<Task>& lane, Activity activity, double start, double end, int users);
    /// From then on a lane is full.
    void lose(double time) { m_out.keptUntil = std::min(m_out.keptUntil, Seconds(time)); }

    double m_horizon;
    std::size_t m_maximum;
    int m_only; ///< user whose phases are kept; negative = all
    std::vector<Current> m_users;
    Samples m_firstToken;
    Samples m_perToken;
    Samples m_wait;
    double m_gpuBusy = 0;
    double m_linkBusy = 0;
    Simulation m_out;
};

} // namespace longpeak
