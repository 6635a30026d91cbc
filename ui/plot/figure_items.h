// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"
#include "theme/theme.h"

#include <qcustomplot.h>

#include <cmath>

// Private to ui/plot: the parts of a Figure that are not curves.

namespace longpeak {

class LabelPlacer;

/// A part of a figure that draws itself inside the axis rectangle.
class FigureItem : public QCPAbstractItem {
    Q_OBJECT

public:
    explicit FigureItem(QCustomPlot* plot) : QCPAbstractItem(plot) { setSelectable(false); }
    void describe(const Figure* figure, const Theme* theme, ByteUnits bytes);
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

protected:
    /// Pixel position of a value, the frame's edge for ±toEdge.
    double pixelX(double x) const;
    double pixelY(double y) const;
    QPointF pixel(double x, double y) const { return {pixelX(x), pixelY(y)}; }
    /// The i-th bar of a series, on screen.
    QRectF barOf(const Series& series, std::size_t i) const;
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

/// Rules, marks and every label, in front of the curves. Labels that find no room are dropped.
class AnnotationItem : public FigureItem {
    Q_OBJECT

public:
    using FigureItem::FigureItem;
    /// Without labels at lines and areas, where a legend names them.
    void setLabelsSeries(bool labels) { m_labelsSeries = labels; }
    /// Key of the number whose mark or label is at that pixel, as last drawn; empty when there is none.
    QString metricAt(const QPointF& pixel) const;

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawRules(QCPPainter& painter);
    std::string fitting(const std::string& label) const;
    void drawRuleLabels(QCPPainter& painter, LabelPlacer& placer);
    void drawMarks(QCPPainter& painter);
    std::vector<const Mark*> drawColumns(QCPPainter& painter, LabelPlacer& placer);
    void drawMarkLabels(QCPPainter& painter, LabelPlacer& placer);
    bool isInFrame(const Mark& mark) const;
    QColor ruleColor(const Rule& rule) const;
    void drawSeriesLabels(QCPPainter& painter, LabelPlacer& placer);
    void drawPathLabel(QCPPainter& painter, LabelPlacer& placer, const Series& series);
    bool isCrossed(const QRectF& area) const;
    std::vector<QPointF> besideLine(const Series& series, const QSizeF& size) const;
    std::vector<QPointF> besideBar(const QRectF& bar, const QSizeF& size, bool falls) const;
    void drawBarLabels(QCPPainter& painter, LabelPlacer& placer);
    void drawRegionLabels(QCPPainter& painter, LabelPlacer& placer);
    /// False where it found no room.
    bool drawLabel(QCPPainter& painter, LabelPlacer& placer, const std::string& text, const QColor& color,
                   const std::vector<QPointF>& corners, const std::string& metric = {}, double tallest = toEdge);
    QSizeF labelSize(const std::string& text) const;
    /// The colour of text in a role: darker or lighter than the mark's own where it must be read.
    QColor textColor(Role role) const;

    struct Explained {
        QRectF area;
        QString metric;
    };
    std::vector<Explained> m_explained;
    bool m_labelsSeries = true;
};

} // namespace longpeak
