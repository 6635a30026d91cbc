// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_document.h"

#include <string>
#include <vector>

namespace CLI { // NOLINT(readability-identifier-naming): the library's own name
class App;
} // namespace CLI

namespace longpeak {

/// What `longpeak figure` changes of figures by hand; what is empty was not given.
struct RetouchArguments {
    std::string xRange;
    std::string yRange;
    std::string xTicks;
    std::string yTicks;
    std::vector<std::string> hidden;
    std::vector<std::string> renamed; ///< "NAME=WORDS"
    bool empty() const;
};

void declareRetouch(CLI::App& app, RetouchArguments& arguments);

/// Adds them to what the document has of each of its figures already, which are these when they are untouched. Every figure must
/// have the axes as they are wanted, and one of them at least each name.
void retouch(FigureDocument& document, const RetouchArguments& arguments, const std::vector<Figure>& figures,
             Faults& faults);

} // namespace longpeak
