// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/inverse.h"

#include "cost/costs.h"
#include "explore/parity.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

constexpr std::array degrees{1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0};

Case withUsers(const Case& scenario, double users) {
    Case changed = scenario;
    changed.session.users = users;
    return changed;
}

std::string contextOf(const Case& s) {
    return format(s.context.si(), Unit::Tokens);
}

/// Rounded up to three digits, so that what is said is what is applied.
double roundedUp(double ratio) {
    const double grain = std::pow(10.0, 2.0 - std::floor(std::log10(ratio)));
    const double rounded = std::round(ratio * grain) / grain;
    return std::abs(rounded / ratio - 1.0) < 1e-9 ? std::max(rounded, ratio) : std::ceil(ratio * grain) / grain;
}

Edit usersEdit(double users) {
    return {std::string(parameterId::users), users, {}};
}

std::string noRoom(const Case& s) {
    const Memory memory = evaluate(s, Depth::Instant).memory;
    const Bytes left = memory.capacity - memory.weights;
    const std::string hbm = format(memory.capacity.si(), Unit::Bytes) + " of HBM";
    if (left.si() <= 0) return "the weights of " + format(memory.weights.si(), Unit::Bytes) + " do not fit in " + hbm;
    if (memory.uncompressed.si() > 0)
        return "until a prefill is through, one user's cache of " +
               format((memory.cachePerUser + memory.uncompressed).si(), Unit::Bytes) +
               " has to fit beside the weights in " + hbm;
    return "what is kept whatever the ratio fills the " + hbm;
}

bool reaches(const Estimate& e, const Targets& targets) {
    return e.memory.ceiling >= std::max(1.0, targets.users) &&
           (!targets.firstToken || e.prefill.time <= *targets.firstToken) &&
           (!targets.perToken || e.decode.outputToken <= *targets.perToken);
}

std::string textOf(const Targets& targets) {
    std::string text = format(targets.users, Unit::Users);
    if (targets.firstToken) text += ", a first token within " + format(targets.firstToken->si(), Unit::Seconds);
    if (targets.perToken) text += ", a token every " + format(targets.perToken->si(), Unit::Seconds);
    return text;
}

std::string rentText(const std::optional<DollarsPerSecond>& rent) {
    return rent ? format(*rent * hour / Dollars(1.0), Unit::DollarsPerHour) : std::string("no price known");
}

} // namespace

Answer compressionForUsers(const Case& scenario, double users, CacheAxis axis, const Catalogue&) {
    const Case asked = withUsers(scenario, users);
    const std::string who = format(users, Unit::Users) + " at " + contextOf(scenario);
    const std::string name(axisName(axis));
    const Metric& ceiling = *findMetric(metricKey::exactCeiling);
    const double exact = closingRatio(asked, axis, ceiling, users);
    if (!std::isfinite(exact))
        return {false, who + " do not fit by compressing along the axis " + name + ": " + noRoom(asked), {}};
    const Parameter& parameter = ratioParameter(axis);
    double ratio = roundedUp(exact);
    if (ratio > parameter.maximum && exact <= parameter.maximum) ratio = exact;
    if (ratio > parameter.maximum)
        return {false,
                who + " need the cache compressed " + format(exact, Unit::Ratio) + " along the axis " + name +
                    ", more than it takes",
                {}};
    if (ratio == 1.0)
        return {true,
                who + " fit without compression along the axis " + name,
                {{std::string(parameter.id), 1.0, {}}, usersEdit(users)}};
    return {true,
            who + " need the cache compressed " + format(ratio, Unit::Ratio) + " along the axis " + name,
            {{std::string(parameter.id), ratio, {}}, usersEdit(users)}};
}

Answer longestContextForUsers(const Case& scenario, double users, const Catalogue&) {
    const Case asked = withUsers(scenario, users);
    const Parameter& parameter = *findParameter(parameterId::context);
    const double longest = std::floor(Costs(asked).longestContext(users).si());
    const std::string who = format(users, Unit::Users);
    if (longest < parameter.minimum) return {false, who + " do not fit at any context: " + noRoom(asked), {}};
    if (longest > parameter.maximum)
        return {true,
                who + " fit at any context up to " + format(parameter.maximum, parameter.unit),
                {{std::string(parameter.id), parameter.maximum, {}}, usersEdit(users)}};
    return {true,
            who + " fit up to a context of " + formatExact(longest, Unit::Tokens),
            {{std::string(parameter.id), longest, {}}, usersEdit(users)}};
}

Answer fewestGpusForUsers(const Case& scenario, double users, const Catalogue& catalogue) {
    Case asked = withUsers(scenario, users);
    const Parameter& parameter = *findParameter(parameterId::gpus);
    const std::string who = format(users, Unit::Users) + " at " + contextOf(scenario);
    for (double gpus = parameter.minimum; gpus <= parameter.maximum; ++gpus) {
        parameter.set(asked, gpus, catalogue);
        if (evaluate(asked, Depth::Instant).memory.ceiling < users) continue;
        return {true,
                who + " fit on " + format(gpus, Unit::Gpus) + " of the kind " + scenario.deployment.accelerator.name,
                {{std::string(parameter.id), gpus, {}}, usersEdit(users)}};
    }
    return {false, who + " do not fit on " + format(parameter.maximum, Unit::Gpus), {}};
}

std::vector<Offer> offers(const Case& scenario, const Targets& targets, const Catalogue& catalogue) {
    std::vector<Offer> found;
    for (const Accelerator& accelerator : catalogue.accelerators) {
        Case s = withUsers(scenario, targets.users);
        chooseAccelerator(s, accelerator);
        for (const double gpus : degrees) {
            s.deployment.plan.tensor = gpus;
            const Estimate e = evaluate(s, Depth::Instant);
            if (!reaches(e, targets)) continue;
            found.push_back({.accelerator = &accelerator,
                             .gpus = gpus,
                             .rent = s.deployment.rent(),
                             .firstToken = e.prefill.time,
                             .perToken = e.decode.outputToken,
                             .users = e.memory.ceiling});
            break;
        }
    }
    std::ranges::stable_sort(found, [](const Offer& a, const Offer& b) {
        if (a.rent.has_value() != b.rent.has_value()) return a.rent.has_value();
        return a.rent && *a.rent < *b.rent;
    });
    return found;
}

Answer cheapestAccelerator(const Case& scenario, const Targets& targets, const Catalogue& catalogue) {
    const auto found = offers(scenario, targets, catalogue);
    const std::string asked = textOf(targets) + " at " + contextOf(scenario);
    if (found.empty()) return {false, "no shipped accelerator reaches " + asked + ", even with 64 GPUs", {}};
    const Offer& best = found.front();
    const auto unpriced = static_cast<std::size_t>(
        std::ranges::count_if(found, [](const Offer& offer) { return !offer.rent; }));
    std::string words = format(best.gpus, Unit::Gpus) + " of the kind " + best.accelerator->name + " reach " + asked +
                        " for " + rentText(best.rent) + ": " + format(best.firstToken.si(), Unit::Seconds) +
                        " to the first token, " + format(best.perToken.si(), Unit::Seconds) + " for each further one";
    if (unpriced > 0 && best.rent)
        words += "; of " + std::to_string(unpriced) + " more that reach it no price is known";
    return {true,
            words,
            {{std::string(parameterId::accelerator), 0, best.accelerator->id},
             {std::string(parameterId::gpus), best.gpus, {}},
             usersEdit(targets.users)}};
}

} // namespace longpeak
