// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/document.h"
#include "measurement/measurement.h"

// One measurement as a JSON object. Private to core.

namespace longpeak {

Measurement readMeasurement(ObjectReader& reader);
OrderedJson writeMeasurement(const Measurement& measurement);

} // namespace longpeak
