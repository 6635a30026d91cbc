// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preset/preset_json.h"

namespace longpeak {
namespace {

std::vector<Source> readSources(ObjectReader& reader) {
    std::vector<Source> sources;
    reader.objects("sources", true, [&](ObjectReader& source) {
        sources.push_back({source.requiredText("what"), source.requiredText("ref")});
    });
    return sources;
}

OrderedJson writeSources(const std::vector<Source>& sources) {
    OrderedJson list = OrderedJson::array();
    for (const Source& source : sources) list.push_back({{"what", source.what}, {"ref", source.reference}});
    return list;
}

LayerGroup readGroup(ObjectReader& reader) {
    LayerGroup group;
    group.layers = reader.requiredWhole("layers", 1, 10'000);
    if (!reader.has("attention")) reader.fault("attention", "is missing");
    reader.object("attention", [&](ObjectReader& attention) {
        attention.requiredWord("kind", {"full"});
        group.attention.queryHeads = attention.requiredWhole("query_heads", 1, 100'000);
        group.attention.kvHeads = attention.requiredWhole("kv_heads", 1, 100'000);
        group.attention.headDim = attention.requiredWhole("head_dim", 1, 100'000);
        group.attention.queryKeyValueBias = attention.flag("qkv_bias", false);
        group.attention.queryKeyNorm = attention.flag("qk_norm", false);
        if (group.attention.kvHeads > group.attention.queryHeads)
            attention.fault("kv_heads", "must not be more than query_heads");
    });
    if (!reader.has("feed_forward")) reader.fault("feed_forward", "is missing");
    reader.object("feed_forward", [&](ObjectReader& feedForward) {
        feedForward.requiredWord("kind", {"dense"});
        group.feedForward.intermediate = feedForward.requiredWhole("intermediate", 1, 10'000'000);
        group.feedForward.gated = feedForward.flag("gated", true);
    });
    group.norms = reader.number("norms", 0, 8).value_or(2);
    return group;
}

OrderedJson writeGroup(const LayerGroup& group) {
    OrderedJson attention{{"kind", "full"},
                          {"query_heads", plainNumber(group.attention.queryHeads)},
                          {"kv_heads", plainNumber(group.attention.kvHeads)},
                          {"head_dim", plainNumber(group.attention.headDim)}};
    if (group.attention.queryKeyValueBias) attention["qkv_bias"] = true;
    if (group.attention.queryKeyNorm) attention["qk_norm"] = true;
    return {{"layers", plainNumber(group.layers)},
            {"attention", attention},
            {"feed_forward",
             {{"kind", "dense"},
              {"intermediate", plainNumber(group.feedForward.intermediate)},
              {"gated", group.feedForward.gated}}},
            {"norms", plainNumber(group.norms)}};
}

/// "peak_flops" of an accelerator, each figure absent when not known.
Peaks readPeaks(ObjectReader& reader) {
    Peaks peaks;
    const auto rate = [&](std::string_view key) -> std::optional<FlopPerSecond> {
        const auto value = reader.number(key, 1e9, 1e19);
        if (!value) return std::nullopt;
        return FlopPerSecond(*value);
    };
    peaks.bf16 = rate("bf16");
    peaks.fp16 = rate("fp16");
    peaks.fp8 = rate("fp8");
    peaks.int8 = rate("int8");
    peaks.fp4 = rate("fp4");
    if (!peaks.bf16 && !peaks.fp16) reader.fault("", "needs bf16 or fp16");
    return peaks;
}

void writePeak(OrderedJson& json, const char* key, const std::optional<FlopPerSecond>& rate) {
    if (rate) json[key] = plainNumber(rate->si());
}

void writeText(OrderedJson& json, const char* key, const std::string& text) {
    if (!text.empty()) json[key] = text;
}

} // namespace

Model readModel(ObjectReader& reader) {
    Model model;
    model.id = reader.requiredText("id");
    model.name = reader.requiredText("name");
    model.developer = reader.text("developer");
    model.family = reader.text("family");
    model.hidden = reader.requiredWhole("hidden", 1, 1'000'000);
    model.vocabulary = reader.requiredWhole("vocabulary", 1, 100'000'000);
    model.tiedEmbeddings = reader.flag("tied_embeddings", false);
    model.maxContext = Tokens(reader.number("max_context", 1, 1e9).value_or(0));
    model.nativeDtype = reader.text("native_dtype");
    model.publishedParameters = reader.number("published_parameters", 1, 1e15).value_or(0);
    reader.objects("groups", true, [&](ObjectReader& group) { model.groups.push_back(readGroup(group)); });
    model.synthetic = reader.flag("synthetic", false);
    model.confidence = reader.text("confidence");
    model.notes = reader.text("notes");
    model.sources = readSources(reader);
    return model;
}

OrderedJson writeModel(const Model& model) {
    OrderedJson json{{"id", model.id}, {"name", model.name}};
    writeText(json, "developer", model.developer);
    writeText(json, "family", model.family);
    json["hidden"] = plainNumber(model.hidden);
    json["vocabulary"] = plainNumber(model.vocabulary);
    json["tied_embeddings"] = model.tiedEmbeddings;
    if (model.maxContext.si() > 0) json["max_context"] = plainNumber(model.maxContext.si());
    writeText(json, "native_dtype", model.nativeDtype);
    if (model.publishedParameters > 0) json["published_parameters"] = plainNumber(model.publishedParameters);
    json["groups"] = OrderedJson::array();
    for (const LayerGroup& group : model.groups) json["groups"].push_back(writeGroup(group));
    if (model.synthetic) json["synthetic"] = true;
    writeText(json, "confidence", model.confidence);
    writeText(json, "notes", model.notes);
    json["sources"] = writeSources(model.sources);
    return json;
}

Accelerator readAccelerator(ObjectReader& reader) {
    Accelerator a;
    a.id = reader.requiredText("id");
    a.name = reader.requiredText("name");
    a.vendor = reader.text("vendor");
    a.memory = Bytes(reader.requiredNumber("memory_bytes", 1e9, 1e14));
    a.memoryBasis = reader.text("memory_basis");
    a.bandwidth = BytesPerSecond(reader.requiredNumber("bandwidth_bytes_per_s", 1e10, 1e15));
    if (!reader.has("peak_flops")) reader.fault("peak_flops", "is missing");
    reader.object("peak_flops", [&](ObjectReader& peaks) { a.peaks = readPeaks(peaks); });
    a.hostLink = reader.text("host_link");
    a.linkBandwidth = BytesPerSecond(reader.requiredNumber("host_link_bytes_per_s", 1e8, 1e13));
    if (const auto price = reader.number("dollars_per_hour", 0, 1000)) a.price = Dollars(*price) / hour;
    a.priceNote = reader.text("price_note");
    a.confidence = reader.text("confidence");
    a.notes = reader.text("notes");
    a.sources = readSources(reader);
    return a;
}

OrderedJson writeAccelerator(const Accelerator& a) {
    OrderedJson json{{"id", a.id}, {"name", a.name}};
    writeText(json, "vendor", a.vendor);
    json["memory_bytes"] = plainNumber(a.memory.si());
    writeText(json, "memory_basis", a.memoryBasis);
    json["bandwidth_bytes_per_s"] = plainNumber(a.bandwidth.si());
    OrderedJson peaks = OrderedJson::object();
    writePeak(peaks, "bf16", a.peaks.bf16);
    writePeak(peaks, "fp16", a.peaks.fp16);
    writePeak(peaks, "fp8", a.peaks.fp8);
    writePeak(peaks, "int8", a.peaks.int8);
    writePeak(peaks, "fp4", a.peaks.fp4);
    json["peak_flops"] = peaks;
    writeText(json, "host_link", a.hostLink);
    json["host_link_bytes_per_s"] = plainNumber(a.linkBandwidth.si());
    if (a.price) json["dollars_per_hour"] = plainNumber(*a.price * hour / Dollars(1.0));
    writeText(json, "price_note", a.priceNote);
    writeText(json, "confidence", a.confidence);
    writeText(json, "notes", a.notes);
    json["sources"] = writeSources(a.sources);
    return json;
}

Method readMethod(ObjectReader& reader) {
    Method m;
    m.id = reader.requiredText("id");
    m.name = reader.requiredText("name");
    m.arxiv = reader.text("arxiv");
    m.year = static_cast<int>(reader.requiredWhole("year", 1990, 2100));
    m.axes = reader.texts("axes");
    for (const std::string& axis : m.axes)
        if (axis != "layer" && axis != "head" && axis != "token" && axis != "hidden")
            reader.fault("axes", "must be of layer, head, token, hidden, not '" + axis + "'");
    m.mechanism = reader.requiredText("mechanism");
    m.application = reader.text("application");
    m.keptRatio = reader.number("kv_bytes_kept_ratio", 1e-3, 1e6);
    m.readRatio = reader.number("kv_bytes_read_ratio", 1e-3, 1e6);
    m.prefillFlopRatio = reader.number("prefill_flop_ratio", 1e-3, 1e6);
    m.decodeFlopRatio = reader.number("decode_flop_ratio", 1e-3, 1e6);
    if (reader.has("ratio_basis"))
        m.ratioBasis = reader.requiredWord("ratio_basis", {"reported", "structural", "nominal"});
    m.ratioText = reader.text("ratio_text");
    m.qualityText = reader.text("quality_text");
    m.qualityClass = reader.text("quality_class");
    m.confidence = reader.text("confidence");
    m.notes = reader.text("notes");
    m.sources = readSources(reader);
    return m;
}

} // namespace longpeak
