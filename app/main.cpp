// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command_line.h"

#include <iostream>

#include <unistd.h>

#ifdef LONGPEAK_GUI
#include "draw.h"
#include "window.h"
#endif

int main(int argc, char** argv) {
    using namespace longpeak;
    const auto catalogue = shippedCatalogue();
    if (!catalogue) {
        for (const Fault& fault : catalogue.faults()) std::cerr << "longpeak: " << fault.text() << "\n";
        return 2;
    }
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    Console console{.catalogue = *catalogue, .out = std::cout, .err = std::cerr};
    console.isTerminal = isatty(STDERR_FILENO) != 0;
#ifdef LONGPEAK_GUI
    const HeadlessDrawer drawer;
    console.draw = drawer;
    console.check = drawer;
#endif
    const CommandOutcome outcome = runCommandLine(arguments, console);
    if (!outcome.opensWindow) return outcome.status;
#ifdef LONGPEAK_GUI
    return openWindow(argc, argv, *catalogue, outcome.scenario);
#else
    std::cerr << "longpeak: this build has no window; see longpeak --help\n";
    return 2;
#endif
}
