// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"

#include <QString>

namespace longpeak {

/// What the metric of that key is about, and so its colour.
Role roleOfMetric(const QString& key);

} // namespace longpeak
