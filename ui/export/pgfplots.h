// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_document.h"

#include <string>
#include <vector>

namespace longpeak {

/// The figures for those who typeset everything: a `tikzpicture` each, of pgfplots (compat 1.16 or later) and in the
/// document's own fonts, with the data in it. The document that it was made from stands in a comment at its head.
std::string writePgfplots(const std::vector<Figure>& figures, const FigureDocument& document,
                          const Catalogue& catalogue);

/// Text for LaTeX: what has a meaning there is escaped, and signs beyond its usual fonts are written as commands.
std::string latexText(std::string_view words);

/// A comment of LaTeX, one line that the text cannot leave.
std::string latexComment(std::string_view text);

} // namespace longpeak
