// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/conventions.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>

namespace longpeak {
namespace {

using test::catalogue;
using test::paper50k;
using test::row;
using test::shown;
using test::with;

Scenario byOperators(const Scenario& scenario = paper50k()) {
    return with(scenario, "cost_model", 1);
}

ConventionReport reportOf(const Scenario& s, std::string_view id) {
    const auto reports = conventionReports(s, catalogue());
    const auto found = std::ranges::find_if(reports, [&](const auto& report) { return report.parameter->id == id; });
    if (found == reports.end()) qFatal("no report of that convention");
    return *found;
}

ConventionChoice choiceOf(const Scenario& s, std::string_view id, double value) {
    const ConventionReport report = reportOf(s, id);
    const auto found = std::ranges::find(report.choices, value, &ConventionChoice::value);
    if (found == report.choices.end()) qFatal("no such choice");
    return *found;
}

std::optional<Shift> find(const ConventionChoice& choice, std::string_view metric) {
    const auto found = std::ranges::find_if(choice.shifts, [&](const Shift& s) { return s.metric->key == metric; });
    return found == choice.shifts.end() ? std::nullopt : std::optional(*found);
}

double ratioOf(const ConventionChoice& choice, std::string_view metric) {
    const std::optional<Shift> shift = find(choice, metric);
    return shift ? shift->then / shift->now : 1.0;
}

/// The paper's model with experts in place of its feed-forward: 8 of the same size, 2 of them active.
Scenario mixture() {
    Scenario s = byOperators();
    FeedForward& f = s.architecture.groups.front().feedForward;
    f.kind = FeedForwardKind::Mixture;
    f.experts = 8;
    f.active = 2;
    s.model.architecture = s.architecture;
    return s;
}

Scenario windowed(double window) {
    Scenario s = byOperators();
    Attention& a = s.architecture.groups.front().attention;
    a.kind = AttentionKind::Window;
    a.window = window;
    s.model.architecture = s.architecture;
    return s;
}

class ConventionsTest : public QObject {
    Q_OBJECT

private slots:
    void coversTheRegistry();
    void offersWhatIsSetByHand();
    void fullSquare();
    void headOfEveryPosition();
    void experts();
    void fullLengthInWindows();
    void nominalCapacity();
    void utilisation();
    void timePerToken();
    void smallBlocksReadMore();
    void movesNothingElse();
    void saysWhyNothingMoves_data();
    void saysWhyNothingMoves();
    void saysWhyAChoiceIsStill();
    void knowsWhatThePaperAsks();
    void readsInWords_data();
    void readsInWords();
    void readsTheCacheOfTools();
    void readsThePrefillOfTools();
    void listsWhatIsFixed();
};

void ConventionsTest::coversTheRegistry() {
    const auto reports = conventionReports(byOperators(), catalogue());
    QStringList found;
    QStringList declared;
    for (const Parameter& parameter : parameters())
        if (parameter.group == Group::Convention) declared << shown(parameter.id);
    for (const ConventionReport& report : reports) {
        found << shown(report.parameter->id);
        QCOMPARE(std::ranges::count(report.choices, true, &ConventionChoice::isCurrent), 1);
        QCOMPARE(std::ranges::count(report.choices, true, &ConventionChoice::isDefault), 1);
        QVERIFY(report.choices.size() >= 2);
        for (const ConventionChoice& choice : report.choices) {
            QVERIFY(shown(choice.meaning).endsWith('.'));
            QVERIFY2(choice.meaning.english() != "As set by hand.", choice.label.english().c_str());
        }
    }
    QCOMPARE(found, declared);
    QVERIFY(declared.size() >= 8);
}

void ConventionsTest::offersWhatIsSetByHand() {
    const Scenario s = with(byOperators(), "convention.utilisation", 0.85);
    QStringList labels;
    const ConventionReport report = reportOf(s, "convention.utilisation");
    for (const ConventionChoice& choice : report.choices) labels << shown(choice.label);
    QCOMPARE(labels, (QStringList{"90 %", "100 %", "85 %"}));
    const ConventionChoice own = choiceOf(s, "convention.utilisation", 0.85);
    QVERIFY(own.isCurrent && own.shifts.empty());
    QCOMPARE(shown(own.meaning), "As set by hand.");
}

/// n² pairs over n(n + 1)/2: 2n/(n + 1) on the attention part, the rest stays.
void ConventionsTest::fullSquare() {
    for (const double n : {1000.0, 50000.0, 1e6}) {
        const Scenario s = with(byOperators(), "context", n);
        const Prefill exact = evaluate(s).prefill;
        const ConventionChoice full = choiceOf(s, "convention.causal", 1);
        NEAR(ratioOf(full, "prefill_flop"),
             (exact.linearFlop.si() + exact.attentionFlop.si() * 2.0 * n / (n + 1.0)) /
                 (exact.linearFlop.si() + exact.attentionFlop.si()),
             1e-12);
    }
    // At 50K: linear 3.3488e15 of 5.4993e15 FLOP, so + 39.1 %.
    const std::optional<Shift> flop = find(choiceOf(byOperators(), "convention.causal", 1), "prefill_flop");
    QVERIFY(flop);
    QCOMPARE(shown(flop->text()), "prefill work +39.1 %");
    // And from the square back to the mask.
    const Scenario square = with(byOperators(), "convention.causal", 1);
    NEAR(ratioOf(choiceOf(square, "convention.causal", 0), "prefill_flop"), flop->now / flop->then, 1e-12);
}

/// 49 999 further positions, each 2 · 7168 · 64 000 FLOP.
void ConventionsTest::headOfEveryPosition() {
    const std::optional<Shift> flop = find(choiceOf(byOperators(), "convention.lm_head", 1), "prefill_flop");
    QVERIFY(flop);
    NEAR(flop->then - flop->now, 49999.0 * 2 * 7168 * 64000, 1e-9);
}

/// A step of 4 tokens touches 8(1 − (6/8)^4) = 5.46875 experts; min(8, 2·4) = 8; a step of 3 at most 6 of them.
void ConventionsTest::experts() {
    const double expert = 60.0 * 3 * 7168 * 20480 * 2; // bytes of one expert in all layers
    const Scenario four = with(mixture(), "batch", 4);
    for (const double choice : {1.0, 2.0}) {
        const std::optional<Shift> bytes = find(choiceOf(four, "convention.experts", choice), "decode_bytes");
        QVERIFY(bytes);
        NEAR(bytes->then - bytes->now, (8 - 5.46875) * expert, 1e-9);
    }
    const Scenario three = with(mixture(), "batch", 3);
    const std::optional<Shift> most = find(choiceOf(three, "convention.experts", 1), "decode_bytes");
    QVERIFY(most);
    NEAR(most->then - most->now, (6 - 8 * (1 - 0.75 * 0.75 * 0.75)) * expert, 1e-9); // 6 − 4.625
    const std::optional<Shift> all = find(choiceOf(mixture(), "convention.experts", 2), "decode_bytes");
    QVERIFY(all);
    NEAR(all->then - all->now, 6 * expert, 1e-9); // one token uses 2
}

void ConventionsTest::fullLengthInWindows() {
    const ConventionChoice full = choiceOf(windowed(4096), "convention.window", 1);
    NEAR(ratioOf(full, "kv_bytes_per_user"), 50000.0 / 4096.0, 1e-13); // 12.2 times
    QVERIFY(ratioOf(full, "ceiling_users_exact") < 1);
    QCOMPARE(ratioOf(full, "decode_s_per_token"), 1.0); // what is kept is not read
    // Within the window the cache is the same, but not at the longest context that fits.
    const Scenario shorter = with(with(windowed(32768), "context", 20000), "users", 1);
    const ConventionChoice within = choiceOf(shorter, "convention.window", 1);
    QVERIFY(!find(within, "kv_bytes_per_user") && find(within, "max_context_tokens"));
}

void ConventionsTest::nominalCapacity() {
    Scenario s = byOperators();
    s.deployment.accelerator.nominalMemory = Bytes(80e9); // the box of an A100
    NEAR(ratioOf(choiceOf(s, "convention.capacity", 1), "hbm_bytes"), 80e9 / 85'899'345'920.0, 1e-15);
    // The weights alone are 68.8 GB: what is left for caches shrinks more than the whole.
    QVERIFY(ratioOf(choiceOf(s, "convention.capacity", 1), "ceiling_users_exact") < 80e9 / 85'899'345'920.0);
}

void ConventionsTest::utilisation() {
    for (const Scenario& s : {paper50k(), byOperators()}) // both models leave room
        NEAR(ratioOf(choiceOf(s, "convention.utilisation", 0.9), "hbm_bytes"), 0.9, 1e-15);
}

/// 250 tokens: (prefill + 250 steps) / 250 instead of the mean of the 249 steps after the first.
void ConventionsTest::timePerToken() {
    const Scenario s = with(byOperators(), "session.answer", 1);
    const Estimate e = evaluate(s);
    const std::optional<Shift> shift = find(choiceOf(s, "convention.tpot", 1), "tpot_s");
    QVERIFY(shift);
    NEAR(shift->then, e.prefill.time.si() + e.decode.perToken.si(), 1e-13); // the first token waits for both
}

/// On a device of 1 TB/s and 2000 TFLOP/s blocks of 128 queries do not amortise the reads of multi-head attention.
void ConventionsTest::smallBlocksReadMore() {
    Scenario s = byOperators();
    s.architecture.groups.front().attention.kvHeads = s.architecture.groups.front().attention.queryHeads;
    s = with(with(s, "accelerator.flops", 2e15), "accelerator.bandwidth", 1e12);
    QVERIFY(ratioOf(choiceOf(s, "convention.attention_block", 128), "prefill_s") > 1.05);
    QVERIFY(ratioOf(choiceOf(s, "convention.attention_block", 0), "prefill_s") <= 1.0);
}

void ConventionsTest::movesNothingElse() {
    const std::set<std::string_view> ofMemory{"hbm_bytes", "ceiling_users_exact", "max_context_tokens",
                                              "sessions_per_hour_bound", "dollars_per_session"};
    const ConventionChoice less = choiceOf(byOperators(), "convention.utilisation", 0.9);
    for (const Shift& shift : less.shifts)
        QVERIFY2(ofMemory.contains(shift.metric->key), shift.text().english().c_str());
    const ConventionChoice endToEnd = choiceOf(byOperators(), "convention.tpot", 1);
    for (const Shift& shift : endToEnd.shifts) QCOMPARE(shown(shift.metric->key), "tpot_s");
    const ConventionChoice full = choiceOf(byOperators(), "convention.causal", 1);
    QVERIFY(!find(full, "kv_bytes_per_user") && !find(full, "decode_s_per_token"));
    for (std::size_t i = 1; i < full.shifts.size(); ++i) // the largest first
        QVERIFY(std::abs(std::log(full.shifts[i - 1].then / full.shifts[i - 1].now)) >=
                std::abs(std::log(full.shifts[i].then / full.shifts[i].now)));
}

void ConventionsTest::saysWhyNothingMoves_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("reason");
    QTest::newRow("dense") << "convention.experts" << 0 << "this model has no routed experts";
    QTest::newRow("no window") << "convention.window" << 0 << "this model has no layers with a window";
    QTest::newRow("by hand") << "convention.capacity" << 1 << "the memory is set by hand";
    QTest::newRow("box") << "convention.capacity" << 2 << "this device reports what its box says";
    QTest::newRow("paper") << "convention.causal" << 3 << "the paper's closed form does not ask this";
}

void ConventionsTest::saysWhyNothingMoves() {
    QFETCH(QString, id);
    QFETCH(int, which);
    QFETCH(QString, reason);
    Scenario likeItsBox = byOperators();
    likeItsBox.deployment.accelerator.nominalMemory = likeItsBox.deployment.accelerator.memory;
    const std::array scenarios{byOperators(), with(byOperators(), "accelerator.memory", 1e11), likeItsBox, paper50k()};
    const ConventionReport report = reportOf(scenarios.at(static_cast<std::size_t>(which)), id.toStdString());
    QCOMPARE(shown(report.idle), reason);
    for (const ConventionChoice& choice : report.choices) QVERIFY(choice.shifts.empty());
    // It is true: whatever is chosen, nothing moves.
    const Estimate now = evaluate(scenarios.at(static_cast<std::size_t>(which)));
    for (const ConventionChoice& choice : report.choices) {
        Scenario other = scenarios.at(static_cast<std::size_t>(which));
        report.parameter->set(other, choice.value, catalogue());
        QVERIFY(evaluate(other).memory == now.memory && evaluate(other).prefill == now.prefill);
    }
}

/// Another choice may move nothing at one point and much at the next.
void ConventionsTest::saysWhyAChoiceIsStill() {
    QCOMPARE(shown(choiceOf(mixture(), "convention.experts", 1).idle),
             "one token uses its k experts by either count, and a prefill uses them all");
    const ConventionChoice block = choiceOf(byOperators(), "convention.attention_block", 128);
    QVERIFY(block.shifts.empty() && shown(block.idle).contains("bound by FLOP/s"));
    QCOMPARE(shown(choiceOf(windowed(65536), "convention.window", 1).idle), "the context is no longer than the window");
    QVERIFY(choiceOf(byOperators(), "convention.causal", 1).idle.empty());
    QVERIFY(choiceOf(byOperators(), "convention.causal", 0).idle.empty()); // the current one
}

/// Capacity, utilisation and the time per token are asked under both models.
void ConventionsTest::knowsWhatThePaperAsks() {
    Scenario s = paper50k();
    s.deployment.accelerator.nominalMemory = Bytes(80e9);
    QStringList asked;
    for (const ConventionReport& report : conventionReports(s, catalogue()))
        if (report.idle.empty()) asked << shown(report.parameter->id);
    QCOMPARE(asked, (QStringList{"convention.capacity", "convention.utilisation", "convention.tpot"}));
}

void ConventionsTest::readsInWords_data() {
    QTest::addColumn<QString>("metric");
    QTest::addColumn<double>("now");
    QTest::addColumn<double>("then");
    QTest::addColumn<QString>("words");
    QTest::newRow("more") << "prefill_s" << 10.0 << 14.0 << "prefill +40 %";
    QTest::newRow("less") << "prefill_s" << 10.0 << 9.0 << "prefill −10 %";
    QTest::newRow("twice") << "kv_bytes_per_user" << 1e9 << 2e9 << "KV cache per user ×2";
    QTest::newRow("a quarter") << "hbm_bytes" << 8.0 << 2.0 << "HBM ÷4";
    QTest::newRow("not positive") << "ceiling_users_exact" << 1.0 << -0.25
                                  << "concurrency ceiling 1 user → -0.25 users";
}

void ConventionsTest::readsInWords() {
    QFETCH(QString, metric);
    QFETCH(double, now);
    QFETCH(double, then);
    QTEST(shown(Shift{findMetric(metric.toStdString()), now, then}.text()), "words");
}

/// 131 072 tokens · 32 layers · 2 · H · 128 · b: powers of two.
void ConventionsTest::readsTheCacheOfTools() {
    const std::vector<std::pair<QString, double>> expected{{"GQA in 16 bit", 17'179'869'184.0},
                                                           {"GQA in 32 bit", 34'359'738'368.0},
                                                           {"MHA in 8 bit", 34'359'738'368.0},
                                                           {"MHA in 16 bit", 68'719'476'736.0},
                                                           {"MHA in 32 bit", 137'438'953'472.0}};
    const auto readings = cacheReadings(catalogue());
    QCOMPARE(readings.size(), expected.size());
    for (std::size_t i = 0; i < readings.size(); ++i) {
        QCOMPARE(shown(readings[i].title), expected[i].first);
        QCOMPARE(readings[i].value, expected[i].second);
        QCOMPARE(readings[i].own, i == 0);
    }
    QCOMPARE(shown(readings.back().numbers), "131\u202f072 · 32 · 2 · 32 · 128 · 4 B");
    // The program's own choice is what it evaluates.
    Scenario s;
    chooseModel(s, *catalogue().model("llama-3-8b"));
    chooseAccelerator(s, *catalogue().accelerator("a100-sxm-80g"));
    s.context = Tokens(131072);
    for (const double model : {0.0, 1.0})
        QCOMPARE(evaluate(with(s, "cost_model", model)).memory.cachePerUser.si(), readings.front().value);
}

/// P = 8 030 261 248; 312 TFLOP/s.
void ConventionsTest::readsThePrefillOfTools() {
    const auto readings = prefillReadings(catalogue());
    QCOMPARE(readings.size(), std::size_t{6});
    const double linear = 2.0 * 8'030'261'248.0 * 131072;
    const double pairs = 4096.0 * 32 * 131072 * 131072;                      // H_q·d · L · n²
    NEAR(readings[0].value, 2.0 * 8'030'261'248.0 * 128000 / 312e12, 1e-13); // 6.59 s
    NEAR(readings[1].value, linear / 312e12, 1e-13);                         // 6.75 s
    NEAR(readings[3].value, (linear + 2 * pairs) / 312e12, 1e-13);           // 21.2 s
    NEAR(readings[4].value, (linear + 4 * pairs) / 312e12, 1e-13);           // 35.6 s
    NEAR(readings[5].value, (linear + 4 * pairs) / 312e12 / 0.33, 1e-13);    // 108 s
    QCOMPARE(shown(format(readings[0].value, Unit::Seconds)), "6.59 s");
    QCOMPARE(shown(format(readings[5].value, Unit::Seconds)), "108 s");
    // Every operator: without the input table, and the head once; norms add a little.
    QVERIFY(readings[2].own);
    const double operators = (linear - 2.0 * 2 * 128256 * 4096 * 131072 + 2 * pairs) / 312e12; // 20.3 s
    QVERIFY(readings[2].value > operators && readings[2].value < 1.01 * operators);
    QVERIFY(shown(spreadOfTools()).contains("twelve existing tools"));
}

void ConventionsTest::listsWhatIsFixed() {
    for (const auto& list : {fixedConventions(), commonDifferences()}) {
        QVERIFY(list.size() >= 6);
        for (const Remark& remark : list) QVERIFY(!remark.title.empty() && remark.text.english().ends_with('.'));
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ConventionsTest)
#include "conventions_test.moc"
