// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/estimate.h"
#include "explore/sweep.h"
#include "figure/figure_kind.h"
#include "scenario/scenario_file.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>

// What one evaluation and one figure cost. Times of a machine say little, so each is also told as a ratio to the bare
// formulas, measured in the same run. Run by hand; nothing is asserted.

namespace longpeak {
namespace {

constexpr int repeats = 5;
constexpr std::size_t sweepPoints = 1'000'000;
constexpr int figuresBuilt = 200;

/// Keeps what is computed from being left out as unused.
double sink = 0;

/// Nanoseconds for one of `count`, the best of a few runs: what disturbs only ever slows down.
template <typename Work>
double nanosecondsEach(std::size_t count, Work work) {
    double best = HUGE_VAL;
    for (int i = 0; i < repeats; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - begin;
        best = std::min(best, taken.count() / static_cast<double>(count));
    }
    return best;
}

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

void row(const char* what, double nanoseconds, double baseline) {
    std::printf("%-44s %12.1f ns %10.1f x\n", what, nanoseconds, nanoseconds / baseline);
}

void measure(Scenario scenario, const Catalogue& catalogue) {
    const Range range{findParameter("context"), 1e3, 1e7, sweepPoints, true};
    // Not rounded to whole tokens: exactly as many points as asked for.
    std::vector<double> contexts(sweepPoints);
    for (std::size_t i = 0; i < sweepPoints; ++i)
        contexts[i] = 1e3 * std::pow(1e4, static_cast<double>(i) / static_cast<double>(sweepPoints - 1));
    const double baseline = nanosecondsEach(sweepPoints, [&] { sink += bareFormulas(contexts); });
    row("bare formulas, a point", baseline, baseline);
    const double one = nanosecondsEach(sweepPoints, [&] {
        for (const double n : contexts) {
            scenario.context = Tokens(n);
            sink += evaluate(scenario).prefill.time.si();
        }
    });
    row("evaluate, a point", one, baseline);

    std::vector<const Metric*> wanted;
    for (const Metric& metric : metrics()) wanted.push_back(&metric);
    const std::size_t swept = range.points().size();
    row("sweep of all metrics, a point",
        nanosecondsEach(swept, [&] { sink += sweep(scenario, range, wanted, catalogue).values.back(); }), baseline);
    row("sweep of one metric, a point",
        nanosecondsEach(swept, [&] { sink += sweep(scenario, range, {wanted.front()}, catalogue).values.back(); }),
        baseline);
}

void measureFigures(const Scenario& scenario, const Scenario& reference, double baseline, const char* what) {
    for (const FigureKind& kind : figureKinds()) {
        const double each = nanosecondsEach(figuresBuilt, [&] {
            for (int i = 0; i < figuresBuilt; ++i) sink += kind.build({scenario, &reference}).y.maximum;
        });
        const std::string name = "figure " + std::string(kind.id) + ", " + what;
        row(name.c_str(), each, baseline);
    }
}

int run() {
    const auto catalogue = shippedCatalogue();
    if (!catalogue) return 1;
    const auto scenario = openScenario("paper-34b-50k", *catalogue);
    const auto reference = openScenario("paper-34b-4k", *catalogue);
    if (!scenario || !reference) return 1;
    measure(*scenario, *catalogue);

    // Of figures the baseline is 400 evaluations, one a point of a curve.
    const double baseline = nanosecondsEach(figuresBuilt, [&] {
        Scenario at = *scenario;
        for (int i = 0; i < figuresBuilt; ++i)
            for (int point = 0; point < 400; ++point) {
                at.context = Tokens(1e3 + point);
                sink += evaluate(at).decode.answer.si();
            }
    });
    row("400 evaluations", baseline, baseline);
    measureFigures(*scenario, *reference, baseline, "the paper's");
    Scenario other = *reference;
    other.session.answer = Tokens(300);
    other.precision.cache = Dtype::Fp8;
    measureFigures(*scenario, other, baseline, "with ghosts");
    Scenario longest = *scenario;
    longest.session = {.users = 1000, .rounds = 100, .question = Tokens(100), .answer = Tokens(100e3), .think = {}};
    measureFigures(longest, *reference, baseline, "longest");
    return std::isfinite(sink) ? 0 : 1;
}

} // namespace
} // namespace longpeak

int main() {
    return longpeak::run();
}
