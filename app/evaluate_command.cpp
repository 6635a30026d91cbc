// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/advice.h"
#include "cost/metric.h"
#include "scenario/scenario_json.h"
#include "scenario_command.h"
#include "table.h"

#include <CLI/CLI.hpp>

#include <cmath>
#include <optional>

namespace longpeak {
namespace {

std::string tableText(const Scenario& scenario, const Estimate& estimate, const Catalogue& catalogue) {
    using enum Table::Align;
    Table table({Left, Right, Right, Left, Left}, "  ");
    std::optional<MetricSection> section;
    for (const Metric& metric : metrics()) {
        if (section != metric.section) table.line("\n" + std::string(sectionName(metric.section).english()));
        section = metric.section;
        const double value = metric.value(scenario, estimate);
        table.row({std::string(metric.label.english()), format(value, metric.unit),
                   std::isfinite(value) ? formatPlain(value) : std::string("—"), std::string(unitSymbol(metric.unit)),
                   std::string(metric.key)});
        const auto bound = metric.boundOf(scenario, estimate);
        if (bound && !metric.boundWord.empty())
            table.row({"  bound by", std::string(boundName(*bound).english()), "", "", std::string(metric.boundWord)});
    }
    std::string text = headOf(scenario) + table.text() + "\n";
    if (estimate.fits) text += "The weights and at least one user fit in HBM.\n";
    const std::string words = advice(scenario, estimate, catalogue).english();
    if (!words.empty()) text += oneLine(words) + "\n";
    for (const Text& remark : compressionRemarks(scenario, catalogue)) text += oneLine(remark.english()) + "\n";
    return text;
}

void describe(JsonDocument& json, const Scenario& scenario, const Estimate& estimate, const Catalogue& catalogue) {
    for (const Metric& metric : metrics()) {
        json.set(metric.key, jsonNumber(metric.value(scenario, estimate)));
        const auto bound = metric.boundOf(scenario, estimate);
        if (bound && !metric.boundWord.empty()) json.set(metric.boundWord, boundKey(*bound));
    }
    json.set("fits", estimate.fits);
    json.set("advice", advice(scenario, estimate, catalogue).english());
    json.set("scenario", scenarioJson(scenario, catalogue));
}

class EvaluateCommand : public ScenarioCommand {
public:
    using ScenarioCommand::ScenarioCommand;

protected:
    void declareOwn(CLI::App& app) override {
        addForms(app, "", "One JSON object: every metric by its key, in SI; the output is a SCENARIO too");
        app.footer(exitStatuses(nothingFits));
    }
    void read(const Scenario& /*scenario*/, const Catalogue& /*catalogue*/, Faults& /*faults*/) override {}
    Result<Output> compute(const Scenario& scenario, const Catalogue& catalogue) override {
        const Estimate estimate = evaluate(scenario);
        return Output{
            .text = printed(FormatId::Estimate,
                            {.table = [&] { return tableText(scenario, estimate, catalogue); },
                             .json = [&](JsonDocument& json) { describe(json, scenario, estimate, catalogue); }}),
            .status = estimate.fits ? statusDone : statusInfeasible};
    }
};

} // namespace

const Subcommand evaluateSubcommand{"evaluate", "what a scenario costs: memory, latencies, users, throughput, dollars",
                                    "What a scenario costs at the theoretical peak of the hardware.",
                                    makeCommand<EvaluateCommand>};

} // namespace longpeak
