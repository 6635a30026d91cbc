// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/plane.h"

#include <optional>
#include <vector>

namespace longpeak {

/// Finds room for labels: none overlaps a mark or another label, and one that finds no room is dropped.
class LabelPlacer {
public:
    explicit LabelPlacer(const Box& frame) : m_frame(frame) {}

    /// Keeps labels away from `area`.
    void occupy(const Box& area) { m_taken.push_back(area); }

    bool isFree(const Box& area) const;

    /// The first of the top-left corners at which a label of that size is free, taken from then on.
    std::optional<Box> place(const Size& size, const std::vector<Point>& corners);

    /// Corners of labels at points above one another, in that order from the top: the first label stands above its point
    /// and the last below, in no one's way. On the points' right, else on their left; nothing where there is no room.
    std::optional<std::vector<Point>> column(const std::vector<Point>& points, const std::vector<Size>& sizes,
                                             double gap) const;

    /// Corners around a point: on its right from near to far, then on its left.
    static std::vector<Point> around(const Point& point, const Size& size, double gap);

private:
    Box m_frame;
    std::vector<Box> m_taken;
};

} // namespace longpeak
