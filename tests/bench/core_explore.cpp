// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/combinations.h"
#include "explore/metric_map.h"
#include "explore/parity.h"
#include "explore/sensitivity.h"
#include "scenario/scenario_file.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>

// What the questions of the road to 4K cost, told in milliseconds and as so many evaluations of the same scenario. The
// aims: the search over the whole catalogue in 100 ms, a map of 256 × 256 by the operator model in 150 ms, on one core.
// Run by hand; nothing is asserted.

namespace longpeak {
namespace {

/// Keeps what is computed from being left out as unused.
double sink = 0;

/// Milliseconds, the best of a few runs: what disturbs only ever slows down.
template <typename Work>
double milliseconds(Work work) {
    double best = HUGE_VAL;
    for (int i = 0; i < 5; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begin;
        best = std::min(best, taken.count());
    }
    return best;
}

void row(const std::string& what, double taken, double one) {
    std::printf("%-66s %9.2f ms %9.0f evaluations\n", what.c_str(), taken, taken / one);
}

void measure(const Scenario& scenario, const Catalogue& catalogue, const std::string& name) {
    constexpr int evaluations = 10000;
    const double one = milliseconds([&] {
                           for (int i = 0; i < evaluations; ++i) sink += evaluate(scenario).prefill.time.si();
                       }) /
                       evaluations;
    std::printf("%s: an evaluation takes %.2f us\n", name.c_str(), one * 1e3);

    constexpr std::size_t side = 256;
    const Range context{findParameter("context"), 1e3, 1e7, side, true};
    const Range ratio{findParameter("compression.hidden"), 1, 256, side, true};
    const Range memory{findParameter("accelerator.memory"), 1e10, 1e12, side, true};
    for (const char* key : {"prefill_s", "decode_s_per_token", "ceiling_users_exact", "sessions_per_hour_bound"}) {
        MetricMap map;
        const double taken = milliseconds(
            [&] { map = metricMap(scenario, context, ratio, *findMetric(key), catalogue); });
        row("256 x 256, context x compression, " + std::string(key), taken, one);
        sink += map.values.back();
        row("  its contours",
            milliseconds([&] { sink += static_cast<double>(contours(map, roundLevels(map)).size()); }), one);
        row("  its frontiers", milliseconds([&] {
                sink += static_cast<double>(fitFrontier(map).size() + boundFrontier(map, scenario, catalogue).size());
            }),
            one);
    }
    row("256 x 256, context x memory, prefill_s", milliseconds([&] {
            sink += metricMap(scenario, context, memory, *findMetric("prefill_s"), catalogue).values.back();
        }),
        one);

    std::size_t count = 0;
    const double searched = milliseconds([&] { count = combinations(scenario, catalogue).size(); });
    row("search over the catalogue, " + std::to_string(count) + " combinations", searched, one);
    row("parity with 4K",
        milliseconds([&] { sink += parity(scenario, parityReference(scenario), catalogue).front().ratio; }), one);
    row("sensitivity of session throughput",
        milliseconds([&] { sink += sensitivity(scenario, *findMetric("session_gpu_s"), catalogue).value; }), one);
}

int run() {
    const auto catalogue = shippedCatalogue();
    if (!catalogue) return 1;
    const auto scenario = openScenario("paper-34b-50k", *catalogue);
    if (!scenario) return 1;
    measure(*scenario, *catalogue, "paper");
    Scenario operators = *scenario;
    operators.costModel = CostModel::Operators;
    measure(operators, *catalogue, "operators");
    chooseModel(operators, *catalogue->model("deepseek-v3"));
    operators.deployment.plan.tensor = 16;
    measure(operators, *catalogue, "operators, DeepSeek-V3");
    return std::isfinite(sink) ? 0 : 1;
}

} // namespace
} // namespace longpeak

int main() {
    return longpeak::run();
}
