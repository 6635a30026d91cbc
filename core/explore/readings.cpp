// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/conventions.h"

#include <optional>

namespace longpeak {
namespace {

constexpr Tokens decimal128K{128000};
constexpr Tokens binary128K{131072};
/// A third of the peak, as calculators with a built-in efficiency take.
constexpr double builtInEfficiency = 0.33;

Text count(double value) {
    return exactAmount(value, Unit::Count);
}

/// The shape with a KV head for each query head, as if GQA were not there.
Architecture withoutSharing(Architecture architecture) {
    for (LayerGroup& group : architecture.groups) group.attention.kvHeads = group.attention.queryHeads;
    return architecture;
}

Reading cacheReading(Text title, const Architecture& shape, double bytesPerElement, bool own = false) {
    const Attention& a = shape.groups.front().attention;
    Reading reading{
        .title = std::move(title), .formula = verbatim("n · L · 2 · H · d · b"), .unit = Unit::Bytes, .own = own};
    reading.numbers = Text::joined({count(binary128K.si()), count(layerCount(shape)), count(2), count(a.kvHeads),
                                    count(a.headDim), exactAmount(bytesPerElement, Unit::Bytes)},
                                   " · ");
    reading.value = cacheElements(shape, binary128K) * bytesPerElement;
    return reading;
}

/// Llama-3-8B on one A100 80 GB by the closed form, with the coefficient of attention as `width` times H_q·d.
std::optional<Case> prefillOf(const Catalogue& catalogue, Tokens context, double width) {
    const Model* model = catalogue.model("llama-3-8b");
    const Accelerator* accelerator = catalogue.accelerator("a100-sxm-80g");
    if (model == nullptr || accelerator == nullptr) return std::nullopt;
    Case s;
    chooseModel(s, *model);
    chooseAccelerator(s, *accelerator);
    s.context = context;
    s.attentionCoefficient = width * queryWidth(model->architecture);
    return s;
}

Reading prefillReading(Text title, const Case& s) {
    const double a = *s.attentionCoefficient;
    Reading reading{.title = std::move(title), .unit = Unit::Seconds};
    reading.formula = verbatim(a > 0 ? "(2·P·n + A·L·n²) / C" : "2·P·n / C");
    const Text n = count(s.context.si());
    const Text linear = Text::joined({count(2), amount(modelParameters(s), Unit::Parameters), n}, " · ");
    const Text quadratic = Text::joined({count(a), count(layerCount(s.architecture)), Text::joined({n, verbatim("²")})},
                                        " · ");
    const Text both = Text::joined({verbatim("("), Text::joined({linear, quadratic}, " + "), verbatim(")")});
    Text compute = amount(peak(s).rate.si(), Unit::FlopPerSecond);
    if (s.efficiency.prefill < 1)
        compute = LP_TEXT("convention", "(%1 of %2)")(amount(s.efficiency.prefill, Unit::Fraction), compute);
    reading.numbers = Text::joined({a > 0 ? both : linear, compute}, " / ");
    reading.value = evaluate(s, Depth::Instant).prefill.time.si();
    return reading;
}

} // namespace

Message spreadOfTools() {
    return LP_TEXT("convention",
                   "For Llama-3-8B at 128K, twelve existing tools print from 17 to 137 GB of KV cache, and "
                   "from 6.6 to 108 s of prefill on the same GPU.");
}

std::vector<Reading> cacheReadings(const Catalogue& catalogue) {
    const Model* model = catalogue.model("llama-3-8b");
    if (model == nullptr) return {};
    const Architecture multiHead = withoutSharing(model->architecture);
    return {cacheReading(LP_TEXT("convention", "GQA in 16 bit"), model->architecture, 2, true),
            cacheReading(LP_TEXT("convention", "GQA in 32 bit"), model->architecture, 4),
            cacheReading(LP_TEXT("convention", "MHA in 8 bit"), multiHead, 1),
            cacheReading(LP_TEXT("convention", "MHA in 16 bit"), multiHead, 2),
            cacheReading(LP_TEXT("convention", "MHA in 32 bit"), multiHead, 4)};
}

std::vector<Reading> prefillReadings(const Catalogue& catalogue) {
    const auto linear = prefillOf(catalogue, decimal128K, 0);
    auto square = prefillOf(catalogue, binary128K, 4);
    if (!linear || !square) return {};
    std::vector<Reading> readings{
        prefillReading(LP_TEXT("convention", "Weights alone, 128K = 128 000"), *linear),
        prefillReading(LP_TEXT("convention", "Weights alone, 128K = 131 072"), *prefillOf(catalogue, binary128K, 0)),
        prefillReading(LP_TEXT("convention", "Attention under the causal mask"), *prefillOf(catalogue, binary128K, 2)),
        prefillReading(LP_TEXT("convention", "Attention over the full square"), *square)};
    Case operators = *square;
    operators.costModel = CostModel::Operators;
    Reading own{.title = LP_TEXT("convention", "Every operator, as Longpeak counts"),
                .formula = LP_TEXT("convention", "Σ max(FLOP / C, bytes / B)"),
                .numbers = LP_TEXT("convention", "over the operators of the Roofline page"),
                .value = evaluate(operators, Depth::Instant).prefill.time.si(),
                .unit = Unit::Seconds,
                .own = true};
    readings.insert(readings.begin() + 2, std::move(own));
    square->efficiency.prefill = builtInEfficiency;
    readings.push_back(prefillReading(LP_TEXT("convention", "The full square at a third of the peak"), *square));
    return readings;
}

} // namespace longpeak
