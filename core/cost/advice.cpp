// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/advice.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

bool fitsWith(Scenario scenario, const Parameter& parameter, double value, const Catalogue& catalogue) {
    parameter.set(scenario, value, catalogue);
    return evaluate(scenario).fits;
}

/// The widest narrower format that helps.
void addFormat(std::vector<Remedy>& out, const Scenario& scenario, const char* id, const std::string& what,
               const Catalogue& catalogue) {
    const Parameter& parameter = *findParameter(id);
    for (const Dtype dtype : {Dtype::Fp8, Dtype::Int4}) {
        const auto value = static_cast<double>(dtype);
        if (!fitsWith(scenario, parameter, value, catalogue)) continue;
        if (value != parameter.get(scenario))
            out.push_back({what + " in " + std::string(parameter.choices[static_cast<std::size_t>(value)].label),
                           &parameter, value});
        return;
    }
}

void addGpus(std::vector<Remedy>& out, const Scenario& scenario, const Catalogue& catalogue) {
    const Parameter& gpus = *findParameter("gpus");
    for (double count = scenario.gpus + 1; count <= gpus.maximum; ++count) {
        if (!fitsWith(scenario, gpus, count, catalogue)) continue;
        out.push_back({format(count, Unit::Gpus), &gpus, count});
        return;
    }
}

/// Less cache for one user: by compression, or by a shorter context.
void addSmallerCache(std::vector<Remedy>& out, const Scenario& scenario, const Estimate& estimate,
                     const Catalogue& catalogue) {
    if (estimate.memory.ceiling <= 0) return;
    const Parameter& ratio = *findParameter("compression.hidden");
    const double least = ratio.get(scenario) / estimate.memory.ceiling;
    const double grain = least < 10.0 ? 100.0 : least < 100.0 ? 10.0 : 1.0; // up to the three digits that are shown
    const double needed = std::ceil(least * grain) / grain;
    if (needed <= ratio.maximum && fitsWith(scenario, ratio, needed, catalogue))
        out.push_back({"the KV cache compressed " + format(needed / ratio.get(scenario), Unit::Ratio), &ratio, needed});
    const Parameter& context = *findParameter("context");
    const double longest = std::floor(scenario.context.si() * estimate.memory.ceiling);
    if (longest >= context.minimum && fitsWith(scenario, context, longest, catalogue))
        out.push_back({"a context of " + formatExact(longest, Unit::Tokens), &context, longest});
}

} // namespace

std::string infeasibility(const Scenario& scenario, const Estimate& estimate, ByteUnits bytes) {
    if (estimate.fits) return {};
    const auto amount = [bytes](Bytes b) { return format(b.si(), Unit::Bytes, bytes); };
    const Memory& memory = estimate.memory;
    if (!estimate.weightsFit)
        return "The weights do not fit: " + amount(memory.weights) + " in " + amount(memory.capacity) + " of HBM.";
    return "Not one user fits at " + format(scenario.context.si(), Unit::Tokens) + ": weights of " +
           amount(memory.weights) + " and a cache of " + amount(memory.cachePerUser) + " in " +
           amount(memory.capacity) + " of HBM.";
}

std::vector<Remedy> remedies(const Scenario& scenario, const Catalogue& catalogue) {
    const Estimate estimate = evaluate(scenario);
    std::vector<Remedy> out;
    if (estimate.fits) return out;
    addGpus(out, scenario, catalogue);
    addFormat(out, scenario, "dtype.weights", "weights", catalogue);
    addFormat(out, scenario, "dtype.kv", "the KV cache", catalogue);
    addSmallerCache(out, scenario, estimate, catalogue);
    return out;
}

std::string advice(const Scenario& scenario, const Estimate& estimate, const Catalogue& catalogue, ByteUnits bytes) {
    std::string text = infeasibility(scenario, estimate, bytes);
    if (!estimate.fits) {
        const auto changes = remedies(scenario, catalogue);
        if (changes.empty()) return text + " No single change makes it fit.";
        text += " It needs ";
        for (std::size_t i = 0; i < changes.size(); ++i) text += (i == 0 ? "" : ", or ") + changes[i].text;
        return text + ".";
    }
    const Bytes overflow = estimate.memory.demand - estimate.memory.capacity;
    if (overflow > scenario.hostMemory)
        return "The users' caches exceed HBM by " + format(overflow.si(), Unit::Bytes, bytes) +
               ", more than the host DDR of " + format(scenario.hostMemory.si(), Unit::Bytes, bytes) + " holds.";
    return {};
}

} // namespace longpeak
