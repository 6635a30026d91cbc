// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/field_json.h"
#include "preset/catalogue.h"

// One preset as a JSON object, for preset files and for scenarios that carry their own. Private to core.

namespace longpeak {

Model readModel(ObjectReader& reader);
OrderedJson writeModel(const Model& model);

Accelerator readAccelerator(ObjectReader& reader);
OrderedJson writeAccelerator(const Accelerator& accelerator);

Method readMethod(ObjectReader& reader);

} // namespace longpeak
