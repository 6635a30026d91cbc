// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/sessions_question.h"

namespace longpeak {

void answerSessions(const SessionsQuestion& question, const Latest<SessionsQuestion, Sessions>::Tell& tell,
                    const std::stop_token& stop) {
    const Case& s = question.scenario;
    const auto run = std::make_shared<const Sessions>(
        Sessions{s, simulate(s, {.horizon = simulatedTime(s)}, stop), {}});
    tell(run);
    if (!question.load || stop.stop_requested()) return;
    Sessions whole = *run;
    whole.load = simulateLoad(s, stop);
    tell(std::make_shared<const Sessions>(std::move(whole)));
}

} // namespace longpeak
