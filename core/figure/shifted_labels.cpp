// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/shifted_labels.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

std::optional<Point> shown(const Plane& plane, const Point& at) {
    return plane.shows(at) ? std::optional(at) : std::nullopt; // nothing of NaN
}

std::optional<Point> anchorOf(const Plane& plane, const Rule& rule) {
    return shown(plane, rule.vertical ? Point{plane.placeX(rule.at), plane.frame.top}
                                      : Point{plane.frame.left, plane.placeY(rule.at)});
}

std::optional<Point> anchorOf(const Figure& figure, const Plane& plane, const Series& series) {
    if (series.x.empty()) return std::nullopt;
    const std::size_t middle = series.x.size() / 2;
    if (series.form == Form::Path) return shown(plane, plane.place(series.x[middle], series.y[middle]));
    return shown(plane, plane.place(series.labelX, valueAt(figure, series, series.labelX)));
}

/// Whether it is words of a bar or an area that lie wholly on it.
bool isInside(const Figure& figure, const Plane& plane, const LabelId& label, const Box& box) {
    if (label.of == LabelOf::Bar) return barBox(figure, plane, figure.series[label.index], label.bar).overlaps(box);
    if (label.of != LabelOf::Series || figure.series[label.index].form != Form::Area) return false;
    const Series& area = figure.series[label.index];
    return std::ranges::all_of(std::array{box.left, box.right()}, [&](double x) {
        const double at = plane.valueX(x);
        return plane.placeY(valueAt(figure, area, at)) <= box.top &&
               plane.placeY(baseAt(figure, area, at)) >= box.bottom(); // false of NaN
    });
}

const std::string& metricOf(const Figure& figure, const LabelId& label) {
    static const std::string none;
    switch (label.of) {
    case LabelOf::Mark: return figure.marks[label.index].metric;
    case LabelOf::Rule: return figure.rules[label.index].metric;
    case LabelOf::Series:
    case LabelOf::Bar: return figure.series[label.index].metric;
    case LabelOf::Region: break;
    }
    return none;
}

bool isWritten(const Figure& figure, const LabelSetting& setting, const LabelId& label) {
    if (labelText(figure, label).empty()) return false;
    if (label.of == LabelOf::Region) return !isBand(figure.regions[label.index]);
    return label.of != LabelOf::Series || setting.namesSeries || figure.series[label.index].form == Form::Path;
}

} // namespace

std::optional<Point> anchorOf(const Figure& figure, const Plane& plane, const LabelId& label) {
    switch (label.of) {
    case LabelOf::Mark: {
        const Mark& mark = figure.marks[label.index];
        return shown(plane, plane.place(mark.x, mark.y));
    }
    case LabelOf::Rule: return anchorOf(plane, figure.rules[label.index]);
    case LabelOf::Series: return anchorOf(figure, plane, figure.series[label.index]);
    case LabelOf::Bar: {
        const Box bar = barBox(figure, plane, figure.series[label.index], label.bar);
        return shown(plane, {bar.right(), bar.center().y});
    }
    case LabelOf::Region: break;
    }
    const Region& region = figure.regions[label.index];
    return shown(plane, {std::max(plane.placeX(region.x0), plane.frame.left),
                         std::min(plane.placeY(region.y0), plane.frame.bottom())});
}

std::vector<Label> shiftedLabels(const Figure& figure, const LabelSetting& setting) {
    constexpr double near = 12.0; ///< without a leader
    const Box& frame = setting.plane.frame;
    std::vector<Label> out;
    for (const LabelShift& shift : figure.shifts) {
        const auto anchor = anchorOf(figure, setting.plane, shift.label);
        if (!anchor || !isWritten(figure, setting, shift.label)) continue;
        Label label{.of = shift.label.of,
                    .index = shift.label.index,
                    .bar = shift.label.bar,
                    .text = setting.words(labelText(figure, shift.label)),
                    .anchor = *anchor,
                    .metric = metricOf(figure, shift.label)};
        const Size size{setting.textWidth(label.text) + 2 * labelPadding, setting.textHeight + 2};
        if (size.width > frame.width || size.height > frame.height) continue;
        const auto within = [](double at, double low, double high) { return std::max(low, std::min(at, high)); };
        label.area = Box::at(
            {within(anchor->x + shift.right * smallestType - size.width / 2, frame.left, frame.right() - size.width),
             within(anchor->y + shift.down * smallestType - size.height / 2, frame.top, frame.bottom() - size.height)},
            size);
        label.isInside = isInside(figure, setting.plane, shift.label, *label.area);
        const auto [from, to] = leaderOf(label);
        const bool leads = label.of == LabelOf::Mark || label.of == LabelOf::Series || label.of == LabelOf::Bar;
        label.hasLeader = leads && !label.isInside && std::hypot(to.x - from.x, to.y - from.y) > near;
        out.push_back(std::move(label));
    }
    return out;
}

} // namespace longpeak
