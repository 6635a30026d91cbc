// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/sensitivity.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

#include <algorithm>

namespace longpeak {
namespace {

using test::catalogue;
using test::paper50k;
using test::shown;
using test::with;

SensitivityReport reportOf(const char* metric, const Scenario& s = paper50k()) {
    return sensitivity(s, *findMetric(metric), catalogue());
}

double of(const SensitivityReport& report, std::string_view id) {
    const auto found = std::ranges::find_if(report.rows, [&](const Sensitivity& r) { return r.parameter->id == id; });
    return found == report.rows.end() ? 0.0 : found->elasticity;
}

class SensitivityTest : public QObject {
    Q_OBJECT

private slots:
    void analyticDerivatives();
    void endsOfRanges();
    void wholeNumbers();
    void flooredNumbers();
    void sortsAndNamesTheBound();
    void ofWhatHasNoValue();
    void everyMetric_data();
    void everyMetric();
};

void SensitivityTest::analyticDerivatives() {
    const Scenario s = with(with(paper50k(), "efficiency.decode", 0.5), "compression.hidden", 2);
    const Estimate e = evaluate(s);
    // prefill = (2·P·n + A·L·n²) / C: n moves it by (2·P·n + 2·A·L·n²) of itself, A and P by their parts, C by −1.
    const double linear = 2 * 34e9 * 50e3;
    const double square = 6656 * 60 * 2.5e9;
    const SensitivityReport prefill = reportOf("prefill_s", s);
    NEAR(of(prefill, "context"), (linear + 2 * square) / (linear + square), 1e-7);
    NEAR(of(prefill, "paper.attention_coefficient"), square / (linear + square), 1e-7);
    NEAR(of(prefill, "accelerator.flops"), -1, 1e-7);
    QCOMPARE(of(prefill, "accelerator.bandwidth"), 0.0);
    QCOMPARE(of(prefill, "compression.hidden"), 0.0);
    // token = (weights + KV(n)) / B: compression moves it by minus the share of the cache.
    const double share = e.decode.cacheTime / e.decode.perToken;
    const SensitivityReport decode = reportOf("decode_s_per_token", s);
    NEAR(of(decode, "compression.hidden"), -share, 1e-7);
    NEAR(of(decode, "context"), share, 1e-7);
    NEAR(of(decode, "efficiency.decode"), -1, 1e-7);
    NEAR(of(decode, "accelerator.bandwidth"), -1, 1e-7);
    // ceiling = (M − weights) / KV
    const SensitivityReport ceiling = reportOf("ceiling_users_exact", s);
    NEAR(of(ceiling, "accelerator.memory"), 85'899'345'920.0 / 17'899'345'920.0, 1e-6);
    NEAR(of(ceiling, "compression.hidden"), 1, 1e-7);
    NEAR(of(ceiling, "context"), -1, 1e-7);
    // switch = 2·KV / B_link; a session at the bound of its user: U / (GPU time + thinking)
    NEAR(of(reportOf("switch_s", s), "link.bandwidth"), -1, 1e-7);
    NEAR(of(reportOf("sessions_per_hour_bound", s), "session.think"),
         -(e.throughput.thinking / e.throughput.loneLatency), 1e-7);
}

void SensitivityTest::endsOfRanges() {
    // Efficiencies end at 1 and ratios begin there: the differences stay within the range, and are as good.
    const SensitivityReport decode = reportOf("decode_s_per_token");
    NEAR(of(decode, "efficiency.decode"), -1, 1e-7);
    const Estimate e = evaluate(paper50k());
    NEAR(of(decode, "compression.layer"), -(e.decode.cacheTime / e.decode.perToken), 1e-6);
    const SensitivityReport prefill = reportOf("prefill_s");
    NEAR(of(prefill, "compression.layer"), -(e.prefill.attentionTime / e.prefill.time), 1e-6);
}

void SensitivityTest::wholeNumbers() {
    // From one GPU the next is two: half the time, ln ½ / ln 2. From five users to their neighbours.
    NEAR(of(reportOf("prefill_s"), "gpus"), -1, 1e-14);
    const Scenario five = with(paper50k(), "users", 5);
    const double demand = of(reportOf("hbm_used_bytes", five), "users");
    const double cache = 12.288e9;
    NEAR(demand, std::log((68e9 + 6 * cache) / (68e9 + 4 * cache)) / std::log(6.0 / 4.0), 1e-12);
}

/// Whole users and whole tokens jump; what they are floored from does not.
void SensitivityTest::flooredNumbers() {
    // host ceiling = D / KV(n)
    const SensitivityReport host = reportOf("host_ceiling_users");
    QCOMPARE(host.value, 81.0); // 1 TB / 12.288 GB
    NEAR(of(host, "host.memory"), 1, 1e-7);
    NEAR(of(host, "context"), -1, 1e-7);
    NEAR(of(host, "compression.hidden"), 1, 1e-6);
    // ceiling = (M − weights) / KV(n), of 1.46 users
    const double share = 85'899'345'920.0 / 17'899'345'920.0;
    const SensitivityReport ceiling = reportOf("ceiling_users");
    QCOMPARE(ceiling.value, 1.0);
    NEAR(of(ceiling, "accelerator.memory"), share, 1e-6);
    NEAR(of(ceiling, "context"), -1, 1e-7);
    // longest context = (M − weights) / (users · KV per token), of 24277.5 tokens
    const SensitivityReport longest = reportOf("max_context_tokens");
    QCOMPARE(longest.value, 24277.0);
    NEAR(of(longest, "accelerator.memory"), share, 1e-6);
    NEAR(of(longest, "users"), -1, 1e-12);
    NEAR(of(longest, "compression.token"), 1, 1e-6);
    // Less than a whole one is told as none, and still has what moves it: 0.59 users at 124 000 tokens.
    const SensitivityReport none = reportOf("ceiling_users", with(paper50k(), "context", 124e3));
    QCOMPARE(none.value, 0.0);
    NEAR(of(none, "context"), -1, 1e-7);
}

void SensitivityTest::sortsAndNamesTheBound() {
    const SensitivityReport made = reportOf("decode_s_per_token");
    QCOMPARE(shown(made.bound), "bound by HBM bandwidth");
    QVERIFY(made.rows.size() > 3);
    for (std::size_t i = 1; i < made.rows.size(); ++i)
        QVERIFY(std::abs(made.rows[i].elasticity) <= std::abs(made.rows[i - 1].elasticity));
    // Every numeric parameter of this cost model is in one of the lists, and none of the other's.
    std::size_t numeric = 0;
    for (const Parameter& parameter : parameters())
        if (parameter.isNumeric() && parameter.applies(paper50k())) ++numeric;
    QCOMPARE(made.rows.size() + made.idle.size() + (findParameter("session.seed")->applies(paper50k()) ? 1 : 0),
             numeric);
    QCOMPARE(shown(made.rows.front().text()), "+1 % moves it by −1 %");
}

void SensitivityTest::ofWhatHasNoValue() {
    const Scenario none = with(paper50k(), "context", 1e6);
    QVERIFY(reportOf("dollars_per_session", none).rows.empty());
    QVERIFY(reportOf("sessions_per_hour_bound", none).rows.empty());
    QVERIFY(!reportOf("prefill_s", none).rows.empty());
    const Scenario tooHeavy = with(paper50k(), "accelerator.memory", 60e9);
    QVERIFY(reportOf("ceiling_users", tooHeavy).rows.empty());
}

void SensitivityTest::everyMetric_data() {
    QTest::addColumn<int>("unused");
    for (const Metric& metric : metrics()) QTest::newRow(metric.key.data()) << 0;
}

void SensitivityTest::everyMetric() {
    for (const double costModel : {0.0, 1.0}) {
        const SensitivityReport made = reportOf(QTest::currentDataTag(), with(paper50k(), "cost_model", costModel));
        for (const Sensitivity& row : made.rows)
            QVERIFY2(std::isfinite(row.elasticity) && std::abs(row.elasticity) < 1e3, row.parameter->id.data());
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::SensitivityTest)
#include "sensitivity_test.moc"
