// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/practice.h"

#include "cost/metric.h"
#include "figure/figure_kind.h"

#include <algorithm>
#include <array>

namespace longpeak {
namespace {

/// What of the scenario a number hangs on.
struct Part {
    std::string_view metric;
    EfficiencyPart part;
    double Efficiency::*efficiency;
};

constexpr std::array parts{Part{metricKey::prefill, EfficiencyPart::Prefill, &Efficiency::prefill},
                           Part{metricKey::recompute, EfficiencyPart::Prefill, &Efficiency::prefill},
                           Part{metricKey::decode, EfficiencyPart::Decode, &Efficiency::decode},
                           Part{metricKey::answer, EfficiencyPart::Decode, &Efficiency::decode},
                           Part{metricKey::contextSwitch, EfficiencyPart::Link, &Efficiency::link}};

} // namespace

std::optional<Practice> practiceOf(std::string_view metric, Seconds atPeak, const Case& scenario,
                                   const TypicalEfficiency& seen) {
    const auto* const part = std::ranges::find(parts, metric, &Part::metric);
    if (part == parts.end() || scenario.efficiency.*(part->efficiency) != 1.0) return std::nullopt;
    return practiceOf(part->part, atPeak, seen);
}

void addPractice(Figure& figure, const FigureInput& input, std::string_view metric, const Series& atPeak) {
    if (input.practice == nullptr) return;
    Series band{.role = atPeak.role, .form = Form::Area, .isRange = true};
    for (std::size_t i = 0; i < atPeak.x.size(); ++i) {
        if (!(atPeak.y[i] > 0)) continue;
        const auto practice = practiceOf(metric, Seconds(atPeak.y[i]), input.scenario, *input.practice);
        if (!practice) continue;
        if (band.name.empty())
            band.name = LP_TEXT("figure", "%1, in practice (n = %2)")(
                atPeak.name, plainAmount(static_cast<double>(practice->count)));
        band.x.push_back(atPeak.x[i]);
        band.base.push_back(std::max(practice->least.si(), atPeak.y[i])); // the peak is a bound
        band.y.push_back(std::max(practice->most.si(), atPeak.y[i]));
    }
    if (band.x.empty()) return;
    band.inLegend = true;
    figure.series.insert(figure.series.begin(), std::move(band));
}

} // namespace longpeak
