// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/sweep.h"
#include "scenario/scenario_json.h"
#include "scenario_command.h"
#include "table.h"

#include <CLI/CLI.hpp>

#include <array>
#include <span>

namespace longpeak {
namespace {

/// What is printed where nothing is asked for.
constexpr std::array usualMetrics{metricKey::exactCeiling, metricKey::prefill, metricKey::decode,
                                  metricKey::contextSwitch, metricKey::throughput};

std::string listOf(std::span<const std::string_view> words) {
    std::string list;
    for (const std::string_view word : words) list += (list.empty() ? "" : ", ") + std::string(word);
    return list;
}

std::string tableText(const Sweep& sweep) {
    Table table(std::vector(sweep.metrics.size() + 1, Table::Align::Right));
    std::vector<std::string> cells{std::string(sweep.parameter->label.english())};
    for (const Metric* metric : sweep.metrics) cells.emplace_back(metric->label.english());
    table.row(cells);
    const double* value = sweep.values.data();
    for (const double point : sweep.points) {
        cells = {format(point, sweep.parameter->unit)};
        for (const Metric* metric : sweep.metrics) cells.push_back(format(*value++, metric->unit));
        table.row(cells);
    }
    std::string text = table.text();
    const std::size_t infeasible = sweep.points.size() - sweep.feasible;
    if (infeasible > 0)
        text += "\nInfeasible at " + std::to_string(infeasible) + " of " + std::to_string(sweep.points.size()) +
                " points: the weights or not one user fit in HBM.\n";
    return text;
}

void describe(JsonDocument& json, const Sweep& sweep, const Scenario& scenario, const Catalogue& catalogue) {
    json.set("parameter", sweep.parameter->id);
    json.set("unit", unitSymbol(sweep.parameter->unit));
    OrderedJson keys = OrderedJson::array();
    for (const Metric* metric : sweep.metrics)
        keys.push_back({{"key", metric->key}, {"unit", unitSymbol(metric->unit)}});
    json.set("metrics", keys);
    json.set("feasible_points", sweep.feasible);
    json.set("scenario", scenarioJson(scenario, catalogue));
    json.setLines("points", sweep.points.size(), [&](std::size_t i) {
        OrderedJson point{{sweep.parameter->id, jsonNumber(sweep.points[i])}};
        const double* value = &sweep.values[i * sweep.metrics.size()];
        for (const Metric* metric : sweep.metrics) point.emplace(metric->key, jsonNumber(*value++));
        return point;
    });
}

class SweepCommand final : public ScenarioCommand {
    using ScenarioCommand::ScenarioCommand;

    void declareOwn(CLI::App& app) override {
        app.add_option(
               "--over", m_over,
               "The parameter to sweep, between two values within its range, and how many points; spaced evenly, "
               "or evenly in the logarithm: context=1K:10M:400:log")
            ->type_name("ID=FROM:TO:COUNT[:log]");
        addRepeatable(app, "--metric", m_keys,
                      "A number to print (longpeak list metrics). Repeatable; left out: " + listOf(usualMetrics))
            ->type_name("KEY");
        addForms(app, "One header line with keys and units, then one row a point",
                 "One object: parameter, unit, metrics (key, unit), feasible_points (how many), points (one object "
                 "each: the parameter's id and every metric's key, null where there is no value); the output is a "
                 "SCENARIO too");
        app.footer(exitStatuses("infeasible at every point"));
    }

    void read(const Scenario& scenario, const Catalogue& /*catalogue*/, Faults& faults) override {
        take(m_over.empty() ? argumentsFault(LP_TEXT("fault", "needs --over ID=FROM:TO:COUNT[:log]"))
                            : parseRange(m_over, "--over " + m_over),
             m_range, faults);
        if (m_range.parameter != nullptr)
            if (Text reason = whyNot(m_range, scenario); !reason.empty())
                faults.push_back({"--over " + m_over, m_range.parameter->pointer(), std::move(reason)});
        if (m_keys.empty()) m_keys.assign(usualMetrics.begin(), usualMetrics.end());
        take(metricsOf(m_keys), m_metrics, faults);
    }

    Result<Output> compute(const Scenario& scenario, const Catalogue& catalogue) override {
        const Sweep result = sweep(scenario, m_range, m_metrics, catalogue);
        Output output{printed(FormatId::Sweep,
                              {.table = [&] { return tableText(result); },
                               .csv = [&] { return writeCsv(result); },
                               .json = [&](JsonDocument& json) { describe(json, result, scenario, catalogue); }})};
        if (result.feasible == 0)
            output.infeasible({"--over " + m_over, m_range.parameter->pointer(),
                               LP_TEXT("fault", "infeasible at every point: not one user fits")});
        return output;
    }

    std::string m_over;
    std::vector<std::string> m_keys;
    Range m_range;
    std::vector<const Metric*> m_metrics;
};

} // namespace

const Subcommand sweepSubcommand{"sweep", "the same over a range of one parameter",
                                 "Numbers of a scenario over a range of one parameter.", makeCommand<SweepCommand>};

} // namespace longpeak
