// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/document.h"
#include "figure/retouch.h"

// Private to core: what a person changed of figures, as a part of a JSON document.

namespace longpeak {

OrderedJson retouchJson(const Retouch& retouch);
Retouch readRetouch(ObjectReader& reader);

} // namespace longpeak
