// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/what_it_takes.h"

#include <algorithm>
#include <utility>

namespace longpeak {
namespace {

/// The metric, or what of the paper's question comes nearest to it.
Requirement closingRequirement(std::span<const ParityRow> rows, const Case& reference, const Metric* metric,
                               const Catalogue& catalogue) {
    const auto chosen = std::ranges::find(rows, metric, &ParityRow::metric);
    const ParityRow& row = chosen == rows.end() ? rows.back() : *chosen;
    const Message label = row.metric->label;
    const Amount goal = amount(reference.context.si(), Unit::Tokens);
    const Amount ratio = amount(row.ratio, Unit::Ratio);
    if (!row.missing.empty() && !row.closable)
        return {.words = LP_TEXT("answer", "%1 cannot be compared with that at %2: %3")(label, goal, row.missing)};
    if (row.missing.empty() && !row.isWorse())
        return {.words = LP_TEXT("answer", "%1 is no worse than at %2")(label, goal)};
    const Closing* best = nullptr;
    for (const Closing& closing : row.axes)
        if (closing.applicable && (best == nullptr || *closing.ratio < *best->ratio)) best = &closing;
    if (best != nullptr && !row.missing.empty())
        return {.possible = true,
                .words = LP_TEXT("answer", "%1 has no value here: %2; %3 brings it to that at %4")(
                    label, row.missing, nameOf(best->edit(), catalogue), goal),
                .edits = {best->edit()}};
    if (best != nullptr)
        return {.possible = true,
                .words = LP_TEXT("answer", "%1 is %2 that at %3; %4 closes it")(label, ratio, goal,
                                                                                nameOf(best->edit(), catalogue)),
                .edits = {best->edit()}};
    return {.possible = !row.instead.empty(),
            .words = Text::joined(
                {LP_TEXT("answer", "%1 is %2 that at %3: %4")(label, ratio, goal, row.reason), row.insteadText}, ". "),
            .edits = row.instead};
}

} // namespace

WhatItTakes whatItTakes(const Case& s, std::span<const ParityRow> rows, const Case& reference, const Metric* metric,
                        Targets targets, const Catalogue& catalogue) {
    const double users = s.session.users;
    targets.users = users;
    std::array requirements{closingRequirement(rows, reference, metric, catalogue),
                            compressionForUsers(s, users, CacheAxis::Hidden, catalogue),
                            longestContextForUsers(s, users, catalogue), fewestGpusForUsers(s, users, catalogue),
                            cheapestAccelerator(s, targets, catalogue)};
    WhatItTakes all;
    for (std::size_t i = 0; i < all.size(); ++i) {
        Case after = s;
        all[i].changes = requirements[i].possible && apply(after, requirements[i].edits, catalogue) && after != s;
        all[i].requirement = std::move(requirements[i]);
    }
    return all;
}

} // namespace longpeak
