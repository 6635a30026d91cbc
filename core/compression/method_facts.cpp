// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "compression/method_facts.h"

#include "quantity/format.h"

namespace longpeak {
namespace {

Text ratioText(const std::optional<double>& ratio) {
    return ratio ? Text(amount(*ratio, Unit::Ratio)) : Text();
}

/// What choosing it does, or why it cannot be chosen.
Text choiceText(const Method& method) {
    const auto effect = effectOf(method);
    if (!effect) return LP_TEXT("compression", "it %1")(whyNotApplied(method));
    return LP_TEXT("compression", "%1 less on the axis %2: %3")(amount(effect->ratio, Unit::Ratio),
                                                                verbatim(axisName(effect->axis)), savesText(method));
}

} // namespace

Text axesText(const Method& method) {
    std::vector<Text> axes;
    for (const std::string& axis : method.axes) axes.push_back(verbatim(axis));
    return Text::joined(std::move(axes), ", ");
}

Text savesText(const Method& method) {
    const auto effect = effectOf(method);
    if (!effect) return {};
    const Savings& saves = effect->savings;
    std::vector<Text> saved;
    if (saves.kept)
        saved.push_back(saves.afterPrefill ? LP_TEXT("compression", "kept after prefill")
                                           : LP_TEXT("compression", "kept"));
    if (saves.read) saved.push_back(LP_TEXT("compression", "read"));
    if (saves.prefill)
        saved.push_back(effect->beforePrefill ? LP_TEXT("compression", "whole prefill")
                                              : LP_TEXT("compression", "prefill"));
    if (saves.decode) saved.push_back(LP_TEXT("compression", "decode"));
    return Text::joined(std::move(saved), ", ");
}

Message basisText(const Method& method) {
    if (method.ratioBasis == "reported") return LP_TEXT("compression", "reported by the authors");
    if (method.ratioBasis == "structural") return LP_TEXT("compression", "follows from the design");
    if (method.ratioBasis == "nominal") return LP_TEXT("compression", "a setting of the method, not a measured result");
    return LP_TEXT("compression", "not published");
}

Text qualityAt(const Method& method, Tokens context) {
    const Text doubt = qualityDoubt(method, context);
    return doubt.empty() ? LP_TEXT("compression", "shown up to %1")(amount(method.shownFor->si(), Unit::Tokens))
                         : doubt;
}

std::string sourceText(const Method& method) {
    if (!method.arxiv.empty()) return "arXiv:" + method.arxiv;
    if (method.sources.empty()) return {};
    const std::string& reference = method.sources.front().reference;
    return reference.substr(0, reference.find('@')); // without the commit
}

std::vector<Fact> factsOf(const Method& method, Tokens context) {
    std::vector<Fact> facts;
    const auto add = [&facts](Message name, Text text, bool isDoubtful = false) {
        if (!text.empty()) facts.push_back({name, std::move(text), isDoubtful});
    };
    add(LP_TEXT("compression", "What it does"), verbatim(method.mechanism));
    add(LP_TEXT("compression", "Axes"), axesText(method));
    add(LP_TEXT("compression", "Choosing it"), choiceText(method));
    add(LP_TEXT("compression", "Bytes kept"), ratioText(method.keptRatio));
    add(LP_TEXT("compression", "Bytes read"), ratioText(method.readRatio));
    add(LP_TEXT("compression", "Prefill FLOP"), ratioText(method.prefillFlopRatio));
    add(LP_TEXT("compression", "Decode FLOP"), ratioText(method.decodeFlopRatio));
    add(LP_TEXT("compression", "The ratio"), basisText(method));
    add(LP_TEXT("compression", "In the source"), verbatim(method.ratioText));
    add(LP_TEXT("compression", "Quality"), verbatim(method.qualityText));
    add(LP_TEXT("compression", "At this context"), qualityAt(method, context), !qualityDoubt(method, context).empty());
    add(LP_TEXT("compression", "Needles"), verbatim(method.needle));
    add(LP_TEXT("compression", "Application"), verbatim(method.application));
    add(LP_TEXT("compression", "Confidence"), verbatim(method.confidence));
    add(LP_TEXT("compression", "Notes"), verbatim(method.notes));
    std::vector<Text> sources;
    for (const Source& source : method.sources) sources.push_back(verbatim(source.what + ": " + source.reference));
    add(LP_TEXT("compression", "Sources"), Text::joined(std::move(sources), "\n"));
    return facts;
}

} // namespace longpeak
