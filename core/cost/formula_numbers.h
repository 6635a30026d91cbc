// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/explanation.h"

#include <utility>
#include <vector>

// Private to the metrics and their explanations: what those of both cost models are written with.

namespace longpeak {

inline Text paperSource() {
    return verbatim("Fu 2024, arXiv:2405.08944");
}

// Terms as they stand in formulas; what is empty is left out.

inline Text sum(std::vector<Text> terms) {
    return Text::joined(std::move(terms), " + ");
}
inline Text difference(std::vector<Text> terms) {
    return Text::joined(std::move(terms), " − ");
}
inline Text product(std::vector<Text> factors) {
    return Text::joined(std::move(factors), " × ");
}
inline Text quotient(Text dividend, Text divisor) {
    return Text::joined({std::move(dividend), std::move(divisor)}, " / ");
}
inline Text inBrackets(Text term) {
    return Text::joined({verbatim("("), std::move(term), verbatim(")")});
}

/// A scenario's numbers as they stand in formulas of a metric.
struct FormulaNumbers {
    FormulaNumbers(const Metric& explainedMetric, const Case& scenario, const Estimate& estimate, ByteUnits byteUnits)
        : metric(explainedMetric), s(scenario), e(estimate), units(byteUnits) {}

    const Metric& metric;
    const Case& s;
    const Estimate& e;
    ByteUnits units;

    Amount P() const { return amount(modelParameters(s), Unit::Parameters); }
    Amount n() const { return amount(s.context.si(), Unit::Tokens); }
    Amount A() const { return amount(attentionCoefficient(s), Unit::Count); }
    Amount L() const { return plainAmount(layerCount(s.architecture)); }
    Amount bytes(Bytes b) const { return amount(b.si(), Unit::Bytes, units); }
    Amount time(Seconds t) const { return amount(t.si(), Unit::Seconds); }
    Text flops() const { return rate(amount(peak(s).rate.si(), Unit::FlopPerSecond), s.efficiency.prefill); }
    Text reads() const {
        return rate(amount(s.deployment.memoryBandwidth().si(), Unit::BytesPerSecond), s.efficiency.decode);
    }
    Text link() const { return rate(amount(s.deployment.hostLink().si(), Unit::BytesPerSecond), s.efficiency.link); }
    Amount gpus() const { return plainAmount(s.deployment.plan.tensor); }
    /// "2 B", of one number.
    static Text elementBytes(double count) { return Text::joined({plainAmount(count), verbatim("B")}, " "); }
    Text weightFormat() const { return elementBytes(bytesPerElement(s.precision.weights)); }
    Text cacheFormat() const { return elementBytes(bytesPerElement(s.precision.cache)); }
    /// "bound by HBM size", by the metric's row; empty where nothing bounds it.
    Text boundBy() const {
        const auto bound = metric.boundOf(s, e);
        return bound ? LP_TEXT("explanation", "bound by %1")(boundName(*bound)) : Text();
    }
    Text capacity() const { return product({gpus(), amount(usableMemoryPerGpu(s).si(), Unit::Bytes, units)}); }
    /// "4×" where the cache is compressed.
    Text compression() const { return divisor(s.compression.keptRatio()); }
    /// "4×" where compression divides, else nothing.
    static Text divisor(double ratio) { return ratio == 1.0 ? Text() : Text(amount(ratio, Unit::Ratio)); }
    /// Activations of one pass and what of a cache is compressed only later, one of them or both, or nothing.
    Text activations() const { return e.memory.activations.si() > 0 ? Text(bytes(e.memory.activations)) : Text(); }

private:
    Text rate(const Amount& peakRate, double efficiency) const {
        const bool alone = s.deployment.plan.tensor == 1.0;
        Text text = product({alone ? Text() : Text(gpus()), peakRate,
                             efficiency == 1.0 ? Text() : Text(amount(efficiency, Unit::Fraction))});
        return alone && efficiency == 1.0 ? text : inBrackets(std::move(text));
    }
};

/// What becomes of memory that is asked for beyond HBM; empty where it has all of it.
Text demandBound(const Estimate& estimate);

/// What bounds the metric, and what a swap in takes instead.
Text swapInBeside(const FormulaNumbers& w);

/// Users at which a session is bound by the GPU and no longer by its user, when each session also switches for that long.
double kneeWith(const Throughput& throughput, Seconds switching);

/// How numbers are made by the paper's model, and those that both models make alike. A row of a metric names its own. What
/// they leave empty explain() fills: title, result, and what bounds it where there is nothing to add.
namespace explained {

Explanation weights(const FormulaNumbers& w);
Explanation cachePerToken(const FormulaNumbers& w);
Explanation cachePerUser(const FormulaNumbers& w);
Explanation cacheInPrefill(const FormulaNumbers& w);
Explanation activations(const FormulaNumbers& w);
Explanation capacity(const FormulaNumbers& w);
Explanation demand(const FormulaNumbers& w);
Explanation ceiling(const FormulaNumbers& w);
Explanation hostCeiling(const FormulaNumbers& w);
Explanation longestContext(const FormulaNumbers& w);
Explanation prefillFlop(const FormulaNumbers& w);
Explanation prefill(const FormulaNumbers& w);
Explanation recompute(const FormulaNumbers& w);
Explanation decodeBytes(const FormulaNumbers& w);
Explanation decodeFlop(const FormulaNumbers& w);
Explanation decode(const FormulaNumbers& w);
Explanation outputToken(const FormulaNumbers& w);
Explanation answer(const FormulaNumbers& w);
Explanation contextSwitch(const FormulaNumbers& w);
Explanation ridge(const FormulaNumbers& w);
Explanation sessionTime(const FormulaNumbers& w);
Explanation throughput(const FormulaNumbers& w);
Explanation throughputWithSwitches(const FormulaNumbers& w);
Explanation sessionCost(const FormulaNumbers& w);
Explanation tokenCost(const FormulaNumbers& w);
Explanation modelSize(const FormulaNumbers& w);
Explanation activeSize(const FormulaNumbers& w);

} // namespace explained

/// What the operators model makes in its own way.
namespace explainedByOperators {

Explanation activations(const FormulaNumbers& w);
Explanation demand(const FormulaNumbers& w);
Explanation ceiling(const FormulaNumbers& w);
Explanation longestContext(const FormulaNumbers& w);
Explanation prefillFlop(const FormulaNumbers& w);
Explanation prefill(const FormulaNumbers& w);
Explanation recompute(const FormulaNumbers& w);
Explanation decodeBytes(const FormulaNumbers& w);
Explanation decodeFlop(const FormulaNumbers& w);
Explanation decode(const FormulaNumbers& w);

} // namespace explainedByOperators

} // namespace longpeak
