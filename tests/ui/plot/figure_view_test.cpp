// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/curve_item.h"
#include "plot/figure_view.h"

#include "ui/window_fixture.h"

#include "figure/figure_kind.h"

#include <QSignalSpy>

#include <cmath>
#include <limits>

namespace longpeak {
namespace {

using namespace test;

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

std::shared_ptr<const Figure> figureOf(std::string_view id, const Scenario& s, const Scenario* reference = nullptr) {
    const auto kind = std::ranges::find(figureKinds(), id, &FigureKind::id);
    return std::make_shared<const Figure>(
        kind->build({.scenario = s, .reference = reference, .catalogue = &catalogue()}));
}

/// Whether every point is drawn where its value is, and where there is none, none.
bool isDrawn(const FigureView& view, const QPolygonF& points, const std::vector<double>& x,
             const std::vector<double>& values) {
    constexpr double near = 1.0;
    constexpr double farOff = 9e3; // places are told no further away
    if (static_cast<std::size_t>(points.size()) != x.size()) return false;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const QPointF at = points[static_cast<qsizetype>(i)];
        if (std::isnan(at.y()) != std::isnan(values[i])) return false;
        if (std::isnan(values[i])) continue;
        const QPointF off = at - view.pixelAt(x[i], values[i]);
        if (std::abs(off.x()) > near && std::abs(at.x()) < farOff) return false;
        if (std::abs(off.y()) > near && std::abs(at.y()) < farOff) return false;
    }
    return true;
}

/// A small figure of every form, with gaps.
Figure sample() {
    Figure figure{.id = "sample", .title = Text::verbatim("Sample"), .subtitle = Text::verbatim("of every form")};
    figure.x = {Text::verbatim("time"), Unit::Seconds, AxisScale::Linear, 0, 10};
    figure.y = {Text::verbatim("size"), Unit::Bytes, AxisScale::Linear, 0, 100};
    figure.series.push_back({.name = Text::verbatim("line"), .x = {0, 1, 2, 3, 10}, .y = {10, gap, gap, 40, 50}});
    figure.series.push_back(
        {.name = Text::verbatim("area"), .form = Form::Area, .x = {0, 5, 10}, .y = {60, 70, 80}, .base = {50, 55, 60}});
    figure.series.push_back({.name = Text::verbatim("points"), .form = Form::Points, .x = {2, 4}, .y = {20, 30}});
    figure.marks.push_back({.x = 4, .y = 30, .label = Text::verbatim("30 B"), .metric = "hbm_bytes"});
    return figure;
}

class FigureViewTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_view.reset(); }

    void curvesAreTheFiguresData_data();
    void curvesAreTheFiguresData();
    void gapsAreKept();
    void seriesArePainted();
    void linesKeepTheirBends();
    void thinnedLinesStayClose();
    void fewerSeriesLeaveNoneBehind();
    void redrawsOnceForManyFigures();
    void theSameFigureIsNotDrawnAgain();
    void axesStandStillUnderTheHand();
    void crosshairSaysExactValues();
    void crosshairSnapsToTheContext();
    void crosshairLeavesAndEscapes();
    void crosshairByKeyboard();
    void draggingALineAnnouncesValues();
    void aClickOnALineMovesNothing();
    void ticksFollowTheSize();
    void theLastTickHasRoom();
    void draggingAPointAnnouncesBoth();
    void coloursFollowTheValues();
    void clickOnAMarkPicksItsMetric();
    void clickBesideAMarkPicksNothing();
    void ctrlWheelZooms();
    void plainWheelBelongsToThePage();
    void doubleClickResets();
    void zoomOutlivesAFigure();
    void imagesAreOfBothThemes();
    void imageAtTwice();
    void drawsWhatIsInfeasible();
    void extremeScenariosDraw();
    void worksBeforeTheFirstFigure();

private:
    QWidget& canvas() { return part<QWidget>(*m_view, QStringLiteral("canvas")); }
    void draw(std::shared_ptr<const Figure> figure) {
        const int before = m_view->redraws();
        m_view->setFigure(std::move(figure), ByteUnits::Decimal);
        QTRY_VERIFY(m_view->redraws() > before);
    }
    QPoint at(double x, double y) { return canvas().mapFrom(m_view.get(), m_view->pixelAt(x, y)); }
    std::unique_ptr<FigureView> m_view;
};

void FigureViewTest::init() {
    failOnAnyWarning();
    m_view = std::make_unique<FigureView>();
    m_view->setTheme(themeOf(Appearance::Light));
    m_view->resize(600, 350);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    QTRY_VERIFY(m_view->redraws() > 0);
}

void FigureViewTest::curvesAreTheFiguresData_data() {
    QTest::addColumn<QString>("id");
    for (const FigureKind& kind : figureKinds()) QTest::newRow(std::string(kind.id).c_str()) << shown(kind.id);
}

void FigureViewTest::curvesAreTheFiguresData() {
    QFETCH(QString, id);
    Random random(20260107);
    for (int i = 0; i < 8; ++i) {
        const Scenario reference = randomScenario(random);
        const auto figure = figureOf(id.toStdString(), i == 0 ? paper50k() : randomScenario(random), &reference);
        draw(figure);
        std::size_t next = 0;
        const auto drawn = m_view->curves();
        for (const Series& series : figure->series) {
            if (series.form == Form::Bars || series.form == Form::Spans) continue; // no curves: see NamedAxesTest
            if (series.form == Form::Path) continue;                               // below
            if (series.form == Form::Area) {
                QVERIFY(next < drawn.size());
                QVERIFY(isDrawn(*m_view, drawn[next].points, series.x, series.base));
                ++next;
            }
            QVERIFY(next < drawn.size());
            QCOMPARE(drawn[next].name, shown(series.name));
            QVERIFY(isDrawn(*m_view, drawn[next].points, series.x, series.y));
            ++next;
        }
        for (const Series& series : figure->series) {
            if (series.form != Form::Path) continue;
            QVERIFY(next < drawn.size());
            QVERIFY(isDrawn(*m_view, drawn[next].points, series.x, series.y)); // in its own order
            ++next;
        }
        QCOMPARE(drawn.size(), next);
    }
}

void FigureViewTest::gapsAreKept() {
    draw(std::make_shared<const Figure>(sample()));
    const auto drawn = m_view->curves();
    QCOMPARE(drawn.size(), std::size_t{4}); // line, base, area, points
    QVERIFY(isDrawn(*m_view, drawn[0].points, {0, 1, 2, 3, 10}, {10, gap, gap, 40, 50}));
    QVERIFY(isDrawn(*m_view, drawn[1].points, {0, 5, 10}, {50, 55, 60}));
    QVERIFY(isDrawn(*m_view, drawn[2].points, {0, 5, 10}, {60, 70, 80}));
    QVERIFY(isDrawn(*m_view, drawn[3].points, {2, 4}, {20, 30}));
}

void FigureViewTest::seriesArePainted() {
    Figure figure = sample();
    figure.marks.clear();
    for (const auto& [index, role] :
         {std::pair(0, Role::Prefill), std::pair(1, Role::Cache), std::pair(2, Role::Decode)})
        figure.series[static_cast<std::size_t>(index)].role = role;
    draw(std::make_shared<const Figure>(figure));
    const QImage image = m_view->image(1);
    const Theme& theme = themeOf(Appearance::Light);
    const auto at = [&](double x, double y) { return image.pixelColor(m_view->pixelAt(x, y)); };
    QCOMPARE(at(6.5, 45), theme.role(Role::Prefill)); // between two of its points
    QVERIFY(at(1.5, 25) != theme.role(Role::Prefill));
    for (int x = 5; x < 15; ++x) // nothing leads over the gap
        for (int y = 15; y < 45; ++y) QVERIFY(at(x / 10.0, y) != theme.role(Role::Prefill));
    QCOMPARE(at(7, 66), theme.role(Role::Cache));
    QVERIFY(at(7, 50) != theme.role(Role::Cache)); // below its base
    QVERIFY(at(7, 80) != theme.role(Role::Cache));
    QCOMPARE(at(2, 20), theme.role(Role::Decode));
}

void FigureViewTest::linesKeepTheirBends() {
    QCOMPARE(thinned({{0, 0}, {1, 1}, {2, 2}, {3, 3}, {4, 2}}, 0.05), QPolygonF({{0, 0}, {3, 3}, {4, 2}}));
    const QPolygonF step{{0, 0}, {1, 0}, {1, 5}, {2, 5}, {3, 5}};
    QCOMPARE(thinned(step, 0.05), QPolygonF({{0, 0}, {1, 0}, {1, 5}, {3, 5}}));
    const QPolygonF broken = thinned({{0, 0}, {1, 0}, {2, 0}, {3, gap}, {4, gap}, {5, 0}, {6, 0}, {7, 0}}, 0.05);
    QVERIFY(std::ranges::count_if(broken, [](const QPointF& at) { return std::isnan(at.y()); }) > 0);
    QVERIFY(broken.contains(QPointF(2, 0)) && broken.contains(QPointF(5, 0)) && !broken.contains(QPointF(6, 0)));
    QCOMPARE(thinned({{0, 0}, {1, 1}}, 9), QPolygonF({{0, 0}, {1, 1}}));
}

/// Nowhere further from the line than is said.
void FigureViewTest::thinnedLinesStayClose() {
    constexpr double tolerance = 0.05;
    QPolygonF line;
    for (int x = 0; x <= 2000; ++x) line.push_back({x / 4.0, 90 * std::sin(x / 150.0) + 0.02 * std::sin(7.0 * x)});
    const QPolygonF thin = thinned(line, tolerance);
    QVERIFY2(thin.size() * 5 < line.size(), qPrintable(QString::number(thin.size())));
    qsizetype next = 1;
    for (const QPointF& at : line) {
        while (thin[next].x() < at.x()) ++next;
        const QPointF along = thin[next] - thin[next - 1];
        const double y = thin[next - 1].y() + (at.x() - thin[next - 1].x()) * along.y() / along.x();
        QVERIFY(std::abs(y - at.y()) <= tolerance * 1.001);
    }
}

void FigureViewTest::fewerSeriesLeaveNoneBehind() {
    Figure many = sample();
    for (int i = 0; i < 10; ++i) many.series.push_back(many.series[static_cast<std::size_t>(i) % 3]);
    draw(std::make_shared<const Figure>(many));
    QVERIFY(m_view->curves().size() > 13);
    Figure none = sample();
    none.series.clear();
    draw(std::make_shared<const Figure>(none));
    QVERIFY(m_view->curves().empty());
    draw(std::make_shared<const Figure>(sample()));
    QCOMPARE(m_view->curves().size(), std::size_t{4});
}

void FigureViewTest::redrawsOnceForManyFigures() {
    QCoreApplication::processEvents();
    const int before = m_view->redraws();
    const QSignalSpy redrawn(m_view.get(), &FigureView::redrawn);
    for (int i = 1; i <= 30; ++i)
        m_view->setFigure(figureOf("latency", with(paper50k(), "context", 1e4 * i)), ByteUnits::Decimal);
    QCOMPARE(m_view->redraws(), before); // not before the turn ends
    QTRY_VERIFY(m_view->redraws() > before);
    QCoreApplication::processEvents();
    QCOMPARE(m_view->redraws(), before + 1);
    QCOMPARE(redrawn.count(), 1);
    QVERIFY(redrawn.front().front().toDouble() >= 0);
}

void FigureViewTest::theSameFigureIsNotDrawnAgain() {
    const auto figure = figureOf("latency", paper50k());
    draw(figure);
    QCoreApplication::processEvents();
    const int before = m_view->redraws();
    m_view->setFigure(figure, ByteUnits::Decimal);
    QCoreApplication::processEvents();
    QCOMPARE(m_view->redraws(), before);
}

void FigureViewTest::axesStandStillUnderTheHand() {
    const auto wide = figureOf("ceiling", with(paper50k(), "gpus", 64));
    const auto narrow = figureOf("ceiling", paper50k());
    QVERIFY(wide->y.maximum > narrow->y.maximum);
    draw(wide);
    m_view->setHeld(true);
    draw(narrow);
    QCOMPARE(m_view->figure()->y.maximum, wide->y.maximum);
    QVERIFY(m_view->figure()->series == narrow->series);
    m_view->setHeld(false);
    QCOMPARE(m_view->figure()->y.maximum, narrow->y.maximum);
    // Where a value would leave it, an axis grows.
    m_view->setHeld(true);
    draw(wide);
    QCOMPARE(m_view->figure()->y.maximum, wide->y.maximum);
    m_view->setHeld(false);
    QCOMPARE(m_view->figure(), wide.get());
}

void FigureViewTest::crosshairSaysExactValues() {
    const Scenario s = paper50k();
    draw(figureOf("latency", s));
    QCOMPARE(m_view->crosshairText(), QString());
    hover(canvas(), at(50e3, 1));
    const Estimate e = evaluate(s);
    const QStringList lines = m_view->crosshairText().split(QStringLiteral("; "));
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], QStringLiteral("50K tokens"));
    // In people's units, three digits, in the order in which the curves lie.
    const auto said = [](const char* name, Seconds time) {
        return QString::fromUtf8(name) + QStringLiteral("  ") + shown(format(time.si(), Unit::Seconds));
    };
    QCOMPARE(lines[1], said("prefill", e.prefill.time));
    QCOMPARE(lines[2], said("answer", e.decode.answer));
    QCOMPARE(lines[3], said("switch", e.contextSwitch.time));
}

void FigureViewTest::crosshairSnapsToTheContext() {
    draw(figureOf("latency", paper50k()));
    const QString exact = QStringLiteral("50K tokens");
    for (const int beside : {-3, -1, 0, 2, 3}) {
        hover(canvas(), at(50e3, 1) + QPoint(beside, 0));
        QVERIFY2(m_view->crosshairText().startsWith(exact), qPrintable(m_view->crosshairText()));
    }
    hover(canvas(), at(50e3, 1) + QPoint(20, 0));
    QVERIFY(!m_view->crosshairText().isEmpty());
    QVERIFY(!m_view->crosshairText().startsWith(exact));
}

void FigureViewTest::crosshairLeavesAndEscapes() {
    draw(figureOf("latency", paper50k()));
    hover(canvas(), at(50e3, 1));
    QVERIFY(!m_view->crosshairText().isEmpty());
    hover(canvas(), {2, 2}); // outside of the frame
    QCOMPARE(m_view->crosshairText(), QString());
    hover(canvas(), at(50e3, 1));
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&canvas(), &leave);
    QCOMPARE(m_view->crosshairText(), QString());
    hover(canvas(), at(50e3, 1));
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QCOMPARE(m_view->crosshairText(), QString());
}

void FigureViewTest::crosshairByKeyboard() {
    draw(figureOf("latency", paper50k()));
    QVERIFY(canvas().focusPolicy() & Qt::TabFocus);
    QTest::keyClick(&canvas(), Qt::Key_Right);
    const QString first = m_view->crosshairText();
    QVERIFY(!first.isEmpty());
    for (int i = 0; i < 5; ++i) QTest::keyClick(&canvas(), Qt::Key_Right);
    QVERIFY(m_view->crosshairText() != first);
    for (int i = 0; i < 500; ++i) QTest::keyClick(&canvas(), Qt::Key_Left); // stops at the edge
    QVERIFY2(m_view->crosshairText().startsWith(QStringLiteral("1K tokens")), qPrintable(m_view->crosshairText()));
}

void FigureViewTest::draggingALineAnnouncesValues() {
    draw(figureOf("ceiling", paper50k()));
    const QSignalSpy dragged(m_view.get(), &FigureView::parametersDragged);
    const double y = m_view->figure()->y.minimum * 1.1;
    press(canvas(), at(50e3, y));
    QCOMPARE(dragged.count(), 0);
    drag(canvas(), at(100e3, y));
    drag(canvas(), at(200e3, y));
    release(canvas(), at(200e3, y));
    QCOMPARE(dragged.count(), 3);
    for (const auto& [index, value, last] :
         {std::tuple(0, 100e3, false), std::tuple(1, 200e3, false), std::tuple(2, 200e3, true)}) {
        const auto values = dragged[index][0].value<QList<Dragged>>();
        QCOMPARE(values.size(), 1);
        QCOMPARE(values[0].parameter, QStringLiteral("context"));
        NEAR(values[0].value, value, 0.03);
        QCOMPARE(dragged[index][1].toBool(), last);
    }
    drag(canvas(), at(300e3, y)); // let go: it follows no more
    QCOMPARE(dragged.count(), 3);
}

void FigureViewTest::aClickOnALineMovesNothing() {
    draw(figureOf("ceiling", paper50k()));
    const QSignalSpy dragged(m_view.get(), &FigureView::parametersDragged);
    const QPoint beside = at(50e3, m_view->figure()->y.minimum * 1.1) + QPoint(4, 0);
    press(canvas(), beside);
    release(canvas(), beside);
    QCOMPARE(dragged.count(), 0);
}

/// At once, without another figure.
void FigureViewTest::ticksFollowTheSize() {
    const auto across = [&] { return m_view->tickLabels(Qt::Horizontal).join(QLatin1Char(' ')); };
    m_view->resize(900, 400);
    draw(figureOf("latency", paper50k()));
    QCOMPARE(across(), QStringLiteral("1K 4K 32K 128K 1M 10M"));
    const auto up = m_view->tickLabels(Qt::Vertical).size();
    m_view->resize(220, 130);
    QApplication::processEvents();
    QCOMPARE(across(), QStringLiteral("1K 32K 1M"));
    QVERIFY(m_view->tickLabels(Qt::Vertical).size() < up);
    m_view->resize(900, 400);
    QApplication::processEvents();
    QCOMPARE(across(), QStringLiteral("1K 4K 32K 128K 1M 10M"));
    QCOMPARE(m_view->tickLabels(Qt::Vertical).size(), up);
}

/// Two pixels more than half of it, so that a broken device pixel ratio does not lose it.
void FigureViewTest::theLastTickHasRoom() {
    draw(figureOf("latency", paper50k()));
    const QFontMetricsF metrics(themeOf(Appearance::Light).font(-2));
    const double half = metrics.horizontalAdvance(m_view->tickLabels(Qt::Horizontal).last()) / 2;
    QVERIFY(m_view->width() - m_view->pixelAt(1e7, 1).x() >= half + 2);
}

void FigureViewTest::draggingAPointAnnouncesBoth() {
    draw(figureOf("map", with(paper50k(), "compression.hidden", 8)));
    const QSignalSpy dragged(m_view.get(), &FigureView::parametersDragged);
    press(canvas(), at(50e3, 8) + QPoint(3, 3));
    drag(canvas(), at(200e3, 16));
    release(canvas(), at(400e3, 32));
    QCOMPARE(dragged.count(), 2);
    const auto values = dragged.last()[0].value<QList<Dragged>>();
    QCOMPARE(values.size(), 2);
    QCOMPARE(values[0].parameter, QStringLiteral("context"));
    NEAR(values[0].value, 400e3, 0.03);
    QCOMPARE(values[1].parameter, QStringLiteral("compression.hidden"));
    NEAR(values[1].value, 32, 0.03);
    QVERIFY(dragged.last()[1].toBool());
    press(canvas(), at(5e3, 8)); // beside it nothing moves
    release(canvas(), at(5e3, 64));
    QCOMPARE(dragged.count(), 2);
    m_view->resetView(); // that was a band
    QApplication::processEvents();
    hover(canvas(), at(8e3, 2));
    const QString read = m_view->crosshairText(); // to a pixel
    QVERIFY2(read.startsWith(QStringLiteral("8.0")) || read.startsWith(QStringLiteral("7.9")), qPrintable(read));
    QVERIFY2(m_view->crosshairText().contains(QStringLiteral("users that fit")), qPrintable(m_view->crosshairText()));
}

/// Pale where little, full where much, and another colour where not one user fits.
void FigureViewTest::coloursFollowTheValues() {
    draw(figureOf("map", paper50k()));
    const QImage image = m_view->image(1);
    const auto colour = [&](double x, double y) { return image.pixelColor(at(x, y)); };
    const auto lightness = [&](double x, double y) { return colour(x, y).lightness(); };
    QVERIFY(lightness(2e3, 60) > lightness(40e3, 60));
    QVERIFY(lightness(40e3, 60) > lightness(1.7e6, 60));
    const QColor possible = colour(6.5e6, 200); // a column of one time, parted by the frontier
    const QColor impossible = colour(6.5e6, 3);
    QVERIFY(impossible.red() > possible.red() + 30);
    m_view->setTheme(themeOf(Appearance::Dark));
    QVERIFY(m_view->image(1).pixelColor(at(2e3, 60)).lightness() < 60);
}

void FigureViewTest::clickOnAMarkPicksItsMetric() {
    draw(std::make_shared<const Figure>(sample()));
    const QSignalSpy picked(m_view.get(), &FigureView::metricPicked);
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(4, 30));
    QCOMPARE(picked.count(), 1);
    QCOMPARE(picked.front().front().toString(), QStringLiteral("hbm_bytes"));
}

void FigureViewTest::clickBesideAMarkPicksNothing() {
    draw(std::make_shared<const Figure>(sample()));
    const QSignalSpy picked(m_view.get(), &FigureView::metricPicked);
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(4, 30) + QPoint(0, 60));
    press(canvas(), at(4, 30) + QPoint(0, 60)); // a drag that ends on it is no click either
    release(canvas(), at(4, 30));
    QCOMPARE(picked.count(), 0);
}

void FigureViewTest::ctrlWheelZooms() {
    draw(figureOf("latency", paper50k()));
    canvas().clearFocus();
    const QSignalSpy zoomed(m_view.get(), &FigureView::zoomChanged);
    const QPoint middle = canvas().rect().center();
    const double before = at(100e3, 1).x() - at(10e3, 1).x();
    QVERIFY(turnWheel(canvas(), middle, 1, Qt::ControlModifier));
    QVERIFY(m_view->isZoomed());
    QCOMPARE(zoomed.count(), 1);
    QVERIFY(at(100e3, 1).x() - at(10e3, 1).x() > before);
    const double once = at(100e3, 1).x() - at(10e3, 1).x();
    QVERIFY(turnWheel(canvas(), middle, -2, Qt::ControlModifier));
    QVERIFY(at(100e3, 1).x() - at(10e3, 1).x() < once);
}

void FigureViewTest::plainWheelBelongsToThePage() {
    draw(figureOf("latency", paper50k()));
    canvas().clearFocus();
    QVERIFY(!canvas().hasFocus());
    QVERIFY(!turnWheel(canvas(), canvas().rect().center(), 1));
    QVERIFY(!m_view->isZoomed());
    canvas().setFocus();
    QVERIFY(turnWheel(canvas(), canvas().rect().center(), 1));
    QVERIFY(m_view->isZoomed());
}

void FigureViewTest::doubleClickResets() {
    draw(figureOf("latency", paper50k()));
    const QPoint before = at(200e3, 10);
    turnWheel(canvas(), canvas().rect().center(), 3, Qt::ControlModifier);
    QVERIFY(at(200e3, 10) != before);
    const QSignalSpy zoomed(m_view.get(), &FigureView::zoomChanged);
    QTest::mouseDClick(&canvas(), Qt::LeftButton, {}, canvas().rect().center());
    QVERIFY(!m_view->isZoomed());
    QCOMPARE(zoomed.count(), 1);
    QCOMPARE(zoomed.front().front().toBool(), false);
    QTRY_COMPARE(at(200e3, 10), before); // once the margins have their old width again
}

void FigureViewTest::zoomOutlivesAFigure() {
    draw(figureOf("latency", paper50k()));
    turnWheel(canvas(), canvas().rect().center(), 3, Qt::ControlModifier);
    QApplication::processEvents(); // margins follow the ticks
    const QPoint zoomed = at(200e3, 10);
    draw(figureOf("latency", with(paper50k(), "context", 60e3)));
    QVERIFY(m_view->isZoomed());
    QCOMPARE(at(200e3, 10), zoomed);
    m_view->resetView();
    QVERIFY(!m_view->isZoomed());
    QVERIFY(at(200e3, 10) != zoomed);
}

void FigureViewTest::imagesAreOfBothThemes() {
    for (const FigureKind& kind : figureKinds()) {
        draw(figureOf(kind.id, paper50k()));
        m_view->setTheme(themeOf(Appearance::Light));
        const QImage light = m_view->image(1);
        m_view->setTheme(themeOf(Appearance::Dark));
        const QImage dark = m_view->image(1);
        QVERIFY(!light.isNull());
        QCOMPARE(light.size(), canvas().size());
        QVERIFY(light != dark);
        // More is on it than its background.
        for (const auto& [image, appearance] :
             {std::pair(light, Appearance::Light), std::pair(dark, Appearance::Dark)}) {
            int other = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (image.pixelColor(x, y) != themeOf(appearance).surface) ++other;
            QVERIFY(other > image.width() * image.height() / 100);
        }
        m_view->setTheme(themeOf(Appearance::Light));
        QCOMPARE(m_view->image(1), light); // the same figure is the same picture
    }
}

void FigureViewTest::imageAtTwice() {
    draw(figureOf("latency", paper50k()));
    QCOMPARE(m_view->image(2).size(), canvas().size() * 2);
    QVERIFY(!m_view->isZoomed());
}

void FigureViewTest::drawsWhatIsInfeasible() {
    const Scenario noUser = with(paper50k(), "context", 1e6);
    const Scenario noWeights = with(paper50k(), "accelerator.memory", 1e9);
    QVERIFY(!evaluate(noUser).fits && !evaluate(noWeights).weightsFit);
    for (const Scenario& s : {noUser, noWeights})
        for (const FigureKind& kind : figureKinds()) {
            draw(figureOf(kind.id, s));
            QVERIFY(!m_view->image(1).isNull());
            hover(canvas(), canvas().rect().center());
            QVERIFY(!m_view->crosshairText().contains(QStringLiteral("nan"), Qt::CaseInsensitive));
            QVERIFY(!m_view->crosshairText().contains(QStringLiteral("inf"), Qt::CaseInsensitive));
        }
}

void FigureViewTest::extremeScenariosDraw() {
    for (const Parameter& parameter : parameters()) {
        if (!parameter.isNumeric()) continue;
        for (const double value : {parameter.minimum, parameter.maximum})
            for (const FigureKind& kind : figureKinds()) {
                m_view->setFigure(figureOf(kind.id, with(paper50k(), parameter.id, value)), ByteUnits::Binary);
                QVERIFY(!m_view->image(1).isNull()); // draws at once
            }
    }
}

void FigureViewTest::worksBeforeTheFirstFigure() {
    QVERIFY(m_view->figure() == nullptr);
    QVERIFY(m_view->curves().empty());
    m_view->resetView();
    hover(canvas(), canvas().rect().center());
    turnWheel(canvas(), canvas().rect().center(), 1, Qt::ControlModifier);
    QTest::mouseClick(&canvas(), Qt::LeftButton);
    QTest::mouseDClick(&canvas(), Qt::LeftButton);
    QTest::keyClick(&canvas(), Qt::Key_Right);
    m_view->setTheme(themeOf(Appearance::Dark));
    QVERIFY(!m_view->image(1).isNull());
    QCOMPARE(m_view->crosshairText(), QString());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FigureViewTest)

#include "figure_view_test.moc"
