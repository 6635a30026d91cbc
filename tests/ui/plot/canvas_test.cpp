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
    void namesAreHarmless();
    void mapsHaveAColourBar();

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

/// Names of a user's presets: line ends, marks of direction, a whole page.
void CanvasTest::namesAreHarmless() {
    const Text name = Text::verbatim("two\nlines \u202eback " + std::string(5000, 'x'));
    Figure figure{.id = "names"};
    figure.x = {name, Unit::Count, AxisScale::Linear, -0.5, 1.5, {name, name}};
    figure.y = {name, Unit::Count, AxisScale::Linear, 0, 1};
    figure.series.push_back({.name = name, .x = {0, 1}, .y = {0.2, 0.8}, .inLegend = true, .label = name});
    figure.marks.push_back({.x = 0.5, .y = 0.5, .label = name});
    Canvas canvas(nullptr);
    canvas.setTheme(themeOf(Appearance::Light));
    canvas.setGeometry(0, 0, 700, 420);
    canvas.showFigure(std::make_shared<const Figure>(figure), ByteUnits::Decimal);
    QVERIFY(!canvas.toPixmap().isNull());
    QStringList words{canvas.yAxis->label()};
    for (const Label& label : canvas.labels()) words << QString::fromStdString(label.text);
    QVERIFY(words.size() >= 2);
    for (const QString& each : words) {
        QVERIFY2(each.size() < 120, qPrintable(each.left(200)));
        QVERIFY(!each.contains(QLatin1Char('\n')) && !each.contains(QChar(0x202e)));
    }
    for (const QString& tick : canvas.xAxis->tickVectorLabels()) QVERIFY(!tick.contains(QChar(0x202e)));
}

void CanvasTest::mapsHaveAColourBar() {
    Canvas canvas(nullptr);
    canvas.setTheme(themeOf(Appearance::Light));
    canvas.setGeometry(0, 0, 700, 420);
    canvas.showFigure(figureOf(*findFigureKind(figureId::map)), ByteUnits::Decimal);
    canvas.show();
    QApplication::processEvents();
    const QImage image = canvas.toPixmap().toImage();
    const QRect frame = canvas.axisRect()->rect();
    QVERIFY(frame.right() < 700 - 50);
    // Full on top, pale below, as in the frame.
    const int x = frame.right() + 14;
    const QColor most = image.pixelColor(x, frame.top() + 4);
    const QColor least = image.pixelColor(x, frame.bottom() - 4);
    QVERIFY(least.lightness() > most.lightness() + 60);
    QVERIFY(canvas.drawnForCheck().cut.empty());
    canvas.showFigure(figureOf(*findFigureKind(figureId::latency)), ByteUnits::Decimal);
    QVERIFY(!canvas.toPixmap().isNull());
    QVERIFY(canvas.axisRect()->rect().right() > 700 - 30);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::CanvasTest)

#include "canvas_test.moc"
