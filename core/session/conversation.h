// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quantity/quantity.h"
#include "scenario/scenario.h"

#include <vector>

// One user's conversation, alone on the deployment, by the closed form: no waiting for others. Where not all users'
// caches fit in HBM at once, every return to the deployment pays one context switch (assumption: somebody else's cache
// has taken the place while the user was thinking).

namespace longpeak {

enum class Activity { Prefill, Decode, Switch, Think };

struct Phase {
    Activity activity = Activity::Prefill;
    Seconds start;
    Seconds end;
    int round = 0; ///< from 0
    bool operator==(const Phase&) const = default;
};

/// A token as the user sees it arrive.
struct Token {
    Seconds time;    ///< of arrival, from the upload of the document
    Seconds latency; ///< since the question for the first of an answer, since the token before for the others
    bool first = false;
    int round = 0;
    bool operator==(const Token&) const = default;
};

struct Conversation {
    std::vector<Phase> phases; ///< in order, without gaps; none of zero length
    std::vector<Token> tokens; ///< of all answers
    bool switches = false;     ///< returns pay a context switch
    bool operator==(const Conversation&) const = default;
};

/// At most `maximumTokens` tokens are kept; of longer conversations every k-th of an answer, and always its first
/// (so one a round where `maximumTokens` is less than the rounds).
Conversation converse(const Scenario& scenario, std::size_t maximumTokens = 4000);

} // namespace longpeak
