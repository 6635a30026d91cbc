// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/conversation.h"

#include "core/near.h"
#include "core/samples.h"
#include "cost/paper.h"
#include "registry.h"

#include <QTest>

namespace longpeak {
namespace {

using test::paper50k;
using test::with;

double timeOf(const Conversation& talk, Activity activity) {
    double sum = 0;
    for (const Phase& phase : talk.phases)
        if (phase.activity == activity) sum += (phase.end - phase.start).si();
    return sum;
}

std::size_t countOf(const Conversation& talk, Activity activity) {
    return static_cast<std::size_t>(std::ranges::count(talk.phases, activity, &Phase::activity));
}

class ConversationTest : public QObject {
    Q_OBJECT

private slots:
    void equalsTheClosedForm();
    void addsTheSwitches();
    void hasNoGaps();
    void emitsEveryToken();
    void spacesTokensByTheirCost();
    void hasNoEmptyPhases();
    void thinsLongConversations_data();
    void thinsLongConversations();
    void holdsForRandomScenarios();
};

void ConversationTest::equalsTheClosedForm() {
    const Scenario s = with(paper50k(), "users", 1);
    const Conversation talk = converse(s);
    const Throughput t = evaluate(s).throughput;
    QVERIFY(!talk.switches);
    NEAR(talk.phases.back().end.si(), t.loneLatency.si(), 1e-9);
    NEAR(timeOf(talk, Activity::Prefill), t.prefill.si(), 1e-9);
    NEAR(timeOf(talk, Activity::Decode), t.decode.si(), 1e-9);
    NEAR(timeOf(talk, Activity::Think), 240.0, 1e-12); // four pauses between five rounds
    QCOMPARE(countOf(talk, Activity::Switch), std::size_t{0});
    // Upload to first token: the prefill and one token's decode.
    NEAR(talk.tokens.front().time.si(), evaluate(s).prefill.time.si() + evaluate(s).decode.perToken.si(), 1e-12);
}

void ConversationTest::addsTheSwitches() {
    // Three users, room for one: each of the four returns brings the cache back as large as it is by then. Before round
    // r there are 50 000 + 250 and 350 more for every later round: 50 250, 50 600, 50 950, 51 300 tokens.
    const Scenario s = paper50k();
    const Conversation talk = converse(s);
    QVERIFY(talk.switches);
    QCOMPARE(countOf(talk, Activity::Switch), std::size_t{4});
    const double switches = 2 * 245760.0 * (50250 + 50600 + 50950 + 51300) / 20e9;
    NEAR(timeOf(talk, Activity::Switch), switches, 1e-12);
    NEAR(talk.phases.back().end.si(), evaluate(s).throughput.loneLatency.si() + switches, 1e-9);
    // As many users as fit do not switch; one more do.
    QVERIFY(!converse(with(with(s, "gpus", 2), "users", 8)).switches); // ceiling 8.45
    QVERIFY(converse(with(with(s, "gpus", 2), "users", 9)).switches);
}

void ConversationTest::hasNoGaps() {
    const Conversation talk = converse(paper50k());
    QCOMPARE(talk.phases.size(), std::size_t{5 * 2 + 4 * 2}); // prefill, decode; between them think, switch
    QCOMPARE(talk.phases.front().start.si(), 0.0);
    for (std::size_t i = 1; i < talk.phases.size(); ++i) {
        QVERIFY(talk.phases[i].start == talk.phases[i - 1].end);
        QVERIFY(talk.phases[i].round >= talk.phases[i - 1].round);
    }
    const std::array order{Activity::Prefill, Activity::Decode, Activity::Think, Activity::Switch};
    for (std::size_t i = 0; i < 4; ++i) QVERIFY(talk.phases[i].activity == order[i]);
    QVERIFY(talk.phases.back().activity == Activity::Decode);
    QCOMPARE(talk.phases.back().round, 4);
}

void ConversationTest::emitsEveryToken() {
    const Conversation talk = converse(paper50k());
    QCOMPARE(talk.tokens.size(), std::size_t{1250});
    QCOMPARE(std::ranges::count(talk.tokens, true, &Token::first), 5);
    for (std::size_t i = 0; i < talk.tokens.size(); ++i) {
        QCOMPARE(talk.tokens[i].first, i % 250 == 0);
        QCOMPARE(talk.tokens[i].round, static_cast<int>(i / 250));
        if (i > 0) QVERIFY(talk.tokens[i].time > talk.tokens[i - 1].time);
    }
    NEAR(talk.tokens.back().time.si(), talk.phases.back().end.si(), 1e-12);
}

void ConversationTest::spacesTokensByTheirCost() {
    const Scenario s = paper50k();
    const Conversation talk = converse(s);
    double cached = 0;
    for (std::size_t round = 0; round < 5; ++round) {
        cached += round == 0 ? 50000 : 100;
        for (std::size_t k = 0; k < 250; ++k) {
            const Token& token = talk.tokens[250 * round + k];
            // The k-th token reads the context, all earlier rounds and the k tokens before it.
            const double step = (68e9 + 245760.0 * cached) / 2.039e12;
            if (k > 0) {
                NEAR(token.latency.si(), step, 1e-9);
                NEAR((token.time - talk.tokens[250 * round + k - 1].time).si(), step, 1e-9);
            }
            cached += 1;
        }
        // The first token waits for the switch, the prefill and its own step: since the question, not the token before.
        const Token& first = talk.tokens[250 * round];
        const auto begins = std::ranges::find_if(talk.phases, [&](const Phase& phase) {
            return phase.round == static_cast<int>(round) && phase.activity != Activity::Think;
        });
        NEAR(first.latency.si(), (first.time - begins->start).si(), 1e-12);
    }
}

void ConversationTest::hasNoEmptyPhases() {
    Scenario s = with(with(paper50k(), "session.think", 0), "users", 1);
    const Conversation talk = converse(s);
    QCOMPARE(countOf(talk, Activity::Think), std::size_t{0});
    for (const Phase& phase : talk.phases) QVERIFY(phase.end > phase.start);
    // One round: a prefill and an answer, no thinking after it.
    test::set(s, "session.rounds", 1);
    test::set(s, "session.think", 60);
    QCOMPARE(converse(s).phases.size(), std::size_t{2});
    // One token.
    test::set(s, "session.answer", 1);
    const Conversation one = converse(s);
    QCOMPARE(one.tokens.size(), std::size_t{1});
    QVERIFY(one.tokens.front().first);
    NEAR(one.tokens.front().time.si(), one.phases.back().end.si(), 1e-15);
}

void ConversationTest::thinsLongConversations_data() {
    QTest::addColumn<int>("rounds");
    QTest::addColumn<int>("answer");
    QTest::addColumn<int>("most");
    QTest::newRow("longest of all") << 100 << 100000 << 4000;
    QTest::newRow("just fits") << 16 << 250 << 4000;
    QTest::newRow("one too many") << 1 << 4001 << 4000;
    QTest::newRow("no even share") << 99 << 202 << 4000; // 4000 / 99 = 40.4
    QTest::newRow("few of each") << 100 << 7 << 250;
    QTest::newRow("one of each") << 100 << 7 << 100;
    QTest::newRow("less than rounds") << 100 << 7 << 10;
    QTest::newRow("none") << 3 << 7 << 0;
}

void ConversationTest::thinsLongConversations() {
    QFETCH(int, rounds);
    QFETCH(int, answer);
    QFETCH(int, most);
    Scenario s = with(with(paper50k(), "session.rounds", rounds), "session.answer", answer);
    const Conversation talk = converse(s, static_cast<std::size_t>(most));
    QVERIFY(talk.tokens.size() <= static_cast<std::size_t>(std::max(most, rounds)));
    QVERIFY(talk.tokens.size() >= static_cast<std::size_t>(std::min(most, rounds * answer) / 2));
    QCOMPARE(std::ranges::count(talk.tokens, true, &Token::first), rounds); // always each first one
    // Phases are those of the whole conversation.
    const Conversation whole = converse(s, 20'000'000);
    QVERIFY(talk.phases == whole.phases);
    QCOMPARE(whole.tokens.size(), static_cast<std::size_t>(rounds) * static_cast<std::size_t>(answer));
    // What is kept are tokens of it.
    std::size_t at = 0;
    for (const Token& token : talk.tokens) {
        while (at < whole.tokens.size() && whole.tokens[at].time < token.time) ++at;
        QVERIFY(at < whole.tokens.size() && whole.tokens[at] == token);
    }
}

void ConversationTest::holdsForRandomScenarios() {
    constexpr test::Random::result_type seed = 1250;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    test::Random random(seed);
    for (int i = 0; i < 1000; ++i) {
        const Scenario s = test::randomScenario(random);
        const Conversation talk = converse(s, 500);
        const Throughput t = evaluate(s).throughput;
        const double end = talk.phases.back().end.si();
        // Short questions on long caches are differences of large numbers, hence the tolerance.
        NEAR(end - timeOf(talk, Activity::Switch), t.loneLatency.si(), 1e-7);
        QCOMPARE(talk.switches, s.session.users > std::floor(evaluate(s).memory.ceiling));
        QVERIFY(talk.tokens.size() <= 500);
        for (std::size_t k = 1; k < talk.tokens.size(); ++k)
            QVERIFY(talk.tokens[k].time >= talk.tokens[k - 1].time && talk.tokens[k].latency.si() > 0);
        for (std::size_t k = 1; k < talk.phases.size(); ++k)
            QVERIFY(talk.phases[k].start == talk.phases[k - 1].end && talk.phases[k].end >= talk.phases[k].start);
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ConversationTest)
#include "conversation_test.moc"
