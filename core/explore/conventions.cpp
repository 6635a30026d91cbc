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
struct Watched {
    std::string_view key;
    Message name; ///< within a sentence
};
constexpr std::array watched{Watched{metricKey::prefill, LP_TEXT("convention", "prefill")},
                             Watched{metricKey::decode, LP_TEXT("convention", "decode")},
                             Watched{metricKey::outputToken, LP_TEXT("convention", "time per output token")},
                             Watched{metricKey::cachePerUser, LP_TEXT("convention", "KV cache per user")},
                             Watched{metricKey::hbm, LP_TEXT("convention", "HBM")},
                             Watched{metricKey::exactCeiling, LP_TEXT("convention", "concurrency ceiling")},
                             Watched{metricKey::longestContext, LP_TEXT("convention", "longest context")},
                             Watched{metricKey::activations, LP_TEXT("convention", "activations")},
                             Watched{metricKey::prefillFlop, LP_TEXT("convention", "prefill work")},
                             Watched{metricKey::decodeBytes, LP_TEXT("convention", "decode traffic")},
                             Watched{metricKey::sessionTime, LP_TEXT("convention", "GPU time per session")},
                             Watched{metricKey::throughput, LP_TEXT("convention", "throughput bound")},
                             Watched{metricKey::sessionCost, LP_TEXT("convention", "cost per session")}};

constexpr double stillness = 1e-9; ///< relative; less is rounding

constexpr std::array fixed{
    Remark{LP_TEXT("convention", "Multiply-add"), LP_TEXT("convention", "2 FLOP.")},
    Remark{LP_TEXT("convention", "Input embedding"), LP_TEXT("convention", "A gather of n rows: bytes, no FLOP.")},
    Remark{LP_TEXT("convention", "Weights in memory"),
           LP_TEXT("convention", "Everything: embedding and head (once where tied), norms, all experts, and the dense "
                                 "first layers of mixture models.")},
    Remark{LP_TEXT("convention", "Cache traffic of a decode step"), LP_TEXT("convention", "Reads n tokens, writes 1.")},
    Remark{LP_TEXT("convention", "Latent attention"),
           LP_TEXT("convention", "Expanded to full heads in prefill, absorbed into the query in decode.")},
    Remark{LP_TEXT("convention", "Softmax, norms, residuals"),
           LP_TEXT("convention", "Bytes only; they do not run on the matrix units whose peak is the roof.")},
    Remark{LP_TEXT("convention", "Units"),
           LP_TEXT("convention",
                   "Bandwidth and FLOP/s are decimal; sizes are in GB or GiB by the View menu, never mixed.")},
    Remark{LP_TEXT("convention", "Caches that stop growing"),
           LP_TEXT("convention",
                   "How many users or tokens fit follows from KV(n) itself, not from dividing by bytes per token.")},
    Remark{LP_TEXT("convention", "Head dimension"),
           LP_TEXT("convention", "Always the model's own, never hidden / heads, which is wrong for several models.")},
};

constexpr std::array differences{
    Remark{LP_TEXT("convention", "MHA in place of GQA"),
           LP_TEXT(
               "convention",
               "The cache is counted with the query heads instead of the KV heads: 4 times too large for Llama-3-8B.")},
    Remark{
        LP_TEXT("convention", "Bytes per element"),
        LP_TEXT("convention", "32-bit floats where engines cache 16 bit, or 8 and 4 bit formats without saying so.")},
    Remark{LP_TEXT("convention", "K"),
           LP_TEXT("convention",
                   "128K is 128 000 tokens or 131 072: 2.4 % apart, and 4.9 % in the attention of a prefill.")},
    Remark{LP_TEXT("convention", "GB and GiB"),
           LP_TEXT("convention", "A cache in GiB under the name of GB is 7.4 % smaller than it is.")},
    Remark{LP_TEXT("convention", "Full square"),
           LP_TEXT("convention", "Attention over all n² pairs, though half of them are masked.")},
    Remark{LP_TEXT("convention", "No attention at all"),
           LP_TEXT("convention", "Prefill as 2·P·n, which holds for short prompts only.")},
    Remark{LP_TEXT("convention", "LM head everywhere"),
           LP_TEXT("convention", "The head runs for each position of the prompt, not for the last one only.")},
    Remark{
        LP_TEXT("convention", "Efficiency"),
        LP_TEXT("convention", "A fraction of the peak is built in, from a third to all of it, often without a word.")},
    Remark{LP_TEXT("convention", "Peak of sparse matrices"),
           LP_TEXT("convention", "Data sheets print FLOP/s with structured sparsity, twice those of dense matrices.")},
    Remark{LP_TEXT("convention", "Experts"),
           LP_TEXT("convention", "All of a mixture's weights are read in each step, or just those that one token uses, "
                                 "whatever the batch.")},
    Remark{LP_TEXT("convention", "Windows"),
           LP_TEXT("convention", "Layers with a sliding window are counted as if they kept everything.")},
    Remark{LP_TEXT("convention", "Usable memory"),
           LP_TEXT("convention", "90 % of it, or all; the number on the box, or the bytes the device reports.")},
    Remark{LP_TEXT("convention", "Time per output token"),
           LP_TEXT("convention", "With the prefill spread over the answer, or without it.")},
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
        choice.label = row.label;
        choice.meaning = row.meaning;
        return choice;
    }
    const KnownValue* known = knownOf(parameter, value);
    choice.isByHand = known == nullptr;
    choice.meaning = known != nullptr ? known->meaning : Message(LP_TEXT("convention", "As set by hand."));
    if (known != nullptr && !known->label.empty())
        choice.label = known->label;
    else
        choice.label = parameter.unit == Unit::Tokens ? exactAmount(value, parameter.unit)
                                                      : amount(value, parameter.unit);
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
Text whyIdle(const Parameter& parameter, const Case& s) {
    if (parameter.id == parameterId::expertReads && !hasExperts(s))
        return LP_TEXT("convention", "this model has no routed experts");
    if (parameter.id == parameterId::windowCache && !hasWindows(s))
        return LP_TEXT("convention", "this model has no layers with a window");
    if (!parameter.applies(s)) return LP_TEXT("convention", "the paper's closed form does not ask this");
    if (parameter.id == parameterId::capacity) {
        if (s.deployment.overrides.memory) return LP_TEXT("convention", "the memory is set by hand");
        if (s.deployment.accelerator.memory == s.deployment.accelerator.nominalMemory)
            return LP_TEXT("convention", "this device reports what its box says");
    }
    return {};
}

/// Why one choice of a convention that can matter moves nothing at this point.
Text whyStill(const Parameter& parameter, const Case& s) {
    if (parameter.id == parameterId::attentionBlock)
        return LP_TEXT("convention", "no time: attention in this prefill is bound by FLOP/s, not by what it reads");
    if (parameter.id == parameterId::expertReads)
        return s.batch == 1
                   ? LP_TEXT("convention", "one token uses its k experts by either count, and a prefill uses them all")
                   : LP_TEXT("convention", "this batch reads the same experts by either count");
    if (parameter.id == parameterId::windowCache)
        return LP_TEXT("convention", "the context is no longer than the window");
    return LP_TEXT("convention", "nothing at this point");
}

std::vector<Shift> shiftsBetween(const Case& from, const Estimate& now, const Case& to) {
    const Estimate then = evaluate(to);
    std::vector<Shift> shifts;
    for (const Watched& each : watched) {
        const Metric* metric = findMetric(each.key);
        const Shift shift{metric, metric->value(from, now), metric->value(to, then)};
        if (!std::isfinite(shift.now) || !std::isfinite(shift.then)) continue;
        const double size = std::max(std::abs(shift.now), std::abs(shift.then));
        if (std::abs(shift.then - shift.now) > stillness * size) shifts.push_back(shift);
    }
    std::ranges::stable_sort(shifts, std::ranges::greater{}, &Shift::size);
    return shifts;
}

/// A metric within a sentence.
Message nameOf(const Metric& metric) {
    const auto* const found = std::ranges::find(watched, metric.key, &Watched::key);
    return found != watched.end() ? found->name : metric.label;
}

} // namespace

double Shift::size() const {
    return now > 0 && then > 0 ? std::abs(std::log(then / now)) : std::numeric_limits<double>::infinity();
}

Text Shift::text() const {
    const Text name = nameOf(*metric);
    if (!(now > 0 && then > 0))
        return Text::joined({name, amount(now, metric->unit), verbatim("→"), amount(then, metric->unit)}, " ");
    const double ratio = then / now;
    const auto moved = [&](std::string_view sign, Text by) {
        return Text::joined({name, Text::joined({verbatim(sign), std::move(by)})}, " ");
    };
    if (ratio >= 2.0 || ratio <= 0.5)
        return moved(ratio > 1 ? "×" : "÷", verbatim(readable(std::max(ratio, 1.0 / ratio), Unit::Ratio).number));
    return moved(ratio > 1 ? "+" : "−", amount(std::abs(ratio - 1.0), Unit::Fraction));
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
