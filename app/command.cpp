// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"

#include "arguments.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace longpeak {

int run(const Subcommand& subcommand, Arguments arguments, const Console& console) {
    CLI::App app(std::string(subcommand.about), "longpeak " + std::string(subcommand.name));
    const auto command = subcommand.make(subcommand.name);
    command->declare(app);
    if (const auto status = parseArguments(app, arguments, console)) return *status;
    const auto output = command->output(console);
    if (!output) return report(output.faults(), console);
    console.out << output->text;
    report(output->remarks, console);
    return output->status;
}

} // namespace longpeak
