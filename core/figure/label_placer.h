// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/plane.h"

#include <functional>
#include <optional>
#include <vector>

namespace longpeak {

/// Finds room for labels: none overlaps a mark, another label, or what is drawn of the data, and one that finds no room is
/// dropped. Lines that only guide the eye are crossed where there is no better place.
class LabelPlacer {
public:
    explicit LabelPlacer(const Box& frame) : m_frame(frame) {}

    /// Keeps labels away from `area`.
    void occupy(const Box& area) { m_taken.push_back(area); }
    /// The same of a curve, which breaks at NaN; and of a bar or a dot. `series` is whose they are.
    void avoidCurve(const std::vector<Point>& points, std::size_t series);
    void avoidBox(const Box& box, std::size_t series) { m_boxes.push_back({box, series}); }
    /// A line that may be crossed, but is not where there is another place.
    void avoidLoosely(const Point& from, const Point& to) { m_guides.push_back({from, to}); }

    /// What a label may lie on: it is of that series, and stands on its line or wholly within its bar. And what else it may
    /// not.
    struct Own {
        std::size_t series = none;
        bool onCurve = false;
        std::function<bool(const Box&)> refuses{}; ///< asked of places that are free; none = nothing
        static constexpr std::size_t none = static_cast<std::size_t>(-1);
    };

    bool isFree(const Box& area, const Own& own) const;
    bool isFree(const Box& area) const { return isFree(area, Own()); }

    /// The best of the top-left corners at which a label of that size is free, taken from then on. The earlier the better;
    /// one that crosses a guide is worth several later ones that do not.
    std::optional<Box> place(const Size& size, const std::vector<Point>& corners, const Own& own);
    std::optional<Box> place(const Size& size, const std::vector<Point>& corners) {
        return place(size, corners, Own());
    }

    bool crossesGuide(const Box& area) const;

    /// Corners of labels at points above one another, in that order from the top: the first label stands above its point
    /// and the last below, in no one's way. On the points' right, else on their left; nothing where there is no room.
    std::optional<std::vector<Point>> column(const std::vector<Point>& points, const std::vector<Size>& sizes,
                                             double gap) const;

    /// Corners around a point: on its right from near to far, then on its left; then further and further away.
    static std::vector<Point> around(const Point& point, const Size& size, double gap);

private:
    struct Curve {
        std::vector<Point> points; ///< at least one, without NaN
        std::size_t series;
        bool ascends; ///< along x
    };
    struct DataBox {
        Box box;
        std::size_t series;
    };
    struct Guide {
        Point from;
        Point to;
    };

    Box m_frame;
    std::vector<Box> m_taken;
    std::vector<Curve> m_curves;
    std::vector<DataBox> m_boxes;
    std::vector<Guide> m_guides;
};

} // namespace longpeak
