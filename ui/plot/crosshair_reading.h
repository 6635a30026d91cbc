// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/plane.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

// Private to ui/plot: what a figure says at a place. Of points that have names it is the nearest one that speaks, of bars
// and spans those at the place, and of curves all.

namespace longpeak {

struct Reading {
    struct Row {
        std::optional<Role> role; ///< whose colour the row has; nothing = none
        int shade = 0;
        QString name;
        QString value;
        std::optional<Point> dot; ///< on the drawing
    };
    QString head;
    std::vector<Row> rows;
    bool hasLine = false; ///< across the frame, at x
    Point beside;         ///< place on the drawing that the words stand beside
};

/// `place` is in values of the axes; without a y (NaN), as by keyboard, only its x counts. Nothing without an x, and where
/// the figure has nothing to say.
std::optional<Reading> readFigure(const Figure& figure, const Plane& plane, const Point& place, ByteUnits bytes);

/// The reading in words, a line each: "prefill  14.1 s".
QStringList linesOf(const Reading& reading);

/// What a click there picks: the key of the nearest point, empty where there is none.
QString pickedKey(const Figure& figure, const Plane& plane, const Point& place);

} // namespace longpeak
