// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure_document.h"
#include "scenario/parameter.h"
#include "text/escape.h"

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

std::string scenarioWords(const Case& scenario, ByteUnits bytes) {
    const auto shown = [&](std::string_view id) { return displayText(*findParameter(id), scenario, bytes).english(); };
    const double gpus = scenario.deployment.plan.gpus();
    std::string text = scenario.model.name + " on " + (gpus == 1 ? "one" : formatPlain(gpus)) + " " +
                       scenario.deployment.accelerator.name + ", " + format(scenario.context.si(), Unit::Tokens) +
                       " tokens of context, " + format(scenario.session.users, Unit::Users);
    for (const Parameter& parameter : parameters())
        if (!isSaid(parameter) && differsFromDefault(parameter, scenario))
            text += ", " + std::string(parameter.label.english()) + " " + shown(parameter.id);
    return text;
}

/// The ghosts' scenario: only what differs from the figure's own.
std::string ghostWords(const Case& reference, const Case& scenario, ByteUnits bytes) {
    std::string text;
    for (const Parameter& parameter : parameters()) {
        const std::string there = displayText(parameter, reference, bytes).english();
        if (there == displayText(parameter, scenario, bytes).english() || !parameter.applies(reference)) continue;
        text += (text.empty() ? "" : ", ") + std::string(parameter.label.english()) + " " + there;
    }
    return text.empty() ? "the same scenario" : text;
}

} // namespace

std::string captionOf(const std::vector<Figure>& figures, const FigureDocument& document) {
    std::string text;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (i > 0) text += "; ";
        if (figures.size() > 1) text += std::string("(") + static_cast<char>('a' + i) + ") ";
        text += figures[i].title.english();
        if (!figures[i].subtitle.empty()) text += ": " + figures[i].subtitle.english();
    }
    text += ". " + scenarioWords(document.scenario, document.style.bytes) + ".";
    const auto ghost = [](const Figure& figure) {
        return std::ranges::any_of(figure.series, &Series::reference) ||
               std::ranges::any_of(figure.marks, &Mark::reference) ||
               std::ranges::any_of(figure.rules, &Rule::reference);
    };
    if (document.reference && std::ranges::any_of(figures, ghost))
        text += " Dotted or hollow: " + ghostWords(*document.reference, document.scenario, document.style.bytes) + ".";
    const bool isPaper = document.scenario.costModel == CostModel::Paper;
    const auto atPeak = Efficiency{};
    text += isPaper ? " Closed-form cost model of Fu (2024)" : " Roofline over every operator";
    text += document.scenario.efficiency == atPeak ? ", at the theoretical peak of the hardware" : "";
    return oneLine(text + "; computed with Longpeak " LONGPEAK_VERSION ".");
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

} // namespace longpeak
