// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"

namespace longpeak {

/// The same figure with every series cut to the ranges of the axes: lines end where they leave the frame, with the point
/// there worked out along the axis scales, and areas, bars and spans are cut to it. Not every format of a drawing clips
/// (SVG as Qt writes it does not), so what is exported does not reach outside to begin with.
Figure framed(const Figure& figure);

} // namespace longpeak
