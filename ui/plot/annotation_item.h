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
    /// Labels as last drawn.
    const std::vector<Label>& labels() const { return m_labels; }

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawRules(QCPPainter& painter, const Plane& plane) const;
    void drawMarks(QCPPainter& painter, const Plane& plane) const;
    void drawLabels(QCPPainter& painter, const QFontMetricsF& metrics) const;
    QColor ruleColor(const Rule& rule) const;
    QColor labelColor(const Label& label) const;
    /// The colour of text in a role: darker or lighter than the mark's own where it must be read.
    QColor textColor(Role role) const;

    std::vector<Label> m_labels;
    bool m_labelsSeries = true;
};

} // namespace longpeak
