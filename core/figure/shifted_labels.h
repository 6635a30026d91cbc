// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/label_layout.h"

#include <optional>
#include <vector>

// Labels that a person moved. Each keeps its distance from what it is of, whatever it then lies on: the checker tells.

namespace longpeak {

/// What the label is of, on the drawing; nothing where that is out of view.
std::optional<Point> anchorOf(const Figure& figure, const Plane& plane, const LabelId& label);

/// The figure's moved labels, each wholly within the frame. Those that would not be written at all are left out.
std::vector<Label> shiftedLabels(const Figure& figure, const LabelSetting& setting);

} // namespace longpeak
