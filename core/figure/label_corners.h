// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/plane.h"

#include <cstddef>
#include <vector>

// Where a label of a size may stand beside what it is of: top-left corners, in units of the layout, the better the earlier.
// Whether anything is in the way there is LabelPlacer's to say. None where what it is of is out of view.

namespace longpeak::labelCorners {

/// Close to a mark drawn with that radius, then further away.
std::vector<Point> besideMark(const Mark& mark, const Plane& plane, double radius, const Size& size);
/// At an end of the rule, on either side, then further along it.
std::vector<Point> besideRule(const Rule& rule, const Plane& plane, const Size& size);
/// Close to the line, as near as can be to where it is wanted; at the end of the line; then at a distance.
std::vector<Point> besideLine(const Figure& figure, const Series& line, const Plane& plane, const Size& size);
/// On the line, as near to its middle as there is room; else beside it.
std::vector<Point> onPath(const Series& path, const Plane& plane, const Size& size);
/// In the middle of its height, where that is tall enough, as near as can be to where it is wanted.
std::vector<Point> inArea(const Figure& figure, const Series& area, const Plane& plane, const Size& size);
/// Behind the end of the bar that is drawn there, or on it where there is no room; `falls`: it lies below its base.
std::vector<Point> besideBar(const Figure& figure, const Box& bar, const Plane& plane, const Size& size, bool falls);
/// At the bottom of the region, then further up in it.
std::vector<Point> inRegion(const Region& region, const Plane& plane, const Size& size);

/// A line named beside the frame, at its end.
struct LineEnd {
    std::size_t series = 0; ///< of the figure
    Point at;               ///< where the line leaves the frame or ends
    double top = 0;         ///< of its name
};
/// How far beside the frame names of lines stand.
inline constexpr double besideFrame = 6.0;
/// Gives each name its top: in the order in which the lines end, each as near to its end as the others allow, no leader
/// across another. Tops above the frame by a whole name or more mean that there is no room.
void stackEnds(std::vector<LineEnd>& ends, const Box& frame, double textHeight);
/// Where the line leaves the frame: on its right, or at its top or bottom. NaN where nothing of it is in view.
Point endOf(const Series& line, const Plane& plane);

} // namespace longpeak::labelCorners
