// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/label_placer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace longpeak {
namespace {

/// The words themselves: their box has some air on every side.
Box wordsOf(const Box& area) {
    constexpr double airBeside = 3.0;
    constexpr double airAbove = 2.0;
    return area.grown(-airBeside, -airAbove);
}

/// Whether the segment runs through the box (Liang and Barsky 1984).
bool crosses(const Box& box, const Point& a, const Point& b) {
    double enters = 0;
    double leaves = 1;
    const auto clip = [&](double direction, double distance) {
        if (direction == 0) return distance >= 0;
        const double at = distance / direction;
        if (direction < 0)
            enters = std::max(enters, at);
        else
            leaves = std::min(leaves, at);
        return enters <= leaves;
    };
    return clip(a.x - b.x, a.x - box.left) && clip(b.x - a.x, box.right() - a.x) && clip(a.y - b.y, a.y - box.top) &&
           clip(b.y - a.y, box.bottom() - a.y);
}

bool runsThrough(const std::vector<Point>& points, bool ascends, const Box& box) {
    auto first = points.begin();
    if (ascends) {
        first = std::ranges::lower_bound(points, box.left, {}, &Point::x);
        if (first != points.begin()) --first;
    }
    for (auto at = first; at != points.end(); ++at) {
        if (ascends && at->x > box.right()) return false;
        const auto next = std::next(at);
        if (next == points.end() ? box.contains(*at) : crosses(box, *at, *next)) return true;
    }
    return false;
}

} // namespace

void LabelPlacer::avoidCurve(const std::vector<Point>& points, std::size_t series) {
    std::vector<Point> piece;
    const auto end = [&] {
        if (piece.empty()) return;
        const bool ascends = std::ranges::is_sorted(piece, {}, &Point::x);
        m_curves.push_back({std::exchange(piece, {}), series, ascends});
    };
    for (const Point& point : points)
        if (std::isfinite(point.x) && std::isfinite(point.y))
            piece.push_back(point);
        else
            end();
    end();
}

bool LabelPlacer::isFree(const Box& area, const Own& own) const {
    if (!m_frame.contains(area)) return false;
    if (std::ranges::any_of(m_taken, [&](const Box& taken) { return taken.overlaps(area); })) return false;
    const Box words = wordsOf(area);
    const auto isCovered = [&](const DataBox& data) {
        return data.box.overlaps(words) && !(data.series == own.series && data.box.contains(words));
    };
    if (std::ranges::any_of(m_boxes, isCovered)) return false;
    return std::ranges::none_of(m_curves, [&](const Curve& curve) {
        const bool isOwn = own.onCurve && curve.series == own.series;
        return !isOwn && runsThrough(curve.points, curve.ascends, words);
    });
}

bool LabelPlacer::crossesGuide(const Box& area) const {
    const Box words = wordsOf(area);
    return std::ranges::any_of(m_guides, [&](const Guide& guide) { return crosses(words, guide.from, guide.to); });
}

std::optional<Box> LabelPlacer::place(const Size& size, const std::vector<Point>& corners, const Own& own) {
    constexpr std::size_t worthOfGuide = 12; ///< in places of the order
    std::optional<Box> best;
    std::size_t cost = corners.size() + worthOfGuide;
    for (std::size_t i = 0; i < corners.size() && i < cost; ++i) {
        const Box area = Box::at(corners[i], size);
        if (!isFree(area, own)) continue;
        const std::size_t its = i + (crossesGuide(area) ? worthOfGuide : 0);
        if (its >= cost || (own.refuses && own.refuses(area))) continue;
        cost = its;
        best = area;
    }
    if (best) occupy(*best);
    return best;
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
    // Further away a leader tells what it is of.
    for (const double away : {12.0, 26.0, 42.0, 60.0, 82.0, 110.0, 145.0})
        for (const double x : {right + away, left - away, point.x - size.width / 2})
            for (const double y : {above - away, below + away, beside}) {
                const bool isOnPoint = y == beside && x == point.x - size.width / 2;
                if (!isOnPoint) corners.push_back({x, y});
            }
    return corners;
}

} // namespace longpeak
