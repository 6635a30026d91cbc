// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "evidence/evidence.h"
#include "figure/figure_kind.h"

#include <span>
#include <string_view>

// Published measurements as fractions of the prediction at the theoretical peak. Colour tells what bounds a case:
// arithmetic as prefill, memory bandwidth as decode, links as a context switch, memory size as the cache. Formulas are
// met or missed and have no place here.

namespace longpeak {

struct EvidenceInput {
    std::span<const Comparison> comparisons;
    std::string_view selected; ///< id of the measurement that is marked and named; empty = none
};

/// The colour of a comparison that has a prediction.
Role roleOf(const Comparison& comparison);

/// Efficiency by what was measured, the median of each group beside its points.
Figure evidenceFigure(const EvidenceInput& input);
/// Efficiency over context, with the median of each roof among single batches.
Figure evidenceContextFigure(const EvidenceInput& input);

/// The same of the measurements that the input names, else of all of its catalogue; whatever the scenario is.
Figure evidenceOfCatalogue(const FigureInput& input);
Figure evidenceContextOfCatalogue(const FigureInput& input);

} // namespace longpeak
