// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/conventions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace longpeak {
namespace {

/// What a convention may move, in the order in which equal shifts are told.
constexpr std::array watched{"prefill_s",          "decode_s_per_token", "tpot_s",
                             "kv_bytes_per_user",  "hbm_bytes",          "ceiling_users_exact",
                             "max_context_tokens", "activation_bytes",   "prefill_flop",
                             "decode_bytes",       "session_gpu_s",      "sessions_per_hour_bound",
                             "dollars_per_session"};

constexpr double stillness = 1e-9; ///< relative; less is rounding

struct Meaning {
    std::string_view parameter;
    double value;
    std::string_view text;
};

constexpr std::array meanings{
    Meaning{"convention.causal", 0,
            "Each token looks at itself and the tokens before it: n(n + 1)/2 pairs. Kernels skip the masked half."},
    Meaning{"convention.causal", 1,
            "All n² pairs, the masked ones included: nearly twice the FLOP of attention, as many calculators count."},
    Meaning{"convention.lm_head", 0, "Prefill needs the next token only, so the head runs for one position."},
    Meaning{"convention.lm_head", 1,
            "Logits of every position of the prompt, as a plain forward pass computes them, and memory for a chunk of "
            "them."},
    Meaning{"convention.attention_block", 0,
            "Keys and values are read once in all, as if they stayed on the chip: the least traffic there can be."},
    Meaning{"convention.attention_block", 128, "One block of a FlashAttention kernel: each reads the cache anew."},
    Meaning{"convention.attention_block", 1024, "Eight such blocks run side by side and read through one L2 cache."},
    Meaning{"convention.experts", 0,
            "Distinct experts that a batch of T tokens is expected to touch: E(1 − (1 − k/E)^T), tokens choosing "
            "evenly."},
    Meaning{"convention.experts", 1,
            "At most min(E, k·T): no two tokens share an expert as long as there are enough of them."},
    Meaning{"convention.experts", 2, "Every expert in every step, as if the model were dense."},
    Meaning{"convention.window", 0, "A layer with a window keeps no more than its window."},
    Meaning{"convention.window", 1,
            "The full length in every layer, as an engine without a special case for windows reserves."},
    Meaning{"convention.capacity", 0, "Bytes that the device reports: the “80 GB” of an A100 are 80 GiB."},
    Meaning{"convention.capacity", 1, "The number on the box, in decimal GB."},
    Meaning{"convention.utilisation", 0.9,
            "An engine that leaves a tenth to others and to its own needs; a common default."},
    Meaning{"convention.utilisation", 1, "All of the memory goes to weights, activations and caches."},
    Meaning{"convention.tpot", 0, "The pace of the answer: (end to end − first token) / (a − 1)."},
    Meaning{"convention.tpot", 1, "End to end / a: the prefill is spread over the tokens of the answer."},
};

constexpr std::array fixed{
    Remark{"Multiply-add", "2 FLOP."},
    Remark{"Input embedding", "A gather of n rows: bytes, no FLOP."},
    Remark{"Weights in memory", "Everything: embedding and head (once where tied), norms, all experts, and the dense "
                                "first layers of mixture models."},
    Remark{"Cache traffic of a decode step", "Reads n tokens, writes 1."},
    Remark{"Latent attention", "Expanded to full heads in prefill, absorbed into the query in decode."},
    Remark{"Softmax, norms, residuals", "Bytes only; they do not run on the matrix units whose peak is the roof."},
    Remark{"Units", "Bandwidth and FLOP/s are decimal; sizes are in GB or GiB by the View menu, never mixed."},
    Remark{"Caches that stop growing",
           "How many users or tokens fit follows from KV(n) itself, not from dividing by bytes per token."},
    Remark{"Head dimension", "Always the model's own, never hidden / heads, which is wrong for several models."},
};

constexpr std::array differences{
    Remark{"MHA in place of GQA", "The cache is counted with the query heads instead of the KV heads: 4 times too "
                                  "large for Llama-3-8B."},
    Remark{"Bytes per element", "32-bit floats where engines cache 16 bit, or 8 and 4 bit formats without saying so."},
    Remark{"K", "128K is 128 000 tokens or 131 072: 2.4 % apart, and 4.9 % in the attention of a prefill."},
    Remark{"GB and GiB", "A cache in GiB under the name of GB is 7.4 % smaller than it is."},
    Remark{"Full square", "Attention over all n² pairs, though half of them are masked."},
    Remark{"No attention at all", "Prefill as 2·P·n, which holds for short prompts only."},
    Remark{"LM head everywhere", "The head runs for each position of the prompt, not for the last one only."},
    Remark{"Efficiency", "A fraction of the peak is built in, from a third to all of it, often without a word."},
    Remark{"Peak of sparse matrices", "Data sheets print FLOP/s with structured sparsity, twice those of dense "
                                      "matrices."},
    Remark{"Experts", "All of a mixture's weights are read in each step, or just those that one token uses, whatever "
                      "the batch."},
    Remark{"Windows", "Layers with a sliding window are counted as if they kept everything."},
    Remark{"Usable memory", "90 % of it, or all; the number on the box, or the bytes the device reports."},
    Remark{"Time per output token", "With the prefill spread over the answer, or without it."},
};

/// Nothing for a value set by hand.
const Meaning* meaningOf(const Parameter& parameter, double value) {
    const auto* const found = std::ranges::find_if(
        meanings, [&](const Meaning& m) { return m.parameter == parameter.id && m.value == value; });
    return found == meanings.end() ? nullptr : found;
}

/// The values to hold against each other; one set by hand comes last, so that the others keep their places.
std::vector<double> valuesOf(const Parameter& parameter, double current) {
    std::vector<double> values;
    if (parameter.scale == Scale::Choice) {
        for (std::size_t i = 0; i < parameter.choices.size(); ++i) values.push_back(static_cast<double>(i));
        return values;
    }
    for (const Meaning& meaning : meanings)
        if (meaning.parameter == parameter.id) values.push_back(meaning.value);
    if (std::ranges::find(values, current) == values.end()) values.push_back(current);
    return values;
}

std::string labelOf(const Parameter& parameter, double value) {
    if (parameter.scale == Scale::Choice) return std::string(parameter.choices[static_cast<std::size_t>(value)].label);
    if (parameter.id == "convention.attention_block" && value == 0) return "Read once";
    return parameter.unit == Unit::Tokens ? formatExact(value, parameter.unit) : format(value, parameter.unit);
}

bool hasWindows(const Scenario& s) {
    return std::ranges::any_of(s.architecture.groups, [](const LayerGroup& g) { return g.attention.window > 0; });
}

bool hasExperts(const Scenario& s) {
    return std::ranges::any_of(s.architecture.groups,
                               [](const LayerGroup& g) { return g.feedForward.kind == FeedForwardKind::Mixture; });
}

/// Why a convention cannot matter here, whatever is chosen.
std::string whyIdle(const Parameter& parameter, const Scenario& s) {
    if (parameter.id == "convention.experts" && !hasExperts(s)) return "this model has no routed experts";
    if (parameter.id == "convention.window" && !hasWindows(s)) return "this model has no layers with a window";
    if (!parameter.applies(s)) return "the paper's closed form does not ask this";
    if (parameter.id == "convention.capacity") {
        if (s.overrides.memory) return "the memory is set by hand";
        if (s.accelerator.memory == s.accelerator.nominalMemory) return "this device reports what its box says";
    }
    return {};
}

/// Why one choice of a convention that can matter moves nothing at this point.
std::string whyStill(const Parameter& parameter, const Scenario& s) {
    if (parameter.id == "convention.attention_block")
        return "no time: attention in this prefill is bound by FLOP/s, not by what it reads";
    if (parameter.id == "convention.experts")
        return s.batch == 1 ? "one token uses its k experts by either count, and a prefill uses them all"
                            : "this batch reads the same experts by either count";
    if (parameter.id == "convention.window") return "the context is no longer than the window";
    return "nothing at this point";
}

std::vector<Shift> shiftsBetween(const Scenario& from, const Estimate& now, const Scenario& to) {
    const Estimate then = evaluate(to);
    std::vector<Shift> shifts;
    for (const char* key : watched) {
        const Metric* metric = findMetric(key);
        const Shift shift{metric, metric->value(from, now), metric->value(to, then)};
        if (!std::isfinite(shift.now) || !std::isfinite(shift.then)) continue;
        const double size = std::max(std::abs(shift.now), std::abs(shift.then));
        if (std::abs(shift.then - shift.now) > stillness * size) shifts.push_back(shift);
    }
    std::ranges::stable_sort(shifts, std::ranges::greater{}, &Shift::size);
    return shifts;
}

/// The label of a metric within a sentence: "concurrency ceiling" of "Concurrency ceiling, exact".
std::string nameOf(const Metric& metric) {
    std::string text(metric.label.substr(0, metric.label.find(',')));
    if (text.size() < 2 || text[1] < 'a' || text[1] > 'z') return text; // "KV cache", "HBM"
    if (text.front() >= 'A' && text.front() <= 'Z') text.front() = static_cast<char>(text.front() - 'A' + 'a');
    return text;
}

} // namespace

double Shift::size() const {
    return now > 0 && then > 0 ? std::abs(std::log(then / now)) : std::numeric_limits<double>::infinity();
}

std::string Shift::text() const {
    const std::string name = nameOf(*metric);
    if (!(now > 0 && then > 0)) return name + " " + format(now, metric->unit) + " → " + format(then, metric->unit);
    const double ratio = then / now;
    if (ratio >= 2.0 || ratio <= 0.5)
        return name + (ratio > 1 ? " ×" : " ÷") + readable(std::max(ratio, 1.0 / ratio), Unit::Ratio).number;
    const std::string percent = format(std::abs(ratio - 1.0), Unit::Fraction);
    return name + (ratio > 1 ? " +" : " −") + percent;
}

std::vector<ConventionReport> conventionReports(const Scenario& scenario, const Catalogue& catalogue) {
    return conventionReports(scenario, evaluate(scenario), catalogue);
}

std::vector<ConventionReport> conventionReports(const Scenario& scenario, const Estimate& now,
                                                const Catalogue& catalogue) {
    std::vector<ConventionReport> reports;
    for (const Parameter& parameter : parameters()) {
        if (parameter.group != Group::Convention) continue;
        ConventionReport report{.parameter = &parameter, .idle = whyIdle(parameter, scenario), .choices = {}};
        const double current = parameter.get(scenario);
        for (const double value : valuesOf(parameter, current)) {
            const Meaning* meaning = meaningOf(parameter, value);
            ConventionChoice choice{.value = value,
                                    .label = labelOf(parameter, value),
                                    .meaning = std::string(meaning != nullptr ? meaning->text : "As set by hand."),
                                    .isCurrent = value == current,
                                    .isDefault = value == parameter.fallback,
                                    .isByHand = meaning == nullptr,
                                    .shifts = {},
                                    .idle = {}};
            if (!choice.isCurrent && report.idle.empty()) {
                Scenario other = scenario;
                parameter.set(other, value, catalogue);
                choice.shifts = shiftsBetween(scenario, now, other);
                if (choice.shifts.empty()) choice.idle = whyStill(parameter, scenario);
            }
            report.choices.push_back(std::move(choice));
        }
        reports.push_back(std::move(report));
    }
    return reports;
}

std::span<const Remark> fixedConventions() {
    return fixed;
}

std::span<const Remark> commonDifferences() {
    return differences;
}

} // namespace longpeak
