// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/simulation.h"

#include "core/property.h"
#include "cost/costs.h"
#include "cost/estimate.h"
#include "registry.h"
#include "session/load.h"

#include <array>
#include <future>
#include <map>
#include <set>
#include <thread>

namespace longpeak {
namespace {

using test::paper50k;
using test::shown;
using test::with;

constexpr double attention = 6656.0 * 60; ///< A·L of the paper

std::vector<UserPhase> phasesOf(const Simulation& run, int user) {
    std::vector<UserPhase> out;
    for (const UserPhase& phase : run.phases)
        if (phase.user == user) out.push_back(phase);
    return out;
}

double timeIn(const Simulation& run, Activity activity) {
    double sum = 0;
    for (const UserPhase& phase : run.phases)
        if (phase.activity == activity) sum += (phase.end - phase.start).si();
    return sum;
}

std::size_t countOf(const Simulation& run, Activity activity) {
    return static_cast<std::size_t>(std::ranges::count(run.phases, activity, &UserPhase::activity));
}

/// Any scenario in which not too much happens for a test.
Scenario draw(test::Random& random) {
    Scenario s = test::randomScenario(random);
    s.session.users = static_cast<double>(1 + test::pick(random, 20));
    s.session.rounds = static_cast<double>(1 + test::pick(random, 5));
    s.session.answer = Tokens(static_cast<double>(1 + test::pick(random, 600)));
    s.batch = static_cast<double>(1 + test::pick(random, 2) * test::pick(random, 12));
    return s;
}

/// With room for a few caches, so that users push each other out.
Scenario crowded(Scenario s) {
    const Memory m = evaluate(s).memory;
    const Tokens last = s.context + (s.session.question + s.session.answer) * s.session.rounds;
    const Bytes caches = Costs(s).cache(last) * 2.6;
    s.conventions.capacity = Capacity::Device;
    s.conventions.utilisation = 1.0;
    s.deployment.overrides.memory = (m.weights + m.activations + caches) / s.deployment.plan.tensor;
    return s;
}

Scenario drawCrowdedOrNot(test::Random& random) {
    const Scenario s = draw(random);
    return test::chance(random, 2) ? crowded(s) : s;
}

/// Long enough that every user's first session ends, whoever is served first.
SimulationOptions longEnough(const Scenario& s) {
    const Throughput t = evaluate(s).throughput;
    const double switching = evaluate(s).contextSwitch.time.si() * s.session.rounds * 2;
    return {.horizon = Seconds(1.5 * (t.loneLatency.si() + s.session.users * (t.loneLatency.si() + switching) +
                                      s.session.users * s.session.stagger.si()))};
}

/// The same without more sessions than a test has time for.
SimulationOptions forAWhile(const Scenario& s) {
    const Throughput t = evaluate(s).throughput;
    const double most = 2000 * t.gpuTime.si() + 10 * t.loneLatency.si();
    return {.horizon = std::min(longEnough(s).horizon, Seconds(most))};
}

class SimulationTest : public QObject {
    Q_OBJECT

private slots:
    void aLoneUserIsTheClosedForm();
    void twoUsersByHand();
    void emitsEveryToken();
    void spacesTokensByTheirCost();
    void thinsLongAnswers_data();
    void thinsLongAnswers();
    void staysWithinTheBounds();
    void boundIsOfWhatWasDrawn();
    void waitsAreExact();
    void keepsLittlesLaw();
    void usersDoOneThingAtATime();
    void gpuAndLinkDoOneThingAtATime();
    void bytesAreConserved();
    void nobodyStarves();
    void isDeterministic();
    void drawsThinkingTimes();
    void staggersArrivals();
    void schedulesDiffer();
    void decodesTogether();
    void chunksLetAnswersGoOn();
    void overlapsSwitches();
    void neverSwaps();
    void dropsWhereDdrIsFull();
    void saysWhatDoesNotFit();
    void stopsWhenCancelled();
    void stopsInTheMiddle();
    void takesAsLongAsThereAreRequests_data();
    void takesAsLongAsThereAreRequests();
    void endsAfterTooManyTurns();
    void settlesInAFewTurns();
    void thinsManyUsers();
    void boundsThePhasesOfOneUser();
    void countsRequests();
};

void SimulationTest::aLoneUserIsTheClosedForm() {
    test::forAll(300, [] {
        Scenario s = test::drawn(draw);
        test::set(s, "users", 1);
        s.session.thinkTime = ThinkTime::Fixed;
        const Simulation run = simulate(s, {.watched = 0, .endsWithWatched = true});
        if (!run.infeasible.empty()) return;
        const Throughput t = evaluate(s).throughput;
        HOLDS_NEAR(run.horizon.si(), t.loneLatency.si(), 1e-9);
        HOLDS_NEAR(timeIn(run, Activity::Think) + timeIn(run, Activity::Prefill) + timeIn(run, Activity::Decode),
                   t.loneLatency.si(), 1e-9);
        RC_ASSERT(run.sessions == 1.0);
        HOLDS_NEAR(run.requests, s.session.rounds, 1e-12);
        RC_ASSERT(countOf(run, Activity::Wait) + countOf(run, Activity::SwitchIn) == std::size_t{0});
        const double clock = run.horizon.si() * 1e-6; // what is short is rounded with the clock
        HOLDS_NEAR(run.gpuBusy * run.horizon.si() + clock, t.prefill.si() + timeIn(run, Activity::Decode) + clock,
                   1e-9);
    });
    // The paper's example by hand: the document's prefill and one token.
    const Simulation run = simulate(with(paper50k(), "users", 1));
    const double prefill = (2 * 34e9 * 50000 + attention * 2500e6) / 312e12;
    NEAR(run.firstToken.sorted.back(), prefill + (68e9 + 245760.0 * 50000) / 2.039e12, 1e-9);
}

void SimulationTest::twoUsersByHand() {
    // Yi-34B on one A100, 50 000 tokens, two users, one cache fits beside the weights. Two rounds, 60 s of thinking.
    // Per token of cache 4·60·8·128 = 245 760 B; decode (68e9 + 245 760·m) / 2.039e12 s; link 20e9 B/s.
    Scenario s = with(with(paper50k(), "users", 2), "session.rounds", 2);
    const Simulation run = simulate(s, {.horizon = Seconds(400.0)});
    const auto answer = [](double m) { // 250 tokens, the k-th on a cache of m + k - 1
        return (250 * 68e9 + 245760.0 * (250 * m + 250 * 249 / 2.0)) / 2.039e12;
    };
    const double document = (2 * 34e9 * 50000 + attention * 2500e6) / 312e12;
    const double question = (2 * 34e9 * 100 + attention * (50350.0 * 50350.0 - 50250.0 * 50250.0)) / 312e12;
    const double out = 245760.0 * 50250 / 20e9; // a cache after one round
    struct Row {
        int user;
        Activity activity;
        double duration;
        int round;
        int session;
    };
    const double first = document + answer(50000);
    const double second = question + answer(50350);
    // User 1 is served at once, user 2 waits for that, then sends user 1's cache away.
    const double two = first + out + first;
    // User 1 asks again at first + 60; user 2 was done long before, its cache is in HBM.
    const double again = first + 60;
    QVERIFY(two < again);
    const double oneDone = again + out + out + second;
    // User 2 asks again at two + 60, while user 1's second answer is written or after it.
    const double twoAsks = two + 60;
    // User 1's session is over, its cache is freed at once: only user 2's own comes in. But a new user 1 came when it
    // ended, before user 2 asked, so it was served first and sent nothing away: HBM was empty.
    QVERIFY(oneDone < twoAsks);
    const double newDone = oneDone + first;
    const std::vector<Row> expected{{0, Activity::Prefill, document, 0, 0},
                                    {0, Activity::Decode, answer(50000), 0, 0},
                                    {0, Activity::Think, 60, 0, 0},
                                    {0, Activity::SwitchOut, out, 1, 0},
                                    {0, Activity::SwitchIn, out, 1, 0},
                                    {0, Activity::Prefill, question, 1, 0},
                                    {0, Activity::Decode, answer(50350), 1, 0},
                                    {0, Activity::Prefill, document, 0, 1},
                                    {0, Activity::Decode, answer(50000), 0, 1},
                                    {1, Activity::Wait, first, 0, 0},
                                    {1, Activity::SwitchOut, out, 0, 0},
                                    {1, Activity::Prefill, document, 0, 0},
                                    {1, Activity::Decode, answer(50000), 0, 0},
                                    {1, Activity::Think, 60, 0, 0},
                                    {1, Activity::Wait, newDone - twoAsks, 1, 0},
                                    {1, Activity::SwitchOut, out, 1, 0},
                                    {1, Activity::SwitchIn, out, 1, 0},
                                    {1, Activity::Prefill, question, 1, 0},
                                    {1, Activity::Decode, answer(50350), 1, 0}};
    std::array<double, 2> at{0, 0};
    std::array<std::size_t, 2> index{0, 0};
    for (const Row& row : expected) {
        const auto user = static_cast<std::size_t>(row.user);
        const auto phases = phasesOf(run, row.user);
        QVERIFY(index[user] < phases.size());
        const UserPhase& phase = phases[index[user]++];
        QCOMPARE(shown(nameOf(phase.activity)), shown(nameOf(row.activity)));
        NEAR(phase.start.si() + 1, at[user] + 1, 1e-9);
        NEAR(phase.end.si() - phase.start.si(), row.duration, 1e-8);
        QCOMPARE(phase.round, row.round);
        QCOMPARE(phase.session, row.session);
        at[user] += row.duration;
    }
    // Bytes: user 1's cache out, then user 2's out and user 1's in, then the new user 1's out and user 2's in.
    const Simulation before = simulate(s, {.horizon = Seconds(at[1])});
    NEAR(before.switchedOut.si(), 3 * 245760.0 * 50250, 1e-12);
    NEAR(before.switchedIn.si(), 2 * 245760.0 * 50250, 1e-12);
}

void SimulationTest::emitsEveryToken() {
    const Simulation run = simulate(with(paper50k(), "users", 1), {.watched = 0, .endsWithWatched = true});
    QCOMPARE(run.tokens.size(), std::size_t{1250});
    QCOMPARE(std::ranges::count(run.tokens, true, &Token::first), 5);
    for (std::size_t i = 0; i < run.tokens.size(); ++i) {
        QCOMPARE(run.tokens[i].first, i % 250 == 0);
        QCOMPARE(run.tokens[i].round, static_cast<int>(i / 250));
        if (i > 0) QVERIFY(run.tokens[i].time > run.tokens[i - 1].time);
    }
    NEAR(run.tokens.back().time.si(), run.phases.back().end.si(), 1e-12);
}

void SimulationTest::spacesTokensByTheirCost() {
    const Simulation run = simulate(paper50k(), {.watched = 1, .endsWithWatched = true});
    const auto phases = phasesOf(run, 1);
    double cached = 0;
    for (std::size_t round = 0; round < 5; ++round) {
        cached += round == 0 ? 50000 : 100;
        for (std::size_t k = 0; k < 250; ++k) {
            const Token& token = run.tokens[250 * round + k];
            // The k-th token reads the context, all earlier rounds and the k tokens before it.
            const double step = (68e9 + 245760.0 * cached) / 2.039e12;
            if (k > 0) {
                NEAR(token.latency.si(), step, 1e-8);
                NEAR((token.time - run.tokens[250 * round + k - 1].time).si(), step, 1e-8);
            }
            cached += 1;
        }
        // The first waits for others, the switch, the prefill and its own step: since the question.
        const Token& first = run.tokens[250 * round];
        const auto begins = std::ranges::find_if(phases, [&](const UserPhase& phase) {
            return phase.round == static_cast<int>(round) && phase.activity != Activity::Think;
        });
        NEAR(first.latency.si(), (first.time - begins->start).si(), 1e-12);
    }
}

void SimulationTest::thinsLongAnswers_data() {
    QTest::addColumn<int>("rounds");
    QTest::addColumn<int>("answer");
    QTest::addColumn<int>("most");
    QTest::newRow("longest of all") << 100 << 100000 << 4000;
    QTest::newRow("just fits") << 16 << 250 << 4000;
    QTest::newRow("one too many") << 1 << 4001 << 4000;
    QTest::newRow("no even share") << 99 << 202 << 4000; // 4000 / 99 = 40.4
    QTest::newRow("few of each") << 100 << 7 << 250;
    QTest::newRow("less than rounds") << 100 << 7 << 10;
    QTest::newRow("none") << 3 << 7 << 0;
}

void SimulationTest::thinsLongAnswers() {
    QFETCH(int, rounds);
    QFETCH(int, answer);
    QFETCH(int, most);
    Scenario s = with(with(with(paper50k(), "session.rounds", rounds), "session.answer", answer), "users", 1);
    SimulationOptions options{
        .maximumTokens = static_cast<std::size_t>(most), .watched = 0, .endsWithWatched = true, .ignoresMemory = true};
    const Simulation run = simulate(s, options);
    QVERIFY(run.tokens.size() <= static_cast<std::size_t>(std::max(most, rounds)));
    QVERIFY(run.tokens.size() >= static_cast<std::size_t>(std::min(most, rounds * answer) / 2));
    QCOMPARE(std::ranges::count(run.tokens, true, &Token::first), rounds); // always each first one
    if (rounds * answer > 1'000'000) return;
    options.maximumTokens = 20'000'000;
    const Simulation whole = simulate(s, options);
    QVERIFY(run.phases == whole.phases);
    QCOMPARE(whole.tokens.size(), static_cast<std::size_t>(rounds) * static_cast<std::size_t>(answer));
    std::size_t at = 0; // what is kept are tokens of it
    for (const Token& token : run.tokens) {
        while (at < whole.tokens.size() && whole.tokens[at].time < token.time) ++at;
        QVERIFY(at < whole.tokens.size() && whole.tokens[at] == token);
    }
}

void SimulationTest::staysWithinTheBounds() {
    int served = 0;
    const int cases = test::forAll(200, [&] {
        const Scenario s = test::drawn(drawCrowdedOrNot);
        const Simulation run = simulate(s, forAWhile(s));
        RC_PRE(run.infeasible.empty());
        RC_ASSERT(run.throughput <= boundOf(run, evaluate(s).throughput));
        RC_ASSERT(run.gpuBusy <= 1 + 1e-9 && run.linkBusy <= 1 + 1e-9);
        if (run.sessions > 0) ++served;
    });
    QVERIFY(served > cases / 10 * 9);
}

/// Thinking times that are drawn may all be short: then more sessions end than expected, but no more than they allow.
void SimulationTest::boundIsOfWhatWasDrawn() {
    Scenario s = with(paper50k(), "users", 1);
    const Throughput t = evaluate(s).throughput;
    QVERIFY(boundOf(simulate(s), t) == t.bound); // nothing is drawn
    s.session.thinkTime = ThinkTime::Drawn;
    int above = 0;
    for (int seed = 1; seed <= 200; ++seed) {
        s.session.seed = seed;
        const Simulation run = simulate(s);
        QVERIFY(run.throughput <= boundOf(run, t));
        if (run.throughput > t.bound) ++above;
    }
    QVERIFY(above > 10);
}

/// Who is served at once has waited for nobody, whatever clock and durations are rounded to.
void SimulationTest::waitsAreExact() {
    int served = 0;
    test::forAll(200, [&] {
        const Scenario s = test::drawn(drawCrowdedOrNot);
        const Simulation run = simulate(with(s, "users", 1), forAWhile(s));
        RC_PRE(run.infeasible.empty() && run.wait.count > 0);
        RC_ASSERT(run.wait.sorted.back() == 0.0);
        ++served;
    });
    QVERIFY(served > 100);
}

void SimulationTest::keepsLittlesLaw() {
    test::forAll(150, [] {
        const Scenario s = test::drawn(drawCrowdedOrNot);
        const Simulation run = simulate(s, forAWhile(s));
        if (!run.infeasible.empty() || run.everyUser > 1) return;
        // The number of users who wait or are served, integrated over time: from the phases, change by change.
        std::multimap<double, int> changes;
        for (const UserPhase& phase : run.phases) {
            if (phase.activity == Activity::Think) continue;
            changes.emplace(phase.start.si(), 1);
            changes.emplace(phase.end.si(), -1);
        }
        double area = 0;
        double last = 0;
        int inside = 0;
        for (const auto& [time, change] : changes) {
            area += inside * (time - last);
            last = time;
            inside += change;
            HOLDS(inside <= run.users);
        }
        HOLDS(inside == 0);
        HOLDS_NEAR(area + 1e-9, run.residence.si() + 1e-9, 1e-7);
        HOLDS_NEAR(run.meanUsers + 1e-9, area / run.horizon.si() + 1e-9, 1e-7);
    });
}

void SimulationTest::usersDoOneThingAtATime() {
    test::forAll(100, [] {
        const Scenario s = test::drawn(drawCrowdedOrNot);
        const Simulation run = simulate(s, forAWhile(s));
        if (!run.infeasible.empty()) return;
        std::vector<std::vector<UserPhase>> users(static_cast<std::size_t>(run.users));
        for (const UserPhase& phase : run.phases) users[static_cast<std::size_t>(phase.user)].push_back(phase);
        for (std::size_t user = 0; user < users.size(); ++user) {
            const auto& phases = users[user];
            if (phases.empty()) continue;
            HOLDS_NEAR(phases.front().start.si() + 1, static_cast<double>(user) * s.session.stagger.si() + 1, 1e-12);
            HOLDS_NEAR(phases.back().end.si(), run.horizon.si(), 1e-12);
            for (std::size_t k = 0; k < phases.size(); ++k) {
                HOLDS(phases[k].end > phases[k].start);
                if (k > 0) HOLDS(phases[k].start == phases[k - 1].end);
                if (k > 0)
                    HOLDS(phases[k].session * 1000 + phases[k].round >=
                          phases[k - 1].session * 1000 + phases[k - 1].round);
            }
        }
    });
}

void SimulationTest::gpuAndLinkDoOneThingAtATime() {
    test::forAll(100, [] {
        const Scenario s = test::drawn(drawCrowdedOrNot);
        const Simulation run = simulate(s, forAWhile(s));
        if (!run.infeasible.empty() || run.keptUntil < run.horizon) return;
        for (const auto* lane : {&run.gpu, &run.link}) {
            double busy = 0;
            for (std::size_t k = 0; k < lane->size(); ++k) {
                const Task& work = (*lane)[k];
                busy += (work.end - work.start).si();
                if (k > 0) HOLDS(work.start >= (*lane)[k - 1].end);
                HOLDS(work.users >= 1 && work.users <= std::min(s.batch, s.session.users));
            }
            HOLDS_NEAR(busy + 1, (lane == &run.gpu ? run.gpuBusy : run.linkBusy) * run.horizon.si() + 1, 1e-7);
        }
    });
}

void SimulationTest::bytesAreConserved() {
    int switched = 0;
    int dropped = 0;
    test::forAll(200, [&](test::Random& random) {
        Scenario s = test::drawn(drawCrowdedOrNot);
        if (test::chance(random, 4)) s.deployment.hostMemory = evaluate(s).memory.cachePerUser * 2.5; // soon full
        const Simulation run = simulate(s, forAWhile(s));
        if (!run.infeasible.empty()) return;
        HOLDS_NEAR(run.switchedOut.si(), run.switchedIn.si() + run.dropped.si() + run.hostAtEnd.si(), 1e-12);
        if (run.switchedOut.si() > 0) ++switched;
        if (run.drops > 0) ++dropped;
        for (const Occupancy& now : run.occupancy) {
            HOLDS(now.hbm <= run.hbmCapacity);
            HOLDS(now.hbm.si() >= 0 && now.host.si() >= 0);
            HOLDS(now.host <= s.deployment.hostMemory);
        }
        HOLDS(run.hbmPeak <= run.hbmCapacity);
        HOLDS(run.hbmCapacity <= evaluate(s).memory.capacity);
        if (s.policy.residency == Residency::Never) HOLDS(run.switchedOut.si() == 0.0);
    });
    QVERIFY(switched > 10 && dropped > 5); // else nothing was tested
}

void SimulationTest::nobodyStarves() {
    test::forAll(150, [] {
        const Scenario s = test::drawn(drawCrowdedOrNot);
        const SimulationOptions options = longEnough(s);
        const Simulation run = simulate(s, options);
        if (!run.infeasible.empty() || s.session.thinkTime == ThinkTime::Drawn || run.everyUser > 1) return;
        std::set<int> ended;
        for (const UserPhase& phase : run.phases)
            if (phase.activity == Activity::Decode && phase.round + 1 == static_cast<int>(s.session.rounds))
                ended.insert(phase.user);
        RC_ASSERT(static_cast<int>(ended.size()) == run.users);
    });
}

void SimulationTest::isDeterministic() {
    test::forAll(20, [] {
        Scenario s = test::drawn(draw);
        s.session.thinkTime = ThinkTime::Drawn;
        const Simulation once = simulate(s);
        const Simulation twice = simulate(s);
        RC_ASSERT(once.phases == twice.phases && once.gpu == twice.gpu && once.link == twice.link);
        RC_ASSERT(once.firstToken.sorted == twice.firstToken.sorted && once.occupancy == twice.occupancy);
    });
    Scenario s = with(paper50k(), "session.seed", 1);
    s.session.thinkTime = ThinkTime::Drawn;
    QVERIFY(simulate(s).phases != simulate(with(s, "session.seed", 2)).phases);
}

void SimulationTest::drawsThinkingTimes() {
    Scenario s = with(with(paper50k(), "users", 1), "session.rounds", 100);
    s.session.thinkTime = ThinkTime::Drawn;
    const Simulation run = simulate(s, {.horizon = Seconds(2e5), .ignoresMemory = true});
    std::vector<double> times;
    for (const UserPhase& phase : run.phases)
        if (phase.activity == Activity::Think) times.push_back((phase.end - phase.start).si());
    times.pop_back(); // may be cut off
    QVERIFY(times.size() > 1500);
    double sum = 0;
    double squares = 0;
    for (const double time : times) {
        sum += time;
        squares += time * time;
    }
    const double n = static_cast<double>(times.size());
    const double mean = sum / n;
    // Four standard errors: 60 / sqrt(n); the deviation of an exponential distribution is its mean.
    QVERIFY(std::abs(mean - 60) < 4 * 60 / std::sqrt(n));
    QVERIFY(std::abs(std::sqrt(squares / n - mean * mean) / 60 - 1) < 0.15);
}

void SimulationTest::staggersArrivals() {
    const Simulation run = simulate(with(with(paper50k(), "users", 4), "session.stagger", 100));
    for (int user = 0; user < 4; ++user) QCOMPARE(phasesOf(run, user).front().start.si(), 100.0 * user);
    QVERIFY(phasesOf(run, 1).front().activity != Activity::Wait); // 24 s of service are over
}

void SimulationTest::schedulesDiffer() {
    // Twenty users ask for a prefill of 14 s each; who has been served asks again 60 s later, for 0.1 s and an answer.
    const Scenario s = with(paper50k(), "users", 20);
    const auto secondAnswer = [](const Scenario& scenario) {
        for (const UserPhase& phase : phasesOf(simulate(scenario), 0))
            if (phase.round == 1 && phase.activity == Activity::Decode) return phase.end.si();
        return 0.0;
    };
    const double fcfs = secondAnswer(s);
    const double decodeFirst = secondAnswer(with(s, "policy.schedule", 1));
    const double shortest = secondAnswer(with(s, "policy.schedule", 2));
    QVERIFY(fcfs > 20 * 20.0); // after the documents of all others
    QVERIFY(decodeFirst < 150 && shortest < 150);
}

void SimulationTest::decodesTogether() {
    // Eight users of a small cache: decoded together the weights are read once for all.
    Scenario s = with(with(with(paper50k(), "context", 1000), "users", 8), "session.answer", 2000);
    test::set(s, "session.think", 0);
    const Simulation one = simulate(s);
    const Simulation eight = simulate(with(s, "batch", 8));
    QVERIFY(eight.throughput.si() > 4 * one.throughput.si());
    QCOMPARE(std::ranges::max(eight.gpu, {}, &Task::users).users, 8);
    QCOMPARE(std::ranges::max(simulate(with(s, "batch", 3)).gpu, {}, &Task::users).users, 3);
    // A whole answer of eight in step: (68e9 + 8·245 760·m) / B for each token.
    Scenario once = with(with(s, "batch", 8), "session.rounds", 1);
    const Simulation run = simulate(once, {.watched = 7, .endsWithWatched = true});
    const auto last = run.tokens.back();
    NEAR(last.latency.si(), (68e9 + 8 * 245760.0 * 3000) / 2.039e12, 0.02); // within the prefills they are apart
}

void SimulationTest::chunksLetAnswersGoOn() {
    // User 1 writes an answer while user 2's document is prefilled: in one piece it stops, in chunks it goes on.
    Scenario s = with(with(with(paper50k(), "gpus", 2), "users", 2), "batch", 2);
    test::set(s, "session.stagger", 9); // two seconds into the answer
    const auto worst = [](const Scenario& scenario) {
        double most = 0;
        for (const Token& token : simulate(scenario, {.watched = 0, .endsWithWatched = true}).tokens)
            if (!token.first) most = std::max(most, token.latency.si());
        return most;
    };
    const double whole = worst(with(s, "prefill.chunk", 0));
    const double chunks = worst(with(s, "prefill.chunk", 4096));
    NEAR(whole, evaluate(s).prefill.time.si(), 0.01);
    QVERIFY(chunks < whole / 6 && chunks > whole / 20); // 13 chunks, the later the longer
    // The work is the same.
    NEAR(simulate(with(s, "prefill.chunk", 4096)).gpuBusy, simulate(s).gpuBusy, 0.02);
}

void SimulationTest::overlapsSwitches() {
    Scenario s = with(with(paper50k(), "gpus", 2), "users", 24);
    test::set(s, "session.think", 0);
    const Simulation swap = simulate(s, {.horizon = Seconds(36000.0)});
    const Simulation overlap = simulate(with(s, "policy.residency", 1), {.horizon = Seconds(36000.0)});
    QVERIFY(swap.switches > 100 && overlap.switches > 100);
    QVERIFY(overlap.throughput.si() > swap.throughput.si());
    QVERIFY(overlap.gpuBusy > 0.999);
    // What the GPU lost to switching is what it gains: all but the time of the switches was work before.
    NEAR(swap.gpuBusy + swap.linkBusy, 1.0, 1e-3);
}

void SimulationTest::neverSwaps() {
    const Scenario s = with(with(paper50k(), "users", 20), "policy.residency", 2);
    const Simulation run = simulate(s);
    QCOMPARE(run.switches, 0.0);
    QCOMPARE(run.linkBusy, 0.0);
    QVERIFY(run.link.empty());
    // One fits: sessions one after the other, thinking included.
    NEAR(run.throughput.si(), 1 / evaluate(s).throughput.loneLatency.si(), 0.1);
    QVERIFY(run.wait.percentile(0.95) > 100);
}

void SimulationTest::dropsWhereDdrIsFull() {
    const Scenario roomy = with(paper50k(), "users", 10);
    const Scenario full = with(roomy, "host.memory", 30e9); // two caches of 12.3 GB
    const Simulation run = simulate(full, {.horizon = Seconds(7200.0)});
    QCOMPARE(simulate(roomy).drops, 0.0);
    QVERIFY(run.drops > 0);
    QVERIFY(run.hostPeak.si() <= 30e9 && run.hostPeak.si() > 24e9);
    QVERIFY(countOf(run, Activity::Recompute) > 0);
    const double again = Costs(full).prefill(Tokens(0), Tokens(50350)).si();
    for (const UserPhase& phase : run.phases)
        if (phase.activity == Activity::Recompute && phase.round == 1 && phase.end < run.horizon)
            NEAR((phase.end - phase.start).si(), again, 1e-6);
    QVERIFY(run.throughput < simulate(roomy, {.horizon = Seconds(7200.0)}).throughput);
}

void SimulationTest::saysWhatDoesNotFit() {
    QVERIFY(simulate(with(paper50k(), "context", 1e6)).infeasible.english().starts_with("the cache of one user is 2"));
    QVERIFY(simulate(with(paper50k(), "accelerator.memory", 40e9))
                .infeasible.english()
                .starts_with("the weights do not fit"));
    // It fits at first, but not at the end of the session: 12.6 GB after 51 350 tokens.
    Scenario s = with(paper50k(), "accelerator.memory", 68e9 + 245760.0 * 51000);
    QVERIFY(evaluate(s).fits);
    QVERIFY(!simulate(s).infeasible.empty());
    QVERIFY(simulate(with(paper50k(), "accelerator.memory", 68e9 + 245760.0 * 52000)).infeasible.empty());
    QVERIFY(simulate(s, {.ignoresMemory = true}).sessions > 0);
}

void SimulationTest::stopsWhenCancelled() {
    std::stop_source source;
    source.request_stop();
    const Simulation run = simulate(paper50k(), {}, source.get_token());
    QVERIFY(run.cancelled);
    QCOMPARE(run.turns, std::size_t{0});
    QVERIFY(!simulate(paper50k()).cancelled);
}

/// Of a run that has begun and would go on for ages, asked by another thread.
void SimulationTest::stopsInTheMiddle() {
    Simulation run;
    for (int patience = 1; run.turns == 0; patience *= 2) { // asked so early, it had not begun
        std::stop_source source;
        auto running = std::async(std::launch::async, [token = source.get_token()] {
            return simulate(paper50k(), {.horizon = Seconds(1e15), .maximumPhases = 0}, token);
        });
        for (int i = 0; i < patience; ++i) std::this_thread::yield();
        source.request_stop();
        run = running.get();
        QVERIFY(run.cancelled);
    }
    QVERIFY(run.requests == 0 && run.gpu.empty()); // nothing that could be taken for a result
}

void SimulationTest::takesAsLongAsThereAreRequests_data() {
    QTest::addColumn<double>("batch");
    QTest::newRow("one at a time") << 1.0;
    QTest::newRow("together") << 8.0;
}

/// A step for every token would make a thousand times as many.
void SimulationTest::takesAsLongAsThereAreRequests() {
    QFETCH(double, batch);
    const auto run = [batch](double answer) {
        const Scenario s = with(with(with(paper50k(), "users", 20), "batch", batch), "session.answer", answer);
        return simulate(s,
                        {.horizon = Seconds(1e12), .maximumPhases = 0, .maximumRequests = 500, .ignoresMemory = true});
    };
    const Simulation brief = run(100);
    const Simulation lengthy = run(100e3);
    QCOMPARE(brief.requests, 500.0);
    QCOMPARE(lengthy.requests, 500.0);
    QVERIFY(brief.turns > 500);
    QVERIFY2(lengthy.turns < 2 * brief.turns, qPrintable(QString::number(lengthy.turns)));
}

/// Of sessions so short that there is no end to them; what is told is of the time that it got to.
void SimulationTest::endsAfterTooManyTurns() {
    const Scenario s = with(paper50k(), "users", 20);
    const Simulation part = simulate(s, {.horizon = Seconds(1e9), .maximumTurns = 20'000});
    QVERIFY(part.endedEarly);
    QCOMPARE(part.turns, std::size_t{20'000});
    QVERIFY(part.horizon < Seconds(1e9));
    QVERIFY(part.thinned().english().starts_with("Simulated for "));
    const Simulation whole = simulate(s, {.horizon = part.horizon});
    QVERIFY(!whole.endedEarly);
    QCOMPARE(part.sessions, whole.sessions);
    QCOMPARE(part.requests, whole.requests);
    NEAR(part.throughput.si(), whole.throughput.si(), 1e-12);
    NEAR(part.gpuBusy, whole.gpuBusy, 1e-9);
}

/// Though many users ask often.
void SimulationTest::settlesInAFewTurns() {
    const Scenario longest = with(with(with(paper50k(), "session.rounds", 100), "session.answer", 100), "users", 1000);
    const Scenario s = with(longest, "context", 1000);
    const Simulation run = simulate(s, {.horizon = simulatedTime(s), .maximumPhases = 0});
    QVERIFY(run.infeasible.empty() && run.requests > 10e3);
    QVERIFY2(run.requests < 500e3, qPrintable(QString::number(run.requests)));
    QVERIFY2(static_cast<double>(run.turns) < 5 * run.requests, qPrintable(QString::number(run.turns)));
}

void SimulationTest::thinsManyUsers() {
    const Scenario s = with(with(paper50k(), "users", 30), "context", 1000);
    const Simulation whole = simulate(s);
    QCOMPARE(whole.everyUser, 1);
    QVERIFY(whole.thinned().empty());
    const Simulation thin = simulate(s, {.maximumPhases = whole.phases.size() / 3});
    QCOMPARE(thin.everyUser, 4);
    QVERIFY(thin.phases.size() <= whole.phases.size() / 3);
    QVERIFY(thin.thinned().english().starts_with("Phases are kept of one user in 4"));
    std::vector<UserPhase> expected;
    for (const UserPhase& phase : whole.phases)
        if (phase.user % 4 == 0) expected.push_back(phase);
    QVERIFY(thin.phases == expected);
    QVERIFY(thin.throughput == whole.throughput && thin.gpu == whole.gpu && thin.firstToken == whole.firstToken);
}

/// However many there are of one user: sessions of microseconds for hours took gigabytes.
void SimulationTest::boundsThePhasesOfOneUser() {
    const Simulation whole = simulate(paper50k());
    const std::size_t most = whole.phases.size() / 10;
    const Simulation thin = simulate(paper50k(), {.maximumPhases = most});
    QVERIFY(thin.phases.size() <= most && !thin.phases.empty());
    QVERIFY(thin.phasesUntil < thin.horizon && whole.phasesUntil > whole.horizon);
    for (const UserPhase& phase : whole.phases)
        if (phase.user == 0 && phase.end <= thin.phasesUntil)
            QVERIFY(std::ranges::find(thin.phases, phase) != thin.phases.end());
    QVERIFY(thin.thinned().english().find("Phases are kept up to") != std::string::npos);
    QVERIFY(thin.throughput == whole.throughput && thin.gpu == whole.gpu);
}

void SimulationTest::countsRequests() {
    const Simulation run = simulate(with(paper50k(), "users", 20));
    QCOMPARE(static_cast<double>(run.firstToken.count), run.requests);
    QCOMPARE(run.firstToken.sorted.size(), run.firstToken.count);
    QVERIFY(std::ranges::is_sorted(run.firstToken.sorted));
    double sum = 0;
    for (const double value : run.firstToken.sorted) sum += value;
    NEAR(run.firstToken.mean, sum / run.requests, 1e-9);
    // Nearest rank: of 1, 2, 3, 4 the median is 2.
    const Distribution four{.sorted = {1, 2, 3, 4}, .mean = 2.5, .count = 4};
    QCOMPARE(four.percentile(0.5), 2.0);
    QCOMPARE(four.percentile(0.51), 3.0);
    QCOMPARE(four.percentile(0.95), 4.0);
    QCOMPARE(four.percentile(0.0), 1.0);
    QVERIFY(std::isnan(Distribution{}.percentile(0.5)));
    std::size_t decoded = 0;
    for (const UserPhase& phase : run.phases)
        if (phase.activity == Activity::Decode && phase.end < run.horizon) ++decoded;
    QCOMPARE(static_cast<double>(decoded), run.requests);
    // Waiting is what is left of the time to the first token.
    QVERIFY(run.wait.mean < run.firstToken.mean);
    NEAR(run.perToken.percentile(0.5), 0.0394, 0.02); // one at a time: nobody waits within an answer
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::SimulationTest)
#include "simulation_test.moc"
