// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/document.h"
#include "preset/catalogue.h"
#include "scenario/scenario.h"

// A scenario as a JSON object, for the documents that carry one.

namespace longpeak {

/// What is wrong is the reader's fault to tell, and keeps its default.
Scenario readScenario(ObjectReader& reader, const Catalogue& catalogue);
OrderedJson scenarioJson(const Scenario& scenario, const Catalogue& catalogue);

} // namespace longpeak
