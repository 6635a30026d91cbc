// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command_line.h"

#include "command.h"
#include "words.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>

namespace longpeak {
namespace {

struct Command {
    std::string_view name;
    std::string_view help;
    int (*run)(Words, const Console&);
};

constexpr std::array commands{
    Command{"evaluate", "what a scenario costs: memory, latencies, users, throughput, dollars", runEvaluate},
    Command{"sweep", "the same over a range of one parameter", runSweep},
    Command{"map", "one of these numbers over two parameters", runMap},
    Command{"simulate", "many users on one deployment, event by event", runSimulate},
    Command{"parity", "how far it is from a reference, as 4K, and the compression that closes the gap", runParity},
    Command{"compare", "scenarios beside each other, with their differences", runCompare},
    Command{"sensitivity", "how much a number moves with each parameter", runSensitivity},
    Command{"figure", "figures as files, for papers and slides", runFigure},
    Command{"list", "models, accelerators, methods, measurements, parameters, metrics, figures, scenarios", runList},
    Command{"import", "a Hugging Face config.json into a model preset", runImport},
    Command{"check", "checks files of scenarios and presets", runCheck}};

std::string footer() {
    std::string text = "Subcommands (longpeak SUBCOMMAND --help tells more); these need no display:\n";
    for (const Command& command : commands) {
        text += "  " + std::string(command.name);
        text.append(13 - command.name.size(), ' ');
        text += std::string(command.help) + "\n";
    }
    return text +
           "\nExit status: 0 done; 2 the input or the words are wrong; 3 computed, but infeasible (the weights or\n"
           "not one user fit), with the result still printed.";
}

/// A word that can only be a mistyped subcommand or scenario; paths are left to the window, which says what is wrong.
bool isUnknown(const std::string& word, const Catalogue& catalogue) {
    if (catalogue.scenario(word) != nullptr || word.find('/') != std::string::npos || word.ends_with(".json"))
        return false;
    std::error_code error;
    const auto status = std::filesystem::status(word, error);
    return !std::filesystem::exists(status) || std::filesystem::is_directory(status);
}

Fault unknownWord(const std::string& word, const Catalogue& catalogue) {
    std::vector<std::string> known;
    for (const Command& command : commands) known.emplace_back(command.name);
    for (const ShippedScenario& scenario : catalogue.scenarios) known.push_back(scenario.id);
    const std::string near = didYouMean(word, known);
    return {word, "/",
            "there is no subcommand, file or shipped scenario '" + word + "'" +
                (near.empty() ? "; see longpeak --help" : near)};
}

/// The words of the window: [SCENARIO], or a question about the program.
CommandOutcome windowWords(Words words, const Console& console) {
    CommandOutcome outcome;
    // Before the rest is looked at: what follows a mistyped subcommand would only look wrong.
    if (!words.empty() && !words.front().starts_with('-') && isUnknown(words.front(), console.catalogue)) {
        outcome.status = report(unknownWord(words.front(), console.catalogue), console);
        return outcome;
    }
    CLI::App app("What serving a long-context transformer costs at the theoretical peak of the hardware.\n"
                 "Without a subcommand it opens the window.",
                 "longpeak");
    app.add_option("SCENARIO", outcome.scenario, "What the window opens: a file, or a shipped scenario")->type_name("");
    app.set_version_flag("--version", "longpeak " LONGPEAK_VERSION);
    app.footer(footer());
    if (const auto status = parseWords(app, words, console)) {
        outcome.status = *status;
    } else if (!outcome.scenario.empty() && isUnknown(outcome.scenario, console.catalogue)) {
        outcome.status = report(unknownWord(outcome.scenario, console.catalogue), console);
    } else {
        outcome.opensWindow = true;
    }
    return outcome;
}

} // namespace

CommandOutcome runCommandLine(std::span<const std::string> words, const Console& console) {
    const auto* const command = words.empty() ? commands.end()
                                              : std::ranges::find(commands, words.front(), &Command::name);
    CommandOutcome outcome;
    if (command == commands.end())
        outcome = windowWords(words, console);
    else
        outcome.status = command->run(words.subspan(1), console);
    if (outcome.opensWindow) return outcome;
    console.out.flush();
    if (!console.out) outcome.status = report({"standard output", "/", "cannot be written to its end"}, console);
    return outcome;
}

} // namespace longpeak
