// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <qcustomplot.h>

// Private to ui/plot: curves and points.

namespace longpeak {

/// A graph whose points are stamped where there are many of them: on screen one picture of the mark stands for all.
class MarkedGraph : public QCPGraph {
    Q_OBJECT

public:
    using QCPGraph::QCPGraph;

protected:
    void drawScatterPlot(QCPPainter* painter, const QVector<QPointF>& scatters,
                         const QCPScatterStyle& style) const override;
};

} // namespace longpeak
