// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/combinations.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace longpeak {
namespace {

struct Candidate {
    const Method* method;
    MethodEffect effect;
};

std::vector<Candidate> candidatesOf(const Case& scenario, const Catalogue& catalogue) {
    const bool isQuantised = bytesPerElement(scenario.precision.cache) < bytesPerElement(Dtype::Bf16);
    std::vector<Candidate> found;
    for (const Method& method : catalogue.methods) {
        const auto effect = effectOf(method);
        if (effect && !(isQuantised && method.quantises)) found.push_back({&method, *effect});
    }
    return found;
}

/// Goes through all sets of candidates that combine.
class Search {
public:
    Search(Case scenario, std::vector<Candidate> candidates)
        : m_scenario(std::move(scenario)), m_candidates(std::move(candidates)) {
        m_scenario.compression = {};
        from(0);
    }

    std::vector<Combination> take() { return std::move(m_found); }

private:
    void from(std::size_t first) {
        judge();
        for (std::size_t i = first; i < m_candidates.size(); ++i) {
            const Candidate& next = m_candidates[i];
            if (!std::ranges::all_of(m_chosen, [&](const Method* m) { return combine(*m, *next.method); })) continue;
            Compression& c = m_scenario.compression;
            const Compression before = c;
            c.ratio(next.effect.axis) = next.effect.ratio;
            c.saves(next.effect.axis) = next.effect.savings;
            if (next.effect.axis == CacheAxis::Token) c.tokenBeforePrefill = next.effect.beforePrefill;
            m_chosen.push_back(next.method);
            from(i + 1);
            m_chosen.pop_back();
            c = before;
        }
    }

    void judge() {
        const Estimate e = evaluate(m_scenario, Depth::Sessions);
        Combination made{.methods = m_chosen,
                         .total = totalCompression(m_scenario),
                         .throughput = sessionThroughput(m_scenario, e),
                         .perSession = Dollars(std::numeric_limits<double>::quiet_NaN()),
                         .users = e.memory.ceiling};
        const auto rent = m_scenario.deployment.rent();
        if (rent && e.fits) made.perSession = *rent / made.throughput;
        m_found.push_back(std::move(made));
    }

    Case m_scenario;
    std::vector<Candidate> m_candidates;
    std::vector<const Method*> m_chosen;
    std::vector<Combination> m_found;
};

void markFront(std::vector<Combination>& ranked) {
    std::vector<Combination*> byTotal;
    for (Combination& combination : ranked) byTotal.push_back(&combination);
    std::ranges::stable_sort(byTotal, [](const Combination* a, const Combination* b) { return a->total < b->total; });
    PerSecond best;
    for (Combination* combination : byTotal) { // of the same total the fastest comes first, as ranked
        combination->onFront = combination->throughput > best;
        best = std::max(best, combination->throughput);
    }
}

} // namespace

std::vector<Edit> Combination::edits() const {
    std::vector<Edit> made;
    for (const Method* method : methods) made.push_back({std::string(methodWord), 0, method->id});
    return made;
}

Text Combination::name() const {
    if (methods.empty()) return LP_TEXT("gap", "no compression");
    std::vector<Text> names;
    for (const Method* method : methods) names.push_back(verbatim(method->name));
    return Text::joined(std::move(names), " + ");
}

std::vector<Text> Combination::doubts(Tokens context) const {
    std::vector<Text> found;
    for (const Method* method : methods) {
        Text doubt = qualityDoubt(*method, context);
        if (!doubt.empty()) found.push_back(Text::joined({verbatim(method->name), std::move(doubt)}, ": "));
    }
    return found;
}

PerSecond sessionThroughput(const Case& scenario, const Estimate& estimate) {
    return estimate.memory.ceiling >= scenario.session.users ? estimate.throughput.bound
                                                             : estimate.throughput.withSwitches;
}

std::vector<Combination> combinations(const Case& scenario, const Catalogue& catalogue) {
    std::vector<Combination> found = Search(scenario, candidatesOf(scenario, catalogue)).take();
    std::ranges::stable_sort(found, [](const Combination& a, const Combination& b) {
        return std::tuple(b.throughput.si(), a.total, a.methods.size()) <
               std::tuple(a.throughput.si(), b.total, b.methods.size());
    });
    markFront(found);
    return found;
}

std::vector<Combination> paretoFront(const std::vector<Combination>& ranked) {
    std::vector<Combination> front;
    std::ranges::copy_if(ranked, std::back_inserter(front), &Combination::onFront);
    std::ranges::stable_sort(front, std::ranges::less{}, &Combination::total);
    return front;
}

} // namespace longpeak
