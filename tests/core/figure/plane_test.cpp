// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/plane.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

#include <cmath>

namespace longpeak {
namespace {

using test::Random;
using test::uniform;

/// 200 wide and 100 tall, from (10, 20): x from 1 to 10 000 in its logarithm, y from 0 to 50.
const Plane plane{
    .frame = {10, 20, 200, 100}, .x = {AxisScale::Log, 1, 1e4, 10, 200}, .y = {AxisScale::Linear, 0, 50, 120, -100}};

class PlaneTest : public QObject {
    Q_OBJECT

private slots:
    void valuesHavePlaces();
    void placesHaveValues();
    void edgesAndBeyond();
    void boxesMeet();
    void barsStandOnTheirBase();
    void areasHaveABase();
};

void PlaneTest::valuesHavePlaces() {
    QCOMPARE(plane.place(1, 0), (Point{10, 120}));
    QCOMPARE(plane.place(100, 25), (Point{110, 70}));
    QCOMPARE(plane.place(1e4, 50), (Point{210, 20}));
    QVERIFY(std::isnan(plane.placeY(std::nan(""))));
}

void PlaneTest::placesHaveValues() {
    Random random(20260201);
    for (int i = 0; i < 200; ++i) {
        const Point at{10 + 200 * uniform(random), 20 + 100 * uniform(random)};
        NEAR(plane.placeX(plane.valueX(at.x)), at.x, 1e-12);
        NEAR(plane.placeY(plane.valueY(at.y)), at.y, 1e-12);
    }
}

void PlaneTest::edgesAndBeyond() {
    QCOMPARE(plane.place(-toEdge, -toEdge), (Point{10, 120}));
    QCOMPARE(plane.place(toEdge, toEdge), (Point{210, 20}));
    QVERIFY(plane.placeX(0) < 10 - 100); // a log scale has no place for it
    QCOMPARE(plane.placeY(1e300), 20 - 1e4);
    QCOMPARE(plane.placeY(-1e300), 120 + 1e4);
    QVERIFY(plane.shows({9.5, 120.5}));
    QVERIFY(!plane.shows({8.5, 100}));
}

void PlaneTest::boxesMeet() {
    const Box box{0, 0, 10, 10};
    QVERIFY(box.contains(Point{10, 10}) && !box.contains(Point{10.1, 5}));
    QVERIFY(box.contains(box) && !box.contains(box.grown(0, 1)));
    QVERIFY(box.overlaps({9, 9, 5, 5}) && !box.overlaps({10, 0, 5, 5}) && !box.overlaps({0, -5, 5, 5}));
    QCOMPARE(box.common({5, -5, 20, 10}), (Box{5, 0, 5, 5}));
    QCOMPARE(box.common({20, 20, 5, 5}).width, 0.0);
    QCOMPARE(Box::between({10, 0}, {0, 10}), box);
    QCOMPARE(box.grown(1, 2), (Box{-1, -2, 12, 14}));
}

void PlaneTest::barsStandOnTheirBase() {
    const Series bars{.form = Form::Bars, .x = {0, 1}, .y = {30, 10}, .base = {20, 40}};
    Figure standing;
    standing.x.names = {verbatim("a"), verbatim("b")};
    const auto [from, to] = barCorners(standing, bars, 1);
    QCOMPARE(from, (Point{1 - 0.36, 40}));
    QCOMPARE(to, (Point{1 + 0.36, 10}));
    const Plane shown{.frame = {0, 0, 200, 100},
                      .x = {AxisScale::Linear, -0.5, 1.5, 0, 200},
                      .y = {AxisScale::Linear, 0, 50, 100, -100}};
    const Box box = barBox(standing, shown, bars, 0);
    NEAR(box.left, 14.0, 1e-12);
    NEAR(box.width, 72.0, 1e-12);
    QCOMPARE(box.top, 40.0);
    QCOMPARE(box.bottom(), 60.0);
    Figure lying;
    lying.y.names = {verbatim("a"), verbatim("b")};
    QCOMPARE(barCorners(lying, {.form = Form::Bars, .x = {1}, .y = {7}}, 0).first, (Point{0, 1 - 0.36}));
}

void PlaneTest::areasHaveABase() {
    const Series area{.form = Form::Area, .x = {0, 10}, .y = {5, 5}, .base = {1, 3}};
    QCOMPARE(baseAt({}, area, 5), 2.0);
    QVERIFY(std::isnan(baseAt({}, area, 11)));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::PlaneTest)

#include "plane_test.moc"
