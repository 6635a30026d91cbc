// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preset/measurement_json.h"

#include "preset/preset_json.h"

#include <algorithm>
#include <array>

namespace longpeak {
namespace {

constexpr double mostTokens = 1e9;
constexpr std::array<std::string_view, 3> spreadWords{"tensor", "context", "expert"};
constexpr std::array dtypes{Dtype::Bf16, Dtype::Fp16, Dtype::Fp8,   Dtype::Int8,
                            Dtype::Int4, Dtype::Fp4,  Dtype::Mxfp4, Dtype::Nvfp4};

std::vector<std::string_view> dtypeWords() {
    std::vector<std::string_view> words;
    for (const Dtype dtype : dtypes) words.push_back(dtypeName(dtype));
    return words;
}

/// Where the word at `key` stands in `words`; nothing, and a fault, when it does not.
std::optional<std::size_t> readIndex(ObjectReader& reader, std::string_view key,
                                     std::span<const std::string_view> words) {
    const std::string word = reader.requiredWord(key, words);
    const auto found = std::ranges::find(words, word);
    if (found == words.end()) return std::nullopt;
    return static_cast<std::size_t>(found - words.begin());
}

std::optional<Dtype> readDtype(ObjectReader& reader, std::string_view key) {
    if (!reader.has(key)) {
        reader.raw(key);
        return std::nullopt;
    }
    const auto index = readIndex(reader, key, dtypeWords());
    return index ? std::optional(dtypes[*index]) : std::nullopt;
}

/// None, or whole ones and parts beyond: a mean length. Of a billionth of a token no rate is a number.
std::optional<double> readTokens(ObjectReader& reader, std::string_view key) {
    const auto tokens = reader.number(key, 0, mostTokens);
    if (tokens && *tokens > 0 && *tokens < 1)
        reader.fault(key, LP_TEXT("fault", "must be 0 or at least 1, not %1")(plainAmount(*tokens)));
    return tokens;
}

void readPrecision(ObjectReader& reader, Measurement& m) {
    m.precision.weights = readDtype(reader, "weights").value_or(Dtype::Bf16);
    m.precision.experts = readDtype(reader, "experts");
    m.precision.cache = readDtype(reader, "cache").value_or(Dtype::Bf16);
    m.precision.compute = readDtype(reader, "compute").value_or(Dtype::Bf16);
    m.precisionPrinted = reader.text("printed");
}

void readParallelism(ObjectReader& reader, Measurement& m) {
    m.spread = static_cast<Spread>(readIndex(reader, "kind", spreadWords).value_or(0));
    m.spreadPrinted = reader.requiredText("printed");
    m.groups = 1;
    if (m.spread != Spread::Context) return;
    m.groups = reader.requiredWhole("groups", 1, 100'000);
    if (m.gpus / m.groups != static_cast<double>(static_cast<long long>(m.gpus / m.groups)))
        reader.fault("groups", LP_TEXT("fault", "must divide the number of GPUs"));
}

/// Whether the metric is known.
bool readMetric(ObjectReader& reader, Measurement& m) {
    std::vector<std::string_view> words;
    for (const MeasuredMetricName& name : measuredMetricNames()) words.push_back(name.word);
    m.kind = static_cast<MeasurementKind>(readIndex(reader, "kind", measurementKindWords()).value_or(0));
    const auto metric = readIndex(reader, "metric", words);
    m.metric = static_cast<MeasuredMetric>(metric.value_or(0));
    m.value = reader.requiredNumber("value", 1e-12, 1e21);
    const std::string unit = reader.requiredText("unit");
    const std::string_view wanted = unitSymbol(nameOf(m.metric).unit);
    if (metric && !unit.empty() && unit != wanted)
        reader.fault("unit",
                     LP_TEXT("fault", "must be %1 for this metric, not '%2'")(verbatim(wanted), verbatim(unit)));
    m.printed = reader.requiredText("printed");
    return metric.has_value();
}

/// What the conditions of a metric must say, so that it can be predicted.
struct Needs {
    bool model = true;
    bool accelerator = true;
    bool batch = false;
    bool context = false;
    bool prompt = false;
    bool output = false;
};

Needs needsOf(const Measurement& m) {
    switch (m.metric) {
    case MeasuredMetric::TimePerToken:
    case MeasuredMetric::DecodeRate:
    case MeasuredMetric::PassRate:
    case MeasuredMetric::TimePerTokenSlope: return {.batch = true, .context = true};
    case MeasuredMetric::FirstToken:
    case MeasuredMetric::PrefillTime: return {.prompt = true};
    // A fleet's rate stands without the length of its prompts: attention is then left out.
    case MeasuredMetric::PrefillRate:
    case MeasuredMetric::PrefillRatePerGpu: return {.prompt = m.spread != Spread::Expert};
    case MeasuredMetric::RequestTime:
    case MeasuredMetric::RequestOutputRate:
    case MeasuredMetric::RequestTotalRate: return {.batch = true, .prompt = true, .output = true};
    case MeasuredMetric::MaximumRate: return {.prompt = true, .output = true};
    case MeasuredMetric::OutputRate:
    case MeasuredMetric::OutputRatePerGpu:
    case MeasuredMetric::TransferTime: return {.context = true};
    case MeasuredMetric::CacheBytes: return {.accelerator = false, .context = true};
    case MeasuredMetric::WeightBytesPerGpu: return {.accelerator = false};
    case MeasuredMetric::CacheCapacity:
    case MeasuredMetric::CacheBytesPerGpu: return {};
    case MeasuredMetric::MatrixProductRate:
    case MeasuredMetric::MemoryCopyRate:
    case MeasuredMetric::HostLinkRate: break;
    }
    return {.model = false};
}

void checkNeeds(ObjectReader& reader, const Measurement& m) {
    const Needs needs = needsOf(m);
    const auto isGiven = [&](std::string_view key) {
        const Json* node = reader.raw(key);
        const bool isBlank = node != nullptr && node->is_string() && node->get_ref<const std::string&>().empty();
        return node != nullptr && !node->is_null() && !isBlank;
    };
    const auto need = [&](std::string_view key, bool needed) {
        if (needed && !isGiven(key)) reader.fault(key, LP_TEXT("fault", "is missing, and this metric needs it"));
    };
    need("model", needs.model);
    need("accelerator", needs.accelerator);
    need("batch", needs.batch);
    need("context", needs.context);
    need("prompt", needs.prompt);
    need("output", needs.output);
    need("slope_from", m.metric == MeasuredMetric::TimePerTokenSlope);
    need("pass", m.metric == MeasuredMetric::PassRate);
    if (m.slopeFrom && m.context && *m.slopeFrom >= *m.context)
        reader.fault("slope_from", LP_TEXT("fault", "must be less than %1")(verbatim("context")));
}

void writeOptional(OrderedJson& json, const char* key, const std::optional<double>& value) {
    if (value) json[key] = plainNumber(*value);
}

void writeWords(OrderedJson& json, const char* key, const std::string& text) {
    if (!text.empty()) json[key] = text;
}

OrderedJson writePrecision(const Measurement& m) {
    OrderedJson json{{"weights", dtypeName(m.precision.weights)}};
    if (m.precision.experts) json["experts"] = dtypeName(*m.precision.experts);
    json["cache"] = dtypeName(m.precision.cache);
    json["compute"] = dtypeName(m.precision.compute);
    writeWords(json, "printed", m.precisionPrinted);
    return json;
}

} // namespace

Measurement readMeasurement(ObjectReader& reader) {
    Measurement m;
    m.id = reader.requiredText("id");
    const bool known = readMetric(reader, m);
    m.model = reader.text("model");
    m.accelerator = reader.text("accelerator");
    if (reader.has("gpus")) m.gpus = reader.requiredWhole("gpus", 1, 1e6);
    reader.object("parallelism", [&](ObjectReader& inner) { readParallelism(inner, m); });
    reader.object("precision", [&](ObjectReader& inner) { readPrecision(inner, m); });
    m.framework = reader.text("framework");
    m.batch = reader.number("batch", 1, 1e6);
    m.context = readTokens(reader, "context");
    m.prompt = reader.number("prompt", 1, mostTokens);
    m.output = readTokens(reader, "output");
    m.slopeFrom = readTokens(reader, "slope_from");
    m.passTokens = reader.number("pass", 1, mostTokens);
    m.memoryUtilisation = reader.number("memory_utilisation", 0.01, 1);
    m.linkBandwidth = reader.number("link_bytes_per_s", 1e6, 1e15);
    m.directions = reader.number("directions", 1, 2).value_or(1);
    m.reusedShare = reader.number("reused_share", 0, 0.999).value_or(0);
    m.conditions = reader.requiredText("conditions");
    if (!reader.has("independent_peak")) reader.fault("independent_peak", LP_TEXT("fault", "is missing"));
    reader.object("independent_peak", [&](ObjectReader& peak) {
        m.independentPeak.value = peak.requiredNumber("value", 1e-12, 1e21);
        m.independentPeak.roof = peak.requiredWord("roof", {"compute", "memory", "link", "size"});
        m.independentPeak.formula = peak.requiredText("formula");
    });
    m.notes = reader.text("notes");
    m.finding = reader.text("finding");
    m.confidence = reader.requiredWord("confidence", {"paper", "vendor", "secondary"});
    m.sources = readSources(reader);
    if (known) checkNeeds(reader, m);
    return m;
}

OrderedJson writeMeasurement(const Measurement& m) {
    OrderedJson json{{"id", m.id},
                     {"kind", measurementKindWords()[static_cast<std::size_t>(m.kind)]},
                     {"metric", nameOf(m.metric).word},
                     {"value", plainNumber(m.value)},
                     {"unit", unitSymbol(nameOf(m.metric).unit)},
                     {"printed", m.printed}};
    writeWords(json, "model", m.model);
    writeWords(json, "accelerator", m.accelerator);
    json["gpus"] = plainNumber(m.gpus);
    if (!m.spreadPrinted.empty()) {
        OrderedJson spread{{"kind", spreadWords[static_cast<std::size_t>(m.spread)]}};
        if (m.spread == Spread::Context) spread["groups"] = plainNumber(m.groups);
        spread["printed"] = m.spreadPrinted;
        json["parallelism"] = std::move(spread);
    }
    json["precision"] = writePrecision(m);
    writeWords(json, "framework", m.framework);
    writeOptional(json, "batch", m.batch);
    writeOptional(json, "context", m.context);
    writeOptional(json, "prompt", m.prompt);
    writeOptional(json, "output", m.output);
    writeOptional(json, "slope_from", m.slopeFrom);
    writeOptional(json, "pass", m.passTokens);
    writeOptional(json, "memory_utilisation", m.memoryUtilisation);
    writeOptional(json, "link_bytes_per_s", m.linkBandwidth);
    if (m.directions != 1) json["directions"] = plainNumber(m.directions);
    if (m.reusedShare != 0) json["reused_share"] = plainNumber(m.reusedShare);
    json["conditions"] = m.conditions;
    json["independent_peak"] = {{"value", plainNumber(m.independentPeak.value)},
                                {"roof", m.independentPeak.roof},
                                {"formula", m.independentPeak.formula}};
    writeWords(json, "notes", m.notes);
    writeWords(json, "finding", m.finding);
    json["confidence"] = m.confidence;
    json["sources"] = writeSources(m.sources);
    return json;
}

} // namespace longpeak
