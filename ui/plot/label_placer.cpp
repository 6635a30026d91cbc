// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/label_placer.h"

#include <algorithm>

namespace longpeak {

std::optional<QRectF> LabelPlacer::place(const QSizeF& size, const std::vector<QPointF>& corners) {
    for (const QPointF& corner : corners) {
        const QRectF area(corner, size);
        if (!m_frame.contains(area)) continue;
        if (std::ranges::any_of(m_taken, [&](const QRectF& taken) { return taken.intersects(area); })) continue;
        occupy(area);
        return area;
    }
    return std::nullopt;
}

std::vector<QPointF> LabelPlacer::around(const QPointF& point, const QSizeF& size, double gap) {
    const double right = point.x() + gap;
    const double left = point.x() - gap - size.width();
    const double above = point.y() - gap - size.height();
    const double below = point.y() + gap;
    const double beside = point.y() - size.height() / 2;
    const double shift = 0.6 * size.height();
    std::vector<QPointF> corners;
    for (const double x : {right, left})
        for (const double y :
             {above, below, beside, below + shift, above - shift, below + 2 * shift, above - 2 * shift})
            corners.emplace_back(x, y);
    return corners;
}

} // namespace longpeak
