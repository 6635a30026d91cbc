// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "document/formats.h"
#include "explore/parity.h"
#include "json.h"
#include "table.h"
#include "words.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <ostream>

namespace longpeak {
namespace {

using Json = nlohmann::ordered_json;

constexpr int parityVersion = 1;

struct ParityWords {
    ScenarioWords scenario;
    std::vector<std::string> reference;
    FormatWords format;
};

std::string cellOf(const ParityRow& row, const Closing& closing) {
    if (!row.isWorse() && std::isfinite(row.ratio)) return "";
    return closing.ratio ? format(*closing.ratio, Unit::Ratio) + (closing.applicable ? "" : " *") : "—";
}

std::string tableText(const Scenario& scenario, const Scenario& reference, const std::vector<ParityRow>& rows) {
    using enum Table::Align;
    Table table({Left, Right, Right, Right, Right, Right, Right, Right}, "  ");
    table.row({"METRIC", "HERE", "REFERENCE", "WORSE", "LAYER", "HEAD", "TOKEN", "HIDDEN"});
    std::string remarks;
    bool isBeyond = false;
    for (const ParityRow& row : rows) {
        std::vector<std::string> cells{std::string(row.metric->label), format(row.value, row.metric->unit),
                                       format(row.reference, row.metric->unit), format(row.ratio, Unit::Ratio)};
        for (const Closing& closing : row.axes) {
            cells.push_back(cellOf(row, closing));
            isBeyond = isBeyond || cells.back().ends_with('*');
        }
        table.row(cells);
        if (!row.reason.empty()) remarks += std::string(row.metric->label) + ": " + row.reason + ".\n";
        if (!row.insteadText.empty()) remarks += "  " + row.insteadText + ".\n";
    }
    std::string text = headOf(scenario) + "Reference: " + headOf(reference) + "\n" + table.text() +
                       "\nLAYER to HIDDEN: the ratio on that axis alone that brings the metric to the reference, the\n"
                       "others as they are; —: none does.\n";
    if (isBeyond) text += "*: more than one axis takes.\n";
    return remarks.empty() ? text : text + "\nNot closed by compressing the cache:\n" + remarks;
}

Json jsonOf(const std::vector<Edit>& edits) {
    Json list = Json::array();
    for (const Edit& edit : edits) list.push_back(settingOf(edit));
    return list;
}

Json jsonOf(const ParityRow& row) {
    Json json{{"metric", row.metric->key},
              {"unit", unitSymbol(row.metric->unit)},
              {"value", jsonNumber(row.value)},
              {"reference", jsonNumber(row.reference)},
              {"ratio", jsonNumber(row.ratio)},
              {"closable", row.closable},
              {"reason", row.reason}};
    Json& compression = json["compression"] = Json::object();
    for (const Closing& closing : row.axes)
        compression[std::string(axisName(closing.axis))] = {
            {"ratio", closing.ratio ? jsonNumber(*closing.ratio) : Json()},
            {"applicable", closing.applicable},
            {"closed_form", closing.closedForm},
            {"reason", closing.reason}};
    json["instead"] = row.insteadText;
    json["instead_settings"] = jsonOf(row.instead);
    return json;
}

Json jsonOf(const Scenario& scenario, const Scenario& reference, const std::vector<ParityRow>& rows,
            const Catalogue& catalogue) {
    Json json{{"format", parityFormat}, {"version", parityVersion}};
    json["metrics"] = Json::array();
    for (const ParityRow& row : rows) json["metrics"].push_back(jsonOf(row));
    json["reference"] = Json::parse(writeScenario(reference, catalogue));
    json["scenario"] = Json::parse(writeScenario(scenario, catalogue));
    return json;
}

} // namespace

int runParity(Words words, const Console& console) {
    CLI::App app("How far a scenario is from a reference, metric by metric, and the compression that closes the gap.",
                 "longpeak parity");
    ParityWords given;
    addScenarioWords(app, given.scenario);
    addRepeatable(app, "--reference", given.reference,
                  "What the reference has different, its cache not compressed but where told. Repeatable; left out: "
                  "context=4000")
        ->type_name("ID=VALUE");
    addFormatWords(app, given.format, "",
                   "One JSON object: metrics, a list of metric, value, reference, ratio (how many times worse), "
                   "closable, reason, and the compression needed on each axis; the output is a SCENARIO too");
    app.footer("Exit status: 0 done; 2 the input or the words are wrong; 3 infeasible (the weights or not one user\n"
               "fit), with the result still printed.");
    if (const auto status = parseWords(app, words, console)) return *status;

    Faults faults;
    const auto scenario = scenarioOf(given.scenario, console.catalogue);
    collect(scenario, faults);
    Scenario reference{parityReference(scenario ? *scenario : Scenario{}), {}, {}};
    if (scenario) reference.context = scenario->context;
    if (given.reference.empty()) given.reference = {"context=4000"};
    collect(applySettings(reference, "--reference", given.reference, console.catalogue), faults);
    if (!faults.empty()) return report(faults, console);

    const auto rows = parity(*scenario, reference, console.catalogue);
    console.out << (given.format.json ? jsonText(jsonOf(*scenario, reference, rows, console.catalogue))
                                      : tableText(*scenario, reference, rows));
    return evaluate(*scenario).fits ? statusDone : statusInfeasible;
}

} // namespace longpeak
