// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz/words.h"

#include "cost/metric.h"
#include "document/format.h"
#include "figure/figure_kind.h"
#include "measurement/measurement.h"
#include "preset/preset_fields.h"
#include "preset/shipped.h"
#include "scenario/parameter.h"

#include <algorithm>

namespace longpeak::fuzz {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t mostSamples = 24; ///< of one key

void addSample(Words& words, const std::string& key, const OrderedJson& value) {
    auto& samples = words.samples[key];
    if (samples.size() < mostSamples && std::ranges::find(samples, value) == samples.end()) samples.push_back(value);
}

void addDocument(Words& words, const OrderedJson& node) {
    if (node.is_object())
        for (const auto& [key, value] : node.items()) addSample(words, key, value);
    for (const OrderedJson& inner : node)
        if (inner.is_structured()) addDocument(words, inner);
}

void addRange(Words& words, const std::string& key, double minimum, double maximum) {
    for (const double each : {minimum, maximum}) {
        addSample(words, key, each);
        words.numbers.push_back(each);
    }
}

template <typename Part>
void addFields(Words& words, std::span<const DocumentField<Part>> fields) {
    for (const DocumentField<Part>& field : fields) {
        const std::string key(field.key);
        words.keys.push_back(key);
        if (const auto* nested = std::get_if<NestedFields<Part>>(&field.value)) addFields(words, nested->fields());
        if (std::holds_alternative<NumberAccess<Part>>(field.value))
            addRange(words, key, field.range.minimum, field.range.maximum);
    }
}

void addParameters(Words& words) {
    for (const Parameter& parameter : parameters()) {
        words.keys.push_back(parameter.section());
        words.keys.push_back(parameter.key());
        words.texts.emplace_back(parameter.id);
        for (const Choice& choice : parameter.choices) {
            words.texts.emplace_back(choice.text);
            addSample(words, parameter.key(), choice.text);
        }
        if (parameter.isNumeric()) addRange(words, parameter.key(), parameter.minimum, parameter.maximum);
        for (const KnownValue& known : parameter.known) addSample(words, parameter.key(), known.value);
    }
}

void addPresets(Words& words) {
    addFields(words, modelFields());
    addFields(words, acceleratorFields());
    addFields(words, groupFields());
    for (const AttentionKindRow& kind : attentionKinds()) {
        words.texts.emplace_back(kind.word);
        addFields(words, kind.fields);
    }
    for (const FeedForwardRow& kind : feedForwardKinds()) {
        words.texts.emplace_back(kind.word);
        addFields(words, kind.fields);
    }
    const Catalogue shipped = shippedCatalogue().value();
    for (const Model& model : shipped.models) words.texts.push_back(model.id);
    for (const Accelerator& accelerator : shipped.accelerators) words.texts.push_back(accelerator.id);
    for (const Method& method : shipped.methods) words.texts.push_back(method.id);
}

void addNames(Words& words) {
    for (const DocumentFormat& format : documentFormats()) {
        words.texts.emplace_back(format.name);
        words.keys.emplace_back(format.further);
        addSample(words, "format", format.name);
    }
    for (const Metric& metric : metrics()) {
        words.texts.emplace_back(metric.key);
        addSample(words, "metric", metric.key);
    }
    for (const FigureKind& kind : figureKinds()) {
        words.texts.emplace_back(kind.id);
        addSample(words, "figures", OrderedJson::array({kind.id}));
    }
    for (const MeasuredMetricName& name : measuredMetricNames()) addSample(words, "metric", name.word);
    for (const std::string_view word : measurementKindWords()) words.texts.emplace_back(word);
}

Words gathered() {
    Words words;
    words.texts = {
        "", "x", "auto", "0", "null", "/", "../x", "\xf0\x9f\x98\x80", "\xc2\x9b[31m", "\xe2\x80\xae", "<b>&amp;\"'"};
    words.texts.push_back(std::string("\0\x01\x1b", 3));
    words.texts.emplace_back(300, 'n');
    words.numbers = {0,
                     -0.0,
                     1,
                     -1,
                     2,
                     3,
                     0.5,
                     1e-9,
                     1e-320,
                     1e308,
                     -1e308,
                     1e18,
                     1e15,
                     9e15,
                     65,
                     64,
                     100,
                     1e4,
                     1e6,
                     1e9,
                     255,
                     256,
                     2147483648.0,
                     4294967296.0,
                     9007199254740993.0,
                     18446744073709551616.0,
                     -9223372036854775808.0};
    for (const ShippedFile& shipped : shippedFiles()) addDocument(words, OrderedJson::parse(shipped.text));
    addNames(words);
    addParameters(words);
    addPresets(words);
    for (const auto& [key, samples] : words.samples) words.keys.push_back(key);
    std::ranges::sort(words.keys);
    words.keys.erase(std::unique(words.keys.begin(), words.keys.end()), words.keys.end());
    return words;
}

} // namespace

const Words& words() {
    static const Words all = gathered();
    return all;
}

} // namespace longpeak::fuzz
