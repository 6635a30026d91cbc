// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "compression/method_facts.h"

#include "quantity/format.h"

namespace longpeak {
namespace {

void append(std::string& list, std::string_view word) {
    list.append(list.empty() ? "" : ", ").append(word);
}

std::string ratioText(const std::optional<double>& ratio) {
    return ratio ? format(*ratio, Unit::Ratio) : "";
}

} // namespace

std::string axesText(const Method& method) {
    std::string text;
    for (const std::string& axis : method.axes) append(text, axis);
    return text;
}

std::string savesText(const Method& method) {
    const auto effect = effectOf(method);
    if (!effect) return {};
    const Savings& saves = effect->savings;
    std::string text;
    if (saves.kept) append(text, saves.afterPrefill ? "kept after prefill" : "kept");
    if (saves.read) append(text, "read");
    if (saves.prefill) append(text, effect->beforePrefill ? "whole prefill" : "prefill");
    if (saves.decode) append(text, "decode");
    return text;
}

std::string basisText(const Method& method) {
    if (method.ratioBasis == "reported") return "reported by the authors";
    if (method.ratioBasis == "structural") return "follows from the design";
    if (method.ratioBasis == "nominal") return "a setting of the method, not a measured result";
    return "not published";
}

std::string qualityAt(const Method& method, Tokens context) {
    const std::string doubt = qualityDoubt(method, context);
    return doubt.empty() ? "shown up to " + format(method.shownFor->si(), Unit::Tokens) : doubt;
}

std::string sourceText(const Method& method) {
    if (!method.arxiv.empty()) return "arXiv:" + method.arxiv;
    if (method.sources.empty()) return {};
    const std::string& reference = method.sources.front().reference;
    return reference.substr(0, reference.find('@')); // without the commit
}

std::vector<Fact> factsOf(const Method& method, Tokens context) {
    std::vector<Fact> facts;
    const auto add = [&facts](const char* name, std::string text) {
        if (!text.empty()) facts.push_back({name, std::move(text)});
    };
    add("What it does", method.mechanism);
    add("Axes", axesText(method));
    const auto effect = effectOf(method);
    add("Choosing it", effect ? format(effect->ratio, Unit::Ratio) + " less on the axis " +
                                    std::string(axisName(effect->axis)) + ": " + savesText(method)
                              : "it " + whyNotApplied(method).english());
    add("Bytes kept", ratioText(method.keptRatio));
    add("Bytes read", ratioText(method.readRatio));
    add("Prefill FLOP", ratioText(method.prefillFlopRatio));
    add("Decode FLOP", ratioText(method.decodeFlopRatio));
    add("The ratio", basisText(method));
    add("In the source", method.ratioText);
    add("Quality", method.qualityText);
    add("At this context", qualityAt(method, context));
    add("Needles", method.needle);
    add("Application", method.application);
    add("Confidence", method.confidence);
    add("Notes", method.notes);
    std::string sources;
    for (const Source& source : method.sources)
        sources += (sources.empty() ? "" : "\n") + source.what + ": " + source.reference;
    add("Sources", sources);
    return facts;
}

} // namespace longpeak
