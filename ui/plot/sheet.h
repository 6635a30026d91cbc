// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"
#include "figure/figure_check.h"
#include "figure/figure_document.h"
#include "theme/theme.h"

#include <QRectF>
#include <QSizeF>
#include <QString>

#include <vector>

class QPaintDevice;

namespace longpeak {

class Canvas;

/// A figure as it was drawn on a sheet.
struct SheetFigure {
    Figure figure;
    Plane plane;      ///< in units of the layout from the sheet's top left, as are all places
    QRectF area;      ///< with its axes
    double scale = 1; ///< of those units to the device's
    std::vector<Label> labels;
    struct NameAbove {
        LabelId of; ///< a series or a region
        QRectF area;
    };
    std::vector<NameAbove> names; ///< above the frame
    std::vector<Finding> findings;
};

/// Figures set for export: one, or several as a panel with (a) (b) (c), with title and caption where the style asks for
/// them. Drawn by the code that draws them on screen, at a size of its own: never the window's.
class Sheet {
public:
    Sheet(std::vector<Figure> figures, const FigureDocument& document);

    /// In points.
    QSizeF size() const;
    /// Draws all of it on a device with that many units a point, and tells where.
    std::vector<SheetFigure> paint(QPaintDevice& device, double unitsPerPoint) const;
    /// What a figure editor would send back of it.
    std::vector<Finding> check() const;

private:
    struct Cell {
        QRectF head;
        QRectF figure;
    };
    struct Layout {
        QRectF title;
        std::vector<Cell> cells;
        QRectF caption;
        double height = 0;
    };
    Layout layout() const;
    SheetFigure drawn(const Canvas& canvas, const QRectF& area, double scale) const;
    void show(Canvas& canvas, const Figure& figure, const QSize& size) const;
    double headHeight() const;
    double takenByNames(const QSizeF& size) const;

    std::vector<Figure> m_figures;
    FigureStyle m_style;
    Theme m_theme;
    QString m_title;
    QString m_caption;
    mutable std::optional<double> m_takenByNames; ///< found when first asked for
    double m_pixelsPerPoint; ///< the units of the layout are those of the screen, where the smallest text has 11 pixels
};

} // namespace longpeak
