// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "preset/catalogue.h"
#include "scenario/parameter.h"
#include "scenario/scenario_file.h"

#include <QtGlobal>

#include <cmath>
#include <random>
#include <string>
#include <string_view>

// Scenarios for tests: the shipped ones, and random ones drawn from the registry's own ranges.

namespace longpeak::test {

inline const Catalogue& catalogue() {
    static const Catalogue shipped = [] {
        auto read = shippedCatalogue();
        if (!read) qFatal("%s", read.faults().front().text().c_str());
        return std::move(read).value();
    }();
    return shipped;
}

inline Scenario scenarioOf(const std::string& name) {
    auto read = openScenario(name, catalogue());
    if (!read) qFatal("%s", read.faults().front().text().c_str());
    return std::move(read).value();
}

inline Scenario paper50k() {
    return scenarioOf("paper-34b-50k");
}

inline Scenario paper4k() {
    return scenarioOf("paper-34b-4k");
}

inline const Parameter& row(std::string_view id) {
    const Parameter* found = findParameter(id);
    if (found == nullptr) qFatal("no parameter of that id");
    return *found;
}

inline void set(Case& scenario, std::string_view id, double value) {
    row(id).set(scenario, value, catalogue());
}

inline double get(const Case& scenario, std::string_view id) {
    return row(id).get(scenario);
}

/// The scenario with one parameter set.
inline Scenario with(Scenario scenario, std::string_view id, double value) {
    set(scenario, id, value);
    return scenario;
}

using Random = std::mt19937_64;

/// Uniform in [0, 1), the same on every platform.
inline double uniform(Random& random) {
    return static_cast<double>(random() >> 11) * 0x1p-53;
}

inline std::size_t pick(Random& random, std::size_t count) {
    return static_cast<std::size_t>(random() % count);
}

/// A value that the parameter allows.
inline double draw(const Parameter& parameter, Random& random) {
    const double share = uniform(random);
    if (parameter.scale == Scale::Choice) return static_cast<double>(pick(random, parameter.choices.size()));
    const double value = parameter.scale == Scale::Log
                             ? parameter.minimum * std::pow(parameter.maximum / parameter.minimum, share)
                             : parameter.minimum + (parameter.maximum - parameter.minimum) * share;
    return clamped(parameter, value);
}

/// Any valid scenario of that model: values at random, automatic parameters set half of the time.
inline Scenario randomScenario(Random& random, const Model& model) {
    Scenario scenario;
    const Catalogue& presets = catalogue();
    chooseModel(scenario, model);
    chooseAccelerator(scenario, presets.accelerators[pick(random, presets.accelerators.size())]);
    for (const Parameter& parameter : parameters()) {
        if (parameter.scale == Scale::Preset) continue;
        const double value = draw(parameter, random);
        const bool keepsAutomatic = parameter.isAutomatic() && (random() & 1) != 0;
        if (!keepsAutomatic) parameter.set(scenario, value, presets);
    }
    return scenario;
}

/// Any valid scenario of a shipped model.
inline Scenario randomScenario(Random& random) {
    const auto& models = catalogue().models;
    return randomScenario(random, models[pick(random, models.size())]);
}

} // namespace longpeak::test
