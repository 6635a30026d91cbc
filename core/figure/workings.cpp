// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/workings.h"

#include "evidence/evidence.h"
#include "figure/over_context.h"
#include "figure/sessions.h"

namespace longpeak {
namespace {

ContextSweep sweepOver(Case scenario, std::size_t points) {
    ContextSweep out;
    out.reserve(points);
    for (const double context : contextsShown(points)) {
        scenario.context = Tokens(context);
        out.push_back({context, evaluate(scenario, Depth::Instant)});
    }
    return out;
}

} // namespace

Case anywhere(const Case& scenario) {
    Case same = scenario;
    same.context = shortestShown;
    return same;
}

std::shared_ptr<const Estimate> Workings::estimate(const Case& scenario) {
    return m_estimates.of(scenario, [&] { return evaluate(scenario); });
}

std::shared_ptr<const ContextSweep> Workings::sweep(const Case& scenario, std::size_t points) {
    return m_sweeps.of({anywhere(scenario), points}, [&] { return sweepOver(scenario, points); });
}

std::shared_ptr<const std::vector<OperatorLine>> Workings::operators(const Case& scenario) {
    return m_operators.of(scenario, [&] { return operatorLines(scenario, *estimate(scenario)); });
}

std::shared_ptr<const std::vector<ParityRow>> Workings::parity(const Case& scenario, const Case& reference,
                                                               const Catalogue& catalogue) {
    return m_parities.of({scenario, reference}, [&] {
        return longpeak::parity(scenario, *estimate(scenario), reference, *estimate(reference), catalogue);
    });
}

std::shared_ptr<const WatchedRun> Workings::watched(const Case& scenario) {
    return m_watched.of(scenario, [&] { return watchMiddleUser(scenario); });
}

std::shared_ptr<const std::vector<Comparison>> Workings::comparisons(const Catalogue& catalogue) {
    return m_comparisons.of(&catalogue, [&] { return compareAll(catalogue); });
}

void Workings::forget() {
    m_estimates.forget();
    m_sweeps.forget();
    m_operators.forget();
    m_parities.forget();
    m_watched.forget();
    m_comparisons.forget();
}

Workings::Made Workings::made() const {
    return {.estimates = m_estimates.made(),
            .sweeps = m_sweeps.made(),
            .operators = m_operators.made(),
            .parities = m_parities.made(),
            .watched = m_watched.made(),
            .comparisons = m_comparisons.made()};
}

} // namespace longpeak
