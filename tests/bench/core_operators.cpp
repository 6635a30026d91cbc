// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/operators.h"
#include "scenario/scenario_file.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

// What the operators model costs: 1000 points, 100 contexts of 10 batches, of prefill, decode and memory, on one core. Each
// is also told as a ratio to the paper's bare formulas, measured in the same run. Run by hand; nothing is asserted. The
// target is 5 ms, the aim 1 ms, for 1000 points.

namespace longpeak {
namespace {

constexpr int repeats = 50;
constexpr int contexts = 100;
constexpr int batches = 10;

/// Keeps what is computed from being left out as unused.
double sink = 0;

/// Calls `work` with every context and batch.
template <typename Work>
void forPoints(Work work) {
    for (int b = 0; b < batches; ++b)
        for (int n = 0; n < contexts; ++n)
            work(std::floor(1e3 * std::pow(1e4, n / (contexts - 1.0))),
                 std::floor(std::pow(4096.0, b / (batches - 1.0))));
}

/// Milliseconds of one round, the best of a few: what disturbs only ever slows down.
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

void row(const std::string& what, double taken, double baseline) {
    std::printf("%-52s %9.4f ms %8.1f x\n", what.c_str(), taken, taken / baseline);
}

double bareFormulas() {
    double sum = 0;
    forPoints([&](double n, double batch) {
        const double cache = 245760.0 * n;
        sum += (68e9 * n + 399360.0 * n * n) / 312e12 + (68e9 + batch * cache) / 2.039e12;
        sum += (85899345920.0 - 68e9) / cache + 2.0 * cache / 20e9;
    });
    return sum;
}

/// DeepSeek-V3, arXiv:2412.19437: latent attention, a mixture of experts behind three dense layers.
Model mixtureOfLatents() {
    const Attention latent{.kind = AttentionKind::Latent,
                           .queryHeads = 128,
                           .kvHeads = 1,
                           .valueDim = 128,
                           .latent = {.queryRank = 1536, .kvRank = 512, .nopeDim = 128, .ropeDim = 64}};
    Model model{.name = "mixture, latent", .architecture = {.hidden = 7168, .vocabulary = 129280}};
    model.architecture.groups = {{.layers = 3, .attention = latent, .feedForward = {.intermediate = 18432}},
                                 {.layers = 58,
                                  .attention = latent,
                                  .feedForward = {.kind = FeedForwardKind::Mixture,
                                                  .intermediate = 2048,
                                                  .experts = 256,
                                                  .active = 8,
                                                  .sharedIntermediate = 2048}}};
    return model;
}

/// Every fourth layer sees all tokens, as many look back 4096, and the rest keep a state; all with experts.
Model hybrid() {
    const Attention heads{.queryHeads = 16, .kvHeads = 2, .headDim = 256, .outputGate = true};
    Attention window = heads;
    window.kind = AttentionKind::Window;
    window.window = 4096;
    const Attention recurrent{.kind = AttentionKind::Recurrent,
                              .recurrence = {.form = "gated delta net",
                                             .inputWidth = 12352,
                                             .outputWidth = 4096,
                                             .vectors = 33000,
                                             .state = 524288,
                                             .stateBytes = 4,
                                             .flopPerStateElement = 8}};
    const FeedForward mixture{
        .kind = FeedForwardKind::Mixture, .intermediate = 512, .experts = 512, .active = 10, .sharedIntermediate = 512};
    Model model{.name = "hybrid", .architecture = {.hidden = 2048, .vocabulary = 151936}};
    model.architecture.groups = {{.layers = 12, .attention = heads, .feedForward = mixture},
                                 {.layers = 12, .attention = window, .feedForward = mixture},
                                 {.layers = 24, .attention = recurrent, .feedForward = mixture}};
    return model;
}

void measure(Scenario s, const Model& model, double gpus, double baseline) {
    s.model = model;
    s.architecture = model.architecture;
    s.deployment.plan.tensor = gpus;
    s.parameters.reset();
    s.costModel = CostModel::Operators;
    const std::string name = model.name + ", " + std::to_string(static_cast<int>(gpus)) + " GPUs: ";
    row(name + "prefill, decode, memory", milliseconds([&] {
            forPoints([&](double n, double batch) {
                s.context = Tokens(n);
                s.batch = batch;
                const OperatorModel operators(s);
                sink += operators.prefillTerms(s.context).time.si() + operators.decodeTerms(s.context).perToken.si();
                sink += (operators.weights() + operators.cache(s.context) + operators.activations(s.context)).si();
            });
        }),
        baseline);
    row(name + "every operator listed", milliseconds([&] {
            forPoints([&](double n, double batch) {
                s.context = Tokens(n);
                s.batch = batch;
                sink += prefillOperators(s).back().time.si() + decodeOperators(s).back().time.si();
            });
        }),
        baseline);
    row(name + "the whole estimate, sessions too", milliseconds([&] {
            forPoints([&](double n, double batch) {
                s.context = Tokens(n);
                s.batch = batch;
                sink += evaluate(s).throughput.bound.si();
            });
        }),
        baseline);
}

int run() {
    const auto catalogue = shippedCatalogue();
    if (!catalogue) return 1;
    const auto scenario = openScenario("paper-34b-50k", *catalogue);
    if (!scenario) return 1;
    std::printf("%d points\n", contexts * batches);
    const double baseline = milliseconds([] { sink += bareFormulas(); });
    row("bare formulas of the paper", baseline, baseline);
    Scenario paper = *scenario;
    row("paper: the whole estimate", milliseconds([&] {
            forPoints([&](double n, double batch) {
                paper.context = Tokens(n);
                paper.batch = batch;
                sink += evaluate(paper).throughput.bound.si();
            });
        }),
        baseline);
    Model dense = scenario->model;
    dense.name = "dense";
    for (const double gpus : {1.0, 8.0}) {
        measure(*scenario, dense, gpus, baseline);
        measure(*scenario, mixtureOfLatents(), gpus, baseline);
        measure(*scenario, hybrid(), gpus, baseline);
    }
    return std::isfinite(sink) ? 0 : 1;
}

} // namespace
} // namespace longpeak

int main() {
    return longpeak::run();
}
