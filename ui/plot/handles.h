// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/label_layout.h"

#include <string>
#include <vector>

// Private to ui/plot: what of a figure the hand can take or ask about.

namespace longpeak {

/// A figure as it is drawn.
struct DrawnFigure {
    const Figure& figure;
    Plane plane;
    const std::vector<Label>& labels;
};

/// Key of the number whose mark, bar or label is at that place, the nearest one: marks may stand closer together than a
/// hand can tell. Empty when there is none.
std::string metricAt(const DrawnFigure& drawn, const Point& place);

/// Parameters that the hand moves from there, the second one only of a point; empty where there is nothing to move. A dot
/// on a line that is moved goes with it, though a click explains it.
std::vector<std::string> parametersAt(const DrawnFigure& drawn, const Point& place);

/// Where lines that are moved show that they are: on the axis, where nothing is covered.
std::vector<Box> gripsOf(const Figure& figure, const Plane& plane);

} // namespace longpeak
