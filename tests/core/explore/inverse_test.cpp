// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/inverse.h"

#include "core/property.h"
#include "registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

using test::catalogue;
using test::paper50k;
using test::shown;
using test::with;

/// The scenario with the answer applied.
Scenario taken(Scenario s, const Requirement& answer) {
    const auto done = apply(s, answer.edits, catalogue());
    if (!done) qFatal("%s", done.faults().front().text().c_str());
    return s;
}

double valueOf(const Requirement& answer, std::string_view id) {
    const auto found = std::ranges::find(answer.edits, id, &Edit::id);
    return found == answer.edits.end() ? std::nan("") : found->value;
}

class InverseTest : public QObject {
    Q_OBJECT

private slots:
    void compressionForUsers();
    void compressionThatCannotHelp();
    void longestContext();
    void fewestGpus();
    void cheapestAccelerator();
    void answersHold();
    void editsAreSettings();
};

void InverseTest::compressionForUsers() {
    // 20 users at 50K: 20 · 12.288e9 B into 17 899 345 920 B beside the weights, 13.73 times less.
    const Requirement answer = longpeak::compressionForUsers(paper50k(), 20, CacheAxis::Hidden, catalogue());
    QVERIFY(answer.possible);
    QCOMPARE(valueOf(answer, "compression.hidden"), 13.8);
    QCOMPARE(valueOf(answer, "users"), 20.0);
    QCOMPARE(shown(answer.words), "20 users at 50K need the cache compressed 13.8× along the axis hidden");
    QVERIFY(evaluate(taken(paper50k(), answer)).memory.ceiling >= 20);
    QVERIFY(evaluate(with(paper50k(), "compression.hidden", 13.7)).memory.ceiling < 20);
    // Another axis does its part: a quarter is left.
    const Scenario quarter = with(paper50k(), "compression.token", 4);
    QCOMPARE(valueOf(longpeak::compressionForUsers(quarter, 20, CacheAxis::Hidden, catalogue()), "compression.hidden"),
             3.44);
    // One that fits needs nothing.
    const Requirement none = longpeak::compressionForUsers(paper50k(), 1, CacheAxis::Head, catalogue());
    QCOMPARE(valueOf(none, "compression.head"), 1.0);
    QVERIFY(none.possible);
}

void InverseTest::compressionThatCannotHelp() {
    const Requirement many = longpeak::compressionForUsers(paper50k(), 1000, CacheAxis::Hidden, catalogue());
    QVERIFY(!many.possible && many.edits.empty());
    QVERIFY2(many.words.english().find("more than it takes") != std::string::npos, many.words.english().c_str());
    Scenario after = with(with(paper50k(), "context", 100e3), "compression.token_after_prefill", 1);
    const Requirement peak = longpeak::compressionForUsers(after, 1, CacheAxis::Token, catalogue());
    QVERIFY(!peak.possible);
    QVERIFY2(peak.words.english().find("until a prefill is through") != std::string::npos ||
                 peak.words.english().find("do not fit by compressing") != std::string::npos,
             peak.words.english().c_str());
    Scenario large = paper50k();
    chooseModel(large, *catalogue().model("llama-3.1-405b"));
    const Requirement weights = longpeak::compressionForUsers(large, 1, CacheAxis::Token, catalogue());
    QVERIFY(!weights.possible);
    QVERIFY2(weights.words.english().find("the weights of") != std::string::npos, weights.words.english().c_str());
}

void InverseTest::longestContext() {
    // 17 899 345 920 B / (4 · 245 760 B) = 18 208 tokens for each of four users.
    const Requirement answer = longestContextForUsers(paper50k(), 4, catalogue());
    QVERIFY(answer.possible);
    QCOMPARE(valueOf(answer, "context"), 18'208.0);
    QVERIFY(evaluate(taken(paper50k(), answer)).memory.ceiling >= 4);
    QVERIFY(!longestContextForUsers(paper50k(), 1000, catalogue()).possible);
    const Requirement any = longestContextForUsers(
        with(with(paper50k(), "compression.token", 256), "compression.head", 256), 1, catalogue());
    QCOMPARE(valueOf(any, "context"), 1e7);
}

void InverseTest::fewestGpus() {
    // 20 · 12.288e9 + 68e9 = 313.76e9 B on GPUs of 85 899 345 920 B: four hold 343.6e9.
    const Requirement answer = fewestGpusForUsers(paper50k(), 20, catalogue());
    QVERIFY(answer.possible);
    QCOMPARE(valueOf(answer, "gpus"), 4.0);
    QVERIFY(!fewestGpusForUsers(with(paper50k(), "context", 1e6), 1000, catalogue()).possible);
}

void InverseTest::cheapestAccelerator() {
    const Targets targets{.firstToken = Seconds(5.0), .perToken = Seconds(0.02), .users = 8};
    const auto found = offers(paper50k(), targets, catalogue());
    QVERIFY(found.size() > 5);
    for (std::size_t i = 1; i < found.size(); ++i) {
        if (found[i].rent && found[i - 1].rent) QVERIFY(*found[i - 1].rent <= *found[i].rent);
        QVERIFY(found[i - 1].rent || !found[i].rent);
    }
    for (const Offer& offer : found) {
        QVERIFY(offer.firstToken <= *targets.firstToken && offer.perToken <= *targets.perToken && offer.users >= 8);
        // Half as many do not reach them.
        if (offer.gpus == 1) continue;
        Scenario half = with(paper50k(), "users", 8);
        chooseAccelerator(half, *offer.accelerator);
        half.deployment.plan.tensor = offer.gpus / 2;
        const Estimate e = evaluate(half);
        QVERIFY(e.prefill.time > *targets.firstToken || e.decode.outputToken > *targets.perToken ||
                e.memory.ceiling < 8);
    }
    const Requirement answer = longpeak::cheapestAccelerator(paper50k(), targets, catalogue());
    QVERIFY(answer.possible && found.front().rent);
    const Scenario s = taken(paper50k(), answer);
    QCOMPARE(s.deployment.accelerator.id, found.front().accelerator->id);
    QCOMPARE(s.deployment.plan.tensor, found.front().gpus);
    QVERIFY(evaluate(s).prefill.time <= *targets.firstToken);
    QVERIFY(evaluate(s).memory.ceiling >= 8);
    QVERIFY2(answer.words.english().find(s.deployment.accelerator.name) != std::string::npos,
             answer.words.english().c_str());
    QVERIFY(!longpeak::cheapestAccelerator(paper50k(), {.firstToken = Seconds(1e-6)}, catalogue()).possible);
}

void InverseTest::answersHold() {
    // Whatever is answered, applied it is so.
    int possible = 0;
    test::forAll(200, [&](test::Random& random) {
        const Scenario s = test::anyScenario();
        const double users = 1 + static_cast<double>(test::pick(random, 50));
        const CacheAxis axis = cacheAxes[test::pick(random, 4)];
        for (const Requirement& answer :
             {longpeak::compressionForUsers(s, users, axis, catalogue()), longestContextForUsers(s, users, catalogue()),
              fewestGpusForUsers(s, users, catalogue())}) {
            RC_ASSERT(!answer.words.empty() && answer.possible == !answer.edits.empty());
            if (!answer.possible) continue;
            ++possible;
            HOLDS(evaluate(taken(s, answer)).memory.ceiling >= users * (1 - 1e-12), answer.words.english().c_str());
        }
    });
    QVERIFY(possible > 50);
}

void InverseTest::editsAreSettings() {
    QCOMPARE(shown(settingOf({"compression.hidden", 13.8, {}})), "compression.hidden=13.8");
    QCOMPARE(shown(settingOf({"accelerator", 0, "h100-sxm"})), "accelerator=h100-sxm");
    QCOMPARE(shown(settingOf({"compression.token_prefill", 2, {}})), "compression.token_prefill=prompt");
    QCOMPARE(shown(settingOf({std::string(methodWord), 0, "snapkv"})), "compression.method=snapkv");
    QCOMPARE(shown(nameOf({"compression.hidden", 13.8, {}}, catalogue())), "Hidden 13.8×");
    QCOMPARE(shown(nameOf({"gpus", 4, {}}, catalogue())), "4 GPUs");
    QCOMPARE(shown(nameOf({std::string(methodWord), 0, "snapkv"}, catalogue())), "SnapKV");
    // All or nothing.
    Scenario s = paper50k();
    const std::vector<Edit> wrong{{"gpus", 4, {}}, {"gpus", 4.5, {}}};
    const auto done = apply(s, wrong, catalogue());
    QVERIFY(!done && s == paper50k());
    QCOMPARE(shown(done.faults().front().text()), "gpus=4.5: /gpus: must be a whole number, not 4.5");
    const std::vector<Edit> unknown{{"gpu", 4, {}}};
    QVERIFY(!apply(s, unknown, catalogue()));
    const std::vector<Edit> twice{{std::string(methodWord), 0, "snapkv"}, {std::string(methodWord), 0, "h2o"}};
    QVERIFY(!apply(s, twice, catalogue()) && s == paper50k());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::InverseTest)
#include "inverse_test.moc"
