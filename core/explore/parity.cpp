// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/parity.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace longpeak {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double beyondAll = 1e15;   ///< of a cache divided by so much nothing is left to see
constexpr double equal = 1e-14;      ///< relative; less is rounding
constexpr double equalRatios = 1e-9; ///< the same of two axes, of which one is solved and the other bisected

constexpr std::array keys{metricKey::cachePerUser,
                          metricKey::exactCeiling,
                          metricKey::prefill,
                          metricKey::decode,
                          metricKey::contextSwitch,
                          metricKey::throughput,
                          metricKey::throughputWithSwitches,
                          metricKey::sessionCost};

Case withRatio(const Case& scenario, CacheAxis axis, double ratio) {
    Case changed = scenario;
    changed.compression.ratio(axis) = ratio;
    return changed;
}

double valueOf(const Metric& metric, const Case& scenario) {
    return metric.value(scenario, evaluate(scenario, metric.depth));
}

/// Where nothing is served, a cost has no value: that is no parity.
bool meets(const Metric& metric, double value, double target) {
    if (!std::isfinite(value)) return false;
    const double slack = equal * std::abs(target);
    return metric.better == Better::More ? value >= target - slack : value <= target + slack;
}

double timesWorse(const Metric& metric, double value, double reference) {
    if (!std::isfinite(value) || !std::isfinite(reference)) return none;
    if (value == reference) return 1.0;
    if (metric.better != Better::More) return value / reference;
    return value > 0 ? reference / value : infinite;
}

/// Why the scenario's value cannot be compared with another; empty where it can.
Text whyMissing(const Metric& metric, const Case& scenario, const Estimate& estimate) {
    Text why = metric.missing(scenario, estimate);
    if (!why.empty()) return why;
    const double value = metric.value(scenario, estimate);
    if (metric.better == Better::More && !(value > 0))
        return estimate.memory.weights > estimate.memory.capacity
                   ? LP_TEXT("metric", "the weights do not fit")
                   : LP_TEXT("gap", "what a prefill needs beside the weights leaves no room");
    return std::isfinite(value) ? Text() : Text(LP_TEXT("gap", "it has no value"));
}

/// What of the metric no cache holds, and how it compares.
Text whatStays(const ParityRow& row, const Case& s, const Estimate& e, const Estimate& at) {
    const std::string_view key = row.metric->key;
    const auto time = [](Seconds t) { return amount(t.si(), Unit::Seconds); };
    const auto times = [&](Seconds part) { return amount(part.si() / row.reference, Unit::Ratio); };
    if (key == metricKey::prefill) {
        const Seconds rest = e.prefill.linearTime + e.prefill.otherTime;
        const auto said =
            s.costModel == CostModel::Paper
                ? LP_TEXT("gap", "2·P·n alone takes %1, %2 the whole of the reference and %3 its part: every token of "
                                 "the document passes the weights, whatever the cache keeps of it")
                : LP_TEXT("gap", "what is not attention takes %1, %2 the whole of the reference and %3 its part: every "
                                 "token of the document passes the weights, whatever the cache keeps of it");
        return said(time(rest), times(rest),
                    amount(rest / (at.prefill.linearTime + at.prefill.otherTime), Unit::Ratio));
    }
    if (key == metricKey::decode) {
        const Seconds rest = e.decode.weightsTime + e.decode.otherTime;
        return LP_TEXT("gap", "each step reads the weights, whatever the cache: %1, %2 the whole of the reference")(
            time(rest), times(rest));
    }
    if (key == metricKey::exactCeiling)
        return e.memory.weights > e.memory.capacity
                   ? LP_TEXT("gap", "the weights do not fit")
                   : LP_TEXT("gap", "what a prefill needs beside the weights leaves no room");
    if (key == metricKey::cachePerUser || key == metricKey::contextSwitch)
        return LP_TEXT("gap", "states of a fixed size, or a cache that is not kept smaller, stay");
    const Case limit = [&] {
        Case all = s;
        for (const CacheAxis axis : cacheAxes) all.compression.ratio(axis) = beyondAll;
        return all;
    }();
    const Estimate left = evaluate(limit, Depth::Sessions);
    if (!left.fits) return LP_TEXT("gap", "not one user fits, whatever the ratio");
    return LP_TEXT("gap", "a session's prefills take %1 of the GPU and its answers %2 even with no cache at all")(
        time(left.throughput.prefill), time(left.throughput.decode));
}

/// Prompt compression is what shortens a prefill: tokens that never enter the model cost none of its weights' FLOP.
void addInstead(ParityRow& row, const Case& s, const Catalogue& catalogue) {
    if (row.metric->key != metricKey::prefill) return;
    Case shorter = s;
    const Parameter& prefill = *findParameter(parameterId::tokenPrefill);
    prefill.set(shorter, 2, catalogue);
    const double ratio = closingRatio(shorter, CacheAxis::Token, *row.metric, row.reference);
    if (!std::isfinite(ratio)) return;
    row.insteadText = LP_TEXT("gap",
                              "Dropping tokens before the prefill closes it at %1: the model then reads as few as "
                              "the reference")(amount(ratio, Unit::Ratio));
    const Parameter& tokens = ratioParameter(CacheAxis::Token);
    if (whyNot(tokens, ratio, s).empty())
        row.instead = {{std::string(tokens.id), ratio, {}}, {std::string(prefill.id), 2, {}}};
}

Closing closingOf(const Case& s, const Estimate& e, CacheAxis axis, const ParityRow& row) {
    Closing closing{.axis = axis, .ratio = s.compression.ratio(axis), .applicable = true, .closedForm = true};
    if (meets(*row.metric, row.value, row.reference)) return closing;
    const auto exact = closingRatioInClosedForm(s, e, axis, *row.metric, row.reference);
    const double ratio = exact ? *exact : closingRatio(s, axis, *row.metric, row.reference);
    closing.closedForm = exact.has_value();
    const Parameter& parameter = ratioParameter(axis);
    closing.applicable = std::isfinite(ratio) && ratio <= maximumOf(parameter, s);
    if (std::isfinite(ratio)) {
        closing.ratio = ratio;
        return closing;
    }
    closing.ratio.reset();
    const double far = valueOf(*row.metric, withRatio(s, axis, beyondAll));
    closing.reason = far == row.value ? Text(LP_TEXT("gap", "saves nothing of it"))
                                      : LP_TEXT("gap", "leaves %1 at any ratio")(amount(far, row.metric->unit));
    return closing;
}

} // namespace

Edit Closing::edit() const {
    return {std::string(ratioParameter(axis).id), ratio.value_or(1.0), {}};
}

std::vector<CacheAxis> ParityRow::easiest() const {
    std::vector<CacheAxis> found;
    const Closing* best = nullptr;
    const auto isBetter = [](const Closing& a, const Closing& b) {
        if (a.applicable != b.applicable) return a.applicable;
        return *a.ratio < *b.ratio * (1 - equalRatios);
    };
    for (const Closing& closing : axes) {
        if (!closing.ratio || (ratio <= 1.0 + 1e-9)) continue;
        if (best == nullptr || isBetter(closing, *best)) {
            best = &closing;
            found = {closing.axis};
        } else if (!isBetter(*best, closing)) {
            found.push_back(closing.axis);
        }
    }
    return found;
}

Case parityReference(const Case& scenario) {
    Case reference = scenario;
    reference.context = Tokens(4000.0);
    reference.compression = {};
    return reference;
}

std::vector<const Metric*> parityMetrics() {
    std::vector<const Metric*> out;
    for (const std::string_view key : keys) out.push_back(findMetric(key));
    return out;
}

double closingRatio(const Case& scenario, CacheAxis axis, const Metric& metric, double target) {
    Case at = scenario;
    double& ratio = at.compression.ratio(axis);
    const auto meetsAt = [&](double tried) {
        ratio = tried;
        return meets(metric, valueOf(metric, at), target);
    };
    if (meetsAt(1.0)) return 1.0;
    if (!meetsAt(beyondAll)) return infinite;
    double open = 0.0; // logarithms
    double closed = std::log(beyondAll);
    for (double middle = closed / 2.0; middle != open && middle != closed; middle = (open + closed) / 2.0)
        (meetsAt(std::exp(middle)) ? closed : open) = middle;
    return std::exp(closed);
}

std::optional<double> closingRatioInClosedForm(const Case& s, CacheAxis axis, const Metric& metric, double target) {
    if (s.costModel != CostModel::Paper) return std::nullopt;
    return closingRatioInClosedForm(s, evaluate(s, Depth::Instant), axis, metric, target);
}

std::optional<double> closingRatioInClosedForm(const Case& s, const Estimate& e, CacheAxis axis, const Metric& metric,
                                               double target) {
    if (s.costModel != CostModel::Paper) return std::nullopt;
    const Compression& c = s.compression;
    const Savings& saves = c.saves(axis);
    if (axis == CacheAxis::Token && c.promptRatio() != 1.0) return std::nullopt; // squares of the ratio
    const double ratio = c.ratio(axis);
    const double state = stateBytes(s.architecture).si();
    // The value is fixed + falling / further, where the ratio grows by `further`.
    const auto solved = [&](bool falls, double fixed, double falling, double wanted) {
        const double further = falling / (wanted - fixed);
        return falls && further > 0 ? ratio * further : infinite;
    };
    const double cache = e.memory.cachePerUser.si();
    if (metric.key == metricKey::cachePerUser) return solved(saves.kept, state, cache - state, target);
    if (metric.key == metricKey::contextSwitch) {
        const double each = e.contextSwitch.time.si() / cache; // seconds for a byte
        return solved(saves.kept, state * each, (cache - state) * each, target);
    }
    if (metric.key == metricKey::exactCeiling && e.memory.uncompressed.si() == 0 && !saves.afterPrefill) {
        const double wanted = (e.memory.capacity - e.memory.weights).si() / target; // bytes of a user
        return solved(saves.kept && target > 0 && wanted > 0, state, cache - state, wanted);
    }
    if (metric.key == metricKey::decode) {
        const double states = state * s.batch / (e.decode.bytes / e.decode.perToken).si();
        const double fixed = e.decode.weightsTime.si() + states;
        return solved(saves.read, fixed, e.decode.cacheTime.si() - states, target);
    }
    if (metric.key == metricKey::prefill)
        return solved(saves.prefill, e.prefill.linearTime.si(), e.prefill.attentionTime.si(), target);
    return std::nullopt;
}

std::vector<ParityRow> parity(const Case& scenario, const Case& reference, const Catalogue& catalogue) {
    return parity(scenario, evaluate(scenario, Depth::Sessions), reference, evaluate(reference, Depth::Sessions),
                  catalogue);
}

std::vector<ParityRow> parity(const Case& scenario, const Estimate& now, const Case& reference, const Estimate& there,
                              const Catalogue& catalogue) {
    std::vector<ParityRow> rows;
    for (const Metric* metric : parityMetrics()) {
        ParityRow row{
            .metric = metric, .value = metric->value(scenario, now), .reference = metric->value(reference, there)};
        row.missing = whyMissing(*metric, scenario, now);
        Text ofReference = whyMissing(*metric, reference, there);
        const bool comparable = ofReference.empty();
        if (row.missing.empty() && !comparable) row.missing = LP_TEXT("gap", "of the reference: %1")(ofReference);
        row.ratio = row.missing.empty() ? timesWorse(*metric, row.value, row.reference) : none;
        for (std::size_t i = 0; i < cacheAxes.size(); ++i) {
            if (comparable) {
                row.axes[i] = closingOf(scenario, now, cacheAxes[i], row);
                row.closable = row.closable || row.axes[i].ratio.has_value();
            } else {
                row.axes[i] = {.axis = cacheAxes[i], .reason = row.missing};
            }
        }
        if (!comparable) {
            row.reason = row.missing;
        } else if (!row.closable) {
            row.reason = whatStays(row, scenario, now, there);
            addInstead(row, scenario, catalogue);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace longpeak
