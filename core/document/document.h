// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/format.h"
#include "document/read_file.h"
#include "result.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

// Reading JSON documents so that every fault is found at once and says where it is. Private to core.

namespace longpeak {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

/// Bounds on what is read, beside `maximumDocumentBytes`: deeper documents, and those of more values, are refused before
/// they cost memory.
inline constexpr int maximumDocumentDepth = 32;
inline constexpr std::size_t maximumDocumentValues = 2'000'000; ///< and keys: "{}" is 2 bytes, and 80 once it is read

/// Faults of one document that are told.
inline constexpr std::size_t maximumFaults = 200;

/// Text as JSON: UTF-8, one value, no key twice, not nested too deep, not of too many values. The fault says line and
/// column.
Result<Json> parseDocument(std::string_view text, const std::string& file);

/// Type names of JSON ("string", "number") are the same in every language.
inline Text typeName(const Json& node) {
    return verbatim(node.type_name());
}

/// Reads one object of a document. Faults are collected; what is wrong reads as absent. After `maximumFaults` a last one
/// says that more are not listed, and all that is left reads as absent.
class ObjectReader {
public:
    /// `pointer` says where the object stands in the document.
    ObjectReader(const Json& node, std::string file, Json::json_pointer pointer, Faults& faults);

    bool isObject() const { return m_node->is_object(); }
    bool has(std::string_view key) const;
    /// A finite number within [minimum, maximum].
    std::optional<double> number(std::string_view key, double minimum, double maximum);
    /// The same, and a fault when absent.
    double requiredNumber(std::string_view key, double minimum, double maximum);
    double requiredWhole(std::string_view key, double minimum, double maximum);
    std::string text(std::string_view key);
    std::string requiredText(std::string_view key);
    /// One of `words`.
    std::string requiredWord(std::string_view key, std::span<const std::string_view> words);
    std::string requiredWord(std::string_view key, std::initializer_list<std::string_view> words) {
        return requiredWord(key, std::span(words.begin(), words.size()));
    }
    bool flag(std::string_view key, bool fallback);
    std::vector<std::string> texts(std::string_view key);
    /// Calls `read` with a reader of the object at `key`, when it is there.
    void object(std::string_view key, const std::function<void(ObjectReader&)>& read);
    /// Calls `read` for every object of the array at `key`.
    void objects(std::string_view key, bool required, const std::function<void(ObjectReader&)>& read);
    /// The node at `key` as it is, or nullptr; counts as known.
    const Json* raw(std::string_view key);

    /// A fault at `key` ("" = this object).
    void fault(std::string_view key, const Text& reason);
    /// Whether there are more faults than are told: reading on would find nothing new.
    bool isFull() const { return m_faults->size() > maximumFaults; }
    /// From here on the object reads as empty, and nothing more is said of it: this program does not know its keys.
    void close() { m_isClosed = true; }
    /// A fault for every key that nothing asked for. Called by object() and objects() on what they hand out.
    void finish();
    const std::string& file() const { return m_file; }

private:
    const Json* find(std::string_view key);
    std::string at(std::string_view key) const;

    const Json* m_node;
    std::string m_file;
    Json::json_pointer m_pointer;
    Faults* m_faults;
    std::set<std::string, std::less<>> m_known;
    bool m_isClosed = false;
};

/// A number as documents hold it: whole ones are written without a fraction.
OrderedJson plainNumber(double value);

/// The head of a document: "format" and "version".
OrderedJson documentHead(FormatId id);

/// The document as it is written, every text of it harmless to print: on one line, or with an indent.
std::string writtenJson(const OrderedJson& json, int indent = -1);

/// Checks the head. Closes the reader where a newer program wrote the document: that is told, and nothing else.
void checkHead(ObjectReader& reader, FormatId id);

/// The row of the document's "format"; nullptr and a fault where it names none.
const DocumentFormat* readFormat(ObjectReader& reader);

/// Where a document carries a scenario, the node of it, else nullptr. Told by the format alone: the scenario has a version
/// of its own, and opens whatever program wrote what stands around it.
const Json* carriedScenario(const Json& document);

} // namespace longpeak
