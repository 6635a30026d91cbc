// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/map.h"

#include "core/near.h"
#include "core/samples.h"
#include "cost/metric.h"
#include "figure/shading.h"
#include "registry.h"

#include <QtTest>

#include <cmath>
#include <set>

namespace longpeak {
namespace {

using namespace test;

MapAxes axesOf(const char* x, const char* y) {
    const auto axes = parseMapAxes({x, y}, "", fineMap);
    if (!axes) qFatal("%s", axes.faults().front().text().c_str());
    return *axes;
}

Figure mapOf(const char* metric, const MapAxes& axes, const Scenario& scenario = paper50k(), MapStore* maps = nullptr) {
    return mapFigure(
        {.scenario = scenario, .catalogue = &catalogue(), .metric = findMetric(metric), .over = &axes, .maps = maps});
}

class MapTest : public QObject {
    Q_OBJECT

private slots:
    void isTheGridOfEstimates();
    void valuesBetweenPoints();
    void pointIsTheScenario();
    void contoursAreLabelled();
    void frontiersAreNamed();
    void storeKeepsWhatThePointMovesOver();
    void storeIsCoarseFirst();
    void oneValueHasNoContours();
    void fallingRangesRise();
    void readsAxes();
    void csvIsTheGrid();
};

/// What the colours are of is what evaluating the scenario there gives.
void MapTest::isTheGridOfEstimates() {
    const Figure figure = mapOf("switch_s", axesOf("context=1K:1M", "gpus=1:8"));
    const Shading& shading = *figure.shading;
    QCOMPARE(shading.xs.size(), fineMap);
    QCOMPARE(shading.ys, (std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8})); // whole numbers, each once
    QCOMPARE(shading.values.size(), shading.xs.size() * shading.ys.size());
    const Scenario there = with(with(paper50k(), "context", shading.xs[100]), "gpus", 3);
    const Estimate estimate = evaluate(there);
    QCOMPARE(shading.values[2 * shading.xs.size() + 100], estimate.contextSwitch.time.si());
    QCOMPARE(shading.ceilings[2 * shading.xs.size() + 100], estimate.memory.ceiling);
    QVERIFY(shading.role == Role::Switch);
}

/// The switch is proportional to the context and inverse to the ratio: exact between the points too, by logarithms.
void MapTest::valuesBetweenPoints() {
    const Figure figure = mapOf("switch_s", axesOf("context", "compression.hidden"));
    for (const double context : {1000.0, 4096.0, 77777.0, 1e7})
        for (const double ratio : {1.0, 3.3, 250.0}) {
            const Scenario there = with(with(paper50k(), "context", context), "compression.hidden", ratio);
            NEAR(shadingAt(figure, context, ratio), evaluate(there).contextSwitch.time.si(), 1e-3);
            QCOMPARE(ceilingAt(figure, context, ratio) >= 1.0, evaluate(there).memory.ceiling >= 1.0);
        }
    QVERIFY(std::isnan(shadingAt(figure, 999, 1)));
    QVERIFY(std::isnan(shadingAt(figure, 1e4, 300)));
    const auto shade = shades(*figure.shading);
    QCOMPARE(*std::ranges::min_element(shade), 0.0);
    QCOMPARE(*std::ranges::max_element(shade), 1.0);
}

void MapTest::pointIsTheScenario() {
    const Figure figure = mapOf("prefill_s", axesOf("context", "compression.hidden"));
    QCOMPARE(figure.marks.size(), std::size_t{1});
    const Mark& mark = figure.marks.front();
    QCOMPARE(mark.x, 50e3);
    QCOMPARE(mark.y, 1.0);
    QCOMPARE(mark.label.english(), std::string("14.1 s"));
    QCOMPARE(mark.parameterX, std::string("context"));
    QCOMPARE(mark.parameterY, std::string("compression.hidden"));
    QCOMPARE(mark.metric, std::string("prefill_s"));
}

/// Where a contour says a time, the scenario takes that time; long ones are told in minutes and hours.
void MapTest::contoursAreLabelled() {
    const Figure figure = mapOf("prefill_s", axesOf("context", "compression.layer"));
    std::set<std::string> names;
    for (const Series& series : figure.series) {
        if (series.form != Form::Path || series.role == Role::Limit || series.dashed) continue;
        names.insert(series.label.english());
        const auto seconds = parseQuantity(series.label.english(), Unit::Seconds);
        QVERIFY2(seconds, series.label.english().c_str());
        for (std::size_t i = 0; i < series.x.size(); i += 40) {
            const Scenario there = with(with(paper50k(), "context", series.x[i]), "compression.layer", series.y[i]);
            NEAR(evaluate(there).prefill.time.si(), *seconds, 2e-3);
        }
    }
    for (const char* name : {"10 s", "1 min", "10 min", "1 h"}) QVERIFY2(names.contains(name), name);
}

void MapTest::frontiersAreNamed() {
    // Head compression fits 72 832 tokens a factor; see metric_map_test.
    const Figure figure = mapOf("prefill_s", axesOf("context", "compression.head"));
    const auto found = std::ranges::find(figure.series, Role::Limit, &Series::role);
    QVERIFY(found != figure.series.end());
    QCOMPARE(found->label.english(), std::string("not one user fits"));
    for (std::size_t i = 0; i < found->x.size(); ++i) NEAR(found->x[i] / found->y[i], 72832.0, 1e-3);
    Scenario operators = paper50k();
    operators.costModel = CostModel::Operators;
    const Figure bounds = mapOf("decode_s_per_token", axesOf("context", "batch"), operators);
    const auto frontier = std::ranges::find(bounds.series, true, &Series::dashed);
    QVERIFY(frontier != bounds.series.end());
    QCOMPARE(frontier->label.english(),
             std::string("bound by FLOP/s ←")); // of short contexts: long ones are read for longer
    const auto boundAt = [&](double context, double batch) {
        return evaluate(with(with(operators, "context", context), "batch", batch)).decode.bound;
    };
    QVERIFY(boundAt(1e3, 900) == Bound::Compute);
    QVERIFY(boundAt(1e6, 900) == Bound::MemoryBandwidth);
}

void MapTest::storeKeepsWhatThePointMovesOver() {
    MapStore maps;
    const MapAxes axes = axesOf("context", "compression.hidden");
    const Figure before = mapOf("prefill_s", axes, paper50k(), &maps);
    Scenario moved = with(with(paper50k(), "context", 1e6), "compression.hidden", 4);
    const MapQuestion question = mapQuestion(
        {.scenario = moved, .catalogue = &catalogue(), .metric = findMetric("prefill_s"), .over = &axes});
    QVERIFY(maps.find(question) != nullptr); // of the point before
    const Figure after = mapOf("prefill_s", axes, moved, &maps);
    QVERIFY(after.shading == before.shading);
    QVERIFY(after.marks != before.marks);
    const MapQuestion other = mapQuestion(
        {.scenario = with(moved, "gpus", 2), .catalogue = &catalogue(), .over = &axes});
    QVERIFY(maps.find(other) == nullptr);
}

void MapTest::storeIsCoarseFirst() {
    MapStore maps;
    const MapAxes axes = axesOf("context", "compression.hidden");
    QCOMPARE(mapOf("prefill_s", axes, paper50k(), &maps).shading->xs.size(), coarseMap);
    const MapQuestion question = mapQuestion(
        {.scenario = paper50k(), .catalogue = &catalogue(), .metric = findMetric("prefill_s"), .over = &axes});
    QVERIFY(isCoarse(*maps.find(question)));
    maps.keep(question, std::make_shared<const DrawnMap>(drawMap(question, fineMap, catalogue())));
    QVERIFY(!isCoarse(*maps.find(question)));
    QCOMPARE(mapOf("prefill_s", axes, paper50k(), &maps).shading->xs.size(), fineMap);
    QVERIFY(mapOf("prefill_s", axes, paper50k(), &maps) == mapOf("prefill_s", axes));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(drawMap(question, fineMap, catalogue(), stop.get_token()).map.values.empty());
}

void MapTest::oneValueHasNoContours() {
    const Figure figure = mapOf("weights_bytes", axesOf("context", "users"));
    QVERIFY(std::ranges::none_of(figure.series, [](const Series& s) { return s.role == Role::Neutral && !s.dashed; }));
    QVERIFY(figure.shading->maximum > figure.shading->minimum);
}

/// Axes of figures rise, whichever way the range was told.
void MapTest::fallingRangesRise() {
    const Figure falling = mapOf("prefill_s", axesOf("context=1M:1K", "users=9:2"));
    QVERIFY(falling == mapOf("prefill_s", axesOf("context=1K:1M", "users=2:9")));
    QCOMPARE(falling.x.minimum, 1e3);
    QCOMPARE(falling.y.maximum, 9.0);
    // A table keeps the order that was asked for, and its lines lie where they are.
    const auto axes = axesOf("context=1M:1K:33:log", "compression.head=100:1:33:log");
    const MetricMap map = metricMap(paper50k(), axes.x, axes.y, *findMetric("prefill_s"), catalogue());
    QCOMPARE(map.xs.front(), 1e6);
    for (const MapLine& line : fitFrontier(map))
        for (const MapPoint& point : line.points) NEAR(point.x / point.y, 72832.0, 1e-3);
    QVERIFY(!fitFrontier(map).empty());
}

void MapTest::readsAxes() {
    const auto whole = parseMapAxes({"context", "users=1:100"}, "--over ", 64);
    QVERIFY(whole);
    QCOMPARE(mapRangeText(whole->x), std::string("context=1000:10000000"));
    QCOMPARE(mapRangeText(whole->y), std::string("users=1:100"));
    const auto again = parseMapAxes({mapRangeText(whole->x), mapRangeText(whole->y)}, "", 64);
    QVERIFY(*again == *whole);
    for (const auto& [texts, reason] :
         {std::pair(std::vector<std::string>{"context"}, "must name two parameters, the one across and the one up"),
          std::pair(std::vector<std::string>{"context", "context"}, "is the parameter that goes across already"),
          std::pair(std::vector<std::string>{"contxt", "users"},
                    "there is no parameter 'contxt'; did you mean 'context'?"),
          std::pair(std::vector<std::string>{"context", "users=4:4"}, "must go from one value to another")}) {
        const auto refused = parseMapAxes(texts, "--over ", 64);
        QVERIFY(!refused);
        QCOMPARE(shown(refused.faults().front().reason.english()), shown(reason));
    }
}

void MapTest::csvIsTheGrid() {
    const QStringList lines = shown(writeCsv(mapOf("prefill_s", axesOf("context=1K:4K", "users=1:2")))).split(u'\n');
    QCOMPARE(lines.size(), qsizetype(2 * fineMap + 2)); // head, and nothing behind the last
    QCOMPARE(lines[0], QStringLiteral("Context length (tokens),Concurrent users (users),Prefill (s),fits"));
    QVERIFY2(lines[1].startsWith(QStringLiteral("1000,1,")) && lines[1].endsWith(QStringLiteral(",yes")),
             qPrintable(lines[1]));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::MapTest)

#include "map_test.moc"
