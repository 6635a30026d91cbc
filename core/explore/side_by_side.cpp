// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/side_by_side.h"

#include "scenario/parameter_page.h"
#include "text/escape.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <string>

namespace longpeak {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

bool appliesToAny(const Parameter& parameter, std::span<const Scenario> scenarios) {
    return std::ranges::any_of(scenarios, [&](const Case& s) { return parameter.applies(s); });
}

Text modelAndContext(const Case& scenario) {
    return LP_TEXT("beside", "%1 at %2")(verbatim(scenario.model.name), amount(scenario.context.si(), Unit::Tokens));
}

/// As much of the accelerator's name, without its maker's, as tells it from the other: "A100", "A100 SXM4 80GB".
std::string shortName(const Accelerator& accelerator, const Accelerator& other) {
    const auto wordsOf = [](const Accelerator& of) {
        std::istringstream stream(of.name);
        std::vector<std::string> words;
        for (std::string word; stream >> word;)
            if (!words.empty() || word != of.vendor) words.push_back(word);
        return words;
    };
    const auto words = wordsOf(accelerator);
    const auto others = wordsOf(other);
    std::string name;
    bool differs = false;
    bool hasNumber = false;
    for (std::size_t i = 0; i < words.size() && !(differs && hasNumber); ++i) {
        name += (name.empty() ? "" : " ") + words[i];
        differs = differs || i >= others.size() || words[i] != others[i];
        hasNumber = hasNumber || std::ranges::any_of(words[i], [](char c) { return c >= '0' && c <= '9'; });
    }
    return name;
}

/// A value that names itself stands alone ("Yi-34B-200K", "200K"); others with what they are of.
Text wordOf(const Parameter& parameter, const Case& scenario, const Case& from, ByteUnits bytes) {
    if (parameter.id == parameterId::accelerator)
        return verbatim(shortName(scenario.deployment.accelerator, from.deployment.accelerator));
    Text value = displayText(parameter, scenario, bytes);
    const bool speaks = parameter.scale == Scale::Preset || parameter.id == parameterId::context ||
                        parameter.id == parameterId::users || parameter.id == parameterId::gpus;
    return speaks ? value : Text::joined({fullLabel(parameter), std::move(value)}, " ");
}

/// Where it differs from the first, in the order of the rail; of published methods their ids stand for all they set.
std::vector<Text> wordsApart(const Case& scenario, const Case& first, ByteUnits bytes) {
    std::vector<Text> words;
    const bool hasMethods = !scenario.compression.methods.empty();
    if (hasMethods && scenario.compression.methods != first.compression.methods)
        for (const std::string& id : scenario.compression.methods) words.push_back(verbatim(id));
    for (const Parameter& parameter : parameters()) {
        const bool isOfModel = parameter.group == Group::Model && parameter.scale != Scale::Preset;
        if ((isOfModel && scenario.model.id != first.model.id) ||
            (parameter.group == Group::DataSheet &&
             scenario.deployment.accelerator.id != first.deployment.accelerator.id))
            continue; // said by the name
        const bool follows = parameter.isAutomatic() && !parameter.isSet(scenario) &&
                             !parameter.isSet(first); // from the model or the accelerator
        if (follows || !parameter.applies(scenario) || valueText(parameter, scenario) == valueText(parameter, first))
            continue;
        if (parameter.group != Group::Compression || !hasMethods)
            words.push_back(wordOf(parameter, scenario, first, bytes));
    }
    return words;
}

SideBySideRow rowOf(const Metric& metric, std::span<const Scenario> scenarios, std::span<const Estimate> estimates,
                    ByteUnits bytes) {
    SideBySideRow row{.metric = &metric, .label = metric.label};
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const double value = metric.value(scenarios[i], estimates[i]);
        row.values.push_back(std::isfinite(value) ? value : none);
        row.cells.emplace_back(amount(value, metric.unit, bytes));
        // Of what is told: "0 users (0.25×)" would contradict itself.
        const bool exists = metric.missing(scenarios[i], estimates[i]).empty() && row.values.front() > 0;
        row.ratios.push_back(exists ? row.values[i] / row.values.front() : none);
        row.differs.push_back(row.values[i] != row.values.front() &&
                              !(std::isnan(row.values[i]) && std::isnan(row.values.front())));
    }
    if (!row.anyDiffers() || metric.better == Better::Neither) return row;
    double best = none;
    for (const double value : row.values)
        if (std::isnan(best) || (metric.better == Better::Less ? value < best : value > best)) best = value;
    for (std::size_t i = 0; i < row.values.size(); ++i)
        if (row.values[i] == best) row.best.push_back(i);
    return row;
}

SideBySideRow rowOf(const Parameter& parameter, std::span<const Scenario> scenarios, ByteUnits bytes) {
    SideBySideRow row{.parameter = &parameter, .label = fullLabel(parameter)};
    for (const Case& scenario : scenarios) {
        row.values.push_back(parameter.isNumeric() ? parameter.get(scenario) : none);
        row.cells.push_back(parameter.applies(scenario) ? displayText(parameter, scenario, bytes) : Text());
        row.differs.push_back(valueText(parameter, scenario) != valueText(parameter, scenarios.front()));
    }
    return row;
}

} // namespace

bool SideBySideRow::anyDiffers() const {
    return std::ranges::find(differs, true) != differs.end();
}

Text headingOf(const Scenario& scenario) {
    return scenario.name.empty() ? modelAndContext(scenario) : verbatim(scenario.name);
}

Text nameApart(const Case& scenario, const Case& from, std::size_t mostWords, ByteUnits bytes) {
    auto words = wordsApart(scenario, from, bytes);
    if (words.empty()) return LP_TEXT("beside", "the same");
    const bool isLong = words.size() > mostWords;
    if (isLong) words.resize(mostWords);
    Text name = Text::joined(std::move(words), " · ");
    return isLong ? Text::joined({std::move(name), verbatim("…")}, " ") : name;
}

std::vector<Text> namesApart(std::span<const Scenario> scenarios, ByteUnits bytes) {
    std::vector<Text> names;
    if (scenarios.empty()) return names;
    const Case& first = scenarios.front();
    names.push_back(modelAndContext(first));
    for (const Case& scenario : scenarios.subspan(1)) names.push_back(nameApart(scenario, first, 3, bytes));
    return names;
}

SideBySide sideBySide(std::span<const Scenario> scenarios, ByteUnits bytes) {
    std::vector<Estimate> estimates;
    for (const Case& scenario : scenarios) estimates.push_back(evaluate(scenario));
    return sideBySide(scenarios, estimates, bytes);
}

SideBySide sideBySide(std::span<const Scenario> scenarios, std::span<const Estimate> estimates, ByteUnits bytes) {
    SideBySide table{.names = namesApart(scenarios, bytes)};
    for (const Metric& metric : metrics()) table.rows.push_back(rowOf(metric, scenarios, estimates, bytes));
    for (const Parameter& parameter : parameters())
        if (appliesToAny(parameter, scenarios)) table.rows.push_back(rowOf(parameter, scenarios, bytes));
    return table;
}

std::string writeCsv(const SideBySide& table) {
    std::string text = "kind,quantity,unit";
    for (const Text& name : table.names) text += "," + csvCell(name.english());
    text += "\n";
    for (const SideBySideRow& row : table.rows) {
        const bool isMetric = row.metric != nullptr;
        const Unit unit = isMetric ? row.metric->unit : row.parameter->unit;
        text += isMetric ? "number," : "parameter,";
        text += std::string(isMetric ? row.metric->key : row.parameter->id) + "," + std::string(unitSymbol(unit));
        const bool isNumeric = isMetric || row.parameter->isNumeric();
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            text += ",";
            if (isNumeric && std::isfinite(row.values[i])) text += formatPlain(row.values[i]);
            if (!isNumeric) text += csvCell(row.cells[i].english());
        }
        text += "\n";
    }
    return text;
}

std::string writeMarkdown(const SideBySide& table) {
    std::string text = "| |";
    std::string rule = "|---|";
    for (const Text& name : table.names) {
        text += " " + markdownCell(name.english()) + " |";
        rule += "---:|";
    }
    text += "\n" + rule + "\n";
    for (const SideBySideRow& row : table.rows) {
        text += "| " + markdownCell(row.label.english()) + " |";
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const bool isBest = std::ranges::find(row.best, i) != row.best.end();
            const std::string cell = markdownCell(row.cells[i].english());
            text += isBest ? " **" + cell + "** |" : " " + cell + " |";
        }
        text += "\n";
    }
    return text;
}

} // namespace longpeak
