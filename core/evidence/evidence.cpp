// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "evidence/evidence.h"

#include "evidence/facts.h"
#include "scenario/parameter.h"

#include <array>
#include <cmath>

namespace longpeak {
namespace {

Fault missing(const Measurement& m, const MarkedMessage<1>& reason, const std::string& id) {
    return {"presets/measurements.json", "/" + m.id, reason(verbatim(id))};
}

/// Under expert parallelism every GPU has users of its own.
Plan planOf(const Measurement& m) {
    if (m.spread == Spread::Expert) return {.tensor = 1.0, .userGroups = m.gpus, .wholeExperts = true};
    return {.tensor = m.gpus / m.groups, .promptGroups = m.groups};
}

void setConditions(Case& s, const Measurement& m) {
    s.efficiency = {};
    s.deployment.plan = planOf(m);
    s.precision.compute = m.precision.compute;
    if (m.linkBandwidth) s.deployment.overrides.link = BytesPerSecond(*m.linkBandwidth);
    if (m.model.empty()) return;
    s.costModel = CostModel::Operators;
    s.conventions = {};
    if (m.memoryUtilisation) s.conventions.utilisation = *m.memoryUtilisation;
    s.deployment.hopLatency = {};
    s.precision = m.precision;
    s.compression = {};
    s.batch = m.batch.value_or(1.0);
    s.session.users = s.batch;
    if (const auto length = lengthOf(m)) s.context = Tokens(*length);
    if (m.output && *m.output > 0) s.session.answer = Tokens(*m.output);
}

Text titleOf(const Measurement& m, const Catalogue& catalogue) {
    Text title = nameOf(m.metric).opening;
    if (!m.model.empty()) title = Text::joined({std::move(title), verbatim(modelText(m, catalogue))}, ", ");
    if (!m.accelerator.empty())
        title = LP_TEXT("measured", "%1 on %2")(std::move(title), verbatim(acceleratorText(m, catalogue)));
    if (const auto length = lengthOf(m)) title = Text::joined({std::move(title), amount(*length, Unit::Tokens)}, ", ");
    return title;
}

Verdict verdictOf(const Measurement& m, double efficiency) {
    if (m.kind == MeasurementKind::Formula)
        return std::abs(efficiency - 1.0) <= formulaTolerance ? Verdict::Agrees : Verdict::Suspect;
    if (efficiency > 1.0 + 1e-9) return Verdict::Suspect;
    return efficiency < farBelowPeak ? Verdict::FarBelow : Verdict::Sound;
}

} // namespace

Message roofName(Roof roof) {
    static constexpr std::array<Message, 5> names{
        LP_TEXT("measured", "peak FLOP/s"), LP_TEXT("measured", "memory bandwidth"),
        LP_TEXT("measured", "link between GPUs"), LP_TEXT("measured", "host link"), LP_TEXT("measured", "memory size")};
    return names[static_cast<std::size_t>(roof)];
}

Message verdictName(Verdict verdict) {
    static constexpr std::array<Message, 5> names{
        LP_TEXT("measured", "sound"), LP_TEXT("measured", "far below the peak"), LP_TEXT("measured", "agrees"),
        LP_TEXT("measured", "suspect"), LP_TEXT("measured", "not predicted")};
    return names[static_cast<std::size_t>(verdict)];
}

std::optional<double> lengthOf(const Measurement& m) {
    switch (m.metric) {
    case MeasuredMetric::FirstToken:
    case MeasuredMetric::PrefillTime:
    case MeasuredMetric::PrefillRate:
    case MeasuredMetric::PrefillRatePerGpu:
    case MeasuredMetric::RequestTime:
    case MeasuredMetric::RequestOutputRate:
    case MeasuredMetric::RequestTotalRate:
    case MeasuredMetric::MaximumRate: return m.prompt;
    default: return m.context;
    }
}

Result<Case> caseOf(const Measurement& m, const Catalogue& catalogue, const Case& base) {
    Case s = base;
    if (!m.model.empty()) {
        const Model* model = catalogue.model(m.model);
        if (model == nullptr) return missing(m, LP_TEXT("fault", "there is no preset of the model '%1'"), m.model);
        chooseModel(s, *model);
    }
    s.deployment.overrides = {};
    if (!m.accelerator.empty()) {
        const Accelerator* accelerator = catalogue.accelerator(m.accelerator);
        if (accelerator == nullptr)
            return missing(m, LP_TEXT("fault", "there is no preset of the accelerator '%1'"), m.accelerator);
        chooseAccelerator(s, *accelerator);
    }
    setConditions(s, m);
    return s;
}

Result<Scenario> openedCase(const Measurement& m, const Catalogue& catalogue, const Case& base) {
    auto opened = caseOf(m, catalogue, base);
    if (!opened) return opened.faults();
    Scenario s{std::move(opened).value(), m.id, m.conditions + " (" + m.framework + "); measured " + m.printed};
    s.deployment.plan = {.tensor = s.deployment.plan.tensor}; // one of the groups: there is no parameter of more
    for (const Parameter& parameter : parameters()) {
        if (!parameter.isNumeric() || (parameter.isAutomatic() && !parameter.isSet(s))) continue;
        const double value = parameter.get(s);
        const double allowed = clamped(parameter, value);
        if (allowed != value) parameter.set(s, allowed, catalogue);
    }
    if (!m.sources.empty()) s.note += ". Source: " + m.sources.front().reference;
    return s;
}

Comparison compare(const Measurement& measurement, const Catalogue& catalogue) {
    Comparison out;
    out.measurement = std::make_shared<const Measurement>(measurement);
    out.title = titleOf(measurement, catalogue);
    const auto prediction = predict(measurement, catalogue);
    if (!prediction) {
        out.reason = prediction.faults().front().reason;
        return out;
    }
    out.prediction = *prediction;
    const bool time = nameOf(measurement.metric).lessIsBetter;
    out.efficiency = time ? prediction->value / measurement.value : measurement.value / prediction->value;
    out.verdict = verdictOf(measurement, out.efficiency);
    return out;
}

std::vector<Comparison> compareAll(const Catalogue& catalogue) {
    std::vector<Comparison> out;
    out.reserve(catalogue.measurements.size());
    for (const Measurement& measurement : catalogue.measurements) out.push_back(compare(measurement, catalogue));
    return out;
}

} // namespace longpeak
