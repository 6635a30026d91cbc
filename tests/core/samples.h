// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "preset/catalogue.h"
#include "scenario/parameter.h"
#include "scenario/scenario_file.h"

#include <QtGlobal>

#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <string_view>

// Scenarios for tests: the shipped ones, and random ones drawn from the registry's own ranges. What draws is a Random: by
// itself it gives single examples, in a property (core/property.h) such as are made simpler where it fails.

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

/// Numbers to draw one of, evenly or by their logarithm.
struct Numbers {
    double low = 0;
    double high = 1;
    bool isLog = false;
    double simplest = low;                      ///< what a failing case comes down to
    std::function<double(double)> allowed = {}; ///< the nearest number that is allowed; unset = all are

    double nearest(double value) const { return allowed ? allowed(value) : value; }
    double at(double share) const {
        return nearest(isLog ? low * std::pow(high / low, share) : low + (high - low) * share);
    }
};

/// In [0, 1), the same on every platform.
inline double shareOf(std::uint64_t word) {
    return static_cast<double>(word >> 11) * 0x1p-53;
}

/// Draws the same in every run.
class Random {
public:
    using result_type = std::uint64_t;
    explicit Random(result_type seed) : m_engine(seed) {}
    virtual ~Random() = default;
    Random(const Random&) = delete;
    Random& operator=(const Random&) = delete;

    virtual result_type operator()() { return m_engine(); }
    /// One of 0 … count - 1.
    virtual std::size_t index(std::size_t count, std::size_t /*simplest*/) {
        return static_cast<std::size_t>(m_engine() % count);
    }
    virtual double number(const Numbers& numbers) { return numbers.at(shareOf(m_engine())); }

private:
    std::mt19937_64 m_engine;
};

inline double uniform(Random& random) {
    return random.number({});
}

inline std::size_t pick(Random& random, std::size_t count, std::size_t simplest = 0) {
    return random.index(count, simplest);
}

/// A value that the parameter allows. The paper's is the simplest.
inline double draw(const Parameter& parameter, Random& random) {
    static const Scenario paper = paper50k();
    const auto allowed = [&parameter](double value) { return clamped(parameter, value); };
    const double simplest = parameter.get(paper);
    const double value = random.number(
        {parameter.minimum, parameter.maximum, parameter.scale == Scale::Log, allowed(simplest), allowed});
    if (parameter.scale != Scale::Choice) return value;
    return static_cast<double>(pick(random, parameter.choices.size(), static_cast<std::size_t>(simplest)));
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
        const bool keepsAutomatic = parameter.isAutomatic() && pick(random, 2, 1) == 1;
        if (!keepsAutomatic) parameter.set(scenario, clamped(parameter, value, scenario), presets);
    }
    return scenario;
}

/// Any valid scenario of a shipped model.
inline Scenario randomScenario(Random& random) {
    const auto& models = catalogue().models;
    return randomScenario(random, models[pick(random, models.size())]);
}

} // namespace longpeak::test
