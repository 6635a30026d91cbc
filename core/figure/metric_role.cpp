// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/metric_role.h"

#include <array>
#include <utility>

namespace longpeak {

Role roleOfMetric(std::string_view key) {
    static constexpr std::array prefixes{
        std::pair(std::string_view("ceiling"), Role::Cache),   std::pair(std::string_view("kv"), Role::Cache),
        std::pair(std::string_view("prefill"), Role::Prefill), std::pair(std::string_view("decode"), Role::Decode),
        std::pair(std::string_view("answer"), Role::Decode),   std::pair(std::string_view("switch"), Role::Switch)};
    for (const auto& [prefix, role] : prefixes)
        if (key.starts_with(prefix)) return role;
    return Role::Weights;
}

} // namespace longpeak
