// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/advice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace longpeak {
namespace {

bool fitsWith(Case scenario, const Parameter& parameter, double value, const Catalogue& catalogue) {
    parameter.set(scenario, value, catalogue);
    return evaluate(scenario, Depth::Instant).fits;
}

/// The largest whole value below `above` with which it fits, of a parameter that needs more memory as it grows. None
/// where even the least does not.
std::optional<double> largestThatFits(const Case& scenario, const Parameter& parameter, double above,
                                      const Catalogue& catalogue) {
    double fitting = std::max(1.0, parameter.minimum);
    if (fitting >= above || !fitsWith(scenario, parameter, fitting, catalogue)) return std::nullopt;
    while (above - fitting > 1.0) {
        const double middle = std::floor((fitting + above) / 2.0);
        (fitsWith(scenario, parameter, middle, catalogue) ? fitting : above) = middle;
    }
    return fitting;
}

/// The widest narrower format that helps.
void addFormat(std::vector<Remedy>& out, const Case& scenario, std::string_view id, const std::string& what,
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

void addGpus(std::vector<Remedy>& out, const Case& scenario, const Catalogue& catalogue) {
    const Parameter& gpus = *findParameter(parameterId::gpus);
    for (double count = scenario.deployment.plan.tensor + 1; count <= gpus.maximum; ++count) {
        if (!fitsWith(scenario, gpus, count, catalogue)) continue;
        out.push_back({format(count, Unit::Gpus), &gpus, count});
        return;
    }
}

/// A cache of one user that is compressed further, in prefill too. States are not: what is left beside them is for the
/// rest.
void addCompression(std::vector<Remedy>& out, const Case& scenario, const Memory& memory, const Catalogue& catalogue) {
    const Bytes state = stateBytes(scenario.architecture);
    const Bytes room = memory.capacity - memory.weights - (memory.activations - memory.uncompressed) - state;
    if (room.si() <= 0) return;
    const double least = (memory.cachePerUser + memory.uncompressed - state) / room;
    const double grain = least < 10.0 ? 100.0 : least < 100.0 ? 10.0 : 1.0; // up to the three digits that are shown
    const double further = std::ceil(least * grain) / grain;
    const Parameter& ratio = ratioParameter(CacheAxis::Hidden);
    const double needed = ratio.get(scenario) * further;
    if (needed <= ratio.maximum && fitsWith(scenario, ratio, needed, catalogue))
        out.push_back({"the KV cache compressed " + format(further, Unit::Ratio), &ratio, needed});
}

/// Fewer tokens at once: a shorter context, or where activations are what is too much, shorter passes.
void addFewerTokens(std::vector<Remedy>& out, const Case& scenario, const Catalogue& catalogue) {
    const double context = scenario.context.si();
    const double chunk = scenario.prefillChunk.si();
    const auto add = [&](std::string_view id, double above, const std::string& before, Unit unit,
                         const std::string& after) {
        const Parameter& parameter = *findParameter(id);
        if (const auto most = largestThatFits(scenario, parameter, above, catalogue))
            out.push_back({before + formatExact(*most, unit) + after, &parameter, *most});
    };
    add(parameterId::context, context, "a context of ", Unit::Tokens, "");
    add(parameterId::prefillChunk, chunk > 0 ? std::min(chunk, context) : context, "prefill chunks of ", Unit::Tokens,
        "");
    add(parameterId::batch, scenario.batch, "", Unit::Users, " decoded together");
}

} // namespace

std::string infeasibility(const Case& scenario, const Estimate& estimate, ByteUnits bytes) {
    if (estimate.fits) return {};
    const auto amount = [bytes](Bytes b) { return format(b.si(), Unit::Bytes, bytes); };
    const Memory& memory = estimate.memory;
    const std::string hbm = " in " + amount(memory.capacity) + " of HBM.";
    if (memory.weights > memory.capacity) return "The weights do not fit: " + amount(memory.weights) + hbm;
    const bool activates = memory.activations.si() > 0;
    if (memory.uncompressed.si() > 0)
        return "Not one user fits at " + format(scenario.context.si(), Unit::Tokens) + ": weights of " +
               amount(memory.weights) + " and, until the prefill is through, a cache of " +
               amount(memory.cachePerUser + memory.uncompressed) + hbm;
    if (!estimate.weightsFit)
        return "Weights and activations do not fit: " + amount(memory.weights) + " and " + amount(memory.activations) +
               hbm;
    return "Not one user fits at " + format(scenario.context.si(), Unit::Tokens) + ": weights of " +
           amount(memory.weights) + (activates ? ", activations of " + amount(memory.activations) : "") +
           " and a cache of " + amount(memory.cachePerUser) + hbm;
}

std::vector<Remedy> remedies(const Case& scenario, const Catalogue& catalogue) {
    return remedies(scenario, evaluate(scenario, Depth::Instant), catalogue);
}

std::vector<Remedy> remedies(const Case& scenario, const Estimate& estimate, const Catalogue& catalogue) {
    std::vector<Remedy> out;
    if (estimate.fits) return out;
    addGpus(out, scenario, catalogue);
    addFormat(out, scenario, parameterId::weightFormat, "weights", catalogue);
    addFormat(out, scenario, parameterId::cacheFormat, "the KV cache", catalogue);
    addCompression(out, scenario, estimate.memory, catalogue);
    addFewerTokens(out, scenario, catalogue);
    return out;
}

std::string advice(const Case& scenario, const Estimate& estimate, const Catalogue& catalogue, ByteUnits bytes) {
    std::string text = infeasibility(scenario, estimate, bytes);
    if (!estimate.fits) {
        const auto changes = remedies(scenario, estimate, catalogue);
        if (changes.empty()) return text + " No single change makes it fit.";
        text += " It needs ";
        for (std::size_t i = 0; i < changes.size(); ++i) text += (i == 0 ? "" : ", or ") + changes[i].text;
        return text + ".";
    }
    const Bytes overflow = estimate.memory.demand - estimate.memory.capacity;
    if (overflow > scenario.deployment.hostMemory)
        return "The users' caches exceed HBM by " + format(overflow.si(), Unit::Bytes, bytes) +
               ", more than the host DDR of " + format(scenario.deployment.hostMemory.si(), Unit::Bytes, bytes) +
               " holds.";
    return {};
}

std::vector<std::string> compressionRemarks(const Case& scenario, const Catalogue& catalogue) {
    const Compression& compression = scenario.compression;
    std::vector<std::string> remarks;
    for (const std::string& id : compression.methods) {
        const Method* method = catalogue.method(id);
        if (method == nullptr) continue;
        const std::string doubt = qualityDoubt(*method, scenario.context);
        if (!doubt.empty()) remarks.push_back(method->name + ": " + doubt + ".");
    }
    const auto compresses = [&](CacheAxis axis) { return compression.ratio(axis) > 1.0; };
    if (std::ranges::count_if(cacheAxes, compresses) > 1) remarks.emplace_back(multiplyingNote);
    return remarks;
}

} // namespace longpeak
