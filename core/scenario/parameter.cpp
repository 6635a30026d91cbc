// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario/parameter.h"

#include "nearest.h"
#include "scenario/preset_row.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

/// What typed words are read as, where a file is meant.
bool looksLikeFile(std::string_view text) {
    return text.find('/') != std::string_view::npos || text.ends_with(".json");
}

Result<Done> setPreset(Case& scenario, const Parameter& parameter, std::string_view text, const Catalogue& catalogue,
                       FileKinds kinds, Fault refused) {
    if (parameter.preset->choose(scenario, text, catalogue)) return Done{};
    if (looksLikeFile(text)) return parameter.preset->chooseFile(scenario, std::string(text), kinds);
    refused.reason = unknownPreset(parameter, text, catalogue);
    return refused;
}

/// JSON pointer of a key of a section; of none, of the document itself.
std::string pointerTo(std::string_view section, std::string_view key) {
    std::string pointer = "/";
    if (!section.empty()) pointer.append(section).append("/");
    return pointer.append(key);
}

std::string allowed(const Parameter& parameter) {
    std::string list;
    for (const Choice& choice : parameter.choices) list += (list.empty() ? "" : ", ") + std::string(choice.text);
    return list;
}

} // namespace

std::string Parameter::section() const {
    if (scale == Scale::Preset) return std::string(id);
    const auto dot = id.find('.');
    return std::string(dot == std::string_view::npos ? std::string_view() : id.substr(0, dot));
}

std::string Parameter::key() const {
    if (scale == Scale::Preset) return "preset";
    return std::string(id.substr(id.find('.') + 1)); // all of it where there is no dot
}

std::string Parameter::pointer() const {
    return pointerTo(section(), key());
}

const Parameter* findParameter(std::string_view id) {
    const auto all = parameters();
    const auto found = std::ranges::find(all, id, &Parameter::id);
    return found == all.end() ? nullptr : &*found;
}

Text unknownPreset(const Parameter& parameter, std::string_view word, const Catalogue& catalogue) {
    return thereIsNo(parameter.preset->unknown, word, namesOf(parameter.preset->candidates(catalogue), &Candidate::id));
}

const Choice& choiceOf(const Parameter& parameter, const Case& scenario) {
    return parameter.choices[static_cast<std::size_t>(parameter.get(scenario))];
}

double clamped(const Parameter& parameter, double value) {
    if (parameter.whole) value = std::round(value);
    return std::clamp(value, parameter.minimum, parameter.maximum);
}

double maximumOf(const Parameter& parameter, const Case& scenario) {
    return parameter.limit == nullptr ? parameter.maximum : std::min(parameter.maximum, parameter.limit(scenario));
}

double clamped(const Parameter& parameter, double value, const Case& scenario) {
    return std::min(clamped(parameter, value), maximumOf(parameter, scenario));
}

Text whyNot(const Parameter& parameter, double value, const Case& scenario) {
    Text reason = whyNot(parameter, value);
    const double most = maximumOf(parameter, scenario);
    if (!reason.empty() || value <= most) return reason;
    return LP_TEXT("fault", "must be at most %1, not %2: %3")(amount(most, parameter.unit), plainAmount(value),
                                                              parameter.limitReason(plainAmount(most)));
}

Text whyNot(const Parameter& parameter, double value) {
    if (!std::isfinite(value)) return LP_TEXT("fault", "must be a finite number");
    if (value < parameter.minimum || value > parameter.maximum)
        return LP_TEXT("fault", "must be from %1 to %2, not %3")(
            amount(parameter.minimum, parameter.unit), amount(parameter.maximum, parameter.unit),
            parameter.unit == Unit::Fraction ? exactAmount(value, parameter.unit) : plainAmount(value));
    if (parameter.whole && value != std::floor(value))
        return LP_TEXT("fault", "must be a whole number, not %1")(plainAmount(value));
    return {};
}

std::string valueText(const Parameter& parameter, const Case& scenario) {
    if (parameter.scale == Scale::Preset) return parameter.preset->id(scenario);
    if (parameter.scale == Scale::Choice) return std::string(choiceOf(parameter, scenario).text);
    const double value = parameter.get(scenario);
    return std::isfinite(value) ? formatPlain(value) : std::string("none");
}

Text displayText(const Parameter& parameter, const Case& scenario, ByteUnits bytes) {
    if (parameter.scale == Scale::Preset) return verbatim(parameter.preset->name(scenario));
    if (parameter.scale == Scale::Choice) return choiceOf(parameter, scenario).label;
    return amount(parameter.get(scenario), parameter.unit, bytes);
}

Text remarkOn(const Parameter& parameter, const Case& scenario, const Catalogue& catalogue, ByteUnits bytes) {
    if (parameter.isAutomatic() && parameter.isSet(scenario)) {
        Case preset = scenario;
        parameter.clear(preset, catalogue);
        if (parameter.get(preset) == parameter.get(scenario)) return {};
        return LP_TEXT("parameter", "preset: %1")(displayText(parameter, preset, bytes));
    }
    if (parameter.id != parameterId::context) return {};
    const Tokens trained = scenario.model.maxContext;
    if (trained.si() > 0 && scenario.context > trained)
        return LP_TEXT("parameter", "over %1")(amount(trained.si(), Unit::Tokens));
    return LP_TEXT("parameter", "K = 1000");
}

Result<Done> setFromText(Case& scenario, const Parameter& parameter, std::string_view text, const Catalogue& catalogue,
                         const std::string& origin, FileKinds kinds) {
    const auto refuse = [&](Text reason) { return Fault{origin, parameter.pointer(), std::move(reason)}; };
    if (parameter.scale == Scale::Preset) return setPreset(scenario, parameter, text, catalogue, kinds, refuse({}));
    if (parameter.scale == Scale::Choice) {
        const auto found = std::ranges::find(parameter.choices, text, &Choice::text);
        if (found == parameter.choices.end())
            return refuse(
                LP_TEXT("fault", "must be one of %1, not '%2'")(verbatim(allowed(parameter)), verbatim(text)));
        parameter.set(scenario, static_cast<double>(found - parameter.choices.begin()), catalogue);
        return Done{};
    }
    if (parameter.isAutomatic() && text == "auto") {
        parameter.clear(scenario, catalogue);
        keepWithinLimits(scenario);
        return Done{};
    }
    const auto value = parseQuantity(text, parameter.unit);
    if (!value) {
        const std::string_view symbol = unitSymbol(parameter.unit);
        if (symbol.empty() || parameter.unit == Unit::Ratio)
            return refuse(LP_TEXT("fault", "'%1' is not a number")(verbatim(text)));
        return refuse(LP_TEXT("fault", "'%1' is not a number of %2")(verbatim(text), verbatim(symbol)));
    }
    Text reason = whyNot(parameter, *value, scenario);
    if (!reason.empty()) return refuse(std::move(reason));
    parameter.set(scenario, *value, catalogue);
    keepWithinLimits(scenario);
    return Done{};
}

void chooseModel(Case& scenario, const Model& model) {
    scenario.model = model;
    scenario.architecture = model.architecture;
    scenario.parameters.reset();
    scenario.attentionCoefficient.reset();
    keepWithinLimits(scenario);
}

void keepWithinLimits(Case& scenario) {
    static const Catalogue none; // methods of a ratio that is too large do not give it any more
    for (const Parameter& parameter : parameters())
        if (parameter.limit != nullptr && parameter.get(scenario) > parameter.limit(scenario))
            parameter.set(scenario, parameter.limit(scenario), none);
}

void chooseAccelerator(Case& scenario, const Accelerator& accelerator) {
    scenario.deployment.accelerator = accelerator;
    scenario.deployment.overrides = {};
}

Result<Done> chooseMethod(Case& scenario, const Method& method, const Catalogue& catalogue, const Fault& origin) {
    const auto refuse = [&](Text reason) { return Fault{origin.file, origin.pointer, std::move(reason)}; };
    const Text name = verbatim(method.name);
    const auto effect = effectOf(method);
    if (!effect) return refuse(LP_TEXT("fault", "%1 %2")(name, whyNotApplied(method)));
    for (const std::string& id : scenario.compression.methods) {
        const Method* other = catalogue.method(id);
        if (other == nullptr || id == method.id || combine(*other, method)) continue;
        for (const CacheAxis axis : cacheAxes)
            if (other->has(axis) && method.has(axis))
                return refuse(LP_TEXT("fault", "%1 and %2 both work on the axis '%3'; only one of them can be chosen")(
                    name, verbatim(other->name), verbatim(axisName(axis))));
        return refuse(LP_TEXT("fault", "%1 and %2 both store numbers in fewer bits; only one of them can be chosen")(
            name, verbatim(other->name)));
    }
    dropMethod(scenario, method);
    Compression& c = scenario.compression;
    c.ratio(effect->axis) = effect->ratio;
    c.saves(effect->axis) = effect->savings;
    if (effect->axis == CacheAxis::Token) c.tokenBeforePrefill = effect->beforePrefill;
    c.methods.push_back(method.id);
    return Done{};
}

Result<Done> chooseMethod(Case& scenario, std::string_view id, const Catalogue& catalogue, const std::string& origin) {
    Fault fault{origin, pointerTo(methodSection, methodKey), {}};
    if (const Method* method = catalogue.method(id)) return chooseMethod(scenario, *method, catalogue, fault);
    fault.reason = thereIsNo(LP_TEXT("fault", "there is no method '%1'"), id, namesOf(catalogue.methods, &Method::id));
    return fault;
}

Result<Done> chooseInstead(Case& scenario, const Method& method, const Catalogue& catalogue) {
    Case next = scenario;
    for (const std::string& id : scenario.compression.methods) {
        const Method* other = catalogue.method(id);
        if (other != nullptr && id != method.id && !combine(*other, method)) dropMethod(next, *other);
    }
    auto chosen = chooseMethod(next, method, catalogue, {});
    if (chosen) scenario = std::move(next);
    return chosen;
}

void dropMethod(Case& scenario, const Method& method) {
    Compression& c = scenario.compression;
    std::erase(c.methods, method.id);
    for (const CacheAxis axis : cacheAxes) {
        if (!method.has(axis)) continue;
        c.ratio(axis) = 1.0;
        c.saves(axis) = defaultSavings(axis);
        if (axis == CacheAxis::Token) c.tokenBeforePrefill = false;
    }
}

} // namespace longpeak
