// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/config_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace longpeak::huggingFace {
Text inQuotes(std::string_view text) {
    constexpr std::size_t longest = 60;
    if (text.size() <= longest) return verbatim("'" + std::string(text) + "'");
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end; // within a UTF-8 sequence
    return verbatim("'" + std::string(text.substr(0, end)) + "...'");
}

ConfigReader::ConfigReader(const Json& node, std::string pointer, Findings& findings, ConfigReader* outer)
    : m_node(&node), m_pointer(std::move(pointer)), m_findings(&findings), m_outer(outer) {}

std::string ConfigReader::at(std::string_view key) const {
    return key.empty() ? (m_pointer.empty() ? "/" : m_pointer) : m_pointer + "/" + std::string(key);
}

void ConfigReader::fault(std::string_view key, Text reason) {
    Fault fault{m_findings->file, at(key), std::move(reason)};
    // Two parts of a model may ask for the same key.
    if (std::ranges::find(m_findings->faults, fault) == m_findings->faults.end())
        m_findings->faults.push_back(std::move(fault));
}

void ConfigReader::warn(std::string_view key, Text reason) {
    m_findings->warnings.push_back(Text::joined({verbatim(at(key)), std::move(reason)}, ": "));
}

void ConfigReader::checkAtMost(double value, double maximum, std::string_view key, const MarkedMessage<2>& reason) {
    if (value > maximum) fault(key, reason(plainAmount(value), plainAmount(maximum)));
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

/// A number, or a text that is one.
std::optional<double> ConfigReader::numberOf(const Json& node) {
    if (node.is_number()) return node.get<double>();
    if (!node.is_string()) return std::nullopt;
    const auto& text = node.get_ref<const std::string&>();
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool ConfigReader::isWhole(const Json& node, const std::string& key, Range range) {
    const auto number = numberOf(node);
    if (!number) {
        fault(key, LP_TEXT("fault", "must be a number, not %1")(typeName(node)));
        return false;
    }
    const double value = *number;
    if (!std::isfinite(value) || value < range.minimum || value > range.maximum) {
        fault(key, LP_TEXT("fault", "must be from %1 to %2, not %3")(
                       plainAmount(range.minimum), plainAmount(range.maximum), verbatim(node.dump())));
        return false;
    }
    if (value == std::floor(value)) return true;
    fault(key, LP_TEXT("fault", "must be a whole number, not %1")(verbatim(node.dump())));
    return false;
}

std::optional<double> ConfigReader::whole(const Keys& keys, Range range) {
    for (const std::string_view key : keys) {
        const Json* node = find(key);
        if (node == nullptr) continue;
        if (!isWhole(*node, std::string(key), range)) return std::nullopt;
        return numberOf(*node);
    }
    return std::nullopt;
}

double ConfigReader::requiredWhole(const Keys& keys, Range range) {
    if (!hasAny(keys)) {
        std::string others;
        for (const std::string_view key : keys)
            if (key != keys.front()) others += (others.empty() ? "" : ", ") + std::string(key);
        fault(keys.front(), others.empty() ? Text(LP_TEXT("fault", "is missing"))
                                           : LP_TEXT("fault", "is missing; %1 would do too")(verbatim(others)));
        return 0;
    }
    return whole(keys, range).value_or(0);
}

bool ConfigReader::flag(std::string_view key, bool fallback) {
    const Json* node = find(key);
    if (node == nullptr) return fallback;
    if (node->is_boolean()) return node->get<bool>();
    fault(key, LP_TEXT("fault", "must be true or false, not %1")(typeName(*node)));
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
    fault(key, LP_TEXT("fault", "must be text, not %1")(typeName(*node)));
    return {};
}

const Json* ConfigReader::list(std::string_view key) {
    const Json* node = find(key);
    if (node == nullptr || node->is_array()) return node;
    fault(key, LP_TEXT("fault", "must be a list, not %1")(typeName(*node)));
    return nullptr;
}

std::vector<std::string> ConfigReader::texts(std::string_view key) {
    std::vector<std::string> out;
    const Json* node = list(key);
    if (node == nullptr) return out;
    for (const Json& item : *node) {
        if (!item.is_string()) {
            fault(std::string(key) + "/" + std::to_string(out.size()),
                  LP_TEXT("fault", "must be text, not %1")(typeName(item)));
            return {};
        }
        out.push_back(item.get<std::string>());
    }
    return out;
}

std::vector<double> ConfigReader::wholes(std::string_view key, Range range) {
    std::vector<double> out;
    const Json* node = list(key);
    if (node == nullptr) return out;
    for (const Json& item : *node) {
        if (!isWhole(item, std::string(key) + "/" + std::to_string(out.size()), range)) return {};
        out.push_back(*numberOf(item));
    }
    return out;
}

std::vector<double> ConfigReader::perLayer(const Keys& keys, Range range, double layers, double fallback) {
    const std::string key = keyOf(keys);
    const auto count = static_cast<std::size_t>(layers);
    const Json* node = find(key);
    if (node == nullptr || !node->is_array()) return std::vector<double>(count, whole(keys, range, fallback));
    std::vector<double> list = wholes(key, range);
    if (list.size() < count) {
        if (node->empty() || !list.empty()) // else it has a fault already
            fault(key, LP_TEXT("fault", "has %1 entries for %2 layers")(plainAmount(static_cast<double>(list.size())),
                                                                        plainAmount(layers)));
        return {};
    }
    list.resize(count);
    return list;
}

double ConfigReader::number(std::string_view key, double fallback) {
    const Json* node = find(key);
    if (node == nullptr) return fallback;
    const auto value = numberOf(*node);
    if (value && std::isfinite(*value) && *value > 0) return *value;
    fault(key, LP_TEXT("fault", "must be a number above 0"));
    return fallback;
}

std::vector<ConfigReader> ConfigReader::objects(std::string_view key) {
    std::vector<ConfigReader> out;
    const Json* node = list(key);
    if (node == nullptr) return out;
    for (const Json& item : *node) {
        const std::string place = std::string(key) + "/" + std::to_string(out.size());
        if (!item.is_object()) {
            fault(place, LP_TEXT("fault", "must be an object, not %1")(typeName(item)));
            return {};
        }
        out.emplace_back(item, at(place), *m_findings, this);
    }
    return out;
}

std::optional<ConfigReader> ConfigReader::object(std::string_view key) {
    const Json* node = find(key);
    if (node == nullptr) return std::nullopt;
    if (node->is_object()) return ConfigReader(*node, at(key), *m_findings, this);
    fault(key, LP_TEXT("fault", "must be an object, not %1")(typeName(*node)));
    return std::nullopt;
}

} // namespace longpeak::huggingFace
