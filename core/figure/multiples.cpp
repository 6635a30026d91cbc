// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/multiples.h"

#include "explore/side_by_side.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

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
Series curveOf(const Series& series, std::size_t place) {
    Series curve = series;
    curve.form = Form::Line;
    curve.base.clear();
    curve.shade = static_cast<int>(place);
    curve.dashed = place > 0;
    curve.inLegend = true;
    curve.label = {};
    return curve;
}

/// Each curve once: where those of several scenarios are the same, over a context that alone tells these apart, it is named
/// with all of them.
class Curves {
public:
    void add(const Series& series, const Text& scenario, std::size_t place) {
        const auto same = std::ranges::find_if(m_all, [&](const Named& each) {
            return each.curve.name == series.name && each.curve.x == series.x && each.curve.y == series.y;
        });
        if (same == m_all.end())
            m_all.push_back({curveOf(series, place), {scenario}});
        else if (std::ranges::find(same->scenarios, scenario) == same->scenarios.end())
            same->scenarios.push_back(scenario);
    }
    /// `isOnly`: they are told apart by their scenarios alone.
    std::vector<Series> taken(bool isOnly) {
        std::vector<Series> out;
        for (Named& each : m_all) {
            Text scenarios = Text::joined(std::move(each.scenarios), " / ");
            each.curve.name = isOnly ? std::move(scenarios) : Text::joined({each.curve.name, scenarios}, " · ");
            out.push_back(std::move(each.curve));
        }
        return out;
    }

private:
    struct Named {
        Series curve;
        std::vector<Text> scenarios;
    };
    std::vector<Named> m_all;
};

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

Text whatSetsApart(std::span<const Scenario> scenarios, ByteUnits bytes) {
    std::vector<Text> parts;
    std::vector<std::string> said;
    for (std::size_t i = 1; i < scenarios.size(); ++i) {
        const std::array two{scenarios[i], scenarios.front()};
        Text name = namesApart(two, bytes)[1];
        if (std::ranges::find(said, name.english()) != said.end()) continue;
        said.push_back(name.english());
        parts.push_back(std::move(name));
    }
    return Text::joined(std::move(parts), ", ");
}

namespace {

/// What all have; limits of one would be read as limits of all.
template <typename Part>
void keepCommon(std::vector<Part>& parts, std::span<const Figure> figures, std::vector<Part> Figure::*which) {
    std::erase_if(parts, [&](const Part& part) {
        return std::ranges::any_of(figures, [&](const Figure& figure) {
            return std::ranges::find(figure.*which, part) == (figure.*which).end();
        });
    });
}

} // namespace

std::optional<Figure> overlaid(std::span<const Figure> figures, const Text& first) {
    if (figures.empty()) return std::nullopt;
    Figure all = figures.front();
    std::vector<Text> names;
    for (const Figure& figure : figures) names.push_back(figure.title);
    all.title = all.subtitle; // the kind's
    all.subtitle = Text::joined(std::move(names), "; ");
    if (all.x.unit != Unit::Tokens || all.y.isNamed() || all.shading) return std::nullopt;
    keepCommon(all.rules, figures, &Figure::rules);
    keepCommon(all.regions, figures, &Figure::regions);
    all.marks.clear();
    Curves curves;
    bool isOnly = true;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const Figure& figure = figures[i];
        if (figure.x.unit != all.x.unit || figure.y.unit != all.y.unit) return std::nullopt;
        isOnly = isOnly && std::ranges::count_if(figure.series, isCurve) == 1;
        for (const Series& series : figure.series)
            if (isCurve(series)) curves.add(series, i == 0 && !first.empty() ? first : figure.title, i);
    }
    all.series = curves.taken(isOnly);
    if (all.series.empty()) return std::nullopt;
    return all;
}

} // namespace longpeak
