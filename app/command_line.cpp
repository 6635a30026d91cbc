// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command_line.h"

#include "arguments.h"
#include "command.h"
#include "nearest.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <ostream>

namespace longpeak {
namespace {

constexpr std::string_view windowQuestion = "--opens-window";

/// All of them, in the order of --help.
constexpr std::array subcommands{&evaluateSubcommand, &sweepSubcommand,   &mapSubcommand,         &simulateSubcommand,
                                 &paritySubcommand,   &compareSubcommand, &sensitivitySubcommand, &figureSubcommand,
                                 &listSubcommand,     &importSubcommand,  &checkSubcommand};

const Subcommand* findSubcommand(std::string_view name) {
    const auto* const found = std::ranges::find(subcommands, name, &Subcommand::name);
    return found == subcommands.end() ? nullptr : *found;
}

std::string footer() {
    std::string text = "Subcommands (longpeak SUBCOMMAND --help tells more); these need no display:\n";
    for (const Subcommand* subcommand : subcommands) {
        text += "  " + std::string(subcommand->name);
        text.append(13 - subcommand->name.size(), ' ');
        text += std::string(subcommand->help) + "\n";
    }
    return text + "\n" + exitStatuses("computed, but " + std::string(nothingFits));
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
    std::vector<std::string> known = namesOf(subcommands, &Subcommand::name);
    std::ranges::move(namesOf(catalogue.scenarios, &ShippedScenario::id), std::back_inserter(known));
    constexpr auto none = LP_TEXT("fault", "there is no subcommand, file or shipped scenario '%1'");
    if (!nearest(word, known).empty()) return {word, "/", thereIsNo(none, word, known)};
    return {word, "/", LP_TEXT("fault", "%1; see %2")(none(verbatim(word)), verbatim("longpeak --help"))};
}

/// The arguments of the window: [SCENARIO], or a question about the program.
CommandOutcome windowArguments(Arguments arguments, const Console& console) {
    CommandOutcome outcome;
    // Before the rest is looked at: what follows a mistyped subcommand would only look wrong.
    if (!arguments.empty() && !arguments.front().starts_with('-') && isUnknown(arguments.front(), console.catalogue)) {
        outcome.status = report(unknownWord(arguments.front(), console.catalogue), console);
        return outcome;
    }
    CLI::App app("What serving a long-context transformer costs at the theoretical peak of the hardware.\n"
                 "Without a subcommand it opens the window.",
                 "longpeak");
    app.add_option("SCENARIO", outcome.scenario, "What the window opens: a file, or a shipped scenario")->type_name("");
    app.set_version_flag("--version", "longpeak " LONGPEAK_VERSION);
    bool asks = false; // answered already where it stands first
    app.add_flag(std::string(windowQuestion), asks,
                 "Before other words: opens nothing, and says by the exit status whether they open the window, 0, or "
                 "not, 1");
    app.footer(footer());
    if (const auto status = parseArguments(app, arguments, console)) {
        outcome.status = *status;
    } else if (asks) {
        outcome.status = report(
            {std::string(windowQuestion), "/", LP_TEXT("fault", "must stand before all other words")}, console);
    } else if (!outcome.scenario.empty() && isUnknown(outcome.scenario, console.catalogue)) {
        outcome.status = report(unknownWord(outcome.scenario, console.catalogue), console);
    } else {
        outcome.opensWindow = true;
    }
    return outcome;
}

/// Opens nothing and runs nothing: says by its status alone whether these arguments would open the window.
CommandOutcome answerWindowOption(Arguments arguments, const Console& console) {
    std::ostream nowhere(nullptr);
    const Console silent{.catalogue = console.catalogue, .out = nowhere, .err = nowhere};
    const bool isSubcommand = !arguments.empty() && findSubcommand(arguments.front()) != nullptr;
    return {.status = !isSubcommand && windowArguments(arguments, silent).opensWindow ? 0 : 1};
}

} // namespace

CommandOutcome runCommandLine(std::span<const std::string> arguments, const Console& console) {
    if (!arguments.empty() && arguments.front() == windowQuestion)
        return answerWindowOption(arguments.subspan(1), console);
    const Subcommand* subcommand = arguments.empty() ? nullptr : findSubcommand(arguments.front());
    CommandOutcome outcome;
    if (subcommand == nullptr)
        outcome = windowArguments(arguments, console);
    else
        outcome.status = run(*subcommand, arguments.subspan(1), console);
    if (outcome.opensWindow) return outcome;
    console.out.flush();
    if (!console.out)
        outcome.status = report({"standard output", "/", LP_TEXT("fault", "cannot be written to its end")}, console);
    return outcome;
}

} // namespace longpeak
