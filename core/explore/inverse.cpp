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

Amount contextOf(const Case& s) {
    return amount(s.context.si(), Unit::Tokens);
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

Text noRoom(const Case& s) {
    const Memory memory = evaluate(s, Depth::Instant).memory;
    const Bytes left = memory.capacity - memory.weights;
    const Amount hbm = amount(memory.capacity.si(), Unit::Bytes);
    if (left.si() <= 0)
        return LP_TEXT("answer", "the weights of %1 do not fit in %2 of HBM")(amount(memory.weights.si(), Unit::Bytes),
                                                                              hbm);
    if (memory.uncompressed.si() > 0)
        return LP_TEXT("answer",
                       "until a prefill is through, one user's cache of %1 has to fit beside the weights in %2 "
                       "of HBM")(amount((memory.cachePerUser + memory.uncompressed).si(), Unit::Bytes), hbm);
    return LP_TEXT("answer", "what is kept whatever the ratio fills the %1 of HBM")(hbm);
}

bool reaches(const Estimate& e, const Targets& targets) {
    return e.memory.ceiling >= std::max(1.0, targets.users) &&
           (!targets.firstToken || e.prefill.time <= *targets.firstToken) &&
           (!targets.perToken || e.decode.outputToken <= *targets.perToken);
}

/// What is to be reached: "4 users, a first token within 2 s at 50K".
Text textOf(const Targets& targets, const Case& scenario) {
    std::vector<Text> parts{amount(targets.users, Unit::Users)};
    if (targets.firstToken)
        parts.push_back(LP_TEXT("answer", "a first token within %1")(amount(targets.firstToken->si(), Unit::Seconds)));
    if (targets.perToken)
        parts.push_back(LP_TEXT("answer", "a token every %1")(amount(targets.perToken->si(), Unit::Seconds)));
    return LP_TEXT("answer", "%1 at %2")(Text::joined(std::move(parts), ", "), contextOf(scenario));
}

Text rentText(const std::optional<DollarsPerSecond>& rent) {
    return rent ? Text(amount(*rent * hour / Dollars(1.0), Unit::DollarsPerHour))
                : Text(LP_TEXT("answer", "no price known"));
}

} // namespace

Requirement compressionForUsers(const Case& scenario, double users, CacheAxis axis, const Catalogue&) {
    const Case asked = withUsers(scenario, users);
    const Amount who = amount(users, Unit::Users);
    const Amount context = contextOf(scenario);
    const Message name = axisLabel(axis);
    const Metric& ceiling = *findMetric(metricKey::exactCeiling);
    const double exact = closingRatio(asked, axis, ceiling, users);
    if (!std::isfinite(exact))
        return {false,
                LP_TEXT("answer", "%1 at %2 do not fit by compressing along the axis %3: %4")(who, context, name,
                                                                                              noRoom(asked)),
                {}};
    const Parameter& parameter = ratioParameter(axis);
    const double most = maximumOf(parameter, asked);
    double ratio = roundedUp(exact);
    if (ratio > most && exact <= most) ratio = exact;
    if (ratio > most)
        return {false,
                LP_TEXT("answer", "%1 at %2 need the cache compressed %3 along the axis %4, more than it takes")(
                    who, context, amount(exact, Unit::Ratio), name),
                {}};
    if (ratio == 1.0)
        return {true,
                LP_TEXT("answer", "%1 at %2 fit without compression along the axis %3")(who, context, name),
                {{std::string(parameter.id), 1.0, {}}, usersEdit(users)}};
    return {true,
            LP_TEXT("answer", "%1 at %2 need the cache compressed %3 along the axis %4")(
                who, context, amount(ratio, Unit::Ratio), name),
            {{std::string(parameter.id), ratio, {}}, usersEdit(users)}};
}

Requirement longestContextForUsers(const Case& scenario, double users, const Catalogue&) {
    const Case asked = withUsers(scenario, users);
    const Parameter& parameter = *findParameter(parameterId::context);
    const double longest = std::floor(Costs(asked).longestContext(users).si());
    const Amount who = amount(users, Unit::Users);
    if (longest < parameter.minimum)
        return {false, LP_TEXT("answer", "%1 do not fit at any context: %2")(who, noRoom(asked)), {}};
    if (longest > parameter.maximum)
        return {true,
                LP_TEXT("answer", "%1 fit at any context up to %2")(who, amount(parameter.maximum, parameter.unit)),
                {{std::string(parameter.id), parameter.maximum, {}}, usersEdit(users)}};
    return {true,
            LP_TEXT("answer", "%1 fit up to a context of %2")(who, exactAmount(longest, Unit::Tokens)),
            {{std::string(parameter.id), longest, {}}, usersEdit(users)}};
}

Requirement fewestGpusForUsers(const Case& scenario, double users, const Catalogue& catalogue) {
    Case asked = withUsers(scenario, users);
    const Parameter& parameter = *findParameter(parameterId::gpus);
    const Amount who = amount(users, Unit::Users);
    const Amount context = contextOf(scenario);
    for (double gpus = parameter.minimum; gpus <= parameter.maximum; ++gpus) {
        parameter.set(asked, gpus, catalogue);
        if (evaluate(asked, Depth::Instant).memory.ceiling < users) continue;
        return {true,
                LP_TEXT("answer", "%1 at %2 fit on %3 of the kind %4")(who, context, amount(gpus, Unit::Gpus),
                                                                       verbatim(scenario.deployment.accelerator.name)),
                {{std::string(parameter.id), gpus, {}}, usersEdit(users)}};
    }
    return {
        false, LP_TEXT("answer", "%1 at %2 do not fit on %3")(who, context, amount(parameter.maximum, Unit::Gpus)), {}};
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

Requirement cheapestAccelerator(const Case& scenario, const Targets& targets, const Catalogue& catalogue) {
    const auto found = offers(scenario, targets, catalogue);
    const Text asked = textOf(targets, scenario);
    if (found.empty())
        return {false,
                LP_TEXT("answer",
                        "no shipped accelerator reaches %1, even with %2")(asked, amount(degrees.back(), Unit::Gpus)),
                {}};
    const Offer& best = found.front();
    const auto unpriced = static_cast<std::size_t>(
        std::ranges::count_if(found, [](const Offer& offer) { return !offer.rent; }));
    const auto said = best.gpus == 1
                          ? LP_TEXT("answer", "%1 %2 reaches %3 for %4: %5 to the first token, %6 for each further one")
                          : LP_TEXT("answer", "%1 %2 reach %3 for %4: %5 to the first token, %6 for each further one");
    Text words = said(plainAmount(best.gpus), verbatim(best.accelerator->name), asked, rentText(best.rent),
                      amount(best.firstToken.si(), Unit::Seconds), amount(best.perToken.si(), Unit::Seconds));
    if (unpriced > 0 && best.rent)
        words = LP_TEXT("answer", "%1; of %2 more that reach it no price is known")(
            words, plainAmount(static_cast<double>(unpriced)));
    return {true,
            words,
            {{std::string(parameterId::accelerator), 0, best.accelerator->id},
             {std::string(parameterId::gpus), best.gpus, {}},
             usersEdit(targets.users)}};
}

} // namespace longpeak
