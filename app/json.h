// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace longpeak {

/// A number as JSON: whole ones without a fraction, what is not finite as null.
nlohmann::ordered_json jsonNumber(double value);

/// The same as text.
std::string jsonNumberText(double value);

/// The document as printed, with a line end.
std::string jsonText(const nlohmann::ordered_json& json);

} // namespace longpeak
