// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/metric.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace longpeak {
namespace {

using test::catalogue;
using test::paper50k;
using test::randomScenario;
using test::shown;
using test::with;

const Metric& metric(std::string_view key) {
    return *findMetric(key);
}

std::optional<Bound> boundOf(std::string_view key, const Scenario& s) {
    return metric(key).boundOf(s, evaluate(s));
}

class MetricTest : public QObject {
    Q_OBJECT

private slots:
    void sectionsAreOnePiece();
    void conceptsOfNumbers();
    void whichWayIsBetter();
    void wholeOnesAreFloored();
    void exactOnes();
    void whatBounds();
    void whatBoundsSessions();
    void wordsOfBounds();
};

/// Else a listing would say a title twice.
void MetricTest::sectionsAreOnePiece() {
    std::set<MetricSection> seen;
    std::optional<MetricSection> last;
    for (const Metric& each : metrics()) {
        if (each.section != last) QVERIFY2(seen.insert(each.section).second, each.key.data());
        last = each.section;
        QVERIFY(!sectionName(each.section).empty());
    }
    QCOMPARE(seen.size(), std::size_t{8});
    QCOMPARE(shown(sectionName(metric(metricKey::recompute).section)), "Context switch");
}

void MetricTest::conceptsOfNumbers() {
    const std::map<std::string_view, Role> wanted{
        {"weights_bytes", Role::Weights},
        {"kv_bytes_per_user", Role::Cache},
        {"activation_bytes", Role::Activations},
        {"ceiling_users", Role::Cache},
        {"host_ceiling_users", Role::Cache},
        {"max_context_tokens", Role::Cache},
        {"prefill_s", Role::Prefill},
        {"recompute_s", Role::Prefill},
        {"decode_s_per_token", Role::Decode},
        {"tpot_s", Role::Decode},
        {"answer_s", Role::Decode},
        {"switch_s", Role::Switch},
        {"hbm_bytes", Role::Neutral},
        {"ridge_flop_per_byte", Role::Neutral},
        {"sessions_per_hour_bound", Role::Sessions},
        {"dollars_per_session", Role::Sessions},
        {"model_parameters", Role::Weights},
    };
    for (const auto& [key, role] : wanted) QVERIFY2(metric(key).role == role, key.data());
}

void MetricTest::whichWayIsBetter() {
    for (const char* key : {"ridge_flop_per_byte", "model_parameters", "model_active_parameters"})
        QVERIFY2(metric(key).better == Better::Neither, key);
    for (const char* key : {"ceiling_users", "ceiling_users_exact", "host_ceiling_users", "max_context_tokens",
                            "hbm_bytes", "sessions_per_hour_bound", "sessions_per_hour_with_switches"})
        QVERIFY2(metric(key).better == Better::More, key);
    for (const Metric& each : metrics()) // times and dollars and the bytes of caches
        if (each.unit == Unit::Seconds || each.unit == Unit::Dollars || each.role == Role::Decode)
            QVERIFY2(each.better == Better::Less, each.key.data());
}

void MetricTest::wholeOnesAreFloored() {
    std::vector<std::string_view> floored;
    for (const Metric& each : metrics())
        if (each.isFloored) floored.push_back(each.key);
    QCOMPARE(floored, (std::vector<std::string_view>{"ceiling_users", "host_ceiling_users", "max_context_tokens"}));
    QCOMPARE(metric("ceiling_users").told(1.46), 1.0);
    QCOMPARE(metric("ceiling_users").told(-0.3), 0.0);
    QCOMPARE(metric("ceiling_users_exact").told(-0.3), -0.3);
    test::Random random(20260212);
    for (int i = 0; i < 200; ++i) {
        const Scenario s = randomScenario(random);
        const Estimate e = evaluate(s);
        QCOMPARE(metric("ceiling_users").exact(s, e), metric("ceiling_users_exact").value(s, e));
        // What is told is the whole number that the search found.
        QCOMPARE(metric("max_context_tokens").value(s, e), e.memory.maxContext.si());
        QVERIFY(metric("max_context_tokens").exact(s, e) < e.memory.maxContext.si() + 1.0);
    }
}

void MetricTest::exactOnes() {
    const Scenario s = paper50k();
    const Estimate e = evaluate(s);
    // M − weights = 17 899 345 920 B, a cache of 245 760 B a token, three users at 50 000 tokens; DDR of 1 TB.
    NEAR(metric("ceiling_users").exact(s, e), 17'899'345'920.0 / 12.288e9, 1e-12);
    NEAR(metric("host_ceiling_users").exact(s, e), 1e12 / 12.288e9, 1e-12);
    QCOMPARE(metric("host_ceiling_users").value(s, e), 81.0);
    NEAR(metric("max_context_tokens").exact(s, e), 17'899'345'920.0 / (3 * 245'760.0), 1e-12);
    QCOMPARE(metric("max_context_tokens").value(s, e), 24277.0);
    // Nothing fits: nothing is told and nothing is left over.
    const Scenario full = with(s, "accelerator.memory", 60e9);
    QCOMPARE(metric("max_context_tokens").exact(full, evaluate(full)), 0.0);
}

void MetricTest::whatBounds() {
    const Scenario s = paper50k();
    for (const char* key : {"ceiling_users", "ceiling_users_exact", "max_context_tokens"})
        QVERIFY2(boundOf(key, s) == Bound::MemorySize, key);
    QVERIFY(boundOf("host_ceiling_users", s) == Bound::HostMemory);
    QVERIFY(boundOf("switch_s", s) == Bound::HostLink);
    for (const char* key : {"prefill_s", "recompute_s"}) QVERIFY2(boundOf(key, s) == Bound::Compute, key);
    for (const char* key : {"decode_s_per_token", "tpot_s", "answer_s"})
        QVERIFY2(boundOf(key, s) == Bound::MemoryBandwidth, key);
    for (const char* key : {"weights_bytes", "hbm_bytes", "ridge_flop_per_byte", "model_parameters", "prefill_flop"})
        QVERIFY2(!boundOf(key, s), key);
    // A cache that stops growing bounds no context.
    Scenario windows = with(s, "cost_model", 1);
    for (LayerGroup& group : windows.architecture.groups) {
        group.attention.kind = AttentionKind::Window;
        group.attention.window = 1000;
    }
    QVERIFY(evaluate(windows).memory.maxContext == unlimitedContext);
    QVERIFY(!boundOf("max_context_tokens", windows));
}

void MetricTest::whatBoundsSessions() {
    // Each of the users is 63.6 s on the GPU and 4 minutes thinking: the knee is at 303.6 / 63.6 users.
    QVERIFY(boundOf("sessions_per_hour_bound", paper50k()) == Bound::Thinking);
    QVERIFY(boundOf("sessions_per_hour_bound", with(paper50k(), "users", 5)) == Bound::Gpu);
    // Switches bring the knee down to 4.44 users, so that between both the two differ in what bounds them.
    Scenario between = paper50k();
    between.session.users = 4.6;
    QVERIFY(boundOf("sessions_per_hour_bound", between) == Bound::Thinking);
    QVERIFY(boundOf("sessions_per_hour_with_switches", between) == Bound::Gpu);
    QVERIFY(boundOf("sessions_per_hour_bound", with(paper50k(), "context", 1e6)) == Bound::MemorySize);
}

void MetricTest::wordsOfBounds() {
    std::set<std::string_view> keys;
    for (int i = 0; i <= static_cast<int>(Bound::Gpu); ++i) {
        const auto bound = static_cast<Bound>(i);
        QVERIFY(keys.insert(boundKey(bound)).second);
        for (const Message& words : {boundName(bound), boundLabel(bound), boundBrief(bound)}) QVERIFY(!words.empty());
        QVERIFY(boundBrief(bound).english().size() <= boundName(bound).english().size());
    }
    QCOMPARE(shown(boundName(Bound::HostLink)), "the host link");
    QCOMPARE(shown(boundLabel(Bound::HostLink)), "host link");
    QCOMPARE(shown(boundLabel(Bound::Gpu)), "GPU time");
    QCOMPARE(shown(boundBrief(Bound::Interconnect)), "GPU link");
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::MetricTest)
#include "metric_test.moc"
