// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/parity.h"
#include "scenario/scenario_json.h"
#include "scenario_command.h"
#include "table.h"

#include <CLI/CLI.hpp>

#include <cmath>

namespace longpeak {
namespace {

std::string cellOf(const ParityRow& row, const Closing& closing) {
    if (!row.isWorse() && std::isfinite(row.ratio)) return "";
    return closing.ratio ? format(*closing.ratio, Unit::Ratio) + (closing.applicable ? "" : " *") : "—";
}

std::string tableText(const Scenario& scenario, const Scenario& reference, const std::vector<ParityRow>& rows) {
    using enum Table::Align;
    Table table({Left, Right, Right, Right, Right, Right, Right, Right}, "  ");
    table.row({"METRIC", "HERE", "REFERENCE", "WORSE", "LAYER", "HEAD", "TOKEN", "HIDDEN"});
    std::string remarks;
    std::string missing;
    bool isBeyond = false;
    for (const ParityRow& row : rows) {
        std::vector<std::string> cells{std::string(row.metric->label.english()), format(row.value, row.metric->unit),
                                       format(row.reference, row.metric->unit), format(row.ratio, Unit::Ratio)};
        for (const Closing& closing : row.axes) {
            cells.push_back(cellOf(row, closing));
            isBeyond = isBeyond || cells.back().ends_with('*');
        }
        table.row(cells);
        if (!row.missing.empty())
            missing += std::string(row.metric->label.english()) + ": " + oneLine(row.missing.english()) + ".\n";
        else if (!row.reason.empty())
            remarks += std::string(row.metric->label.english()) + ": " + oneLine(row.reason.english()) + ".\n";
        if (!row.insteadText.empty()) remarks += "  " + oneLine(row.insteadText.english()) + ".\n";
    }
    std::string text = headOf(scenario) + "Reference: " + headOf(reference) + "\n" + table.text() +
                       "\nLAYER to HIDDEN: the ratio on that axis alone that brings the metric to the reference, the\n"
                       "others as they are; —: none does.\n";
    if (isBeyond) text += "*: more than one axis takes.\n";
    if (!missing.empty()) text += "\nNothing to compare:\n" + missing;
    return remarks.empty() ? text : text + "\nNot closed by compressing the cache:\n" + remarks;
}

OrderedJson jsonOf(const std::vector<Edit>& edits) {
    OrderedJson list = OrderedJson::array();
    for (const Edit& edit : edits) list.push_back(settingOf(edit));
    return list;
}

OrderedJson jsonOf(const ParityRow& row) {
    OrderedJson json{{"metric", row.metric->key},
                     {"unit", unitSymbol(row.metric->unit)},
                     {"value", jsonNumber(row.value)},
                     {"reference", jsonNumber(row.reference)},
                     {"ratio", jsonNumber(row.ratio)},
                     {"closable", row.closable},
                     {"reason", (row.reason.empty() ? row.missing : row.reason).english()}};
    OrderedJson& compression = json["compression"] = OrderedJson::object();
    for (const Closing& closing : row.axes)
        compression[std::string(axisName(closing.axis))] = {
            {"ratio", closing.ratio ? jsonNumber(*closing.ratio) : OrderedJson()},
            {"applicable", closing.applicable},
            {"closed_form", closing.closedForm},
            {"reason", closing.reason.english()}};
    json["instead"] = row.insteadText.english();
    json["instead_settings"] = jsonOf(row.instead);
    return json;
}

class ParityCommand final : public ScenarioCommand {
    using ScenarioCommand::ScenarioCommand;

    void declareOwn(CLI::App& app) override {
        addRepeatable(
            app, "--reference", m_settings,
            "What the reference has different, its cache not compressed but where told. Repeatable; left out: "
            "context=4000")
            ->type_name("ID=VALUE");
        addForms(
            app, "",
            "One JSON object: metrics, a list of metric, value, reference, ratio (how many times worse), closable, "
            "reason, and the compression needed on each axis; the output is a SCENARIO too");
        app.footer(exitStatuses(nothingFits));
    }

    void read(const Scenario& scenario, const Catalogue& catalogue, Faults& faults) override {
        m_reference = {parityReference(scenario), {}, {}};
        m_reference.context = scenario.context;
        collect(applySettings(m_reference, "--reference", m_settings, catalogue), faults);
    }

    Result<Output> compute(const Scenario& scenario, const Catalogue& catalogue) override {
        const auto rows = parity(scenario, m_reference, catalogue);
        const auto describe = [&](JsonDocument& json) {
            OrderedJson list = OrderedJson::array();
            for (const ParityRow& row : rows) list.push_back(jsonOf(row));
            json.set("metrics", list);
            json.set("reference", scenarioJson(m_reference, catalogue));
            json.set("scenario", scenarioJson(scenario, catalogue));
        };
        return Output{
            .text = printed(FormatId::Parity,
                            {.table = [&] { return tableText(scenario, m_reference, rows); }, .json = describe}),
            .status = statusOf(scenario)};
    }

    std::vector<std::string> m_settings{"context=4000"};
    Scenario m_reference;
};

} // namespace

const Subcommand paritySubcommand{
    "parity", "how far it is from a reference, as 4K, and the compression that closes the gap",
    "How far a scenario is from a reference, metric by metric, and the compression that closes the gap.",
    makeCommand<ParityCommand>};

} // namespace longpeak
