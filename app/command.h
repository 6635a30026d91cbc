// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "console.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace CLI { // NOLINT(readability-identifier-naming): the library's own name
class App;
} // namespace CLI

namespace longpeak {

/// The arguments behind a subcommand's name.
using Arguments = std::span<const std::string>;

/// What a subcommand has to say where nothing is wrong.
struct Output {
    std::string text; ///< the result, in the form asked for
    int status = statusDone;
    Faults remarks = {}; ///< printed behind the result, as diagnostics

    void infeasible(Fault why) {
        status = statusInfeasible;
        remarks.push_back(std::move(why));
    }
};

/// One run of a subcommand. run() asks it for its arguments first, and for its output when they have been taken apart.
class Command {
public:
    explicit Command(std::string_view name) : m_name(name) {}
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;
    virtual ~Command() = default;

    /// Declares its arguments, and what --help says below them.
    virtual void declare(CLI::App& app) = 0;
    /// The output, or all that is wrong with the arguments and with what they name.
    virtual Result<Output> output(const Console& console) = 0;

protected:
    /// Of its arguments as a whole.
    Fault argumentsFault(Text reason) const { return {m_name, "/", std::move(reason)}; }

private:
    std::string m_name;
};

/// A row of the table of subcommands.
struct Subcommand {
    std::string_view name;
    std::string_view help;  ///< among all of them
    std::string_view about; ///< at the head of its own help
    std::unique_ptr<Command> (*make)(std::string_view name);
};

/// The maker of such a command.
template <typename Made>
std::unique_ptr<Command> makeCommand(std::string_view name) {
    return std::make_unique<Made>(name);
}

// One file each.
extern const Subcommand evaluateSubcommand;
extern const Subcommand sweepSubcommand;
extern const Subcommand mapSubcommand;
extern const Subcommand simulateSubcommand;
extern const Subcommand paritySubcommand;
extern const Subcommand compareSubcommand;
extern const Subcommand sensitivitySubcommand;
extern const Subcommand figureSubcommand;
extern const Subcommand listSubcommand;
extern const Subcommand importSubcommand;
extern const Subcommand checkSubcommand;

/// Takes the arguments apart, and prints the output or what is wrong. Gives the exit status.
int run(const Subcommand& subcommand, Arguments arguments, const Console& console);

} // namespace longpeak
