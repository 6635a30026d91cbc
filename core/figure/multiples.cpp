// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/multiples.h"

#include "explore/side_by_side.h"

#include <algorithm>

namespace longpeak {
namespace {

void share(std::span<Figure> figures, Axis Figure::*which) {
    const Axis& first = figures.front().*which;
    const bool alike = std::ranges::all_of(figures, [&](const Figure& figure) {
        const Axis& axis = figure.*which;
        return !axis.isNamed() && axis.unit == first.unit && axis.scale == first.scale;
    });
    if (!alike) return;
    double least = first.minimum;
    double largest = first.maximum;
    for (const Figure& figure : figures) {
        least = std::min(least, (figure.*which).minimum);
        largest = std::max(largest, (figure.*which).maximum);
    }
    for (Figure& figure : figures) {
        (figure.*which).minimum = least;
        (figure.*which).maximum = largest;
    }
}

/// A curve of one scenario among those of others: of a pile its upper edge.
Series curveOf(const Series& series, const Figure& figure, std::size_t place, bool isOnly) {
    Series curve = series;
    curve.form = Form::Line;
    curve.base.clear();
    curve.name = isOnly ? figure.title : place == 0 ? series.name : Text::joined({series.name, figure.title}, " · ");
    curve.shade = static_cast<int>(place);
    curve.dashed = place > 0;
    curve.inLegend = true;
    curve.label = {};
    return curve;
}

bool isCurve(const Series& series) {
    return (series.form == Form::Line || series.form == Form::Area) && !series.reference;
}

} // namespace

bool canBeMultiple(const FigureKind& kind) {
    return kind.canRepeat;
}

void shareAxes(std::span<Figure> figures) {
    if (figures.empty()) return;
    share(figures, &Figure::x);
    share(figures, &Figure::y);
}

std::vector<Figure> multiplesOf(const FigureKind& kind, std::span<const Scenario> scenarios, const FigureInput& input) {
    const auto names = namesApart(scenarios, input.bytes);
    std::vector<Figure> figures;
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        figures.push_back(kind.build({.scenario = scenarios[i],
                                      .points = input.points,
                                      .bytes = input.bytes,
                                      .catalogue = input.catalogue,
                                      .metric = input.metric,
                                      .workings = input.workings}));
        figures.back().subtitle = figures.back().title;
        figures.back().title = names[i];
    }
    shareAxes(figures);
    return figures;
}

std::optional<Figure> overlaid(std::span<const Figure> figures) {
    if (figures.empty()) return std::nullopt;
    Figure all = figures.front();
    std::vector<Text> names;
    for (const Figure& figure : figures) names.push_back(figure.title);
    all.title = all.subtitle; // the kind's
    all.subtitle = Text::joined(std::move(names), "; ");
    if (all.x.isNamed() || all.y.isNamed() || all.shading) return std::nullopt;
    all.series.clear();
    all.marks.clear();
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const Figure& figure = figures[i];
        if (figure.x.unit != all.x.unit || figure.y.unit != all.y.unit) return std::nullopt;
        const auto curves = std::ranges::count_if(figure.series, isCurve);
        for (const Series& series : figure.series)
            if (isCurve(series)) all.series.push_back(curveOf(series, figure, i, curves == 1));
    }
    if (all.series.empty()) return std::nullopt;
    return all;
}

} // namespace longpeak
