// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario/parameter_page.h"

#include "text/escape.h"

#include <array>
#include <optional>

namespace longpeak {
namespace {

constexpr std::string_view introduction =
    "# Parameters\n\n"
    "Every parameter of a scenario, from the program's own registry; the groups are those of the controls on the left "
    "of the window. On the command line `--set ID=VALUE` sets one, with a unit if you like: `--set context=128K`, "
    "`--set accelerator.memory=40GB`, `--set session.think=30s`. In a scenario file the dots part objects: "
    "`session.rounds` is `{\"session\": {\"rounds\": 5}}`. A value outside its range is refused by both; a slider "
    "stops at its ends.\n\n"
    "Default `auto`: as the model or the accelerator has it; `--set ID=auto` goes back to it. Many parameters matter "
    "only to one cost model, or to models with experts or windows; the others ignore them.\n";

/// Rounded only where the text reads back as the same value.
std::string typeable(double value, Unit unit) {
    std::string text = format(value, unit);
    return parseQuantity(text, unit) == value ? text : formatExact(value, unit);
}

/// With the unit where the numbers are written without it: "1K to 10M tokens".
std::string valuesOf(const Parameter& parameter) {
    std::string text = allowedText(parameter);
    const bool isBare = parameter.unit == Unit::Tokens || parameter.unit == Unit::Parameters;
    return isBare ? text + " " + std::string(unitSymbol(parameter.unit)) : text;
}

/// " `exact`: each token …": what single values mean, behind the help.
std::string meaningsOf(const Parameter& parameter) {
    std::string text;
    const auto add = [&text](std::string_view value, std::string_view meaning) {
        text += " `" + std::string(value) + "`: " + markdownCell(meaning);
    };
    for (const Choice& choice : parameter.choices) add(choice.text, choice.meaning.english());
    for (const KnownValue& known : parameter.known) add(typeable(known.value, parameter.unit), known.meaning.english());
    return text;
}

std::string rowOf(const Parameter& parameter) {
    const std::string fallback = defaultText(parameter);
    std::string text = "| `" + std::string(parameter.id) + "` | " + markdownCell(parameter.label.english()) + " | ";
    text += markdownCell(valuesOf(parameter)) + " | " + (fallback.empty() ? "—" : markdownCell(fallback)) + " | ";
    return text + markdownCell(parameter.help.english()) + meaningsOf(parameter) +
           " *Source: " + markdownCell(parameter.source.english()) + ".* |\n";
}

} // namespace

Message groupName(Group group) {
    static constexpr std::array<Message, 10> names{LP_TEXT("parameter", "Model"),
                                                   LP_TEXT("parameter", "Accelerator"),
                                                   LP_TEXT("parameter", "Context"),
                                                   LP_TEXT("parameter", "Precision"),
                                                   LP_TEXT("parameter", "KV compression"),
                                                   LP_TEXT("parameter", "Users"),
                                                   LP_TEXT("parameter", "Accelerator details"),
                                                   LP_TEXT("parameter", "Efficiency"),
                                                   LP_TEXT("parameter", "Cost model"),
                                                   LP_TEXT("parameter", "Conventions")};
    return names[static_cast<std::size_t>(group)];
}

std::string_view groupId(Group group) {
    static constexpr std::array<std::string_view, 10> ids{"model",       "accelerator", "context",    "precision",
                                                          "compression", "users",       "data_sheet", "efficiency",
                                                          "cost_model",  "convention"};
    return ids[static_cast<std::size_t>(group)];
}

Text fullLabel(const Parameter& parameter) {
    const bool isRatio = parameter.group == Group::Compression && parameter.isNumeric();
    return isRatio ? LP_TEXT("parameter", "%1 compression")(parameter.label) : Text(parameter.label);
}

std::string allowedText(const Parameter& parameter) {
    if (parameter.scale == Scale::Preset) return "an id or a file";
    if (parameter.isNumeric())
        return format(parameter.minimum, parameter.unit) + " to " + format(parameter.maximum, parameter.unit);
    std::string list;
    for (const Choice& choice : parameter.choices) list += (list.empty() ? "" : ", ") + std::string(choice.text);
    return list;
}

std::string defaultText(const Parameter& parameter) {
    if (parameter.scale == Scale::Preset) return "";
    if (parameter.isAutomatic()) return "auto";
    if (parameter.scale == Scale::Choice)
        return std::string(parameter.choices[static_cast<std::size_t>(parameter.fallback)].text);
    return typeable(parameter.fallback, parameter.unit);
}

std::string parameterPage() {
    std::string text(introduction);
    std::optional<Group> group;
    for (const Parameter& parameter : parameters()) {
        if (parameter.group != group) {
            group = parameter.group;
            text += "\n## " + std::string(groupName(*group).english()) +
                    "\n\n| Id | Name | Values | Default | Meaning |\n|---|---|---|---|---|\n";
        }
        text += rowOf(parameter);
    }
    return text;
}

} // namespace longpeak
