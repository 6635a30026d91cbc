// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/model.h"

#include <span>

// Resizing an architecture to a number of parameters. Assumption, not measurement: between two published members of
// the family, layers, heads and widths are interpolated as powers of the parameter count; beyond them, and in a
// family of one, depth and width both grow with the cube root of it (constant aspect ratio, P ∝ layers · hidden²).
// The head dimension and the vocabulary stay those of the nearest member. A model of several groups, of experts or of
// other attention than full has no family: depth and width grow with the cube root, the number of experts, the ranks of
// latents, windows and the number of KV heads stay.

namespace longpeak {

/// The shape of `model` resized to `parameters`. Its family is searched for in `family` (the model itself need not be in it).
/// Layers and heads are whole numbers, query heads a multiple of KV heads. The shape of a member comes out unchanged
/// at that member's own size; any other shape is marked `synthetic`.
Architecture resized(const Model& model, double parameters, std::span<const Model> family);

} // namespace longpeak
