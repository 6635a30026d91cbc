// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/costs.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

using AnyModel = std::variant<PaperModel, OperatorModel>;

AnyModel modelOf(const Case& scenario) {
    if (scenario.costModel == CostModel::Operators) return AnyModel(std::in_place_type<OperatorModel>, scenario);
    return AnyModel(std::in_place_type<PaperModel>, scenario);
}

/// Caches with windows and states do not grow in proportion to the context, so dividing would not do: a step by the local
/// growth, never past what is known not to fit, ends at once where the growth is even.
template <typename Model>
Tokens longestOf(const Model& model, Bytes capacity, double users) {
    const auto room = [&](double n) {
        return (capacity - model.weights() - model.activations(Tokens(n)) - model.cache(Tokens(n)) * users).si();
    };
    if (room(1.0) < 0) return {};
    double fitting = 1.0;
    double beyond = unlimitedContext.si() + 1.0;
    double further = 0; // tokens that the room left at `fitting` is enough for, as far as the cache grows evenly
    while (true) {
        const double here = room(fitting);
        const double growth = here - room(fitting + 1.0);
        further = growth > 0 ? here / growth : beyond;
        if (further < 1.0 || beyond - fitting <= 1.0) break; // the next token does not fit
        double next = fitting + std::floor(further);
        if (next >= beyond) next = std::floor((fitting + beyond) / 2.0);
        (room(next) >= 0 ? fitting : beyond) = next;
    }
    if (fitting >= unlimitedContext.si()) return Tokens(fitting);
    return Tokens(std::min(fitting + further, std::nextafter(fitting + 1.0, 0.0)));
}

} // namespace

Costs::Costs(const Case& scenario) : m_capacity(usableMemory(scenario)), m_model(modelOf(scenario)) {}

double Costs::ceiling(Tokens context) const {
    return (m_capacity - weights() - activations(context)) / cache(context);
}

Tokens Costs::longestContext(double users) const {
    return ask([&](const auto& model) { return longestOf(model, m_capacity, users); });
}

std::vector<Operator> Costs::prefillOperators(Tokens context) const {
    const auto* operators = std::get_if<OperatorModel>(&m_model);
    return operators != nullptr ? operators->prefillList(context) : std::vector<Operator>();
}

std::vector<Operator> Costs::decodeOperators(Tokens context) const {
    const auto* operators = std::get_if<OperatorModel>(&m_model);
    return operators != nullptr ? operators->decodeList(context) : std::vector<Operator>();
}

} // namespace longpeak
