// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/canvas.h"

#include "core/samples.h"
#include "figure/figure_kind.h"
#include "registry.h"
#include "ui/window_fixture.h"

#include <algorithm>

namespace longpeak {
namespace {

using namespace test;

class CanvasTest : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnAnyWarning(); }
    void placesAreThoseOfThePlot();
    void labelsLieInTheFrame();

private:
    std::shared_ptr<const Figure> figureOf(const FigureKind& kind) const {
        return std::make_shared<const Figure>(
            kind.build({.scenario = paper50k(), .reference = &m_reference, .catalogue = &catalogue()}));
    }
    Scenario m_reference = paper4k();
};

/// To the last bit: what QCustomPlot draws and what is laid out by the plane lie on each other.
void CanvasTest::placesAreThoseOfThePlot() {
    Canvas canvas(nullptr);
    canvas.setTheme(themeOf(Appearance::Light));
    Random random(20260202);
    for (const FigureKind& kind : figureKinds()) {
        canvas.setGeometry(0, 0, 300 + static_cast<int>(pick(random, 500)), 200 + static_cast<int>(pick(random, 300)));
        canvas.showFigure(figureOf(kind), ByteUnits::Decimal);
        QVERIFY(!canvas.toPixmap().isNull());
        const Plane plane = canvas.plane();
        for (int i = 0; i < 50; ++i) {
            const Point at{plane.frame.left + uniform(random) * plane.frame.width,
                           plane.frame.top + uniform(random) * plane.frame.height};
            const Point value{plane.valueX(at.x), plane.valueY(at.y)};
            QVERIFY(value == (Point{canvas.xAxis->pixelToCoord(at.x), canvas.yAxis->pixelToCoord(at.y)}));
            QVERIFY(plane.place(value.x, value.y) ==
                    (Point{canvas.xAxis->coordToPixel(value.x), canvas.yAxis->coordToPixel(value.y)}));
        }
        QCOMPARE(plane.x.at(0), canvas.xAxis->coordToPixel(0)); // where a log axis has no place for it
        QCOMPARE(plane.y.at(0), canvas.yAxis->coordToPixel(0));
    }
}

void CanvasTest::labelsLieInTheFrame() {
    Canvas canvas(nullptr);
    canvas.setTheme(themeOf(Appearance::Light));
    canvas.setGeometry(0, 0, 700, 420);
    std::size_t placed = 0;
    for (const FigureKind& kind : figureKinds()) {
        canvas.showFigure(figureOf(kind), ByteUnits::Decimal);
        QVERIFY(!canvas.toPixmap().isNull()); // draws
        for (const Label& label : canvas.labels()) {
            if (!label.area) continue;
            ++placed;
            QVERIFY(canvas.plane().frame.contains(*label.area));
            const auto overlaps = [&](const Label& other) {
                return &other != &label && other.area && other.area->overlaps(*label.area);
            };
            QVERIFY2(std::ranges::none_of(canvas.labels(), overlaps), label.text.c_str());
        }
    }
    QVERIFY(placed > 60);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::CanvasTest)

#include "canvas_test.moc"
