// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/framed.h"

#include "core/near.h"
#include "core/samples.h"
#include "figure/figure_kind.h"
#include "registry.h"

#include <QtTest>

#include <cmath>

namespace longpeak {
namespace {

using namespace test;

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

Figure plane(AxisScale scale, double low, double high) {
    Figure figure;
    figure.x = {verbatim("x"), Unit::Count, scale, low, high};
    figure.y = figure.x;
    return figure;
}

class FramedTest : public QObject {
    Q_OBJECT

private slots:
    void linesEndAtTheFrame();
    void linesOfLogAxesToo();
    void aLineThatLeavesAndComesBack();
    void gapsStay();
    void areasReachTheSides();
    void everythingLiesInside_data();
    void everythingLiesInside();
};

/// From (0, 0) to (20, 20): y = x; cut at the right and the upper edge, which it reaches at once.
void FramedTest::linesEndAtTheFrame() {
    Figure figure = plane(AxisScale::Linear, 2, 10);
    figure.series = {{.x = {0, 20}, .y = {0, 20}}};
    const Series cut = framed(figure).series.front();
    QCOMPARE(cut.x[0], 2.0);
    QCOMPARE(cut.y[0], 2.0);
    QCOMPARE(cut.x[1], 10.0);
    QCOMPARE(cut.y[1], 10.0);
}

/// From (1, 1) to (10⁴, 10⁸) both axes logarithmic: y = x²; the upper edge, 10², is reached at x = 10.
void FramedTest::linesOfLogAxesToo() {
    Figure figure = plane(AxisScale::Log, 1, 100);
    figure.series = {{.x = {1, 1e4}, .y = {1, 1e8}}};
    const Series cut = framed(figure).series.front();
    NEAR(cut.x[1], 10.0, 1e-12);
    NEAR(cut.y[1], 100.0, 1e-12);
}

/// Up over the edge at x = 1.5 and down again at x = 2.5, with a gap between.
void FramedTest::aLineThatLeavesAndComesBack() {
    Figure figure = plane(AxisScale::Linear, 0, 4);
    figure.series = {{.x = {0, 1, 2, 3, 4}, .y = {3, 3, 5, 3, 3}}};
    const Series cut = framed(figure).series.front();
    const std::vector<double> x{0, 1, 1.5, 1.5, 2.5, 3, 4};
    const std::vector<double> y{3, 3, 4, gap, 4, 3, 3};
    QCOMPARE(cut.x, x);
    for (std::size_t i = 0; i < y.size(); ++i)
        QVERIFY2(cut.y[i] == y[i] || (std::isnan(cut.y[i]) && std::isnan(y[i])), std::to_string(i).c_str());
}

void FramedTest::gapsStay() {
    Figure figure = plane(AxisScale::Linear, 0, 4);
    figure.series = {{.x = {0, 1, 2, 3, 4}, .y = {1, 2, gap, 2, 1}}};
    const Series cut = framed(figure).series.front();
    QCOMPARE(std::ranges::count_if(cut.y, [](double y) { return std::isnan(y); }), 1);
    QCOMPARE(cut.x.front(), 0.0);
    QCOMPARE(cut.x.back(), 4.0);
}

/// From (0, 0) to (10, 10) above y = 0, of which 2 to 5 is shown.
void FramedTest::areasReachTheSides() {
    Figure figure = plane(AxisScale::Linear, 2, 5);
    figure.y.maximum = 20;
    figure.series = {{.form = Form::Area, .x = {0, 10}, .y = {0, 10}, .base = {0, 0}}};
    figure.y.minimum = 0;
    const Series cut = framed(figure).series.front();
    QCOMPARE(cut.x, (std::vector<double>{2, 5}));
    QCOMPARE(cut.y, (std::vector<double>{2, 5}));
    QCOMPARE(cut.base, (std::vector<double>{0, 0}));
}

void FramedTest::everythingLiesInside_data() {
    QTest::addColumn<QString>("id");
    for (const FigureKind& kind : figureKinds())
        QTest::newRow(std::string(kind.id).c_str()) << QString::fromStdString(std::string(kind.id));
}

/// Of every figure kind, narrowed to the middle of its plane so that much of it must go.
void FramedTest::everythingLiesInside() {
    QFETCH(QString, id);
    const Scenario scenario = paper50k();
    Figure figure = findFigureKind(id.toStdString())->build({.scenario = scenario, .catalogue = &catalogue()});
    const auto narrow = [](Axis& axis) {
        if (axis.isNamed()) return;
        const bool isLog = axis.scale == AxisScale::Log;
        const double low = isLog ? std::log(axis.minimum) : axis.minimum;
        const double high = isLog ? std::log(axis.maximum) : axis.maximum;
        const auto at = [&](double share) {
            const double value = low + (high - low) * share;
            return isLog ? std::exp(value) : value;
        };
        std::tie(axis.minimum, axis.maximum) = std::pair(at(0.3), at(0.7));
    };
    narrow(figure.x);
    narrow(figure.y);
    const auto within = [](const Axis& axis, double value) {
        const double slack = 1e-9 * std::max(std::abs(axis.minimum), std::abs(axis.maximum));
        return std::isnan(value) || axis.isNamed() || (value >= axis.minimum - slack && value <= axis.maximum + slack);
    };
    for (const Series& series : framed(figure).series) {
        const bool lies = series.form == Form::Spans || (series.form == Form::Bars && isLying(figure));
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            QVERIFY(within(lies ? figure.x : figure.y, series.y[i]));
            if (!series.base.empty()) QVERIFY(within(lies ? figure.x : figure.y, series.base[i]));
            if (!lies && series.form != Form::Bars) QVERIFY(within(figure.x, series.x[i]));
        }
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FramedTest)

#include "framed_test.moc"
