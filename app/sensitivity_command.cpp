// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/sensitivity.h"
#include "scenario/scenario_json.h"
#include "scenario_command.h"
#include "table.h"

#include <CLI/CLI.hpp>

namespace longpeak {
namespace {

std::string tableText(const SensitivityReport& report, const Scenario& scenario) {
    using enum Table::Align;
    Table table({Left, Right, Right, Left}, "  ");
    table.row({"PARAMETER", "VALUE", "ELASTICITY", "ID"});
    for (const Sensitivity& row : report.rows)
        table.row({std::string(row.parameter->label.english()), displayText(*row.parameter, scenario).english(),
                   format(row.elasticity, Unit::Count), std::string(row.parameter->id)});
    std::string text = "\n" + std::string(report.metric->label.english()) + ": " +
                       format(report.value, report.metric->unit) +
                       (report.bound.empty() ? "" : ", " + report.bound.english()) + "\n";
    if (report.rows.empty()) return text + "  Nothing moves it, or it has no value here.\n";
    return text + table.text();
}

OrderedJson jsonOf(const SensitivityReport& report) {
    OrderedJson json{{"metric", report.metric->key},
                     {"unit", unitSymbol(report.metric->unit)},
                     {"value", jsonNumber(report.value)},
                     {"bound", report.bound.english()}};
    json["parameters"] = OrderedJson::array();
    for (const Sensitivity& row : report.rows)
        json["parameters"].push_back({{"parameter", row.parameter->id},
                                      {"value", jsonNumber(row.value)},
                                      {"elasticity", jsonNumber(row.elasticity)}});
    json["idle"] = OrderedJson::array();
    for (const Parameter* parameter : report.idle) json["idle"].push_back(parameter->id);
    return json;
}

class SensitivityCommand final : public ScenarioCommand {
    using ScenarioCommand::ScenarioCommand;

    void declareOwn(CLI::App& app) override {
        addRepeatable(app, "--metric", m_keys,
                      "A number to look at (longpeak list metrics). Repeatable; left out: " +
                          std::string(metricKey::throughput))
            ->type_name("KEY");
        addForms(
            app, "",
            "One JSON object: metrics, a list of metric, value, bound, parameters (parameter, value, elasticity) and "
            "idle, the parameters that move nothing here; the output is a SCENARIO too");
        app.footer("Parameters of whole numbers go to their neighbours, all others by a ten-thousandth.\n" +
                   exitStatuses(nothingFits));
    }

    void read(const Scenario& /*scenario*/, const Catalogue& /*catalogue*/, Faults& faults) override {
        take(metricsOf(m_keys), m_metrics, faults);
    }

    Result<Output> compute(const Scenario& scenario, const Catalogue& catalogue) override {
        std::vector<SensitivityReport> reports;
        for (const Metric* metric : m_metrics) reports.push_back(sensitivity(scenario, *metric, catalogue));
        const auto table = [&] {
            std::string text = headOf(scenario);
            for (const SensitivityReport& report : reports) text += tableText(report, scenario);
            return text;
        };
        const auto describe = [&](JsonDocument& json) {
            OrderedJson list = OrderedJson::array();
            for (const SensitivityReport& report : reports) list.push_back(jsonOf(report));
            json.set("metrics", list);
            json.set("scenario", scenarioJson(scenario, catalogue));
        };
        return Output{.text = printed(FormatId::Sensitivity, {.table = table, .json = describe}),
                      .status = statusOf(scenario)};
    }

    std::vector<std::string> m_keys{std::string(metricKey::throughput)};
    std::vector<const Metric*> m_metrics;
};

} // namespace

const Subcommand sensitivitySubcommand{
    "sensitivity", "how much a number moves with each parameter",
    "How much a number moves with each parameter: per cent for one per cent, the strongest first.",
    makeCommand<SensitivityCommand>};

} // namespace longpeak
