// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/advice.h"
#include "cost/metric.h"
#include "scenario/scenario_json.h"
#include "scenario_command.h"
#include "table.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

/// Where a part of the table begins.
struct Part {
    std::string_view firstKey;
    std::string_view title;
};

constexpr std::array parts{Part{"weights_bytes", "Memory"},         Part{"prefill_flop", "Prefill"},
                           Part{"decode_bytes", "Decode"},          Part{"switch_s", "Context switch"},
                           Part{"ridge_flop_per_byte", "Roofline"}, Part{"session_gpu_s", "Sessions"},
                           Part{"dollars_per_session", "Cost"},     Part{"model_parameters", "Model"}};

/// A metric that names what bounds it, and the key of that word.
struct BoundWord {
    std::string_view metric;
    std::string_view key;
    Bound (*bound)(const Estimate&);
};

constexpr std::array boundWords{
    BoundWord{"prefill_s", "prefill_bound", [](const Estimate& e) { return e.prefill.bound; }},
    BoundWord{"decode_s_per_token", "decode_bound", [](const Estimate& e) { return e.decode.bound; }}};

std::string tableText(const Scenario& scenario, const Estimate& estimate, const Catalogue& catalogue) {
    using enum Table::Align;
    Table table({Left, Right, Right, Left, Left}, "  ");
    for (const Metric& metric : metrics()) {
        const auto part = std::ranges::find(parts, metric.key, &Part::firstKey);
        if (part != parts.end()) table.line("\n" + std::string(part->title));
        const double value = metric.value(scenario, estimate);
        table.row({std::string(metric.label), format(value, metric.unit),
                   std::isfinite(value) ? formatPlain(value) : std::string("—"), std::string(unitSymbol(metric.unit)),
                   std::string(metric.key)});
        for (const BoundWord& word : boundWords)
            if (word.metric == metric.key)
                table.row({"  bound by", std::string(boundName(word.bound(estimate))), "", "", std::string(word.key)});
    }
    std::string text = headOf(scenario) + table.text() + "\n";
    if (estimate.fits) text += "The weights and at least one user fit in HBM.\n";
    const std::string words = advice(scenario, estimate, catalogue);
    if (!words.empty()) text += words + "\n";
    for (const std::string& remark : compressionRemarks(scenario, catalogue)) text += remark + "\n";
    return text;
}

void describe(JsonDocument& json, const Scenario& scenario, const Estimate& estimate, const Catalogue& catalogue) {
    for (const Metric& metric : metrics()) {
        json.set(metric.key, jsonNumber(metric.value(scenario, estimate)));
        for (const BoundWord& word : boundWords)
            if (word.metric == metric.key) json.set(word.key, boundKey(word.bound(estimate)));
    }
    json.set("fits", estimate.fits);
    json.set("advice", advice(scenario, estimate, catalogue));
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
    Result<Answer> compute(const Scenario& scenario, const Catalogue& catalogue) override {
        const Estimate estimate = evaluate(scenario);
        return Answer{
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
