// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/operators.h"
#include "cost/paper.h"

#include <variant>

namespace longpeak {

/// How long each phase of a scenario takes at any context, by its own cost model. The scenario must outlive it.
class Durations {
public:
    explicit Durations(const Case& scenario) : m_model(modelOf(scenario)) {}

    /// Cache of one user.
    Bytes cache(Tokens context) const;
    /// Prefill of `asked` tokens on a cache of `cached`.
    Seconds prefill(Tokens cached, Tokens asked) const;
    /// `steps` decode steps of `users` users, the first of which sees `context` tokens.
    Seconds decode(Tokens context, double steps, double users) const;
    /// What of one decode step does not depend on the users' caches.
    Seconds decodeFixed(double users) const;
    /// The rest, for `steps` steps; in proportion to `users`.
    Seconds decodeGrowing(Tokens context, double steps, double users) const;

private:
    static std::variant<PaperModel, OperatorModel> modelOf(const Case& scenario);

    std::variant<PaperModel, OperatorModel> m_model;
};

} // namespace longpeak
