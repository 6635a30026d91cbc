// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/side_by_side.h"

#include "scenario/parameter_page.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace longpeak {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t mostWords = 3; ///< of a name

bool appliesToAny(const Parameter& parameter, std::span<const Scenario> scenarios) {
    return std::ranges::any_of(scenarios, [&](const Case& s) { return parameter.applies(s); });
}

/// A value that names itself stands alone ("Yi-34B-200K", "200K"); others with what they are of.
std::string wordOf(const Parameter& parameter, const Case& scenario, ByteUnits bytes) {
    const std::string value = displayText(parameter, scenario, bytes);
    const bool speaks = parameter.scale == Scale::Preset || parameter.id == parameterId::context ||
                        parameter.id == parameterId::users || parameter.id == parameterId::gpus;
    return speaks ? value : fullLabel(parameter) + " " + value;
}

/// Where it differs from the first, in the order of the rail; of published methods their ids stand for all they set.
std::vector<std::string> wordsApart(const Case& scenario, const Case& first, ByteUnits bytes) {
    std::vector<std::string> words;
    const bool hasMethods = !scenario.compression.methods.empty();
    if (hasMethods && scenario.compression.methods != first.compression.methods)
        for (const std::string& id : scenario.compression.methods) words.push_back(id);
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
        if (parameter.group != Group::Compression || !hasMethods) words.push_back(wordOf(parameter, scenario, bytes));
    }
    return words;
}

SideBySideRow rowOf(const Metric& metric, std::span<const Scenario> scenarios, std::span<const Estimate> estimates,
                    ByteUnits bytes) {
    SideBySideRow row{.metric = &metric, .label = std::string(metric.label.english())};
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const double value = metric.value(scenarios[i], estimates[i]);
        row.values.push_back(std::isfinite(value) ? value : none);
        row.cells.push_back(format(value, metric.unit, bytes));
        // Of what is told: "0 users (0.25×)" would contradict itself.
        row.ratios.push_back(row.values.front() > 0 ? row.values[i] / row.values.front() : none);
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
        row.cells.push_back(parameter.applies(scenario) ? displayText(parameter, scenario, bytes) : std::string());
        row.differs.push_back(valueText(parameter, scenario) != valueText(parameter, scenarios.front()));
    }
    return row;
}

} // namespace

bool SideBySideRow::anyDiffers() const {
    return std::ranges::find(differs, true) != differs.end();
}

std::vector<std::string> namesApart(std::span<const Scenario> scenarios, ByteUnits bytes) {
    std::vector<std::string> names;
    if (scenarios.empty()) return names;
    const Case& first = scenarios.front();
    names.push_back(first.model.name + " at " + format(first.context.si(), Unit::Tokens));
    for (const Case& scenario : scenarios.subspan(1)) {
        const auto words = wordsApart(scenario, first, bytes);
        std::string name;
        for (std::size_t i = 0; i < std::min(mostWords, words.size()); ++i) name += (i > 0 ? " · " : "") + words[i];
        names.push_back(words.empty() ? "the same" : words.size() > mostWords ? name + " …" : name);
    }
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
    for (const std::string& name : table.names) text += "," + csvCell(name);
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
            if (!isNumeric) text += csvCell(row.cells[i]);
        }
        text += "\n";
    }
    return text;
}

std::string writeMarkdown(const SideBySide& table) {
    std::string text = "| |";
    std::string rule = "|---|";
    for (const std::string& name : table.names) {
        text += " " + markdownCell(name) + " |";
        rule += "---:|";
    }
    text += "\n" + rule + "\n";
    for (const SideBySideRow& row : table.rows) {
        text += "| " + markdownCell(row.label) + " |";
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const bool isBest = std::ranges::find(row.best, i) != row.best.end();
            text += isBest ? " **" + markdownCell(row.cells[i]) + "** |" : " " + markdownCell(row.cells[i]) + " |";
        }
        text += "\n";
    }
    return text;
}

} // namespace longpeak
