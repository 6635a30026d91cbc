// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/near.h"
#include "core/random_model.h"

#include <QTest>

#include <rapidcheck.h>
#include <rapidcheck/detail/TestListenerAdapter.h>

#include <cmath>
#include <cstdlib>
#include <ostream>
#include <source_location>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

// Properties: what holds of whatever is drawn, checked by RapidCheck within a function of Qt Test. A case that fails is
// made as simple as it can be while it still fails, and then told with the seed.
//
//     forAll(1000, [](Random& random) {
//         const Scenario s = anyScenario();
//         const double factor = 1.0 + uniform(random);
//         RC_ASSERT(evaluate(s).prefill.time.si() > 0);
//     });
//
// RC_PARAMS="max_success=100000" makes every property try so many cases, and "seed=7" other ones.

namespace longpeak {

/// As RapidCheck prints it: what is not as in the paper, and the whole.
inline void showValue(const Scenario& scenario, std::ostream& out) {
    const Scenario paper = test::paper50k();
    out << "the paper's 50K but for";
    for (const Parameter& parameter : parameters())
        if ((!parameter.isAutomatic() || parameter.isSet(scenario)) &&
            valueText(parameter, scenario) != valueText(parameter, paper))
            out << ' ' << parameter.id << '=' << valueText(parameter, scenario);
    out << '\n' << writeScenario(scenario, test::catalogue());
}

template <int B, int F, int S, int T, int D>
void showValue(const Quantity<B, F, S, T, D>& quantity, std::ostream& out) {
    out << quantity.si();
}

namespace test {

/// Simpler numbers than `value` to try, the simplest first; all are nearer to the simplest.
inline std::vector<double> simplerThan(double value, const Numbers& numbers) {
    const double way = value - numbers.simplest;
    std::vector<double> simpler;
    const auto add = [&](double candidate) {
        candidate = numbers.nearest(candidate);
        if (std::abs(candidate - numbers.simplest) < std::abs(way)) simpler.push_back(candidate);
    };
    add(numbers.simplest);
    for (int digits = 0; digits < 3; ++digits) {
        const double step = std::pow(10.0, std::floor(std::log10(std::abs(value))) - digits);
        add((way > 0 ? std::floor(value / step) : std::ceil(value / step)) * step);
    }
    for (double part = way / 2; std::abs(part) > std::abs(way) / 1000; part /= 2) add(value - part);
    return simpler;
}

/// Draws from RapidCheck, within a property: what is drawn can be made simpler.
class PropertyRandom final : public Random {
public:
    PropertyRandom() : Random(0) {}

    result_type operator()() override { return *rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<result_type>()); }

    std::size_t index(std::size_t count, std::size_t simplest) override {
        return *rc::Gen<std::size_t>([=](const rc::Random& random, int /*size*/) {
            return rc::shrinkable::shrinkRecur(
                static_cast<std::size_t>(rc::Random(random).next() % count),
                [=](std::size_t at) { return rc::shrink::towards<std::size_t>(at, simplest); });
        });
    }

    double number(const Numbers& numbers) override {
        return *rc::Gen<double>([=](const rc::Random& random, int /*size*/) {
            return rc::shrinkable::shrinkRecur(numbers.at(shareOf(rc::Random(random).next())), [=](double value) {
                return rc::seq::fromContainer(simplerThan(value, numbers));
            });
        });
    }
};

/// What `draw` makes of a Random, as one value of the case. It is called again, later, so it refers to nothing local.
template <typename Draw>
auto drawn(Draw draw) {
    return *rc::gen::exec([draw] {
        PropertyRandom random;
        return draw(random);
    });
}

/// Any valid scenario of a shipped model.
inline Scenario anyScenario() {
    return drawn([](Random& random) { return randomScenario(random); });
}

/// Any valid scenario of a model that nobody has published.
inline Scenario anyArchitecture(CostModel costModel) {
    return drawn([=](Random& random) { return randomArchitecture(random, costModel); });
}

/// The same in every run, unless RC_PARAMS says otherwise.
inline constexpr std::uint64_t propertySeed = 2405'08944;

/// Calls `property`, with a Random where it takes one, case after case. Where one fails, so does the test function, which goes on. How many
/// cases held.
template <typename Property>
int forAll(int cases, Property property, const std::source_location& where = std::source_location::current()) {
    rc::detail::Configuration configuration;
    configuration.testParams.seed = propertySeed;
    configuration.testParams.maxSuccess = cases;
    if (const char* given = std::getenv("RC_PARAMS"); given != nullptr)
        configuration = rc::detail::configFromString(given, configuration);
    const auto& params = configuration.testParams;
    qInfo("seed %llu, %d cases", static_cast<unsigned long long>(params.seed), params.maxSuccess);
    rc::detail::TestListenerAdapter silent;
    const auto result = rc::detail::checkTestable(
        [&property] {
            PropertyRandom random;
            if constexpr (std::is_invocable_v<Property, Random&>)
                property(random);
            else
                property();
        },
        rc::detail::TestMetadata(), params, silent, std::unordered_map<std::string, rc::detail::Reproduce>());
    rc::detail::SuccessResult success;
    if (result.match(success)) return success.numSuccess;
    std::ostringstream message;
    rc::detail::printResultMessage(result, message);
    message << "\n\nseed " << params.seed;
    QTest::qFail(message.str().c_str(), where.file_name(), static_cast<int>(where.line()));
    return 0;
}

/// What does not hold of what `check` asserts, which so can stand outside of a property too; empty where all does.
template <typename Check>
std::string failureOf(Check check) {
    try {
        check();
    } catch (const rc::detail::CaseResult& result) { return result.description; }
    return {};
}

[[noreturn]] inline void failCase(const char* condition, std::string_view what, const char* file, int line) {
    std::ostringstream message;
    message << file << ':' << line << ":\n" << condition << '\n' << what;
    throw rc::detail::CaseResult(rc::detail::CaseResult::Type::Failure, message.str());
}

} // namespace test
} // namespace longpeak

/// Fails the case unless the condition holds, and says more where that is given; RC_ASSERT shows the values instead, and
/// takes a microsecond where it holds.
#define HOLDS(condition, ...)                                                                                          \
    do {                                                                                                               \
        if (!(condition)) longpeak::test::failCase(#condition, std::string_view(__VA_ARGS__), __FILE__, __LINE__);     \
    } while (false)

/// Fails the case when `actual` is not within `relative` of `expected`.
#define HOLDS_NEAR(actual, expected, relative)                                                                         \
    HOLDS(longpeak::test::isNear(actual, expected, relative),                                                          \
          longpeak::test::distance(#actual, actual, expected, relative))
