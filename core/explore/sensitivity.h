// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/metric.h"
#include "scenario/parameter.h"

#include <string>
#include <vector>

// How much a metric moves with each number of a scenario: the elasticity d ln(metric) / d ln(parameter), 1 where
// doubling doubles. Differences in the logarithm, central where the parameter's range allows, of second order at its
// ends; a parameter of whole numbers goes to its neighbours, so that there it is an elasticity of one step. Of a metric
// that is told in whole ones it is that of the exact number: whole ones jump.

namespace longpeak {

struct Sensitivity {
    const Parameter* parameter = nullptr;
    double value = 0;      ///< of the parameter
    double elasticity = 0; ///< per cent of the metric for one per cent of the parameter
    /// "+1 % moves it by −0.98 %".
    Text text() const;
    /// "−0.98 %", of the metric for one per cent of the parameter.
    Text percent() const;
};

struct SensitivityReport {
    const Metric* metric = nullptr;
    double value = 0;                   ///< as it is told
    Text bound;                         ///< "bound by HBM bandwidth", or empty
    std::vector<Sensitivity> rows;      ///< of what moves it, the strongest first
    std::vector<const Parameter*> idle; ///< what moves nothing here, or has no logarithm at 0
};

/// Every numeric parameter that has an effect in the scenario's cost model. Without rows where the metric has no value
/// above 0.
SensitivityReport sensitivity(const Case& scenario, const Metric& metric, const Catalogue& catalogue);
/// The same where the scenario's estimate is at hand.
SensitivityReport sensitivity(const Case& scenario, const Estimate& now, const Metric& metric,
                              const Catalogue& catalogue);

} // namespace longpeak
