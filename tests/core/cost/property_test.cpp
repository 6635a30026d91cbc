// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/costs.h"
#include "cost/metric.h"

#include "core/property.h"
#include "registry.h"

#include <QTest>

// What must hold for every valid scenario, checked on a few thousand drawn from the registry's ranges.

namespace longpeak {
namespace {

using test::catalogue;
using test::Random;
using test::with;

/// Calls `check` with any scenario, 1200 times. How many held.
template <typename Check>
int forRandomScenarios(Check check) {
    return test::forAll(1200, [&](Random& random) { check(test::anyScenario(), random); });
}

/// Equal but for NaN, which an unknown price makes.
void requireSameMetrics(const Scenario& a, const Scenario& b, double tolerance, std::string_view what) {
    const Estimate x = evaluate(a);
    const Estimate y = evaluate(b);
    for (const Metric& metric : metrics()) {
        const double u = metric.value(a, x);
        const double v = metric.value(b, y);
        HOLDS(std::isnan(u) == std::isnan(v), what);
        if (!std::isnan(u)) HOLDS(test::isNear(u, v, tolerance), test::distance(metric.key.data(), u, v, tolerance));
    }
}

class PropertyTest : public QObject {
    Q_OBJECT

private slots:
    void numbersAreSound();
    void termsSumToTotals();
    void growsWithContext();
    void neverFallsTokenByToken_data();
    void neverFallsTokenByToken();
    void ceilingFallsWithContextAndGrowsWithMemory();
    void timesScaleWithEfficiency();
    void throughputKeepsBothBounds();
    void longestContextIsTheExactInverse();
    void settingWhatIsSetChangesNothing();
    void survivesTheRoundTrip();
};

void PropertyTest::numbersAreSound() {
    forRandomScenarios([](const Scenario& s, Random&) {
        const Estimate e = evaluate(s);
        RC_ASSERT(e.weightsFit || !e.fits);
        for (const Metric& metric : metrics()) {
            const double value = metric.value(s, e);
            const bool isCost = metric.unit == Unit::Dollars;
            if (isCost && (!s.deployment.price() || !e.fits)) {
                HOLDS(std::isnan(value), metric.key.data());
                continue;
            }
            HOLDS(std::isfinite(value), metric.key.data());
            const bool mayBeNegative = metric.key == "ceiling_users_exact";
            HOLDS(mayBeNegative || value >= 0, metric.key.data());
            const bool mayBeZero = mayBeNegative || isCost || metric.key == "activation_bytes" ||
                                   metric.key == "kv_bytes_per_token" || // all layers have a window
                                   metric.key == "ceiling_users" || metric.key == "host_ceiling_users" ||
                                   metric.key == "max_context_tokens" || (metric.unit == Unit::PerHour && !e.fits);
            HOLDS(mayBeZero || value > 0, metric.key.data());
        }
        RC_ASSERT(e.weightsFit == (e.memory.ceiling >= 0));
        RC_ASSERT(e.fits == (e.memory.ceiling >= 1));
        RC_ASSERT(e.throughput.knee >= 1 && std::isfinite(e.throughput.knee));
    });
}

void PropertyTest::termsSumToTotals() {
    forRandomScenarios([](const Scenario& s, Random&) {
        const Estimate e = evaluate(s);
        constexpr double exact = 1e-12;
        HOLDS_NEAR((e.prefill.linearTime + e.prefill.attentionTime + e.prefill.otherTime).si(), e.prefill.time.si(),
                   exact);
        HOLDS_NEAR((e.decode.weightsTime + e.decode.cacheTime + e.decode.otherTime).si(), e.decode.perToken.si(),
                   exact);
        HOLDS_NEAR((e.contextSwitch.out + e.contextSwitch.in).si(), e.contextSwitch.time.si(), exact);
        HOLDS_NEAR((e.throughput.prefill + e.throughput.decode).si(), e.throughput.gpuTime.si(), exact);
        // Alone a user decodes all steps; together with others, a share of them.
        const double together = std::min(s.batch, s.session.users);
        const Seconds alone = e.throughput.gpuTime + e.throughput.thinking;
        if (together == 1) HOLDS_NEAR(alone.si(), e.throughput.loneLatency.si(), exact);
        RC_ASSERT(alone.si() <= e.throughput.loneLatency.si() * (1 + exact));
        HOLDS_NEAR((e.memory.weights + e.memory.activations + e.memory.cachePerUser * s.session.users).si(),
                   e.memory.demand.si(), exact);
        HOLDS_NEAR(e.decode.perToken.si() * s.session.answer.si(), e.decode.answer.si(), exact);
        const Costs costs(s);
        HOLDS_NEAR(costs.prefill(Tokens(0.0), s.context).si(), e.prefill.time.si(), exact);
        HOLDS_NEAR(costs.decode(s.context, 1.0, s.batch).si(), e.decode.perToken.si(), exact);
        HOLDS_NEAR(costs.cache(s.context).si(), e.memory.cachePerUser.si(), exact);
    });
}

void PropertyTest::growsWithContext() {
    forRandomScenarios([](const Scenario& s, Random& random) {
        const double factor = test::chance(random, 2) ? 1.0 : 1.0 + test::uniform(random); // by one token, or by a lot
        const double longer = std::min(1e7, std::floor(s.context.si() * factor + 1.0));
        if (longer <= s.context.si()) return;
        const Estimate a = evaluate(s);
        const Estimate b = evaluate(with(s, "context", longer));
        const bool shortened = s.compression.promptRatio() > 1; // to whole tokens, perhaps to as many
        RC_ASSERT((shortened ? b.prefill.time >= a.prefill.time : b.prefill.time > a.prefill.time));
        RC_ASSERT(b.decode.perToken >= a.decode.perToken);  // equal where the cache is nothing beside the weights
        const bool grows = a.memory.cachePerToken.si() > 0; // else all layers have windows or states
        RC_ASSERT((grows ? b.contextSwitch.time > a.contextSwitch.time : b.contextSwitch.time >= a.contextSwitch.time));
        RC_ASSERT(
            (grows ? b.memory.cachePerUser > a.memory.cachePerUser : b.memory.cachePerUser >= a.memory.cachePerUser));
        // The full square of a layer with a limit grows by 2·limit − 1 at first and by the limit after, so that a question
        // on a longer context may cost less.
        if (s.costModel == CostModel::Operators && s.conventions.causal == CausalMask::Full) return;
        RC_ASSERT(b.throughput.gpuTime >= a.throughput.gpuTime);
        RC_ASSERT(b.throughput.bound <= a.throughput.bound);
        RC_ASSERT(b.memory.maxContext == a.memory.maxContext);
    });
}

void PropertyTest::neverFallsTokenByToken_data() {
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("costModel");
    QTest::addColumn<double>("kept");
    for (const char* model : {"yi-34b-200k", "gpt-3-175b", "gemma-3-27b", "deepseek-v3.2", "qwen3-next-80b-a3b"})
        for (const CostModel costModel : {CostModel::Paper, CostModel::Operators})
            for (const double kept : {1.0, 21.7}) // of a prompt, one token in so many
                QTest::addRow("%s, %s, %g", model, costModel == CostModel::Paper ? "paper" : "operators", kept)
                    << QString(model) << static_cast<int>(costModel) << kept;
}

void PropertyTest::neverFallsTokenByToken() {
    QFETCH(QString, model);
    QFETCH(int, costModel);
    QFETCH(double, kept);
    Scenario s = test::paper50k();
    chooseModel(s, *catalogue().model(model.toStdString()));
    s.costModel = static_cast<CostModel>(costModel);
    s.compression.token = kept;
    s.compression.tokenBeforePrefill = kept > 1;
    s.session.question = Tokens(100);
    for (const double from : {1e3, 131e3, 9.99e6}) {
        Seconds before;
        for (double context = from; context < from + 700; ++context) {
            s.context = Tokens(context);
            const Seconds now = evaluate(s, Depth::Sessions).throughput.gpuTime;
            QVERIFY2(now >= before, qPrintable(QStringLiteral("%1 tokens: %2 s after %3 s")
                                                   .arg(context)
                                                   .arg(now.si(), 0, 'g', 17)
                                                   .arg(before.si(), 0, 'g', 17)));
            before = now;
        }
    }
}

void PropertyTest::ceilingFallsWithContextAndGrowsWithMemory() {
    forRandomScenarios([](const Scenario& s, Random& random) {
        const double ceiling = evaluate(s).memory.ceiling;
        const double longer = std::min(1e7, std::floor(s.context.si() * 1.5));
        if (ceiling > 0 && longer > s.context.si() && evaluate(s).memory.cachePerToken.si() > 0)
            RC_ASSERT(evaluate(with(s, "context", longer)).memory.ceiling < ceiling);
        const double memory = test::get(s, "accelerator.memory") * (1.0 + test::uniform(random));
        if (memory > test::get(s, "accelerator.memory"))
            RC_ASSERT(evaluate(with(s, "accelerator.memory", memory)).memory.ceiling > ceiling);
        // Where the weights do not fit, one more GPU may replicate fewer KV heads, and then more caches are missing.
        if (s.deployment.plan.tensor < 64 && ceiling > 0)
            RC_ASSERT(evaluate(with(s, "gpus", s.deployment.plan.tensor + 1)).memory.ceiling > ceiling);
    });
}

void PropertyTest::timesScaleWithEfficiency() {
    forRandomScenarios([](const Scenario& s, Random&) {
        Scenario peak = s;
        peak.efficiency = {};
        const Estimate e = evaluate(s);
        const Estimate p = evaluate(peak);
        HOLDS_NEAR(e.contextSwitch.time.si() * s.efficiency.link, p.contextSwitch.time.si(), 1e-13);
        RC_ASSERT(e.memory == p.memory);
        RC_ASSERT(e.ridge == p.ridge);
        if (s.costModel == CostModel::Operators) { // each operator by the roof that bounds it
            const auto [least, most] = std::ranges::minmax(
                {s.efficiency.prefill, s.efficiency.decode, s.efficiency.interconnect});
            for (const auto& [slow, fast] :
                 {std::pair{e.prefill.time, p.prefill.time}, std::pair{e.decode.perToken, p.decode.perToken},
                  std::pair{e.throughput.gpuTime, p.throughput.gpuTime}}) {
                RC_ASSERT(slow.si() >= fast.si() * (1 - 1e-12));
                RC_ASSERT(slow.si() * least <= fast.si() * (1 + 1e-12));
                const bool waits = s.deployment.plan.tensor > 1 &&
                                   s.deployment.hopLatency.si() > 0; // no fraction shortens the latency
                if (!waits) RC_ASSERT(slow.si() * most >= fast.si() * (1 - 1e-12));
            }
            return;
        }
        HOLDS_NEAR(e.prefill.time.si() * s.efficiency.prefill, p.prefill.time.si(), 1e-13);
        HOLDS_NEAR(e.throughput.prefill.si() * s.efficiency.prefill, p.throughput.prefill.si(), 1e-8); // differences
        HOLDS_NEAR(e.decode.perToken.si() * s.efficiency.decode, p.decode.perToken.si(), 1e-13);
        HOLDS_NEAR(e.throughput.decode.si() * s.efficiency.decode, p.throughput.decode.si(), 1e-13);
    });
}

void PropertyTest::throughputKeepsBothBounds() {
    forRandomScenarios([](const Scenario& s, Random&) {
        const Estimate e = evaluate(s);
        const Throughput& t = e.throughput;
        constexpr double rounding = 1 + 1e-14;
        RC_ASSERT(t.bound.si() <= s.session.users / t.loneLatency.si() * rounding);
        RC_ASSERT(t.bound.si() <= 1.0 / t.gpuTime.si() * rounding);
        RC_ASSERT(t.withSwitches <= t.bound);
        // At the knee both bounds meet.
        HOLDS_NEAR(t.knee / t.loneLatency.si(), 1.0 / t.gpuTime.si(), 1e-13);
    });
}

void PropertyTest::longestContextIsTheExactInverse() {
    int checked = 0;
    const int cases = forRandomScenarios([&](const Scenario& s, Random&) {
        const Memory m = evaluate(s).memory;
        const double longest = m.maxContext.si();
        RC_ASSERT(longest == std::floor(longest));
        if (longest < 1) return;
        ++checked;
        // Set past the registry, whose range ends at 10M. Rounding may decide where demand and capacity are equal.
        Scenario at = s;
        at.context = Tokens(longest);
        const Memory full = evaluate(at).memory;
        RC_ASSERT(full.demand.si() <= full.capacity.si() * (1 + 1e-14));
        if (longest == unlimitedContext.si()) return;
        at.context = Tokens(longest + 1.0);
        const Memory more = evaluate(at).memory;
        RC_ASSERT(more.demand.si() > more.capacity.si() * (1 - 1e-14));
    });
    QVERIFY(checked > cases / 10);
}

void PropertyTest::settingWhatIsSetChangesNothing() {
    forRandomScenarios([](const Scenario& s, Random&) {
        for (const Parameter& parameter : parameters()) {
            if (parameter.scale == Scale::Preset) continue;
            const double value = parameter.get(s);
            if (parameter.id == "price.gpu_hour" && std::isnan(value)) continue; // none known
            Scenario again = s;
            parameter.set(again, value, catalogue());
            requireSameMetrics(s, again, 1e-14, parameter.id);
            HOLDS(parameter.get(again) == value, parameter.id.data());
            const bool wasSet = !parameter.isAutomatic() || parameter.isSet(s);
            if (wasSet) HOLDS(again == s, parameter.id.data());
            if (!parameter.isAutomatic()) continue;
            // Back to automatic, what was automatic is as it was.
            RC_ASSERT(parameter.isSet(again));
            parameter.clear(again, catalogue());
            RC_ASSERT(!parameter.isSet(again));
            if (!wasSet) HOLDS(again == s, parameter.id.data());
        }
    });
}

void PropertyTest::survivesTheRoundTrip() {
    forRandomScenarios([](Scenario s, Random& random) {
        s.name = "Größe \"quoted\" \\ \t 名前";
        s.note = "line\nline";
        if (test::chance(random, 4)) { // a model and an accelerator of the user's own travel whole
            s.model.id = "own-model";
            s.model.notes = "changed";
            s.deployment.accelerator.id = "own-accelerator";
            s.deployment.accelerator.memory = Bytes(1.5e11 + 0.5);
        }
        const std::string text = writeScenario(s, catalogue());
        const auto back = readScenario(text, "round-trip.json", catalogue());
        if (!back) RC_FAIL(back.faults().front().text().c_str());
        RC_ASSERT(back->deployment.accelerator == s.deployment.accelerator);
        RC_ASSERT(back->model == s.model);
        RC_ASSERT(back->architecture == s.architecture);
        RC_ASSERT(*back == s);
        RC_ASSERT(writeScenario(*back, catalogue()) == text);
    });
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::PropertyTest)
#include "property_test.moc"
