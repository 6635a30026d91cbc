// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/label_layout.h"
#include "plot/figure_items.h"

// Private to ui/plot: rules, marks and what is written within the frame.

namespace longpeak {

/// Rules, marks and every label, in front of the curves. Labels that find no room are dropped.
class AnnotationItem : public FigureItem {
    Q_OBJECT

public:
    using FigureItem::FigureItem;
    /// Without labels at lines and areas, where a legend names them.
    void setLabelsSeries(bool labels) { m_labelsSeries = labels; }
    /// Names of lines at their ends, in that much room beside the frame; 0 = at the lines.
    void setSideRoom(double room) { m_sideRoom = room; }
    /// What that takes of the figure at hand.
    double sideRoomOf(const Figure& figure) const;
    /// Labels as last drawn.
    const std::vector<Label>& labels() const { return m_labels; }
    /// Where they were drawn.
    const Plane& drawnPlane() const { return m_plane; }

protected:
    void draw(QCPPainter* painter) override;

private:
    bool isSameDrawing(const Plane& plane) const;
    void drawRules(QCPPainter& painter, const Plane& plane) const;
    void drawMarks(QCPPainter& painter, const Plane& plane) const;
    void drawHalo(QCPPainter& painter, const Label& label, const QPointF& at) const;
    void drawLabels(QCPPainter& painter, const QFontMetricsF& metrics) const;

    std::vector<Label> m_labels;
    Plane m_plane;
    std::string m_labelled; ///< id of the figure that they are of
    double m_sideRoom = 0;
    bool m_labelsSeries = true;
};

} // namespace longpeak
