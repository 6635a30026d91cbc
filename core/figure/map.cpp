// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/map.h"

#include "scenario/parameter_page.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace longpeak {
namespace {

constexpr std::size_t mostKept = 4;
constexpr std::size_t mostContours = 9;
constexpr double wide = 10; ///< largest over least, from which on the colours follow the logarithm

AxisScale scaleOf(bool logarithmic) {
    return logarithmic ? AxisScale::Log : AxisScale::Linear;
}

Axis axisOf(const Range& range) {
    return {fullLabel(*range.parameter), range.parameter->unit, scaleOf(range.logarithmic), range.from, range.to};
}

Shading shadingOf(const MetricMap& map) {
    Shading shading{.name = map.metric->isFloored ? LP_TEXT("figure", "%1, exact")(map.metric->label)
                                                  : Text(map.metric->label),
                    .role = map.metric->role,
                    .unit = map.metric->unit,
                    .xs = map.xs,
                    .ys = map.ys,
                    .values = map.values,
                    .ceilings = map.ceilings};
    double least = toEdge;
    double largest = -toEdge;
    for (std::size_t i = 0; i < shading.values.size(); ++i) {
        double& value = shading.values[i];
        const bool isMissing = map.metric->needs != MetricNeeds::Nothing && !(map.ceilings[i] >= 1.0);
        if (isMissing || !std::isfinite(value)) {
            value = std::numeric_limits<double>::quiet_NaN();
            continue;
        }
        least = std::min(least, value);
        largest = std::max(largest, value);
    }
    if (!(largest > least)) { // one value, or none at all
        shading.minimum = std::isfinite(least) ? least : 0;
        shading.maximum = shading.minimum + 1;
        return shading;
    }
    shading.minimum = least;
    shading.maximum = largest;
    shading.scale = scaleOf(least > 0 && largest >= wide * least);
    return shading;
}

Series pathOf(const MapLine& line, Text name, Role role) {
    Series series{.name = std::move(name), .role = role, .form = Form::Path};
    for (const MapPoint& point : line.points) {
        series.x.push_back(point.x);
        series.y.push_back(point.y);
    }
    series.labelX = series.x[series.x.size() / 2];
    return series;
}

/// Where from the frontier FLOP/s bound: the way along which the two sides lie furthest apart.
std::string_view computeSide(const MetricMap& map) {
    std::array<double, 2> acrossSum{};
    std::array<double, 2> upSum{};
    std::array<double, 2> count{};
    for (std::size_t row = 0; row < map.ys.size(); ++row)
        for (std::size_t column = 0; column < map.xs.size(); ++column) {
            const std::size_t side = map.computeBound[map.index(column, row)] != 0 ? 1 : 0;
            acrossSum[side] += static_cast<double>(column) / static_cast<double>(map.xs.size());
            upSum[side] += static_cast<double>(row) / static_cast<double>(map.ys.size());
            count[side] += 1;
        }
    const double across = acrossSum[1] / count[1] - acrossSum[0] / count[0];
    const double up = upSum[1] / count[1] - upSum[0] / count[0];
    if (std::abs(across) > std::abs(up)) return across > 0 ? "→" : "←";
    return up > 0 ? "↑" : "↓";
}

/// Levels are round: "1 min" and not "60.0 s".
Text levelText(double level, Unit unit, ByteUnits bytes) {
    constexpr std::array times{std::pair{86400.0, LP_TEXT("figure", "%1 d")},
                               std::pair{3600.0, LP_TEXT("figure", "%1 h")},
                               std::pair{60.0, LP_TEXT("figure", "%1 min")}, std::pair{1.0, LP_TEXT("figure", "%1 s")},
                               std::pair{1e-3, LP_TEXT("figure", "%1 ms")}};
    if (unit == Unit::Seconds)
        for (const auto& [size, words] : times)
            if (level >= size * (1 - 1e-9)) return words(plainAmount(std::round(level / size * 1e3) / 1e3));
    return amount(level, unit, bytes);
}

void addLines(Figure& figure, const DrawnMap& drawn, ByteUnits bytes) {
    for (const MapLine& line : drawn.contours) {
        Series contour = pathOf(line, levelText(line.level, drawn.map.metric->unit, bytes), Role::Neutral);
        contour.label = contour.name;
        figure.series.push_back(std::move(contour));
    }
    for (const MapLine& line : drawn.boundFrontier) {
        Series frontier = pathOf(line, LP_TEXT("figure", "bound by FLOP/s %1")(verbatim(computeSide(drawn.map))),
                                 Role::Neutral);
        frontier.dashed = true;
        frontier.label = frontier.name;
        figure.series.push_back(std::move(frontier));
    }
    for (const MapLine& line : drawn.fitFrontier) {
        Series frontier = pathOf(line, LP_TEXT("figure", "not one user fits"), Role::Limit);
        frontier.label = frontier.name;
        figure.series.push_back(std::move(frontier));
    }
}

} // namespace

MapAxes usualMapAxes() {
    return *parseMapAxes({std::string(parameterId::context), std::string(ratioParameter(CacheAxis::Hidden).id)}, "map ",
                         fineMap);
}

MapQuestion mapQuestion(const FigureInput& input) {
    MapQuestion question{.scenario = input.scenario,
                         .axes = input.over != nullptr ? *input.over : usualMapAxes(),
                         .metric = &findFigureKind(figureId::map)->metricOf(input)};
    for (Range* range : {&question.axes.x, &question.axes.y}) {
        if (range->from > range->to) std::swap(range->from, range->to); // axes of figures rise
        // As far as the model's own axis goes, where that is any way.
        if (const double most = maximumOf(*range->parameter, input.scenario); most > range->from)
            range->to = std::min(range->to, most);
        range->parameter->set(question.scenario, range->from, catalogueOf(input));
    }
    return question;
}

DrawnMap drawMap(const MapQuestion& question, std::size_t side, const Catalogue& catalogue,
                 const std::stop_token& stop) {
    Range x = question.axes.x;
    Range y = question.axes.y;
    x.count = side;
    y.count = side;
    DrawnMap drawn{.map = metricMap(question.scenario, x, y, *question.metric, catalogue, stop)};
    if (stop.stop_requested()) return drawn;
    drawn.contours = contours(drawn.map, roundLevels(drawn.map, mostContours));
    drawn.fitFrontier = fitFrontier(drawn.map);
    drawn.boundFrontier = boundFrontier(drawn.map, question.scenario, catalogue);
    return drawn;
}

std::shared_ptr<const DrawnMap> MapStore::find(const MapQuestion& question) const {
    const auto found = std::ranges::find(m_kept, question, &Kept::question);
    return found == m_kept.end() ? nullptr : found->map;
}

void MapStore::keep(const MapQuestion& question, std::shared_ptr<const DrawnMap> map) {
    m_kept.remove_if([&](const Kept& kept) { return kept.question == question; });
    m_kept.push_front({question, std::move(map)});
    if (m_kept.size() > mostKept) m_kept.pop_back();
}

bool isCoarse(const DrawnMap& map) {
    return map.map.x.count < fineMap;
}

Figure mapFigure(const FigureInput& input) {
    const MapQuestion question = mapQuestion(input);
    std::shared_ptr<const DrawnMap> drawn = input.maps != nullptr ? input.maps->find(question) : nullptr;
    if (!drawn) {
        drawn = std::make_shared<const DrawnMap>(
            drawMap(question, input.maps != nullptr ? coarseMap : fineMap, catalogueOf(input), input.stop));
        if (input.maps != nullptr) input.maps->keep(question, drawn);
    }
    const Parameter& across = *question.axes.x.parameter;
    const Parameter& up = *question.axes.y.parameter;
    const Metric& metric = *question.metric;
    Figure figure{.x = axisOf(question.axes.x), .y = axisOf(question.axes.y)};
    figure.subtitle = LP_TEXT("figure", "%1 over %2 and %3")(metric.label, fullLabel(across), fullLabel(up));
    figure.shading = shadingOf(drawn->map);
    addLines(figure, *drawn, input.bytes);
    const double now = metric.value(input.scenario, estimateOf(input, input.scenario));
    figure.marks.push_back({.role = figure.shading->role,
                            .x = across.get(input.scenario),
                            .y = up.get(input.scenario),
                            .label = amount(now, metric.unit, input.bytes),
                            .metric = std::string(metric.key),
                            .parameterX = std::string(across.id),
                            .parameterY = std::string(up.id)});
    figure.notes.push_back(LP_TEXT("figure", "The point is the scenario; it can be dragged."));
    const std::size_t all = drawn->map.values.size();
    if (drawn->map.feasible() < all)
        figure.notes.push_back(drawn->map.feasible() == 0
                                   ? LP_TEXT("figure", "Nowhere does one user fit.")
                                   : LP_TEXT("figure", "Beyond the red line not one user fits."));
    return figure;
}

} // namespace longpeak
