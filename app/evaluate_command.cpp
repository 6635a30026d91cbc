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

#include <cmath>
#include <optional>
#include <ostream>

namespace longpeak {
namespace {

using Json = nlohmann::ordered_json;

constexpr int estimateVersion = 1;

std::string tableText(const Scenario& scenario, const Estimate& estimate, const Catalogue& catalogue) {
    using enum Table::Align;
    Table table({Left, Right, Right, Left, Left}, "  ");
    std::optional<MetricSection> section;
    for (const Metric& metric : metrics()) {
        if (section != metric.section) table.line("\n" + std::string(sectionName(metric.section)));
        section = metric.section;
        const double value = metric.value(scenario, estimate);
        table.row({std::string(metric.label), format(value, metric.unit),
                   std::isfinite(value) ? formatPlain(value) : std::string("—"), std::string(unitSymbol(metric.unit)),
                   std::string(metric.key)});
        const auto bound = metric.boundOf(scenario, estimate);
        if (bound && !metric.boundWord.empty())
            table.row({"  bound by", std::string(boundName(*bound)), "", "", std::string(metric.boundWord)});
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
        const auto bound = metric.boundOf(scenario, estimate);
        if (bound && !metric.boundWord.empty()) json[std::string(metric.boundWord)] = boundKey(*bound);
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
