// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/costs.h"
#include "cost/formula_numbers.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr const char* roofline = "roofline over every operator, Williams et al. 2009; the Roofline page lists them";

/// "feed-forward 10.1 s + attention 6.89 s + 0.7 s of others": the largest kinds of operators of a pass.
std::string largest(const FormulaNumbers& w, const std::vector<Operator>& operators) {
    struct Share {
        OperatorKind kind;
        Seconds time;
    };
    std::vector<Share> shares;
    Seconds all;
    for (const Operator& op : operators) {
        const auto same = std::ranges::find(shares, op.kind, &Share::kind);
        if (same == shares.end())
            shares.push_back({op.kind, op.time});
        else
            same->time += op.time;
        all += op.time;
    }
    std::ranges::stable_sort(shares, std::ranges::greater{}, &Share::time);
    constexpr std::size_t shown = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(shown, shares.size()); ++i) {
        text += (i == 0 ? "" : " + ") + std::string(operatorName(shares[i].kind)) + " " + w.time(shares[i].time);
        all = all - shares[i].time;
    }
    return shares.size() > shown ? text + " + " + w.time(all) + " of others" : text;
}

constexpr const char* sumOfRoofs = "Σ over operators of max(FLOP / (g·C), bytes / (g·B))";

std::string besideCaches(const FormulaNumbers& w) {
    return w.bytes(w.e.memory.weights) + " − " + w.bytes(w.e.memory.activations);
}

} // namespace

namespace explainedByOperators {

Explanation activations(const FormulaNumbers& w) {
    const double chunk = w.s.prefillChunk.si();
    const double context = std::ceil(w.s.context.si() / w.s.compression.promptRatio());
    const double tokens = std::max(w.s.batch, chunk > 0 ? std::min(chunk, context) : context);
    const Bytes later = w.e.memory.uncompressed;
    return {
        .formula = std::string("tokens of a pass · bytes alive for each") +
                   (later.si() > 0 ? " + rest of a cache in prefill" : ""),
        .numbers = formatPlain(tokens) + " × " + w.bytes((w.e.memory.activations - later) / tokens) +
                   (later.si() > 0 ? " + " + w.bytes(later) : ""),
        .source = "the residual stream, its norm and the widest operator, 16 bit; a shorter prefill chunk needs less"};
}

Explanation demand(const FormulaNumbers& w) {
    return {.formula = "weights + activations + users · KV(n)",
            .numbers = w.bytes(w.e.memory.weights) + " + " + w.bytes(w.e.memory.activations) + " + " +
                       formatPlain(w.s.session.users) + " × " + w.bytes(w.e.memory.cachePerUser),
            .bound = w.e.memory.demand <= w.e.memory.capacity ? ""
                     : w.e.fits                               ? "more than HBM holds: the rest waits in host DDR"
                                                              : "more than HBM holds",
            .source = "exact but for the activations"};
}

Explanation ceiling(const FormulaNumbers& w) {
    return {.formula = "(g·M − weights − activations) / KV(n)",
            .numbers = "(" + w.capacity() + " − " + besideCaches(w) + ") / " + w.bytes(w.e.memory.cachePerUser) +
                       " = " + format(w.e.memory.ceiling, Unit::Count),
            .source = paperSource};
}

Explanation longestContext(const FormulaNumbers& w) {
    const Tokens longest = w.e.memory.maxContext;
    const bool unlimited = longest >= unlimitedContext;
    const Bytes cache = Costs(w.s).cache(longest);
    return {.formula = "largest n with weights + activations(n) + users · KV(n) ≤ g·M",
            .numbers = longest.si() == 0 ? "none: weights and activations fill " + w.capacity()
                       : unlimited       ? "the cache stops growing before HBM is full"
                                         : formatPlain(w.s.session.users) + " × " + w.bytes(cache) + " beside " +
                                         w.bytes(w.e.memory.weights) + " in " + w.capacity(),
            .source = "by inverting the cache function, which windows and states bend"};
}

Explanation prefillFlop(const FormulaNumbers& w) {
    return {.formula = "Σ over operators",
            .numbers = format(w.e.prefill.linearFlop.si(), Unit::Flop) + " in matrices + " +
                       format(w.e.prefill.attentionFlop.si(), Unit::Flop) + " in attention",
            .source = std::string("exact; ") + (w.s.conventions.causal == CausalMask::Exact
                                                    ? "a causal mask has n(n + 1)/2 pairs"
                                                    : "the full square of n² pairs, as chosen")};
}

Explanation prefill(const FormulaNumbers& w) {
    return {.formula = sumOfRoofs, .numbers = largest(w, Costs(w.s).prefillOperators(w.s.context)), .source = roofline};
}

Explanation recompute(const FormulaNumbers& w) {
    Explanation made = prefill(w);
    made.bound = w.boundBy() + "; a swap in takes " + w.time(w.e.contextSwitch.in);
    return made;
}

Explanation decodeBytes(const FormulaNumbers& w) {
    Bytes caches;
    for (const Operator& op : Costs(w.s).decodeOperators(w.s.context))
        if (op.kind == OperatorKind::Attention || op.kind == OperatorKind::Indexer ||
            op.kind == OperatorKind::Recurrence)
            caches += op.bytes;
    return {.formula = "Σ over operators: weights, caches, activations",
            .numbers = w.bytes(w.e.decode.bytes - caches) + " of weights and activations + " + w.bytes(caches) +
                       " of caches",
            .source = "experts: " + std::string(w.s.conventions.experts == ExpertReads::Expected
                                                    ? "expected distinct ones"
                                                : w.s.conventions.experts == ExpertReads::Most ? "min(E, k·T)"
                                                                                               : "all")};
}

Explanation decodeFlop(const FormulaNumbers& w) {
    Flop attention;
    for (const Operator& op : Costs(w.s).decodeOperators(w.s.context))
        if (op.kind == OperatorKind::Attention || op.kind == OperatorKind::Indexer ||
            op.kind == OperatorKind::Recurrence)
            attention += op.flop;
    return {.formula = "Σ over operators",
            .numbers = format((w.e.decode.flop - attention).si(), Unit::Flop) + " in matrices + " +
                       format(attention.si(), Unit::Flop) + " in attention",
            .source = "exact"};
}

Explanation decode(const FormulaNumbers& w) {
    return {.formula = sumOfRoofs, .numbers = largest(w, Costs(w.s).decodeOperators(w.s.context)), .source = roofline};
}

} // namespace explainedByOperators

} // namespace longpeak
