// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"
#include "figure/retouch.h"
#include "theme/theme.h"

#include <QImage>
#include <QList>
#include <QRectF>
#include <QString>
#include <QStringList>
#include <QVector>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace longpeak {

class LiveCanvas;

/// A parameter and the value to which the hand has moved it.
struct Dragged {
    QString parameter;
    double value;
};

/// A part of the plane; what is missing is whole.
struct Zoom {
    std::optional<Extent> x;
    std::optional<Extent> y;
};

/// A figure on screen: a crosshair that reads it, zoom by band, wheel and two fingers, pan, double click to reset, and
/// lines and points that can be dragged.
class FigureView : public QWidget {
    Q_OBJECT

public:
    explicit FigureView(QWidget* parent = nullptr);

    /// Draws the figure at the end of this turn of the event loop.
    void setFigure(std::shared_ptr<const Figure> figure, ByteUnits bytes);
    void setTheme(const Theme& theme);
    /// While a hand drags, axes stand still: they grow where a value would leave them, and become the figure's own when it
    /// lets go.
    void setHeld(bool held);
    void resetView();
    /// Shows that part of the x axis, as another figure of the same axis does.
    void setView(double low, double high);
    /// One of several above each other with the same x axis: their frames line up, and the lowest names the axis.
    void setStacked(bool isLowest);
    /// A line across a time axis that moves on its own; NaN hides it.
    void setTimeLine(double time);
    /// Pale: what is shown is of another scenario, and the new one is being computed.
    void setStale(bool stale);
    bool isStale() const;

    /// What is shown, nullptr before the first figure.
    const Figure* figure() const;
    bool isZoomed() const;
    /// The part that is shown, its ends as round as the eye can tell.
    Zoom zoom() const;
    /// Makes it the ranges of the axes; those that are the same but for what the eye can tell stay as they are.
    void takeZoom(Retouch& retouch) const;
    /// Shows that part, of the next figure where there is none yet.
    void setZoom(const Zoom& zoom);
    /// Position of a value, in this widget's pixels.
    QPoint pixelAt(double x, double y) const;
    /// What the crosshair says, empty while it is hidden.
    QString crosshairText() const;

    struct Curve {
        QString name;     ///< of its series
        QPolygonF points; ///< in this widget's pixels; y is NaN where there is no value
    };
    /// The curves as drawn, the lower edges of areas before them, and behind all the paths.
    std::vector<Curve> curves() const;
    struct Bar {
        QString name; ///< of its series
        QRectF area;  ///< in this widget's pixels
        bool reference = false;
    };
    std::vector<Bar> bars() const;
    /// What shows that a line can be dragged, in this widget's pixels.
    std::vector<QRectF> grips() const;
    /// What stands along the axes, as drawn; names shortened to their room.
    QStringList tickLabels(Qt::Orientation along) const;
    /// Title of an axis, as drawn.
    /// Degrees by which the words along the axis below stand aslant.
    double tickRotation() const;
    QString axisTitle(Qt::Orientation along) const;
    /// Times the figure was redrawn since the start.
    int redraws() const { return m_redraws; }

    QImage image(double scale) const;

signals:
    /// The hand moves a line that stands for a parameter, or a point that stands for two; `last` when it lets go.
    void parametersDragged(const QList<longpeak::Dragged>& values, bool last);
    /// A click on a number.
    void metricPicked(const QString& key);
    /// A click on a point that has a key.
    void pointPicked(const QString& key);
    void redrawn(double milliseconds);
    void zoomChanged(bool zoomed);
    /// The hand shows another part of the x axis.
    void viewChanged(double low, double high);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    LiveCanvas* m_canvas;
    std::shared_ptr<const Figure> m_figure; ///< as it was given
    ByteUnits m_bytes = ByteUnits::Decimal;
    bool m_isHeld = false;
    QWidget* m_veil;
    int m_redraws = 0;
};

} // namespace longpeak
