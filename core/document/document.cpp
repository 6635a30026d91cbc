// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/document.h"

#include "nearest.h"
#include "text/escape.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr std::size_t maximumBlanks = 100'000; ///< line breaks and tabs with nothing between
constexpr std::size_t longestQuote = 400; ///< bytes of a document's words in a fault, which may be the whole document

Fault wholeFile(const std::string& file, const Text& reason) {
    return {file, "/", reason.shortened(longestQuote)};
}

/// The parser's own words without its error number and position: it speaks English alone, and they are handed on.
Text parserWords(std::string_view message) {
    for (const std::string_view mark : {"syntax error while parsing ", "syntax error "}) {
        const auto at = message.find(mark);
        if (at != std::string_view::npos)
            return LP_TEXT("fault", "while reading %1")(
                Text::verbatim(shortened(message.substr(at + mark.size()), longestQuote)));
    }
    const auto at = message.find("] ");
    return Text::verbatim(shortened(at == std::string_view::npos ? message : message.substr(at + 2), longestQuote));
}

Text unreadable(std::string_view text, std::size_t byte, std::string_view message) {
    byte = std::min(byte, text.size());
    const auto before = text.substr(0, byte == 0 ? 0 : byte - 1);
    const auto line = 1 + std::ranges::count(before, '\n');
    const std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return LP_TEXT("fault", "line %1, column %2: %3")(plainAmount(static_cast<double>(line)),
                                                      plainAmount(static_cast<double>(before.size() - lineStart + 1)),
                                                      parserWords(message));
}

/// Walks through a text for what the parser lets pass: keys twice in one object, depth and number. Not a callback of the
/// parser, which after each object looks at all that stand before it in the same list.
class Walk {
public:
    // NOLINTBEGIN(readability-identifier-naming): the names of the library
    bool null() { return value(); }
    bool boolean(bool /*value*/) { return value(); }
    bool number_integer(Json::number_integer_t /*value*/) { return value(); }
    bool number_unsigned(Json::number_unsigned_t /*value*/) { return value(); }
    bool number_float(Json::number_float_t /*value*/, const std::string& /*text*/) { return value(); }
    bool string(std::string& /*value*/) { return value(); }
    bool binary(Json::binary_t& /*value*/) { return value(); }
    bool start_object(std::size_t /*size*/) {
        if (!value()) return false;
        m_keys.emplace_back();
        ++m_depth;
        return true;
    }
    bool key(std::string& key) {
        if (!value()) return false;
        if (m_keys.back().insert(key).second) return true;
        m_refusal = LP_TEXT("fault", "has the key '%1' twice in one object")(verbatim(key));
        return false;
    }
    bool end_object() {
        m_keys.pop_back();
        --m_depth;
        return true;
    }
    bool start_array(std::size_t /*size*/) {
        if (!value()) return false;
        ++m_depth;
        return true;
    }
    bool end_array() {
        --m_depth;
        return true;
    }
    template <typename Error>
    bool parse_error(std::size_t /*byte*/, const std::string& /*token*/, const Error& error) {
        throw error;
    }
    // NOLINTEND(readability-identifier-naming)

    /// Why it went no further; empty where it did.
    const Text& refusal() const { return m_refusal; }

private:
    bool value() {
        if (m_depth > maximumDocumentDepth)
            m_refusal = LP_TEXT("fault", "is nested deeper than %1 levels")(plainAmount(maximumDocumentDepth));
        else if (++m_values > maximumDocumentValues)
            m_refusal = LP_TEXT("fault", "has more than %1 keys and values, no document of this program has")(
                amount(maximumDocumentValues, Unit::Count));
        return m_refusal.empty();
    }

    std::vector<std::set<std::string>> m_keys; ///< of the objects that are open
    int m_depth = 0;
    std::size_t m_values = 0; ///< and keys
    Text m_refusal;
};

/// The parser quotes all blanks before what it cannot read, each line break in eight letters.
bool hasLongBlanks(std::string_view text) {
    std::size_t breaks = 0;
    for (const char letter : text)
        if (letter == '\n' || letter == '\r' || letter == '\t') {
            if (++breaks > maximumBlanks) return true;
        } else if (letter != ' ') {
            breaks = 0;
        }
    return false;
}

} // namespace

Result<Json> parseDocument(std::string_view text, const std::string& file) {
    if (text.empty()) return wholeFile(file, LP_TEXT("fault", "is empty"));
    if (hasLongBlanks(text))
        return wholeFile(file,
                         LP_TEXT("fault", "has more than %1 blank lines in a row")(amount(maximumBlanks, Unit::Count)));
    try {
        Walk walk;
        if (!Json::sax_parse(text, &walk)) return wholeFile(file, walk.refusal());
        return Json::parse(text);
    } catch (const Json::parse_error& error) {
        return wholeFile(file, unreadable(text, error.byte, error.what()));
    } catch (const Json::exception& error) { // a number beyond every double
        return wholeFile(file, parserWords(error.what()));
    }
}

ObjectReader::ObjectReader(const Json& node, std::string file, Json::json_pointer pointer, Faults& faults)
    : m_node(&node), m_file(std::move(file)), m_pointer(std::move(pointer)), m_faults(&faults) {
    if (!node.is_object()) fault("", LP_TEXT("fault", "must be an object, not %1")(typeName(node)));
}

std::string ObjectReader::at(std::string_view key) const {
    if (key.empty()) return m_pointer.empty() ? "/" : m_pointer.to_string();
    return (m_pointer / std::string(key)).to_string();
}

void ObjectReader::fault(std::string_view key, const Text& reason) {
    if (m_isClosed || isFull()) return;
    if (m_faults->size() == maximumFaults)
        m_faults->push_back(wholeFile(m_file, LP_TEXT("fault", "has more faults, which are not listed")));
    else
        m_faults->push_back({m_file, shortened(at(key), longestQuote), reason.shortened(longestQuote)});
}

const Json* ObjectReader::find(std::string_view key) {
    m_known.emplace(key);
    if (!m_node->is_object() || m_isClosed || isFull()) return nullptr;
    const auto found = m_node->find(key);
    return found == m_node->end() ? nullptr : &*found;
}

bool ObjectReader::has(std::string_view key) const {
    return m_node->is_object() && !m_isClosed && !isFull() && m_node->contains(key);
}

const Json* ObjectReader::raw(std::string_view key) {
    return find(key);
}

std::optional<double> ObjectReader::number(std::string_view key, double minimum, double maximum) {
    const Json* node = find(key);
    if (node == nullptr || node->is_null()) return std::nullopt;
    if (!node->is_number()) {
        fault(key, LP_TEXT("fault", "must be a number, not %1")(typeName(*node)));
        return std::nullopt;
    }
    const auto value = node->get<double>();
    if (!std::isfinite(value) || value < minimum || value > maximum) {
        fault(key, LP_TEXT("fault", "must be from %1 to %2, not %3")(plainAmount(minimum), plainAmount(maximum),
                                                                     verbatim(node->dump())));
        return std::nullopt;
    }
    return value;
}

double ObjectReader::requiredNumber(std::string_view key, double minimum, double maximum) {
    if (!has(key)) {
        find(key);
        if (m_node->is_object()) fault(key, LP_TEXT("fault", "is missing"));
        return minimum;
    }
    if (m_node->at(std::string(key)).is_null())
        fault(key, LP_TEXT("fault", "must be a number, not %1")(verbatim("null")));
    return number(key, minimum, maximum).value_or(minimum);
}

double ObjectReader::requiredWhole(std::string_view key, double minimum, double maximum) {
    const double value = requiredNumber(key, minimum, maximum);
    if (value != std::floor(value)) fault(key, LP_TEXT("fault", "must be a whole number, not %1")(plainAmount(value)));
    return value;
}

std::string ObjectReader::text(std::string_view key) {
    const Json* node = find(key);
    if (node == nullptr || node->is_null()) return {};
    if (!node->is_string()) {
        fault(key, LP_TEXT("fault", "must be text, not %1")(typeName(*node)));
        return {};
    }
    return node->get<std::string>();
}

std::string ObjectReader::requiredText(std::string_view key) {
    if (!has(key) && m_node->is_object()) fault(key, LP_TEXT("fault", "is missing"));
    std::string value = text(key);
    if (value.empty() && has(key)) {
        const Json& node = m_node->at(std::string(key));
        if (node.is_string()) fault(key, LP_TEXT("fault", "must not be empty"));
        if (node.is_null()) fault(key, LP_TEXT("fault", "must be text, not %1")(verbatim("null")));
    }
    return value;
}

std::string ObjectReader::requiredWord(std::string_view key, std::span<const std::string_view> words) {
    std::string value = requiredText(key);
    if (value.empty() || std::ranges::find(words, value) != words.end()) return value;
    std::string list;
    for (const std::string_view word : words) list += (list.empty() ? "" : ", ") + std::string(word);
    fault(key, LP_TEXT("fault", "must be one of %1, not '%2'")(verbatim(list), verbatim(value)));
    return {};
}

bool ObjectReader::flag(std::string_view key, bool fallback) {
    const Json* node = find(key);
    if (node == nullptr) return fallback;
    if (!node->is_boolean()) {
        fault(key, LP_TEXT("fault", "must be true or false, not %1")(typeName(*node)));
        return fallback;
    }
    return node->get<bool>();
}

std::vector<std::string> ObjectReader::texts(std::string_view key) {
    std::vector<std::string> out;
    const Json* node = find(key);
    if (node == nullptr) return out;
    if (!node->is_array()) {
        fault(key, LP_TEXT("fault", "must be a list, not %1")(typeName(*node)));
        return out;
    }
    for (const Json& item : *node) {
        if (isFull()) break;
        if (item.is_string())
            out.push_back(item.get<std::string>());
        else
            fault(std::string(key), LP_TEXT("fault", "must hold texts only, not %1")(typeName(item)));
    }
    return out;
}

void ObjectReader::object(std::string_view key, const std::function<void(ObjectReader&)>& read) {
    const Json* node = find(key);
    if (node == nullptr) return;
    ObjectReader inner(*node, m_file, m_pointer / std::string(key), *m_faults);
    if (!node->is_object()) return;
    read(inner);
    inner.finish();
}

void ObjectReader::objects(std::string_view key, bool required, const std::function<void(ObjectReader&)>& read) {
    const Json* node = find(key);
    if (node == nullptr) {
        if (required && m_node->is_object()) fault(key, LP_TEXT("fault", "is missing"));
        return;
    }
    if (!node->is_array()) {
        fault(key, LP_TEXT("fault", "must be a list, not %1")(typeName(*node)));
        return;
    }
    if (required && node->empty()) fault(key, LP_TEXT("fault", "must not be empty"));
    for (std::size_t i = 0; i < node->size() && !isFull(); ++i) {
        ObjectReader inner((*node)[i], m_file, m_pointer / std::string(key) / i, *m_faults);
        if (!(*node)[i].is_object()) continue;
        read(inner);
        inner.finish();
    }
}

void ObjectReader::finish() {
    if (!m_node->is_object() || m_isClosed) return;
    for (auto item = m_node->begin(); item != m_node->end() && !isFull(); ++item)
        if (!m_known.contains(item.key())) fault(item.key(), LP_TEXT("fault", "is not a known key"));
}

OrderedJson plainNumber(double value) {
    if (std::abs(value) < 9e15 && value == std::floor(value)) return static_cast<long long>(value);
    return value;
}

OrderedJson documentHead(FormatId id) {
    const DocumentFormat& format = documentFormat(id);
    return {{"format", format.name}, {"version", format.version}};
}

std::string writtenJson(const OrderedJson& json, int indent) {
    return plainJson(json.dump(indent, ' ', false, OrderedJson::error_handler_t::replace));
}

void checkHead(ObjectReader& reader, FormatId id) {
    const DocumentFormat& format = documentFormat(id);
    const std::string found = reader.requiredText("format");
    if (!found.empty() && found != format.name)
        reader.fault("format", LP_TEXT("fault", "must be '%1', not '%2'")(verbatim(format.name), verbatim(found)));
    const double number = reader.requiredWhole("version", 1, 1e6);
    if (number <= format.version) return;
    reader.fault("version", LP_TEXT("fault", "is %1; this program reads up to %2, a newer one wrote the file")(
                                plainAmount(number), plainAmount(format.version)));
    if (found == format.name) reader.close();
}

const DocumentFormat* readFormat(ObjectReader& reader) {
    const std::string found = reader.requiredText("format");
    if (found.empty()) return nullptr; // a fault is on record
    if (const DocumentFormat* format = findDocumentFormat(found)) return format;
    const auto names = namesOf(documentFormats(), &DocumentFormat::name);
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    reader.fault("format", didYouMean(LP_TEXT("fault", "must be one of %1, not '%2'")(verbatim(list), verbatim(found)),
                                      found, names));
    return nullptr;
}

const Json* carriedScenario(const Json& document) {
    if (!document.is_object() || !document.contains("format") || !document["format"].is_string()) return nullptr;
    const DocumentFormat* format = findDocumentFormat(document["format"].get_ref<const std::string&>());
    if (format == nullptr || format->scenario == ScenarioPlace::None || format->scenario == ScenarioPlace::Itself)
        return nullptr;
    const auto found = document.find("scenario");
    return found == document.end() ? nullptr : &*found;
}

} // namespace longpeak
