// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "cost/advice.h"
#include "cost/metric.h"
#include "document/formats.h"
#include "json.h"
#include "table.h"
#include "words.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <ostream>

namespace longpeak {
namespace {

using Json = nlohmann::ordered_json;

constexpr int estimateVersion = 1;

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

Json jsonOf(const Scenario& scenario, const Estimate& estimate, const Catalogue& catalogue) {
    Json json{{"format", estimateFormat}, {"version", estimateVersion}};
    for (const Metric& metric : metrics()) {
        json[std::string(metric.key)] = jsonNumber(metric.value(scenario, estimate));
        for (const BoundWord& word : boundWords)
            if (word.metric == metric.key) json[std::string(word.key)] = boundKey(word.bound(estimate));
    }
    json["fits"] = estimate.fits;
    json["advice"] = advice(scenario, estimate, catalogue);
    json["scenario"] = Json::parse(writeScenario(scenario, catalogue));
    return json;
}

} // namespace

int runEvaluate(Words words, const Console& console) {
    CLI::App app("What a scenario costs at the theoretical peak of the hardware.", "longpeak evaluate");
    ScenarioWords scenarioWords;
    addScenarioWords(app, scenarioWords);
    bool json = false;
    app.add_flag("--json", json, "One JSON object: every metric by its key, in SI; the output is a SCENARIO too");
    app.footer("Exit status: 0 done; 2 the input or the words are wrong; 3 infeasible (the weights or not one user\n"
               "fit), with the result still printed.");
    if (const auto status = parseWords(app, words, console)) return *status;

    const auto scenario = scenarioOf(scenarioWords, console.catalogue);
    if (!scenario) return report(scenario.faults(), console);
    const Estimate estimate = evaluate(*scenario);
    console.out << (json ? jsonText(jsonOf(*scenario, estimate, console.catalogue))
                         : tableText(*scenario, estimate, console.catalogue));
    return estimate.fits ? statusDone : statusInfeasible;
}

} // namespace longpeak
