// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_check.h"
#include "figure/label_layout.h"
#include "plot/figure_items.h"
#include "plot/figure_ticker.h"
#include "theme/theme.h"

#include <qcustomplot.h>

#include <memory>

// Private to ui/plot: the one place that draws a Figure with QCustomPlot.

namespace longpeak {

class AnnotationItem;
class ColourBarItem;
class CrosshairItem;
class CurveItem;
class LegendItem;
class ShadingItem;
class SpanItem;

class Canvas : public QCustomPlot {
    Q_OBJECT

public:
    explicit Canvas(QWidget* parent);

    virtual void showFigure(std::shared_ptr<const Figure> figure, ByteUnits bytes);
    virtual void setTheme(const Theme& theme);
    /// Where lines and areas are named: at themselves; lines at their ends beside the frame; all above the frame.
    enum class Names { AtCurves, Beside, Above };
    void setNames(Names names);
    /// Names above the frame the rules and regions of these labels, too.
    void setKeyed(std::vector<Label> keyed);
    /// One of several above each other: room for the widest of their ticks, and a title of x only of the lowest.
    void setStacked(bool isLowest);
    /// Draws the figure at that size in units of the painter, as large as nothing on screen need be.
    void paintOn(QCPPainter& painter, const QSize& size);

    const Figure* figure() const { return m_figure.get(); }
    Plane plane() const { return planeOf(*this); }
    /// Labels as last drawn.
    const std::vector<Label>& labels() const;
    /// A name above the frame as last drawn: of one of the figure's series, or of a region.
    struct NameAbove {
        LabelId of;
        QRectF area;
    };
    std::vector<NameAbove> namesAbove() const;
    /// The figure as last drawn.
    DrawnForCheck drawnForCheck() const;
    std::vector<BarItem::Bar> bars() const { return m_bars->bars(); }
    const CurveItem& curves() const { return *m_curves; }
    /// Whether the axes show another part than the figure's own.
    bool isZoomed() const { return m_keepsRanges; }

protected:
    ByteUnits bytes() const { return m_bytes; }
    /// What the figure says at a place, drawn over it.
    CrosshairItem& crosshair() const { return *m_crosshair; }
    /// Leaves the axes as they are, from one figure to the next.
    void keepRanges(bool keep);
    void applyRanges();
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool event(QEvent* event) override;

private:
    void styleAxes();
    bool standsAslant(double width) const;
    FigureTicker::Room roomBeside() const;
    bool describeTicks();
    void titleAxes();
    void setMargins();
    void makeRoom();
    void followScreen();

    std::shared_ptr<const Figure> m_figure;
    const Theme* m_theme;
    QColor m_ground;
    ByteUnits m_bytes = ByteUnits::Decimal;
    QSharedPointer<FigureTicker> m_xTicker;
    QSharedPointer<FigureTicker> m_yTicker;
    ShadingItem* m_shading;
    RegionItem* m_regions;
    BarItem* m_bars;
    SpanItem* m_spans;
    CurveItem* m_curves;
    LegendItem* m_legend;
    ColourBarItem* m_colourBar;
    AnnotationItem* m_annotations;
    CrosshairItem* m_crosshair;
    std::vector<std::string> m_cutTitles; ///< of the axes, as last laid out
    Names m_names = Names::AtCurves;
    bool m_keepsRanges = false;
    int m_leastLeft = 0;   ///< margin while ranges are kept
    int m_namesHeight = 0; ///< above the frame, as last made room for
    bool m_madeRoom = false;
    bool m_stacked = false;
    bool m_lowest = true; ///< of the stack
};

} // namespace longpeak
