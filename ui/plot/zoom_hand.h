// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "theme/theme.h"

#include <qcustomplot.h>

#include <optional>

// Private to ui/plot.

namespace longpeak {

/// How the hand shows a part of a figure: the wheel over both axes or one, two fingers that part, and a band drawn over
/// empty ground. Axes with names are not zoomed.
class ZoomHand {
public:
    explicit ZoomHand(QCustomPlot& plot) : m_plot(plot) {}

    void setTheme(const Theme& theme);
    /// Which axes have values.
    void setAxes(Qt::Orientations values);
    bool hasAxes() const { return bool(m_values); }
    /// The axis with values beside the frame that is at that place.
    std::optional<Qt::Orientation> axisAt(const QPointF& pixel) const;
    /// Whether there is something to zoom at that place: an axis, or the frame.
    bool canZoomBy(double times, const QPointF& pixel) const;
    /// By so many times about the place: one axis on it, both within the frame.
    void zoomBy(double times, const QPointF& pixel);
    /// A press begins a band.
    void beginBand();
    bool isBanding() const;
    /// Whether what lies between two places is one: along one axis where it is a strip.
    bool isBand(const QPoint& from, const QPoint& to) const;
    /// Zooms to the band, if it is one, and takes it away.
    void endBand(const QPoint& from, const QPoint& to);

private:
    struct Band {
        QRect area;
        bool across;
        bool up;
    };
    Band bandOf(const QPoint& from, const QPoint& to) const;

    QCustomPlot& m_plot;
    Qt::Orientations m_values;
};

} // namespace longpeak
