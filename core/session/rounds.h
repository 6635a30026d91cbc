// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/costs.h"

#include <cstdint>
#include <vector>

namespace longpeak {

/// What a request of one round costs. All users ask the same, so a simulation looks it up.
struct RoundCost {
    Tokens cached;          ///< before
    Tokens asked;           ///< n, later q
    double prefill = 0;     ///< seconds
    double recompute = 0;   ///< prefill of what was cached and of the question
    double firstGrowth = 0; ///< seconds that the first decode step spends on the user's cache
    double growth = 0;      ///< more, from one token to the next
    std::int64_t bytes = 0; ///< of the cache at the end
    double service = 0;     ///< prefill and answer, alone
};

class Rounds {
public:
    explicit Rounds(const Case& scenario);

    const RoundCost& operator[](int round) const { return m_rounds[static_cast<std::size_t>(round)]; }
    int count() const { return static_cast<int>(m_rounds.size()); }
    double answer() const { return m_answer; }
    /// Seconds of a decode step of that many users, without what it spends on their caches.
    double step(std::size_t users);
    /// Seconds of the prefill of `asked` tokens on `cached`.
    double prefill(double cached, double asked) const { return m_costs.prefill(Tokens(cached), Tokens(asked)).si(); }

private:
    Costs m_costs;
    double m_answer;
    std::vector<RoundCost> m_rounds;
    std::vector<double> m_steps; ///< by users; negative = not yet computed
};

} // namespace longpeak
