// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/text.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// "Did you mean": what is said of a word that nothing goes by.

namespace longpeak {

/// The candidate nearest to `word` by edit distance, or empty when none is near.
std::string nearest(std::string_view word, std::span<const std::string> candidates);

/// "SAID; did you mean 'NEAREST'?", or what is said alone when no candidate is near.
Text didYouMean(const Text& said, std::string_view word, std::span<const std::string> candidates);

/// "there is no metric 'prefil_s'; did you mean 'prefill_s'?", of "there is no metric '%1'".
Text thereIsNo(const MarkedMessage<1>& message, std::string_view word, std::span<const std::string> candidates);

/// The names that the rows of a table go by: namesOf(metrics(), &Metric::key).
template <typename Rows, typename Name>
std::vector<std::string> namesOf(const Rows& rows, Name name) {
    std::vector<std::string> names;
    for (const auto& row : rows) names.emplace_back(std::invoke(name, row));
    return names;
}

} // namespace longpeak
