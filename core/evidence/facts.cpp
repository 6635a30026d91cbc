// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "evidence/facts.h"

#include <array>

namespace longpeak {
namespace {

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

/// "weights fp8, experts mxfp4, cache bf16, arithmetic fp8": what the prediction takes.
Text takenPrecision(const Precision& p) {
    const auto name = [](Dtype dtype) { return verbatim(dtypeName(dtype)); };
    if (p.experts)
        return LP_TEXT("measured", "weights %1, experts %2, cache %3, arithmetic %4")(name(p.weights), name(*p.experts),
                                                                                      name(p.cache), name(p.compute));
    return LP_TEXT("measured", "weights %1, cache %2, arithmetic %3")(name(p.weights), name(p.cache), name(p.compute));
}

Text precisionText(const Measurement& m) {
    if (m.model.empty()) return {};
    Text taken = takenPrecision(m.precision);
    if (m.precisionPrinted.empty()) return taken;
    return LP_TEXT("measured", "%1; counted as %2")(verbatim(m.precisionPrinted), taken);
}

Text boundText(const Prediction& prediction) {
    const Message roof = roofName(prediction.roof);
    if (prediction.share >= 0.995) return roof;
    return LP_TEXT("measured", "%1, %2 of the time")(roof, amount(prediction.share, Unit::Fraction));
}

Text independentText(const Comparison& c, ByteUnits bytes) {
    const IndependentPeak& peak = c.measurement->independentPeak;
    const Text value = measuredText(peak.value, c.measurement->metric, bytes);
    const Text formula = verbatim(peak.formula);
    if (!c.prediction) return Text::joined({value, formula}, " = ");
    return LP_TEXT("measured", "%1 = %2; the prediction is %3 of it")(
        value, formula, amount(c.prediction->value / peak.value, Unit::Fraction));
}

Text sourcesText(const Measurement& m) {
    std::vector<Text> sources;
    for (const Source& source : m.sources) sources.push_back(verbatim(source.reference));
    return Text::joined(std::move(sources), "\n");
}

Text tokensText(const Measurement& m) {
    const auto tokens = [](double count) { return exactAmount(count, Unit::Count); };
    if (m.prompt && m.output && *m.output > 0)
        return LP_TEXT("measured", "%1 + %2 tokens")(tokens(*m.prompt), tokens(*m.output));
    if (m.prompt) return LP_TEXT("measured", "%1 tokens")(tokens(*m.prompt));
    if (m.context) return LP_TEXT("measured", "%1 tokens")(tokens(*m.context));
    return {};
}

/// In the order of MeasurementKind, as a sentence begins.
constexpr std::array<Message, 6> kindOpenings{LP_TEXT("measured", "One operation"), LP_TEXT("measured", "One batch"),
                                              LP_TEXT("measured", "Serving"),       LP_TEXT("measured", "Throughput"),
                                              LP_TEXT("measured", "Capacity"),      LP_TEXT("measured", "Formula")};

/// The conditions with a capital where they begin with a word, and what else the source says of them.
Text conditionsInFull(const Measurement& m) {
    Text words = conditionsText(m);
    if (tokensText(m).empty()) {
        const Message opening = kindOpenings[static_cast<std::size_t>(m.kind)];
        words = m.batch ? LP_TEXT("measured", "Batch %1, %2")(exactAmount(*m.batch, Unit::Count), labelOf(m.kind))
                        : Text(opening);
    }
    return LP_TEXT("measured", "%1. %2")(std::move(words), verbatim(capitalised(m.conditions)));
}

} // namespace

Text verdictText(const Comparison& c) {
    switch (c.verdict) {
    case Verdict::Sound: return LP_TEXT("measured", "sound: at or below the theoretical peak");
    case Verdict::FarBelow: return LP_TEXT("measured", "far below the peak: less than a twentieth of it");
    case Verdict::Agrees: return LP_TEXT("measured", "agrees with the formula to half a percent");
    case Verdict::Suspect: break;
    case Verdict::NotPredicted: return LP_TEXT("measured", "not predicted: %1")(c.reason);
    }
    if (c.measurement->kind == MeasurementKind::Formula)
        return LP_TEXT("measured", "suspect: the formula gives another size");
    return nameOf(c.measurement->metric).lessIsBetter ? LP_TEXT("measured", "suspect: faster than the theoretical peak")
                                                      : LP_TEXT("measured", "suspect: more than the theoretical peak");
}

Text conditionsText(const Measurement& m) {
    const Text batch = m.batch ? LP_TEXT("measured", "batch %1")(exactAmount(*m.batch, Unit::Count)) : Text();
    return Text::joined({tokensText(m), batch, labelOf(m.kind)}, ", ");
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
    const auto add = [&facts](Message name, Text text, bool isDoubtful = false) {
        if (!text.empty()) facts.push_back({name, std::move(text), isDoubtful});
    };
    add(LP_TEXT("measured", "Verdict"), verdictText(c), c.verdict == Verdict::Suspect);
    add(LP_TEXT("measured", "Measured"), verbatim(m.printed));
    if (c.prediction) {
        add(LP_TEXT("measured", "At the peak"),
            Text::joined({measuredText(c.prediction->value, m.metric, bytes), nameOf(m.metric).predicted}, ": "));
        add(LP_TEXT("measured", "Reached"),
            LP_TEXT("measured", "%1 of the peak")(amount(c.efficiency, Unit::Fraction)));
        add(LP_TEXT("measured", "Bound by"), boundText(*c.prediction));
    }
    add(LP_TEXT("measured", "Finding"), verbatim(m.finding));
    add(LP_TEXT("measured", "Model"), verbatim(modelText(m, catalogue)));
    add(LP_TEXT("measured", "Accelerator"), verbatim(acceleratorText(m, catalogue)));
    add(LP_TEXT("measured", "Parallelism"), verbatim(m.spreadPrinted));
    add(LP_TEXT("measured", "Conditions"), conditionsInFull(m));
    add(LP_TEXT("measured", "Software"), verbatim(m.framework));
    add(LP_TEXT("measured", "Precision"), precisionText(m));
    add(LP_TEXT("measured", "Worked by hand"), independentText(c, bytes));
    add(LP_TEXT("measured", "Notes"), verbatim(m.notes));
    add(LP_TEXT("measured", "Confidence"), verbatim(m.confidence));
    add(LP_TEXT("measured", "Source"), sourcesText(m));
    return facts;
}

} // namespace longpeak
