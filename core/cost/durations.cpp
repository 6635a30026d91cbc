// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/durations.h"

namespace longpeak {

std::variant<PaperModel, OperatorModel> Durations::modelOf(const Case& scenario) {
    if (scenario.costModel == CostModel::Operators) return OperatorModel(scenario);
    return PaperModel(scenario);
}

Bytes Durations::cache(Tokens context) const {
    return std::visit([&](const auto& model) { return model.cache(context); }, m_model);
}

Seconds Durations::prefill(Tokens cached, Tokens asked) const {
    return std::visit(
        [&](const auto& model) { return model.prefillFixed(asked) + model.prefillGrowing(cached, asked); }, m_model);
}

Seconds Durations::decode(Tokens context, double steps, double users) const {
    return decodeFixed(users) * steps + decodeGrowing(context, steps, users);
}

Seconds Durations::decodeFixed(double users) const {
    return std::visit([&](const auto& model) { return model.decodeFixed(users); }, m_model);
}

Seconds Durations::decodeGrowing(Tokens context, double steps, double users) const {
    return std::visit([&](const auto& model) { return model.decodeGrowing(context, steps, users); }, m_model);
}

} // namespace longpeak
