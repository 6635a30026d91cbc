// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/label_placer.h"

#include "core/samples.h"
#include "registry.h"

#include <QTest>

#include <algorithm>

namespace longpeak {
namespace {

using test::Random;
using test::uniform;

class LabelPlacerTest : public QObject {
    Q_OBJECT

private slots:
    void takesTheFirstFreeCorner();
    void keepsAwayFromOccupiedAreas();
    void dropsWhatFindsNoRoom();
    void dropsWhatIsTooLarge();
    void aDroppedLabelTakesNoRoom();
    void neighboursMayTouch();
    void cornersLieAroundThePoint();
    void labelsNeverOverlap();
    void whatIsRefusedIsNotTaken();
    void aColumnKeepsItsOrder();
    void aColumnSpreadsOut();
    void aColumnGivesWay();
};

void LabelPlacerTest::takesTheFirstFreeCorner() {
    LabelPlacer placer({0, 0, 100, 100});
    const auto first = placer.place({40, 10}, {{10, 10}, {10, 50}});
    QVERIFY(first);
    QCOMPARE(*first, (Box{10, 10, 40, 10}));
    const auto second = placer.place({40, 10}, {{10, 10}, {10, 50}});
    QVERIFY(second);
    QCOMPARE(*second, (Box{10, 50, 40, 10}));
}

void LabelPlacerTest::keepsAwayFromOccupiedAreas() {
    LabelPlacer placer({0, 0, 100, 100});
    placer.occupy({45, 0, 10, 100});
    QVERIFY(!placer.place({20, 10}, {{30, 20}, {50, 20}, {40, 80}}));
    QVERIFY(placer.place({20, 10}, {{30, 20}, {60, 20}}));
}

void LabelPlacerTest::dropsWhatFindsNoRoom() {
    LabelPlacer placer({0, 0, 100, 100});
    QVERIFY(!placer.place({20, 10}, {}));
    QVERIFY(!placer.place({20, 10}, {{90, 10}, {-5, 10}, {10, 95}, {10, -1}})); // over each edge of the frame
}

void LabelPlacerTest::dropsWhatIsTooLarge() {
    LabelPlacer placer({0, 0, 100, 100});
    QVERIFY(!placer.place({101, 10}, {{0, 0}}));
    QVERIFY(placer.place({100, 100}, {{0, 0}}));
}

void LabelPlacerTest::aDroppedLabelTakesNoRoom() {
    LabelPlacer placer({0, 0, 100, 100});
    QVERIFY(!placer.place({200, 20}, {{0, 0}}));
    QVERIFY(placer.place({100, 20}, {{0, 0}}));
}

void LabelPlacerTest::neighboursMayTouch() {
    LabelPlacer placer({0, 0, 100, 100});
    QVERIFY(placer.place({50, 20}, {{0, 0}}));
    QVERIFY(placer.place({50, 20}, {{50, 0}}));
    QVERIFY(placer.place({50, 20}, {{0, 20}}));
}

void LabelPlacerTest::cornersLieAroundThePoint() {
    const Point point{200, 100};
    const Size size{60, 14};
    const auto corners = LabelPlacer::around(point, size, 5);
    QVERIFY(corners.size() >= 6);
    for (const Point& corner : corners) QVERIFY(!Box::at(corner, size).contains(point));
    QVERIFY(corners.front().x > point.x); // on the right first
    QVERIFY(std::ranges::any_of(corners, [&](const Point& corner) { return corner.x + size.width < point.x; }));
    // Near ones come before those that need a leader.
    const auto away = [&](const Point& corner) { return std::hypot(corner.x - point.x, corner.y - point.y); };
    QVERIFY(away(corners.back()) > 3 * away(corners.front()));
}

void LabelPlacerTest::labelsNeverOverlap() {
    Random random(20260104);
    const auto within = [&](double low, double high) { return low + (high - low) * uniform(random); };
    int placedAtAll = 0;
    int dropped = 0;
    for (int round = 0; round < 300; ++round) {
        const Box frame{within(-50, 50), within(-50, 50), within(50, 500), within(30, 300)};
        LabelPlacer placer(frame);
        std::vector<Box> occupied;
        for (int i = 0; i < 5; ++i) {
            occupied.push_back({within(frame.left - 20, frame.right()), within(frame.top - 20, frame.bottom()),
                                within(1, 40), within(1, 40)});
            placer.occupy(occupied.back());
        }
        std::vector<Box> placed;
        for (int i = 0; i < 20; ++i) {
            const Size size{within(5, 120), within(5, 20)};
            const Point at{within(frame.left, frame.right()), within(frame.top, frame.bottom())};
            const auto corners = LabelPlacer::around(at, size, within(0, 8));
            const auto area = placer.place(size, corners);
            if (!area) {
                ++dropped;
                // Dropped only when every corner is truly taken.
                for (const Point& corner : corners) {
                    const Box wanted = Box::at(corner, size);
                    const auto meets = [&](const Box& other) { return other.overlaps(wanted); };
                    QVERIFY(!frame.contains(wanted) || std::ranges::any_of(placed, meets) ||
                            std::ranges::any_of(occupied, meets));
                }
                continue;
            }
            ++placedAtAll;
            QCOMPARE((Size{area->width, area->height}), size);
            QVERIFY(frame.contains(*area));
            for (const Box& other : placed) QVERIFY(!other.overlaps(*area));
            for (const Box& other : occupied) QVERIFY(!other.overlaps(*area));
            placed.push_back(*area);
        }
    }
    QVERIFY(placedAtAll > 500);
    QVERIFY(dropped > 500);
}

constexpr double gap = 5;
constexpr Size size{40, 10};

/// Only places that are free are asked about, and only until a better one cannot follow.
void LabelPlacerTest::whatIsRefusedIsNotTaken() {
    LabelPlacer placer({0, 0, 100, 100});
    placer.occupy({0, 0, 30, 100});
    std::vector<double> asked;
    const auto refuses = [&asked](const Box& area) {
        asked.push_back(area.left);
        return area.left < 50;
    };
    const auto found = placer.place({10, 10}, {{10, 10}, {40, 10}, {60, 10}, {80, 10}}, {.refuses = refuses});
    QVERIFY(found);
    QCOMPARE(found->left, 60.0);
    QCOMPARE(asked, (std::vector<double>{40, 60}));
}

void LabelPlacerTest::aColumnKeepsItsOrder() {
    const LabelPlacer placer({0, 0, 200, 200});
    const auto corners = placer.column({{50, 50}, {50, 100}, {50, 150}}, {size, size, size}, gap);
    QVERIFY(corners);
    // Above the first, beside the second, below the last.
    QCOMPARE(*corners, (std::vector<Point>{{55, 35}, {55, 95}, {55, 155}}));
}

void LabelPlacerTest::aColumnSpreadsOut() {
    LabelPlacer placer({0, 0, 200, 200});
    const auto corners = placer.column({{50, 100}, {50, 101}, {50, 102}}, {size, size, size}, gap);
    QVERIFY(corners);
    QCOMPARE((*corners)[0], (Point{55, 85}));
    for (std::size_t i = 1; i < corners->size(); ++i) QVERIFY((*corners)[i].y >= (*corners)[i - 1].y + size.height);
    for (const Point& corner : *corners) QVERIFY(placer.place(size, {corner})); // none is in another's way
}

void LabelPlacerTest::aColumnGivesWay() {
    LabelPlacer placer({0, 0, 200, 200});
    placer.occupy({54, 33, 100, 5}); // where the first label would be: all move down together
    const auto moved = placer.column({{50, 50}, {50, 100}}, {size, size}, gap);
    QVERIFY(moved);
    QVERIFY((*moved)[0].y >= 38 && (*moved)[0].x == 55);
    QCOMPARE((*moved)[1].y - (*moved)[0].y, 105.0 - 35.0);
    placer.occupy({52, 0, 10, 200}); // nothing on the right: on the left
    const auto left = placer.column({{50, 50}, {50, 100}}, {size, size}, gap);
    QVERIFY(left);
    QCOMPARE((*left)[0], (Point{5, 35}));
    placer.occupy({0, 0, 200, 200});
    QVERIFY(!placer.column({{50, 50}, {50, 100}}, {size, size}, gap));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::LabelPlacerTest)

#include "label_placer_test.moc"
