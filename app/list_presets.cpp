// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json.h"
#include "listing.h"
#include "quantity/format.h"

#include <nlohmann/json.hpp>

// Keys are those of the preset files, with what follows from them beside.

namespace longpeak {
namespace {

using Json = nlohmann::ordered_json;
using enum Table::Align;

Json textOrNull(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json numberOrNull(const std::optional<double>& value) {
    return value ? jsonNumber(*value) : Json();
}

Json jsonOf(const std::vector<Source>& sources) {
    Json list = Json::array();
    for (const Source& source : sources) list.push_back({{"what", source.what}, {"ref", source.reference}});
    return list;
}

Json jsonOf(const LayerGroup& group) {
    Json json{{"layers", jsonNumber(group.layers)}};
    json["attention"] = {{"kind", "full"},
                         {"query_heads", jsonNumber(group.attention.queryHeads)},
                         {"kv_heads", jsonNumber(group.attention.kvHeads)},
                         {"head_dim", jsonNumber(group.attention.headDim)},
                         {"qkv_bias", group.attention.queryKeyValueBias},
                         {"qk_norm", group.attention.queryKeyNorm}};
    json["feed_forward"] = {{"kind", "dense"},
                            {"intermediate", jsonNumber(group.feedForward.intermediate)},
                            {"gated", group.feedForward.gated}};
    json["norms"] = jsonNumber(group.norms);
    return json;
}

Json jsonOf(const Model& model) {
    Json json{{"id", model.id}, {"name", model.name}};
    json["developer"] = textOrNull(model.developer);
    json["family"] = textOrNull(model.family);
    json["parameters"] = jsonNumber(parameterCount(model));
    json["active_parameters"] = jsonNumber(activeParameterCount(model));
    json["published_parameters"] = model.publishedParameters > 0 ? jsonNumber(model.publishedParameters) : Json();
    json["hidden"] = jsonNumber(model.hidden);
    json["vocabulary"] = jsonNumber(model.vocabulary);
    json["tied_embeddings"] = model.tiedEmbeddings;
    json["max_context"] = model.maxContext.si() > 0 ? jsonNumber(model.maxContext.si()) : Json();
    json["native_dtype"] = textOrNull(model.nativeDtype);
    json["layers"] = jsonNumber(layerCount(model));
    json["kv_elements_per_token"] = jsonNumber(cacheElementsPerToken(model));
    json["groups"] = Json::array();
    for (const LayerGroup& group : model.groups) json["groups"].push_back(jsonOf(group));
    json["confidence"] = textOrNull(model.confidence);
    json["notes"] = textOrNull(model.notes);
    json["sources"] = jsonOf(model.sources);
    return json;
}

Json jsonOf(const Peaks& peaks) {
    const auto rate = [](const std::optional<FlopPerSecond>& peak) { return peak ? jsonNumber(peak->si()) : Json(); };
    return {{"bf16", rate(peaks.bf16)},
            {"fp16", rate(peaks.fp16)},
            {"fp8", rate(peaks.fp8)},
            {"int8", rate(peaks.int8)},
            {"fp4", rate(peaks.fp4)}};
}

Json jsonOf(const Accelerator& accelerator) {
    Json json{{"id", accelerator.id}, {"name", accelerator.name}};
    json["vendor"] = textOrNull(accelerator.vendor);
    json["memory_bytes"] = jsonNumber(accelerator.memory.si());
    json["memory_basis"] = textOrNull(accelerator.memoryBasis);
    json["bandwidth_bytes_per_s"] = jsonNumber(accelerator.bandwidth.si());
    json["peak_flops"] = jsonOf(accelerator.peaks);
    json["host_link"] = textOrNull(accelerator.hostLink);
    json["host_link_bytes_per_s"] = jsonNumber(accelerator.linkBandwidth.si());
    json["dollars_per_hour"] = accelerator.price ? jsonNumber(*accelerator.price * hour / Dollars(1.0)) : Json();
    json["price_note"] = textOrNull(accelerator.priceNote);
    json["confidence"] = textOrNull(accelerator.confidence);
    json["notes"] = textOrNull(accelerator.notes);
    json["sources"] = jsonOf(accelerator.sources);
    return json;
}

Json jsonOf(const Method& method) {
    Json json{{"id", method.id}, {"name", method.name}};
    json["arxiv"] = textOrNull(method.arxiv);
    json["year"] = method.year;
    json["axes"] = method.axes;
    json["mechanism"] = method.mechanism;
    json["application"] = textOrNull(method.application);
    json["kv_bytes_kept_ratio"] = numberOrNull(method.keptRatio);
    json["kv_bytes_read_ratio"] = numberOrNull(method.readRatio);
    json["prefill_flop_ratio"] = numberOrNull(method.prefillFlopRatio);
    json["decode_flop_ratio"] = numberOrNull(method.decodeFlopRatio);
    json["ratio_basis"] = textOrNull(method.ratioBasis);
    json["ratio_text"] = textOrNull(method.ratioText);
    json["quality_text"] = textOrNull(method.qualityText);
    json["quality_class"] = textOrNull(method.qualityClass);
    json["confidence"] = textOrNull(method.confidence);
    json["notes"] = textOrNull(method.notes);
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
    for (const Model& model : catalogue.models) table.row({model.id, model.name, describe(model)});
    return table;
}

Table acceleratorTable(const Catalogue& catalogue) {
    Table table({Left, Left, Left});
    table.row({"ID", "NAME", "PEAKS"});
    for (const Accelerator& a : catalogue.accelerators) table.row({a.id, a.name, describe(a)});
    return table;
}

Table methodTable(const Catalogue& catalogue) {
    Table table({Left, Left, Left, Right, Right, Left});
    table.row({"ID", "YEAR", "AXES", "KEPT", "READ", "NAME"});
    const auto ratio = [](const std::optional<double>& value) { return value ? format(*value, Unit::Ratio) : "—"; };
    for (const Method& method : catalogue.methods) {
        std::string axes;
        for (const std::string& axis : method.axes) axes += (axes.empty() ? "" : ", ") + axis;
        table.row({method.id, std::to_string(method.year), axes, ratio(method.keptRatio), ratio(method.readRatio),
                   method.name});
    }
    table.line("\nKEPT, READ: cache bytes before over after, as kept and as read for each token.");
    return table;
}

} // namespace

const Listing modelListing{"models", modelTable, [](const Catalogue& c) { return jsonOf(c.models); }};
const Listing acceleratorListing{"accelerators", acceleratorTable,
                                 [](const Catalogue& c) { return jsonOf(c.accelerators); }};
const Listing methodListing{"methods", methodTable, [](const Catalogue& c) { return jsonOf(c.methods); }};

} // namespace longpeak
