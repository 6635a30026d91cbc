// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/side_by_side.h"
#include "scenario/scenario_json.h"
#include "scenario_command.h"
#include "table.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

/// "94.8 s (6.72×)": held against the first.
std::string cellOf(const SideBySideRow& row, std::size_t scenario) {
    if (row.cells[scenario].empty()) return "—";
    const bool tells = row.metric != nullptr && row.differs[scenario] && std::isfinite(row.ratios[scenario]);
    return row.cells[scenario].english() + (tells ? " (" + format(row.ratios[scenario], Unit::Ratio) + ")" : "");
}

std::string tableText(const SideBySide& comparison, bool all) {
    std::vector<Table::Align> aligned(comparison.names.size() + 1, Table::Align::Right);
    aligned.front() = Table::Align::Left;
    Table table(aligned, "  ");
    std::vector<std::string> cells{""};
    for (const Text& name : comparison.names) cells.push_back(name.english());
    table.row(cells);
    for (const SideBySideRow& row : comparison.rows) {
        if (!all && !row.anyDiffers()) continue;
        cells = {row.label.english()};
        for (std::size_t i = 0; i < comparison.names.size(); ++i) cells.push_back(cellOf(row, i));
        table.row(cells);
    }
    return table.text();
}

void describe(JsonDocument& json, const std::vector<Scenario>& scenarios, const SideBySide& comparison,
              const Catalogue& catalogue) {
    OrderedJson numbers = OrderedJson::array();
    OrderedJson differing = OrderedJson::array();
    for (const SideBySideRow& row : comparison.rows) {
        if (row.metric == nullptr) {
            if (row.anyDiffers()) differing.push_back(row.parameter->id);
            continue;
        }
        OrderedJson values = OrderedJson::array();
        for (const double value : row.values) values.push_back(jsonNumber(value));
        numbers.push_back({{"metric", row.metric->key},
                           {"unit", unitSymbol(row.metric->unit)},
                           {"values", values},
                           {"best", row.best}});
    }
    OrderedJson names = OrderedJson::array();
    for (const Text& name : comparison.names) names.push_back(name.english());
    OrderedJson beside = OrderedJson::array();
    for (std::size_t i = 1; i < scenarios.size(); ++i) beside.push_back(scenarioJson(scenarios[i], catalogue));
    json.set("names", names);
    json.set("metrics", numbers);
    json.set("differing_parameters", differing);
    json.set("scenario", scenarioJson(scenarios.front(), catalogue));
    json.set("beside", beside);
}

class CompareCommand final : public ScenarioCommand {
    using ScenarioCommand::ScenarioCommand;

    void declareOwn(CLI::App& app) override {
        addBesideOption(app, m_arguments);
        app.add_flag("--all", m_all, "In the table also what does not differ");
        addForms(app, "One header line with the scenarios' names, then one row a number or parameter",
                 "One object: names, metrics (metric, unit, values, best: the places of those that have the best), "
                 "differing_parameters, scenario and beside; the output is a SCENARIO too");
        app.footer(exitStatuses("infeasible in every scenario"));
    }

    void read(const Scenario& scenario, const Catalogue& catalogue, Faults& faults) override {
        if (m_arguments.empty())
            faults.push_back(argumentsFault(LP_TEXT("fault", "needs --beside ID=VALUE or --beside SCENARIO")));
        take(scenariosBeside(scenario, m_arguments, catalogue), m_beside, faults);
    }

    Result<Output> compute(const Scenario& scenario, const Catalogue& catalogue) override {
        std::vector<Scenario> scenarios{scenario};
        scenarios.insert(scenarios.end(), m_beside.begin(), m_beside.end());
        const SideBySide comparison = sideBySide(scenarios);
        const bool any = std::ranges::any_of(scenarios,
                                             [](const Scenario& s) { return evaluate(s, Depth::Instant).fits; });
        return Output{
            .text = printed(FormatId::Comparison,
                            {.table = [&] { return tableText(comparison, m_all); },
                             .csv = [&] { return writeCsv(comparison); },
                             .json = [&](JsonDocument& json) { describe(json, scenarios, comparison, catalogue); }}),
            .status = any ? statusDone : statusInfeasible};
    }

    std::vector<std::string> m_arguments;
    std::vector<Scenario> m_beside;
    bool m_all = false;
};

} // namespace

const Subcommand compareSubcommand{"compare", "scenarios beside each other, with their differences",
                                   "Scenarios beside each other: every number, and where they differ.",
                                   makeCommand<CompareCommand>};

} // namespace longpeak
