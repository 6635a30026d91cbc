// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/rounds.h"

#include <algorithm>
#include <cmath>

namespace longpeak {

Rounds::Rounds(const Case& scenario)
    : m_costs(scenario), m_answer(scenario.session.answer.si()),
      m_steps(static_cast<std::size_t>(std::min(scenario.batch, scenario.session.users)) + 1, -1.0) {
    Tokens cached;
    Tokens asked = scenario.context;
    for (int round = 0; round < static_cast<int>(scenario.session.rounds); ++round) {
        RoundCost cost{.cached = cached, .asked = asked};
        const Tokens context = cached + asked;
        cost.prefill = m_costs.prefill(cached, asked).si();
        cost.recompute = m_costs.prefill(Tokens(0.0), context).si();
        cost.firstGrowth = m_costs.decodeGrowing(context, 1.0, 1.0).si();
        if (m_answer > 1.0) {
            // So that the whole answer takes what the closed form says.
            const double all = m_costs.decodeGrowing(context, m_answer, 1.0).si();
            cost.growth = 2.0 * (all - m_answer * cost.firstGrowth) / (m_answer * (m_answer - 1.0));
        }
        cost.bytes = static_cast<std::int64_t>(std::ceil(m_costs.cache(context + scenario.session.answer).si()));
        cost.service = cost.prefill + m_costs.decode(context, m_answer, 1.0).si();
        m_rounds.push_back(cost);
        cached = context + scenario.session.answer;
        asked = scenario.session.question;
    }
}

double Rounds::step(std::size_t users) {
    double& known = m_steps[users];
    if (known < 0) known = m_costs.decodeFixed(static_cast<double>(users)).si();
    return known;
}

} // namespace longpeak
