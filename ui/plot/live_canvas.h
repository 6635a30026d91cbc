// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/canvas.h"
#include "plot/figure_view.h"
#include "plot/grip_item.h"
#include "plot/handles.h"
#include "plot/zoom_hand.h"

// Private to ui/plot: a canvas under the hand.

namespace longpeak {

/// What follows the hand over a figure: the crosshair, zoom and pan, what is dragged and what is picked. It tells its view.
class LiveCanvas : public Canvas {
    Q_OBJECT

public:
    explicit LiveCanvas(FigureView& view);

    void showFigure(std::shared_ptr<const Figure> figure, ByteUnits bytes) override;
    void setTheme(const Theme& theme) override;
    void resetView();
    void setView(double low, double high);
    void setZoom(const Zoom& part);
    void setTimeLine(double time);

protected:
    bool event(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void zoom(bool zoomed);
    void zoomBy(double times, const QPointF& pixel);
    /// Whether a press there draws a band, or moves what is shown.
    bool isEmptyGround(const QPointF& pixel) const;
    void showWhatTheHandDoes(const QPointF& pixel);
    DrawnFigure drawnFigure() const { return {*figure(), plane(), labels()}; }
    QString metricAt(const QPointF& pixel) const;
    QString keyAt() const;
    QList<Dragged> draggedTo(const QPointF& pixel) const;
    Point placeAt(const QPointF& pixel) const;
    void moveCrosshair(Point place);
    void stepCrosshair(int right, int up);
    void stepOverShading(int right, int up);
    void drawOverlay();

    FigureView& m_view;
    const Theme* m_theme = &themeOf(Appearance::Light);
    ZoomHand m_hand;
    GripItem* m_grips;
    QCPItemStraightLine* m_timeLine;
    std::vector<std::string> m_dragged; ///< parameters that the hand holds
    std::optional<Zoom> m_wanted;       ///< of the next figure
    QPoint m_pressed;
    bool m_isOnNumber = false; ///< where the press was
    bool m_isMoved = false;    ///< since then, by more than a click
    bool m_following = false;  ///< another figure's view, so it is not told
};

} // namespace longpeak
