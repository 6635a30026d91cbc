// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/text.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

// Errors are values: whatever can fail returns a Result, which holds the value or every fault that was found.

namespace longpeak {

/// One thing that is wrong: which file, where in it, and why. What it is called is the id of the message (Text::is), and
/// bounds and what was found fill its places.
struct Fault {
    std::string file;    ///< path as the user gave it, or the name of a shipped document
    std::string pointer; ///< JSON pointer, "/" for the document as a whole
    Text reason;         ///< one sentence without full stop
    bool operator==(const Fault&) const = default;
    /// "FILE: /json/pointer: reason" in English, the form that the command line prints.
    std::string text() const { return file + ": " + pointer + ": " + reason.english(); }
};

using Faults = std::vector<Fault>;

/// A value, or the faults that kept it from being made (at least one).
template <typename Value>
class [[nodiscard]] Result {
public:
    Result(Value value) : m_content(std::move(value)) {}
    Result(Fault fault) : m_content(Faults{std::move(fault)}) {}
    Result(Faults faults) : m_content(std::move(faults)) {}

    explicit operator bool() const { return std::holds_alternative<Value>(m_content); }
    const Value& value() const& { return std::get<Value>(m_content); }
    Value&& value() && { return std::get<Value>(std::move(m_content)); }
    const Value& operator*() const& { return value(); }
    const Value* operator->() const { return &value(); }
    const Faults& faults() const { return std::get<Faults>(m_content); }

private:
    std::variant<Value, Faults> m_content;
};

/// The outcome of something that gives nothing but may fail.
struct Done {
    bool operator==(const Done&) const = default;
};

} // namespace longpeak
