// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/near.h"
#include "core/samples.h"
#include "explore/sweep.h"
#include "registry.h"
#include "scenario/parameter.h"

#include <QTest>

// What of a parameter's range a scenario allows, and what is said beside a value.

namespace longpeak {
namespace {

using namespace test;

class LimitsTest : public QObject {
    Q_OBJECT

private slots:
    void axesAreNoLongerThanTheyAre();
    void refusesMore();
    void aMethodMayCrossThem();
    void anotherModelTakesThemDown();
    void sweepsEndThere();
    void remarks();
};

void LimitsTest::axesAreNoLongerThanTheyAre() {
    // Yi-34B: 60 layers, 8 KV heads. A latent is one head; layers that share a cache or keep a state are none.
    const auto limits = [](const char* id) {
        Scenario s = paper50k();
        chooseModel(s, *catalogue().model(id));
        return std::pair(maximumOf(row("compression.layer"), s), maximumOf(row("compression.head"), s));
    };
    QCOMPARE(limits("yi-34b-200k"), std::pair(60.0, 8.0));
    QCOMPARE(limits("deepseek-v3"), std::pair(61.0, 1.0));
    QCOMPARE(limits("qwen3-next-80b-a3b"), std::pair(12.0, 2.0)); // of 48 layers 36 are recurrent
    QCOMPARE(maximumOf(row("compression.token"), paper50k()), 256.0);
    QCOMPARE(maximumOf(row("context"), paper50k()), 1e7);
}

void LimitsTest::refusesMore() {
    Scenario s = paper50k();
    const auto refused = setFromText(s, row("compression.layer"), "250", catalogue(), "--set");
    QVERIFY(!refused);
    QCOMPARE(shown(refused.faults().front().reason),
             "must be at most 60×, not 250: no more layers than 60 keep a cache");
    QVERIFY(s == paper50k());
    QVERIFY(bool(setFromText(s, row("compression.layer"), "60", catalogue(), "--set")));
    QCOMPARE(shown(whyNot(row("compression.head"), 9, s)),
             "must be at most 8×, not 9: a layer caches no more heads than 8");
    QCOMPARE(clamped(row("compression.head"), 100, s), 8.0);
}

void LimitsTest::aMethodMayCrossThem() {
    Scenario s = paper50k();
    s.compression.methods = {"one that does more than share heads"};
    s.compression.head = 20;
    QVERIFY(whyNot(row("compression.head"), 20, s).empty());
    QVERIFY(!whyNot(row("compression.head"), 21, s).empty());
}

void LimitsTest::anotherModelTakesThemDown() {
    Scenario s = with(with(paper50k(), "compression.layer", 60), "compression.head", 8);
    chooseModel(s, *catalogue().model("llama-2-7b")); // 32 layers, 32 heads
    QCOMPARE(s.compression.layer, 32.0);
    QCOMPARE(s.compression.head, 8.0);
}

void LimitsTest::sweepsEndThere() {
    const auto range = parseRange("compression.layer=1:256:9:log", "--over");
    QVERIFY(bool(range));
    QVERIFY(!whyNot(*range, paper50k()).empty());
    QVERIFY(whyNot(*parseRange("compression.layer=1:60:9:log", "--over"), paper50k()).empty());
}

void LimitsTest::remarks() {
    const auto said = [](const char* id, const Scenario& s) { return shown(remarkOn(row(id), s, catalogue())); };
    QCOMPARE(said("link.bandwidth", paper50k()), "preset: 32.0 GB/s"); // the paper takes 20
    QCOMPARE(said("context", paper50k()), "K = 1000");
    QCOMPARE(said("context", with(paper50k(), "context", 1e6)), "over 200K");
    QCOMPARE(said("users", paper50k()), "");
    QCOMPARE(said("accelerator.memory", with(paper50k(), "accelerator.memory", 40e9)), "preset: 85.9 GB");
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::LimitsTest)
#include "limits_test.moc"
