// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/read_file.h"
#include "preset/catalogue.h"
#include "result.h"
#include "scenario/scenario.h"

#include <string>
#include <string_view>

// A scenario as versioned JSON (FormatId::Scenario). Every value stands at the pointer of its parameter
// (scenario/parameter.h); a value left out takes the parameter's default. Model and accelerator are named by preset id
// or given whole under "custom".

namespace longpeak {

/// All faults at once; `file` names the document in them.
/// Of a document that carries a scenario, as what subcommands print with --json, that scenario is read and nothing else.
Result<Scenario> readScenario(std::string_view text, const std::string& file, const Catalogue& catalogue);

/// Reads a document of DocumentKind::Scenario for its faults: its head, and every scenario in it. What else was computed
/// is not looked at.
Result<Done> checkScenarioDocument(std::string_view text, const std::string& file, const Catalogue& catalogue);
/// The same of DocumentKind::Entries; gives how many entries there are.
Result<std::size_t> checkEntries(std::string_view text, const std::string& file, const Catalogue& catalogue);

/// The scenario of a file, or the shipped one of that name. An exported figure (PNG, SVG, PDF) opens as the scenario that
/// it carries.
Result<Scenario> openScenario(const std::string& fileOrName, const Catalogue& catalogue,
                              FileKinds kinds = FileKinds::Regular);

/// Whether the file is none itself but carries one: a picture, or what was computed of it.
bool isCarrierFile(const std::string& path);

/// The whole scenario; readScenario gives back an equal one. Shipped presets are written by id, others whole, the
/// user's own too: the machine that reads it does not have them.
std::string writeScenario(const Scenario& scenario, const Catalogue& catalogue);

/// The name of the scenario that is opened when none is named.
inline constexpr std::string_view defaultScenario = "paper-34b-50k";

} // namespace longpeak
