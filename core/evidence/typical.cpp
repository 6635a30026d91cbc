// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "evidence/typical.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr double shareThatCounts = 0.8;

double at(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - static_cast<double>(below));
}

std::optional<Quartiles> ofKind(std::string_view kind, EfficiencyPart part, std::span<const Comparison> comparisons,
                                const Catalogue& catalogue) {
    std::vector<double> values;
    for (const Comparison& each : comparisons) {
        if (partOf(each) != part) continue;
        const Accelerator* accelerator = catalogue.accelerator(each.measurement->accelerator);
        if (kind.empty() || (accelerator != nullptr && accelerator->kind == kind)) values.push_back(each.efficiency);
    }
    if (values.empty()) return std::nullopt;
    Quartiles out = quartilesOf(std::move(values));
    out.kind = kind;
    return out;
}

double inPercent(const std::optional<Quartiles>& seen, double otherwise) {
    return seen ? std::max(0.01, std::round(seen->median * 100.0) / 100.0) : otherwise;
}

Amount percent(double value) {
    return amount(std::round(value * 100.0) / 100.0, Unit::Fraction);
}

/// A line of describe().
Text partText(Message part, const std::optional<Quartiles>& quartiles) {
    if (!quartiles) return LP_TEXT("measured", "%1: no measurement")(part);
    const Quartiles& q = *quartiles;
    const Amount count = plainAmount(q.count);
    if (q.kind.empty()) {
        const auto said = q.count == 1
                              ? LP_TEXT("measured", "%1: %2, middle half %3 to %4, %5 measurement on all accelerators")
                              : LP_TEXT("measured",
                                        "%1: %2, middle half %3 to %4, %5 measurements on all accelerators");
        return said(part, percent(q.median), percent(q.lower), percent(q.upper), count);
    }
    const auto said = q.count == 1
                          ? LP_TEXT("measured",
                                    "%1: %2, middle half %3 to %4, %5 measurement on accelerators of kind '%6'")
                          : LP_TEXT("measured",
                                    "%1: %2, middle half %3 to %4, %5 measurements on accelerators of kind '%6'");
    return said(part, percent(q.median), percent(q.lower), percent(q.upper), count, verbatim(q.kind));
}

} // namespace

std::optional<EfficiencyPart> partOf(const Comparison& c) {
    if (c.verdict != Verdict::Sound || c.prediction->share < shareThatCounts) return std::nullopt;
    const Measurement& m = *c.measurement;
    if (m.kind != MeasurementKind::Component && m.kind != MeasurementKind::Offline) return std::nullopt;
    const bool partly = m.metric == MeasuredMetric::TimePerTokenSlope || m.metric == MeasuredMetric::PassRate;
    switch (c.prediction->roof) {
    case Roof::Compute: return EfficiencyPart::Prefill;
    case Roof::Memory: return m.gpus == 1.0 && !partly ? std::optional(EfficiencyPart::Decode) : std::nullopt;
    case Roof::HostLink:
        return m.metric == MeasuredMetric::HostLinkRate ? std::optional(EfficiencyPart::Link) : std::nullopt;
    case Roof::Interconnect:
    case Roof::Size: break;
    }
    return std::nullopt;
}

Quartiles quartilesOf(std::vector<double> values) {
    std::ranges::sort(values);
    return {.lower = at(values, 0.25),
            .median = at(values, 0.5),
            .upper = at(values, 0.75),
            .count = static_cast<int>(values.size())};
}

TypicalEfficiency typicalEfficiency(const Accelerator& accelerator, std::span<const Comparison> comparisons,
                                    const Catalogue& catalogue) {
    const auto seen = [&](EfficiencyPart part) {
        auto out = ofKind(accelerator.kind, part, comparisons, catalogue);
        if (!accelerator.kind.empty() && (!out || out->count < fewestMeasurements))
            out = ofKind({}, part, comparisons, catalogue);
        return out;
    };
    return {.prefill = seen(EfficiencyPart::Prefill),
            .decode = seen(EfficiencyPart::Decode),
            .link = seen(EfficiencyPart::Link)};
}

std::optional<Practice> practiceOf(EfficiencyPart part, Seconds atPeak, const TypicalEfficiency& seen) {
    const auto& quartiles = part == EfficiencyPart::Prefill  ? seen.prefill
                            : part == EfficiencyPart::Decode ? seen.decode
                                                             : seen.link;
    if (!quartiles || !(quartiles->lower > 0)) return std::nullopt;
    return Practice{atPeak / quartiles->upper, atPeak / quartiles->lower, quartiles->count};
}

Efficiency typical(const Efficiency& efficiency, const TypicalEfficiency& seen) {
    Efficiency out = efficiency;
    out.prefill = inPercent(seen.prefill, efficiency.prefill);
    out.decode = inPercent(seen.decode, efficiency.decode);
    out.link = inPercent(seen.link, efficiency.link);
    return out;
}

Text describe(const TypicalEfficiency& seen) {
    return Text::joined({partText(LP_TEXT("measured", "Prefill"), seen.prefill),
                         partText(LP_TEXT("measured", "Decode"), seen.decode),
                         partText(LP_TEXT("measured", "Host link"), seen.link)},
                        "\n");
}

} // namespace longpeak
