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
constexpr std::array watched{metricKey::prefill,        metricKey::decode,      metricKey::outputToken,
                             metricKey::cachePerUser,   metricKey::hbm,         metricKey::exactCeiling,
                             metricKey::longestContext, metricKey::activations, metricKey::prefillFlop,
                             metricKey::decodeBytes,    metricKey::sessionTime, metricKey::throughput,
                             metricKey::sessionCost};

constexpr double stillness = 1e-9; ///< relative; less is rounding

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
const KnownValue* knownOf(const Parameter& parameter, double value) {
    const auto found = std::ranges::find(parameter.known, value, &KnownValue::value);
    return found == parameter.known.end() ? nullptr : &*found;
}

/// One of the values to hold against each other.
ConventionChoice choiceAt(const Parameter& parameter, double value) {
    ConventionChoice choice{.value = value, .isDefault = value == parameter.fallback};
    if (parameter.scale == Scale::Choice) {
        const Choice& row = parameter.choices[static_cast<std::size_t>(value)];
        choice.label = row.label.english();
        choice.meaning = row.meaning.english();
        return choice;
    }
    const KnownValue* known = knownOf(parameter, value);
    choice.isByHand = known == nullptr;
    choice.meaning = known != nullptr ? known->meaning.english() : "As set by hand.";
    choice.label = known != nullptr && !known->label.empty() ? std::string(known->label.english())
                   : parameter.unit == Unit::Tokens          ? formatExact(value, parameter.unit)
                                                             : format(value, parameter.unit);
    return choice;
}

/// A value set by hand comes last, so that the others keep their places.
std::vector<double> valuesOf(const Parameter& parameter, double current) {
    std::vector<double> values;
    for (std::size_t i = 0; i < parameter.choices.size(); ++i) values.push_back(static_cast<double>(i));
    for (const KnownValue& known : parameter.known) values.push_back(known.value);
    if (std::ranges::find(values, current) == values.end()) values.push_back(current);
    return values;
}

bool hasWindows(const Case& s) {
    return std::ranges::any_of(s.architecture.groups, [](const LayerGroup& g) { return g.attention.window > 0; });
}

bool hasExperts(const Case& s) {
    return std::ranges::any_of(s.architecture.groups,
                               [](const LayerGroup& g) { return g.feedForward.kind == FeedForwardKind::Mixture; });
}

/// Why a convention cannot matter here, whatever is chosen.
std::string whyIdle(const Parameter& parameter, const Case& s) {
    if (parameter.id == parameterId::expertReads && !hasExperts(s)) return "this model has no routed experts";
    if (parameter.id == parameterId::windowCache && !hasWindows(s)) return "this model has no layers with a window";
    if (!parameter.applies(s)) return "the paper's closed form does not ask this";
    if (parameter.id == parameterId::capacity) {
        if (s.deployment.overrides.memory) return "the memory is set by hand";
        if (s.deployment.accelerator.memory == s.deployment.accelerator.nominalMemory)
            return "this device reports what its box says";
    }
    return {};
}

/// Why one choice of a convention that can matter moves nothing at this point.
std::string whyStill(const Parameter& parameter, const Case& s) {
    if (parameter.id == parameterId::attentionBlock)
        return "no time: attention in this prefill is bound by FLOP/s, not by what it reads";
    if (parameter.id == parameterId::expertReads)
        return s.batch == 1 ? "one token uses its k experts by either count, and a prefill uses them all"
                            : "this batch reads the same experts by either count";
    if (parameter.id == parameterId::windowCache) return "the context is no longer than the window";
    return "nothing at this point";
}

std::vector<Shift> shiftsBetween(const Case& from, const Estimate& now, const Case& to) {
    const Estimate then = evaluate(to);
    std::vector<Shift> shifts;
    for (const std::string_view key : watched) {
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
    std::string text(metric.label.english().substr(0, metric.label.english().find(',')));
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

std::vector<ConventionReport> conventionReports(const Case& scenario, const Catalogue& catalogue) {
    return conventionReports(scenario, evaluate(scenario), catalogue);
}

std::vector<ConventionReport> conventionReports(const Case& scenario, const Estimate& now, const Catalogue& catalogue) {
    std::vector<ConventionReport> reports;
    for (const Parameter& parameter : parameters()) {
        if (parameter.group != Group::Convention) continue;
        ConventionReport report{.parameter = &parameter, .idle = whyIdle(parameter, scenario), .choices = {}};
        const double current = parameter.get(scenario);
        for (const double value : valuesOf(parameter, current)) {
            ConventionChoice choice = choiceAt(parameter, value);
            choice.isCurrent = value == current;
            if (!choice.isCurrent && report.idle.empty()) {
                Case other = scenario;
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
