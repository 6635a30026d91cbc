// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quantity/format.h"
#include "result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

// How an exported figure is set: sizes as papers ask for them, type, colours.

namespace longpeak {

enum class FigurePalette {
    Light,
    Dark,
    Print ///< told apart in grey too, by lightness, dashes, markers and hatching
};

/// The defaults are those of one column of a paper.
struct FigureStyle {
    double width = 3.25;          ///< inches
    std::optional<double> height; ///< inches, of the whole; not set = what the figures need at their aspect
    double aspect = 1.5;          ///< width over height of each figure
    double type = 8.0;            ///< points, of the smallest text
    bool serif = false;
    FigurePalette palette = FigurePalette::Print;
    bool legend = false;                ///< names above the frame in place of labels at the curves
    std::optional<std::string> title;   ///< written above; empty text = the figure's own
    std::optional<std::string> caption; ///< written below; empty text = the scenario in words
    double dpi = 300;                   ///< of PNG
    ByteUnits bytes = ByteUnits::Decimal;
    bool outlines = false; ///< of SVG: text as shapes, for programs that have not its font
    bool practice = false; ///< what measurements make of the peak is drawn behind it
    bool operator==(const FigureStyle&) const = default;
};

/// A style that comes with the program.
struct NamedStyle {
    std::string_view id;
    std::string_view label;
    FigureStyle style;
};

/// "column" (3.25 in), "page" (6.75 in), "slide" (16:9), and the widths and types of venues: "acm", "ieee", "neurips", ...
std::span<const NamedStyle> shippedStyles();

/// The palette's word in JSON and on the command line: "light", "dark", "print".
std::string_view paletteWord(FigurePalette palette);
std::optional<FigurePalette> paletteOf(std::string_view word);

/// What of the style cannot be drawn: sizes out of range, more pixels than a picture may have. `origin` is the file or
/// the words that it comes from.
Faults whyNot(const FigureStyle& style, const std::string& origin);

/// A length as typed, in inches: "3.25in", "82 mm", "8.2cm", "234pt"; a bare number is in inches.
std::optional<double> parseInches(std::string_view text);
/// A size of type in points: "8pt", "8".
std::optional<double> parsePoints(std::string_view text);
/// Width over height: "16:9", "3:2", "1.5".
std::optional<double> parseAspect(std::string_view text);

/// A style alone (FormatId::Style), as the user's named styles are kept.
std::string writeFigureStyle(const FigureStyle& style);
/// All faults at once; `file` names the document in them.
Result<FigureStyle> readFigureStyle(std::string_view json, const std::string& file);

} // namespace longpeak
