// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/legend.h"
#include "plot/figure_items.h"

#include <QFontMetricsF>

// Private to ui/plot: names above the frame.

namespace longpeak {

/// Names of the bands, of points that no label can stand beside, and where it is asked for of every series, in as many
/// rows as they need.
class LegendItem : public FigureItem {
    Q_OBJECT

public:
    explicit LegendItem(QCustomPlot* plot) : FigureItem(plot) { setClipToAxisRect(false); }
    /// Names every series, in place of labels at the curves.
    void setNamesAll(bool all) { m_all = all; }
    bool namesAll() const { return m_all; }
    /// Names the rules and regions of these labels, too.
    void setKeyed(std::vector<Label> keyed) { m_keyed = std::move(keyed); }
    const std::vector<Label>& keyed() const { return m_keyed; }
    /// Height that the names take above a frame of that width; 0 where there are none.
    int heightAbove(double width) const;
    /// A name as drawn: of a series, or of a band.
    struct DrawnName {
        const Series* series = nullptr;
        const Region* band = nullptr;
        QRectF area;
    };
    std::vector<DrawnName> names() const;

protected:
    void draw(QCPPainter* painter) override;

private:
    struct Entry : LegendEntry {
        QString text;  ///< the name in words
        QPointF place; ///< of the sample's top left, from the top left of the names
    };
    std::vector<Entry> entries() const;
    std::vector<Entry> placed(double width, const QFontMetricsF& metrics) const;
    QPointF origin() const;
    void drawSample(QCPPainter& painter, const Entry& entry, const QRectF& area) const;

    bool m_all = false;
    std::vector<Label> m_keyed;
};

} // namespace longpeak
