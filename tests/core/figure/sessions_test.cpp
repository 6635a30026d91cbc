// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/sessions.h"

#include "core/figure/figure_checks.h"
#include "cost/estimate.h"
#include "registry.h"

#include <map>

namespace longpeak {
namespace {

using namespace test;

Sessions sessionsOf(const Scenario& s, Seconds horizon = hour) {
    return {s, simulate(s, {.horizon = horizon}), {}};
}

/// Time that each lane spends on each activity, by names.
std::map<std::pair<std::string, std::string>, double> timesOf(const Figure& figure) {
    std::map<std::pair<std::string, std::string>, double> times;
    for (const Series& series : figure.series)
        for (std::size_t i = 0; i < series.x.size(); ++i)
            times[{figure.y.nameAt(series.x[i]).english(), series.name.english()}] += series.y[i] - series.base[i];
    return times;
}

std::size_t spansOf(const Figure& figure) {
    std::size_t count = 0;
    for (const Series& series : figure.series) count += series.x.size();
    return count;
}

class SessionsFigureTest : public QObject {
    Q_OBJECT

private slots:
    void lanesAreTheSimulation();
    void lanesStayFew();
    void zoomsToTokens();
    void scrollsThroughUsers();
    void statesAddUpToTheUsers();
    void memoryIsTheSimulation();
    void memoryOfAViewBeginsAsItWas();
    void loadStaysUnderItsBounds();
    void distributionReachesAll();
    void infeasibleSaysWhy();
    void spansAsCsv();
};

void SessionsFigureTest::lanesAreTheSimulation() {
    const Sessions sessions = sessionsOf(paper50k());
    // Wide enough for every phase: ten minutes in 1500 columns of 0.4 s.
    const Figure figure = lanesFigure(sessions, {.to = 600});
    checkFigure(figure);
    QCOMPARE(figure.y.names.size(), std::size_t{5});
    QCOMPARE(shown(figure.y.names.back()), QStringLiteral("GPU"));
    QCOMPARE(shown(figure.y.names.front()), QStringLiteral("user 3"));
    const auto times = timesOf(figure);
    double prefill = 0;
    double gpu = 0;
    for (const UserPhase& phase : sessions.run.phases)
        if (phase.activity == Activity::Prefill && phase.user == 1 && phase.end.si() < 600 &&
            (phase.end - phase.start).si() > 0.5)
            prefill += (phase.end - phase.start).si();
    for (const Task& work : sessions.run.gpu)
        if (work.activity == Activity::Prefill && work.end.si() < 600 && (work.end - work.start).si() > 0.5)
            gpu += (work.end - work.start).si();
    // Questions are narrower than a column and may be drawn as part of what is beside them.
    NEAR(times.at({"user 2", "prefill"}), prefill, 0.02);
    NEAR(times.at({"GPU", "prefill"}), gpu, 0.02);
    QVERIFY(times.contains({"host link", "others switch out"}) && times.contains({"host link", "switches in"}));
}

void SessionsFigureTest::lanesStayFew() {
    // A busy hour has tens of thousands of phases; a lane has no more spans than columns.
    const Scenario s = with(with(with(paper50k(), "context", 1000), "users", 20), "session.answer", 5);
    const Sessions sessions = sessionsOf(with(s, "session.think", 1));
    QVERIFY(sessions.run.phases.size() > 20000);
    const Figure figure = lanesFigure(sessions, {});
    checkFigure(figure);
    QVERIFY(spansOf(figure) <= 22 * 3000);
    // Nothing is lost for all that: the GPU's lane is as busy as the GPU, to the width of a column.
    double busy = 0;
    for (const auto& [key, time] : timesOf(figure))
        if (key.first == "GPU") busy += time;
    NEAR(busy, sessions.run.gpuBusy * 3600, 0.05);
}

void SessionsFigureTest::zoomsToTokens() {
    const Sessions sessions = sessionsOf(with(paper50k(), "users", 1));
    const double start = evaluate(paper50k()).prefill.time.si();
    // Half a second of the first answer: a token each 39.4 ms.
    const Figure figure = lanesFigure(sessions, {.from = start, .to = start + 0.5});
    checkFigure(figure);
    const Series& decode = seriesOf(figure, "decode");
    const double token = (68e9 + 245760.0 * 50000) / 2.039e12;
    std::vector<double> starts;
    for (std::size_t i = 0; i < decode.x.size(); ++i)
        if (figure.y.nameAt(decode.x[i]).english() == "user 1") starts.push_back(decode.base[i]);
    QCOMPARE(starts.size(), static_cast<std::size_t>(std::ceil(0.5 / token)));
    for (std::size_t i = 0; i < starts.size(); ++i)
        NEAR(starts[i] - start + 1, static_cast<double>(i) * token + 1, 1e-5);
    // Over a minute they are one span.
    const Figure wide = lanesFigure(sessions, {.from = 0, .to = 60});
    QVERIFY(seriesOf(wide, "decode").x.size() <= 4);
}

void SessionsFigureTest::scrollsThroughUsers() {
    const Sessions sessions = sessionsOf(with(with(paper50k(), "users", 100), "context", 4000));
    const Figure figure = lanesFigure(sessions, {.firstUser = 90, .users = 20});
    QCOMPARE(figure.y.names.size(), std::size_t{22});
    QCOMPARE(shown(figure.y.names.front()), QStringLiteral("user 100")); // no further than the last
    QCOMPARE(shown(figure.y.names[19]), QStringLiteral("user 81"));
    QVERIFY(shown(figure.subtitle).contains(QStringLiteral("81 to 100")));
}

void SessionsFigureTest::statesAddUpToTheUsers() {
    for (const double users : {1.0, 7.0, 50.0}) {
        const Sessions sessions = sessionsOf(with(paper50k(), "users", users));
        const Figure figure = statesFigure(sessions, {});
        checkFigure(figure);
        for (const double y : figure.series.back().y) NEAR(y, users, 1e-9);
        // Served: as long as the GPU is busy.
        double served = 0;
        for (const char* name : {"decode", "prefill"}) {
            const Series& series = seriesOf(figure, name);
            for (std::size_t i = 0; i < series.x.size(); ++i) served += series.y[i] - series.base[i];
        }
        NEAR(served / static_cast<double>(figure.series.front().x.size()), sessions.run.gpuBusy, 1e-9);
    }
}

void SessionsFigureTest::memoryIsTheSimulation() {
    const Sessions sessions = sessionsOf(with(paper50k(), "users", 5));
    const Figure figure = sessionMemoryFigure(sessions, {.to = 600}, ByteUnits::Decimal);
    checkFigure(figure);
    const Series& caches = seriesOf(figure, "KV caches in HBM");
    const Series& host = seriesOf(figure, "in host DDR");
    for (const Occupancy& now : sessions.run.occupancy) {
        const double at = now.time.si() + 1.0; // nothing else changes within a second of it
        const auto next = std::ranges::upper_bound(sessions.run.occupancy, now.time, {}, &Occupancy::time);
        if (at >= 600 || (next != sessions.run.occupancy.end() && next->time.si() <= at)) continue;
        NEAR(valueAt(figure, caches, at), now.hbm.si(), 1e-9);
        NEAR(valueAt(figure, host, at) + 1, now.host.si() + 1, 1e-9);
    }
    QCOMPARE(figure.rules.front().at, sessions.run.hbmCapacity.si());
}

void SessionsFigureTest::memoryOfAViewBeginsAsItWas() {
    const Sessions sessions = sessionsOf(with(paper50k(), "users", 5));
    const Figure whole = sessionMemoryFigure(sessions, {.to = 600}, ByteUnits::Decimal);
    // A tenth of a second in which nothing changes.
    const Figure part = sessionMemoryFigure(sessions, {.from = 200.0, .to = 200.1}, ByteUnits::Decimal);
    checkFigure(part);
    const Series& caches = seriesOf(part, "KV caches in HBM");
    QCOMPARE(caches.x.front(), 200.0);
    QCOMPARE(caches.x.back(), 200.1);
    NEAR(caches.y.back(), valueAt(whole, seriesOf(whole, "KV caches in HBM"), 200.1), 1e-9);
}

void SessionsFigureTest::loadStaysUnderItsBounds() {
    const Scenario s = with(paper50k(), "users", 8);
    const Figure figure = loadThroughputFigure({s});
    checkFigure(figure);
    const Series& run = seriesOf(figure, "simulated");
    const Series& users = seriesOf(figure, "bound by users");
    const Series& gpu = seriesOf(figure, "bound by the GPU");
    QCOMPARE(run.x.front(), 1.0);
    QVERIFY(std::ranges::find(run.x, 8.0) != run.x.end());
    for (std::size_t i = 0; i < run.x.size(); ++i) {
        QVERIFY(run.y[i] > 0 && run.y[i] <= gpu.y[i] * (1 + 1e-9));
        QVERIFY(!(run.y[i] > users.y[i] * (1 + 1e-9)));
    }
    // One user reaches the bound of 11.86, to the session that the end of the hour cuts off.
    QCOMPARE(run.y.front(), std::floor(users.y.front()));
    // A session that never waits takes 303 s, 64 s of them of the GPU.
    QVERIFY(
        std::ranges::any_of(figure.rules, [](const Rule& rule) { return rule.label.english() == "knee 4.77 users"; }));
    QVERIFY(std::ranges::any_of(figure.rules, [](const Rule& rule) { return rule.parameter == "users"; }));
    checkFigure(loadWaitingFigure({s}));
}

void SessionsFigureTest::distributionReachesAll() {
    const Figure figure = firstTokenFigure({paper50k()});
    checkFigure(figure);
    const Series& share = figure.series.front();
    QVERIFY(std::ranges::is_sorted(share.y));
    QCOMPARE(share.y.back(), 1.0);
    const Distribution first = simulate(paper50k(), {.horizon = simulatedTime(paper50k())}).firstToken;
    NEAR(figure.marks[0].x, first.percentile(0.5), 1e-12);
    NEAR(figure.marks[1].x, first.percentile(0.95), 1e-12);
    QVERIFY(figure.marks[0].y >= 0.5 && figure.marks[0].y < 0.6); // of equal times all are counted
}

void SessionsFigureTest::infeasibleSaysWhy() {
    const Figure figure = lanesFigure({with(paper50k(), "context", 1e6)});
    QVERIFY(figure.series.empty());
    QVERIFY(figure.subtitle.english().starts_with("infeasible: the cache of one user is 2"));
}

void SessionsFigureTest::spansAsCsv() {
    const Sessions sessions = sessionsOf(with(paper50k(), "users", 1), Seconds(60.0));
    const QStringList lines = shown(writeCsv(lanesFigure(sessions, {}))).split(QLatin1Char('\n'));
    QCOMPARE(lines.front(), QStringLiteral("series,lane,time (s) from,time (s) to"));
    QVERIFY(lines[1].startsWith(QStringLiteral("prefill,user 1,0,14.09")));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::SessionsFigureTest)
#include "sessions_test.moc"
