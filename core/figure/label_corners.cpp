// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/label_corners.h"

#include "figure/label_placer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace longpeak::labelCorners {

std::vector<Point> besideMark(const Mark& mark, const Plane& plane, double radius, const Size& size) {
    const Point at = plane.place(mark.x, mark.y);
    const double gap = radius + 2;
    std::vector<Point> corners = LabelPlacer::around(at, size, gap);
    // A name straight above or below a bubble cannot be taken for its neighbour's.
    if (mark.share > 0) {
        const double left = at.x - size.width / 2;
        corners.insert(corners.begin(), {{left, at.y - gap - size.height}, {left, at.y + gap}});
    }
    return corners;
}

std::vector<Point> besideRule(const Rule& rule, const Plane& plane, const Size& size) {
    const Box& frame = plane.frame;
    std::vector<Point> corners;
    if (rule.vertical) {
        const double x = plane.placeX(rule.at);
        if (x < frame.left - 1 || x > frame.right() + 1) return {};
        const double top = frame.top + 3;
        const double low = frame.bottom() - size.height - 3;
        const double left = x - size.width - 4;
        corners = {{x + 4, top}, {left, top}, {x + 4, low}, {left, low}};
        for (double y = top + size.height; y < low; y += size.height / 2)
            for (const double side : {x + 4, left}) corners.push_back({side, y});
        return corners;
    }
    const double y = plane.placeY(rule.at);
    if (y < frame.top || y > frame.bottom()) return {};
    const double left = frame.left + 5;
    const double right = frame.right() - size.width - 5;
    const double above = y - size.height - 3;
    corners = {{left, above}, {right, above}, {left, y + 3}, {right, y + 3}};
    constexpr double step = 20.0;
    for (double x = left + step; x < right; x += step)
        for (const double side : {above, y + 3}) corners.push_back({x, side});
    return corners;
}

std::vector<Point> besideLine(const Figure& figure, const Series& line, const Plane& plane, const Size& size) {
    constexpr double step = 26.0;
    constexpr double gap = 1.0;
    std::vector<Point> corners;
    const double wanted = plane.placeX(line.labelX);
    const auto furthest = static_cast<int>(plane.frame.width / step);
    for (const double away : {gap, 10.0}) // steep lines leave little room right at them
        for (int i = 0; i <= 2 * furthest; ++i) {
            const int steps = (i + 1) / 2;
            const double x = wanted + (i % 2 == 0 ? steps : -steps) * step;
            const double y = plane.placeY(valueAt(figure, line, plane.valueX(x)));
            if (std::isnan(y) || !plane.frame.contains(Point{x, y})) continue;
            for (const double left : {x + away, x - away - size.width})
                for (const double top : {y - away - size.height, y + away}) corners.push_back({left, top});
        }
    const Point at{wanted, plane.placeY(valueAt(figure, line, line.labelX))};
    const auto around = LabelPlacer::around(at, size, 4);
    corners.insert(corners.end(), around.begin(), around.end());
    return corners;
}

std::vector<Point> onPath(const Series& path, const Plane& plane, const Size& size) {
    constexpr std::size_t tries = 24;
    const std::size_t count = path.x.size();
    const std::size_t step = std::max<std::size_t>(1, count / tries);
    std::vector<Point> corners;
    for (const double left : {0.5, 1.0, 0.0})
        for (std::size_t away = 0; away <= count / 2; away += step)
            for (const std::size_t i : {count / 2 + away, count / 2 - away}) {
                if (i >= count) continue;
                const Point at = plane.place(path.x[i], path.y[i]);
                corners.push_back({at.x - size.width * left, at.y - size.height / 2});
            }
    return corners;
}

std::vector<Point> inArea(const Figure& figure, const Series& area, const Plane& plane, const Size& size) {
    constexpr double step = 24.0;
    const Box& frame = plane.frame;
    std::vector<Point> corners;
    const double wanted = plane.placeX(area.labelX);
    const auto furthest = static_cast<int>(frame.width / step);
    const auto edges = [&](double x) {
        const double value = plane.valueX(x);
        return std::pair(std::max(plane.placeY(valueAt(figure, area, value)), frame.top),
                         std::min(plane.placeY(baseAt(figure, area, value)), frame.bottom()));
    };
    for (int i = 0; i <= 2 * furthest; ++i) {
        const int steps = (i + 1) / 2;
        const double left = wanted + (i % 2 == 0 ? steps : -steps) * step + 8;
        const double right = left + size.width;
        if (left < frame.left || right > frame.right()) continue;
        const auto [top0, bottom0] = edges(left);
        const auto [top1, bottom1] = edges(right);
        const double top = std::max(top0, top1);
        const double bottom = std::min(bottom0, bottom1);
        if (bottom - top >= size.height + 2) corners.push_back({left, (top + bottom - size.height) / 2});
    }
    return corners;
}

std::vector<Point> besideBar(const Figure& figure, const Box& bar, const Plane& plane, const Size& size, bool falls) {
    const double middle = bar.center().y - size.height / 2;
    const double centre = bar.center().x - size.width / 2;
    if (!isLying(figure)) return {{centre, bar.top - size.height - 2}, {centre, bar.top + 2}};
    const Point right{bar.right() + 2, middle};
    const Point left{bar.left - size.width - 2, middle};
    return {
        falls ? left : right, falls ? right : left, {centre, middle}, {plane.frame.right() - size.width - 4, middle}};
}

std::vector<Point> inRegion(const Region& region, const Plane& plane, const Size& size) {
    constexpr double step = 24.0;
    const Box& frame = plane.frame;
    const double left = std::max(plane.placeX(region.x0), frame.left);
    const double right = std::min(plane.placeX(region.x1), frame.right());
    if (right <= left) return {};
    const double bottom = std::min(plane.placeY(region.y0), frame.bottom()) - size.height - 2;
    std::vector<Point> corners{{left + 3, bottom}, {right - size.width - 3, bottom}};
    const double top = std::max(plane.placeY(region.y1), frame.top) + 2;
    for (double y = bottom; y >= top; y -= size.height)
        for (double x = left + 3; x + size.width < right; x += step) corners.push_back({x, y});
    return corners;
}

Point endOf(const Series& line, const Plane& plane) {
    const Box& frame = plane.frame;
    for (std::size_t i = line.x.size(); i-- > 0;) {
        Point at = plane.place(line.x[i], line.y[i]);
        if (!plane.shows(at)) continue; // NaN, too
        // What leaves the frame before its right edge leaves it at its top or bottom.
        if (at.x < frame.right() - 2) at.y = at.y < frame.center().y ? frame.top : frame.bottom();
        return at;
    }
    return {std::nan(""), std::nan("")};
}

void stackEnds(std::vector<LineEnd>& ends, const Box& frame, double textHeight) {
    // The further left a line leaves the frame at its top, the higher its name.
    std::ranges::stable_sort(
        ends, [](const LineEnd& a, const LineEnd& b) { return std::pair(a.at.y, a.at.x) < std::pair(b.at.y, b.at.x); });
    const auto stack = [&] {
        double next = frame.top - textHeight / 2;
        for (LineEnd& end : ends) {
            end.top = std::max(end.at.y - textHeight / 2, next);
            next = end.top + textHeight;
        }
        double below = frame.bottom() + textHeight / 2;
        for (std::size_t i = ends.size(); i-- > 0; below = ends[i].top)
            if (ends[i].top + textHeight > below) ends[i].top = below - textHeight;
    };
    stack();
    // Neighbours whose leaders cross change places.
    const auto leader = [&](const LineEnd& end) {
        return Stroke{{frame.right() + besideFrame, std::clamp(end.at.y, end.top, end.top + textHeight)}, end.at};
    };
    for (std::size_t turn = 0; turn < ends.size(); ++turn)
        for (std::size_t i = 0; i + 1 < ends.size(); ++i)
            if (cross(leader(ends[i]), leader(ends[i + 1]))) {
                std::swap(ends[i], ends[i + 1]);
                stack();
            }
}

} // namespace longpeak::labelCorners
