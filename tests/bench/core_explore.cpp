// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/measure.h"

#include "explore/combinations.h"
#include "explore/metric_map.h"
#include "explore/parity.h"
#include "explore/sensitivity.h"
#include "scenario/scenario_file.h"

#include <string>

// What the questions of the road to 4K cost; the ratio is how many evaluations of the same scenario that is. The aims: the
// search over the whole catalogue in 100 ms, a map of 256 × 256 by the operator model in 150 ms, on one core.

namespace longpeak {
namespace {

using bench::measure;

void measureMaps(const Scenario& scenario, const Catalogue& catalogue, const std::string& name) {
    constexpr std::size_t side = 256;
    const Range context{findParameter("context"), 1e3, 1e7, side, true};
    const Range ratio{findParameter("compression.hidden"), 1, 256, side, true};
    const Range memory{findParameter("accelerator.memory"), 1e10, 1e12, side, true};
    for (const char* key : {"prefill_s", "decode_s_per_token", "ceiling_users_exact", "sessions_per_hour_bound"}) {
        const Metric& metric = *findMetric(key);
        const std::string what = name + ": 256 x 256, context x compression, " + key;
        measure(what, 1, [=, &metric, &catalogue] {
            return metricMap(scenario, context, ratio, metric, catalogue).values.back();
        });
        const MetricMap map = metricMap(scenario, context, ratio, metric, catalogue);
        measure(what + ", its contours", 1, [=] { return contours(map, roundLevels(map)).size(); });
        measure(what + ", its frontiers", 1,
                [=, &catalogue] { return fitFrontier(map).size() + boundFrontier(map, scenario, catalogue).size(); });
    }
    measure(name + ": 256 x 256, context x memory, prefill_s", 1, [=, &catalogue] {
        return metricMap(scenario, context, memory, *findMetric("prefill_s"), catalogue).values.back();
    });
}

void measureAll(const Scenario& scenario, const Catalogue& catalogue, const std::string& name) {
    measure("base: " + name + ", an evaluation", 1, [=] { return evaluate(scenario).prefill.time.si(); });
    measureMaps(scenario, catalogue, name);
    const auto search = [=, &catalogue] { return combinations(scenario, catalogue).size(); };
    measure(name + ": search over the catalogue, " + std::to_string(search()) + " combinations", 1, search);
    measure(name + ": parity with 4K", 1,
            [=, &catalogue] { return parity(scenario, parityReference(scenario), catalogue).front().ratio; });
    measure(name + ": sensitivity of session throughput", 1,
            [=, &catalogue] { return sensitivity(scenario, *findMetric("session_gpu_s"), catalogue).value; });
}

int run(int argc, char** argv) {
    const auto catalogue = shippedCatalogue();
    if (!catalogue) return 1;
    const auto scenario = openScenario("paper-34b-50k", *catalogue);
    if (!scenario) return 1;
    measureAll(*scenario, *catalogue, "paper");
    Scenario operators = *scenario;
    operators.costModel = CostModel::Operators;
    measureAll(operators, *catalogue, "operators");
    chooseModel(operators, *catalogue->model("deepseek-v3"));
    operators.deployment.plan.tensor = 16;
    measureAll(operators, *catalogue, "operators, DeepSeek-V3");
    return bench::run(argc, argv, bench::RatioReporter({"best"}));
}

} // namespace
} // namespace longpeak

int main(int argc, char** argv) {
    return longpeak::run(argc, argv);
}
