// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/operators.h"
#include "cost/paper.h"

#include <type_traits>
#include <variant>
#include <vector>

namespace longpeak {

/// What a case costs at any context, by the cost model that it chooses. Holds the numbers that it needs of the case, and
/// nothing of the case itself. Values are for the whole group, as those of an Estimate, which is made of them.
class Costs {
public:
    explicit Costs(const Case& scenario);

    /// g·M
    Bytes capacity() const { return m_capacity; }
    Bytes weights() const {
        return ask([](const auto& model) { return model.weights(); });
    }
    /// Peak live bytes of one pass, none in the paper's model, and `uncompressed`.
    Bytes activations(Tokens context) const {
        return ask([&](const auto& model) { return model.activations(context); });
    }
    /// What of the cache of a user in prefill is compressed only after it.
    Bytes uncompressed(Tokens context) const {
        return ask([&](const auto& model) { return model.uncompressed(context); });
    }
    /// Cache and state of one user.
    Bytes cache(Tokens context) const {
        return ask([&](const auto& model) { return model.cache(context); });
    }
    /// What one more token adds to it for good.
    BytesPerToken cachePerToken() const {
        return ask([](const auto& model) { return model.cachePerToken(); });
    }
    /// Users whose cache fits beside weights and activations, not floored; below 0: weights do not fit.
    double ceiling(Tokens context) const;
    /// Longest context at which the caches of that many users fit, with the part of a token that there would be room for;
    /// 0 when the weights do not fit, `unlimitedContext` where the cache stops growing first.
    Tokens longestContext(double users) const;

    /// Prefill of `asked` tokens on a cache of `cached`: its two parts together.
    Seconds prefill(Tokens cached, Tokens asked) const { return prefillFixed(asked) + prefillGrowing(cached, asked); }
    /// What of it does not depend on the cache.
    Seconds prefillFixed(Tokens asked) const {
        return ask([&](const auto& model) { return model.prefillFixed(asked); });
    }
    Seconds prefillGrowing(Tokens cached, Tokens asked) const {
        return ask([&](const auto& model) { return model.prefillGrowing(cached, asked); });
    }
    /// `steps` decode steps of `users` users, the first of which sees `context` tokens.
    Seconds decode(Tokens context, double steps, double users) const {
        return decodeFixed(users) * steps + decodeGrowing(context, steps, users);
    }
    /// What of one decode step does not depend on the users' caches.
    Seconds decodeFixed(double users) const {
        return ask([&](const auto& model) { return model.decodeFixed(users); });
    }
    /// The rest, for `steps` steps; in proportion to `users`.
    Seconds decodeGrowing(Tokens context, double steps, double users) const {
        return ask([&](const auto& model) { return model.decodeGrowing(context, steps, users); });
    }

    /// The terms of a prefill, and of one decode step of the batch, without what an Estimate adds of the answer.
    Prefill prefillTerms(Tokens context) const {
        return ask([&](const auto& model) { return model.prefillTerms(context); });
    }
    Decode decodeTerms(Tokens context) const {
        return ask([&](const auto& model) { return model.decodeTerms(context); });
    }
    /// Every operator of the same; their times add up to the terms'. None in the paper's model, which knows none.
    std::vector<Operator> prefillOperators(Tokens context) const;
    std::vector<Operator> decodeOperators(Tokens context) const;

private:
    template <typename Question>
    std::invoke_result_t<Question, const PaperModel&> ask(Question question) const {
        const auto* paper = std::get_if<PaperModel>(&m_model);
        return paper != nullptr ? question(*paper) : question(*std::get_if<OperatorModel>(&m_model));
    }

    Bytes m_capacity;
    std::variant<PaperModel, OperatorModel> m_model;
};

} // namespace longpeak
