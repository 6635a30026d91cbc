// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario/scenario_file.h"

#include "document/carrier.h"
#include "document/document.h"
#include "nearest.h"
#include "scenario/parameter.h"
#include "scenario/preset_row.h"
#include "scenario/scenario_json.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr std::string_view customKey = "custom"; ///< of a preset that is given whole

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
    if (!node->is_number()) return reader.fault(key, LP_TEXT("fault", "must be a number, not %1")(typeName(*node)));
    const Text reason = whyNot(parameter, node->get<double>(), scenario);
    if (!reason.empty()) return reader.fault(key, reason);
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
        if (reader.has(key))
            reader.fault(customKey, LP_TEXT("fault", "stands beside '%1'; only one of them can be")(verbatim(key)));
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
        if (reader.isFull()) return;
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

/// Those in a document that carries some.
void readScenarios(ObjectReader& reader, const DocumentFormat& format, const Catalogue& catalogue) {
    const auto readOne = [&](ObjectReader& inner) { readScenario(inner, catalogue); };
    reader.object("scenario", readOne);
    if (format.further.empty()) return;
    const Json* further = reader.raw(format.further);
    if (further != nullptr && further->is_array())
        reader.objects(format.further, false, readOne);
    else
        reader.object(format.further, readOne);
}

} // namespace

Scenario readScenario(ObjectReader& reader, const Catalogue& catalogue) {
    Scenario scenario;
    for (const Parameter& parameter : parameters())
        if (parameter.set != nullptr && !parameter.isAutomatic())
            parameter.set(scenario, parameter.fallback, catalogue);
    checkHead(reader, FormatId::Scenario);
    scenario.name = reader.text("name");
    scenario.note = reader.text("note");
    // Model and accelerator first: choosing one forgets what was set of the one before.
    for (const std::string& section : sections()) {
        if (isRequired(section) && !reader.has(section) && reader.isObject())
            reader.fault(section, LP_TEXT("fault", "is missing"));
        reader.object(section, [&](ObjectReader& inner) { readSection(inner, section, scenario, catalogue); });
    }
    readSection(reader, "", scenario, catalogue);
    return scenario;
}

namespace {

/// The scenario that the document is or carries.
Scenario readWhole(const Json& json, const std::string& file, const Catalogue& catalogue, Faults& faults) {
    const Json* carried = carriedScenario(json);
    const Json::json_pointer pointer(carried != nullptr ? "/scenario" : "");
    ObjectReader reader(carried != nullptr ? *carried : json, file, pointer, faults);
    Scenario scenario = readScenario(reader, catalogue);
    reader.finish();
    return scenario;
}

} // namespace

Result<Scenario> readScenario(std::string_view text, const std::string& file, const Catalogue& catalogue) {
    const auto json = parseDocument(text, file);
    if (!json) return json.faults();
    Faults faults;
    Scenario scenario = readWhole(*json, file, catalogue, faults);
    if (!faults.empty()) return faults;
    return scenario;
}

Result<Done> checkScenarioDocument(std::string_view text, const std::string& file, const Catalogue& catalogue) {
    const auto json = parseDocument(text, file);
    if (!json) return json.faults();
    Faults faults;
    if (carriedScenario(*json) == nullptr) {
        readWhole(*json, file, catalogue, faults);
    } else {
        ObjectReader reader(*json, file, Json::json_pointer(), faults);
        const DocumentFormat& format = *readFormat(reader); // carriedScenario found it
        checkHead(reader, format.id);
        readScenarios(reader, format, catalogue);
    }
    if (!faults.empty()) return faults;
    return Done{};
}

Result<std::size_t> checkEntries(std::string_view text, const std::string& file, const Catalogue& catalogue) {
    const auto json = parseDocument(text, file);
    if (!json) return json.faults();
    Faults faults;
    const auto readOne = [&](const Json& node, const Json::json_pointer& pointer) {
        ObjectReader reader(node, file, pointer, faults);
        checkHead(reader, FormatId::Entry);
        reader.requiredText("list");
        readScenarios(reader, documentFormat(FormatId::Entry), catalogue);
    };
    if (json->is_array())
        for (std::size_t i = 0; i < json->size() && faults.size() <= maximumFaults; ++i)
            readOne((*json)[i], Json::json_pointer() / i);
    else
        readOne(*json, Json::json_pointer());
    if (!faults.empty()) return faults;
    return json->is_array() ? json->size() : 1;
}

Result<Scenario> openScenario(const std::string& fileOrName, const Catalogue& catalogue, FileKinds kinds) {
    if (const ShippedScenario* shipped = catalogue.scenario(fileOrName))
        return readScenario(shipped->text, "presets/scenarios/" + shipped->id + ".json", catalogue);
    const auto text = readFile(fileOrName, kinds);
    if (!text) {
        Fault fault = text.faults().front();
        const auto names = namesOf(catalogue.scenarios, &ShippedScenario::id);
        if (fault.reason.is(noSuchFile) && !nearest(fileOrName, names).empty())
            fault.reason = didYouMean(LP_TEXT("fault", "no such file or shipped scenario"), fileOrName, names);
        return fault;
    }
    if (!isPicture(*text)) return readScenario(*text, fileOrName, catalogue);
    const auto carried = carriedText(*text, fileOrName);
    if (!carried) return carried.faults();
    return readScenario(*carried, fileOrName, catalogue);
}

bool isCarrierFile(const std::string& path) {
    const auto bytes = readFile(path);
    if (!bytes) return false;
    if (isPicture(*bytes)) return true;
    const auto json = parseDocument(*bytes, path);
    return json && carriedScenario(*json) != nullptr;
}

OrderedJson scenarioJson(const Scenario& scenario, const Catalogue& catalogue) {
    OrderedJson json = documentHead(FormatId::Scenario);
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
    return json;
}

std::string writeScenario(const Scenario& scenario, const Catalogue& catalogue) {
    return writtenJson(scenarioJson(scenario, catalogue), 2) + "\n";
}

} // namespace longpeak
