// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/conversation.h"

#include "cost/durations.h"

#include <algorithm>
#include <cmath>

namespace longpeak {

Conversation converse(const Scenario& scenario, std::size_t maximumTokens) {
    const Estimate estimate = evaluate(scenario);
    const Durations durations(scenario);
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
    double cached = 0.0;
    double asked = scenario.context.si();
    for (int round = 0; round < static_cast<int>(rounds); ++round) {
        const Seconds question = now;
        if (round > 0 && out.switches)
            pass(Activity::Switch,
                 estimate.contextSwitch.time * (durations.cache(Tokens(cached)) / estimate.memory.cachePerUser), round);
        pass(Activity::Prefill, durations.prefill(Tokens(cached), Tokens(asked)), round);
        cached += asked;
        const Seconds begin = now;
        const auto elapsed = [&](double count) { return durations.decode(Tokens(cached), count, 1.0); };
        for (double k = 1; k <= answer; k += every) {
            const Seconds arrival = begin + elapsed(k);
            const bool isFirst = k == 1;
            const Seconds latency = isFirst ? arrival - question : durations.decode(Tokens(cached + k - 1.0), 1.0, 1.0);
            out.tokens.push_back({arrival, latency, isFirst, round});
        }
        pass(Activity::Decode, elapsed(answer), round);
        cached += answer;
        if (round + 1 < static_cast<int>(rounds)) pass(Activity::Think, scenario.session.think, round);
        asked = scenario.session.question.si();
    }
    return out;
}

} // namespace longpeak
