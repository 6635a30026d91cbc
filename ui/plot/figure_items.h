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

/// Rules, marks and every label, in front of the curves. Labels that find no room are dropped.
class AnnotationItem : public FigureItem {
    Q_OBJECT

public:
    using FigureItem::FigureItem;
    /// Key of the number whose mark or label is at that pixel, as last drawn; empty when there is none.
    QString metricAt(const QPointF& pixel) const;

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawRules(QCPPainter& painter);
    void drawRuleLabels(QCPPainter& painter, LabelPlacer& placer);
    void drawMarks(QCPPainter& painter);
    void drawMarkLabels(QCPPainter& painter, LabelPlacer& placer);
    bool isInFrame(const Mark& mark) const;
    QColor ruleColor(const Rule& rule) const;
    void drawSeriesLabels(QCPPainter& painter, LabelPlacer& placer);
    void drawRegionLabels(QCPPainter& painter, LabelPlacer& placer);
    void drawLabel(QCPPainter& painter, LabelPlacer& placer, const std::string& text, const QColor& color,
                   const std::vector<QPointF>& corners, const std::string& metric = {});
    QSizeF labelSize(const std::string& text) const;
    /// The colour of text in a role: darker or lighter than the mark's own where it must be read.
    QColor textColor(Role role) const;

    struct Explained {
        QRectF area;
        QString metric;
    };
    std::vector<Explained> m_explained;
};

/// Names of the bands, above the frame.
class LegendItem : public FigureItem {
    Q_OBJECT

public:
    explicit LegendItem(QCustomPlot* plot) : FigureItem(plot) { setClipToAxisRect(false); }
    static bool isBand(const Region& region);
    static bool isNeeded(const Figure& figure);

protected:
    void draw(QCPPainter* painter) override;
};

/// A vertical line that follows the hand, with the exact value of every series there.
class CrosshairItem : public FigureItem {
    Q_OBJECT

public:
    using FigureItem::FigureItem;
    /// NaN hides it.
    void moveTo(double x) { m_x = x; }
    double position() const { return m_x; }
    /// What the box says, a line each: "prefill  14.1 s".
    QStringList lines() const;

protected:
    void draw(QCPPainter* painter) override;

private:
    struct Row {
        QColor color;
        QString name;
        QString value;
        double y; ///< in the figure, NaN without a dot
    };
    std::vector<Row> rows() const;

    double m_x = std::nan("");
};

} // namespace longpeak
