// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "explore/sweep.h"
#include "json.h"
#include "table.h"
#include "words.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <ostream>
#include <span>

namespace longpeak {
namespace {

using Json = nlohmann::ordered_json;

/// What is printed where nothing is asked for.
constexpr std::array usualMetrics{metricKey::exactCeiling, metricKey::prefill, metricKey::decode,
                                  metricKey::contextSwitch, metricKey::throughput};

std::string listOf(std::span<const std::string_view> words) {
    std::string list;
    for (const std::string_view word : words) list += (list.empty() ? "" : ", ") + std::string(word);
    return list;
}

struct SweepWords {
    ScenarioWords scenario;
    std::string over;
    std::vector<std::string> metrics;
    FormatWords format;
};

std::string tableText(const Sweep& sweep) {
    Table table(std::vector(sweep.metrics.size() + 1, Table::Align::Right));
    std::vector<std::string> cells{std::string(sweep.parameter->label)};
    for (const Metric* metric : sweep.metrics) cells.emplace_back(metric->label);
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

/// One line a point, written directly: a sweep may have millions.
std::string jsonText(const Sweep& sweep) {
    Json head{{"parameter", sweep.parameter->id}, {"unit", unitSymbol(sweep.parameter->unit)}};
    head["metrics"] = Json::array();
    for (const Metric* metric : sweep.metrics)
        head["metrics"].push_back({{"key", metric->key}, {"unit", unitSymbol(metric->unit)}});
    head["feasible_points"] = sweep.feasible;
    std::string text = longpeak::jsonText(head);
    text.erase(text.rfind("\n}"));
    text += ",\n  \"points\": [";
    const double* value = sweep.values.data();
    for (std::size_t i = 0; i < sweep.points.size(); ++i) {
        text += i == 0 ? "\n    {\"" : ",\n    {\"";
        text += std::string(sweep.parameter->id) + "\": " + jsonNumberText(sweep.points[i]);
        for (const Metric* metric : sweep.metrics)
            text += ", \"" + std::string(metric->key) + "\": " + jsonNumberText(*value++);
        text += "}";
    }
    return text + "\n  ]\n}\n";
}

void declare(CLI::App& app, SweepWords& words) {
    addScenarioWords(app, words.scenario);
    app.add_option("--over", words.over,
                   "The parameter to sweep, between two values within its range, and how many points; spaced evenly, "
                   "or evenly in the logarithm: context=1K:10M:400:log")
        ->type_name("ID=FROM:TO:COUNT[:log]");
    addRepeatable(app, "--metric", words.metrics,
                  "A number to print (longpeak list metrics). Repeatable; left out: " + listOf(usualMetrics))
        ->type_name("KEY");
    addFormatWords(app, words.format, "One header line with keys and units, then one row a point",
                   "One object: parameter, unit, metrics (key, unit), feasible_points (how many), points (one object "
                   "each: the parameter's id and every metric's key, null where there is no value)");
    app.footer("Exit status: 0 done; 2 the input or the words are wrong; 3 infeasible at every point, with the result\n"
               "still printed.");
}

} // namespace

int runSweep(Words words, const Console& console) {
    CLI::App app("Numbers of a scenario over a range of one parameter.", "longpeak sweep");
    SweepWords given;
    declare(app, given);
    if (const auto status = parseWords(app, words, console)) return *status;

    Faults faults;
    collect(checkFormat(app, given.format), faults);
    const auto scenario = scenarioOf(given.scenario, console.catalogue);
    collect(scenario, faults);
    const auto range = given.over.empty() ? Result<Range>(wordsFault(app, "needs --over ID=FROM:TO:COUNT[:log]"))
                                          : parseRange(given.over, "--over " + given.over);
    collect(range, faults);
    if (given.metrics.empty()) given.metrics.assign(usualMetrics.begin(), usualMetrics.end());
    const auto wanted = metricsOf(given.metrics);
    collect(wanted, faults);
    if (!faults.empty()) return report(faults, console);

    const Sweep result = sweep(*scenario, *range, *wanted, console.catalogue);
    console.out << (given.format.csv ? writeCsv(result) : given.format.json ? jsonText(result) : tableText(result));
    if (result.feasible > 0) return statusDone;
    report({"--over " + given.over, range->parameter->pointer(), "infeasible at every point: not one user fits"},
           console);
    return statusInfeasible;
}

} // namespace longpeak
