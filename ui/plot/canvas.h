// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"
#include "plot/crosshair_item.h"
#include "plot/figure_items.h"
#include "plot/figure_ticker.h"
#include "plot/figure_view.h"
#include "plot/legend_item.h"
#include "plot/shading_item.h"
#include "plot/span_item.h"
#include "theme/theme.h"

#include <qcustomplot.h>

#include <memory>
#include <utility>

// Private to ui/plot: the one place that draws a Figure with QCustomPlot.

namespace longpeak {

class Canvas : public QCustomPlot {
    Q_OBJECT

public:
    explicit Canvas(QWidget* parent);

    void showFigure(std::shared_ptr<const Figure> figure, ByteUnits bytes);
    void setTheme(const Theme& theme);
    /// Names above the frame in place of labels at the curves.
    void setNamesAbove(bool above);
    /// Draws the figure at that size in units of the painter, as large as nothing on screen need be.
    void paintOn(QCPPainter& painter, const QSize& size);
    void resetView();
    bool isZoomed() const { return m_zoomed; }
    const Figure* figure() const { return m_figure.get(); }
    std::vector<BarItem::Bar> bars() const { return m_bars->bars(); }
    const std::vector<QCPCurve*>& paths() const { return m_paths; }
    QPointF toPixels(double x, double y) const;
    void setView(double low, double high);
    void setTimeLine(double time);
    void setStacked(bool isLowest);
    int redraws() const { return m_redraws; }

signals:
    void dragged(const QList<longpeak::Dragged>& values, bool last);
    void metricPicked(const QString& key);
    void pointPicked(const QString& key);
    void redrawn(double milliseconds);
    void zoomChanged(bool zoomed);
    void viewChanged(double low, double high);

protected:
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool event(QEvent* event) override;

private:
    void drawSeries();
    void drawPaths();
    void styleAxes();
    bool describeTicks();
    void titleAxes();
    void styleGraph(QCPGraph& graph, const Series& series);
    void styleMarkers(QCPGraph& graph, const Series& series, double radius);
    void applyRanges();
    void setMargins();
    void setZoomed(bool zoomed);
    void followScreen();
    /// Parameters that the hand moves from there, the second one only of a point; empty where there is nothing to move.
    QStringList handleAt(const QPointF& pixel) const;
    QList<Dragged> draggedTo(const QPointF& pixel) const;
    QPointF placeAt(const QPointF& pixel) const;
    void moveCrosshair(QPointF place);
    void drawOverlay();
    void stepCrosshair(int right, int up);
    void stepOverShading(int right, int up);

    std::shared_ptr<const Figure> m_figure;
    const Theme* m_theme;
    ByteUnits m_bytes = ByteUnits::Decimal;
    QSharedPointer<FigureTicker> m_xTicker;
    QSharedPointer<FigureTicker> m_yTicker;
    ShadingItem* m_shading;
    std::vector<QCPCurve*> m_paths;
    RegionItem* m_regions;
    BarItem* m_bars;
    SpanItem* m_spans;
    LegendItem* m_legend;
    AnnotationItem* m_annotations;
    CrosshairItem* m_crosshair;
    QCPItemStraightLine* m_timeLine;
    QStringList m_dragged; ///< parameters that the hand holds
    QPoint m_pressed;
    bool m_zoomed = false;
    bool m_stacked = false;
    bool m_lowest = true;     ///< of the stack
    bool m_following = false; ///< another figure's view, so it is not told
    int m_redraws = 0;
};

} // namespace longpeak
