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
                   LP_TEXT("document", "a scenario"), LP_TEXT("document", "the window, Save")},
    DocumentFormat{FormatId::Models, "longpeak-models", 1, Kind::Models, None, "",
                   LP_TEXT("document", "models"), LP_TEXT("document", "longpeak import; the window, presets of the user's own")},
    DocumentFormat{FormatId::Accelerators, "longpeak-accelerators", 1, Kind::Accelerators, None, "",
                   LP_TEXT("document", "accelerators"), LP_TEXT("document", "the window, presets of the user's own")},
    DocumentFormat{FormatId::Methods, "longpeak-methods", 1, Kind::Methods, None, "",
                   LP_TEXT("document", "compression methods"), LP_TEXT("document", "by hand")},
    DocumentFormat{FormatId::Measurements, "longpeak-measurements", 1, Kind::Measurements, None, "",
                   LP_TEXT("document", "measurements"), LP_TEXT("document", "by hand")},
    DocumentFormat{FormatId::Estimate, "longpeak-estimate", 1, Kind::Scenario, Inside, "",
                   LP_TEXT("document", "what a scenario costs"), LP_TEXT("document", "longpeak evaluate --json")},
    DocumentFormat{FormatId::Sweep, "longpeak-sweep", 1, Kind::Scenario, Inside, "",
                   LP_TEXT("document", "numbers over a range of one parameter"), LP_TEXT("document", "longpeak sweep --json")},
    DocumentFormat{FormatId::Map, "longpeak-map", 1, Kind::Scenario, Inside, "",
                   LP_TEXT("document", "a number over two parameters"), LP_TEXT("document", "longpeak map --json")},
    DocumentFormat{FormatId::Simulation, "longpeak-simulation", 1, Kind::Scenario, Inside, "",
                   LP_TEXT("document", "sessions of many users, event by event"), LP_TEXT("document", "longpeak simulate --json")},
    DocumentFormat{FormatId::Parity, "longpeak-parity", 1, Kind::Scenario, Inside, "reference",
                   LP_TEXT("document", "how far a scenario is from a reference"), LP_TEXT("document", "longpeak parity --json")},
    DocumentFormat{FormatId::Comparison, "longpeak-comparison", 1, Kind::Scenario, Inside, "beside",
                   LP_TEXT("document", "scenarios beside each other"), LP_TEXT("document", "longpeak compare --json")},
    DocumentFormat{FormatId::Sensitivity, "longpeak-sensitivity", 1, Kind::Scenario, Inside, "",
                   LP_TEXT("document", "how much numbers move with each parameter"), LP_TEXT("document", "longpeak sensitivity --json")},
    DocumentFormat{FormatId::Figure, "longpeak-figure", 3, Kind::Figure, Inside, "",
                   LP_TEXT("document", "a figure as it was exported"), LP_TEXT("document", "carried by exported .png, .svg and .pdf")},
    DocumentFormat{FormatId::Style, "longpeak-style", 1, Kind::Style, None, "",
                   LP_TEXT("document", "a style of figures"), LP_TEXT("document", "the window, styles of the user's own")},
    DocumentFormat{FormatId::Entry, "longpeak-entry", 1, Kind::Entries, Optional, "",
                   LP_TEXT("document", "an entry of a list"), LP_TEXT("document", "longpeak list --json, an array of them")},
    DocumentFormat{FormatId::Findings, "longpeak-findings", 1, Kind::Scenario, Inside, "",
                   LP_TEXT("document", "what is to be mended of figures"), LP_TEXT("document", "longpeak figure --check --json")}};
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
