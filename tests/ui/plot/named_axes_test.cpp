// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/figure_view.h"

#include "ui/window_fixture.h"

#include <QSignalSpy>

#include <cmath>

// Axes of names, bars along them, and points that have names.

namespace longpeak {
namespace {

using namespace test;

/// Two bars on one another, a third beside them, and a ghost. `lying`: names along y.
Figure barsFigure(bool lying) {
    Figure figure{.id = "bars", .title = Text::verbatim("Bars"), .subtitle = Text::verbatim("for a test")};
    Axis names{Text::verbatim("part"),
               Unit::Text,
               AxisScale::Linear,
               -0.5,
               2.5,
               {Text::verbatim("weights"), Text::verbatim("cache"),
                Text::verbatim(
                    lying ? "a name that is far too long for an axis, and for two lines of it beside the bars as well"
                          : "a name that is far too long for an axis")}};
    Axis values{Text::verbatim("memory"), Unit::Bytes, AxisScale::Linear, 0, 100};
    figure.x = lying ? values : names;
    figure.y = lying ? names : values;
    const auto bars = [&](const char* name, Role role, std::vector<double> x, std::vector<double> from,
                          std::vector<double> to) {
        Series series{.name = Text::verbatim(name), .role = role, .form = Form::Bars};
        series.x = std::move(x);
        series.base = std::move(from);
        series.y = std::move(to);
        figure.series.push_back(std::move(series));
    };
    bars("first", Role::Weights, {0, 1}, {0, 40}, {40, 60});
    bars("second", Role::Cache, {0}, {40}, {70});
    bars("ghost", Role::Neutral, {1, 2}, {}, {50, 20});
    figure.series.back().reference = true;
    figure.series[0].metric = "weights_bytes";
    figure.series[1].pointNames = {Text::verbatim("30 B")};
    return figure;
}

Figure pointsFigure() {
    Figure figure{.id = "points", .title = Text::verbatim("Points"), .subtitle = Text::verbatim("for a test")};
    figure.x = {Text::verbatim("context"), Unit::Tokens, AxisScale::Log, 1e3, 1e7};
    figure.y = {Text::verbatim("of the peak"), Unit::Fraction, AxisScale::Linear, 0, 1};
    Series near{.name = Text::verbatim("measured"), .role = Role::Decode, .form = Form::Points};
    near.x = {1e4, 1e4, 1e6};
    near.y = {0.2, 0.8, 0.5};
    near.pointNames = {Text::verbatim("H100, one user"), Text::verbatim("H100, many users"),
                       Text::verbatim("A100 at a million tokens")};
    figure.series.push_back(std::move(near));
    return figure;
}

class NamedAxesTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_view.reset(); }

    void barsStandWhereTheyShould_data() { ways(); }
    void barsStandWhereTheyShould();
    void barsAreFilled_data() { ways(); }
    void barsAreFilled();
    void barsComeAndGo();
    void aBarSaysItsOwnPart_data() { ways(); }
    void aBarSaysItsOwnPart();
    void keysWalkTheBars_data() { ways(); }
    void keysWalkTheBars();
    void aClickOnABarExplainsIt();
    void namesStandAlongTheAxis_data() { ways(); }
    void namesStandAlongTheAxis();
    void namesNeverOverlap();
    void titlesOfAxesFit();
    void namesAreNotZoomedInto();
    void thePointAtTheHandSpeaks();
    void pointsByKeyboard();
    void aPointOnANamedAxis();

private:
    static void ways();
    QWidget& canvas() { return part<QWidget>(*m_view, QStringLiteral("canvas")); }
    QPoint at(double x, double y) { return canvas().mapFrom(m_view.get(), m_view->pixelAt(x, y)); }
    void draw(const Figure& figure) {
        const int before = m_view->redraws();
        m_view->setFigure(std::make_shared<const Figure>(figure), ByteUnits::Decimal);
        QTRY_VERIFY(m_view->redraws() > before);
    }
    QStringList said() { return m_view->crosshairText().split(QStringLiteral("; "), Qt::SkipEmptyParts); }
    std::unique_ptr<FigureView> m_view;
};

void NamedAxesTest::ways() {
    QTest::addColumn<bool>("lying");
    QTest::newRow("lying") << true;
    QTest::newRow("standing") << false;
}

void NamedAxesTest::init() {
    failOnAnyWarning();
    m_view = std::make_unique<FigureView>();
    m_view->setTheme(themeOf(Appearance::Light));
    m_view->resize(600, 350);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    QTRY_VERIFY(m_view->redraws() > 0);
}

void NamedAxesTest::barsStandWhereTheyShould() {
    QFETCH(bool, lying);
    draw(barsFigure(lying));
    const auto bars = m_view->bars();
    QCOMPARE(bars.size(), std::size_t{5});
    struct Expected {
        const char* name;
        double place, from, to;
        bool reference;
    };
    const std::array<Expected, 5> all{{{"first", 0, 0, 40, false},
                                       {"first", 1, 40, 60, false},
                                       {"second", 0, 40, 70, false},
                                       {"ghost", 1, 0, 50, true},
                                       {"ghost", 2, 0, 20, true}}};
    for (std::size_t i = 0; i < all.size(); ++i) {
        QCOMPARE(bars[i].name, QLatin1String(all[i].name));
        QCOMPARE(bars[i].reference, all[i].reference);
        const QPoint start = lying ? m_view->pixelAt(all[i].from, all[i].place)
                                   : m_view->pixelAt(all[i].place, all[i].from);
        const QPoint end = lying ? m_view->pixelAt(all[i].to, all[i].place) : m_view->pixelAt(all[i].place, all[i].to);
        const QRectF area = bars[i].area;
        if (lying) {
            QVERIFY(std::abs(area.left() - start.x()) <= 1 && std::abs(area.right() - end.x()) <= 1);
            QVERIFY(std::abs(area.center().y() - start.y()) <= 1);
        } else {
            QVERIFY(std::abs(area.bottom() - start.y()) <= 1 && std::abs(area.top() - end.y()) <= 1);
            QVERIFY(std::abs(area.center().x() - start.x()) <= 1);
        }
    }
    QVERIFY(m_view->curves().empty());
}

void NamedAxesTest::barsAreFilled() {
    QFETCH(bool, lying);
    draw(barsFigure(lying));
    const QImage image = m_view->image(1);
    const auto color = [&](double place, double value) {
        return image.pixelColor(lying ? at(value, place) : at(place, value));
    };
    const Theme& theme = themeOf(Appearance::Light);
    QCOMPARE(color(0, 17), theme.role(Role::Weights));
    QCOMPARE(color(0, 44), theme.role(Role::Cache)); // beside the label behind its end
    QCOMPARE(color(1, 23), theme.surface);           // the ghost is an outline
    QCOMPARE(color(1, 55), theme.role(Role::Weights));
    QCOMPARE(color(2, 13), theme.surface);
}

void NamedAxesTest::barsComeAndGo() {
    draw(barsFigure(true));
    draw(pointsFigure());
    QVERIFY(m_view->bars().empty());
    QCOMPARE(m_view->curves().size(), std::size_t{1});
    draw(barsFigure(false));
    QCOMPARE(m_view->bars().size(), std::size_t{5});
    QVERIFY(m_view->curves().empty());
}

void NamedAxesTest::aBarSaysItsOwnPart() {
    QFETCH(bool, lying);
    draw(barsFigure(lying));
    const auto point = [&](double place, double value) {
        hover(canvas(), lying ? at(value, place) : at(place, value));
    };
    point(0, 90); // anywhere along its place
    QCOMPARE(said(),
             (QStringList{QStringLiteral("weights"), QStringLiteral("first  40 B"), QStringLiteral("second  30 B")}));
    point(1, 10);
    QCOMPARE(said(), (QStringList{QStringLiteral("cache"), QStringLiteral("first  20 B"),
                                  QStringLiteral("ghost (reference)  50 B")}));
    hover(canvas(), {1, 1});
    QVERIFY(said().isEmpty());
}

void NamedAxesTest::keysWalkTheBars() {
    QFETCH(bool, lying);
    draw(barsFigure(lying));
    const Qt::Key next = lying ? Qt::Key_Up : Qt::Key_Right;
    const Qt::Key back = lying ? Qt::Key_Down : Qt::Key_Left;
    for (const char* name : {"weights", "cache", "a name", "a name"}) { // and no further
        QTest::keyClick(&canvas(), next);
        QVERIFY2(m_view->crosshairText().startsWith(QLatin1String(name)), qPrintable(m_view->crosshairText()));
    }
    QTest::keyClick(&canvas(), back);
    QVERIFY(m_view->crosshairText().startsWith(QStringLiteral("cache")));
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QCOMPARE(m_view->crosshairText(), QString());
    QTest::keyClick(&canvas(), back); // from the end
    QVERIFY(m_view->crosshairText().startsWith(QStringLiteral("a name")));
}

void NamedAxesTest::aClickOnABarExplainsIt() {
    draw(barsFigure(true));
    const QSignalSpy picked(m_view.get(), &FigureView::metricPicked);
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(20, 0));
    QCOMPARE(picked.count(), 1);
    QCOMPARE(picked.front().front().toString(), QStringLiteral("weights_bytes"));
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(60, 0)); // a bar without a metric
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(90, 2));
    QCOMPARE(picked.count(), 1);
}

void NamedAxesTest::namesStandAlongTheAxis() {
    QFETCH(bool, lying);
    draw(barsFigure(lying));
    QStringList names = m_view->tickLabels(lying ? Qt::Vertical : Qt::Horizontal);
    QCOMPARE(names.size(), 3);
    QCOMPARE(names[0], QStringLiteral("weights"));
    QCOMPARE(names[1], QStringLiteral("cache"));
    QCOMPARE(names[2].count(QLatin1Char('\n')), 1); // on two lines, and cut
    if (lying) QVERIFY2(names[2].endsWith(QChar(0x2026)), qPrintable(names[2]));
    QVERIFY(m_view->tickLabels(lying ? Qt::Horizontal : Qt::Vertical).contains(QStringLiteral("0")));
    draw(pointsFigure());
    QVERIFY(m_view->tickLabels(Qt::Horizontal).contains(QStringLiteral("32K")));
}

void NamedAxesTest::namesNeverOverlap() {
    const QFontMetricsF metrics(typeface(-2));
    for (const int count : {1, 3, 8, 20, 60}) {
        for (const QSize size : {QSize(220, 120), QSize(460, 240), QSize(1500, 900)})
            for (const bool lying : {false, true}) {
                Figure figure = barsFigure(lying);
                Axis& names = lying ? figure.y : figure.x;
                names.names.clear();
                for (int i = 0; i < count; ++i)
                    names.names.push_back(Text::verbatim("first token of number " + std::to_string(i)));
                names.maximum = count - 0.5;
                m_view->resize(size);
                draw(figure);
                QApplication::processEvents();
                draw(barsFigure(!lying)); // laid out for the size, then drawn again
                draw(figure);
                const QStringList labels = m_view->tickLabels(lying ? Qt::Vertical : Qt::Horizontal);
                QVERIFY(!labels.isEmpty());
                const double every = std::ceil(static_cast<double>(count) / static_cast<double>(labels.size()));
                const QPoint one = m_view->pixelAt(0, 0);
                const QPoint next = lying ? m_view->pixelAt(0, every) : m_view->pixelAt(every, 0);
                const double room = lying ? one.y() - next.y() : next.x() - one.x();
                for (const QString& label : labels) {
                    const QStringList lines = label.split(QLatin1Char('\n'));
                    QVERIFY(lines.size() <= 2);
                    for (const QString& line : lines)
                        QVERIFY2(
                            lying ? static_cast<double>(lines.size() - 1) * metrics.height() + metrics.capHeight() +
                                                metrics.descent() <=
                                            room ||
                                        count == 1
                            : m_view->tickRotation() != 0 ? metrics.height() <= room * 0.62
                                                          : metrics.horizontalAdvance(line) <= room || count == 1,
                            qPrintable(
                                QStringLiteral("%1 of %2 in %3: %4").arg(line).arg(count).arg(size.width()).arg(room)));
                }
            }
    }
}

void NamedAxesTest::titlesOfAxesFit() {
    Figure figure = barsFigure(true);
    figure.x.label = Text::verbatim(
        "a title of an axis that is longer than most, and than the figure is wide when it is small");
    draw(figure);
    QCOMPARE(m_view->axisTitle(Qt::Vertical), QString()); // names say what they are
    const QFontMetricsF metrics(typeface(-2));
    for (const int width : {1200, 600, 240}) {
        m_view->resize(width, 300);
        draw(barsFigure(true));
        draw(figure); // laid out for the size, then drawn again
        const QString title = m_view->axisTitle(Qt::Horizontal);
        QVERIFY(metrics.horizontalAdvance(title) < width);
        QCOMPARE(title.startsWith(QStringLiteral("A title of an axis")), true); // with a capital
        QCOMPARE(title.endsWith(QStringLiteral("small (B)")), width == 1200);
    }
    m_view->resize(600, 350);
    draw(pointsFigure());
    QCOMPARE(m_view->axisTitle(Qt::Horizontal), QStringLiteral("Context (tokens)"));
    QCOMPARE(m_view->axisTitle(Qt::Vertical), QStringLiteral("Of the peak (%)"));
}

void NamedAxesTest::namesAreNotZoomedInto() {
    draw(barsFigure(true));
    const QPoint low = at(20, 0);
    const QPoint high = at(20, 2);
    const double width = at(40, 0).x() - at(20, 0).x();
    QVERIFY(turnWheel(canvas(), canvas().rect().center(), 3, Qt::ControlModifier));
    QVERIFY(at(40, 0).x() - at(20, 0).x() > width);
    QCOMPARE(at(20, 0).y(), low.y());
    QCOMPARE(at(20, 2).y(), high.y());
}

void NamedAxesTest::thePointAtTheHandSpeaks() {
    draw(pointsFigure());
    const auto expected = [](const char* name, double x, double y) {
        return QStringList{QString::fromUtf8(name), QStringLiteral("measured  ") + shown(format(y, Unit::Fraction)),
                           QStringLiteral("context  ") + shown(format(x, Unit::Tokens))};
    };
    hover(canvas(), at(1e4, 0.2) + QPoint(5, 5));
    QCOMPARE(said(), expected("H100, one user", 1e4, 0.2));
    hover(canvas(), at(1e4, 0.8) + QPoint(-6, 2)); // the one above it
    QCOMPARE(said(), expected("H100, many users", 1e4, 0.8));
    hover(canvas(), at(1e6, 0.5));
    QCOMPARE(said(), expected("A100 at a million tokens", 1e6, 0.5));
    hover(canvas(), at(1e5, 0.5)); // none is near
    QVERIFY(said().isEmpty());
    QVERIFY(!m_view->image(1).isNull());
}

void NamedAxesTest::pointsByKeyboard() {
    draw(pointsFigure());
    QSet<QString> heads;
    for (int i = 0; i < 400; ++i) {
        QTest::keyClick(&canvas(), i < 100 ? Qt::Key_Right : Qt::Key_Left);
        if (!said().isEmpty()) heads.insert(said().front());
    }
    QVERIFY(heads.contains(QStringLiteral("A100 at a million tokens")));
    QVERIFY(heads.contains(QStringLiteral("H100, one user")));
}

void NamedAxesTest::aPointOnANamedAxis() {
    Figure figure = pointsFigure();
    figure.x = {Text::verbatim("kind"),
                Unit::Text,
                AxisScale::Linear,
                -0.5,
                1.5,
                {Text::verbatim("prefill"), Text::verbatim("decode")}};
    figure.series[0].x = {-0.2, 0.9, 1.1};
    draw(figure);
    hover(canvas(), at(0.9, 0.8));
    QCOMPARE(said(), (QStringList{QStringLiteral("H100, many users"),
                                  QStringLiteral("measured  ") + shown(format(0.8, Unit::Fraction)),
                                  QStringLiteral("kind  decode")}));
    hover(canvas(), at(0.4, 0.5)); // between two names there is nothing
    QVERIFY(said().isEmpty());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::NamedAxesTest)

#include "named_axes_test.moc"
