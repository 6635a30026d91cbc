// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario/scenario_file.h"

#include "document/carrier.h"
#include "document/document.h"
#include "document/formats.h"
#include "scenario/parameter.h"
#include "scenario/preset_row.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

constexpr int scenarioVersion = 1;
constexpr std::string_view scenarioFormat = "longpeak-scenario";
constexpr std::string_view customKey = "custom"; ///< of a preset that is given whole
// Where the chosen methods stand.
constexpr std::string_view methodSection = "compression";
constexpr std::string_view methodKey = "methods";

std::vector<std::string> sections() {
    std::vector<std::string> out;
    for (const Parameter& parameter : parameters()) {
        std::string section = parameter.section();
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
void readPreset(ObjectReader& reader, const Parameter& parameter, const std::string& key, Scenario& scenario,
                const Catalogue& catalogue) {
    if (reader.has(customKey)) {
        if (reader.has(key)) reader.fault(customKey, "stands beside '" + key + "'; only one of them can be");
        reader.text(key);
        reader.object(customKey, [&](ObjectReader& custom) { parameter.preset->read(scenario, custom); });
        return;
    }
    const std::string id = reader.requiredText(key);
    if (id.empty() || parameter.preset->choose(scenario, id, catalogue)) return;
    reader.fault(key, unknownPreset(parameter, id, catalogue));
}

/// Before the ratios: one that differs from its method's is the user's own, and what is written last counts.
void readChosenMethods(ObjectReader& reader, Scenario& scenario, const Catalogue& catalogue) {
    for (const std::string& id : reader.texts(methodKey)) {
        const auto chosen = chooseMethod(scenario, id, catalogue, reader.file());
        if (!chosen) reader.fault(methodKey, chosen.faults().front().reason);
    }
}

void readSection(ObjectReader& reader, std::string_view section, Scenario& scenario, const Catalogue& catalogue) {
    if (section == methodSection) readChosenMethods(reader, scenario, catalogue);
    for (const Parameter& parameter : parameters()) {
        if (parameter.section() != section) continue;
        const std::string key = parameter.key();
        if (parameter.scale == Scale::Preset)
            readPreset(reader, parameter, key, scenario, catalogue);
        else if (parameter.scale == Scale::Choice)
            readChoice(reader, parameter, key, scenario, catalogue);
        else
            readNumber(reader, parameter, key, scenario, catalogue);
    }
}

/// A preset has no default.
bool isRequired(std::string_view section) {
    return std::ranges::any_of(parameters(), [section](const Parameter& parameter) {
        return parameter.scale == Scale::Preset && parameter.section() == section;
    });
}

OrderedJson presetJson(const Parameter& parameter, const Scenario& scenario, const Catalogue& catalogue) {
    const std::string whole = parameter.preset->write(scenario, catalogue);
    if (whole.empty()) return {{parameter.key(), parameter.preset->id(scenario)}};
    return {{customKey, OrderedJson::parse(whole)}};
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
        if (isRequired(section) && !reader.has(section) && node.is_object()) reader.fault(section, "is missing");
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
    for (const Parameter& parameter : parameters()) {
        if (parameter.isAutomatic() && !parameter.isSet(scenario)) continue;
        const std::string section = parameter.section();
        const std::string key = parameter.key();
        OrderedJson& object = section.empty() ? json : json[section];
        if (parameter.scale == Scale::Preset)
            object = presetJson(parameter, scenario, catalogue);
        else if (parameter.scale == Scale::Choice)
            object[key] = valueText(parameter, scenario);
        else
            object[key] = plainNumber(parameter.get(scenario));
    }
    if (!scenario.compression.methods.empty())
        json[std::string(methodSection)][std::string(methodKey)] = scenario.compression.methods;
    return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

} // namespace longpeak
