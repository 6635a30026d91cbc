// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/road.h"

#include "core/near.h"
#include "core/samples.h"
#include "cost/metric.h"
#include "explore/combinations.h"
#include "registry.h"

#include <QtTest>

namespace longpeak {
namespace {

using namespace test;

/// Of the bar at a name.
const Series* barAt(const Figure& figure, const std::string& name) {
    for (const Series& series : figure.series)
        if (series.form == Form::Bars && figure.y.nameAt(series.x.front()).english() == name) return &series;
    return nullptr;
}

class RoadTest : public QObject {
    Q_OBJECT

private slots:
    void parityOfThePapersQuestion();
    void parityAgainstTheReference();
    void combinationsAreAll();
    void pointsNameTheirMethods();
    void sensitivityOfTheSwitch();
    void sensitivityFollowsTheMetric();
    void sensitivityHasTheMetricsColour();
};

/// 1M against 4K in the paper's model: cache and switch are 250 times, and prefill is beyond any cache.
void RoadTest::parityOfThePapersQuestion() {
    const Scenario million = with(paper50k(), "context", 1e6);
    const Figure figure = parityFigure({.scenario = million, .catalogue = &catalogue()});
    QCOMPARE(figure.title.english(), std::string("The road to 4K"));
    const Series* switching = barAt(figure, "Context switch");
    QVERIFY(switching != nullptr);
    NEAR(switching->y.front(), 250.0, 1e-9);
    QCOMPARE(switching->base.front(), 1.0);
    QVERIFY2(switching->pointNames.front().english().starts_with("250× · "),
             switching->pointNames.front().english().c_str());
    const Series* prefill = barAt(figure, "Prefill");
    QVERIFY(prefill != nullptr);
    QVERIFY2(prefill->pointNames.front().english().ends_with("no cache closes it"),
             prefill->pointNames.front().english().c_str());
    QVERIFY(!figure.notes.empty());
    QVERIFY(figure.notes.front().english().starts_with("Prefill"));
}

void RoadTest::parityAgainstTheReference() {
    const Scenario reference = with(paper50k(), "context", 25e3);
    const Figure figure = parityFigure({.scenario = paper50k(), .reference = &reference, .catalogue = &catalogue()});
    NEAR(barAt(figure, "Context switch")->y.front(), 2.0, 1e-9);
    QCOMPARE(figure.title.english(), std::string("The road to 25K"));
}

void RoadTest::combinationsAreAll() {
    const auto all = combinations(paper50k(), catalogue());
    const Figure figure = combinationsFigure({.scenario = paper50k(), .catalogue = &catalogue()});
    std::size_t points = 0;
    for (const Series& series : figure.series)
        if (series.form == Form::Points) points += series.x.size();
    QCOMPARE(points, all.size());
    QVERIFY(points > 100);
    // The front rises: each relies on more and serves more.
    const Series& front = figure.series.back();
    for (std::size_t i = 1; i < front.x.size(); ++i) {
        QVERIFY(front.x[i] > front.x[i - 1]);
        QVERIFY(front.y[i] > front.y[i - 1]);
    }
    QVERIFY(std::ranges::find(figure.notes, Text(multiplyingNote)) != figure.notes.end());
}

/// What a point says of its throughput is what its methods give when they are chosen.
void RoadTest::pointsNameTheirMethods() {
    const Figure figure = combinationsFigure({.scenario = paper50k(), .catalogue = &catalogue()});
    const Series& front = figure.series.back();
    for (std::size_t i = 0; i < front.x.size(); ++i) {
        Scenario scenario = paper50k();
        std::string rest = front.pointKeys[i];
        while (!rest.empty()) {
            const auto plus = std::min(rest.find('+'), rest.size());
            QVERIFY(chooseMethod(scenario, rest.substr(0, plus), catalogue(), ""));
            rest.erase(0, plus + 1);
        }
        NEAR(sessionThroughput(scenario, evaluate(scenario)).si() * 3600.0, front.y[i], 1e-9);
        NEAR(totalCompression(scenario), front.x[i], 1e-9);
        for (const std::string& id : scenario.compression.methods) {
            const Method& method = *catalogue().method(id);
            const std::string name = front.pointNames[i].english();
            const auto told = name.find("quality not shown at 50K");
            const bool isDoubted = told != std::string::npos && name.find(method.name, told) != std::string::npos;
            QCOMPARE(isDoubted, !qualityDoubt(method, scenario.context).empty());
        }
    }
}

/// cache / (link · e): proportional to the context, inverse to the link's rate, to its efficiency and to the ratio.
void RoadTest::sensitivityOfTheSwitch() {
    const Scenario scenario = with(with(paper50k(), "compression.layer", 2), "efficiency.link", 0.5);
    const Figure figure = sensitivityFigure(
        {.scenario = scenario, .catalogue = &catalogue(), .metric = findMetric("switch_s")});
    const Series& bars = figure.series.front();
    QCOMPARE(bars.role, Role::Switch);
    const auto of = [&](std::string_view name) {
        for (std::size_t i = 0; i < bars.x.size(); ++i)
            if (figure.y.nameAt(bars.x[i]).english() == name) return bars.y[i];
        return std::numeric_limits<double>::quiet_NaN();
    };
    NEAR(of("Context length"), 1.0, 1e-6);
    NEAR(of("Layer compression"), -1.0, 1e-6);
    NEAR(of("Host link"), -1.0, 1e-6);
    QVERIFY(figure.subtitle.english().starts_with("Context switch, now "));
    // The strongest stand on top.
    for (std::size_t i = 1; i < bars.x.size(); ++i) {
        QVERIFY(bars.x[i] > bars.x[i - 1]);
        QVERIFY(std::abs(bars.y[i]) >= std::abs(bars.y[i - 1]) - 1e-9);
    }
}

void RoadTest::sensitivityFollowsTheMetric() {
    const auto metricOf = [](const Metric* metric) {
        return sensitivityFigure({.scenario = paper50k(), .catalogue = &catalogue(), .metric = metric})
            .series.front()
            .metric;
    };
    QCOMPARE(metricOf(findMetric("prefill_s")), std::string("prefill_s"));
    QCOMPARE(metricOf(nullptr), std::string("sessions_per_hour_bound"));
}

void RoadTest::sensitivityHasTheMetricsColour() {
    const auto roleOf = [](const char* key) {
        return sensitivityFigure({.scenario = paper50k(), .catalogue = &catalogue(), .metric = findMetric(key)})
            .series.front()
            .role;
    };
    QCOMPARE(roleOf("tpot_s"), Role::Decode);
    QCOMPARE(roleOf("host_ceiling_users"), Role::Cache);
    QCOMPARE(roleOf("max_context_tokens"), Role::Cache);
    QCOMPARE(roleOf("recompute_s"), Role::Prefill);
    QCOMPARE(roleOf("weights_bytes"), Role::Weights);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::RoadTest)

#include "road_test.moc"
