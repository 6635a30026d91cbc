// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "compression/compression.h"

#include "quantity/format.h"

#include <algorithm>

namespace longpeak {
namespace {

// In the order of CacheAxis.
constexpr std::array ratios{&Compression::layer, &Compression::head, &Compression::token, &Compression::hidden};
constexpr std::array savings{&Compression::layerSaves, &Compression::headSaves, &Compression::tokenSaves,
                             &Compression::hiddenSaves};

} // namespace

std::string_view axisName(CacheAxis axis) {
    static constexpr std::array<std::string_view, 4> names{"layer", "head", "token", "hidden"};
    return names[static_cast<std::size_t>(axis)];
}

Message axisLabel(CacheAxis axis) {
    static constexpr std::array<Message, 4> labels{LP_TEXT("compression", "layer"), LP_TEXT("compression", "head"),
                                                   LP_TEXT("compression", "token"), LP_TEXT("compression", "hidden")};
    return labels[static_cast<std::size_t>(axis)];
}

double Compression::ratio(CacheAxis axis) const {
    return this->*ratios[static_cast<std::size_t>(axis)];
}

double& Compression::ratio(CacheAxis axis) {
    return this->*ratios[static_cast<std::size_t>(axis)];
}

const Savings& Compression::saves(CacheAxis axis) const {
    return this->*savings[static_cast<std::size_t>(axis)];
}

Savings& Compression::saves(CacheAxis axis) {
    return this->*savings[static_cast<std::size_t>(axis)];
}

Savings defaultSavings(CacheAxis axis) {
    return Compression().saves(axis);
}

bool Method::has(CacheAxis axis) const {
    return std::ranges::find(axes, axisName(axis)) != axes.end();
}

std::optional<MethodEffect> effectOf(const Method& method) {
    if (method.partOfModel || method.axes.empty()) return std::nullopt;
    double ratio = 1.0;
    for (const auto& published : {method.keptRatio, method.readRatio, method.prefillFlopRatio, method.decodeFlopRatio})
        if (published && *published > 1.0) {
            ratio = *published;
            break;
        }
    if (ratio == 1.0) return std::nullopt;
    const auto saves = [ratio](const std::optional<double>& published) { return published && *published >= ratio; };
    MethodEffect made{.ratio = ratio,
                      .savings = {.kept = saves(method.keptRatio),
                                  .read = saves(method.readRatio),
                                  .prefill = saves(method.prefillFlopRatio),
                                  .decode = saves(method.decodeFlopRatio),
                                  .afterPrefill = method.afterPrefill},
                      .beforePrefill = method.beforePrefill};
    for (const CacheAxis axis : cacheAxes)
        if (axisName(axis) == method.axes.front()) made.axis = axis;
    return made;
}

Text whyNotApplied(const Method& method) {
    if (method.partOfModel)
        return LP_TEXT("compression", "is part of a model's design, which the presets count already");
    if (effectOf(method)) return {};
    if (method.ratioText.empty()) return LP_TEXT("compression", "publishes no ratio to apply");
    return LP_TEXT("compression", "publishes no ratio to apply (%1)")(verbatim(method.ratioText));
}

bool combine(const Method& a, const Method& b) {
    const auto shared = [&](CacheAxis axis) { return a.has(axis) && b.has(axis); };
    return !std::ranges::any_of(cacheAxes, shared) && !(a.quantises && b.quantises);
}

Text qualityDoubt(const Method& method, Tokens context) {
    if (method.needle == "lost")
        return LP_TEXT("compression", "loses needles in long texts: %1")(verbatim(method.qualityText));
    if (!method.shownFor) return LP_TEXT("compression", "no tested length is told");
    if (*method.shownFor < context)
        return LP_TEXT("compression", "quality is told for %1 only")(amount(method.shownFor->si(), Unit::Tokens));
    return {};
}

} // namespace longpeak
