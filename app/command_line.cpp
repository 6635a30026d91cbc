// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command_line.h"

#include "command.h"
#include "nearest.h"
#include "words.h"

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
    bool asks = false; // answered already where it stands first
    app.add_flag(std::string(windowQuestion), asks,
                 "Before other words: opens nothing, and says by the exit status whether they open the window, 0, or "
                 "not, 1");
    app.footer(footer());
    if (const auto status = parseWords(app, words, console)) {
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

/// Opens nothing and runs nothing: says by its status alone whether these words would open the window.
CommandOutcome answerWindowQuestion(Words words, const Console& console) {
    std::ostream nowhere(nullptr);
    const Console silent{.catalogue = console.catalogue, .out = nowhere, .err = nowhere};
    const bool isSubcommand = !words.empty() && findSubcommand(words.front()) != nullptr;
    return {.status = !isSubcommand && windowWords(words, silent).opensWindow ? 0 : 1};
}

} // namespace

CommandOutcome runCommandLine(std::span<const std::string> words, const Console& console) {
    if (!words.empty() && words.front() == windowQuestion) return answerWindowQuestion(words.subspan(1), console);
    const Subcommand* subcommand = words.empty() ? nullptr : findSubcommand(words.front());
    CommandOutcome outcome;
    if (subcommand == nullptr)
        outcome = windowWords(words, console);
    else
        outcome.status = run(*subcommand, words.subspan(1), console);
    if (outcome.opensWindow) return outcome;
    console.out.flush();
    if (!console.out)
        outcome.status = report({"standard output", "/", LP_TEXT("fault", "cannot be written to its end")}, console);
    return outcome;
}

} // namespace longpeak
