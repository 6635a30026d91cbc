// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/legend.h"

#include <algorithm>
#include <iterator>

namespace longpeak {

std::vector<LegendEntry> legendOf(const Figure& figure, bool all, const std::vector<Label>& keyed) {
    std::vector<LegendEntry> out;
    const auto add = [&out](const LegendEntry& entry) {
        const bool isKnown = std::ranges::any_of(out,
                                                 [&](const LegendEntry& other) { return *other.name == *entry.name; });
        if (!isKnown && !entry.name->empty()) out.push_back(entry);
    };
    for (const Region& region : figure.regions)
        if (isBand(region)) add({.name = &region.label, .region = &region});
    for (const Series& series : figure.series) {
        const bool isNamed = all && !series.reference && series.form != Form::Bars && series.form != Form::Path;
        if (series.inLegend || isNamed) add({.name = &series.name, .series = &series});
    }
    for (const Label& label : keyed) {
        if (label.of == LabelOf::Rule)
            add({.name = &figure.rules[label.index].label, .rule = &figure.rules[label.index]});
        else
            add({.name = &figure.regions[label.index].label, .region = &figure.regions[label.index]});
    }
    return out;
}

bool isNamedByAxis(const Figure& figure, const Series& series) {
    return figure.x.isNamed() && series.form == Form::Line && series.x.back() - series.x.front() < 1;
}

std::vector<Label> withoutRoom(const std::vector<Label>& labels) {
    std::vector<Label> out;
    std::ranges::copy_if(labels, std::back_inserter(out), [](const Label& label) {
        return !label.area && (label.of == LabelOf::Rule || label.of == LabelOf::Region);
    });
    return out;
}

} // namespace longpeak
