// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/provenance.h"

namespace longpeak {
namespace {

constexpr std::string_view separator = ": ";

} // namespace

std::string sourcesText(const std::vector<Source>& sources) {
    std::string text;
    for (const Source& source : sources) {
        if (!text.empty()) text += '\n';
        text += source.what + std::string(separator) + source.reference;
    }
    return text;
}

std::vector<Source> sourcesFrom(const std::string& text) {
    std::vector<Source> sources;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        const auto end = line.rfind(separator);
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        if (end == std::string_view::npos)
            sources.push_back({"all", std::string(line)});
        else
            sources.push_back({std::string(line.substr(0, end)), std::string(line.substr(end + separator.size()))});
    }
    return sources;
}

} // namespace longpeak
