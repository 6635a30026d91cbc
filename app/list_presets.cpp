// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "compression/method_facts.h"
#include "json.h"
#include "listing.h"
#include "preset/preset_file.h"
#include "quantity/format.h"

#include <nlohmann/json.hpp>

// Keys are those of the preset files, absent where nothing is known, with what follows from them beside.

namespace longpeak {
namespace {

using Json = nlohmann::ordered_json;
using enum Table::Align;

void put(Json& json, const char* key, const std::string& text) {
    if (!text.empty()) json[key] = text;
}

void put(Json& json, const char* key, const std::optional<double>& value) {
    if (value) json[key] = jsonNumber(*value);
}

/// The one preset of a document.
Json presetOf(const std::string& document, const char* key) {
    return std::move(Json::parse(document)[key][0]);
}

Json jsonOf(const Model& model) {
    Json json = presetOf(writeModelDocument(model), "models");
    json["parameters"] = jsonNumber(parameterCount(model.architecture));
    json["active_parameters"] = jsonNumber(activeParameterCount(model.architecture));
    json["layers"] = jsonNumber(layerCount(model.architecture));
    json["kv_elements_per_token"] = jsonNumber(cacheElementsPerToken(model.architecture));
    json["state_bytes_per_user"] = jsonNumber(stateBytes(model.architecture).si());
    return json;
}

Json jsonOf(const Accelerator& accelerator) {
    return presetOf(writeAcceleratorDocument(accelerator), "accelerators");
}

Json jsonOf(const std::vector<Source>& sources) {
    Json list = Json::array();
    for (const Source& source : sources) list.push_back({{"what", source.what}, {"ref", source.reference}});
    return list;
}

Json jsonOf(const Method& method) {
    Json json{{"id", method.id}, {"name", method.name}};
    put(json, "arxiv", method.arxiv);
    json["year"] = method.year;
    json["axes"] = method.axes;
    json["mechanism"] = method.mechanism;
    put(json, "application", method.application);
    put(json, "kv_bytes_kept_ratio", method.keptRatio);
    put(json, "kv_bytes_read_ratio", method.readRatio);
    put(json, "prefill_flop_ratio", method.prefillFlopRatio);
    put(json, "decode_flop_ratio", method.decodeFlopRatio);
    const auto putFlag = [&json](const char* key, bool isSet) {
        if (isSet) json[key] = true;
    };
    putFlag("compresses_after_prefill", method.afterPrefill);
    putFlag("drops_before_prefill", method.beforePrefill);
    putFlag("quantises", method.quantises);
    putFlag("part_of_model", method.partOfModel);
    put(json, "ratio_basis", method.ratioBasis);
    put(json, "ratio_text", method.ratioText);
    put(json, "quality_text", method.qualityText);
    put(json, "quality_class", method.qualityClass);
    put(json, "needle", method.needle);
    if (method.shownFor) json["quality_tokens"] = jsonNumber(method.shownFor->si());
    put(json, "confidence", method.confidence);
    put(json, "notes", method.notes);
    json["sources"] = jsonOf(method.sources);
    return json;
}

template <typename Preset>
Json jsonOf(const std::vector<Preset>& presets) {
    Json list = Json::array();
    for (const Preset& preset : presets) list.push_back(jsonOf(preset));
    return list;
}

Table modelTable(const Catalogue& catalogue) {
    Table table({Left, Left, Left});
    table.row({"ID", "NAME", "SHAPE"});
    for (const Model& model : catalogue.models)
        table.row({model.id, model.name, describe(model.architecture).english()});
    return table;
}

Table acceleratorTable(const Catalogue& catalogue) {
    Table table({Left, Left, Left});
    table.row({"ID", "NAME", "PEAKS"});
    for (const Accelerator& a : catalogue.accelerators) table.row({a.id, a.name, describe(a).english()});
    return table;
}

Table methodTable(const Catalogue& catalogue) {
    Table table({Left, Left, Left, Right, Right, Left, Left, Left});
    table.row({"ID", "YEAR", "AXES", "KEPT", "READ", "RATIO IS", "SOURCE", "NAME"});
    const auto ratio = [](const std::optional<double>& value) { return value ? format(*value, Unit::Ratio) : "—"; };
    for (const Method& method : catalogue.methods) {
        table.row({method.id, std::to_string(method.year), axesText(method).english(), ratio(method.keptRatio),
                   ratio(method.readRatio), method.ratioBasis, sourceText(method), method.name});
    }
    table.line("\nKEPT, READ: cache bytes before over after, as kept and as read for each token.");
    table.line("RATIO IS: reported by the authors, structural (follows from the design), or nominal.");
    table.line(std::string(multiplyingNote.english()) + " All sources of each: --json.");
    return table;
}

} // namespace

const Listing modelListing{"models", modelTable, [](const Catalogue& c) { return jsonOf(c.models); }};
const Listing acceleratorListing{"accelerators", acceleratorTable,
                                 [](const Catalogue& c) { return jsonOf(c.accelerators); }};
const Listing methodListing{"methods", methodTable, [](const Catalogue& c) { return jsonOf(c.methods); }};

} // namespace longpeak
