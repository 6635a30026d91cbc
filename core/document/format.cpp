// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/format.h"

#include <algorithm>
#include <array>

namespace longpeak {
namespace {

using enum ScenarioPlace;
using Kind = DocumentKind;

// clang-format off
constexpr std::array formats{
    DocumentFormat{FormatId::Scenario, "longpeak-scenario", 1, Kind::Scenario, Itself, "",
                   "a scenario", "the window, Save"},
    DocumentFormat{FormatId::Models, "longpeak-models", 1, Kind::Models, None, "",
                   "models", "longpeak import; the window, presets of the user's own"},
    DocumentFormat{FormatId::Accelerators, "longpeak-accelerators", 1, Kind::Accelerators, None, "",
                   "accelerators", "the window, presets of the user's own"},
    DocumentFormat{FormatId::Methods, "longpeak-methods", 1, Kind::Methods, None, "",
                   "compression methods", "by hand"},
    DocumentFormat{FormatId::Measurements, "longpeak-measurements", 1, Kind::Measurements, None, "",
                   "measurements", "by hand"},
    DocumentFormat{FormatId::Estimate, "longpeak-estimate", 1, Kind::Scenario, Inside, "",
                   "what a scenario costs", "longpeak evaluate --json"},
    DocumentFormat{FormatId::Sweep, "longpeak-sweep", 1, Kind::Scenario, Inside, "",
                   "numbers over a range of one parameter", "longpeak sweep --json"},
    DocumentFormat{FormatId::Map, "longpeak-map", 1, Kind::Scenario, Inside, "",
                   "a number over two parameters", "longpeak map --json"},
    DocumentFormat{FormatId::Simulation, "longpeak-simulation", 1, Kind::Scenario, Inside, "",
                   "sessions of many users, event by event", "longpeak simulate --json"},
    DocumentFormat{FormatId::Parity, "longpeak-parity", 1, Kind::Scenario, Inside, "reference",
                   "how far a scenario is from a reference", "longpeak parity --json"},
    DocumentFormat{FormatId::Comparison, "longpeak-comparison", 1, Kind::Scenario, Inside, "beside",
                   "scenarios beside each other", "longpeak compare --json"},
    DocumentFormat{FormatId::Sensitivity, "longpeak-sensitivity", 1, Kind::Scenario, Inside, "",
                   "how much numbers move with each parameter", "longpeak sensitivity --json"},
    DocumentFormat{FormatId::Figure, "longpeak-figure", 1, Kind::Figure, Inside, "",
                   "a figure as it was exported", "carried by exported .png, .svg and .pdf"},
    DocumentFormat{FormatId::Style, "longpeak-style", 1, Kind::Style, None, "",
                   "a style of figures", "the window, styles of the user's own"},
    DocumentFormat{FormatId::Entry, "longpeak-entry", 1, Kind::Entries, Optional, "",
                   "an entry of a list", "longpeak list --json, an array of them"}};
// clang-format on

constexpr bool isInOrder() {
    for (std::size_t i = 0; i < formats.size(); ++i)
        if (formats[i].id != static_cast<FormatId>(i)) return false;
    return true;
}
static_assert(isInOrder());

} // namespace

std::span<const DocumentFormat> documentFormats() {
    return formats;
}

const DocumentFormat& documentFormat(FormatId id) {
    return formats[static_cast<std::size_t>(id)];
}

const DocumentFormat* findDocumentFormat(std::string_view name) {
    const auto* const found = std::ranges::find(formats, name, &DocumentFormat::name);
    return found == formats.end() ? nullptr : found;
}

} // namespace longpeak
