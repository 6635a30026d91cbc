// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/name.h"

namespace longpeak::huggingFace {
namespace {

/// The parts of a path between its separators, without empty ones and dots.
std::vector<std::string> partsOf(std::string_view path) {
    std::vector<std::string> parts;
    while (!path.empty()) {
        const auto end = path.find_first_of("/\\");
        const std::string part(path.substr(0, end));
        if (!part.empty() && part != "." && part != "..") parts.push_back(part);
        path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
    }
    return parts;
}

std::string withoutExtension(const std::string& name) {
    return name.ends_with(".json") ? name.substr(0, name.size() - 5) : name;
}

/// The name that a path gives: the folder of a config.json, the repository of a snapshot in Hugging Face's cache
/// (models--ORG--NAME/snapshots/HASH/config.json), or the file.
std::string nameOfPath(const std::string& file) {
    const std::vector<std::string> parts = partsOf(file);
    if (parts.empty()) return {};
    if (parts.back() != "config.json") return withoutExtension(parts.back());
    if (parts.size() >= 4 && parts[parts.size() - 3] == "snapshots") {
        const std::string& repository = parts[parts.size() - 4];
        const auto mark = repository.rfind("--");
        if (mark != std::string::npos) return repository.substr(mark + 2);
    }
    return parts.size() >= 2 ? parts[parts.size() - 2] : std::string();
}

/// The text if it is UTF-8 of a length that fits a list, else empty.
std::string usable(const std::string& text) {
    constexpr std::size_t longest = 120;
    if (text.size() > longest) return {};
    try {
        return Json(text).dump().empty() ? std::string() : text;
    } catch (const Json::type_error&) { return {}; } // not UTF-8, as paths need not be
}

std::string slugOf(std::string_view name) {
    std::string slug;
    for (const char c : name) {
        const bool isUpper = c >= 'A' && c <= 'Z';
        const bool isKept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
        if (isUpper)
            slug += static_cast<char>(c - 'A' + 'a');
        else if (isKept)
            slug += c;
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
    }
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug;
}

} // namespace

ModelName readName(ConfigReader& config, const std::string& file) {
    const std::vector<std::string> given = partsOf(config.text("_name_or_path"));
    ModelName name;
    name.name = usable(given.empty() ? nameOfPath(file) : given.back());
    name.id = slugOf(name.name);
    if (name.id.empty()) name = {.id = "own-model", .name = "own-model"};
    const std::vector<std::string> parts = partsOf(file);
    name.source = parts.empty() ? std::string() : usable(parts.back());
    if (name.source.empty()) name.source = "config.json";
    return name;
}

} // namespace longpeak::huggingFace
