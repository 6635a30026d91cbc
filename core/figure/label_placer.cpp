// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/label_placer.h"

#include <algorithm>

namespace longpeak {

bool LabelPlacer::isFree(const Box& area) const {
    return m_frame.contains(area) &&
           std::ranges::none_of(m_taken, [&](const Box& taken) { return taken.overlaps(area); });
}

std::optional<Box> LabelPlacer::place(const Size& size, const std::vector<Point>& corners) {
    for (const Point& corner : corners) {
        const Box area = Box::at(corner, size);
        if (!isFree(area)) continue;
        occupy(area);
        return area;
    }
    return std::nullopt;
}

std::optional<std::vector<Point>> LabelPlacer::column(const std::vector<Point>& points, const std::vector<Size>& sizes,
                                                      double gap) const {
    const auto count = points.size();
    std::vector<double> tops;
    for (std::size_t i = 0; i < count; ++i) {
        const double height = sizes[i].height;
        const double share = count > 1 ? static_cast<double>(i) / static_cast<double>(count - 1) : 0.0;
        double top = points[i].y - (height + gap) + share * (height + 2 * gap);
        if (i > 0) top = std::max(top, tops.back() + sizes[i - 1].height + 1);
        tops.push_back(top);
    }
    for (const bool right : {true, false})
        for (const double shift : {0.0, -0.4, 0.4, -0.8, 0.8, -1.2, 1.2, -1.6, 1.6}) {
            std::vector<Point> corners;
            for (std::size_t i = 0; i < count; ++i) {
                const double x = right ? points[i].x + gap : points[i].x - gap - sizes[i].width;
                const Point corner{x, tops[i] + shift * sizes[i].height};
                if (!isFree(Box::at(corner, sizes[i]))) break;
                corners.push_back(corner);
            }
            if (corners.size() == count) return corners;
        }
    return std::nullopt;
}

std::vector<Point> LabelPlacer::around(const Point& point, const Size& size, double gap) {
    const double right = point.x + gap;
    const double left = point.x - gap - size.width;
    const double above = point.y - gap - size.height;
    const double below = point.y + gap;
    const double beside = point.y - size.height / 2;
    const double shift = 0.6 * size.height;
    std::vector<Point> corners;
    for (const double x : {right, left})
        for (const double y :
             {above, below, beside, below + shift, above - shift, below + 2 * shift, above - 2 * shift})
            corners.push_back({x, y});
    return corners;
}

} // namespace longpeak
