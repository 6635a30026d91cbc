// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/config_reader.h"

#include "quantity/format.h"

#include <algorithm>
#include <cmath>

namespace longpeak::huggingFace {
namespace {

std::string wrongType(const char* expected, const Json& node) {
    return std::string("must be ") + expected + ", not " + node.type_name();
}

} // namespace

std::string inQuotes(std::string_view text) {
    constexpr std::size_t longest = 60;
    if (text.size() <= longest) return "'" + std::string(text) + "'";
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end; // within a UTF-8 sequence
    return "'" + std::string(text.substr(0, end)) + "...'";
}

ConfigReader::ConfigReader(const Json& node, std::string pointer, Findings& findings, ConfigReader* outer)
    : m_node(&node), m_pointer(std::move(pointer)), m_findings(&findings), m_outer(outer) {}

std::string ConfigReader::at(std::string_view key) const {
    return key.empty() ? (m_pointer.empty() ? "/" : m_pointer) : m_pointer + "/" + std::string(key);
}

void ConfigReader::fault(std::string_view key, std::string reason) {
    Fault fault{m_findings->file, at(key), std::move(reason)};
    // Two parts of a model may ask for the same key.
    if (std::ranges::find(m_findings->faults, fault) == m_findings->faults.end())
        m_findings->faults.push_back(std::move(fault));
}

void ConfigReader::warn(std::string_view key, std::string_view reason) {
    m_findings->warnings.push_back(at(key) + ": " + std::string(reason));
}

void ConfigReader::checkAtMost(double value, double maximum, std::string_view key, std::string_view what) {
    if (value > maximum)
        fault(key,
              "makes " + std::string(what) + " " + formatPlain(value) + ", which is more than " + formatPlain(maximum));
}

const Json* ConfigReader::find(std::string_view key) {
    m_read.emplace(key);
    const auto found = m_node->find(key);
    return found == m_node->end() || found->is_null() ? nullptr : &*found;
}

bool ConfigReader::has(std::string_view key) const {
    const auto found = m_node->find(key);
    return found != m_node->end() && !found->is_null();
}

bool ConfigReader::isNull(std::string_view key) const {
    const auto found = m_node->find(key);
    return found != m_node->end() && found->is_null();
}

bool ConfigReader::hasAny(const Keys& keys) const {
    return std::ranges::any_of(keys, [this](std::string_view key) { return has(key); });
}

std::string ConfigReader::keyOf(const Keys& keys) const {
    for (const std::string_view key : keys)
        if (has(key)) return std::string(key);
    return std::string(keys.front());
}

bool ConfigReader::isWhole(const Json& node, const std::string& key, Range range) {
    if (!node.is_number()) {
        fault(key, wrongType("a number", node));
        return false;
    }
    const auto value = node.get<double>();
    if (!std::isfinite(value) || value < range.minimum || value > range.maximum) {
        fault(key, "must be from " + formatPlain(range.minimum) + " to " + formatPlain(range.maximum) + ", not " +
                       node.dump());
        return false;
    }
    if (value == std::floor(value)) return true;
    fault(key, "must be a whole number, not " + node.dump());
    return false;
}

std::optional<double> ConfigReader::whole(const Keys& keys, Range range) {
    for (const std::string_view key : keys) {
        const Json* node = find(key);
        if (node == nullptr) continue;
        if (!isWhole(*node, std::string(key), range)) return std::nullopt;
        return node->get<double>();
    }
    return std::nullopt;
}

double ConfigReader::requiredWhole(const Keys& keys, Range range) {
    if (!hasAny(keys)) {
        std::string others;
        for (const std::string_view key : keys)
            if (key != keys.front()) others += (others.empty() ? "; " : ", ") + std::string(key);
        fault(keys.front(), "is missing" + (others.empty() ? "" : others + " would do too"));
        return 0;
    }
    return whole(keys, range).value_or(0);
}

bool ConfigReader::flag(std::string_view key, bool fallback) {
    const Json* node = find(key);
    if (node == nullptr) return fallback;
    if (node->is_boolean()) return node->get<bool>();
    fault(key, wrongType("true or false", *node));
    return fallback;
}

bool ConfigReader::inheritedFlag(std::string_view key, bool fallback) {
    if (!has(key) && m_outer != nullptr) return m_outer->inheritedFlag(key, fallback);
    return flag(key, fallback);
}

std::string ConfigReader::text(std::string_view key) {
    const Json* node = find(key);
    if (node == nullptr) return {};
    if (node->is_string()) return node->get<std::string>();
    fault(key, wrongType("text", *node));
    return {};
}

std::vector<std::string> ConfigReader::texts(std::string_view key) {
    std::vector<std::string> out;
    const Json* node = find(key);
    if (node == nullptr) return out;
    if (!node->is_array()) {
        fault(key, wrongType("a list", *node));
        return out;
    }
    for (const Json& item : *node) {
        if (!item.is_string()) {
            fault(std::string(key) + "/" + std::to_string(out.size()), wrongType("text", item));
            return {};
        }
        out.push_back(item.get<std::string>());
    }
    return out;
}

std::vector<double> ConfigReader::wholes(std::string_view key, Range range) {
    std::vector<double> out;
    const Json* node = find(key);
    if (node == nullptr) return out;
    if (!node->is_array()) {
        fault(key, wrongType("a list", *node));
        return out;
    }
    for (const Json& item : *node) {
        if (!isWhole(item, std::string(key) + "/" + std::to_string(out.size()), range)) return {};
        out.push_back(item.get<double>());
    }
    return out;
}

std::optional<ConfigReader> ConfigReader::object(std::string_view key) {
    const Json* node = find(key);
    if (node == nullptr) return std::nullopt;
    if (node->is_object()) return ConfigReader(*node, at(key), *m_findings, this);
    fault(key, wrongType("an object", *node));
    return std::nullopt;
}

} // namespace longpeak::huggingFace
