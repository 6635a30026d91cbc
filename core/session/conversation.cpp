// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/conversation.h"

#include "cost/paper.h"

#include <algorithm>
#include <cmath>

namespace longpeak {

Conversation converse(const Scenario& scenario, std::size_t maximumTokens) {
    const Estimate estimate = evaluate(scenario);
    const double answer = scenario.session.answer.si();
    const double rounds = scenario.session.rounds;
    const double kept = std::max(1.0, std::floor(static_cast<double>(maximumTokens) / rounds)); // of each answer
    const double every = std::ceil(answer / kept);
    Conversation out;
    out.switches = scenario.session.users > std::floor(estimate.memory.ceiling);

    Seconds now;
    const auto pass = [&](Activity activity, Seconds duration, int round) {
        if (duration.si() > 0) out.phases.push_back({activity, now, now + duration, round});
        now += duration;
    };
    // Prefill and decode are smooth in the context, so each answer's tokens step evenly between its two ends.
    double cached = 0.0;
    double asked = scenario.context.si();
    for (int round = 0; round < static_cast<int>(rounds); ++round) {
        const Seconds question = now;
        if (round > 0 && out.switches)
            pass(Activity::Switch, estimate.contextSwitch.time * (cached / scenario.context.si()), round);
        pass(Activity::Prefill, paperPrefill(scenario, Tokens(cached + asked)) - paperPrefill(scenario, Tokens(cached)),
             round);
        cached += asked;
        const Seconds first = paperToken(scenario, Tokens(cached));
        const Seconds growth = paperToken(scenario, Tokens(cached + 1.0)) - first;
        const Seconds begin = now;
        const auto elapsed = [&](double count) { return first * count + growth * (count * (count - 1.0) / 2.0); };
        for (double k = 1; k <= answer; k += every) {
            const Seconds arrival = begin + elapsed(k);
            const bool isFirst = k == 1;
            out.tokens.push_back({arrival, isFirst ? arrival - question : first + growth * (k - 1.0), isFirst, round});
        }
        pass(Activity::Decode, elapsed(answer), round);
        cached += answer;
        if (round + 1 < static_cast<int>(rounds)) pass(Activity::Think, scenario.session.think, round);
        asked = scenario.session.question.si();
    }
    return out;
}

} // namespace longpeak
