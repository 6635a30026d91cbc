// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_document.h"

namespace longpeak {

/// What of a figure goes to the clipboard.
enum class FigureCopy {
    Image,   ///< as PNG
    Svg,     ///< as image/svg+xml, and its text for editors
    Data,    ///< the table, as CSV
    Caption, ///< what it shows and of which scenario
    Bibtex   ///< the entries of the paper and of this program
};

/// `figures` are those of the document.
void copyFigure(const std::vector<Figure>& figures, const FigureDocument& document, const Catalogue& catalogue,
                FigureCopy what);

} // namespace longpeak
