// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRectF>
#include <QSizeF>

#include <optional>
#include <vector>

namespace longpeak {

/// Finds room for labels: none overlaps a mark or another label, and one that finds no room is dropped.
class LabelPlacer {
public:
    explicit LabelPlacer(const QRectF& frame) : m_frame(frame) {}

    /// Keeps labels away from `area`.
    void occupy(const QRectF& area) { m_taken.push_back(area); }

    bool isFree(const QRectF& area) const;

    /// The first of the top-left corners at which a label of that size is free, taken from then on.
    std::optional<QRectF> place(const QSizeF& size, const std::vector<QPointF>& corners);

    /// Corners of labels at points above one another, in that order from the top: the first label stands above its point
    /// and the last below, in no one's way. On the points' right, else on their left; nothing where there is no room.
    std::optional<std::vector<QPointF>> column(const std::vector<QPointF>& points, const std::vector<QSizeF>& sizes,
                                               double gap) const;

    /// Corners around a point: on its right from near to far, then on its left.
    static std::vector<QPointF> around(const QPointF& point, const QSizeF& size, double gap);

private:
    QRectF m_frame;
    std::vector<QRectF> m_taken;
};

} // namespace longpeak
