// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/evidence.h"

#include "evidence/typical.h"
#include "figure/workings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace longpeak {
namespace {

/// A measurement as a point.
struct Dot {
    double x;
    const Comparison* comparison;
};

constexpr std::array columns{LP_TEXT("measured", "operations"), LP_TEXT("measured", "links"),
                             LP_TEXT("measured", "prefill"),    LP_TEXT("measured", "TTFT, served"),
                             LP_TEXT("measured", "decode"),     LP_TEXT("measured", "decode, served"),
                             LP_TEXT("measured", "throughput"), LP_TEXT("measured", "capacity")};

/// The column of what was measured.
std::size_t columnOf(const Measurement& m) {
    const bool prefill = m.metric == MeasuredMetric::FirstToken || m.metric == MeasuredMetric::PrefillTime ||
                         m.metric == MeasuredMetric::PrefillRate || m.metric == MeasuredMetric::PrefillRatePerGpu;
    switch (m.kind) {
    case MeasurementKind::Component:
        return m.metric == MeasuredMetric::HostLinkRate || m.metric == MeasuredMetric::TransferTime ? 1 : 0;
    case MeasurementKind::Offline: return prefill ? 2 : 4;
    case MeasurementKind::Serving: return prefill ? 3 : 5;
    case MeasurementKind::Throughput: return 6;
    case MeasurementKind::Capacity:
    case MeasurementKind::Formula: break;
    }
    return 7;
}

/// A colour and a word for what bounds a case.
struct RoofLook {
    Role role;
    Message name;
};

RoofLook lookOf(const Comparison& c) {
    if (c.verdict == Verdict::Suspect) return {Role::Limit, LP_TEXT("measured", "suspect: past the peak")};
    switch (c.prediction->roof) {
    case Roof::Compute: return {Role::Prefill, LP_TEXT("measured", "compute-bound")};
    case Roof::Memory: return {Role::Decode, LP_TEXT("measured", "bandwidth-bound")};
    case Roof::Interconnect:
    case Roof::HostLink: return {Role::Switch, LP_TEXT("measured", "link-bound")};
    case Roof::Size: break;
    }
    return {Role::Cache, LP_TEXT("measured", "capacity-bound")};
}

bool isShown(const Comparison& c) {
    return c.prediction && c.measurement->kind != MeasurementKind::Formula && std::isfinite(c.efficiency);
}

Text describe(const Comparison& c) {
    const Measurement& m = *c.measurement;
    const Amount reached = amount(c.efficiency, Unit::Fraction);
    const Text value = measuredText(m.value, m.metric);
    const Text peak = measuredText(c.prediction->value, m.metric);
    if (m.framework.empty())
        return LP_TEXT("measured", "%1: %2 of the peak, measured %3, at the peak %4")(c.title, reached, value, peak);
    return LP_TEXT("measured", "%1: %2 of the peak, measured %3, at the peak %4 (%5)")(c.title, reached, value, peak,
                                                                                       verbatim(m.framework));
}

/// A series for each look, in a fixed order.
void addDots(Figure& figure, std::vector<Dot> dots) {
    std::ranges::stable_sort(dots, {}, &Dot::x);
    for (const Role role : {Role::Prefill, Role::Decode, Role::Switch, Role::Cache, Role::Limit}) {
        Series series;
        series.role = role;
        series.form = Form::Points;
        series.inLegend = true;
        for (const Dot& dot : dots) {
            const RoofLook look = lookOf(*dot.comparison);
            if (look.role != role) continue;
            series.name = look.name;
            series.x.push_back(dot.x);
            series.y.push_back(dot.comparison->efficiency);
            series.pointNames.push_back(describe(*dot.comparison));
            series.pointKeys.push_back(dot.comparison->measurement->id);
        }
        if (series.x.empty()) continue;
        figure.series.push_back(std::move(series));
    }
}

void addSelected(Figure& figure, const std::vector<Dot>& dots, std::string_view selected) {
    for (const Dot& dot : dots)
        if (!selected.empty() && dot.comparison->measurement->id == selected)
            figure.marks.push_back({.role = lookOf(*dot.comparison).role,
                                    .x = dot.x,
                                    .y = dot.comparison->efficiency,
                                    .label = amount(dot.comparison->efficiency, Unit::Fraction),
                                    .picked = true});
}

/// The peak, what lies past it, and what is not shown.
void addFrame(Figure& figure, const EvidenceInput& input, std::size_t shown) {
    double highest = 1.0;
    for (const Comparison& c : input.comparisons)
        if (isShown(c)) highest = std::max(highest, c.efficiency);
    figure.y = {LP_TEXT("measured", "share of the peak"), Unit::Fraction, AxisScale::Linear, 0.0, highest * 1.28};
    figure.regions.push_back({.role = Role::Limit, .y0 = 1.0});
    figure.rules.push_back({.role = Role::Limit,
                            .vertical = false,
                            .at = 1.0,
                            .label = LP_TEXT("measured", "theoretical peak: nothing sound lies above"),
                            .brief = LP_TEXT("measured", "theoretical peak")});
    const std::size_t left = input.comparisons.size() - shown;
    if (left > 0)
        figure.notes.push_back(
            LP_TEXT("measured", "%1 of %2 measurements have no place here: formulas, what is not predicted, and in the "
                                "figure over context what has none.")(
                plainAmount(static_cast<double>(left)), plainAmount(static_cast<double>(input.comparisons.size()))));
}

Amount percent(double value) {
    return amount(std::round(value * 100.0) / 100.0, Unit::Fraction);
}

/// The median of a group as a short line through it.
Series medianOf(std::vector<double> values, double x0, double x1) {
    const Quartiles quartiles = quartilesOf(std::move(values));
    Series series;
    series.name = LP_TEXT("measured", "median of %1")(plainAmount(quartiles.count));
    series.x = {x0, x1};
    series.y = {quartiles.median, quartiles.median};
    series.label = percent(quartiles.median);
    series.labelX = x1;
    return series;
}

std::shared_ptr<const std::vector<Comparison>> allOf(const FigureInput& input) {
    if (input.catalogue == nullptr) return std::make_shared<const std::vector<Comparison>>();
    return worked(input, [&](Workings& workings) { return workings.comparisons(*input.catalogue); });
}

/// The points of a column side by side, short contexts left.
void spread(std::vector<const Comparison*> column, double centre, std::vector<Dot>& dots) {
    const auto length = [](const Comparison* c) { return lengthOf(*c->measurement).value_or(0.0); };
    std::ranges::stable_sort(column, {}, length);
    constexpr double reach = 0.32;
    const auto count = static_cast<double>(column.size());
    for (std::size_t i = 0; i < column.size(); ++i) {
        const double share = count > 1 ? static_cast<double>(i) / (count - 1.0) : 0.5;
        dots.push_back({centre + reach * std::min(1.0, count / 8.0) * (2.0 * share - 1.0), column[i]});
    }
}

} // namespace

Role roleOf(const Comparison& comparison) {
    return lookOf(comparison).role;
}

Figure evidenceFigure(const EvidenceInput& input) {
    Figure figure;
    figure.subtitle = LP_TEXT("measured", "published measurements, and the median of each kind");
    figure.x = {LP_TEXT("measured", "kind of measurement"), Unit::Text, AxisScale::Linear, -0.5, -0.5, {}};
    std::array<std::vector<const Comparison*>, columns.size()> groups;
    std::size_t shown = 0;
    for (const Comparison& c : input.comparisons) {
        if (!isShown(c)) continue;
        groups[columnOf(*c.measurement)].push_back(&c);
        ++shown;
    }
    std::vector<Dot> dots;
    std::vector<Series> medians;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups[i].empty()) continue;
        const auto centre = static_cast<double>(figure.x.names.size());
        figure.x.names.emplace_back(columns[i]);
        spread(groups[i], centre, dots);
        std::vector<double> values;
        for (const Comparison* c : groups[i]) values.push_back(c->efficiency);
        if (values.size() >= static_cast<std::size_t>(fewestMeasurements))
            medians.push_back(medianOf(std::move(values), centre - 0.4, centre + 0.4));
    }
    figure.x.maximum = std::max(0.5, static_cast<double>(figure.x.names.size()) - 0.5);
    for (Series& median : medians) figure.series.push_back(std::move(median));
    addDots(figure, dots);
    addSelected(figure, dots, input.selected);
    addFrame(figure, input, shown);
    figure.notes.push_back(LP_TEXT("measured", "Within a column contexts grow from left to right."));
    return figure;
}

Figure evidenceContextFigure(const EvidenceInput& input) {
    Figure figure;
    figure.subtitle = LP_TEXT("measured", "runs of whole models, from one batch to throughput");
    figure.x = {LP_TEXT("figure", "context"), Unit::Tokens, AxisScale::Log, 100.0, 2e6};
    std::vector<Dot> dots;
    std::array<std::vector<double>, 2> offline; // by Roof::Compute and Roof::Memory
    for (const Comparison& c : input.comparisons) {
        const Measurement& m = *c.measurement;
        const auto length = lengthOf(m);
        const bool wholeModel = m.kind != MeasurementKind::Component && m.kind != MeasurementKind::Capacity;
        if (!isShown(c) || !wholeModel || !length || *length < figure.x.minimum) continue;
        dots.push_back({*length, &c});
        const auto roof = static_cast<std::size_t>(c.prediction->roof);
        if (m.kind == MeasurementKind::Offline && c.verdict == Verdict::Sound && roof < offline.size())
            offline[roof].push_back(c.efficiency);
    }
    constexpr std::array roles{Role::Prefill, Role::Decode};
    constexpr std::array names{LP_TEXT("measured", "median at peak FLOP/s %1"),
                               LP_TEXT("measured", "median at memory bandwidth %1")};
    for (std::size_t i = 0; i < offline.size(); ++i) {
        if (offline[i].size() < static_cast<std::size_t>(fewestMeasurements)) continue;
        const double median = quartilesOf(offline[i]).median;
        figure.rules.push_back({.role = roles[i],
                                .vertical = false,
                                .at = median,
                                .label = names[i](percent(median)),
                                .brief = percent(median),
                                .reference = true});
    }
    addDots(figure, dots);
    addSelected(figure, dots, input.selected);
    addFrame(figure, input, dots.size());
    figure.notes.push_back(LP_TEXT(
        "measured", "Medians are of single batches; under load queues and other users' prefills are in the figures."));
    return figure;
}

Figure evidenceOfCatalogue(const FigureInput& input) {
    if (input.evidence != nullptr) return evidenceFigure(*input.evidence);
    return evidenceFigure({*allOf(input)});
}

Figure evidenceContextOfCatalogue(const FigureInput& input) {
    if (input.evidence != nullptr) return evidenceContextFigure(*input.evidence);
    return evidenceContextFigure({*allOf(input)});
}

} // namespace longpeak
