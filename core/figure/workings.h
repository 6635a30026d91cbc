// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/estimate.h"
#include "explore/operator_table.h"
#include "explore/parity.h"
#include "figure/figure_kind.h"
#include "session/simulation.h"

#include <cstddef>
#include <list>
#include <memory>
#include <utility>
#include <vector>

// What figures and tables have in common, each worked out once, by whoever asks first. Kept from one snapshot to the
// next, so that what a move of the hand does not change is not worked out again: neither the reference while the
// scenario moves, nor a sweep over context while the context moves.

namespace longpeak {

struct Comparison;

/// Values by what they are of: the most recently asked for, as many as a snapshot needs and some more.
template <typename Key, typename Value>
class Recent {
public:
    explicit Recent(std::size_t most = 24) : m_most(most) {}

    template <typename Make>
    std::shared_ptr<const Value> of(const Key& key, Make make) {
        for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
            if (!(entry->first == key)) continue;
            m_entries.splice(m_entries.begin(), m_entries, entry);
            return entry->second;
        }
        m_entries.emplace_front(key, std::make_shared<const Value>(make()));
        ++m_made;
        if (m_entries.size() > m_most) m_entries.pop_back();
        return m_entries.front().second;
    }
    void forget() { m_entries.clear(); }
    /// How many were worked out so far.
    std::size_t made() const { return m_made; }

private:
    std::size_t m_most;
    std::list<std::pair<Key, std::shared_ptr<const Value>>> m_entries; ///< the newest first
    std::size_t m_made = 0;
};

/// With everything taken out that a sweep over context does not depend on.
Case anywhere(const Case& scenario);

/// The run of one user whose tokens are watched.
struct WatchedRun {
    int user = 0; ///< from 0
    Simulation run;
};

struct ContextPoint {
    double context;    ///< tokens
    Estimate estimate; ///< Depth::Instant
};

using ContextSweep = std::vector<ContextPoint>;

/// Of one catalogue: it must be forgotten when that changes. For one thread.
class Workings {
public:
    std::shared_ptr<const Estimate> estimate(const Case& scenario);
    /// The scenario at `points` contexts from 1K to 10M tokens; its own context does not matter.
    std::shared_ptr<const ContextSweep> sweep(const Case& scenario, std::size_t points);
    std::shared_ptr<const std::vector<OperatorLine>> operators(const Case& scenario);
    std::shared_ptr<const std::vector<ParityRow>> parity(const Case& scenario, const Case& reference,
                                                         const Catalogue& catalogue);
    /// One user's conversation among the others'.
    std::shared_ptr<const WatchedRun> watched(const Case& scenario);
    /// Every measurement beside its prediction.
    std::shared_ptr<const std::vector<Comparison>> comparisons(const Catalogue& catalogue);

    void forget();

    /// How many of each were worked out so far.
    struct Made {
        std::size_t estimates = 0;
        std::size_t sweeps = 0;
        std::size_t operators = 0;
        std::size_t parities = 0;
        std::size_t watched = 0;
        std::size_t comparisons = 0;
        bool operator==(const Made&) const = default;
    };
    Made made() const;

private:
    Recent<Case, Estimate> m_estimates;
    Recent<std::pair<Case, std::size_t>, ContextSweep> m_sweeps;
    Recent<Case, std::vector<OperatorLine>> m_operators;
    Recent<std::pair<Case, Case>, std::vector<ParityRow>> m_parities;
    Recent<Case, WatchedRun> m_watched{4}; // they are large
    Recent<const Catalogue*, std::vector<Comparison>> m_comparisons;
};

/// What `get` takes out of the input's workings; worked out anew where the input has none.
template <typename Get>
auto worked(const FigureInput& input, Get get) {
    Workings own;
    return get(input.workings != nullptr ? *input.workings : own);
}

} // namespace longpeak
