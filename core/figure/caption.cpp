// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure_document.h"
#include "scenario/parameter.h"

#include <algorithm>
#include <array>

namespace longpeak {
namespace {

/// What the head of the caption says anyhow.
constexpr std::array said{parameterId::model,   parameterId::accelerator, parameterId::gpus,
                          parameterId::context, parameterId::users,       parameterId::costModel};

bool isSaid(const Parameter& parameter) {
    return std::ranges::find(said, parameter.id) != said.end();
}

bool differsFromDefault(const Parameter& parameter, const Case& scenario) {
    if (parameter.scale == Scale::Preset || !parameter.applies(scenario)) return false;
    if (parameter.isAutomatic()) return parameter.isSet(scenario);
    return parameter.get(scenario) != parameter.fallback;
}

Text settingOf(const Parameter& parameter, const Case& scenario, ByteUnits bytes) {
    return Text::joined({parameter.label, displayText(parameter, scenario, bytes)}, " ");
}

/// What it is of, in a sentence, and how it is set where that is not as usual in another.
std::vector<Text> scenarioSentences(const Case& scenario, ByteUnits bytes) {
    const double gpus = scenario.deployment.plan.gpus();
    const Text model = verbatim(scenario.model.name);
    const Text accelerator = verbatim(scenario.deployment.accelerator.name);
    const Text context = amount(scenario.context.si(), Unit::Tokens);
    const Text users = amount(scenario.session.users, Unit::Users);
    std::vector<Text> sentences{gpus == 1
                                    ? LP_TEXT("caption", "%1 runs on one %2 and serves %4 with %3 tokens of context.")(
                                          model, accelerator, context, users)
                                    : LP_TEXT("caption", "%1 runs on %2 %3 and serves %5 with %4 tokens of context.")(
                                          model, plainAmount(gpus), accelerator, context, users)};
    std::vector<Text> settings;
    for (const Parameter& parameter : parameters())
        if (!isSaid(parameter) && differsFromDefault(parameter, scenario))
            settings.push_back(settingOf(parameter, scenario, bytes));
    if (!settings.empty())
        sentences.push_back(
            LP_TEXT("caption", "Set otherwise than by default: %1.")(Text::joined(std::move(settings), ", ")));
    return sentences;
}

/// The ghosts' scenario: only what differs from the figure's own.
Text ghostText(const Case& reference, const Case& scenario, ByteUnits bytes) {
    std::vector<Text> parts;
    for (const Parameter& parameter : parameters()) {
        const bool isSame = displayText(parameter, reference, bytes).english() ==
                            displayText(parameter, scenario, bytes).english(); // as it is read
        if (!isSame && parameter.applies(reference)) parts.push_back(settingOf(parameter, reference, bytes));
    }
    if (parts.empty()) return LP_TEXT("caption", "the same scenario");
    return LP_TEXT("caption", "the same with %1")(Text::joined(std::move(parts), ", "));
}

/// "(a) Latency by phase: prefill passes decode at 12K"; lettered where there are several.
Text titleOf(const Figure& figure, std::string_view letter) {
    const Text title = figure.subtitle.empty() ? figure.title
                                               : LP_TEXT("caption", "%1: %2")(figure.title, figure.subtitle);
    return letter.empty() ? title : LP_TEXT("caption", "(%1) %2")(verbatim(letter), title);
}

/// How it was computed.
Text methodText(const Case& scenario) {
    const bool isPaper = scenario.costModel == CostModel::Paper;
    const Text version = verbatim(LONGPEAK_VERSION);
    const Text model = isPaper ? Text(LP_TEXT("caption", "the closed-form cost model of Fu (2024)"))
                               : Text(LP_TEXT("caption", "a roofline over every operator"));
    if (scenario.efficiency == Efficiency{})
        return LP_TEXT("caption", "Computed with Longpeak %2 by %1, at the theoretical peak of the hardware.")(model,
                                                                                                               version);
    return LP_TEXT("caption", "Computed with Longpeak %2 by %1.")(model, version);
}

} // namespace

Text captionOf(const std::vector<Figure>& figures, const FigureDocument& document) {
    std::vector<Text> titles;
    for (std::size_t i = 0; i < figures.size(); ++i)
        titles.push_back(titleOf(figures[i], figures.size() > 1 ? std::string(1, static_cast<char>('a' + i)) : ""));
    const ByteUnits bytes = document.style.bytes;
    std::vector<Text> sentences{LP_TEXT("caption", "%1.")(Text::joined(std::move(titles), "; "))};
    for (Text& sentence : scenarioSentences(document.scenario, bytes)) sentences.push_back(std::move(sentence));
    const auto ghost = [](const Figure& figure) {
        return std::ranges::any_of(figure.series, &Series::reference) ||
               std::ranges::any_of(figure.marks, &Mark::reference) ||
               std::ranges::any_of(figure.rules, &Rule::reference);
    };
    if (document.reference && std::ranges::any_of(figures, ghost))
        sentences.push_back(LP_TEXT("caption", "What is dotted or hollow shows %1.")(
            ghostText(*document.reference, document.scenario, bytes)));
    const auto hasRange = [](const Figure& figure) { return std::ranges::any_of(figure.series, &Series::isRange); };
    if (std::ranges::any_of(figures, hasRange))
        sentences.push_back(LP_TEXT("caption", "Pale bands are where the middle half of n published measurements would "
                                               "have it; lines are bounds."));
    sentences.push_back(methodText(document.scenario));
    return Text::joined(std::move(sentences), " ");
}

std::string_view paperBibtex() {
    return "@misc{fu2024challenges,\n"
           "  title         = {Challenges in Deploying Long-Context Transformers: A Theoretical Peak Performance "
           "Analysis},\n"
           "  author        = {Yao Fu},\n"
           "  year          = {2024},\n"
           "  eprint        = {2405.08944},\n"
           "  archivePrefix = {arXiv}\n"
           "}\n";
}

std::string_view programBibtex() {
    return "@software{longpeak,\n"
           "  title   = {Longpeak: the cost of serving long contexts},\n"
           "  author  = {{Longpeak developers}},\n"
           "  version = {" LONGPEAK_VERSION "},\n"
           "  year    = {2026}\n"
           "}\n";
}

} // namespace longpeak
