// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/sensitivity.h"

#include "cost/explanation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace longpeak {
namespace {

constexpr double stillness = 1e-9; ///< less is rounding
constexpr double step = 1e-4;      ///< in the logarithm

class Logarithm {
public:
    Logarithm(const Case& scenario, const Metric& metric, const Parameter& parameter, const Catalogue& catalogue)
        : m_scenario(scenario), m_metric(metric), m_parameter(parameter), m_catalogue(catalogue) {}

    /// Of the metric's exact size with the parameter at `value`; NaN where it has none.
    double at(double value) const {
        Case changed = m_scenario;
        m_parameter.set(changed, value, m_catalogue);
        const double size = m_metric.exact(changed, evaluate(changed, m_metric.depth));
        return size > 0 ? std::log(size) : std::numeric_limits<double>::quiet_NaN();
    }

private:
    const Case& m_scenario;
    const Metric& m_metric;
    const Parameter& m_parameter;
    const Catalogue& m_catalogue;
};

/// Derivative at x = 0 of what is f0 there, f1 at h and f2 at 2h: exact up to squares.
double oneSided(double f0, double f1, double f2, double h) {
    return (4.0 * f1 - f2 - 3.0 * f0) / (2.0 * h);
}

/// `maximum` is that of the scenario.
double elasticityOf(const Logarithm& f, const Parameter& parameter, double maximum, double value) {
    if (parameter.whole) {
        const double wide = std::max(1.0, std::round(value * step));
        const double low = std::max(value - wide, std::max(parameter.minimum, 1.0));
        const double high = std::min(value + wide, maximum);
        return high > low ? (f.at(high) - f.at(low)) / std::log(high / low) : 0.0;
    }
    const bool risesWithin = value * std::exp(step) <= maximum;
    const bool fallsWithin = value * std::exp(-step) >= parameter.minimum;
    if (risesWithin && fallsWithin)
        return (f.at(value * std::exp(step)) - f.at(value * std::exp(-step))) / (2.0 * step);
    const double h = risesWithin ? step : -step;
    return oneSided(f.at(value), f.at(value * std::exp(h)), f.at(value * std::exp(2.0 * h)), h);
}

} // namespace

Text Sensitivity::percent() const {
    return Text::joined({verbatim(elasticity < 0 ? "−" : "+"), amount(std::abs(elasticity) / 100.0, Unit::Fraction)});
}

Text Sensitivity::text() const {
    return LP_TEXT("gap", "+1 % moves it by %1")(percent());
}

SensitivityReport sensitivity(const Case& scenario, const Metric& metric, const Catalogue& catalogue) {
    return sensitivity(scenario, evaluate(scenario), metric, catalogue);
}

SensitivityReport sensitivity(const Case& scenario, const Estimate& now, const Metric& metric,
                              const Catalogue& catalogue) {
    SensitivityReport report{.metric = &metric, .value = metric.value(scenario, now)};
    report.bound = explain(metric, scenario, now).bound;
    if (!(metric.exact(scenario, now) > 0)) return report;
    for (const Parameter& parameter : parameters()) {
        if (!parameter.isNumeric() || !parameter.applies(scenario) || parameter.id == parameterId::seed) continue;
        Sensitivity row{.parameter = &parameter, .value = parameter.get(scenario)};
        if (!std::isfinite(row.value)) continue; // a price that is not known
        if (row.value > 0) {
            const Logarithm size(scenario, metric, parameter, catalogue);
            row.elasticity = elasticityOf(size, parameter, maximumOf(parameter, scenario), row.value);
        }
        if (std::abs(row.elasticity) > stillness)
            report.rows.push_back(row);
        else
            report.idle.push_back(&parameter);
    }
    std::ranges::stable_sort(report.rows, std::ranges::greater{},
                             [](const Sensitivity& row) { return std::abs(row.elasticity); });
    return report;
}

} // namespace longpeak
