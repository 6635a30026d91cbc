// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_check.h"
#include "figure/figure_document.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace longpeak {

/// The bytes of a figure in the format of that suffix ("pdf", "svg", "png", "tex"). Given by builds with the window, which
/// draw with the same code; needs no display.
using FigureDrawer =
    std::function<std::string(const FigureDocument& document, const Catalogue& catalogue, std::string_view suffix)>;

/// What a figure editor would send back of it. Given by the same builds.
using FigureChecker = std::function<std::vector<Finding>(const FigureDocument& document, const Catalogue& catalogue)>;

} // namespace longpeak
