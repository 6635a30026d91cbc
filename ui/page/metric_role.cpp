// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/metric_role.h"

#include <array>
#include <utility>

namespace longpeak {

Role roleOfMetric(const QString& key) {
    static constexpr std::array prefixes{std::pair("ceiling", Role::Cache),   std::pair("kv", Role::Cache),
                                         std::pair("prefill", Role::Prefill), std::pair("decode", Role::Decode),
                                         std::pair("answer", Role::Decode),   std::pair("switch", Role::Switch)};
    for (const auto& [prefix, role] : prefixes)
        if (key.startsWith(QLatin1String(prefix))) return role;
    return Role::Weights;
}

} // namespace longpeak
