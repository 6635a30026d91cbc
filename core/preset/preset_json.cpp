// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preset/preset_json.h"

#include <algorithm>
#include <array>

namespace longpeak {
namespace {

constexpr double maximumWidth = 10'000'000;
constexpr double maximumElements = 1e15;

/// Attention kinds and feed-forward kinds as documents name them, in the order of the enumerations.
constexpr std::array<std::string_view, 6> attentionKinds{"full", "window", "chunked", "latent", "recurrent", "none"};
constexpr std::array<std::string_view, 3> feedForwardKinds{"dense", "mixture", "none"};

template <typename Kind, std::size_t Count>
Kind readKind(ObjectReader& reader, const std::array<std::string_view, Count>& names) {
    const std::string word = reader.requiredWord("kind", names);
    const auto found = std::ranges::find(names, word);
    return found == names.end() ? Kind{} : static_cast<Kind>(found - names.begin());
}

/// A whole number, 0 where it is left out.
double wholeOrNone(ObjectReader& reader, std::string_view key, double minimum, double maximum) {
    return reader.has(key) ? reader.requiredWhole(key, minimum, maximum) : 0;
}

void readHeads(ObjectReader& reader, Attention& a) {
    a.queryHeads = reader.requiredWhole("query_heads", 1, 100'000);
    a.kvHeads = reader.requiredWhole("kv_heads", 1, 100'000);
    a.headDim = reader.requiredWhole("head_dim", 1, 100'000);
    a.valueDim = wholeOrNone(reader, "value_dim", 1, 100'000);
    if (a.valueDim == a.headDim) a.valueDim = 0; // said once
    a.outputGate = reader.flag("output_gate", false);
    a.keyIsValue = reader.flag("key_is_value", false);
    a.queryKeyValueBias = reader.flag("qkv_bias", false);
    a.queryKeyNorm = reader.flag("qk_norm", false);
    if (a.kvHeads > a.queryHeads)
        reader.fault("kv_heads", LP_TEXT("fault", "must not be more than %1")(verbatim("query_heads")));
}

void readLatent(ObjectReader& reader, Attention& a) {
    a.queryHeads = reader.requiredWhole("query_heads", 1, 100'000);
    a.kvHeads = 1;
    a.valueDim = reader.requiredWhole("value_dim", 1, 100'000);
    a.latent.queryRank = wholeOrNone(reader, "query_rank", 1, maximumWidth);
    a.latent.kvRank = reader.requiredWhole("kv_rank", 1, maximumWidth);
    a.latent.nopeDim = reader.requiredWhole("nope_dim", 0, 100'000);
    a.latent.ropeDim = reader.requiredWhole("rope_dim", 0, 100'000);
    if (a.latent.nopeDim + a.latent.ropeDim == 0)
        reader.fault("nope_dim", LP_TEXT("fault", "must not be 0 where %1 is")(verbatim("rope_dim")));
}

void readRecurrence(ObjectReader& reader, Recurrence& r) {
    r.form = reader.requiredText("form");
    r.inputWidth = reader.requiredWhole("input_width", 1, maximumWidth);
    r.outputWidth = reader.requiredWhole("output_width", 1, maximumWidth);
    r.innerMatrices = wholeOrNone(reader, "inner_matrices", 0, maximumElements);
    r.vectors = wholeOrNone(reader, "vectors", 0, maximumElements);
    r.state = reader.requiredWhole("state", 1, maximumElements);
    r.stateBytes = reader.number("state_bytes", 0.25, 8).value_or(2);
    r.flopPerStateElement = reader.requiredNumber("flop_per_state_element", 0, 1000);
}

Attention readAttention(ObjectReader& reader) {
    Attention a;
    a.kind = readKind<AttentionKind>(reader, attentionKinds);
    switch (a.kind) {
    case AttentionKind::None: return a;
    case AttentionKind::Recurrent: readRecurrence(reader, a.recurrence); return a;
    case AttentionKind::Latent: readLatent(reader, a); break;
    case AttentionKind::Window:
    case AttentionKind::Chunked: a.window = reader.requiredWhole("window", 1, 1e9); [[fallthrough]];
    case AttentionKind::Full: readHeads(reader, a); break;
    }
    a.shared = reader.flag("shared", false);
    if (a.window == 0)
        reader.object("selection", [&](ObjectReader& selection) {
            a.selection.tokens = selection.requiredWhole("tokens", 1, 1e9);
            a.selection.heads = selection.requiredWhole("heads", 1, 100'000);
            a.selection.headDim = selection.requiredWhole("head_dim", 1, 100'000);
        });
    return a;
}

FeedForward readFeedForward(ObjectReader& reader) {
    FeedForward f;
    f.kind = readKind<FeedForwardKind>(reader, feedForwardKinds);
    if (f.kind == FeedForwardKind::None) return f;
    f.intermediate = reader.requiredWhole("intermediate", 1, maximumWidth);
    f.gated = reader.flag("gated", true);
    if (f.kind == FeedForwardKind::Dense) return f;
    f.experts = reader.requiredWhole("experts", 1, 1'000'000);
    f.active = reader.requiredWhole("active", 1, 1'000'000);
    f.sharedIntermediate = wholeOrNone(reader, "shared_intermediate", 0, maximumWidth);
    f.denseIntermediate = wholeOrNone(reader, "dense_intermediate", 0, maximumWidth);
    f.expertHidden = wholeOrNone(reader, "expert_hidden", 1, maximumWidth);
    if (reader.has("experts") && f.active > f.experts)
        reader.fault("active", LP_TEXT("fault", "must not be more than %1")(verbatim("experts")));
    return f;
}

LayerGroup readGroup(ObjectReader& reader) {
    LayerGroup group;
    group.layers = reader.requiredWhole("layers", 1, 10'000);
    if (!reader.has("attention")) reader.fault("attention", LP_TEXT("fault", "is missing"));
    reader.object("attention", [&](ObjectReader& attention) { group.attention = readAttention(attention); });
    if (!reader.has("feed_forward")) reader.fault("feed_forward", LP_TEXT("fault", "is missing"));
    reader.object("feed_forward", [&](ObjectReader& part) { group.feedForward = readFeedForward(part); });
    if (reader.has("norms")) group.norms = reader.requiredWhole("norms", 0, 8);
    group.extraMatrices = wholeOrNone(reader, "extra_matrices", 0, maximumElements);
    group.extraVectors = wholeOrNone(reader, "extra_vectors", 0, maximumElements);
    if (group.attention.kind == AttentionKind::None && group.feedForward.kind == FeedForwardKind::None)
        reader.fault("", LP_TEXT("fault", "has neither attention nor a feed-forward"));
    return group;
}

void writeNumber(OrderedJson& json, const char* key, double value) {
    if (value != 0) json[key] = plainNumber(value);
}

void writeFlag(OrderedJson& json, const char* key, bool value) {
    if (value) json[key] = true;
}

OrderedJson writeRecurrence(const Recurrence& r) {
    OrderedJson json{{"kind", "recurrent"},
                     {"form", r.form},
                     {"input_width", plainNumber(r.inputWidth)},
                     {"output_width", plainNumber(r.outputWidth)}};
    writeNumber(json, "inner_matrices", r.innerMatrices);
    writeNumber(json, "vectors", r.vectors);
    json["state"] = plainNumber(r.state);
    json["state_bytes"] = plainNumber(r.stateBytes);
    json["flop_per_state_element"] = plainNumber(r.flopPerStateElement);
    return json;
}

OrderedJson writeAttention(const Attention& a) {
    if (a.kind == AttentionKind::Recurrent) return writeRecurrence(a.recurrence);
    OrderedJson json{{"kind", attentionKinds[static_cast<std::size_t>(a.kind)]}};
    if (a.kind == AttentionKind::None) return json;
    json["query_heads"] = plainNumber(a.queryHeads);
    if (a.kind == AttentionKind::Latent) {
        writeNumber(json, "query_rank", a.latent.queryRank);
        json["kv_rank"] = plainNumber(a.latent.kvRank);
        json["nope_dim"] = plainNumber(a.latent.nopeDim);
        json["rope_dim"] = plainNumber(a.latent.ropeDim);
    } else {
        json["kv_heads"] = plainNumber(a.kvHeads);
        json["head_dim"] = plainNumber(a.headDim);
    }
    writeNumber(json, "value_dim", a.valueDim);
    writeNumber(json, "window", a.window);
    writeFlag(json, "shared", a.shared);
    if (a.selection.tokens > 0)
        json["selection"] = {{"tokens", plainNumber(a.selection.tokens)},
                             {"heads", plainNumber(a.selection.heads)},
                             {"head_dim", plainNumber(a.selection.headDim)}};
    writeFlag(json, "output_gate", a.outputGate);
    writeFlag(json, "key_is_value", a.keyIsValue);
    writeFlag(json, "qkv_bias", a.queryKeyValueBias);
    writeFlag(json, "qk_norm", a.queryKeyNorm);
    return json;
}

OrderedJson writeFeedForward(const FeedForward& f) {
    OrderedJson json{{"kind", feedForwardKinds[static_cast<std::size_t>(f.kind)]}};
    if (f.kind == FeedForwardKind::None) return json;
    json["intermediate"] = plainNumber(f.intermediate);
    json["gated"] = f.gated;
    if (f.kind == FeedForwardKind::Dense) return json;
    json["experts"] = plainNumber(f.experts);
    json["active"] = plainNumber(f.active);
    writeNumber(json, "shared_intermediate", f.sharedIntermediate);
    writeNumber(json, "dense_intermediate", f.denseIntermediate);
    writeNumber(json, "expert_hidden", f.expertHidden);
    return json;
}

OrderedJson writeGroup(const LayerGroup& group) {
    OrderedJson json{{"layers", plainNumber(group.layers)},
                     {"attention", writeAttention(group.attention)},
                     {"feed_forward", writeFeedForward(group.feedForward)},
                     {"norms", plainNumber(group.norms)}};
    writeNumber(json, "extra_matrices", group.extraMatrices);
    writeNumber(json, "extra_vectors", group.extraVectors);
    return json;
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
    if (!peaks.bf16 && !peaks.fp16)
        reader.fault("", LP_TEXT("fault", "needs %1 or %2")(verbatim("bf16"), verbatim("fp16")));
    return peaks;
}

void writePeak(OrderedJson& json, const char* key, const std::optional<FlopPerSecond>& rate) {
    if (rate) json[key] = plainNumber(rate->si());
}

void writeText(OrderedJson& json, const char* key, const std::string& text) {
    if (!text.empty()) json[key] = text;
}

} // namespace

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

Model readModel(ObjectReader& reader) {
    Model model;
    model.id = reader.requiredText("id");
    model.name = reader.requiredText("name");
    model.developer = reader.text("developer");
    model.family = reader.text("family");
    model.architecture.hidden = reader.requiredWhole("hidden", 1, 1'000'000);
    model.architecture.vocabulary = reader.requiredWhole("vocabulary", 1, 100'000'000);
    model.architecture.tiedEmbeddings = reader.flag("tied_embeddings", false);
    model.architecture.extraTables = wholeOrNone(reader, "extra_tables", 0, maximumElements);
    model.maxContext = Tokens(reader.number("max_context", 1, 1e9).value_or(0));
    model.nativeDtype = reader.text("native_dtype");
    model.publishedParameters = reader.number("published_parameters", 1, 1e15).value_or(0);
    model.publishedActiveParameters = reader.number("published_active_parameters", 1, 1e15).value_or(0);
    model.publishedNote = reader.text("published_note");
    reader.objects("groups", true, [&](ObjectReader& group) { model.architecture.groups.push_back(readGroup(group)); });
    model.architecture.synthetic = reader.flag("synthetic", false);
    model.confidence = reader.text("confidence");
    model.notes = reader.text("notes");
    model.sources = readSources(reader);
    return model;
}

OrderedJson writeModel(const Model& model) {
    OrderedJson json{{"id", model.id}, {"name", model.name}};
    writeText(json, "developer", model.developer);
    writeText(json, "family", model.family);
    json["hidden"] = plainNumber(model.architecture.hidden);
    json["vocabulary"] = plainNumber(model.architecture.vocabulary);
    json["tied_embeddings"] = model.architecture.tiedEmbeddings;
    writeNumber(json, "extra_tables", model.architecture.extraTables);
    if (model.maxContext.si() > 0) json["max_context"] = plainNumber(model.maxContext.si());
    writeText(json, "native_dtype", model.nativeDtype);
    writeNumber(json, "published_parameters", model.publishedParameters);
    writeNumber(json, "published_active_parameters", model.publishedActiveParameters);
    writeText(json, "published_note", model.publishedNote);
    json["groups"] = OrderedJson::array();
    for (const LayerGroup& group : model.architecture.groups) json["groups"].push_back(writeGroup(group));
    writeFlag(json, "synthetic", model.architecture.synthetic);
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
    a.kind = reader.text("kind");
    a.announced = reader.flag("announced", false);
    a.memory = Bytes(reader.requiredNumber("memory_bytes", 1e9, 1e14));
    a.nominalMemory = Bytes(reader.number("nominal_memory_bytes", 1e9, 1e14).value_or(a.memory.si()));
    a.memoryBasis = reader.text("memory_basis");
    a.bandwidth = BytesPerSecond(reader.requiredNumber("bandwidth_bytes_per_s", 1e10, 1e15));
    if (!reader.has("peak_flops")) reader.fault("peak_flops", LP_TEXT("fault", "is missing"));
    reader.object("peak_flops", [&](ObjectReader& peaks) { a.peaks = readPeaks(peaks); });
    a.hostLink = reader.text("host_link");
    a.linkBandwidth = BytesPerSecond(reader.number("host_link_bytes_per_s", 1e8, 1e13).value_or(0));
    a.deviceLink = reader.text("device_link");
    if (const auto rate = reader.number("device_link_bytes_per_s", 1e8, 1e14))
        a.deviceLinkBandwidth = BytesPerSecond(*rate);
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
    writeText(json, "kind", a.kind);
    writeFlag(json, "announced", a.announced);
    json["memory_bytes"] = plainNumber(a.memory.si());
    if (a.nominalMemory != a.memory) json["nominal_memory_bytes"] = plainNumber(a.nominalMemory.si());
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
    writeNumber(json, "host_link_bytes_per_s", a.linkBandwidth.si());
    writeText(json, "device_link", a.deviceLink);
    if (a.deviceLinkBandwidth) json["device_link_bytes_per_s"] = plainNumber(a.deviceLinkBandwidth->si());
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
            reader.fault("axes", LP_TEXT("fault", "must be of %1, not '%2'")(verbatim("layer, head, token, hidden"),
                                                                             verbatim(axis)));
    m.mechanism = reader.requiredText("mechanism");
    m.application = reader.text("application");
    m.keptRatio = reader.number("kv_bytes_kept_ratio", 1e-3, 1e6);
    m.readRatio = reader.number("kv_bytes_read_ratio", 1e-3, 1e6);
    m.prefillFlopRatio = reader.number("prefill_flop_ratio", 1e-3, 1e6);
    m.decodeFlopRatio = reader.number("decode_flop_ratio", 1e-3, 1e6);
    m.afterPrefill = reader.flag("compresses_after_prefill", false);
    m.beforePrefill = reader.flag("drops_before_prefill", false);
    m.quantises = reader.flag("quantises", false);
    m.partOfModel = reader.flag("part_of_model", false);
    if (reader.has("ratio_basis"))
        m.ratioBasis = reader.requiredWord("ratio_basis", {"reported", "structural", "nominal"});
    m.ratioText = reader.text("ratio_text");
    m.qualityText = reader.text("quality_text");
    m.qualityClass = reader.text("quality_class");
    if (reader.has("needle")) m.needle = reader.requiredWord("needle", {"kept", "partly", "lost", "not reported"});
    if (const auto tokens = reader.number("quality_tokens", 1, 1e9)) m.shownFor = Tokens(*tokens);
    m.confidence = reader.text("confidence");
    m.notes = reader.text("notes");
    m.sources = readSources(reader);
    return m;
}

} // namespace longpeak
