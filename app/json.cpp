// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json.h"

#include "document/document.h"
#include "quantity/format.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace longpeak {
namespace {

/// The library's own writer is not called for each of millions of words.
void appendText(std::string& out, const std::string& text) {
    const auto isPlain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
    if (std::ranges::all_of(text, isPlain))
        out.append("\"").append(text).append("\"");
    else
        out += writtenJson(text);
}

/// On one line, with a space behind each colon and comma.
void appendLine(std::string& out, const OrderedJson& json) {
    const char* separator = "";
    if (json.is_object()) {
        out += '{';
        for (const auto& [key, value] : json.get_ref<const OrderedJson::object_t&>()) {
            out += std::exchange(separator, ", ");
            appendText(out, key);
            out += ": ";
            appendLine(out, value);
        }
        out += '}';
    } else if (json.is_array()) {
        out += '[';
        for (const OrderedJson& value : json) {
            out += std::exchange(separator, ", ");
            appendLine(out, value);
        }
        out += ']';
    } else if (json.is_string()) {
        appendText(out, json.get_ref<const std::string&>());
    } else if (json.is_number()) {
        out += formatPlain(json.get<double>());
    } else {
        out += writtenJson(json);
    }
}

} // namespace

OrderedJson jsonNumber(double value) {
    if (!std::isfinite(value)) return nullptr;
    return plainNumber(value);
}

std::string jsonText(const OrderedJson& json) {
    return writtenJson(json, 2) + "\n";
}

JsonDocument::JsonDocument(FormatId format) {
    add(documentHead(format));
}

void JsonDocument::beginKey(std::string_view key) {
    m_text += m_text.empty() ? "{\n  " : ",\n  ";
    m_text += writtenJson(key) + ": ";
}

void JsonDocument::set(std::string_view key, const OrderedJson& value) {
    beginKey(key);
    for (const char letter : writtenJson(value, 2)) { // texts in JSON have no line ends of their own
        m_text += letter;
        if (letter == '\n') m_text += "  ";
    }
}

void JsonDocument::add(const OrderedJson& object) {
    for (const auto& item : object.items()) set(item.key(), item.value());
}

void JsonDocument::setLines(std::string_view key, std::size_t count,
                            const std::function<OrderedJson(std::size_t)>& element) {
    beginKey(key);
    m_text += '[';
    for (std::size_t i = 0; i < count; ++i) {
        m_text += i == 0 ? "\n    " : ",\n    ";
        appendLine(m_text, element(i));
    }
    m_text += count == 0 ? "]" : "\n  ]";
}

} // namespace longpeak
