// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/explanation.h"

// Private to the metrics and their explanations: what those of both cost models are written with.

namespace longpeak {

inline constexpr const char* paperSource = "Fu 2024, arXiv:2405.08944";

/// A scenario's numbers as they stand in formulas of a metric.
struct FormulaNumbers {
    FormulaNumbers(const Metric& explainedMetric, const Case& scenario, const Estimate& estimate, ByteUnits byteUnits)
        : metric(explainedMetric), s(scenario), e(estimate), units(byteUnits) {}

    const Metric& metric;
    const Case& s;
    const Estimate& e;
    ByteUnits units;

    std::string P() const { return format(modelParameters(s), Unit::Parameters); }
    std::string n() const { return format(s.context.si(), Unit::Tokens); }
    std::string A() const { return format(attentionCoefficient(s), Unit::Count); }
    std::string L() const { return formatPlain(layerCount(s.architecture)); }
    std::string bytes(Bytes b) const { return format(b.si(), Unit::Bytes, units); }
    std::string time(Seconds t) const { return format(t.si(), Unit::Seconds); }
    std::string flops() const { return rate(format(peak(s).rate.si(), Unit::FlopPerSecond), s.efficiency.prefill); }
    std::string reads() const {
        return rate(format(s.deployment.memoryBandwidth().si(), Unit::BytesPerSecond), s.efficiency.decode);
    }
    std::string link() const {
        return rate(format(s.deployment.hostLink().si(), Unit::BytesPerSecond), s.efficiency.link);
    }
    std::string gpus() const { return formatPlain(s.deployment.plan.tensor); }
    std::string users(double count) const { return format(count, Unit::Users); }
    std::string weightFormat() const { return formatPlain(bytesPerElement(s.precision.weights)) + " B"; }
    std::string cacheFormat() const { return formatPlain(bytesPerElement(s.precision.cache)) + " B"; }
    /// "bound by HBM size", by the metric's row; empty where nothing bounds it.
    std::string boundBy() const {
        const auto bound = metric.boundOf(s, e);
        return bound ? "bound by " + std::string(boundName(*bound).english()) : std::string();
    }
    std::string capacity() const { return gpus() + " × " + format(usableMemoryPerGpu(s).si(), Unit::Bytes, units); }
    /// " / 4×" where the cache is compressed.
    std::string compression() const { return divided(s.compression.keptRatio()); }
    /// " / 4×" where compression divides, else nothing.
    static std::string divided(double ratio) { return ratio == 1.0 ? "" : " / " + format(ratio, Unit::Ratio); }
    /// Activations of one pass and what of a cache is compressed only later, one of them or both: " − 3.2 GB".
    std::string lessActivations() const {
        return e.memory.activations.si() > 0 ? " − " + bytes(e.memory.activations) : "";
    }

private:
    std::string rate(const std::string& peakRate, double efficiency) const {
        const bool alone = s.deployment.plan.tensor == 1.0;
        std::string text = alone ? peakRate : gpus() + " × " + peakRate;
        if (efficiency != 1.0) text += " × " + format(efficiency, Unit::Fraction);
        return alone && efficiency == 1.0 ? text : "(" + text + ")";
    }
};

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
