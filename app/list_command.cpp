// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "cost/metric.h"
#include "figure/figure_kind.h"
#include "json.h"
#include "listing.h"
#include "nearest.h"
#include "scenario/parameter_page.h"
#include "scenario/scenario_file.h"
#include "scenario/scenario_json.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace longpeak {
namespace {

using Json = nlohmann::ordered_json;
using enum Table::Align;

std::string_view scaleName(Scale scale) {
    switch (scale) {
    case Scale::Linear: return "linear";
    case Scale::Log: return "log";
    case Scale::Choice: return "choice";
    case Scale::Preset: break;
    }
    return "preset";
}

std::string_view choiceAt(const Parameter& parameter, double index) {
    return parameter.choices[static_cast<std::size_t>(index)].text;
}

/// The name of a convention alone does not say what its choices are.
std::string meaningOf(const Parameter& parameter) {
    const std::string label(parameter.label.english());
    return parameter.group == Group::Convention ? label + ": " + std::string(parameter.help.english()) : label;
}

Json defaultJson(const Parameter& parameter) {
    if (parameter.scale == Scale::Preset) return nullptr;
    if (parameter.isAutomatic()) return "auto";
    if (parameter.scale == Scale::Choice) return choiceAt(parameter, parameter.fallback);
    return jsonNumber(parameter.fallback);
}

Json jsonOf(const Parameter& parameter) {
    const auto ifNumeric = [&](double value) { return parameter.isNumeric() ? jsonNumber(value) : Json(); };
    Json json{{"id", parameter.id}, {"label", parameter.label.english()}, {"unit", unitSymbol(parameter.unit)}};
    json["scale"] = scaleName(parameter.scale);
    json["minimum"] = ifNumeric(parameter.minimum);
    json["maximum"] = ifNumeric(parameter.maximum);
    json["whole"] = parameter.isNumeric() && parameter.whole;
    json["default"] = defaultJson(parameter);
    json["choices"] = Json::array();
    for (const Choice& choice : parameter.choices)
        json["choices"].push_back(
            {{"text", choice.text}, {"label", choice.label.english()}, {"meaning", choice.meaning.english()}});
    json["help"] = parameter.help.english();
    json["source"] = parameter.source.english();
    json["pointer"] = parameter.pointer();
    return json;
}

std::string parameterMarkdown(const Catalogue&) {
    return parameterPage();
}

Table parameterTable(const Catalogue&) {
    Table table({Left, Left, Left, Left});
    table.row({"ID", "VALUES", "DEFAULT", "MEANING"});
    for (const Parameter& p : parameters())
        table.row({std::string(p.id), allowedText(p), defaultText(p), meaningOf(p)});
    table.row({std::string(methodWord), "an id of a method", "", "Published method: sets its axes. Repeatable"});
    table.line("\nauto: as the model or the accelerator has it. Help and sources of each: --json.");
    return table;
}

Table metricTable(const Catalogue&) {
    Table table({Left, Left, Left});
    table.row({"KEY", "UNIT", "MEANING"});
    for (const Metric& metric : metrics())
        table.row({std::string(metric.key), std::string(unitSymbol(metric.unit)),
                   std::string(metric.label.english()) + ": " + std::string(metric.help.english())});
    return table;
}

Json metricJson(const Catalogue&) {
    Json list = Json::array();
    for (const Metric& metric : metrics())
        list.push_back({{"key", metric.key},
                        {"label", metric.label.english()},
                        {"unit", unitSymbol(metric.unit)},
                        {"help", metric.help.english()}});
    return list;
}

Table figureTable(const Catalogue&) {
    Table table({Left, Left, Left});
    table.row({"NAME", "TITLE", "SHOWS"});
    for (const FigureKind& figure : figureKinds())
        table.row({std::string(figure.id), std::string(figure.title.english()), std::string(figure.help.english())});
    return table;
}

Json figureJson(const Catalogue&) {
    Json list = Json::array();
    for (const FigureKind& figure : figureKinds())
        list.push_back({{"id", figure.id},
                        {"page", figure.page},
                        {"title", figure.title.english()},
                        {"help", figure.help.english()}});
    return list;
}

/// Shipped scenarios are sound; a test opens each.
Scenario shipped(const ShippedScenario& scenario, const Catalogue& catalogue) {
    const auto opened = openScenario(scenario.id, catalogue);
    return opened ? *opened : Scenario{};
}

Table scenarioTable(const Catalogue& catalogue) {
    Table table({Left, Left});
    table.row({"ID", "NAME"});
    for (const ShippedScenario& scenario : catalogue.scenarios)
        table.row({scenario.id, shipped(scenario, catalogue).name});
    return table;
}

Json scenarioJson(const Catalogue& catalogue) {
    Json list = Json::array();
    for (const ShippedScenario& entry : catalogue.scenarios) {
        const Scenario scenario = shipped(entry, catalogue);
        list.push_back({{"id", entry.id},
                        {"name", scenario.name},
                        {"note", scenario.note},
                        {"scenario", scenarioJson(scenario, catalogue)}});
    }
    return list;
}

Json parameterJson(const Catalogue&) {
    Json list = Json::array();
    for (const Parameter& parameter : parameters()) list.push_back(jsonOf(parameter));
    return list;
}

std::span<const Listing> listings() {
    static const std::array all{modelListing,
                                acceleratorListing,
                                methodListing,
                                measurementListing,
                                Listing{"parameters", parameterTable, parameterJson, parameterMarkdown},
                                Listing{"metrics", metricTable, metricJson},
                                Listing{"figures", figureTable, figureJson},
                                Listing{"scenarios", scenarioTable, scenarioJson}};
    return all;
}

std::string kinds() {
    std::string text;
    for (const Listing& listing : listings()) text += (text.empty() ? "" : ", ") + std::string(listing.kind);
    return text;
}

/// Each entry is a document of its own, told by its head: what stands in a list is passed on one by one.
Json entriesOf(const Listing& listing, const Catalogue& catalogue) {
    Json entries = Json::array();
    for (const Json& facts : listing.json(catalogue)) {
        Json entry = documentHead(FormatId::Entry);
        entry["list"] = listing.kind;
        entry.update(facts);
        entries.push_back(std::move(entry));
    }
    return entries;
}

class ListCommand final : public Command {
    using Command::Command;

    void declare(CLI::App& app) override {
        app.add_option("KIND", m_kind, "One of " + kinds())->type_name("");
        app.add_flag("--json", m_isJson, "One JSON array: an object each, with every fact and its sources");
        app.add_flag("--markdown", m_isMarkdown,
                     "A table in Markdown, for a document; of the parameters the whole page of the help");
        app.footer("Exit status: 0 done; 2 the words are wrong.");
    }

    Result<Output> output(const Console& console) override {
        if (m_isJson && m_isMarkdown) return argumentsFault(LP_TEXT("fault", "takes --json or --markdown, not both"));
        if (m_kind.empty()) return argumentsFault(LP_TEXT("fault", "needs one of %1")(verbatim(kinds())));
        const auto found = std::ranges::find(listings(), m_kind, &Listing::kind);
        if (found == listings().end()) {
            constexpr auto none = LP_TEXT("fault", "there is no list '%1'");
            const auto known = namesOf(listings(), &Listing::kind);
            if (!nearest(m_kind, known).empty()) return Fault{m_kind, "/", thereIsNo(none, m_kind, known)};
            return Fault{m_kind, "/", LP_TEXT("fault", "%1; there are %2")(none(verbatim(m_kind)), verbatim(kinds()))};
        }
        if (m_isJson) return Output{jsonText(entriesOf(*found, console.catalogue))};
        if (!m_isMarkdown) return Output{found->table(console.catalogue).text()};
        if (found->page != nullptr) return Output{found->page(console.catalogue)};
        return Output{found->table(console.catalogue).markdown()};
    }

    std::string m_kind;
    bool m_isJson = false;
    bool m_isMarkdown = false;
};

} // namespace

const Subcommand listSubcommand{"list",
                                "models, accelerators, methods, measurements, parameters, metrics, figures, scenarios",
                                "Everything that can be chosen by name.", makeCommand<ListCommand>};

} // namespace longpeak
