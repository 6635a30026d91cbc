// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/axis_words.h"
#include "figure/figure.h"

#include "core/near.h"
#include "registry.h"

#include <QTest>

namespace longpeak {
namespace {

using test::shown;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double gib = 1073741824.0;

using Values = std::vector<double>;

Axis axisOf(Unit unit, AxisScale scale) {
    return {verbatim("x"), unit, scale, 0, 1};
}

Figure figureOf(AxisScale x, AxisScale y) {
    Figure figure;
    figure.x.scale = x;
    figure.y.scale = y;
    return figure;
}

class FigureTest : public QObject {
    Q_OBJECT

private slots:
    void placesTicks_data();
    void placesTicks();
    void labelsTicks_data();
    void labelsTicks();
    void givesNoTicksWithoutRange_data();
    void givesNoTicksWithoutRange();
    void givesFewTicks_data();
    void givesFewTicks();
    void interpolates_data();
    void interpolates();
    void findsNoValueOutside();
    void findsNoValueInGaps();
    void writesCsv();
    void quotesCsv();
    void namesStandAtTheirPlaces();
    void namesThinOut();
    void writesNamesAsCsv();
    void writesPointNamesAsCsv();
    void barsHaveNoValueBetween();
};

void FigureTest::placesTicks_data() {
    QTest::addColumn<int>("unit");
    QTest::addColumn<bool>("logarithmic");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<int>("wanted");
    QTest::addColumn<bool>("binary");
    QTest::addColumn<Values>("expected");
    const auto add = [](const char* name, Unit unit, bool logarithmic, double low, double high, int wanted,
                        const Values& expected, bool binary = false) {
        QTest::newRow(name) << static_cast<int>(unit) << logarithmic << low << high << wanted << binary << expected;
    };
    add("context", Unit::Tokens, true, 1e3, 1e7, 6, {1e3, 4e3, 32e3, 128e3, 1e6, 1e7});
    add("context, narrow", Unit::Tokens, true, 1e3, 1e7, 2, {1e3, 4e3, 32e3, 1e6, 1e7});
    add("context, narrowest", Unit::Tokens, true, 1e3, 1e7, 1, {1e3, 32e3, 1e6});
    add("context, wider", Unit::Tokens, true, 500, 2e7, 6, {1e3, 4e3, 32e3, 128e3, 1e6, 1e7});
    add("context, not to the ends", Unit::Tokens, true, 1001, 9.9e6, 6, {4e3, 32e3, 128e3, 1e6});
    add("context zoomed to three decades", Unit::Tokens, true, 1e4, 1e7, 6, {1e4, 1e5, 1e6, 1e7});
    add("context zoomed to one decade", Unit::Tokens, true, 1e4, 1e5, 5, {1e4, 2e4, 5e4, 1e5});
    add("context zoomed to half a decade", Unit::Tokens, true, 1e4, 4e4, 5, {1e4, 2e4, 3e4, 4e4});
    add("latencies", Unit::Seconds, true, 1e-2, 1e4, 6, {1e-2, 1e-1, 1, 10, 60, 600, 3600});
    add("latencies, few", Unit::Seconds, true, 1e-2, 1e4, 3, {1, 60, 3600});
    add("latencies, of days", Unit::Seconds, true, 1e-3, 1e6, 5, {1e-3, 1, 60, 3600, 86400});
    add("users, few", Unit::Users, true, 0.1, 1000, 2, {0.1, 1, 10, 100, 1000});
    add("users of a decade, few", Unit::Users, true, 1, 12, 2, {1, 2, 5, 10});
    add("users", Unit::Users, true, 0.1, 1000, 5, {0.1, 1, 10, 100, 1000});
    add("users zoomed", Unit::Users, true, 1, 50, 6, {1, 2, 5, 10, 20, 50});
    add("seconds", Unit::Seconds, false, 0, 300, 6, {0, 60, 120, 180, 240, 300});
    add("seconds, a minute", Unit::Seconds, false, 0, 60, 5, {0, 15, 30, 45, 60});
    add("seconds, an hour", Unit::Seconds, false, 0, 3600, 5, {0, 900, 1800, 2700, 3600});
    add("seconds, a day", Unit::Seconds, false, 0, 86400, 4, {0, 21600, 43200, 64800, 86400});
    add("seconds, 11 days", Unit::Seconds, false, 0, 1e6, 5, {0, 5 * 86400.0, 10 * 86400.0});
    add("seconds, less than three steps", Unit::Seconds, false, 0, 1.9, 2, {0, 0.5, 1, 1.5});
    add("seconds, below one", Unit::Seconds, false, 0, 0.5, 5, {0, 0.1, 0.2, 0.3, 0.4, 0.5});
    add("bytes", Unit::Bytes, false, 0, 160e9, 4, {0, 50e9, 100e9, 150e9});
    add("binary bytes", Unit::Bytes, false, 0, 160 * gib, 4, {0, 50 * gib, 100 * gib, 150 * gib}, true);
    add("around zero", Unit::Count, false, -1, 1, 4, {-1, -0.5, 0, 0.5, 1});
    add("off zero", Unit::Count, false, 101, 109, 4, {102, 104, 106, 108});
}

void FigureTest::placesTicks() {
    QFETCH(int, unit);
    QFETCH(bool, logarithmic);
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(int, wanted);
    QFETCH(bool, binary);
    QFETCH(Values, expected);
    const Values made = ticks(axisOf(static_cast<Unit>(unit), logarithmic ? AxisScale::Log : AxisScale::Linear), low,
                              high, wanted, binary ? ByteUnits::Binary : ByteUnits::Decimal);
    QString list;
    for (const double value : made) list += QStringLiteral("%1 ").arg(value);
    QVERIFY2(made.size() == expected.size(), qPrintable(list));
    for (std::size_t i = 0; i < made.size(); ++i) {
        QVERIFY2(std::abs(made[i] - expected[i]) <= 1e-12 * (high - low), qPrintable(list));
        QVERIFY2(made[i] != 0.0 || !std::signbit(made[i]), "-0"); // would be labelled "-0"
    }
}

void FigureTest::labelsTicks_data() {
    QTest::addColumn<int>("unit");
    QTest::addColumn<bool>("logarithmic");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<bool>("binary");
    QTest::addColumn<QString>("expected");
    const auto add = [](const char* name, Unit unit, bool logarithmic, double low, double high, bool binary,
                        const char* expected) {
        QTest::newRow(name) << static_cast<int>(unit) << logarithmic << low << high << binary
                            << QString::fromUtf8(expected);
    };
    add("context", Unit::Tokens, true, 1e3, 1e7, false, "x (tokens): 1K|4K|32K|128K|1M|10M");
    add("users", Unit::Users, true, 0.1, 1e3, false, "x: 0.1|1|10|100|1000");
    add("bytes", Unit::Bytes, false, 0, 200e9, false, "x (GB): 0|50|100|150|200");
    add("binary bytes", Unit::Bytes, false, 0, 200 * gib, true, "x (GiB): 0|50|100|150|200");
    add("bytes of many decades", Unit::Bytes, true, 1e7, 1e13, false, "x (GB): 0.1|10|1000");
    add("latencies", Unit::Seconds, true, 1e-2, 10, false, "x: 10 ms|100 ms|1 s|10 s");
    add("latencies of days", Unit::Seconds, true, 1e-3, 1e6, false, "x: 1 ms|1 s|1 min|1 h|1 day");
    add("an hour", Unit::Seconds, false, 0, 3600, false, "x (min): 0|15|30|45|60");
    add("five minutes", Unit::Seconds, false, 0, 300, false, "x (min): 0|2|4");
    add("a month", Unit::Seconds, false, 0, 2.6e6, false, "x (days): 0|10|20|30");
    add("milliseconds", Unit::Seconds, false, 0, 0.04, false, "x (ms): 0|10|20|30|40");
    add("rates", Unit::FlopPerSecond, true, 1e12, 1e15, false, "x (TFLOP/s): 1|10|100|1000");
    add("counts", Unit::Count, false, -2, 2, false, "x: -2|-1|0|1|2");
    add("ratios", Unit::Ratio, true, 1, 1000, false, "x: 1×|10×|100×|1000×");
    add("fractions", Unit::Fraction, false, 0, 1, false, "x (%): 0|50|100");
    add("dollars", Unit::Dollars, false, 0, 2, false, "x ($): 0|0.5|1|1.5|2");
}

void FigureTest::labelsTicks() {
    QFETCH(int, unit);
    QFETCH(bool, logarithmic);
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(bool, binary);
    QFETCH(QString, expected);
    const ByteUnits bytes = binary ? ByteUnits::Binary : ByteUnits::Decimal;
    const Axis axis = axisOf(static_cast<Unit>(unit), logarithmic ? AxisScale::Log : AxisScale::Linear);
    QStringList labels;
    const AxisUnit words = axisUnit(axis, low, high, bytes);
    for (const double tick : ticks(axis, low, high, unit == static_cast<int>(Unit::Fraction) ? 2 : 4, bytes))
        labels << shown(tickText(axis, tick, words, bytes));
    QCOMPARE(shown(axisTitle(axis, words)) + QStringLiteral(": ") + labels.join('|'), expected);
}

void FigureTest::givesNoTicksWithoutRange_data() {
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<bool>("logarithmicToo");
    QTest::newRow("a point") << 5.0 << 5.0 << true;
    QTest::newRow("reversed") << 5.0 << 4.0 << true;
    QTest::newRow("NaN") << nan << 1.0 << true;
    QTest::newRow("NaN above") << 1.0 << nan << true;
    QTest::newRow("endless") << 1.0 << infinity << true;
    QTest::newRow("endless below") << -infinity << 1.0 << true;
}

void FigureTest::givesNoTicksWithoutRange() {
    QFETCH(double, low);
    QFETCH(double, high);
    for (const AxisScale scale : {AxisScale::Linear, AxisScale::Log})
        QVERIFY(ticks(axisOf(Unit::Seconds, scale), low, high, 5).empty());
    QVERIFY(ticks(axisOf(Unit::Users, AxisScale::Log), 0, 10, 5).empty());
    QVERIFY(ticks(axisOf(Unit::Users, AxisScale::Log), -1, 10, 5).empty());
}

void FigureTest::givesFewTicks_data() {
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<int>("wanted");
    QTest::newRow("closer than doubles are") << 1e16 << 1e16 + 4 << 5; // + 1 is no other number there
    QTest::newRow("next double") << 1e9 << std::nextafter(1e9, 2e9) << 5;
    QTest::newRow("everything") << -1e308 << 1e308 << 5;
    QTest::newRow("all positive") << 1e-308 << 1e308 << 5;
    QTest::newRow("denormal") << 0.0 << 5e-324 << 5;
    QTest::newRow("none wanted") << 1.0 << 2.0 << 0;
    QTest::newRow("less than none wanted") << 1.0 << 2.0 << -5;
    QTest::newRow("millions wanted") << 1.0 << 2.0 << 100'000'000;
}

void FigureTest::givesFewTicks() {
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(int, wanted);
    for (const Unit unit : {Unit::Count, Unit::Seconds, Unit::Bytes, Unit::Tokens})
        for (const AxisScale scale : {AxisScale::Linear, AxisScale::Log})
            for (const ByteUnits bytes : {ByteUnits::Decimal, ByteUnits::Binary}) {
                const Values made = ticks(axisOf(unit, scale), low, high, wanted, bytes);
                QVERIFY(made.size() <= 1001);
                for (const double value : made) QVERIFY(std::isfinite(value));
            }
}

void FigureTest::interpolates_data() {
    QTest::addColumn<bool>("logX");
    QTest::addColumn<bool>("logY");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("expected");
    // Points (1, 10), (100, 1000), (1000, 1000)
    QTest::newRow("linear, at a point") << false << false << 100.0 << 1000.0;
    QTest::newRow("linear, first") << false << false << 1.0 << 10.0;
    QTest::newRow("linear, last") << false << false << 1000.0 << 1000.0;
    QTest::newRow("linear, between") << false << false << 50.5 << 505.0;
    QTest::newRow("log-linear") << true << false << 10.0 << 505.0;
    QTest::newRow("log-log") << true << true << 10.0 << 100.0;
    QTest::newRow("linear-log") << false << true << 50.5 << 100.0;
    QTest::newRow("flat") << true << true << 500.0 << 1000.0;
}

void FigureTest::interpolates() {
    QFETCH(bool, logX);
    QFETCH(bool, logY);
    QFETCH(double, x);
    QFETCH(double, expected);
    const Figure figure = figureOf(logX ? AxisScale::Log : AxisScale::Linear,
                                   logY ? AxisScale::Log : AxisScale::Linear);
    Series series;
    series.x = {1, 100, 1000};
    series.y = {10, 1000, 1000};
    NEAR(valueAt(figure, series, x), expected, 1e-14);
}

void FigureTest::findsNoValueOutside() {
    Series series;
    series.x = {1, 2, 3};
    series.y = {1, 2, 3};
    const Figure figure = figureOf(AxisScale::Linear, AxisScale::Linear);
    for (const double x : {0.999, 3.001, -infinity, infinity, nan}) QVERIFY(std::isnan(valueAt(figure, series, x)));
    QVERIFY(std::isnan(valueAt(figure, Series{}, 1)));
    Series point;
    point.x = {5};
    point.y = {7};
    QCOMPARE(valueAt(figure, point, 5), 7.0);
    QVERIFY(std::isnan(valueAt(figure, point, 5.5)));
}

void FigureTest::findsNoValueInGaps() {
    Series series;
    series.x = {1, 2, 3, 4};
    series.y = {1, nan, 3, -4};
    for (const AxisScale scale : {AxisScale::Linear, AxisScale::Log}) {
        const Figure figure = figureOf(scale, scale);
        for (const double x : {1.5, 2.0, 2.5}) QVERIFY(std::isnan(valueAt(figure, series, x)));
        QCOMPARE(valueAt(figure, series, 3), 3.0);
    }
    QVERIFY(std::isnan(valueAt(figureOf(AxisScale::Linear, AxisScale::Log), series, 3.5))); // no logarithm below zero
}

void FigureTest::writesCsv() {
    Figure figure;
    figure.x = {verbatim("context"), Unit::Tokens, AxisScale::Log, 1, 10};
    figure.y = {verbatim("share"), Unit::Fraction, AxisScale::Linear, 0, 1};
    QCOMPARE(shown(writeCsv(figure)), "series,context (tokens),share\n");
    Series line;
    line.name = verbatim("line");
    line.x = {1, 2, 3};
    line.y = {0.5, nan, 1.0 / 3.0};
    Series ghost = line;
    ghost.reference = true;
    ghost.y = {1, 1, infinity};
    Series area;
    area.name = verbatim("area");
    area.form = Form::Area;
    area.x = {1, 2};
    area.y = {5, 7};
    area.base = {4, 4};
    figure.series = {line, ghost, area};
    QCOMPARE(shown(writeCsv(figure)), "series,context (tokens),share\n"
                                      "line,1,0.5\n"
                                      "line,3,0.3333333333333333\n"
                                      "line (reference),1,1\n"
                                      "line (reference),2,1\n"
                                      "area,1,1\n" // its own part, not what it stands on
                                      "area,2,3\n");
}

void FigureTest::quotesCsv() {
    Figure figure;
    figure.x = {verbatim("x"), Unit::Count, AxisScale::Linear, 0, 1};
    figure.y = {verbatim("y"), Unit::Count, AxisScale::Linear, 0, 1};
    Series series;
    series.name = verbatim("KV cache, \"user\" 1");
    series.x = {1};
    series.y = {2};
    figure.series = {series};
    QCOMPARE(shown(writeCsv(figure)), "series,x,y\n\"KV cache, \"\"user\"\" 1\",1,2\n");
}

Axis namedAxis(const std::vector<std::string>& names) {
    Axis axis{verbatim("kind"), Unit::Text, AxisScale::Linear, -0.5, static_cast<double>(names.size()) - 0.5, {}};
    for (const std::string& name : names) axis.names.push_back(verbatim(name));
    return axis;
}

void FigureTest::namesStandAtTheirPlaces() {
    const Axis axis = namedAxis({"a", "b", "c"});
    QCOMPARE(ticks(axis, -0.5, 2.5, 10), (Values{0, 1, 2}));
    QCOMPARE(ticks(axis, 0.2, 9.0, 10), (Values{1, 2})); // zoomed, and beyond the last
    QCOMPARE(ticks(axis, 0.2, 0.8, 10), Values{});
    for (const auto& [place, name] :
         {std::pair(-0.4, "a"), std::pair(0.4, "a"), std::pair(0.6, "b"), std::pair(2.4, "c"), std::pair(2.6, ""),
          std::pair(-0.6, ""), std::pair(nan, ""), std::pair(infinity, "")})
        QCOMPARE(shown(axis.nameAt(place)), QLatin1String(name));
    QVERIFY(axis.isNamed() && !Axis{}.isNamed());
}

void FigureTest::namesThinOut() {
    // Each k-th, so that about as many are left as are wanted; always the same ones, wherever the axis is zoomed to.
    const Axis axis = namedAxis(std::vector<std::string>(10, "n"));
    QCOMPARE(ticks(axis, -0.5, 9.5, 10).size(), std::size_t{10});
    QCOMPARE(ticks(axis, -0.5, 9.5, 9), (Values{0, 2, 4, 6, 8}));
    QCOMPARE(ticks(axis, -0.5, 9.5, 3), (Values{0, 4, 8}));
    QCOMPARE(ticks(axis, -0.5, 9.5, 0), (Values{0}));
    QCOMPARE(ticks(axis, 2.5, 9.5, 4), (Values{4, 6, 8}));
}

void FigureTest::writesNamesAsCsv() {
    Figure figure;
    figure.x = {verbatim("memory"), Unit::Bytes, AxisScale::Linear, 0, 10};
    figure.y = namedAxis({"weights", "cache, all"});
    Series bars;
    bars.name = verbatim("now");
    bars.form = Form::Bars;
    bars.x = {0, 1};
    bars.y = {4, 7};
    bars.base = {0, 4};
    Series ghost = bars;
    ghost.reference = true;
    ghost.base.clear(); // from zero
    figure.series = {bars, ghost};
    QCOMPARE(shown(writeCsv(figure)), "series,kind,memory (B)\n"
                                      "now,weights,4\n"
                                      "now,\"cache, all\",3\n"
                                      "now (reference),weights,4\n"
                                      "now (reference),\"cache, all\",7\n");
    std::swap(figure.x, figure.y); // standing
    QCOMPARE(shown(writeCsv(figure)).section(QLatin1Char('\n'), 0, 1), "series,kind,memory (B)\nnow,weights,4");
}

void FigureTest::writesPointNamesAsCsv() {
    Figure figure;
    figure.x = namedAxis({"prefill", "decode"});
    figure.y = {verbatim("of the peak"), Unit::Fraction, AxisScale::Linear, 0, 1};
    Series points;
    points.name = verbatim("measured");
    points.form = Form::Points;
    points.x = {-0.2, 0.9};
    points.y = {0.5, 0.75};
    points.pointNames = {verbatim("A100, 50K"), verbatim("H100")};
    Series line;
    line.name = verbatim("median");
    line.x = {-0.4, 0.4};
    line.y = {0.6, 0.6};
    figure.series = {points, line};
    QCOMPARE(shown(writeCsv(figure)), "series,kind,of the peak,point\n"
                                      "measured,prefill,0.5,\"A100, 50K\"\n"
                                      "measured,decode,0.75,H100\n"
                                      "median,prefill,0.6,\n"
                                      "median,prefill,0.6,\n");
    // Points beside lying bars carry their own place in y.
    std::swap(figure.x, figure.y);
    figure.series = {points};
    std::swap(figure.series[0].x, figure.series[0].y);
    QCOMPARE(shown(writeCsv(figure)).section(QLatin1Char('\n'), 1, 1), "measured,prefill,0.5,\"A100, 50K\"");
}

void FigureTest::barsHaveNoValueBetween() {
    Figure figure;
    figure.x = namedAxis({"a", "b"});
    Series bars;
    bars.form = Form::Bars;
    bars.x = {0, 1};
    bars.y = {3, 5};
    QCOMPARE(valueAt(figure, bars, 1.0), 5.0);
    QVERIFY(std::isnan(valueAt(figure, bars, 0.5)));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FigureTest)
#include "figure_test.moc"
