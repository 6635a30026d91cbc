// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/costs.h"
#include "cost/formula_numbers.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr Message roofline = LP_TEXT(
    "explanation", "roofline over every operator, Williams et al. 2009; the Roofline page lists them");

/// "feed-forward 10.1 s + attention 6.89 s + 0.7 s of others": the largest kinds of operators of a pass.
Text largest(const FormulaNumbers& w, const std::vector<Operator>& operators) {
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
    std::vector<Text> terms;
    for (std::size_t i = 0; i < std::min(shown, shares.size()); ++i) {
        terms.push_back(Text::joined({operatorName(shares[i].kind), w.time(shares[i].time)}, " "));
        all = all - shares[i].time;
    }
    if (shares.size() > shown) terms.push_back(LP_TEXT("explanation", "%1 of others")(w.time(all)));
    return sum(std::move(terms));
}

constexpr Message sumOfRoofs = LP_TEXT("explanation", "Σ over operators of max(FLOP / (g·C), bytes / (g·B))");

/// "3.1 TFLOP in matrices + 2.2 TFLOP in attention".
Text workText(Flop matrices, Flop attention) {
    return LP_TEXT("explanation", "%1 in matrices + %2 in attention")(amount(matrices.si(), Unit::Flop),
                                                                      amount(attention.si(), Unit::Flop));
}

Message expertsRead(ExpertReads reads) {
    switch (reads) {
    case ExpertReads::Expected: return LP_TEXT("explanation", "experts: expected distinct ones");
    case ExpertReads::Most: return LP_TEXT("explanation", "experts: min(E, k·T)");
    default: return LP_TEXT("explanation", "experts: all");
    }
}

} // namespace

namespace explainedByOperators {

Explanation activations(const FormulaNumbers& w) {
    const double chunk = w.s.prefillChunk.si();
    const double context = std::ceil(w.s.context.si() / w.s.compression.promptRatio());
    const double tokens = std::max(w.s.batch, chunk > 0 ? std::min(chunk, context) : context);
    const Bytes later = w.e.memory.uncompressed;
    const bool hasRest = later.si() > 0;
    return {.formula = hasRest ? LP_TEXT("explanation",
                                         "tokens of a pass · bytes alive for each + rest of a cache in prefill")
                               : LP_TEXT("explanation", "tokens of a pass · bytes alive for each"),
            .numbers = sum({product({plainAmount(tokens), w.bytes((w.e.memory.activations - later) / tokens)}),
                            hasRest ? Text(w.bytes(later)) : Text()}),
            .source = LP_TEXT("explanation", "the residual stream, its norm and the widest operator, 16 bit; a shorter "
                                             "prefill chunk needs less")};
}

Explanation demand(const FormulaNumbers& w) {
    return {.formula = LP_TEXT("explanation", "weights + activations + users · KV(n)"),
            .numbers = sum({w.bytes(w.e.memory.weights), w.bytes(w.e.memory.activations),
                            product({plainAmount(w.s.session.users), w.bytes(w.e.memory.cachePerUser)})}),
            .bound = demandBound(w.e),
            .source = LP_TEXT("explanation", "exact but for the activations")};
}

Explanation ceiling(const FormulaNumbers& w) {
    const Text room = difference({w.capacity(), w.bytes(w.e.memory.weights), w.bytes(w.e.memory.activations)});
    return {.formula = LP_TEXT("explanation", "(g·M − weights − activations) / KV(n)"),
            .numbers = Text::joined(
                {quotient(inBrackets(room), w.bytes(w.e.memory.cachePerUser)), amount(w.e.memory.ceiling, Unit::Count)},
                " = "),
            .source = paperSource()};
}

Explanation longestContext(const FormulaNumbers& w) {
    const Tokens longest = w.e.memory.maxContext;
    const bool unlimited = longest >= unlimitedContext;
    const Bytes cache = Costs(w.s).cache(longest);
    const Text caches = product({plainAmount(w.s.session.users), w.bytes(cache)});
    return {.formula = LP_TEXT("explanation", "largest n with weights + activations(n) + users · KV(n) ≤ g·M"),
            .numbers = longest.si() == 0 ? LP_TEXT("explanation", "none: weights and activations fill %1")(w.capacity())
                       : unlimited       ? Text(LP_TEXT("explanation", "the cache stops growing before HBM is full"))
                                   : LP_TEXT("explanation", "%1 beside %2 in %3")(caches, w.bytes(w.e.memory.weights),
                                                                                  w.capacity()),
            .source = LP_TEXT("explanation", "by inverting the cache function, which windows and states bend")};
}

Explanation prefillFlop(const FormulaNumbers& w) {
    return {.formula = LP_TEXT("explanation", "Σ over operators"),
            .numbers = workText(w.e.prefill.linearFlop, w.e.prefill.attentionFlop),
            .source = w.s.conventions.causal == CausalMask::Exact
                          ? LP_TEXT("explanation", "exact; a causal mask has n(n + 1)/2 pairs")
                          : LP_TEXT("explanation", "exact; the full square of n² pairs, as chosen")};
}

Explanation prefill(const FormulaNumbers& w) {
    return {.formula = sumOfRoofs, .numbers = largest(w, Costs(w.s).prefillOperators(w.s.context)), .source = roofline};
}

Explanation recompute(const FormulaNumbers& w) {
    Explanation made = prefill(w);
    made.bound = swapInBeside(w);
    return made;
}

Explanation decodeBytes(const FormulaNumbers& w) {
    Bytes caches;
    for (const Operator& op : Costs(w.s).decodeOperators(w.s.context))
        if (op.kind == OperatorKind::Attention || op.kind == OperatorKind::Indexer ||
            op.kind == OperatorKind::Recurrence)
            caches += op.bytes;
    return {.formula = LP_TEXT("explanation", "Σ over operators: weights, caches, activations"),
            .numbers = LP_TEXT("explanation", "%1 of weights and activations + %2 of caches")(
                w.bytes(w.e.decode.bytes - caches), w.bytes(caches)),
            .source = expertsRead(w.s.conventions.experts)};
}

Explanation decodeFlop(const FormulaNumbers& w) {
    Flop attention;
    for (const Operator& op : Costs(w.s).decodeOperators(w.s.context))
        if (op.kind == OperatorKind::Attention || op.kind == OperatorKind::Indexer ||
            op.kind == OperatorKind::Recurrence)
            attention += op.flop;
    return {.formula = LP_TEXT("explanation", "Σ over operators"),
            .numbers = workText(w.e.decode.flop - attention, attention),
            .source = LP_TEXT("explanation", "exact")};
}

Explanation decode(const FormulaNumbers& w) {
    return {.formula = sumOfRoofs, .numbers = largest(w, Costs(w.s).decodeOperators(w.s.context)), .source = roofline};
}

} // namespace explainedByOperators

} // namespace longpeak
