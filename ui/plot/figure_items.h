// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/plane.h"
#include "theme/theme.h"

#include <qcustomplot.h>

#include <vector>

// Private to ui/plot: the parts of a Figure that are not curves.

namespace longpeak {

/// The frame of a plot and what its axes show, as last laid out.
Plane planeOf(const QCustomPlot& plot);

inline QPointF drawn(const Point& point) {
    return {point.x, point.y};
}
inline QRectF drawn(const Box& box) {
    return {box.left, box.top, box.width, box.height};
}

/// A part of a figure that draws itself inside the axis rectangle.
class FigureItem : public QCPAbstractItem {
    Q_OBJECT

public:
    explicit FigureItem(QCustomPlot* plot) : QCPAbstractItem(plot) { setSelectable(false); }
    virtual void describe(const Figure* figure, const Theme* theme, ByteUnits bytes);
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

protected:
    Plane plane() const { return planeOf(*parentPlot()); }
    QRectF frame() const { return parentPlot()->axisRect()->rect(); }

    const Figure* m_figure = nullptr;
    const Theme* m_theme = nullptr;
    ByteUnits m_bytes = ByteUnits::Decimal;
};

/// Shaded regions, behind grid and curves.
class RegionItem : public FigureItem {
    Q_OBJECT

public:
    using FigureItem::FigureItem;

protected:
    void draw(QCPPainter* painter) override;
};

/// Bars, behind grid and curves; those of the reference as outlines.
class BarItem : public FigureItem {
    Q_OBJECT

public:
    using FigureItem::FigureItem;
    struct Bar {
        const Series* series;
        QRectF area;
    };
    /// Every bar of the figure.
    std::vector<Bar> bars() const;

protected:
    void draw(QCPPainter* painter) override;
};

} // namespace longpeak
