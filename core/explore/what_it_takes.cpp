// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/what_it_takes.h"

#include <algorithm>
#include <utility>

namespace longpeak {
namespace {

/// The metric, or what of the paper's question comes nearest to it.
Answer closingAnswer(std::span<const ParityRow> rows, const Case& reference, const Metric* metric,
                     const Catalogue& catalogue) {
    const auto chosen = std::ranges::find(rows, metric, &ParityRow::metric);
    const ParityRow& row = chosen == rows.end() ? rows.back() : *chosen;
    const std::string label(row.metric->label.english());
    const std::string goal = format(reference.context.si(), Unit::Tokens);
    if (!row.isWorse()) return {.words = label + " is no worse than at " + goal};
    const Closing* best = nullptr;
    for (const Closing& closing : row.axes)
        if (closing.applicable && (best == nullptr || *closing.ratio < *best->ratio)) best = &closing;
    if (best != nullptr)
        return {.possible = true,
                .words = label + " is " + format(row.ratio, Unit::Ratio) + " that at " + goal + "; " +
                         nameOf(best->edit(), catalogue) + " closes it",
                .edits = {best->edit()}};
    return {.possible = !row.instead.empty(),
            .words = label + " is " + format(row.ratio, Unit::Ratio) + " that at " + goal + ": " + row.reason +
                     (row.insteadText.empty() ? "" : ". " + row.insteadText),
            .edits = row.instead};
}

} // namespace

WhatItTakes whatItTakes(const Case& s, std::span<const ParityRow> rows, const Case& reference, const Metric* metric,
                        Targets targets, const Catalogue& catalogue) {
    const double users = s.session.users;
    targets.users = users;
    std::array answers{closingAnswer(rows, reference, metric, catalogue),
                       compressionForUsers(s, users, CacheAxis::Hidden, catalogue),
                       longestContextForUsers(s, users, catalogue), fewestGpusForUsers(s, users, catalogue),
                       cheapestAccelerator(s, targets, catalogue)};
    WhatItTakes all;
    for (std::size_t i = 0; i < all.size(); ++i) {
        Case after = s;
        all[i].changes = answers[i].possible && apply(after, answers[i].edits, catalogue) && after != s;
        all[i].answer = std::move(answers[i]);
    }
    return all;
}

} // namespace longpeak
