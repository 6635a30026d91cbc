// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "session/load.h"
#include "state/latest.h"

namespace longpeak {

using SessionsPtr = std::shared_ptr<const Sessions>;

/// To simulate the sessions of a scenario, and over other numbers of users where the load is wanted.
struct SessionsQuestion {
    Case scenario;
    bool load = false;
    bool operator==(const SessionsQuestion&) const = default;
};

/// Tells the run first, and with the load again when that is ready.
void answerSessions(const SessionsQuestion& question, const Latest<SessionsQuestion, Sessions>::Tell& tell,
                    const std::stop_token& stop);

} // namespace longpeak
