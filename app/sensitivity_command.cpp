// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "document/formats.h"
#include "explore/sensitivity.h"
#include "json.h"
#include "table.h"
#include "words.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <ostream>

namespace longpeak {
namespace {

using Json = nlohmann::ordered_json;

constexpr int sensitivityVersion = 1;

struct SensitivityWords {
    ScenarioWords scenario;
    std::vector<std::string> metrics;
    FormatWords format;
};

std::string tableText(const SensitivityReport& report, const Scenario& scenario) {
    using enum Table::Align;
    Table table({Left, Right, Right, Left}, "  ");
    table.row({"PARAMETER", "VALUE", "ELASTICITY", "ID"});
    for (const Sensitivity& row : report.rows)
        table.row({std::string(row.parameter->label), displayText(*row.parameter, scenario),
                   format(row.elasticity, Unit::Count), std::string(row.parameter->id)});
    std::string text = "\n" + std::string(report.metric->label) + ": " + format(report.value, report.metric->unit) +
                       (report.bound.empty() ? "" : ", " + report.bound) + "\n";
    if (report.rows.empty()) return text + "  Nothing moves it, or it has no value here.\n";
    return text + table.text();
}

Json jsonOf(const SensitivityReport& report) {
    Json json{{"metric", report.metric->key},
              {"unit", unitSymbol(report.metric->unit)},
              {"value", jsonNumber(report.value)},
              {"bound", report.bound}};
    json["parameters"] = Json::array();
    for (const Sensitivity& row : report.rows)
        json["parameters"].push_back({{"parameter", row.parameter->id},
                                      {"value", jsonNumber(row.value)},
                                      {"elasticity", jsonNumber(row.elasticity)}});
    json["idle"] = Json::array();
    for (const Parameter* parameter : report.idle) json["idle"].push_back(parameter->id);
    return json;
}

} // namespace

int runSensitivity(Words words, const Console& console) {
    CLI::App app("How much a number moves with each parameter: per cent for one per cent, the strongest first.",
                 "longpeak sensitivity");
    SensitivityWords given;
    addScenarioWords(app, given.scenario);
    addRepeatable(app, "--metric", given.metrics,
                  "A number to look at (longpeak list metrics). Repeatable; left out: " +
                      std::string(metricKey::throughput))
        ->type_name("KEY");
    addFormatWords(
        app, given.format, "",
        "One JSON object: metrics, a list of metric, value, bound, parameters (parameter, value, elasticity) "
        "and idle, the parameters that move nothing here; the output is a SCENARIO too");
    app.footer("Parameters of whole numbers go to their neighbours, all others by a ten-thousandth.\n"
               "Exit status: 0 done; 2 the input or the words are wrong; 3 infeasible (the weights or not one user\n"
               "fit), with the result still printed.");
    if (const auto status = parseWords(app, words, console)) return *status;

    Faults faults;
    const auto scenario = scenarioOf(given.scenario, console.catalogue);
    collect(scenario, faults);
    if (given.metrics.empty()) given.metrics = {std::string(metricKey::throughput)};
    const auto wanted = metricsOf(given.metrics);
    collect(wanted, faults);
    if (!faults.empty()) return report(faults, console);

    std::string text = headOf(*scenario);
    Json json{{"format", sensitivityFormat}, {"version", sensitivityVersion}, {"metrics", Json::array()}};
    for (const Metric* metric : *wanted) {
        const SensitivityReport made = sensitivity(*scenario, *metric, console.catalogue);
        text += tableText(made, *scenario);
        json["metrics"].push_back(jsonOf(made));
    }
    json["scenario"] = Json::parse(writeScenario(*scenario, console.catalogue));
    console.out << (given.format.json ? jsonText(json) : text);
    return evaluate(*scenario).fits ? statusDone : statusInfeasible;
}

} // namespace longpeak
