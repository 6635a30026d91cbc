// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/measure.h"

#include "cost/estimate.h"
#include "scenario/parameter.h"
#include "scenario/scenario_file.h"
#include "session/simulation.h"

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <thread>

// What the simulation of sessions costs on one core beside one evaluation of the closed form, and how soon it stops when
// asked to. The targets are 100 ms for an hour of 1000 users, and 1 s for a day of 100.

namespace longpeak {
namespace {

void set(Scenario& scenario, std::string_view id, std::string_view text, const Catalogue& catalogue) {
    const Parameter* parameter = findParameter(id);
    if (parameter != nullptr && setFromText(scenario, *parameter, text, catalogue, std::string(id))) return;
    std::printf("cannot set %s to %s\n", std::string(id).c_str(), std::string(text).c_str());
}

void measureSimulation(const std::string& name, Scenario s, double users, double hours) {
    s.session.users = users;
    const SimulationOptions options{.horizon = hours * hour};
    const Simulation once = simulate(s, options);
    bench::measure(name + ", " + std::to_string(static_cast<int>(users)) + " users, " +
                       std::to_string(static_cast<int>(hours)) + " h: " + std::to_string(std::llround(once.requests)) +
                       " requests, " + std::to_string(once.phases.size()) + " phases" +
                       (once.infeasible.empty() ? "" : ", " + once.infeasible.english()),
                   1, [=] { return simulate(s, options).throughput.si(); });
}

/// From asking a year of 1000 users to stop to stopped, at ever other moments.
void measureStop(const std::string& name, Scenario s) {
    s.session.users = 1000;
    const auto stop = [s, times = 0](benchmark::State& state) mutable {
        for (auto _ : state) {
            std::chrono::steady_clock::time_point stopped;
            std::jthread thread([&](const std::stop_token& cancel) {
                benchmark::DoNotOptimize(simulate(s, {.horizon = 8760.0 * hour}, cancel).cancelled);
                stopped = std::chrono::steady_clock::now();
            });
            std::this_thread::sleep_for(std::chrono::milliseconds(100 + 37 * times++));
            const auto asked = std::chrono::steady_clock::now();
            thread.request_stop();
            thread.join();
            state.SetIterationTime(std::chrono::duration<double>(stopped - asked).count());
        }
    };
    benchmark::RegisterBenchmark((name + ", asked to stop").c_str(), stop)
        ->Iterations(1)
        ->Repetitions(5)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond)
        ->ComputeStatistics("worst", bench::worst);
}

void measure(const std::string& name, Scenario s) {
    for (const CostModel costModel : {CostModel::Paper, CostModel::Operators}) {
        s.costModel = costModel;
        const std::string what = name + (costModel == CostModel::Paper ? ", paper" : ", operators");
        measureSimulation(what, s, 1000, 1);
        measureSimulation(what, s, 100, 24);
        measureStop(what, s);
    }
}

int run(int argc, char** argv) {
    const auto catalogue = shippedCatalogue();
    if (!catalogue) return 1;
    const auto paper = openScenario("paper-34b-50k", *catalogue);
    if (!paper) return 1;
    bench::measure("base: one evaluation of the closed form", 1,
                   [&paper] { return evaluate(*paper).throughput.bound.si(); });
    Scenario busy = *paper;
    for (const auto& [id, text] : {std::pair{"model", "llama-3.1-8b"},
                                   {"accelerator", "h100-sxm"},
                                   {"context", "4K"},
                                   {"batch", "64"},
                                   {"model.parameters", "auto"}})
        set(busy, id, text, *catalogue);
    measure("the paper's 50K", *paper);
    measure("8B at 4K, batch of 64", busy);
    set(busy, "session.think", "5s", *catalogue);
    measure("the same, thinking 5 s", busy);
    set(busy, "policy.residency", "overlap", *catalogue);
    measure("the same, switches overlapped", busy);
    return bench::run(argc, argv, bench::RatioReporter({"best", "worst"}));
}

} // namespace
} // namespace longpeak

int main(int argc, char** argv) {
    return longpeak::run(argc, argv);
}
