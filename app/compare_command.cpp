// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "document/formats.h"
#include "explore/side_by_side.h"
#include "json.h"
#include "table.h"
#include "words.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <ostream>

namespace longpeak {
namespace {

using Json = nlohmann::ordered_json;

constexpr int comparisonVersion = 1;

struct CompareWords {
    ScenarioWords scenario;
    std::vector<std::string> beside;
    bool all = false;
    FormatWords format;
};

/// "94.8 s (6.72×)": held against the first.
std::string cellOf(const SideBySideRow& row, std::size_t scenario) {
    if (row.cells[scenario].empty()) return "—";
    const bool tells = row.metric != nullptr && row.differs[scenario] && std::isfinite(row.ratios[scenario]);
    return row.cells[scenario] + (tells ? " (" + format(row.ratios[scenario], Unit::Ratio) + ")" : "");
}

std::string tableText(const SideBySide& comparison, bool all) {
    std::vector<Table::Align> aligned(comparison.names.size() + 1, Table::Align::Right);
    aligned.front() = Table::Align::Left;
    Table table(aligned, "  ");
    std::vector<std::string> cells{""};
    cells.insert(cells.end(), comparison.names.begin(), comparison.names.end());
    table.row(cells);
    for (const SideBySideRow& row : comparison.rows) {
        if (!all && !row.anyDiffers()) continue;
        cells = {row.label};
        for (std::size_t i = 0; i < comparison.names.size(); ++i) cells.push_back(cellOf(row, i));
        table.row(cells);
    }
    return table.text();
}

Json jsonOf(const std::vector<Scenario>& scenarios, const SideBySide& comparison, const Catalogue& catalogue) {
    Json json{{"format", comparisonFormat}, {"version", comparisonVersion}, {"names", comparison.names}};
    json["metrics"] = Json::array();
    json["differing_parameters"] = Json::array();
    for (const SideBySideRow& row : comparison.rows) {
        if (row.metric == nullptr) {
            if (row.anyDiffers()) json["differing_parameters"].push_back(row.parameter->id);
            continue;
        }
        Json values = Json::array();
        for (const double value : row.values) values.push_back(jsonNumber(value));
        json["metrics"].push_back({{"metric", row.metric->key},
                                   {"unit", unitSymbol(row.metric->unit)},
                                   {"values", values},
                                   {"best", row.best}});
    }
    json["scenario"] = Json::parse(writeScenario(scenarios.front(), catalogue));
    json["beside"] = Json::array();
    for (std::size_t i = 1; i < scenarios.size(); ++i)
        json["beside"].push_back(Json::parse(writeScenario(scenarios[i], catalogue)));
    return json;
}

} // namespace

int runCompare(Words words, const Console& console) {
    CLI::App app("Scenarios beside each other: every number, and where they differ.", "longpeak compare");
    CompareWords given;
    addScenarioWords(app, given.scenario);
    addBesideWords(app, given.beside);
    app.add_flag("--all", given.all, "In the table also what does not differ");
    addFormatWords(app, given.format, "One header line with the scenarios' names, then one row a number or parameter",
                   "One object: names, metrics (metric, unit, values, best: the places of those that have the best), "
                   "differing_parameters, scenario and beside; the output is a SCENARIO too");
    app.footer("Exit status: 0 done; 2 the input or the words are wrong; 3 infeasible in every scenario, with the\n"
               "result still printed.");
    if (const auto status = parseWords(app, words, console)) return *status;

    Faults faults;
    collect(checkFormat(app, given.format), faults);
    if (given.beside.empty()) faults.push_back(wordsFault(app, "needs --beside ID=VALUE or --beside SCENARIO"));
    const auto scenario = scenarioOf(given.scenario, console.catalogue);
    collect(scenario, faults);
    if (!scenario) return report(faults, console);
    const auto beside = scenariosBeside(*scenario, given.beside, console.catalogue);
    collect(beside, faults);
    if (!faults.empty()) return report(faults, console);

    std::vector<Scenario> scenarios{*scenario};
    scenarios.insert(scenarios.end(), beside->begin(), beside->end());
    const SideBySide comparison = sideBySide(scenarios);
    console.out << (given.format.csv    ? writeCsv(comparison)
                    : given.format.json ? jsonText(jsonOf(scenarios, comparison, console.catalogue))
                                        : tableText(comparison, given.all));
    const bool any = std::ranges::any_of(scenarios, [](const Scenario& s) { return evaluate(s).fits; });
    return any ? statusDone : statusInfeasible;
}

} // namespace longpeak
