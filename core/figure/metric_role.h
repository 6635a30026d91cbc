// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"

namespace longpeak {

/// The concept that the metric of that key belongs to, and so its colour: the ceiling is of the cache, an answer of the
/// decode.
Role roleOfMetric(std::string_view key);

} // namespace longpeak
