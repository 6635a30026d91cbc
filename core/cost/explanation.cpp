// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/explanation.h"

#include <array>

namespace longpeak {
namespace {

constexpr const char* paperSource = "Fu 2024, arXiv:2405.08944";

/// A scenario's numbers as they stand in formulas.
struct Words {
    Words(const Scenario& scenario, const Estimate& estimate, ByteUnits byteUnits)
        : s(scenario), e(estimate), units(byteUnits) {}

    const Scenario& s;
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
        return rate(format(memoryBandwidth(s).si(), Unit::BytesPerSecond), s.efficiency.decode);
    }
    std::string link() const { return rate(format(linkBandwidth(s).si(), Unit::BytesPerSecond), s.efficiency.link); }
    std::string gpus() const { return formatPlain(s.gpus); }
    std::string weightFormat() const { return formatPlain(bytesPerElement(s.precision.weights)) + " B"; }
    std::string cacheFormat() const { return formatPlain(bytesPerElement(s.precision.cache)) + " B"; }
    std::string capacity() const { return gpus() + " × " + format(memoryPerGpu(s).si(), Unit::Bytes, units); }
    /// " / 4×" where the cache is compressed.
    std::string compression() const {
        const double ratio = s.compression.product();
        return ratio == 1.0 ? "" : " / " + format(ratio, Unit::Ratio);
    }
    std::string attentionSaving() const {
        const double ratio = s.compression.attentionFlopRatio();
        return ratio == 1.0 ? "" : " / " + format(ratio, Unit::Ratio);
    }

private:
    std::string rate(const std::string& peakRate, double efficiency) const {
        std::string text = s.gpus == 1.0 ? peakRate : gpus() + " × " + peakRate;
        if (efficiency != 1.0) text += " × " + format(efficiency, Unit::Fraction);
        return s.gpus == 1.0 && efficiency == 1.0 ? text : "(" + text + ")";
    }
};

using Make = Explanation (*)(const Words&);

Explanation weights(const Words& w) {
    return {
        .formula = "P · b_w", .numbers = w.P() + " × " + w.weightFormat(), .source = "exact: every weight resident"};
}

Explanation cachePerToken(const Words& w) {
    return {.formula = "Σ L·H_kv·d · 2 · b_kv",
            .numbers = formatPlain(cacheElementsPerToken(w.s.architecture)) + " elements × " + w.cacheFormat() +
                       w.compression(),
            .source = "exact: keys and values of every layer; ratios of compression multiply by assumption"};
}

Explanation cachePerUser(const Words& w) {
    return {.formula = "n · KV per token",
            .numbers = w.n() + " × " + format(w.e.memory.cachePerToken.si(), Unit::BytesPerToken, w.units),
            .source = paperSource};
}

Explanation activations(const Words&) {
    return {.formula = "0", .numbers = "0", .source = "assumption of the paper's model: activations are left out"};
}

Explanation capacity(const Words& w) {
    return {.formula = "g · M",
            .numbers = w.capacity(),
            .source = "memory the device reports: " + w.s.accelerator.memoryBasis};
}

Explanation demand(const Words& w) {
    return {.formula = "weights + users · KV(n)",
            .numbers = w.bytes(w.e.memory.weights) + " + " + formatPlain(w.s.session.users) + " × " +
                       w.bytes(w.e.memory.cachePerUser),
            .bound = w.e.memory.demand <= w.e.memory.capacity ? ""
                     : w.e.fits                               ? "more than HBM holds: the rest waits in host DDR"
                                                              : "more than HBM holds",
            .source = paperSource};
}

Explanation ceiling(const Words& w) {
    return {.formula = "(g·M − weights) / KV(n)",
            .numbers = "(" + w.capacity() + " − " + w.bytes(w.e.memory.weights) + ") / " +
                       w.bytes(w.e.memory.cachePerUser) + " = " + format(w.e.memory.ceiling, Unit::Count),
            .bound = "bound by HBM size",
            .source = paperSource};
}

Explanation hostCeiling(const Words& w) {
    return {.formula = "D / KV(n)",
            .numbers = w.bytes(w.s.hostMemory) + " / " + w.bytes(w.e.memory.cachePerUser),
            .bound = "bound by host DDR",
            .source = paperSource};
}

Explanation longestContext(const Words& w) {
    return {.formula = "(g·M − weights) / (users · KV per token)",
            .numbers = "(" + w.capacity() + " − " + w.bytes(w.e.memory.weights) + ") / (" +
                       formatPlain(w.s.session.users) + " × " +
                       format(w.e.memory.cachePerToken.si(), Unit::BytesPerToken, w.units) + ")",
            .bound = "bound by HBM size",
            .source = "inverse of the concurrency ceiling"};
}

std::string prefillWork(const Words& w) {
    return "2 × " + w.P() + " × " + w.n() + " + " + w.A() + " × " + w.L() + " × (" + w.n() + ")²" + w.attentionSaving();
}

std::string calibration(const Words& w) {
    return std::string(paperSource) +
           (w.s.attentionCoefficient ? "; A set by hand" : "; A calibrated on its two prefill times");
}

Explanation prefillFlop(const Words& w) {
    return {.formula = "2·P·n + A·L·n²", .numbers = prefillWork(w), .source = calibration(w)};
}

Explanation prefill(const Words& w) {
    return {.formula = "(2·P·n + A·L·n²) / (g·C)",
            .numbers = "(" + prefillWork(w) + ") / " + w.flops(),
            .bound = "bound by " + std::string(boundName(w.e.prefill.bound)),
            .source = calibration(w)};
}

Explanation recompute(const Words& w) {
    Explanation made = prefill(w);
    made.bound += "; a swap in takes " + w.time(w.e.contextSwitch.in);
    return made;
}

std::string tokenTraffic(const Words& w) {
    return w.bytes(w.e.memory.weights) + " + " + w.bytes(w.e.decode.bytes - w.e.memory.weights);
}

Explanation decodeBytes(const Words& w) {
    return {.formula = "weights + KV(n)", .numbers = tokenTraffic(w), .source = paperSource};
}

Explanation decodeFlop(const Words& w) {
    return {.formula = "2·P + 2·A·L·n",
            .numbers = "2 × " + w.P() + " + 2 × " + w.A() + " × " + w.L() + " × " + w.n() + w.attentionSaving(),
            .source = "derivative of the prefill work"};
}

Explanation decode(const Words& w) {
    return {.formula = "(weights + KV(n)) / (g·B)",
            .numbers = "(" + tokenTraffic(w) + ") / " + w.reads(),
            .bound = "bound by " + std::string(boundName(w.e.decode.bound)),
            .source = paperSource};
}

Explanation answer(const Words& w) {
    return {.formula = "a · token(n)",
            .numbers = formatPlain(w.s.session.answer.si()) + " × " + w.time(w.e.decode.perToken),
            .bound = "bound by " + std::string(boundName(w.e.decode.bound)),
            .source = paperSource};
}

Explanation contextSwitch(const Words& w) {
    return {.formula = "2 · KV(n) / (g·B_link)",
            .numbers = "2 × " + w.bytes(w.e.memory.cachePerUser) + " / " + w.link(),
            .bound = "bound by the host link",
            .source =
                "Fu 2024, arXiv:2405.08944; its 1.1 s (unsure) seems to divide GiB by GB/s, this is bytes by bytes/s"};
}

Explanation ridge(const Words& w) {
    return {.formula = "C / B",
            .numbers = format(peak(w.s).rate.si(), Unit::FlopPerSecond) + " / " +
                       format(memoryBandwidth(w.s).si(), Unit::BytesPerSecond),
            .source = "roofline model, Williams et al. 2009"};
}

Explanation sessionTime(const Words& w) {
    return {.formula = "Σ prefill + Σ decode over the rounds",
            .numbers = w.time(w.e.throughput.prefill) + " + " + w.time(w.e.throughput.decode),
            .source = "closed form over all rounds, the cache growing by every token"};
}

/// What bounds the sessions per hour when each also spends `switching` on switches.
std::string throughputBound(const Words& w, Seconds switching) {
    if (!w.e.fits) return "nothing is served: not one user fits";
    const double knee = (w.e.throughput.loneLatency + switching) / (w.e.throughput.gpuTime + switching);
    return (w.s.session.users < knee ? "bound by the users' thinking" : "bound by the GPU") +
           std::string(", the knee is at ") + format(knee, Unit::Users);
}

Explanation throughput(const Words& w) {
    const bool byUsers = w.s.session.users < w.e.throughput.knee;
    return {.formula = "min(U / (GPU time + thinking), 1 / GPU time)",
            .numbers = !w.e.fits ? "0"
                       : byUsers ? formatPlain(w.s.session.users) + " / (" + w.time(w.e.throughput.gpuTime) + " + " +
                                       w.time(w.e.throughput.thinking) + ")"
                                 : "1 / " + w.time(w.e.throughput.gpuTime),
            .bound = throughputBound(w, Seconds(0.0)),
            .source = "asymptotic bounds, Denning & Buzen 1978; no switches"};
}

Explanation throughputWithSwitches(const Words& w) {
    Explanation made = throughput(w);
    made.bound = throughputBound(w, w.e.contextSwitch.time * w.s.session.rounds);
    made.formula = "min(U / (GPU time + thinking + r·switch), 1 / (GPU time + r·switch))";
    made.numbers = "r·switch = " + formatPlain(w.s.session.rounds) + " × " + w.time(w.e.contextSwitch.time);
    made.source = "assumption: every round pays one context switch";
    return made;
}

Explanation cost(const Words& w) {
    const auto rent = price(w.s);
    const std::string perHour = rent ? format(*rent * hour / Dollars(1.0), Unit::DollarsPerHour) : "no price known";
    return {.formula = "g · price / sessions per hour",
            .numbers = w.gpus() + " × " + perHour + " / " + format(w.e.throughput.bound * hour, Unit::PerHour),
            .source = "a lower bound: at the throughput bound"};
}

Explanation tokenCost(const Words& w) {
    Explanation made = cost(w);
    made.formula = "cost per session / (rounds · a)";
    made.numbers = format(w.e.perSession.si(), Unit::Dollars) + " / (" + formatPlain(w.s.session.rounds) + " × " +
                   formatPlain(w.s.session.answer.si()) + ")";
    return made;
}

Explanation modelSize(const Words& w) {
    return {.formula = "P",
            .numbers = w.P(),
            .source = w.s.parameters ? "set by hand; the shape follows the family" : "counted from the architecture"};
}

Explanation activeSize(const Words& w) {
    Explanation made = modelSize(w);
    if (w.s.architecture.tiedEmbeddings) {
        made.source += "; the input table is the head too";
        return made;
    }
    made.formula = "P − input table";
    made.numbers += " − " + format(modelParameters(w.s) - modelActiveParameters(w.s), Unit::Parameters);
    made.source += "; reading the table is a gather of one row";
    return made;
}

struct Row {
    std::string_view key;
    Make make;
};

constexpr std::array makers{
    Row{"weights_bytes", weights},
    Row{"kv_bytes_per_token", cachePerToken},
    Row{"kv_bytes_per_user", cachePerUser},
    Row{"activation_bytes", activations},
    Row{"hbm_bytes", capacity},
    Row{"hbm_used_bytes", demand},
    Row{"ceiling_users", ceiling},
    Row{"ceiling_users_exact", ceiling},
    Row{"host_ceiling_users", hostCeiling},
    Row{"max_context_tokens", longestContext},
    Row{"prefill_flop", prefillFlop},
    Row{"prefill_s", prefill},
    Row{"decode_bytes", decodeBytes},
    Row{"decode_flop", decodeFlop},
    Row{"decode_s_per_token", decode},
    Row{"answer_s", answer},
    Row{"switch_s", contextSwitch},
    Row{"recompute_s", recompute},
    Row{"ridge_flop_per_byte", ridge},
    Row{"session_gpu_s", sessionTime},
    Row{"sessions_per_hour_bound", throughput},
    Row{"sessions_per_hour_with_switches", throughputWithSwitches},
    Row{"dollars_per_session", cost},
    Row{"dollars_per_million_tokens", tokenCost},
    Row{"model_parameters", modelSize},
    Row{"model_active_parameters", activeSize},
};

} // namespace

Explanation explain(std::string_view metricKey, const Scenario& scenario, const Estimate& estimate, ByteUnits bytes) {
    const Metric* metric = findMetric(metricKey);
    if (metric == nullptr) return {};
    const Words words(scenario, estimate, bytes);
    Explanation made;
    for (const Row& row : makers)
        if (row.key == metricKey) made = row.make(words);
    made.title = metric->label;
    made.result = format(metric->value(scenario, estimate), metric->unit, bytes);
    return made;
}

} // namespace longpeak
