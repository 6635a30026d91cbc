// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_check.h"
#include "figure/figure_document.h"
#include "plot/sheet.h"

#include <QByteArray>
#include <QImage>
#include <QSizeF>
#include <QString>

#include <optional>
#include <span>

// A figure document as the bytes of a file. The same document gives the same bytes, on every run. PNG, SVG and PDF carry
// the document (core: document/carrier.h). Needs an application object of Qt, but no display.

namespace longpeak {

enum class FigureFormat {
    Png, ///< at the style's resolution
    Svg, ///< text as text, in named families with those that stand in for them
    Pdf, ///< vectors; text in embedded fonts
    Csv, ///< the data, one table a figure
    Tex  ///< pgfplots, to be typeset with the paper
};

struct FigureFormatInfo {
    FigureFormat format;
    const char* suffix;
    const char* label;
};
std::span<const FigureFormatInfo> figureFormats();

/// By the end of the name, however it is written; nothing for an unknown one.
std::optional<FigureFormat> formatOfFile(const QString& path);

QByteArray writeFigure(const FigureDocument& document, const Catalogue& catalogue, FigureFormat format);
/// The same where the document's figures are at hand.
QByteArray writeFigure(const std::vector<Figure>& figures, const FigureDocument& document, const Catalogue& catalogue,
                       FigureFormat format);

/// Of the whole, in inches; the height may follow from its words.
QSizeF figureSize(const std::vector<Figure>& figures, const FigureDocument& document);

/// What a figure editor would send back of it.
std::vector<Finding> checkFigures(const std::vector<Figure>& figures, const FigureDocument& document);
std::vector<Finding> checkFigures(const FigureDocument& document, const Catalogue& catalogue);

/// What a PNG of it shows, at `dpi`, and where everything stands on it.
struct FigurePreview {
    QImage image;
    std::vector<SheetFigure> figures;
};
FigurePreview previewOf(const std::vector<Figure>& figures, const FigureDocument& document, double dpi);
QImage figureImage(const std::vector<Figure>& figures, const FigureDocument& document, double dpi);

} // namespace longpeak
