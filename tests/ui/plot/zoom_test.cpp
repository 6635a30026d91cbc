// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure_kind.h"
#include "plot/figure_view.h"
#include "ui/window_fixture.h"

#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QSignalSpy>

// What the hand does to a figure, as the platform sends it: bands, wheels, two fingers, lines with grips and dots.

namespace longpeak {
namespace {

using namespace test;

class ZoomTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aBandZooms();
    void aFlatBandZoomsOneAxis();
    void hardlyABandIsAClick();
    void theWheelZoomsTheAxisUnderIt();
    void twoFingersZoom();
    void namesAreNotZoomed();
    void aPartIsMoved();
    void theCursorTells();
    void aGripStandsAtTheLine();
    void aGripIsDragged();
    void dotsOfTheLineAreDragged();
    void aClickThatTremblesExplains();

private:
    QWidget& canvas() { return part<QWidget>(*m_view, QStringLiteral("canvas")); }
    void draw(const char* id) {
        const Scenario s = paper50k();
        const int before = m_view->redraws();
        m_view->setFigure(std::make_shared<const Figure>(findFigureKind(id)->build({.scenario = s})),
                          ByteUnits::Decimal);
        QTRY_VERIFY(m_view->redraws() > before);
    }
    QPoint at(double x, double y) { return canvas().mapFrom(m_view.get(), m_view->pixelAt(x, y)); }
    /// A drag over empty ground, from one pixel of the frame's to another.
    void draw(const QPoint& from, const QPoint& to) {
        hover(canvas(), from);
        press(canvas(), from);
        drag(canvas(), (from + to) / 2);
        drag(canvas(), to);
        release(canvas(), to);
        QApplication::processEvents();
    }
    std::unique_ptr<FigureView> m_view;
};

void ZoomTest::init() {
    failOnAnyWarning();
    m_view = std::make_unique<FigureView>();
    m_view->setTheme(themeOf(Appearance::Light));
    m_view->resize(600, 350);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    QTRY_VERIFY(m_view->redraws() > 0);
    draw("ceiling");
}

void ZoomTest::aBandZooms() {
    const QSignalSpy seen(m_view.get(), &FigureView::viewChanged);
    const QPoint from = at(100e3, 3);
    const QPoint to = at(1e6, 300);
    draw(from, to);
    QVERIFY(m_view->isZoomed());
    QVERIFY(!seen.isEmpty());
    NEAR(seen.last()[0].toDouble(), 100e3, 0.03);
    NEAR(seen.last()[1].toDouble(), 1e6, 0.03);
    // The corners of the band are those of the frame.
    QVERIFY(at(100e3, 3).x() < from.x());
    QVERIFY(at(1e6, 300).y() < to.y());
    QTest::mouseDClick(&canvas(), Qt::LeftButton, {}, canvas().rect().center());
    QVERIFY(!m_view->isZoomed());
    QTRY_COMPARE(at(100e3, 3), from);
}

void ZoomTest::aFlatBandZoomsOneAxis() {
    const Figure& figure = *m_view->figure();
    const int low = at(1e3, figure.y.minimum).y();
    const QPoint from = at(100e3, 100);
    draw(from, {at(1e6, 100).x(), from.y() + 4});
    QVERIFY(m_view->isZoomed());
    QCOMPARE(at(1e3, figure.y.minimum).y(), low);
    QVERIFY(at(100e3, 100).x() < from.x());
}

void ZoomTest::hardlyABandIsAClick() {
    const QPoint from = at(300e3, 100);
    draw(from, from + QPoint(5, 5));
    QVERIFY(!m_view->isZoomed());
    draw(from, from + QPoint(1, 0));
    QVERIFY(!m_view->isZoomed());
}

void ZoomTest::theWheelZoomsTheAxisUnderIt() {
    const Figure& figure = *m_view->figure();
    const int low = at(1e3, figure.y.minimum).y();
    const int left = at(1e3, 1).x();
    const QPoint below(at(100e3, 1).x(), low + 12);
    canvas().clearFocus();
    QVERIFY(!turnWheel(canvas(), at(300e3, 100), 1)); // the page scrolls
    QVERIFY(turnWheel(canvas(), below, 2));
    QVERIFY(m_view->isZoomed());
    QApplication::processEvents();
    QCOMPARE(at(1e3, figure.y.minimum).y(), low);
    QVERIFY(at(1e3, 1).x() < left);
    QVERIFY(std::abs(at(100e3, 1).x() - below.x()) <= 1); // what is under the hand stays there
    m_view->resetView();
    QApplication::processEvents();
    QVERIFY(turnWheel(canvas(), {left - 12, at(1e3, 10).y()}, 2));
    QApplication::processEvents();
    QCOMPARE(at(1e3, 1).x(), left);
    QVERIFY(at(1e3, figure.y.minimum).y() > low);
}

void ZoomTest::twoFingersZoom() {
    const QPoint place = at(100e3, 10);
    const auto part = [&](double by) {
        QNativeGestureEvent event(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, place, place,
                                  canvas().mapToGlobal(place), by, {});
        QApplication::sendEvent(&canvas(), &event);
        QApplication::processEvents();
    };
    const int before = at(200e3, 10).x() - place.x();
    for (int i = 0; i < 5; ++i) part(0.1);
    QVERIFY(m_view->isZoomed());
    QVERIFY(at(200e3, 10).x() - at(100e3, 10).x() > before * 3 / 2);
    const QPoint after = at(100e3, 10);
    QVERIFY((after - place).manhattanLength() <= 2);
    part(-2); // no such pinch
    QCOMPARE(at(100e3, 10), after);
}

void ZoomTest::namesAreNotZoomed() {
    draw("breakdown");
    const Figure& figure = *m_view->figure();
    const double middle = (figure.x.minimum + figure.x.maximum) / 2;
    const int low = at(middle, figure.y.minimum).y();
    const int high = at(middle, figure.y.maximum).y();
    const int x = at(middle, 0).x();
    draw({x, high + 6}, {x + 120, low - 6});
    QVERIFY(m_view->isZoomed());
    QCOMPARE(at(middle, figure.y.minimum).y(), low);
    QCOMPARE(at(middle, figure.y.maximum).y(), high);
}

void ZoomTest::aPartIsMoved() {
    draw(at(100e3, 3), at(1e6, 300));
    QVERIFY(m_view->isZoomed());
    const QPoint place = at(300e3, 100);
    draw(place, place + QPoint(60, 0));
    QVERIFY(std::abs(at(300e3, 100).x() - place.x() - 60) <= 2);
}

void ZoomTest::theCursorTells() {
    const auto over = [&](const QPoint& place) {
        hover(canvas(), place);
        return canvas().cursor().shape();
    };
    const int low = at(1e3, m_view->figure()->y.minimum).y();
    QCOMPARE(over(at(400e3, 100)), Qt::CrossCursor);
    QCOMPARE(over({at(400e3, 1).x(), low + 12}), Qt::SizeHorCursor);
    QCOMPARE(over({at(1e3, 1).x() - 12, at(1e3, 10).y()}), Qt::SizeVerCursor);
    draw(at(100e3, 3), at(1e6, 300));
    QCOMPARE(over(canvas().rect().center()), Qt::OpenHandCursor);
}

void ZoomTest::aGripStandsAtTheLine() {
    const auto grips = m_view->grips();
    QCOMPARE(grips.size(), std::size_t{1});
    const QPoint foot = m_view->pixelAt(50e3, m_view->figure()->y.minimum);
    QVERIFY(std::abs(grips.front().center().x() - foot.x()) <= 1);
    QVERIFY(std::abs(grips.front().center().y() - foot.y()) <= 1);
    // Of what cannot be dragged there is none.
    draw("breakdown");
    QVERIFY(m_view->grips().empty());
}

void ZoomTest::aGripIsDragged() {
    const QSignalSpy dragged(m_view.get(), &FigureView::parametersDragged);
    const QPoint below = canvas().mapFrom(m_view.get(), m_view->grips().front().center().toPoint()) + QPoint(0, 5);
    press(canvas(), below);
    drag(canvas(), below + QPoint(40, 0));
    release(canvas(), below + QPoint(40, 0));
    QCOMPARE(dragged.count(), 2);
    QCOMPARE(dragged.last()[0].value<QList<Dragged>>().front().parameter, QStringLiteral("context"));
    QVERIFY(!m_view->isZoomed());
}

void ZoomTest::dotsOfTheLineAreDragged() {
    draw("latency");
    const QSignalSpy dragged(m_view.get(), &FigureView::parametersDragged);
    const QSignalSpy picked(m_view.get(), &FigureView::metricPicked);
    for (const Mark& mark : m_view->figure()->marks) {
        if (mark.reference) continue;
        const auto before = dragged.count();
        press(canvas(), at(mark.x, mark.y));
        drag(canvas(), at(200e3, mark.y));
        release(canvas(), at(200e3, mark.y));
        QCOMPARE(dragged.count(), before + 2);
        NEAR(dragged.last()[0].value<QList<Dragged>>().front().value, 200e3, 0.03);
    }
    QCOMPARE(dragged.count(), 6);
    QVERIFY(picked.isEmpty());
}

void ZoomTest::aClickThatTremblesExplains() {
    draw("latency");
    const QSignalSpy dragged(m_view.get(), &FigureView::parametersDragged);
    const QSignalSpy picked(m_view.get(), &FigureView::metricPicked);
    const Mark& mark = m_view->figure()->marks.front();
    const QPoint place = at(mark.x, mark.y);
    press(canvas(), place);
    drag(canvas(), place + QPoint(1, 1));
    release(canvas(), place + QPoint(1, 1));
    QVERIFY(dragged.isEmpty());
    QCOMPARE(picked.count(), 1);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ZoomTest)

#include "zoom_test.moc"
