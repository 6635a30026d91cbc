// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"

#include "words.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace longpeak {

int run(const Subcommand& subcommand, Words words, const Console& console) {
    CLI::App app(std::string(subcommand.about), "longpeak " + std::string(subcommand.name));
    const auto command = subcommand.make(subcommand.name);
    command->declare(app);
    if (const auto status = parseWords(app, words, console)) return *status;
    const auto answer = command->answer(console);
    if (!answer) return report(answer.faults(), console);
    console.out << answer->text;
    report(answer->remarks, console);
    return answer->status;
}

} // namespace longpeak
