// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/metric_map.h"

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

MetricMap mapOf(const char* x, const char* y, const char* metric, const Scenario& s = paper50k()) {
    const auto across = parseMapRange(x, "x", 33);
    const auto down = parseMapRange(y, "y", 33);
    if (!across || !down) qFatal("the ranges are wrong");
    return metricMap(s, *across, *down, *findMetric(metric), catalogue());
}

/// A map of made-up values, on even axes.
MetricMap made(std::size_t columns, std::size_t rows, double (*value)(double x, double y)) {
    MetricMap map;
    map.x.parameter = map.y.parameter = findParameter("session.think");
    map.metric = findMetric("prefill_s");
    for (std::size_t i = 0; i < columns; ++i) map.xs.push_back(static_cast<double>(i));
    for (std::size_t i = 0; i < rows; ++i) map.ys.push_back(static_cast<double>(i));
    for (const double y : map.ys)
        for (const double x : map.xs) map.values.push_back(value(x, y));
    map.ceilings.assign(map.values.size(), 2.0);
    map.computeBound.assign(map.values.size(), 0);
    return map;
}

class MetricMapTest : public QObject {
    Q_OBJECT

private slots:
    void readsRanges();
    void refusesRanges();
    void pointsAreTheEvaluations();
    void wholeOnesAreMappedExactly();
    void shallowEstimatesAreTheSame();
    void contoursOfPowersAreExact();
    void contoursClose();
    void contoursAtSaddles();
    void contoursPastHoles();
    void levelsAreRound();
    void frontierOfFit();
    void frontierOfBounds();
    void writesCsv();
};

void MetricMapTest::readsRanges() {
    const auto whole = parseMapRange("context", "x", 65);
    QVERIFY(bool(whole));
    QCOMPARE(whole->from, 1e3);
    QCOMPARE(whole->to, 1e7);
    QCOMPARE(whole->count, std::size_t{65});
    QVERIFY(whole->logarithmic);
    const auto part = parseMapRange("session.think=0:60", "x", 9);
    QVERIFY(bool(part) && !part->logarithmic && part->count == 9 && part->to == 60);
    const auto all = parseMapRange("context=1K:2K:7", "x", 65);
    QVERIFY(bool(all) && !all->logarithmic && all->count == 7);
}

void MetricMapTest::refusesRanges() {
    const auto fault = [](const char* text) {
        const auto read = parseMapRange(text, "x", 9);
        return read ? QString() : shown(read.faults().front().reason.english());
    };
    QCOMPARE(fault("contxt"), "there is no parameter 'contxt'; did you mean 'context'?");
    QCOMPARE(fault("model"), "'model' takes no numbers, it cannot be swept");
    QCOMPARE(fault("context=1K"), "must be ID=FROM:TO:COUNT or ID=FROM:TO:COUNT:log");
    QCOMPARE(fault("context=1:2K"), "must be from 1K to 10M, not 1");
}

void MetricMapTest::pointsAreTheEvaluations() {
    const MetricMap map = mapOf("context=4K:1M:5:log", "compression.hidden=1:16:3", "decode_s_per_token");
    QCOMPARE(map.values.size(), std::size_t{15});
    for (std::size_t row = 0; row < map.ys.size(); ++row)
        for (std::size_t column = 0; column < map.xs.size(); ++column) {
            const Estimate e = evaluate(
                with(with(paper50k(), "context", map.xs[column]), "compression.hidden", map.ys[row]));
            QCOMPARE(map.values[map.index(column, row)], e.decode.perToken.si());
            QCOMPARE(map.ceilings[map.index(column, row)], e.memory.ceiling);
            QCOMPARE(map.fits(column, row), e.fits);
        }
    QVERIFY(map.feasible() > 0 && map.feasible() < 15);
}

/// Lines through whole users would be stairs; a point is still told as the metric tells it.
void MetricMapTest::wholeOnesAreMappedExactly() {
    const MetricMap map = mapOf("context=4K:64K:9:log", "host.memory=1TB:4TB:5:log", "host_ceiling_users");
    for (std::size_t row = 0; row < map.ys.size(); ++row)
        for (std::size_t column = 0; column < map.xs.size(); ++column) {
            const double users = map.ys[row] / (245'760.0 * map.xs[column]);
            NEAR(map.values[map.index(column, row)], users, 1e-12);
            QCOMPARE(map.told(column, row), std::floor(users));
        }
    // D / (245 760 · n) = 100: the line is straight on logarithmic axes.
    constexpr std::array levels{100.0};
    const auto lines = contours(map, levels);
    QCOMPARE(lines.size(), std::size_t{1});
    for (const MapPoint& point : lines.front().points) NEAR(point.y / (245'760.0 * point.x), 100.0, 1e-3);
    QVERIFY(shown(writeCsv(map)).contains(QStringLiteral("\n4000,1000000000000,1017,")));
}

void MetricMapTest::shallowEstimatesAreTheSame() {
    // What a metric is said to need of an estimate is all that it needs.
    test::forAll(200, [] {
        const Scenario s = test::anyScenario();
        const Estimate whole = evaluate(s);
        for (const Metric& metric : metrics()) {
            const double full = metric.value(s, whole);
            const double enough = metric.value(s, evaluate(s, metric.depth));
            HOLDS(full == enough || (std::isnan(full) && std::isnan(enough)), metric.key.data());
        }
    });
}

void MetricMapTest::contoursOfPowersAreExact() {
    // A switch takes 2 · 245 760 · n / r / 20e9 s: the lines n / r = const are straight on logarithmic axes.
    const MetricMap map = mapOf("context=1K:10M:41:log", "compression.token=1:256:17:log", "switch_s");
    constexpr std::array levels{0.01, 1.0};
    const auto lines = contours(map, levels);
    QCOMPARE(lines.size(), std::size_t{2});
    for (const MapLine& line : lines) {
        QVERIFY(line.points.size() > 10);
        for (const MapPoint& point : line.points) {
            // The points of the grid are whole tokens.
            NEAR(2 * 245760.0 * point.x / point.y / 20e9, line.level, 1e-3);
            QVERIFY(point.x >= 1e3 && point.x <= 1e7 && point.y >= 1 && point.y <= 256);
        }
        const auto on = [&](double MapPoint::*axis, double end) {
            return std::abs(line.points.front().*axis / end - 1) < 1e-9 ||
                   std::abs(line.points.back().*axis / end - 1) < 1e-9;
        };
        QVERIFY(on(&MapPoint::y, 1.0) || on(&MapPoint::x, 1e3));
        QVERIFY(on(&MapPoint::y, 256.0) || on(&MapPoint::x, 1e7));
    }
}

void MetricMapTest::contoursClose() {
    const MetricMap map = made(21, 21, [](double x, double y) { return std::hypot(x - 10, y - 10) - 6; });
    constexpr std::array levels{0.0};
    const auto lines = contours(map, levels);
    QCOMPARE(lines.size(), std::size_t{1});
    const auto& points = lines.front().points;
    QVERIFY(points.front() == points.back());
    QVERIFY(points.size() > 30);
    for (const MapPoint& point : points) NEAR(std::hypot(point.x - 10, point.y - 10), 6, 0.02);
}

void MetricMapTest::contoursAtSaddles() {
    // Two corners above and two below: two lines, which do not cross.
    const MetricMap map = made(2, 2, [](double x, double y) { return x == y ? 1.0 : -1.1; });
    constexpr std::array levels{0.0};
    const auto lines = contours(map, levels);
    QCOMPARE(lines.size(), std::size_t{2});
    for (const MapLine& line : lines) {
        QCOMPARE(line.points.size(), std::size_t{2});
        // The middle is below, so each line cuts off a corner that is above.
        const double side = line.points.front().x + line.points.front().y - 1.0;
        QVERIFY(side * (line.points.back().x + line.points.back().y - 1.0) > 0);
    }
    QVERIFY(contours(made(5, 5, [](double, double) { return 1.0; }), levels).empty());
}

void MetricMapTest::contoursPastHoles() {
    // Where there is no value there is no line.
    const MetricMap map = made(9, 9, [](double x, double y) { return y > 4 ? std::nan("") : x - 3.5; });
    constexpr std::array levels{0.0};
    const auto lines = contours(map, levels);
    QCOMPARE(lines.size(), std::size_t{1});
    QCOMPARE(lines.front().points.size(), std::size_t{5});
    for (const MapPoint& point : lines.front().points) QCOMPARE(point.x, 3.5);
}

void MetricMapTest::levelsAreRound() {
    const MetricMap decades = mapOf("context", "compression.hidden", "switch_s");
    const auto levels = roundLevels(decades);
    QVERIFY(levels.size() >= 3 && levels.size() <= 10);
    for (const double level : levels) NEAR(std::log10(level), std::round(std::log10(level)), 1e-9);
    const auto narrow = roundLevels(made(3, 3, [](double x, double y) { return 1.02 + 0.03 * (x + y); }));
    QCOMPARE(narrow, (std::vector<double>{1.1}));
    QVERIFY(roundLevels(made(3, 3, [](double, double) { return 5.0; })).empty());
    QVERIFY(roundLevels(made(3, 3, [](double, double) { return -5.0; })).empty());
}

void MetricMapTest::frontierOfFit() {
    // One user fits up to 17 899 345 920 B of cache beside the weights: 72 832 tokens for each factor of compression.
    const MetricMap map = mapOf("context=1K:10M:81:log", "compression.head=1:100:33:log", "prefill_s");
    const auto lines = fitFrontier(map);
    QCOMPARE(lines.size(), std::size_t{1});
    for (const MapPoint& point : lines.front().points) NEAR(point.x / point.y, 17'899'345'920.0 / 245'760.0, 1e-3);
    QVERIFY(fitFrontier(mapOf("context=1K:2K:5", "users=1:9:3", "prefill_s")).empty());
}

void MetricMapTest::frontierOfBounds() {
    // One decode step of many users: bound by memory until enough of them share a read of the weights. By hand, with
    // 2·P + 2·A·L·n FLOP for each user and (weights + users · KV(n)) bytes, at 153.016 FLOP/B.
    const Scenario s = with(paper50k(), "compression.hidden", 256);
    const auto across = parseMapRange("batch=1:4096:65:log", "x", 65);
    const auto down = parseMapRange("context=1K:100K:9:log", "y", 9);
    const MetricMap map = metricMap(s, *across, *down, *findMetric("decode_s_per_token"), catalogue());
    const auto lines = boundFrontier(map, s, catalogue());
    QCOMPARE(lines.size(), std::size_t{1});
    for (const MapPoint& point : lines.front().points) {
        const double flop = point.x * (68e9 + 2 * 6656 * 60 * point.y);
        const double bytes = 68e9 + point.x * 245760 * point.y / 256;
        NEAR(flop / bytes, 312e12 / 2.039e12, 1e-3);
    }
    QVERIFY(
        boundFrontier(mapOf("context=1K:2K:5", "users=1:9:3", "decode_s_per_token"), paper50k(), catalogue()).empty());
}

void MetricMapTest::writesCsv() {
    const auto lines =
        shown(writeCsv(mapOf("context=4K:1M:2", "gpus=1:2:2", "switch_s"))).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[0], "context (tokens),gpus (GPUs),switch_s (s),fits,bound");
    QCOMPARE(lines[1], "4000,1,0.098304,yes,memory");
    QCOMPARE(lines[2], "1000000,1,24.576,no,memory");
    QCOMPARE(lines[4], "1000000,2,12.288,no,memory");
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::MetricMapTest)
#include "metric_map_test.moc"
