// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/measure.h"

#include "cost/estimate.h"
#include "explore/sweep.h"
#include "figure/figure_kind.h"
#include "scenario/scenario_file.h"

#include <cmath>
#include <string>

// What one evaluation costs beside the bare formulas, and one figure beside 400 evaluations, one a point of a curve.

namespace longpeak {
namespace {

using bench::measure;

constexpr std::size_t sweepPoints = 100'000;

/// The paper's four metrics and the session sums over five rounds, as bare arithmetic over an array of contexts.
double bareFormulas(const std::vector<double>& contexts) {
    double sum = 0;
    for (const double n : contexts) {
        const double cache = 245760.0 * n;
        sum += (85899345920.0 - 68e9) / cache;
        sum += (68e9 * n + 399360.0 * n * n) / 312e12 + (68e9 + cache) / 2.039e12 + 2.0 * cache / 20e9;
        double cached = 0;
        for (int round = 0; round < 5; ++round) {
            const double after = cached + (round == 0 ? n : 100.0);
            sum += (68e9 * (after - cached) + 399360.0 * (after * after - cached * cached)) / 312e12;
            sum += 250.0 * (68e9 + 245760.0 * (after + 124.5)) / 2.039e12;
            cached = after + 250.0;
        }
    }
    return sum;
}

void measurePoints(const Scenario& scenario, const Catalogue& catalogue) {
    const Range range{findParameter("context"), 1e3, 1e7, sweepPoints, true};
    // Not rounded to whole tokens: exactly as many points as asked for.
    std::vector<double> contexts(sweepPoints);
    for (std::size_t i = 0; i < sweepPoints; ++i)
        contexts[i] = 1e3 * std::pow(1e4, static_cast<double>(i) / static_cast<double>(sweepPoints - 1));
    const auto count = static_cast<double>(sweepPoints);
    measure("base: bare formulas, points", count, [=] { return bareFormulas(contexts); });
    measure("evaluate, points", count, [=] {
        Scenario at = scenario;
        double sum = 0;
        for (const double n : contexts) {
            at.context = Tokens(n);
            sum += evaluate(at).prefill.time.si();
        }
        return sum;
    });
    std::vector<const Metric*> wanted;
    for (const Metric& metric : metrics()) wanted.push_back(&metric);
    const auto swept = static_cast<double>(range.points().size());
    measure("sweep of all metrics, points", swept,
            [=, &catalogue] { return sweep(scenario, range, wanted, catalogue).values.back(); });
    measure("sweep of one metric, points", swept,
            [=, &catalogue] { return sweep(scenario, range, {wanted.front()}, catalogue).values.back(); });
}

void measureFigures(const Scenario& scenario, const Scenario& reference, const std::string& what) {
    for (const FigureKind& kind : figureKinds())
        measure("figure " + std::string(kind.id) + ", " + what, 1, [=, &kind] {
            return kind.build({scenario, &reference}).y.maximum;
        });
}

int run(int argc, char** argv) {
    const auto catalogue = shippedCatalogue();
    if (!catalogue) return 1;
    const auto scenario = openScenario("paper-34b-50k", *catalogue);
    const auto reference = openScenario("paper-34b-4k", *catalogue);
    if (!scenario || !reference) return 1;
    measurePoints(*scenario, *catalogue);
    measure("base: 400 evaluations", 1, [at = *scenario]() mutable {
        double sum = 0;
        for (int point = 0; point < 400; ++point) {
            at.context = Tokens(1e3 + point);
            sum += evaluate(at).decode.answer.si();
        }
        return sum;
    });
    measureFigures(*scenario, *reference, "the paper's");
    Scenario other = *reference;
    other.session.answer = Tokens(300);
    other.precision.cache = Dtype::Fp8;
    measureFigures(*scenario, other, "with ghosts");
    Scenario longest = *scenario;
    longest.session = {.users = 1000, .rounds = 100, .question = Tokens(100), .answer = Tokens(100e3), .think = {}};
    measureFigures(longest, *reference, "longest");
    return bench::run(argc, argv, bench::RatioReporter({"best"}));
}

} // namespace
} // namespace longpeak

int main(int argc, char** argv) {
    return longpeak::run(argc, argv);
}
