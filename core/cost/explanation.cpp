// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/formula_numbers.h"
#include "model/attention_kind.h"

#include <algorithm>

namespace longpeak {
namespace {

/// "60 × 2 × 8 × 128" for the layers of a group that see every token; empty for the others.
Text cachedTerm(const LayerGroup& group) {
    const Attention& a = group.attention;
    if (a.window > 0 || cachedPerToken(a) == 0) return {};
    Text each = kindOf(a).cacheTerm(a);
    if (const double keys = indexedPerToken(a); keys > 0) each = inBrackets(sum({each, plainAmount(keys)}));
    return product({plainAmount(group.layers), each});
}

Text prefillWork(const FormulaNumbers& w) {
    const double prompt = w.s.compression.promptRatio();
    // Tokens that are dropped before are not prefilled.
    const Text n = quotient(w.n(), FormulaNumbers::divisor(prompt));
    // P, less the experts a token skips
    const double used = w.e.prefill.linearFlop.si() * prompt / (2.0 * w.s.context.si());
    const Text square = Text::joined({inBrackets(n), verbatim("²")});
    return sum(
        {product({plainAmount(2), amount(used, Unit::Parameters), prompt == 1.0 ? n : inBrackets(n)}),
         quotient(product({w.A(), w.L(), square}), FormulaNumbers::divisor(w.s.compression.prefillFlopRatio()))});
}

Text calibration(const FormulaNumbers& w) {
    return w.s.attentionCoefficient
               ? LP_TEXT("explanation", "%1; A set by hand")(paperSource())
               : LP_TEXT("explanation", "%1; A calibrated on its two prefill times")(paperSource());
}

/// Weights and caches of one decode step.
Text tokenTraffic(const FormulaNumbers& w) {
    const Bytes weightsRead = w.e.decode.bytes * (w.e.decode.weightsTime / w.e.decode.perToken);
    const Bytes each = (w.e.decode.bytes - weightsRead) / w.s.batch;
    return sum(
        {w.bytes(weightsRead), product({w.s.batch == 1.0 ? Text() : Text(plainAmount(w.s.batch)), w.bytes(each)})});
}

Message traffic(const FormulaNumbers& w) {
    return w.s.batch == 1.0 ? LP_TEXT("explanation", "weights + KV(n)")
                            : LP_TEXT("explanation", "weights + batch · KV(n)");
}

/// What bounds sessions that each also spend `switching` on switches.
Text throughputBound(const FormulaNumbers& w, Seconds switching) {
    if (!w.e.fits) return LP_TEXT("explanation", "nothing is served: not one user fits");
    return LP_TEXT("explanation", "%1, the knee is at %2")(w.boundBy(),
                                                           amount(kneeWith(w.e.throughput, switching), Unit::Users));
}

} // namespace

Text demandBound(const Estimate& e) {
    if (e.memory.demand <= e.memory.capacity) return {};
    return e.fits ? LP_TEXT("explanation", "more than HBM holds: the rest waits in host DDR")
                  : LP_TEXT("explanation", "more than HBM holds");
}

Text swapInBeside(const FormulaNumbers& w) {
    return LP_TEXT("explanation", "%1; a swap in takes %2")(w.boundBy(), w.time(w.e.contextSwitch.in));
}

double kneeWith(const Throughput& throughput, Seconds switching) {
    return (throughput.loneLatency + switching) / (throughput.gpuTime + switching);
}

namespace explained {

Explanation weights(const FormulaNumbers& w) {
    const Precision& p = w.s.precision;
    if (!p.experts || *p.experts == p.weights)
        return {.formula = verbatim("P · b_w"),
                .numbers = product({w.P(), w.weightFormat()}),
                .source = LP_TEXT("explanation", "exact: every weight resident")};
    double routed = 0;
    for (const LayerGroup& group : w.s.architecture.groups)
        routed += group.layers * routedExpertMatrices(group, w.s.architecture.hidden);
    routed *= modelParameters(w.s) / parameterCount(w.s.architecture);
    return {.formula = LP_TEXT("explanation", "P_rest · b_w + P_experts · b_e"),
            .numbers = sum({product({amount(modelParameters(w.s) - routed, Unit::Parameters), w.weightFormat()}),
                            product({amount(routed, Unit::Parameters),
                                     FormulaNumbers::elementBytes(bytesPerExpertElement(w.s))})}),
            .source = LP_TEXT("explanation", "exact: every weight resident, all experts included")};
}

Explanation cachePerToken(const FormulaNumbers& w) {
    std::vector<Text> terms;
    for (const LayerGroup& group : w.s.architecture.groups)
        if (Text term = cachedTerm(group); !term.empty()) terms.push_back(std::move(term));
    const bool none = terms.empty();
    const bool several = terms.size() > 1;
    Text elements = sum(std::move(terms));
    if (several) elements = inBrackets(elements);
    Explanation made{
        .formula = LP_TEXT("explanation", "Σ layers · elements · b_kv"),
        .numbers = none ? LP_TEXT("explanation", "0: no layer keeps every token")
                        : quotient(product({elements, w.cacheFormat()}), w.compression()),
        .source = LP_TEXT("explanation",
                          "exact: keys and values, latents and index keys of every layer that sees all tokens; "
                          "ratios of compression multiply by assumption")};
    const double once = cacheElementsPerToken(w.s.architecture) * bytesPerElement(w.s.precision.cache) /
                        w.s.compression.keptRatio();
    const double copies = once > 0 ? w.e.memory.cachePerToken.si() / once : 1.0;
    if (copies > 1.0 + 1e-9) {
        made.numbers = product({made.numbers, amount(copies, Unit::Count)});
        made.source = LP_TEXT("explanation",
                              "%1; fewer KV heads than GPUs, or a latent, stand on several GPUs")(made.source);
    }
    return made;
}

Explanation cachePerUser(const FormulaNumbers& w) {
    const Bytes growing = w.e.memory.cachePerToken * w.s.context;
    const Bytes state = stateBytes(w.s.architecture);
    const Bytes windows = w.e.memory.cachePerUser - growing - state;
    const bool hasWindows = windows.si() > 0.5;
    const bool hasStates = state.si() > 0;
    const Text inWindows = hasWindows ? LP_TEXT("explanation", "%1 in windows")(w.bytes(windows)) : Text();
    const Text ofStates = hasStates ? LP_TEXT("explanation", "%1 of states")(w.bytes(state)) : Text();
    return {.formula = sum({LP_TEXT("explanation", "n · KV per token"),
                            hasWindows ? LP_TEXT("explanation", "Σ min(w, n)") : Text(),
                            hasStates ? LP_TEXT("explanation", "states") : Text()}),
            .numbers = sum({product({w.n(), amount(w.e.memory.cachePerToken.si(), Unit::BytesPerToken, w.units)}),
                            inWindows, ofStates}),
            .source = hasWindows || hasStates
                          ? LP_TEXT("explanation", "exact: a window keeps its last tokens, a recurrent layer its state")
                          : paperSource()};
}

Explanation cacheInPrefill(const FormulaNumbers& w) {
    const Bytes cache = w.e.memory.cachePerUser;
    const double ratio = (cache + w.e.memory.uncompressed) / cache;
    return {.formula = LP_TEXT("explanation", "KV(n) · what is compressed only after the prefill"),
            .numbers = product({w.bytes(cache), amount(ratio, Unit::Count)}),
            .source = ratio == 1.0 ? LP_TEXT("explanation", "nothing is compressed only after the prefill")
                                   : LP_TEXT("explanation",
                                             "while one user's document is read, all of its cache has to be there")};
}

Explanation activations(const FormulaNumbers& w) {
    if (w.e.memory.uncompressed.si() > 0)
        return {.formula = LP_TEXT("explanation", "cache in prefill − KV(n)"),
                .numbers = w.bytes(w.e.memory.uncompressed),
                .source = LP_TEXT("explanation",
                                  "compressed only after the prefill; the paper's model leaves activations out")};
    return {.formula = verbatim("0"),
            .numbers = verbatim("0"),
            .source = LP_TEXT("explanation", "assumption of the paper's model: activations are left out")};
}

Explanation capacity(const FormulaNumbers& w) {
    const Conventions& c = w.s.conventions;
    const bool nominal = c.capacity == Capacity::Nominal && !w.s.deployment.overrides.memory;
    Explanation made{.formula = c.utilisation < 1.0 ? LP_TEXT("explanation", "g · M, of it what the engine uses")
                                                    : verbatim("g · M"),
                     .numbers = w.capacity(),
                     .source = nominal ? LP_TEXT("explanation", "the number on the box, decimal")
                               : w.s.deployment.overrides.memory
                                   ? Text(LP_TEXT("explanation", "memory set by hand"))
                                   : LP_TEXT("explanation", "memory the device reports: %1")(
                                         verbatim(w.s.deployment.accelerator.memoryBasis))};
    if (c.utilisation < 1.0)
        made.source = LP_TEXT("explanation", "%1; the engine uses %2")(made.source,
                                                                       amount(c.utilisation, Unit::Fraction));
    return made;
}

Explanation demand(const FormulaNumbers& w) {
    return {
        .formula = w.activations().empty()
                       ? LP_TEXT("explanation", "weights + users · KV(n)")
                       : LP_TEXT("explanation", "weights + users · KV(n) + rest of a cache in prefill"),
        .numbers = sum({w.bytes(w.e.memory.weights),
                        product({plainAmount(w.s.session.users), w.bytes(w.e.memory.cachePerUser)}), w.activations()}),
        .bound = demandBound(w.e),
        .source = paperSource()};
}

Explanation ceiling(const FormulaNumbers& w) {
    const Text room = difference({w.capacity(), w.bytes(w.e.memory.weights), w.activations()});
    return {.formula = w.activations().empty()
                           ? LP_TEXT("explanation", "(g·M − weights) / KV(n)")
                           : LP_TEXT("explanation", "(g·M − weights − rest of a cache in prefill) / KV(n)"),
            .numbers = Text::joined(
                {quotient(inBrackets(room), w.bytes(w.e.memory.cachePerUser)), amount(w.e.memory.ceiling, Unit::Count)},
                " = "),
            .source = paperSource()};
}

Explanation hostCeiling(const FormulaNumbers& w) {
    return {.formula = verbatim("D / KV(n)"),
            .numbers = quotient(w.bytes(w.s.deployment.hostMemory), w.bytes(w.e.memory.cachePerUser)),
            .source = paperSource()};
}

Explanation longestContext(const FormulaNumbers& w) {
    const double during = w.e.memory.uncompressed / w.e.memory.cachePerUser; // users' worth of cache
    const Amount users = plainAmount(w.s.session.users);
    const Text caches = during > 0 ? inBrackets(sum({users, amount(during, Unit::Count)})) : Text(users);
    const Amount each = amount(w.e.memory.cachePerToken.si(), Unit::BytesPerToken, w.units);
    return {.formula = during > 0 ? LP_TEXT("explanation",
                                            "(g·M − weights) / ((users + rest of a cache in prefill) · KV per token)")
                                  : LP_TEXT("explanation", "(g·M − weights) / (users · KV per token)"),
            .numbers = quotient(inBrackets(difference({w.capacity(), w.bytes(w.e.memory.weights)})),
                                inBrackets(product({caches, each}))),
            .source = LP_TEXT("explanation", "inverse of the concurrency ceiling")};
}

Explanation prefillFlop(const FormulaNumbers& w) {
    return {.formula = verbatim("2·P·n + A·L·n²"), .numbers = prefillWork(w), .source = calibration(w)};
}

Explanation prefill(const FormulaNumbers& w) {
    return {.formula = verbatim("(2·P·n + A·L·n²) / (g·C)"),
            .numbers = quotient(inBrackets(prefillWork(w)), w.flops()),
            .source = calibration(w)};
}

Explanation recompute(const FormulaNumbers& w) {
    Explanation made = prefill(w);
    made.bound = swapInBeside(w);
    return made;
}

Explanation decodeBytes(const FormulaNumbers& w) {
    return {.formula = traffic(w), .numbers = tokenTraffic(w), .source = paperSource()};
}

Explanation decodeFlop(const FormulaNumbers& w) {
    const bool one = w.s.batch == 1.0;
    const double prompt = w.s.compression.promptRatio();
    const double used = w.e.prefill.linearFlop.si() * prompt / (2.0 * w.s.context.si());
    const Amount two = plainAmount(2);
    const Text work = sum(
        {product({two, amount(used, Unit::Parameters)}),
         quotient(product({two, w.A(), w.L(), w.n()}), FormulaNumbers::divisor(w.s.compression.decodeFlopRatio()))});
    return {.formula = one ? verbatim("2·P + 2·A·L·n") : LP_TEXT("explanation", "batch · (2·P + 2·A·L·n)"),
            .numbers = one ? work : product({plainAmount(w.s.batch), inBrackets(work)}),
            .source = LP_TEXT("explanation", "derivative of the prefill work")};
}

Explanation decode(const FormulaNumbers& w) {
    return {.formula = quotient(inBrackets(traffic(w)), verbatim("(g·B)")),
            .numbers = quotient(inBrackets(tokenTraffic(w)), w.reads()),
            .source = paperSource()};
}

Explanation outputToken(const FormulaNumbers& w) {
    const bool whole = w.s.conventions.perToken == PerToken::EndToEnd;
    const double answer = w.s.session.answer.si();
    const double rest = std::max(1.0, answer - 1.0);
    const Seconds mean = w.e.decode.outputToken;
    const Text all = inBrackets(sum({w.time(w.e.prefill.time), w.time(mean * answer - w.e.prefill.time)}));
    return {.formula = whole ? LP_TEXT("explanation", "(prefill + answer) / a")
                             : LP_TEXT("explanation", "(end to end − first token) / (a − 1)"),
            .numbers = whole ? quotient(all, plainAmount(answer)) : quotient(w.time(mean * rest), plainAmount(rest)),
            .source = LP_TEXT("explanation", "a convention: tools also divide the whole time by all tokens")};
}

Explanation answer(const FormulaNumbers& w) {
    return {.formula = LP_TEXT("explanation", "a · token(n)"),
            .numbers = product({plainAmount(w.s.session.answer.si()), w.time(w.e.decode.perToken)}),
            .source = paperSource()};
}

Explanation contextSwitch(const FormulaNumbers& w) {
    return {.formula = LP_TEXT("explanation", "2 · KV(n) / (g·B_link)"),
            .numbers = quotient(product({plainAmount(2), w.bytes(w.e.memory.cachePerUser)}), w.link()),
            .source = LP_TEXT("explanation", "%1; its 1.1 s (unsure) seems to divide GiB by GB/s, this is bytes by "
                                             "bytes/s")(paperSource())};
}

Explanation ridge(const FormulaNumbers& w) {
    return {.formula = verbatim("C / B"),
            .numbers = quotient(amount(peak(w.s).rate.si(), Unit::FlopPerSecond),
                                amount(w.s.deployment.memoryBandwidth().si(), Unit::BytesPerSecond)),
            .source = LP_TEXT("explanation", "roofline model, Williams et al. 2009")};
}

Explanation sessionTime(const FormulaNumbers& w) {
    return {.formula = LP_TEXT("explanation", "Σ prefill + Σ decode over the rounds"),
            .numbers = sum({w.time(w.e.throughput.prefill), w.time(w.e.throughput.decode)}),
            .source = LP_TEXT("explanation", "closed form over all rounds, the cache growing by every token")};
}

Explanation throughput(const FormulaNumbers& w) {
    const Throughput& t = w.e.throughput;
    const bool byUsers = w.s.session.users < t.knee;
    const Text alone = inBrackets(sum({w.time(t.loneLatency - t.thinking), w.time(t.thinking)}));
    return {.formula = w.s.batch > 1.0 && w.s.session.users > 1.0
                           ? LP_TEXT("explanation", "min(U / (time alone + thinking), 1 / GPU time in a batch)")
                           : LP_TEXT("explanation", "min(U / (GPU time + thinking), 1 / GPU time)"),
            .numbers = !w.e.fits ? verbatim("0")
                       : byUsers ? quotient(plainAmount(w.s.session.users), alone)
                                 : quotient(plainAmount(1), w.time(t.gpuTime)),
            .bound = throughputBound(w, Seconds(0.0)),
            .source = LP_TEXT("explanation", "asymptotic bounds, Denning & Buzen 1978; no switches")};
}

Explanation throughputWithSwitches(const FormulaNumbers& w) {
    return {.formula = LP_TEXT("explanation", "min(U / (GPU time + thinking + r·switch), 1 / (GPU time + r·switch))"),
            .numbers = LP_TEXT("explanation", "r·switch = %1 × %2")(plainAmount(w.s.session.rounds),
                                                                    w.time(w.e.contextSwitch.time)),
            .bound = throughputBound(w, w.e.contextSwitch.time * w.s.session.rounds),
            .source = LP_TEXT("explanation", "assumption: every round pays one context switch")};
}

Explanation sessionCost(const FormulaNumbers& w) {
    const auto rent = w.s.deployment.price();
    const Text perHour = rent ? Text(amount(*rent * hour / Dollars(1.0), Unit::DollarsPerHour))
                              : LP_TEXT("explanation", "no price known");
    return {.formula = LP_TEXT("explanation", "g · price / sessions per hour"),
            .numbers = quotient(product({w.gpus(), perHour}), amount(w.e.throughput.bound * hour, Unit::PerHour)),
            .source = LP_TEXT("explanation", "a lower bound: at the throughput bound")};
}

Explanation tokenCost(const FormulaNumbers& w) {
    Explanation made = sessionCost(w);
    made.formula = LP_TEXT("explanation", "cost per session / (rounds · a)");
    made.numbers = quotient(
        amount(w.e.perSession.si(), Unit::Dollars),
        inBrackets(product({plainAmount(w.s.session.rounds), plainAmount(w.s.session.answer.si())})));
    return made;
}

Explanation modelSize(const FormulaNumbers& w) {
    return {.formula = verbatim("P"),
            .numbers = w.P(),
            .source = w.s.parameters ? LP_TEXT("explanation", "set by hand; the shape follows the family")
                                     : LP_TEXT("explanation", "counted from the architecture")};
}

Explanation activeSize(const FormulaNumbers& w) {
    const Architecture& architecture = w.s.architecture;
    Explanation made = modelSize(w);
    const double scale = modelParameters(w.s) / parameterCount(architecture);
    const double table = (architecture.tiedEmbeddings ? 0.0 : architecture.vocabulary * architecture.hidden) +
                         architecture.extraTables;
    const double resting = parameterCount(architecture) - table - activeParameterCount(architecture);
    if (architecture.tiedEmbeddings)
        made.source = LP_TEXT("explanation", "%1; the input table is the head too")(made.source);
    if (table > 0) {
        made.formula = difference({made.formula, LP_TEXT("explanation", "input table")});
        made.numbers = difference({made.numbers, amount(table * scale, Unit::Parameters)});
        made.source = LP_TEXT("explanation", "%1; reading the table is a gather of one row")(made.source);
    }
    if (resting > 0.5) {
        made.formula = difference({made.formula, LP_TEXT("explanation", "experts not picked")});
        made.numbers = difference({made.numbers, amount(resting * scale, Unit::Parameters)});
    }
    return made;
}

} // namespace explained

Explanation explain(const Metric& metric, const Case& scenario, const Estimate& estimate, ByteUnits bytes) {
    const FormulaNumbers numbers(metric, scenario, estimate, bytes);
    const bool ownWay = scenario.costModel == CostModel::Operators && metric.byOperators != nullptr;
    Explanation made = (ownWay ? metric.byOperators : metric.explanation)(numbers);
    made.title = metric.label;
    made.result = amount(metric.value(scenario, estimate), metric.unit, bytes);
    if (made.bound.empty()) made.bound = numbers.boundBy();
    return made;
}

Explanation explain(std::string_view metricKey, const Case& scenario, const Estimate& estimate, ByteUnits bytes) {
    const Metric* metric = findMetric(metricKey);
    return metric == nullptr ? Explanation{} : explain(*metric, scenario, estimate, bytes);
}

} // namespace longpeak
