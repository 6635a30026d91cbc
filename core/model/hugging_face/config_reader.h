// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/document.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Reading one object of a config.json: keys under several names, null as absent, keys that nobody knows let be. Private
// to the import.

namespace longpeak::huggingFace {

/// What a number may be.
struct Range {
    double minimum = 0;
    double maximum = 0;
};

// At most what a preset document may hold, so that every imported model can be written and read again.
inline constexpr Range layerRange{1, 10'000};
inline constexpr Range hiddenRange{1, 1'000'000};
inline constexpr Range vocabularyRange{1, 100'000'000};
inline constexpr Range widthRange{1, 10'000'000}; ///< of feed-forwards and ranks
inline constexpr Range headRange{1, 100'000};     ///< heads, and their dimension
inline constexpr Range expertRange{1, 1'000'000};
inline constexpr Range tokenRange{1, 1'000'000'000};
inline constexpr double maximumElements = 1e15;

/// A key and its other names, the first one first.
using Keys = std::vector<std::string_view>;

/// All that was found out about a document.
struct Findings {
    std::string file;
    Faults faults;
    std::vector<Text> warnings; ///< "/json/pointer: reason"
};

/// What is wrong is on record in the findings and reads as absent, or as 0 where it was required.
class ConfigReader {
public:
    /// `outer` is the config that this one is a part of, nullptr for a whole one.
    ConfigReader(const Json& node, std::string pointer, Findings& findings, ConfigReader* outer = nullptr);

    /// Whether the key is there and not null.
    bool has(std::string_view key) const;
    /// Whether the key is there and null.
    bool isNull(std::string_view key) const;
    bool hasAny(const Keys& keys) const;
    /// The value at `key`, nullptr when absent or null.
    const Json* find(std::string_view key);
    /// The first of `keys` that is there, or the first.
    std::string keyOf(const Keys& keys) const;
    /// Whether a value was asked for.
    bool wasRead(std::string_view key) const { return m_read.contains(key); }

    std::optional<double> whole(const Keys& keys, Range range);
    double whole(const Keys& keys, Range range, double fallback) { return whole(keys, range).value_or(fallback); }
    /// The same; a fault when absent.
    double requiredWhole(const Keys& keys, Range range);
    bool flag(std::string_view key, bool fallback);
    /// The flag of this config, or else of the outer one.
    bool inheritedFlag(std::string_view key, bool fallback);
    std::string text(std::string_view key);
    std::vector<std::string> texts(std::string_view key);
    std::vector<double> wholes(std::string_view key, Range range);
    /// One for each of so many layers: of a list, or the same for all; `fallback` where there is none. Of no layers after a
    /// fault.
    std::vector<double> perLayer(const Keys& keys, Range range, double layers, double fallback);
    /// Any number above 0, which need not be whole.
    double number(std::string_view key, double fallback);
    /// The objects of the list at `key`; a fault when one of them is something else.
    std::vector<ConfigReader> objects(std::string_view key);
    /// The object at `key`; a fault when it is something else.
    std::optional<ConfigReader> object(std::string_view key);

    const Json& node() const { return *m_node; }
    ConfigReader* outer() const { return m_outer; }
    void fault(std::string_view key, Text reason);
    void warn(std::string_view key, Text reason);
    /// A fault at `key` when the value that follows from it is above `maximum`: "makes a width of %1, which is more than %2".
    void checkAtMost(double value, double maximum, std::string_view key, const MarkedMessage<2>& reason);

private:
    std::string at(std::string_view key) const;
    /// The list at `key`, absent where there is none; a fault when it is something else.
    const Json* list(std::string_view key);
    static std::optional<double> numberOf(const Json& node);
    bool isWhole(const Json& node, const std::string& key, Range range);

    const Json* m_node;
    std::string m_pointer;
    Findings* m_findings;
    ConfigReader* m_outer;
    std::set<std::string, std::less<>> m_read;
};

/// A text of the document in a reason: short enough to print.
Text inQuotes(std::string_view text);

} // namespace longpeak::huggingFace
