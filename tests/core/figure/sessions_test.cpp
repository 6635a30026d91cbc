// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/sessions.h"

#include "core/figure/figure_checks.h"
#include "cost/estimate.h"
#include "figure/spans.h"
#include "registry.h"

#include <array>
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

class SessionsFigureTest : public QObject {
    Q_OBJECT

private slots:
    void lanesAreTheSimulation();
    void drawingKeepsShares();
    void drawingPartsNeighbours();
    void zoomsToTokens();
    void scrollsThroughUsers();
    void statesAddUpToTheUsers();
    void memoryIsTheSimulation();
    void memoryOfAViewBeginsAsItWas();
    void loadStaysUnderItsBounds();
    void distributionReachesAll();
    void infeasibleSaysWhy();
    void infeasiblePicturesSaySo();
    void spansAsCsv();
};

void SessionsFigureTest::lanesAreTheSimulation() {
    const Sessions sessions = sessionsOf(paper50k());
    const Figure figure = lanesFigure(sessions, {});
    checkFigure(figure);
    QCOMPARE(figure.y.names.size(), std::size_t{5});
    QCOMPARE(shown(figure.y.names.back()), QStringLiteral("GPU"));
    QCOMPARE(shown(figure.y.names.front()), QStringLiteral("user 3"));
    // Every second of every lane is the simulation's, however narrow what it belongs to.
    std::array<std::map<Activity, double>, 5> simulated;
    for (const UserPhase& phase : sessions.run.phases)
        simulated[static_cast<std::size_t>(phase.user)][phase.activity] += (phase.end - phase.start).si();
    for (const Task& work : sessions.run.link) simulated[3][work.activity] += (work.end - work.start).si();
    for (const Task& work : sessions.run.gpu) simulated[4][work.activity] += (work.end - work.start).si();
    double all = 0;
    for (const auto& lane : simulated)
        for (const auto& [activity, time] : lane) all += time;
    const auto times = timesOf(figure);
    double shownTime = 0;
    for (const auto& [key, time] : times) shownTime += time;
    NEAR(shownTime, all, 1e-9);
    NEAR(times.at({"user 2", "prefill"}), simulated[1][Activity::Prefill], 1e-9);
    NEAR(times.at({"user 2", "switches in"}), simulated[1][Activity::SwitchIn], 1e-9);
    NEAR(times.at({"GPU", "prefill"}), simulated[4][Activity::Prefill], 1e-9);
    NEAR(times.at({"GPU", "decode"}), simulated[4][Activity::Decode], 1e-9);
    NEAR(times.at({"host link", "others switch out"}) + times.at({"host link", "switches in"}),
         sessions.run.linkBusy * 3600, 1e-9);
}

/// Time that is drawn of each lane and series, in columns of a narrow figure.
std::map<std::pair<std::string, std::string>, double> drawnTimesOf(const Figure& figure, double column) {
    std::map<std::pair<std::string, std::string>, double> times;
    for (const DrawnSpan& span : drawnSpans(figure, figure.x.minimum, figure.x.maximum, column))
        times[{figure.y.nameAt(span.lane).english(), figure.series[span.series].name.english()}] += span.to - span.from;
    return times;
}

void SessionsFigureTest::drawingKeepsShares() {
    // A busy hour has tens of thousands of phases; a lane of a drawing has no more spans than two a column.
    const Scenario s = with(with(with(paper50k(), "context", 1000), "users", 20), "session.answer", 5);
    const Sessions sessions = sessionsOf(with(s, "session.think", 1));
    QVERIFY(sessions.run.phases.size() > 20000);
    const Figure figure = lanesFigure(sessions, {});
    checkFigure(figure);
    const double column = 3600.0 / 250;
    QVERIFY(drawnSpans(figure, 0, 3600, column).size() <= 22 * 500);
    // No series of a lane has more or less than its share of it, but for what a column and the gap before a neighbour take.
    const auto times = timesOf(figure);
    const auto drawn = drawnTimesOf(figure, column);
    for (const auto& [key, time] : times) {
        const auto found = drawn.find(key);
        const double its = found == drawn.end() ? 0 : found->second;
        QVERIFY2(std::abs(its - time) < 4 * column, qPrintable(shown(key.first + ", " + key.second)));
    }
    // The same of the paper's example, whose switches are narrower than a column of a paper's.
    const Figure paper = lanesFigure(sessionsOf(paper50k()), {});
    const auto whole = timesOf(paper);
    for (const auto& [key, time] : drawnTimesOf(paper, column))
        QVERIFY2(std::abs(whole.at(key) - time) < 4 * column, qPrintable(shown(key.first + ", " + key.second)));
}

void SessionsFigureTest::drawingPartsNeighbours() {
    Figure figure{.id = "lanes"};
    figure.y.names = {Text::verbatim("one")};
    figure.series.push_back({.form = Form::Spans, .x = {0, 0, 0}, .y = {10, 20, 20.4}, .base = {0, 10, 20}});
    const auto spans = drawnSpans(figure, 0, 30, 1);
    // Two wide ones with a gap between them; the narrow third goes on in the second's column, or is left out.
    QVERIFY(spans.size() >= 2);
    QCOMPARE(spans[0].to, 9.5);
    QCOMPARE(spans[1].from, 10.0);
    // Of four that are a quarter of a column each, one column is drawn.
    figure.series.front() = {
        .form = Form::Spans, .x = {0, 0, 0, 0}, .y = {1.25, 4.25, 9.25, 12.25}, .base = {1, 4, 9, 12}};
    double time = 0;
    for (const DrawnSpan& span : drawnSpans(figure, 0, 30, 1)) time += span.to - span.from;
    QCOMPARE(time, 1.0);
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

/// In the picture itself, which is often exported without its subtitle: empty axes, or numbers as if all fitted.
void SessionsFigureTest::infeasiblePicturesSaySo() {
    const Scenario fits = paper50k();
    const Scenario not1M = with(fits, "context", 1e6);
    const auto saysSo = [](const Figure& figure) {
        return std::ranges::any_of(figure.regions, [](const Region& region) {
            return region.role == Role::Limit && region.label.english().starts_with("infeasible: ");
        });
    };
    for (const FigureKind& kind : figureKinds()) {
        if (!kind.needsSessions && kind.id != figureId::tokens) continue;
        QVERIFY2(saysSo(kind.build({not1M})), std::string(kind.id).c_str());
        QVERIFY2(!saysSo(kind.build({fits})), std::string(kind.id).c_str());
    }
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
