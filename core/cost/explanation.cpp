// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/formula_numbers.h"
#include "model/attention_kind.h"

#include <algorithm>

namespace longpeak {
namespace {

/// "60 × 2 × 8 × 128" for the layers of a group that see every token; empty for the others.
std::string cachedTerm(const LayerGroup& group) {
    const Attention& a = group.attention;
    if (a.window > 0 || cachedPerToken(a) == 0) return {};
    const std::string term = formatPlain(group.layers) + " × ";
    std::string each = kindOf(a).cacheTerm(a);
    if (const double keys = indexedPerToken(a); keys > 0) each = "(" + each + " + " + formatPlain(keys) + ")";
    return term + each;
}

std::string prefillWork(const FormulaNumbers& w) {
    const double prompt = w.s.compression.promptRatio();
    const std::string n = w.n() + FormulaNumbers::divided(prompt); // tokens that are dropped before are not prefilled
    // P, less the experts a token skips
    const double used = w.e.prefill.linearFlop.si() * prompt / (2.0 * w.s.context.si());
    return "2 × " + format(used, Unit::Parameters) + " × " + (prompt == 1.0 ? n : "(" + n + ")") + " + " + w.A() +
           " × " + w.L() + " × (" + n + ")²" + FormulaNumbers::divided(w.s.compression.prefillFlopRatio());
}

std::string calibration(const FormulaNumbers& w) {
    return std::string(paperSource) +
           (w.s.attentionCoefficient ? "; A set by hand" : "; A calibrated on its two prefill times");
}

/// Weights and caches of one decode step.
std::string tokenTraffic(const FormulaNumbers& w) {
    const Bytes weightsRead = w.e.decode.bytes * (w.e.decode.weightsTime / w.e.decode.perToken);
    const Bytes each = (w.e.decode.bytes - weightsRead) / w.s.batch;
    return w.bytes(weightsRead) + " + " + (w.s.batch == 1.0 ? "" : formatPlain(w.s.batch) + " × ") + w.bytes(each);
}

std::string traffic(const FormulaNumbers& w) {
    return w.s.batch == 1.0 ? "weights + KV(n)" : "weights + batch · KV(n)";
}

/// What bounds sessions that each also spend `switching` on switches.
std::string throughputBound(const FormulaNumbers& w, Seconds switching) {
    if (!w.e.fits) return "nothing is served: not one user fits";
    return w.boundBy() + ", the knee is at " + format(kneeWith(w.e.throughput, switching), Unit::Users);
}

} // namespace

double kneeWith(const Throughput& throughput, Seconds switching) {
    return (throughput.loneLatency + switching) / (throughput.gpuTime + switching);
}

namespace explained {

Explanation weights(const FormulaNumbers& w) {
    const Precision& p = w.s.precision;
    if (!p.experts || *p.experts == p.weights)
        return {.formula = "P · b_w",
                .numbers = w.P() + " × " + w.weightFormat(),
                .source = "exact: every weight resident"};
    double routed = 0;
    for (const LayerGroup& group : w.s.architecture.groups)
        routed += group.layers * routedExpertMatrices(group, w.s.architecture.hidden);
    routed *= modelParameters(w.s) / parameterCount(w.s.architecture);
    return {.formula = "P_rest · b_w + P_experts · b_e",
            .numbers = format(modelParameters(w.s) - routed, Unit::Parameters) + " × " + w.weightFormat() + " + " +
                       format(routed, Unit::Parameters) + " × " + formatPlain(bytesPerExpertElement(w.s)) + " B",
            .source = "exact: every weight resident, all experts included"};
}

Explanation cachePerToken(const FormulaNumbers& w) {
    std::string terms;
    int count = 0;
    for (const LayerGroup& group : w.s.architecture.groups) {
        const std::string term = cachedTerm(group);
        if (term.empty()) continue;
        terms += (count++ == 0 ? "" : " + ") + term;
    }
    if (count > 1) terms = "(" + terms + ")";
    Explanation made{.formula = "Σ layers · elements · b_kv",
                     .numbers = count == 0 ? "0: no layer keeps every token"
                                           : terms + " × " + w.cacheFormat() + w.compression(),
                     .source = "exact: keys and values, latents and index keys of every layer that sees all tokens; "
                               "ratios of compression multiply by assumption"};
    const double once = cacheElementsPerToken(w.s.architecture) * bytesPerElement(w.s.precision.cache) /
                        w.s.compression.keptRatio();
    const double copies = once > 0 ? w.e.memory.cachePerToken.si() / once : 1.0;
    if (copies > 1.0 + 1e-9) {
        made.numbers += " × " + format(copies, Unit::Count);
        made.source += "; fewer KV heads than GPUs, or a latent, stand on several GPUs";
    }
    return made;
}

Explanation cachePerUser(const FormulaNumbers& w) {
    const Bytes growing = w.e.memory.cachePerToken * w.s.context;
    const Bytes state = stateBytes(w.s.architecture);
    const Bytes windows = w.e.memory.cachePerUser - growing - state;
    std::string numbers = w.n() + " × " + format(w.e.memory.cachePerToken.si(), Unit::BytesPerToken, w.units);
    const bool hasWindows = windows.si() > 0.5;
    if (hasWindows) numbers += " + " + w.bytes(windows) + " in windows";
    if (state.si() > 0) numbers += " + " + w.bytes(state) + " of states";
    return {.formula = std::string("n · KV per token") + (hasWindows ? " + Σ min(w, n)" : "") +
                       (state.si() > 0 ? " + states" : ""),
            .numbers = numbers,
            .source = hasWindows || state.si() > 0
                          ? "exact: a window keeps its last tokens, a recurrent layer its state"
                          : paperSource};
}

Explanation cacheInPrefill(const FormulaNumbers& w) {
    const Bytes cache = w.e.memory.cachePerUser;
    const double ratio = (cache + w.e.memory.uncompressed) / cache;
    return {.formula = "KV(n) · what is compressed only after the prefill",
            .numbers = w.bytes(cache) + " × " + format(ratio, Unit::Count),
            .source = ratio == 1.0 ? "nothing is compressed only after the prefill"
                                   : "while one user's document is read, all of its cache has to be there"};
}

Explanation activations(const FormulaNumbers& w) {
    if (w.e.memory.uncompressed.si() > 0)
        return {.formula = "cache in prefill − KV(n)",
                .numbers = w.bytes(w.e.memory.uncompressed),
                .source = "compressed only after the prefill; the paper's model leaves activations out"};
    return {.formula = "0", .numbers = "0", .source = "assumption of the paper's model: activations are left out"};
}

Explanation capacity(const FormulaNumbers& w) {
    const Conventions& c = w.s.conventions;
    const bool nominal = c.capacity == Capacity::Nominal && !w.s.deployment.overrides.memory;
    Explanation made{.formula = c.utilisation < 1.0 ? "g · M, of it what the engine uses" : "g · M",
                     .numbers = w.capacity(),
                     .source = nominal ? "the number on the box, decimal"
                               : w.s.deployment.overrides.memory
                                   ? "memory set by hand"
                                   : "memory the device reports: " + w.s.deployment.accelerator.memoryBasis};
    if (c.utilisation < 1.0) made.source += "; the engine uses " + format(c.utilisation, Unit::Fraction);
    return made;
}

Explanation demand(const FormulaNumbers& w) {
    const Bytes activations = w.e.memory.activations;
    const bool more = activations.si() > 0;
    return {.formula = more ? "weights + users · KV(n) + rest of a cache in prefill" : "weights + users · KV(n)",
            .numbers = w.bytes(w.e.memory.weights) + " + " + formatPlain(w.s.session.users) + " × " +
                       w.bytes(w.e.memory.cachePerUser) + (more ? " + " + w.bytes(activations) : ""),
            .bound = w.e.memory.demand <= w.e.memory.capacity ? ""
                     : w.e.fits                               ? "more than HBM holds: the rest waits in host DDR"
                                                              : "more than HBM holds",
            .source = paperSource};
}

Explanation ceiling(const FormulaNumbers& w) {
    return {.formula = w.lessActivations().empty() ? "(g·M − weights) / KV(n)"
                                                   : "(g·M − weights − rest of a cache in prefill) / KV(n)",
            .numbers = "(" + w.capacity() + " − " + w.bytes(w.e.memory.weights) + w.lessActivations() + ") / " +
                       w.bytes(w.e.memory.cachePerUser) + " = " + format(w.e.memory.ceiling, Unit::Count),
            .source = paperSource};
}

Explanation hostCeiling(const FormulaNumbers& w) {
    return {.formula = "D / KV(n)",
            .numbers = w.bytes(w.s.deployment.hostMemory) + " / " + w.bytes(w.e.memory.cachePerUser),
            .source = paperSource};
}

Explanation longestContext(const FormulaNumbers& w) {
    const double during = w.e.memory.uncompressed / w.e.memory.cachePerUser; // users' worth of cache
    return {.formula = during > 0 ? "(g·M − weights) / ((users + rest of a cache in prefill) · KV per token)"
                                  : "(g·M − weights) / (users · KV per token)",
            .numbers = "(" + w.capacity() + " − " + w.bytes(w.e.memory.weights) + ") / (" +
                       (during > 0 ? "(" + formatPlain(w.s.session.users) + " + " + format(during, Unit::Count) + ")"
                                   : formatPlain(w.s.session.users)) +
                       " × " + format(w.e.memory.cachePerToken.si(), Unit::BytesPerToken, w.units) + ")",
            .source = "inverse of the concurrency ceiling"};
}

Explanation prefillFlop(const FormulaNumbers& w) {
    return {.formula = "2·P·n + A·L·n²", .numbers = prefillWork(w), .source = calibration(w)};
}

Explanation prefill(const FormulaNumbers& w) {
    return {.formula = "(2·P·n + A·L·n²) / (g·C)",
            .numbers = "(" + prefillWork(w) + ") / " + w.flops(),
            .source = calibration(w)};
}

Explanation recompute(const FormulaNumbers& w) {
    Explanation made = prefill(w);
    made.bound = w.boundBy() + "; a swap in takes " + w.time(w.e.contextSwitch.in);
    return made;
}

Explanation decodeBytes(const FormulaNumbers& w) {
    return {.formula = traffic(w), .numbers = tokenTraffic(w), .source = paperSource};
}

Explanation decodeFlop(const FormulaNumbers& w) {
    const bool one = w.s.batch == 1.0;
    const double prompt = w.s.compression.promptRatio();
    const double used = w.e.prefill.linearFlop.si() * prompt / (2.0 * w.s.context.si());
    const std::string work = "2 × " + format(used, Unit::Parameters) + " + 2 × " + w.A() + " × " + w.L() + " × " +
                             w.n() + FormulaNumbers::divided(w.s.compression.decodeFlopRatio());
    return {.formula = one ? "2·P + 2·A·L·n" : "batch · (2·P + 2·A·L·n)",
            .numbers = one ? work : formatPlain(w.s.batch) + " × (" + work + ")",
            .source = "derivative of the prefill work"};
}

Explanation decode(const FormulaNumbers& w) {
    return {.formula = "(" + traffic(w) + ") / (g·B)",
            .numbers = "(" + tokenTraffic(w) + ") / " + w.reads(),
            .source = paperSource};
}

Explanation outputToken(const FormulaNumbers& w) {
    const bool whole = w.s.conventions.perToken == PerToken::EndToEnd;
    const double answer = w.s.session.answer.si();
    const std::string count = formatPlain(answer);
    const Seconds mean = w.e.decode.outputToken;
    return {.formula = whole ? "(prefill + answer) / a" : "(end to end − first token) / (a − 1)",
            .numbers = whole ? "(" + w.time(w.e.prefill.time) + " + " + w.time(mean * answer - w.e.prefill.time) +
                                   ") / " + count
                             : w.time(mean * std::max(1.0, answer - 1.0)) + " / " +
                                   formatPlain(std::max(1.0, answer - 1.0)),
            .source = "a convention: tools also divide the whole time by all tokens"};
}

Explanation answer(const FormulaNumbers& w) {
    return {.formula = "a · token(n)",
            .numbers = formatPlain(w.s.session.answer.si()) + " × " + w.time(w.e.decode.perToken),
            .source = paperSource};
}

Explanation contextSwitch(const FormulaNumbers& w) {
    return {.formula = "2 · KV(n) / (g·B_link)",
            .numbers = "2 × " + w.bytes(w.e.memory.cachePerUser) + " / " + w.link(),
            .source =
                "Fu 2024, arXiv:2405.08944; its 1.1 s (unsure) seems to divide GiB by GB/s, this is bytes by bytes/s"};
}

Explanation ridge(const FormulaNumbers& w) {
    return {.formula = "C / B",
            .numbers = format(peak(w.s).rate.si(), Unit::FlopPerSecond) + " / " +
                       format(w.s.deployment.memoryBandwidth().si(), Unit::BytesPerSecond),
            .source = "roofline model, Williams et al. 2009"};
}

Explanation sessionTime(const FormulaNumbers& w) {
    return {.formula = "Σ prefill + Σ decode over the rounds",
            .numbers = w.time(w.e.throughput.prefill) + " + " + w.time(w.e.throughput.decode),
            .source = "closed form over all rounds, the cache growing by every token"};
}

Explanation throughput(const FormulaNumbers& w) {
    const bool byUsers = w.s.session.users < w.e.throughput.knee;
    return {.formula = w.s.batch > 1.0 && w.s.session.users > 1.0
                           ? "min(U / (time alone + thinking), 1 / GPU time in a batch)"
                           : "min(U / (GPU time + thinking), 1 / GPU time)",
            .numbers = !w.e.fits ? "0"
                       : byUsers ? formatPlain(w.s.session.users) + " / (" +
                                       w.time(w.e.throughput.loneLatency - w.e.throughput.thinking) + " + " +
                                       w.time(w.e.throughput.thinking) + ")"
                                 : "1 / " + w.time(w.e.throughput.gpuTime),
            .bound = throughputBound(w, Seconds(0.0)),
            .source = "asymptotic bounds, Denning & Buzen 1978; no switches"};
}

Explanation throughputWithSwitches(const FormulaNumbers& w) {
    Explanation made = throughput(w);
    made.bound = throughputBound(w, w.e.contextSwitch.time * w.s.session.rounds);
    made.formula = "min(U / (GPU time + thinking + r·switch), 1 / (GPU time + r·switch))";
    made.numbers = "r·switch = " + formatPlain(w.s.session.rounds) + " × " + w.time(w.e.contextSwitch.time);
    made.source = "assumption: every round pays one context switch";
    return made;
}

Explanation sessionCost(const FormulaNumbers& w) {
    const auto rent = w.s.deployment.price();
    const std::string perHour = rent ? format(*rent * hour / Dollars(1.0), Unit::DollarsPerHour) : "no price known";
    return {.formula = "g · price / sessions per hour",
            .numbers = w.gpus() + " × " + perHour + " / " + format(w.e.throughput.bound * hour, Unit::PerHour),
            .source = "a lower bound: at the throughput bound"};
}

Explanation tokenCost(const FormulaNumbers& w) {
    Explanation made = sessionCost(w);
    made.formula = "cost per session / (rounds · a)";
    made.numbers = format(w.e.perSession.si(), Unit::Dollars) + " / (" + formatPlain(w.s.session.rounds) + " × " +
                   formatPlain(w.s.session.answer.si()) + ")";
    return made;
}

Explanation modelSize(const FormulaNumbers& w) {
    return {.formula = "P",
            .numbers = w.P(),
            .source = w.s.parameters ? "set by hand; the shape follows the family" : "counted from the architecture"};
}

Explanation activeSize(const FormulaNumbers& w) {
    const Architecture& architecture = w.s.architecture;
    Explanation made = modelSize(w);
    const double scale = modelParameters(w.s) / parameterCount(architecture);
    const double table = (architecture.tiedEmbeddings ? 0.0 : architecture.vocabulary * architecture.hidden) +
                         architecture.extraTables;
    const double resting = parameterCount(architecture) - table - activeParameterCount(architecture);
    if (architecture.tiedEmbeddings) made.source += "; the input table is the head too";
    if (table > 0) {
        made.formula += " − input table";
        made.numbers += " − " + format(table * scale, Unit::Parameters);
        made.source += "; reading the table is a gather of one row";
    }
    if (resting > 0.5) {
        made.formula += " − experts not picked";
        made.numbers += " − " + format(resting * scale, Unit::Parameters);
    }
    return made;
}

} // namespace explained

Explanation explain(const Metric& metric, const Case& scenario, const Estimate& estimate, ByteUnits bytes) {
    const FormulaNumbers numbers(metric, scenario, estimate, bytes);
    const bool ownWay = scenario.costModel == CostModel::Operators && metric.byOperators != nullptr;
    Explanation made = (ownWay ? metric.byOperators : metric.explanation)(numbers);
    made.title = metric.label;
    made.result = format(metric.value(scenario, estimate), metric.unit, bytes);
    if (made.bound.empty()) made.bound = numbers.boundBy();
    return made;
}

Explanation explain(std::string_view metricKey, const Case& scenario, const Estimate& estimate, ByteUnits bytes) {
    const Metric* metric = findMetric(metricKey);
    return metric == nullptr ? Explanation{} : explain(*metric, scenario, estimate, bytes);
}

} // namespace longpeak
