// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/format.h"

#include <cstddef>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace longpeak {

/// A number as JSON: whole ones without a fraction, what is not finite as null.
nlohmann::ordered_json jsonNumber(double value);

/// The value as printed, with a line end.
std::string jsonText(const nlohmann::ordered_json& json);

/// A document as --json prints it: head first, then key by key as they are given.
class JsonDocument {
public:
    explicit JsonDocument(FormatId format);

    void set(std::string_view key, const nlohmann::ordered_json& value);
    /// Every key of the object.
    void add(const nlohmann::ordered_json& object);
    /// A list that may have millions of elements: each is asked for in its turn, and printed on one line.
    void setLines(std::string_view key, std::size_t count,
                  const std::function<nlohmann::ordered_json(std::size_t)>& element);

    /// The whole, with a line end.
    std::string text() const { return m_text + "\n}\n"; }

private:
    void beginKey(std::string_view key);

    std::string m_text; ///< without the closing bracket
};

} // namespace longpeak
