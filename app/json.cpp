// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json.h"

#include "quantity/format.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace longpeak {

using Json = nlohmann::ordered_json;

Json jsonNumber(double value) {
    if (!std::isfinite(value)) return nullptr;
    if (std::abs(value) < 9e15 && value == std::floor(value)) return static_cast<long long>(value);
    return value;
}

std::string jsonNumberText(double value) {
    return std::isfinite(value) ? formatPlain(value) : std::string("null");
}

std::string jsonText(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace longpeak
