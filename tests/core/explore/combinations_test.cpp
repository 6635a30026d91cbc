// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/combinations.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

#include <algorithm>
#include <set>

namespace longpeak {
namespace {

using test::catalogue;
using test::paper50k;
using test::shown;
using test::with;

class CombinationsTest : public QObject {
    Q_OBJECT

private slots:
    void ofASmallCatalogue();
    void keepsToTheRules();
    void isWhatIsServed();
    void front();
    void leavesOutWhatIsDoneAlready();
    void tellsDoubts();
    void countsSwitches();
};

Method method(const char* id, std::vector<std::string> axes, double ratio) {
    return {.id = id, .name = id, .axes = std::move(axes), .keptRatio = ratio, .readRatio = ratio};
}

void CombinationsTest::ofASmallCatalogue() {
    // Two on tokens, one on hidden sizes, one on both: 1 + 4 alone, and each of the first two with the third.
    Catalogue small = catalogue();
    small.methods = {method("a", {"token"}, 2), method("b", {"token"}, 4), method("c", {"hidden"}, 3),
                     method("d", {"hidden", "token"}, 5)};
    const auto found = combinations(paper50k(), small);
    std::set<std::string> names;
    for (const Combination& combination : found) names.insert(combination.name().english());
    QVERIFY((names == std::set<std::string>{"no compression", "a", "b", "c", "d", "a + c", "b + c"}));
    QCOMPARE(found.size(), std::size_t{7});
    QCOMPARE(found.front().name().english(), std::string("b + c"));
    QCOMPARE(found.front().total, 12.0);
    NEAR(found.front().users, 12 * 17'899'345'920.0 / 12.288e9, 1e-14);
    QCOMPARE(found.back().name().english(), std::string("no compression"));
    // Each relies on more than the one before and serves more: all are on the front.
    for (const Combination& combination : found) QVERIFY2(combination.onFront, combination.name().english().c_str());
}

void CombinationsTest::keepsToTheRules() {
    const auto found = combinations(with(paper50k(), "context", 1e6), catalogue());
    QVERIFY(found.size() > 500);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto& methods = found[i].methods;
        for (std::size_t a = 0; a < methods.size(); ++a)
            for (std::size_t b = a + 1; b < methods.size(); ++b) QVERIFY(combine(*methods[a], *methods[b]));
        if (i > 0) QVERIFY(found[i].throughput <= found[i - 1].throughput);
    }
}

void CombinationsTest::isWhatIsServed() {
    // Chosen in a scenario, a combination is evaluated as it was ranked.
    for (const double costModel : {0.0, 1.0}) {
        const Scenario s = with(with(paper50k(), "users", 4), "cost_model", costModel);
        const auto found = combinations(s, catalogue());
        for (std::size_t i = 0; i < found.size(); i += 97) {
            Scenario chosen = s;
            QVERIFY(bool(apply(chosen, found[i].edits(), catalogue())));
            const Estimate e = evaluate(chosen);
            QCOMPARE(sessionThroughput(chosen, e).si(), found[i].throughput.si());
            QCOMPARE(totalCompression(chosen), found[i].total);
            QCOMPARE(e.memory.ceiling, found[i].users);
            if (e.fits)
                NEAR(found[i].perSession.si(),
                     (s.deployment.price()->si() * s.deployment.plan.tensor) / found[i].throughput.si(), 1e-14);
            else
                QVERIFY(std::isnan(found[i].perSession.si()));
        }
    }
}

void CombinationsTest::front() {
    const auto found = combinations(with(with(paper50k(), "context", 200e3), "users", 8), catalogue());
    const auto best = paretoFront(found);
    QVERIFY(best.size() >= 3);
    for (std::size_t i = 1; i < best.size(); ++i) {
        QVERIFY(best[i].total > best[i - 1].total);
        QVERIFY(best[i].throughput > best[i - 1].throughput);
    }
    NEAR(best.back().throughput.si(), found.front().throughput.si(), 1e-15);
    for (const Combination& each : found) {
        const bool isBeaten = std::ranges::any_of(best, [&](const Combination& other) {
            return other.total <= each.total && other.throughput >= each.throughput;
        });
        QVERIFY(isBeaten || each.throughput.si() == 0);
    }
}

void CombinationsTest::leavesOutWhatIsDoneAlready() {
    Scenario s = paper50k();
    s.precision.cache = Dtype::Fp8;
    s.compression.token = 7; // what is set by hand gives way to the methods
    for (const Combination& combination : combinations(s, catalogue())) {
        for (const Method* each : combination.methods) QVERIFY(!each->quantises && !each->partOfModel);
        if (combination.methods.empty()) QCOMPARE(combination.total, 2.0); // FP8 against 16 bit
    }
}

void CombinationsTest::tellsDoubts() {
    const Combination two{.methods = {catalogue().method("snapkv"), catalogue().method("fp8-kv")}};
    QCOMPARE(two.doubts(Tokens(1e6)).size(), std::size_t{2});
    QCOMPARE(shown(two.doubts(Tokens(1e6)).front()), "SnapKV: quality is told for 16K only");
    QCOMPARE(two.doubts(Tokens(10e3)).size(), std::size_t{1});
}

void CombinationsTest::countsSwitches() {
    // One user fits at 50K: alone he pays no switch, with a second every round does.
    const Scenario lone = with(paper50k(), "users", 1);
    const Estimate one = evaluate(lone);
    QVERIFY(sessionThroughput(lone, one) == one.throughput.bound);
    const Scenario s = with(paper50k(), "users", 2);
    const Estimate two = evaluate(s);
    QVERIFY(sessionThroughput(s, two) == two.throughput.withSwitches);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::CombinationsTest)
#include "combinations_test.moc"
