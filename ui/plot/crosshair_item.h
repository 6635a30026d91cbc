// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/figure_items.h"

#include <cmath>

// Private to ui/plot: what a figure says at a place, drawn over it.

namespace longpeak {

struct Reading;

/// A vertical line across the figure, or rings around what is read, and a box with the exact values.
class CrosshairItem : public FigureItem {
    Q_OBJECT

public:
    using FigureItem::FigureItem;
    /// In values of the axes. Without a y, as by keyboard, only x counts; without an x it is hidden.
    void moveTo(const Point& place) { m_place = place; }
    const Point& place() const { return m_place; }

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawBox(QCPPainter& painter, const Reading& reading) const;

    Point m_place{std::nan(""), std::nan("")};
};

} // namespace longpeak
