// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/measure.h"

#include "cost/costs.h"
#include "scenario/scenario_file.h"

#include <cmath>
#include <string>

// What the operators model costs beside the paper's bare formulas: 1000 points, 100 contexts of 10 batches, of prefill,
// decode and memory, on one core. The target is 5 ms, the aim 1 ms, for 1000 points.

namespace longpeak {
namespace {

constexpr int contexts = 100;
constexpr int batches = 10;

/// The sum of what `work` computes of every context and batch.
template <typename Work>
double sumOfPoints(Work work) {
    double sum = 0;
    for (int b = 0; b < batches; ++b)
        for (int n = 0; n < contexts; ++n)
            sum += work(std::floor(1e3 * std::pow(1e4, n / (contexts - 1.0))),
                        std::floor(std::pow(4096.0, b / (batches - 1.0))));
    return sum;
}

/// The same of a scenario at each of them.
template <typename Work>
void measure(const std::string& name, const Scenario& scenario, Work work) {
    bench::measure(name, 1, [=, at = scenario]() mutable {
        return sumOfPoints([&](double n, double batch) {
            at.context = Tokens(n);
            at.batch = batch;
            return work(at);
        });
    });
}

double bareFormulas() {
    return sumOfPoints([](double n, double batch) {
        const double cache = 245760.0 * n;
        return (68e9 * n + 399360.0 * n * n) / 312e12 + (68e9 + batch * cache) / 2.039e12 +
               (85899345920.0 - 68e9) / cache + 2.0 * cache / 20e9;
    });
}

double boundOf(const Scenario& scenario) {
    return evaluate(scenario).throughput.bound.si();
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

void measureModel(Scenario s, const Model& model, double gpus) {
    s.model = model;
    s.architecture = model.architecture;
    s.deployment.plan.tensor = gpus;
    s.parameters.reset();
    s.costModel = CostModel::Operators;
    const std::string name = model.name + ", " + std::to_string(static_cast<int>(gpus)) + " GPUs: ";
    measure(name + "prefill, decode, memory", s, [](const Scenario& at) {
        const Costs costs(at);
        return (costs.prefillTerms(at.context).time + costs.decodeTerms(at.context).perToken).si() +
               (costs.weights() + costs.cache(at.context) + costs.activations(at.context)).si();
    });
    measure(name + "every operator listed", s, [](const Scenario& at) {
        const Costs costs(at);
        return (costs.prefillOperators(at.context).back().time + costs.decodeOperators(at.context).back().time).si();
    });
    measure(name + "the whole estimate, sessions too", s, boundOf);
}

int run(int argc, char** argv) {
    const auto catalogue = shippedCatalogue();
    if (!catalogue) return 1;
    const auto scenario = openScenario("paper-34b-50k", *catalogue);
    if (!scenario) return 1;
    bench::measure("base: bare formulas of the paper", 1, bareFormulas);
    measure("paper: the whole estimate", *scenario, boundOf);
    Model dense = scenario->model;
    dense.name = "dense";
    for (const double gpus : {1.0, 8.0})
        for (const Model& model : {dense, mixtureOfLatents(), hybrid()}) measureModel(*scenario, model, gpus);
    return bench::run(argc, argv, bench::RatioReporter({"best"}));
}

} // namespace
} // namespace longpeak

int main(int argc, char** argv) {
    return longpeak::run(argc, argv);
}
