// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario/scenario_file.h"

#include "document/carrier.h"
#include "document/document.h"
#include "preset/preset_json.h"
#include "scenario/parameter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace longpeak {
namespace {

constexpr int scenarioVersion = 1;
constexpr std::string_view scenarioFormat = "longpeak-scenario";

/// The section and key of a parameter: "session.rounds" -> {"session", "rounds"}, "context" -> {"", "context"}.
std::pair<std::string, std::string> placeOf(const Parameter& parameter) {
    if (parameter.scale == Scale::Preset) return {std::string(parameter.id), "preset"};
    const auto dot = parameter.id.find('.');
    if (dot == std::string_view::npos) return {"", std::string(parameter.id)};
    return {std::string(parameter.id.substr(0, dot)), std::string(parameter.id.substr(dot + 1))};
}

std::vector<std::string> sections() {
    std::vector<std::string> out;
    for (const Parameter& parameter : parameters()) {
        std::string section = placeOf(parameter).first;
        if (!section.empty() && std::ranges::find(out, section) == out.end()) out.push_back(std::move(section));
    }
    return out;
}

void readNumber(ObjectReader& reader, const Parameter& parameter, const std::string& key, Scenario& scenario,
                const Catalogue& catalogue) {
    const Json* node = reader.raw(key);
    if (node == nullptr) return;
    if (!node->is_number()) return reader.fault(key, std::string("must be a number, not ") + node->type_name());
    std::string reason = whyNot(parameter, node->get<double>());
    if (!reason.empty()) return reader.fault(key, std::move(reason));
    parameter.set(scenario, node->get<double>(), catalogue);
}

void readChoice(ObjectReader& reader, const Parameter& parameter, const std::string& key, Scenario& scenario,
                const Catalogue& catalogue) {
    if (!reader.has(key)) return static_cast<void>(reader.raw(key));
    const std::string text = reader.requiredText(key);
    if (text.empty()) return; // a fault is on record
    const auto set = setFromText(scenario, parameter, text, catalogue, reader.file());
    if (!set) reader.fault(key, set.faults().front().reason);
}

/// A preset named by id, or given whole under "custom".
template <typename Preset>
void readPreset(ObjectReader& reader, const std::vector<Preset>& shipped, const std::vector<Preset>& own,
                std::string_view what, Preset (*readOne)(ObjectReader&),
                const std::function<void(const Preset&)>& choose) {
    if (reader.has("custom")) {
        if (reader.has("preset")) reader.fault("custom", "stands beside 'preset'; only one of them can be");
        reader.text("preset");
        reader.object("custom", [&](ObjectReader& custom) { choose(readOne(custom)); });
        return;
    }
    const std::string id = reader.requiredText("preset");
    if (id.empty()) return;
    std::vector<std::string> ids;
    for (const auto* presets : {&shipped, &own}) {
        const auto found = std::ranges::find(*presets, id, &Preset::id);
        if (found != presets->end()) return choose(*found);
        for (const Preset& preset : *presets) ids.push_back(preset.id);
    }
    const std::string near = nearest(id, ids);
    reader.fault("preset", "there is no " + std::string(what) + " '" + id + "'" +
                               (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

/// Before the ratios: one that differs from its method's is the user's own, and what is written last counts.
void readChosenMethods(ObjectReader& reader, Scenario& scenario, const Catalogue& catalogue) {
    for (const std::string& id : reader.texts("methods")) {
        const auto chosen = chooseMethod(scenario, id, catalogue, reader.file());
        if (!chosen) reader.fault("methods", chosen.faults().front().reason);
    }
}

void readSection(ObjectReader& reader, std::string_view section, Scenario& scenario, const Catalogue& catalogue) {
    if (section == "model")
        readPreset<Model>(reader, catalogue.models, catalogue.ownModels, "model", readModel,
                          [&](const Model& model) { chooseModel(scenario, model); });
    if (section == "accelerator")
        readPreset<Accelerator>(reader, catalogue.accelerators, catalogue.ownAccelerators, "accelerator",
                                readAccelerator, [&](const Accelerator& a) { chooseAccelerator(scenario, a); });
    if (section == "compression") readChosenMethods(reader, scenario, catalogue);
    for (const Parameter& parameter : parameters()) {
        const auto [place, key] = placeOf(parameter);
        if (place != section || parameter.scale == Scale::Preset) continue;
        if (parameter.scale == Scale::Choice)
            readChoice(reader, parameter, key, scenario, catalogue);
        else
            readNumber(reader, parameter, key, scenario, catalogue);
    }
}

template <typename Preset>
OrderedJson writePreset(const Preset& preset, const Preset* shipped, OrderedJson (*writeOne)(const Preset&)) {
    if (shipped != nullptr && *shipped == preset) return {{"preset", preset.id}};
    return {{"custom", writeOne(preset)}};
}

/// What subcommands print with --json and exported figures carry, so that the output is an input.
bool carriesScenario(const Json& json) {
    constexpr std::array formats{estimateFormat, simulationFormat, parityFormat, sensitivityFormat,
                                 mapFormat,      comparisonFormat, figureFormat};
    if (!json.is_object() || !json.contains("scenario") || !json.contains("format")) return false;
    return std::ranges::any_of(formats, [&](std::string_view format) { return json.at("format") == format; });
}

} // namespace

Result<Scenario> readScenario(std::string_view text, const std::string& file, const Catalogue& catalogue) {
    const auto json = parseDocument(text, file);
    if (!json) return json.faults();
    Faults faults;
    Scenario scenario;
    for (const Parameter& parameter : parameters())
        if (parameter.set != nullptr && !parameter.isAutomatic())
            parameter.set(scenario, parameter.fallback, catalogue);
    const bool isResult = carriesScenario(*json);
    const Json& node = isResult ? json->at("scenario") : *json;
    ObjectReader reader(node, file, Json::json_pointer(isResult ? "/scenario" : ""), faults);
    checkFormat(reader, scenarioFormat, scenarioVersion);
    scenario.name = reader.text("name");
    scenario.note = reader.text("note");
    // Model and accelerator first: choosing one forgets what was set of the one before.
    for (const std::string& section : sections()) {
        const bool required = section == "model" || section == "accelerator";
        if (required && !reader.has(section) && node.is_object()) reader.fault(section, "is missing");
        reader.object(section, [&](ObjectReader& inner) { readSection(inner, section, scenario, catalogue); });
    }
    readSection(reader, "", scenario, catalogue);
    reader.finish();
    if (!faults.empty()) return faults;
    return scenario;
}

Result<Scenario> openScenario(const std::string& fileOrName, const Catalogue& catalogue) {
    if (const ShippedScenario* shipped = catalogue.scenario(fileOrName))
        return readScenario(shipped->text, "presets/scenarios/" + shipped->id + ".json", catalogue);
    const auto text = readFile(fileOrName);
    if (!text) {
        Fault fault = text.faults().front();
        std::vector<std::string> names;
        for (const ShippedScenario& scenario : catalogue.scenarios) names.push_back(scenario.id);
        const std::string near = nearest(fileOrName, names);
        if (fault.reason == "no such file" && !near.empty())
            fault.reason = "no such file or shipped scenario; did you mean '" + near + "'?";
        return fault;
    }
    if (!isPicture(*text)) return readScenario(*text, fileOrName, catalogue);
    const auto carried = carriedText(*text, fileOrName);
    if (!carried) return carried.faults();
    return readScenario(*carried, fileOrName, catalogue);
}

bool isPictureFile(const std::string& path) {
    const auto bytes = readFile(path);
    return bytes && isPicture(*bytes);
}

std::string writeScenario(const Scenario& scenario, const Catalogue& catalogue) {
    OrderedJson json{{"format", scenarioFormat}, {"version", scenarioVersion}};
    if (!scenario.name.empty()) json["name"] = scenario.name;
    if (!scenario.note.empty()) json["note"] = scenario.note;
    json["model"] = writePreset(scenario.model, catalogue.shippedModel(scenario.model.id), writeModel);
    json["accelerator"] = writePreset(scenario.accelerator, catalogue.shippedAccelerator(scenario.accelerator.id),
                                      writeAccelerator);
    for (const Parameter& parameter : parameters()) {
        if (parameter.scale == Scale::Preset || (parameter.isAutomatic() && !parameter.isSet(scenario))) continue;
        const auto [section, key] = placeOf(parameter);
        OrderedJson& object = section.empty() ? json : json[section];
        if (parameter.scale == Scale::Choice)
            object[key] = valueText(parameter, scenario);
        else
            object[key] = plainNumber(parameter.get(scenario));
    }
    if (!scenario.compression.methods.empty()) json["compression"]["methods"] = scenario.compression.methods;
    return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

} // namespace longpeak
