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

} // namespace longpeak
