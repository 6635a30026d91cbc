// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/figure_items.h"

#include <QPolygonF>

#include <vector>

// Private to ui/plot: the curves of a Figure. QCPGraph would take four logarithms for each point at each move, which was a
// quarter of it.

namespace longpeak {

/// The points of a line that it needs so as to run nowhere further than `tolerance` above or below where all of them lead
/// it: the first, the last, those beside a gap (NaN), and where it bends. All in pixels.
QPolygonF thinned(const QPolygonF& line, double tolerance);

/// Areas, lines and points, in the order of the figure, then paths.
class CurveItem : public FigureItem {
    Q_OBJECT

public:
    using FigureItem::FigureItem;

    struct Curve {
        const Series* series;
        QPolygonF points; ///< on the plot, parallel to the series' x; y is NaN where there is no value
    };
    /// Every curve of the figure, the lower edges of areas before them.
    std::vector<Curve> curves() const;

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawSeries(QCPPainter& painter, const Plane& plane, PlacesAlong& along, const Series& series) const;
    bool needsCasing(const Series& series) const;
    void drawLine(QCPPainter& painter, const QPolygonF& line, QPen pen) const;
    void drawPoints(QCPPainter& painter, const QPolygonF& points, const Series& series, double radius) const;
};

} // namespace longpeak
