// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/advice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace longpeak {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

bool fitsWith(Case scenario, const std::vector<Change>& changes, const Catalogue& catalogue) {
    for (const Change& change : changes) change.parameter->set(scenario, change.value, catalogue);
    return evaluate(scenario, Depth::Instant).fits;
}

bool fitsWith(const Case& scenario, const Parameter& parameter, double value, const Catalogue& catalogue) {
    return fitsWith(scenario, {{&parameter, value}}, catalogue);
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

/// A change, and how it is called.
struct Named {
    Text text;
    Change change;
};

/// FP8 and INT4, as far as they take fewer bits than the format of now: the widest first.
std::vector<Named> narrowerFormats(const Case& scenario, std::string_view id, const MarkedMessage<1>& in) {
    const Parameter& parameter = *findParameter(id);
    const auto bytes = [](double format) { return bytesPerElement(static_cast<Dtype>(static_cast<int>(format))); };
    std::vector<Named> all;
    for (const Dtype dtype : {Dtype::Fp8, Dtype::Int4}) {
        const auto value = static_cast<double>(dtype);
        if (bytes(value) < bytes(parameter.get(scenario)))
            all.push_back({in(parameter.choices[static_cast<std::size_t>(value)].label), {&parameter, value}});
    }
    return all;
}

/// The widest narrower format that helps.
void addFormat(std::vector<Remedy>& out, const Case& scenario, const std::vector<Named>& formats,
               const Catalogue& catalogue) {
    const auto helps = [&](const Named& format) { return fitsWith(scenario, {format.change}, catalogue); };
    const auto found = std::ranges::find_if(formats, helps);
    if (found != formats.end()) out.push_back({found->text, {found->change}});
}

/// The fewest GPUs that help.
std::optional<Change> moreGpus(const Case& scenario, const Catalogue& catalogue) {
    const Parameter& gpus = *findParameter(parameterId::gpus);
    for (double count = scenario.deployment.plan.tensor + 1; count <= gpus.maximum; ++count)
        if (fitsWith(scenario, gpus, count, catalogue)) return Change{&gpus, count};
    return std::nullopt;
}

/// A narrower format on as few GPUs as help, if those are fewer than `single`: as many as stand in a machine.
void addFormatOnGpus(std::vector<Remedy>& out, const Case& scenario, const std::vector<Named>& formats, double single,
                     const Catalogue& catalogue) {
    const Parameter& gpus = *findParameter(parameterId::gpus);
    const Named* best = nullptr;
    double fewest = single;
    for (const Named& format : formats)
        for (double count = 2; count < fewest && count <= gpus.maximum; count *= 2) {
            if (count <= scenario.deployment.plan.tensor) continue;
            if (!fitsWith(scenario, {format.change, {&gpus, count}}, catalogue)) continue;
            best = &format;
            fewest = count;
        }
    if (best != nullptr)
        out.push_back(
            {LP_TEXT("advice", "%1 on %2")(best->text, amount(fewest, Unit::Gpus)), {best->change, {&gpus, fewest}}});
}

/// Two narrower formats, the widest that help together.
void addBothFormats(std::vector<Remedy>& out, const Case& scenario, const std::vector<Named>& weights,
                    const std::vector<Named>& caches, const Catalogue& catalogue) {
    for (const Named& weight : weights)
        for (const Named& cache : caches) {
            if (!fitsWith(scenario, {weight.change, cache.change}, catalogue)) continue;
            out.push_back({LP_TEXT("advice", "%1 and %2")(weight.text, cache.text), {weight.change, cache.change}});
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
    if (needed <= maximumOf(ratio, scenario) && fitsWith(scenario, ratio, needed, catalogue))
        out.push_back(
            {LP_TEXT("advice", "the KV cache compressed %1")(amount(further, Unit::Ratio)), {{&ratio, needed}}});
}

/// Fewer tokens at once: a shorter context, or where activations are what is too much, shorter passes.
void addFewerTokens(std::vector<Remedy>& out, const Case& scenario, const Catalogue& catalogue) {
    const double context = scenario.context.si();
    const double chunk = scenario.prefillChunk.si();
    const auto add = [&](std::string_view id, double above, const MarkedMessage<1>& of, Unit unit) {
        const Parameter& parameter = *findParameter(id);
        if (const auto most = largestThatFits(scenario, parameter, above, catalogue))
            out.push_back({of(exactAmount(*most, unit)), {{&parameter, *most}}});
    };
    add(parameterId::context, context, LP_TEXT("advice", "a context of %1"), Unit::Tokens);
    add(parameterId::prefillChunk, chunk > 0 ? std::min(chunk, context) : context,
        LP_TEXT("advice", "prefill chunks of %1"), Unit::Tokens);
    add(parameterId::batch, scenario.batch, LP_TEXT("advice", "%1 decoded together"), Unit::Users);
}

} // namespace

Text infeasibility(const Case& scenario, const Estimate& estimate, ByteUnits bytes) {
    if (estimate.fits) return {};
    const auto told = [bytes](Bytes b) { return amount(b.si(), Unit::Bytes, bytes); };
    const Memory& memory = estimate.memory;
    const Amount context = amount(scenario.context.si(), Unit::Tokens);
    const Amount weights = told(memory.weights);
    const Amount hbm = told(memory.capacity);
    if (memory.weights > memory.capacity)
        return LP_TEXT("advice", "The weights do not fit: %1 in %2 of HBM.")(weights, hbm);
    if (memory.uncompressed.si() > 0)
        return LP_TEXT("advice",
                       "Not one user fits at %1: weights of %2 and, until the prefill is through, a cache of "
                       "%3 in %4 of HBM.")(context, weights, told(memory.cachePerUser + memory.uncompressed), hbm);
    if (!estimate.weightsFit)
        return LP_TEXT("advice", "Weights and activations do not fit: %1 and %2 in %3 of HBM.")(
            weights, told(memory.activations), hbm);
    if (memory.activations.si() > 0)
        return LP_TEXT("advice", "Not one user fits at %1: weights of %2, activations of %3 and a cache of %4 in %5 of "
                                 "HBM.")(context, weights, told(memory.activations), told(memory.cachePerUser), hbm);
    return LP_TEXT("advice", "Not one user fits at %1: weights of %2 and a cache of %3 in %4 of HBM.")(
        context, weights, told(memory.cachePerUser), hbm);
}

std::vector<Remedy> remedies(const Case& scenario, const Catalogue& catalogue) {
    return remedies(scenario, evaluate(scenario, Depth::Instant), catalogue);
}

std::vector<Remedy> remedies(const Case& scenario, const Estimate& estimate, const Catalogue& catalogue) {
    std::vector<Remedy> out;
    if (estimate.fits) return out;
    const auto weights = narrowerFormats(scenario, parameterId::weightFormat, LP_TEXT("advice", "weights in %1"));
    const auto caches = narrowerFormats(scenario, parameterId::cacheFormat, LP_TEXT("advice", "the KV cache in %1"));
    const auto gpus = moreGpus(scenario, catalogue);
    if (gpus) out.push_back({amount(gpus->value, Unit::Gpus), {*gpus}});
    addFormat(out, scenario, weights, catalogue);
    addFormat(out, scenario, caches, catalogue);
    addCompression(out, scenario, estimate.memory, catalogue);
    const bool needsTwo = out.empty();
    const bool needsMany = !needsTwo && gpus && out.size() == 1;
    if (needsTwo || needsMany) {
        std::vector<Named> formats = weights;
        formats.insert(formats.end(), caches.begin(), caches.end());
        addFormatOnGpus(out, scenario, formats, gpus ? gpus->value : infinite, catalogue);
    }
    if (out.empty()) addBothFormats(out, scenario, weights, caches, catalogue);
    addFewerTokens(out, scenario, catalogue);
    return out;
}

Text advice(const Case& scenario, const Estimate& estimate, const Catalogue& catalogue, ByteUnits bytes) {
    if (!estimate.fits) {
        const Text why = infeasibility(scenario, estimate, bytes);
        const auto changes = remedies(scenario, estimate, catalogue);
        if (changes.empty()) return LP_TEXT("advice", "%1 No change of one or two parameters makes it fit.")(why);
        Text any = changes.front().text;
        for (std::size_t i = 1; i < changes.size(); ++i) any = LP_TEXT("advice", "%1, or %2")(any, changes[i].text);
        return LP_TEXT("advice", "%1 It needs %2.")(why, any);
    }
    const Bytes overflow = estimate.memory.demand - estimate.memory.capacity;
    if (overflow > scenario.deployment.hostMemory)
        return LP_TEXT("advice", "The users' caches exceed HBM by %1, more than the host DDR of %2 holds.")(
            amount(overflow.si(), Unit::Bytes, bytes), amount(scenario.deployment.hostMemory.si(), Unit::Bytes, bytes));
    return {};
}

std::vector<Text> compressionRemarks(const Case& scenario, const Catalogue& catalogue) {
    const Compression& compression = scenario.compression;
    std::vector<Text> remarks;
    for (const std::string& id : compression.methods) {
        const Method* method = catalogue.method(id);
        if (method == nullptr) continue;
        const Text doubt = qualityDoubt(*method, scenario.context);
        if (!doubt.empty()) remarks.push_back(LP_TEXT("advice", "%1: %2.")(verbatim(method->name), doubt));
    }
    const auto compresses = [&](CacheAxis axis) { return compression.ratio(axis) > 1.0; };
    if (std::ranges::count_if(cacheAxes, compresses) > 1) remarks.emplace_back(multiplyingNote);
    return remarks;
}

} // namespace longpeak
