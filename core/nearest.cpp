// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nearest.h"

#include <algorithm>
#include <numeric>

namespace longpeak {
namespace {

std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

} // namespace

std::string nearest(std::string_view word, std::span<const std::string> candidates) {
    std::string best;
    if (word.size() > 200) return best; // no word of ours is that long
    std::size_t bestDistance = std::max<std::size_t>(2, word.size() / 2);
    for (const std::string& candidate : candidates) {
        const bool prefix = word.size() >= 3 && std::string_view(candidate).starts_with(word);
        const std::size_t distance = prefix ? 1 : editDistance(word, candidate);
        if (distance < bestDistance || (best.empty() && distance == bestDistance)) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

Text didYouMean(const Text& said, std::string_view word, std::span<const std::string> candidates) {
    const std::string near = nearest(word, candidates);
    return near.empty() ? said : LP_TEXT("fault", "%1; did you mean '%2'?")(said, verbatim(near));
}

Text thereIsNo(const MarkedMessage<1>& message, std::string_view word, std::span<const std::string> candidates) {
    return didYouMean(message(verbatim(word)), word, candidates);
}

} // namespace longpeak
