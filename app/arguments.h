// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "command.h"
#include "cost/metric.h"
#include "result.h"
#include "scenario/scenario.h"
#include "scenario/scenario_file.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI { // NOLINT(readability-identifier-naming): the library's own name
class Option;
} // namespace CLI

// What the subcommands' arguments have in common.

namespace longpeak {

/// Takes the arguments apart. Gives the exit status when that was all: help was asked for, or the arguments are wrong and every
/// wrong one has been reported.
std::optional<int> parseArguments(CLI::App& app, Arguments arguments, const Console& console);

/// What most subcommands call infeasible.
inline constexpr std::string_view nothingFits = "infeasible (the weights or not one user fit)";

/// The end of a --help: "Exit status: 0 done; ... 3 INFEASIBLE, with STILL.", in lines.
std::string exitStatuses(std::string_view infeasible, std::string_view still = "the result still printed");

/// An option that may be given again and again, one value each time.
CLI::Option* addRepeatable(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                           const std::string& help);

/// [SCENARIO] [--set ID=VALUE]...
struct ScenarioArguments {
    std::string scenario{defaultScenario}; ///< a file or a shipped name
    std::vector<std::string> settings;     ///< "ID=VALUE"
};

void addScenarioArguments(CLI::App& app, ScenarioArguments& arguments);

/// The scenario with its settings made, or all that is wrong with them. Model and accelerator are set before all else,
/// because choosing one forgets what was set of the one before. What another model took from a ratio of compression is
/// told in `notes`.
Result<Scenario> scenarioOf(const ScenarioArguments& arguments, const Catalogue& catalogue,
                            std::vector<Text>* notes = nullptr);

/// Makes settings "ID=VALUE" of that option, in the same order; all that is wrong with them at once.
Result<Done> applySettings(Scenario& scenario, const std::string& option, std::vector<std::string> settings,
                           const Catalogue& catalogue);

/// Declares --beside ID=VALUE[,ID=VALUE]... or --beside SCENARIO, again and again.
void addBesideOption(CLI::App& app, std::vector<std::string>& arguments);
/// One scenario for each word: this one with those values, or another.
Result<std::vector<Scenario>> scenariosBeside(const Scenario& scenario, const std::vector<std::string>& arguments,
                                              const Catalogue& catalogue);

/// The metrics of those keys, one given twice once; faults where one is unknown.
Result<std::vector<const Metric*>> metricsOf(const std::vector<std::string>& keys);

/// Takes the faults of a result, where it has any, to those found before.
template <typename Value>
void collect(const Result<Value>& result, Faults& faults) {
    if (!result) faults.insert(faults.end(), result.faults().begin(), result.faults().end());
}

/// The same, and its value where it has one.
template <typename Value>
void take(const Result<Value>& result, Value& value, Faults& faults) {
    collect(result, faults);
    if (result) value = *result;
}

/// The first lines of a table: what the scenario is, in short.
std::string headOf(const Scenario& scenario);

} // namespace longpeak
