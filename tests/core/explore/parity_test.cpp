// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/parity.h"

#include "core/property.h"
#include "registry.h"

#include <QTest>

#include <algorithm>

// The road to 4K, worked by hand for Yi-34B-200K on one A100 80 GB with the numbers of Fu 2024, arXiv:2405.08944:
// 34e9 parameters, 245 760 B of cache a token, 17 899 345 920 B beside the weights, A = 6656, 60 layers.

namespace longpeak {
namespace {

using test::catalogue;
using test::paper4k;
using test::paper50k;
using test::shown;
using test::with;

Scenario million() {
    return with(paper50k(), "context", 1e6);
}

ParityRow rowOf(const std::vector<ParityRow>& rows, std::string_view key) {
    const auto found = std::ranges::find_if(rows, [&](const ParityRow& row) { return row.metric->key == key; });
    if (found == rows.end()) qFatal("no row of that key");
    return *found;
}

ParityRow rowOf(std::string_view key) {
    return rowOf(parity(million(), parityReference(million()), catalogue()), key);
}

class ParityTest : public QObject {
    Q_OBJECT

private slots:
    void referenceIs4K();
    void cacheAndSwitch();
    void users();
    void decode();
    void prefill();
    void throughput();
    void bisectionAgreesWithClosedForms();
    void foundRatiosGiveParity();
    void appliedAnswersGiveParity();
    void againstItself();
    void compressedAlready();
    void statesStay();
    void withoutReference();
};

void ParityTest::referenceIs4K() {
    Scenario s = with(million(), "compression.token", 8);
    s.precision.cache = Dtype::Fp8;
    const Case reference = parityReference(s);
    QCOMPARE(reference.context.si(), 4000.0);
    QVERIFY(reference.compression == Compression{});
    QVERIFY(reference.precision == s.precision);
}

void ParityTest::cacheAndSwitch() {
    // 245.76e9 B against 983.04e6 B, and 24.576 s against 0.098304 s over 20e9 B/s: 250 times on every axis.
    for (const char* key : {"kv_bytes_per_user", "switch_s"}) {
        const ParityRow row = rowOf(key);
        NEAR(row.ratio, 250, 1e-12);
        QVERIFY(row.isWorse() && row.closable && row.reason.empty() && row.instead.empty());
        for (const Closing& closing : row.axes) {
            NEAR(closing.ratio.value_or(0), 250, 1e-12);
            // 60 layers and 8 KV heads are less than 250.
            const bool isShorter = closing.axis == CacheAxis::Layer || closing.axis == CacheAxis::Head;
            QVERIFY(closing.closedForm && closing.applicable != isShorter);
        }
        QVERIFY((row.easiest() == std::vector{CacheAxis::Token, CacheAxis::Hidden}));
    }
    NEAR(rowOf("kv_bytes_per_user").value, 245.76e9, 1e-15);
    NEAR(rowOf("switch_s").value, 24.576, 1e-15);
    NEAR(rowOf("switch_s").reference, 0.098304, 1e-15);
}

void ParityTest::users() {
    // 17 899 345 920 B over 245.76e9 B are 0.0728 users; over 983.04e6 B they are 18.2.
    const ParityRow row = rowOf("ceiling_users_exact");
    NEAR(row.value, 17'899'345'920.0 / 245.76e9, 1e-14);
    NEAR(row.reference, 18.20815625, 1e-9);
    NEAR(row.ratio, 250, 1e-12);
    for (const Closing& closing : row.axes) NEAR(closing.ratio.value_or(0), 250, 1e-12);
}

void ParityTest::decode() {
    // (68e9 + 245.76e9) against (68e9 + 0.98304e9) B: 4.548 times as long, though the cache is 250 times as large.
    const ParityRow row = rowOf("decode_s_per_token");
    NEAR(row.ratio, 313.76 / 68.98304, 1e-14);
    for (const Closing& closing : row.axes) NEAR(closing.ratio.value_or(0), 250, 1e-9);
}

void ParityTest::prefill() {
    // (2 · 34e9 · 1e6 + 6656 · 60 · 1e12) / 312e12 = 1497.95 s against (2.72e14 + 6.38976e12) / 312e12 = 0.892 s. The
    // weights' part alone, 217.95 s, is 250 times that of 4K and 244 times all of it: no cache closes that.
    const ParityRow row = rowOf("prefill_s");
    NEAR(row.value, (6.8e16 + 3.9936e17) / 312e12, 1e-14);
    NEAR(row.reference, (2.72e14 + 6.38976e12) / 312e12, 1e-14);
    QVERIFY(!row.closable);
    for (const Closing& closing : row.axes) QVERIFY(!closing.ratio && !closing.applicable && !closing.reason.empty());
    QCOMPARE(shown(row.axes[0].reason), "leaves 218 s at any ratio");
    QCOMPARE(shown(row.axes[3].reason), "saves nothing of it");
    QCOMPARE(shown(row.reason),
             "2·P·n alone takes 218 s, 244× the whole of the reference and 250× its part: every token of the document "
             "passes the weights, whatever the cache keeps of it");
    // A document that is shortened before it is read closes it, at 250 times: then 4K are read.
    QCOMPARE(row.instead.size(), std::size_t{2});
    NEAR(row.instead.front().value, 250, 1e-9);
    Scenario s = million();
    QVERIFY(bool(apply(s, row.instead, catalogue())));
    NEAR(evaluate(s).prefill.time.si(), row.reference, 1e-9);
    // A reference that is slow enough is met by fewer layers that attend: 300 s leave 82.05 s of 1280 s for them.
    Case slow = parityReference(million());
    slow.efficiency.prefill = row.reference / 300.0;
    const ParityRow closed = rowOf(parity(million(), slow, catalogue()), "prefill_s");
    NEAR(closed.axes[0].ratio.value_or(0), 1280.0 / (300.0 - 6.8e16 / 312e12), 1e-12);
    QVERIFY(closed.closable && !closed.axes[1].ratio);
}

void ParityTest::throughput() {
    const ParityRow row = rowOf("sessions_per_hour_bound");
    QCOMPARE(row.value, 0.0); // not one user fits
    QVERIFY(!row.closable);
    QVERIFY2(row.reason.english().find("prefills take") != std::string::npos, row.reason.english().c_str());
    QVERIFY(std::isnan(row.ratio) && !row.isWorse());
    QCOMPARE(shown(row.missing), "not one user fits");
    QVERIFY(std::isnan(rowOf("dollars_per_session").ratio));
    // On two GPUs a user fits, and no price is known of the one that has none.
    Scenario priceless = with(million(), "gpus", 8);
    priceless.deployment.accelerator.price.reset();
    QCOMPARE(shown(rowOf(parity(priceless, parityReference(priceless), catalogue()), "dollars_per_session").missing),
             "no price is known");
}

void ParityTest::bisectionAgreesWithClosedForms() {
    int checked = 0;
    test::forAll(300, [&] {
        Scenario s = test::anyScenario();
        s.costModel = CostModel::Paper;
        const Case reference = parityReference(s);
        const Estimate then = evaluate(reference);
        for (const Metric* metric : parityMetrics())
            for (const CacheAxis axis : cacheAxes) {
                const double target = metric->value(reference, then);
                const auto exact = closingRatioInClosedForm(s, axis, *metric, target);
                if (!exact || !std::isfinite(*exact) || *exact < 1.0 || *exact > 1e9) continue;
                // Where nearly nothing of the metric is the cache's, rounding decides how much of that is left.
                Scenario at = s;
                at.compression.ratio(axis) = *exact;
                HOLDS_NEAR(metric->value(at, evaluate(at)), target, 1e-9);
                at.compression.ratio(axis) = *exact * (1 + 1e-6);
                const double moved = std::abs(metric->value(at, evaluate(at)) / target - 1.0);
                if (moved < 1e-11) continue;
                ++checked;
                HOLDS_NEAR(closingRatio(s, axis, *metric, target), *exact, std::max(1e-9, 1e-19 / moved));
            }
    });
    QVERIFY2(checked > 500, std::to_string(checked).c_str());
    for (const CacheAxis axis : cacheAxes)
        for (const char* key : {"kv_bytes_per_user", "ceiling_users_exact", "decode_s_per_token", "switch_s"}) {
            const Metric& metric = *findMetric(key);
            const double target = metric.value(paper4k(), evaluate(paper4k()));
            NEAR(closingRatio(million(), axis, metric, target), 250, 1e-9);
        }
}

/// Whatever was found, set, brings the metric to its reference: by both cost models.
void ParityTest::foundRatiosGiveParity() {
    int checked = 0;
    test::forAll(100, [&] {
        const Scenario s = test::anyScenario();
        const Case reference = parityReference(s);
        const Estimate then = evaluate(reference);
        for (const ParityRow& row : parity(s, reference, catalogue()))
            for (const Closing& closing : row.axes) {
                if (!closing.applicable || !row.isWorse()) continue;
                ++checked;
                Scenario changed = s;
                const std::vector<Edit> edits{closing.edit()};
                HOLDS(bool(apply(changed, edits, catalogue())));
                const double target = row.metric->value(reference, then);
                const auto meets = [&](const Scenario& at, double slack) {
                    const double value = row.metric->value(at, evaluate(at));
                    return row.metric->better == Better::More ? value >= target * (1 - slack)
                                                              : value <= target * (1 + slack);
                };
                HOLDS(meets(changed, 1e-9), row.metric->key.data());
                // Where numbers jump, as with whole tokens or the first user that fits, it is the least ratio that does it.
                const double reached = row.metric->value(changed, evaluate(changed));
                changed.compression.ratio(closing.axis) *= 1 - 1e-6;
                HOLDS(test::isNear(reached, target, 1e-9) || !meets(changed, 0), row.metric->key.data());
            }
    });
    QVERIFY(checked > 50);
}

void ParityTest::appliedAnswersGiveParity() {
    for (const double costModel : {0.0, 1.0}) {
        const Scenario s = with(million(), "cost_model", costModel);
        int closed = 0;
        for (const ParityRow& row : parity(s, parityReference(s), catalogue()))
            for (const Closing& closing : row.axes) {
                if (!closing.applicable) continue;
                ++closed;
                Scenario changed = s;
                const std::vector<Edit> edits{closing.edit()};
                QVERIFY(bool(apply(changed, edits, catalogue())));
                NEAR(row.metric->value(changed, evaluate(changed)), row.reference, 1e-9);
            }
        QVERIFY2(closed >= 4, std::to_string(closed).c_str()); // of tokens and vectors: layers and heads end before
    }
}

void ParityTest::againstItself() {
    for (const ParityRow& row : parity(paper50k(), paper50k(), catalogue())) {
        QCOMPARE(row.ratio, 1.0);
        QVERIFY(!row.isWorse() && row.closable);
        for (const Closing& closing : row.axes) QCOMPARE(closing.ratio.value_or(0), 1.0);
    }
}

void ParityTest::compressedAlready() {
    // 50 times on one axis: 5 are left for another, and 250 in all for the axis itself.
    const Scenario s = with(million(), "compression.token", 50);
    const ParityRow row = rowOf(parity(s, parityReference(s), catalogue()), "switch_s");
    NEAR(row.ratio, 5, 1e-12);
    NEAR(row.axes[2].ratio.value_or(0), 250, 1e-12);
    NEAR(row.axes[3].ratio.value_or(0), 5, 1e-12);
    // At 10M it takes 2500 times, more than one axis can be set to.
    const Scenario longest = with(paper50k(), "context", 1e7);
    const ParityRow beyond = rowOf(parity(longest, parityReference(longest), catalogue()), "switch_s");
    NEAR(beyond.axes[0].ratio.value_or(0), 2500, 1e-12);
    QVERIFY(beyond.closable && !beyond.axes[0].applicable);
}

void ParityTest::statesStay() {
    // A model whose layers all keep states or windows does not get cheaper by compressing what is not there.
    Scenario s = with(million(), "compression.head_kept", 0);
    const ParityRow row = rowOf(parity(s, parityReference(s), catalogue()), "switch_s");
    QVERIFY(!row.axes[1].ratio);
    QCOMPARE(shown(row.axes[1].reason), "saves nothing of it");
    QVERIFY(row.axes[0].ratio.has_value());
}

void ParityTest::withoutReference() {
    // Nothing is served at 1M, so 4K cannot be held against it.
    const ParityRow row = rowOf(parity(paper4k(), million(), catalogue()), "sessions_per_hour_bound");
    QVERIFY(!row.closable && !row.reason.empty());
    QVERIFY(std::isnan(row.ratio) && !row.isWorse() && row.easiest().empty());
    for (const Closing& closing : row.axes) QCOMPARE(shown(closing.reason), "of the reference: not one user fits");
    // Neither is one of two that do not exist better, or as good.
    for (const ParityRow& none : parity(million(), million(), catalogue()))
        if (none.metric->needs != MetricNeeds::Nothing) QVERIFY(std::isnan(none.ratio) && !none.missing.empty());
    const ParityRow better = rowOf(parity(paper4k(), million(), catalogue()), "switch_s");
    NEAR(better.ratio, 1 / 250.0, 1e-12);
    QVERIFY(!better.isWorse());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ParityTest)
#include "parity_test.moc"
