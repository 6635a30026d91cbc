// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/explanation.h"

// Private to the explanations: what those of both cost models are written with.

namespace longpeak {

inline constexpr const char* paperSource = "Fu 2024, arXiv:2405.08944";

/// A scenario's numbers as they stand in formulas.
struct Words {
    Words(const Case& scenario, const Estimate& estimate, ByteUnits byteUnits)
        : s(scenario), e(estimate), units(byteUnits) {}

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

using MakeExplanation = Explanation (*)(const Words&);

struct ExplanationRow {
    std::string_view key;
    MakeExplanation make;
};

/// What the operator model explains in its own way.
std::span<const ExplanationRow> operatorExplanations();

} // namespace longpeak
