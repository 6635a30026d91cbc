// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario/parameter.h"

#include "nearest.h"
#include "preset/preset_file.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

template <typename Preset>
std::vector<std::string> ids(const std::vector<Preset>& shipped, const std::vector<Preset>& own) {
    std::vector<std::string> out;
    for (const auto* presets : {&shipped, &own})
        for (const Preset& preset : *presets) out.push_back(preset.id);
    return out;
}

bool looksLikeFile(std::string_view text) {
    return text.find('/') != std::string_view::npos || text.ends_with(".json");
}

/// The preset of that id, else the one in the file of that name.
template <typename Preset, typename Read>
Result<Preset> presetFrom(const Preset* known, const std::vector<std::string>& ids, std::string_view what,
                          std::string_view text, const Fault& fault, Read readFile) {
    if (known != nullptr) return *known;
    if (looksLikeFile(text)) return readFile(std::string(text));
    Fault refused = fault;
    refused.reason = thereIsNo(what, text, ids);
    return refused;
}

Result<Done> setPreset(Scenario& scenario, const Parameter& parameter, std::string_view text,
                       const Catalogue& catalogue, const Fault& fault) {
    if (parameter.id == "model") {
        const auto model = presetFrom(catalogue.model(text), ids(catalogue.models, catalogue.ownModels), "model", text,
                                      fault, readModelFile);
        if (!model) return model.faults();
        chooseModel(scenario, *model);
    } else {
        const auto accelerator = presetFrom(catalogue.accelerator(text),
                                            ids(catalogue.accelerators, catalogue.ownAccelerators), "accelerator", text,
                                            fault, readAcceleratorFile);
        if (!accelerator) return accelerator.faults();
        chooseAccelerator(scenario, *accelerator);
    }
    return Done{};
}

std::string allowed(const Parameter& parameter) {
    std::string list;
    for (const Choice& choice : parameter.choices) list += (list.empty() ? "" : ", ") + std::string(choice.text);
    return list;
}

} // namespace

std::string Parameter::pointer() const {
    if (scale == Scale::Preset) return "/" + std::string(id) + "/preset";
    std::string path = "/" + std::string(id);
    std::ranges::replace(path, '.', '/');
    return path;
}

const Parameter* findParameter(std::string_view id) {
    const auto all = parameters();
    const auto found = std::ranges::find(all, id, &Parameter::id);
    return found == all.end() ? nullptr : &*found;
}

double clamped(const Parameter& parameter, double value) {
    if (parameter.whole) value = std::round(value);
    return std::clamp(value, parameter.minimum, parameter.maximum);
}

std::string whyNot(const Parameter& parameter, double value) {
    if (!std::isfinite(value)) return "must be a finite number";
    if (value < parameter.minimum || value > parameter.maximum)
        return "must be from " + format(parameter.minimum, parameter.unit) + " to " +
               format(parameter.maximum, parameter.unit) + ", not " +
               (parameter.unit == Unit::Fraction ? formatExact(value, parameter.unit) : formatPlain(value));
    if (parameter.whole && value != std::floor(value)) return "must be a whole number, not " + formatPlain(value);
    return {};
}

std::string valueText(const Parameter& parameter, const Scenario& scenario) {
    if (parameter.id == "model") return scenario.model.id;
    if (parameter.id == "accelerator") return scenario.accelerator.id;
    const double value = parameter.get(scenario);
    if (parameter.scale == Scale::Choice) return std::string(parameter.choices[static_cast<std::size_t>(value)].text);
    return std::isfinite(value) ? formatPlain(value) : std::string("none");
}

std::string displayText(const Parameter& parameter, const Scenario& scenario, ByteUnits bytes) {
    if (parameter.id == "model") return scenario.model.name;
    if (parameter.id == "accelerator") return scenario.accelerator.name;
    const double value = parameter.get(scenario);
    if (parameter.scale == Scale::Choice) return std::string(parameter.choices[static_cast<std::size_t>(value)].label);
    return format(value, parameter.unit, bytes);
}

Result<Done> setFromText(Scenario& scenario, const Parameter& parameter, std::string_view text,
                         const Catalogue& catalogue, const std::string& origin) {
    const auto refuse = [&](std::string reason) { return Fault{origin, parameter.pointer(), std::move(reason)}; };
    if (parameter.scale == Scale::Preset) return setPreset(scenario, parameter, text, catalogue, refuse({}));
    if (parameter.scale == Scale::Choice) {
        const auto found = std::ranges::find(parameter.choices, text, &Choice::text);
        if (found == parameter.choices.end())
            return refuse("must be one of " + allowed(parameter) + ", not '" + std::string(text) + "'");
        parameter.set(scenario, static_cast<double>(found - parameter.choices.begin()), catalogue);
        return Done{};
    }
    if (parameter.isAutomatic() && text == "auto") {
        parameter.clear(scenario, catalogue);
        return Done{};
    }
    const auto value = parseQuantity(text, parameter.unit);
    if (!value) {
        const std::string_view symbol = unitSymbol(parameter.unit);
        return refuse("'" + std::string(text) + "' is not a number" +
                      (symbol.empty() || parameter.unit == Unit::Ratio ? "" : " of " + std::string(symbol)));
    }
    std::string reason = whyNot(parameter, *value);
    if (!reason.empty()) return refuse(std::move(reason));
    parameter.set(scenario, *value, catalogue);
    return Done{};
}

void chooseModel(Scenario& scenario, const Model& model) {
    scenario.model = model;
    scenario.architecture = model;
    scenario.parameters.reset();
    scenario.attentionCoefficient.reset();
}

void chooseAccelerator(Scenario& scenario, const Accelerator& accelerator) {
    scenario.accelerator = accelerator;
    scenario.overrides = {};
}

Result<Done> chooseMethod(Scenario& scenario, const Method& method, const Catalogue& catalogue, const Fault& origin) {
    const auto refuse = [&](const std::string& reason) {
        Fault fault = origin;
        fault.reason = method.name + " " + reason;
        return fault;
    };
    const auto effect = effectOf(method);
    if (!effect) return refuse(whyNotApplied(method));
    for (const std::string& id : scenario.compression.methods) {
        const Method* other = catalogue.method(id);
        if (other == nullptr || id == method.id || combine(*other, method)) continue;
        for (const CacheAxis axis : cacheAxes)
            if (other->has(axis) && method.has(axis))
                return refuse("and " + other->name + " both work on the axis '" + std::string(axisName(axis)) +
                              "'; only one of them can be chosen");
        return refuse("and " + other->name + " both store numbers in fewer bits; only one of them can be chosen");
    }
    dropMethod(scenario, method);
    Compression& c = scenario.compression;
    c.ratio(effect->axis) = effect->ratio;
    c.saves(effect->axis) = effect->savings;
    if (effect->axis == CacheAxis::Token) c.tokenBeforePrefill = effect->beforePrefill;
    c.methods.push_back(method.id);
    return Done{};
}

Result<Done> chooseMethod(Scenario& scenario, std::string_view id, const Catalogue& catalogue,
                          const std::string& origin) {
    Fault fault{origin, "/compression/methods", {}};
    if (const Method* method = catalogue.method(id)) return chooseMethod(scenario, *method, catalogue, fault);
    fault.reason = thereIsNo("method", id, namesOf(catalogue.methods, &Method::id));
    return fault;
}

Result<Done> chooseInstead(Scenario& scenario, const Method& method, const Catalogue& catalogue) {
    Scenario next = scenario;
    for (const std::string& id : scenario.compression.methods) {
        const Method* other = catalogue.method(id);
        if (other != nullptr && id != method.id && !combine(*other, method)) dropMethod(next, *other);
    }
    auto chosen = chooseMethod(next, method, catalogue, {});
    if (chosen) scenario = std::move(next);
    return chosen;
}

void dropMethod(Scenario& scenario, const Method& method) {
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
