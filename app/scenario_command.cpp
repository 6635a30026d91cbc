// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario_command.h"

#include "cost/estimate.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace longpeak {

void ScenarioCommand::declare(CLI::App& app) {
    addScenarioArguments(app, m_scenario);
    declareOwn(app);
}

Result<Output> ScenarioCommand::output(const Console& console) {
    Faults faults;
    if (m_isCsv && m_isJson) faults.push_back(argumentsFault(LP_TEXT("fault", "takes --csv or --json, not both")));
    const auto scenario = scenarioOf(m_scenario, console.catalogue, &m_notes);
    collect(scenario, faults);
    read(scenario ? *scenario : Scenario{}, console.catalogue, faults);
    if (!faults.empty()) return faults;
    warn("--set", m_notes, console);
    return compute(*scenario, console.catalogue);
}

void ScenarioCommand::addForms(CLI::App& app, const std::string& csv, const std::string& json) {
    if (!csv.empty()) app.add_flag("--csv", m_isCsv, csv);
    app.add_flag("--json", m_isJson, json);
}

std::string ScenarioCommand::printed(FormatId format, const Forms& forms) const {
    if (m_isCsv) return forms.csv();
    if (!m_isJson) return forms.table();
    JsonDocument document(format);
    if (!m_notes.empty()) {
        nlohmann::ordered_json notes = nlohmann::ordered_json::array();
        for (const Text& note : m_notes) notes.push_back(note.english());
        document.set("notes", notes);
    }
    forms.json(document);
    return document.text();
}

int statusOf(const Scenario& scenario) {
    return evaluate(scenario, Depth::Instant).fits ? statusDone : statusInfeasible;
}

} // namespace longpeak
