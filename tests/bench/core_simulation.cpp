// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/estimate.h"
#include "scenario/parameter.h"
#include "scenario/scenario_file.h"
#include "session/simulation.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>
#include <thread>

// What the simulation of sessions costs on one core, and how soon it stops when asked to. Each time is also told as a
// ratio to one evaluation of the closed form, measured in the same run. Run by hand; nothing is asserted. The targets
// are 100 ms for an hour of 1000 users, and 1 s for a day of 100.

namespace longpeak {
namespace {

constexpr int repeats = 5;
constexpr int evaluations = 1000;

/// Keeps what is computed from being left out as unused.
double sink = 0;

/// Milliseconds, the best of a few: what disturbs only ever slows down.
template <typename Work>
double milliseconds(Work work) {
    double best = HUGE_VAL;
    for (int i = 0; i < repeats; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begin;
        best = std::min(best, taken.count());
    }
    return best;
}

void set(Scenario& scenario, std::string_view id, std::string_view text, const Catalogue& catalogue) {
    const Parameter* parameter = findParameter(id);
    if (parameter != nullptr && setFromText(scenario, *parameter, text, catalogue, std::string(id))) return;
    std::printf("cannot set %s to %s\n", std::string(id).c_str(), std::string(text).c_str());
}

void row(const std::string& name, const Scenario& scenario, double users, double hours, double baseline) {
    Scenario s = scenario;
    s.session.users = users;
    Simulation run;
    const double taken = milliseconds([&] { run = simulate(s, {.horizon = hours * hour}); });
    sink += run.throughput.si();
    std::printf("%-42s %5.0f users %4.0f h %8.1f ms %8.0f x %8.0f requests %7zu phases %s\n", name.c_str(), users,
                hours, taken, taken / baseline, run.requests, run.phases.size(), run.infeasible.c_str());
}

/// Milliseconds from asking to stop to stopped.
void stopRow(const std::string& name, const Scenario& scenario) {
    Scenario s = scenario;
    s.session.users = 1000;
    double worst = 0;
    for (int i = 0; i < repeats; ++i) {
        std::chrono::steady_clock::time_point stopped;
        std::jthread thread([&](const std::stop_token& cancel) {
            sink += simulate(s, {.horizon = 8760.0 * hour}, cancel).cancelled ? 1 : 0;
            stopped = std::chrono::steady_clock::now();
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(100 + 37 * i));
        const auto asked = std::chrono::steady_clock::now();
        thread.request_stop();
        thread.join();
        worst = std::max(worst, std::chrono::duration<double, std::milli>(stopped - asked).count());
    }
    std::printf("%-42s asked to stop in a year of 1000 users: %.2f ms at worst\n", name.c_str(), worst);
}

void measure(const std::string& name, Scenario s, double baseline) {
    for (const CostModel costModel : {CostModel::Paper, CostModel::Operators}) {
        s.costModel = costModel;
        const std::string what = name + (costModel == CostModel::Paper ? ", paper" : ", operators");
        row(what, s, 1000, 1, baseline);
        row(what, s, 100, 24, baseline);
        stopRow(what, s);
    }
}

int run() {
    const auto catalogue = shippedCatalogue();
    if (!catalogue) return 1;
    const auto paper = openScenario("paper-34b-50k", *catalogue);
    if (!paper) return 1;
    const double baseline = milliseconds([&] {
                                for (int i = 0; i < evaluations; ++i) sink += evaluate(*paper).throughput.bound.si();
                            }) /
                            evaluations;
    std::printf("one evaluation of the closed form: %.5f ms\n", baseline);
    Scenario busy = *paper;
    for (const auto& [id, text] : {std::pair{"model", "llama-3.1-8b"},
                                   {"accelerator", "h100-sxm"},
                                   {"context", "4K"},
                                   {"batch", "64"},
                                   {"model.parameters", "auto"}})
        set(busy, id, text, *catalogue);
    measure("the paper's 50K", *paper, baseline);
    measure("8B at 4K, batch of 64", busy, baseline);
    set(busy, "session.think", "5s", *catalogue);
    measure("the same, thinking 5 s", busy, baseline);
    set(busy, "policy.residency", "overlap", *catalogue);
    measure("the same, switches overlapped", busy, baseline);
    return std::isfinite(sink) ? 0 : 1;
}

} // namespace
} // namespace longpeak

int main() {
    return longpeak::run();
}
