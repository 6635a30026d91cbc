// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "evidence/facts.h"

namespace longpeak {
namespace {

std::string tokens(double count) {
    return formatExact(count, Unit::Count);
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

/// "weights fp8, experts mxfp4, cache bf16, arithmetic fp8": what the prediction takes.
std::string takenPrecision(const Precision& p) {
    std::string text = "weights " + std::string(dtypeName(p.weights));
    if (p.experts) text += ", experts " + std::string(dtypeName(*p.experts));
    return text + ", cache " + std::string(dtypeName(p.cache)) + ", arithmetic " + std::string(dtypeName(p.compute));
}

std::string boundText(const Prediction& prediction) {
    std::string text(roofName(prediction.roof));
    if (prediction.share < 0.995) text += ", " + format(prediction.share, Unit::Fraction) + " of the time";
    return text;
}

std::string independentText(const Comparison& c, ByteUnits bytes) {
    const IndependentPeak& peak = c.measurement->independentPeak;
    std::string text = formatMeasured(peak.value, c.measurement->metric, bytes) + " = " + peak.formula;
    if (c.prediction)
        text += "; the prediction is " + format(c.prediction->value / peak.value, Unit::Fraction) + " of it";
    return text;
}

std::string sourcesText(const Measurement& m) {
    std::string text;
    for (const Source& source : m.sources) text += (text.empty() ? "" : "\n") + source.reference;
    return text;
}

} // namespace

std::string verdictText(const Comparison& c) {
    switch (c.verdict) {
    case Verdict::Sound: return "sound: at or below the theoretical peak";
    case Verdict::FarBelow: return "far below the peak: less than a twentieth of it";
    case Verdict::Agrees: return "agrees with the formula to half a percent";
    case Verdict::Suspect: break;
    case Verdict::NotPredicted: return "not predicted: " + c.reason;
    }
    if (c.measurement->kind == MeasurementKind::Formula) return "suspect: the formula gives another size";
    return nameOf(c.measurement->metric).lessIsBetter ? "suspect: faster than the theoretical peak"
                                                      : "suspect: more than the theoretical peak";
}

std::string conditionsText(const Measurement& m) {
    std::string text;
    const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    if (m.prompt && m.output && *m.output > 0)
        add(tokens(*m.prompt) + " + " + tokens(*m.output) + " tokens");
    else if (m.prompt)
        add(tokens(*m.prompt) + " tokens");
    else if (m.context)
        add(tokens(*m.context) + " tokens");
    if (m.batch) add("batch " + tokens(*m.batch));
    add(std::string(labelOf(m.kind)));
    return text;
}

std::string acceleratorText(const Measurement& m, const Catalogue& catalogue) {
    const Accelerator* accelerator = catalogue.accelerator(m.accelerator);
    std::string name = accelerator != nullptr ? accelerator->name : m.accelerator;
    const std::string maker = accelerator != nullptr ? accelerator->vendor + " " : std::string();
    if (!maker.empty() && name.starts_with(maker)) name.erase(0, maker.size());
    return (m.gpus > 1 && !name.empty() ? formatPlain(m.gpus) + " × " : std::string()) + name;
}

std::string modelText(const Measurement& m, const Catalogue& catalogue) {
    const Model* model = catalogue.model(m.model);
    return model != nullptr ? model->name : m.model;
}

std::vector<Fact> factsOf(const Comparison& c, const Catalogue& catalogue, ByteUnits bytes) {
    const Measurement& m = *c.measurement;
    std::vector<Fact> facts;
    const auto add = [&facts](const char* name, std::string text) {
        if (!text.empty()) facts.push_back({name, std::move(text)});
    };
    add("Verdict", verdictText(c));
    add("Measured", m.printed);
    if (c.prediction) {
        add("At the peak",
            formatMeasured(c.prediction->value, m.metric, bytes) + ": " + std::string(nameOf(m.metric).predicted));
        add("Reached", format(c.efficiency, Unit::Fraction) + " of the peak");
        add("Bound by", boundText(*c.prediction));
    }
    add("Finding", m.finding);
    add("Model", modelText(m, catalogue));
    add("Accelerator", acceleratorText(m, catalogue));
    add("Parallelism", m.spreadPrinted);
    add("Conditions", capitalised(conditionsText(m)) + ". " + capitalised(m.conditions));
    add("Software", m.framework);
    if (!m.model.empty())
        add("Precision",
            (m.precisionPrinted.empty() ? "" : m.precisionPrinted + "; counted as ") + takenPrecision(m.precision));
    add("Worked by hand", independentText(c, bytes));
    add("Notes", m.notes);
    add("Confidence", m.confidence);
    add("Source", sourcesText(m));
    return facts;
}

} // namespace longpeak
