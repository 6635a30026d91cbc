// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/value_slider.h"

#include "ui/window_fixture.h"

#include <QSignalSpy>

#include <cmath>

namespace longpeak {
namespace {

using namespace test;

class ValueSliderTest : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnAnyWarning(); }
    void cleanup() { m_slider.reset(); }

    void displayIsSilent_data() { everySlider(); }
    void displayIsSilent();
    void pixelsAscendWithValues_data() { everySlider(); }
    void pixelsAscendWithValues();
    void pressDragRelease();
    void onlyTheLeftButton();
    void draggingStaysInRange_data() { everySlider(); }
    void draggingStaysInRange();
    void stopsCatchTheHand();
    void arrowsStepOnALogScale();
    void arrowsStepOnALinearScale();
    void arrowsStepByOneAtLeast();
    void controlStepsByPowersOfTwo();
    void pageHomeAndEnd();
    void keysStopAtTheEnds_data() { everySlider(); }
    void keysStopAtTheEnds();
    void wheelOnlyWithFocus();
    void doubleClickAsksForAReset();

private:
    static void everySlider();
    ValueSlider& make(std::string_view id, double value);
    double lastValue(const QSignalSpy& spy) { return spy.back()[0].toDouble(); }
    EditPhase lastPhase(const QSignalSpy& spy) { return spy.back()[1].value<EditPhase>(); }
    QPoint at(double value) { return {static_cast<int>(std::lround(m_slider->pixelOf(value))), 9}; }
    std::unique_ptr<ValueSlider> m_slider;
};

void ValueSliderTest::everySlider() {
    QTest::addColumn<QString>("id");
    for (const Parameter& parameter : parameters())
        if (parameter.isNumeric() && (!parameter.stops.empty() || parameter.unit == Unit::Fraction))
            QTest::newRow(std::string(parameter.id).c_str()) << shown(parameter.id);
}

ValueSlider& ValueSliderTest::make(std::string_view id, double value) {
    m_slider = std::make_unique<ValueSlider>(row(id));
    m_slider->resize(280, m_slider->sizeHint().height());
    m_slider->show();
    if (!QTest::qWaitForWindowActive(m_slider.get())) qFatal("the slider is not shown");
    m_slider->setFocus();
    m_slider->display(value, paper50k());
    return *m_slider;
}

void ValueSliderTest::displayIsSilent() {
    QFETCH(QString, id);
    const Parameter& parameter = row(id.toStdString());
    ValueSlider& slider = make(parameter.id, parameter.minimum);
    const QSignalSpy moved(&slider, &ValueSlider::moved);
    const QSignalSpy changed(&slider, &QSlider::valueChanged);
    const QSignalSpy sliderMoved(&slider, &QSlider::sliderMoved);
    for (const double value : {maximumOf(parameter, paper50k()), parameter.minimum, maximumOf(parameter, paper50k()),
                               maximumOf(parameter, paper50k())}) {
        slider.display(value, paper50k());
        QCOMPARE(slider.value(), value);
    }
    QCOMPARE(moved.count() + changed.count() + sliderMoved.count(), 0);
    QCOMPARE(slider.QSlider::value(), slider.maximum()); // what assistive tools read
}

void ValueSliderTest::pixelsAscendWithValues() {
    QFETCH(QString, id);
    const Parameter& parameter = row(id.toStdString());
    ValueSlider& slider = make(parameter.id, parameter.minimum);
    QVERIFY(slider.pixelOf(parameter.minimum) > 0);
    QVERIFY(slider.pixelOf(maximumOf(parameter, paper50k())) < slider.width());
    double before = slider.pixelOf(parameter.minimum);
    for (const double stop : parameter.stops) {
        QVERIFY(slider.pixelOf(stop) >= before);
        before = slider.pixelOf(stop);
    }
    // The middle is the geometric or the arithmetic mean.
    const double middle = parameter.scale == Scale::Log
                              ? std::sqrt(parameter.minimum * maximumOf(parameter, paper50k()))
                              : (parameter.minimum + maximumOf(parameter, paper50k())) / 2;
    NEAR(slider.pixelOf(middle), slider.width() / 2.0, 1e-9);
}

void ValueSliderTest::pressDragRelease() {
    ValueSlider& slider = make("context", 50e3);
    const QSignalSpy moved(&slider, &ValueSlider::moved);
    press(slider, at(100e3));
    QCOMPARE(moved.count(), 1);
    QCOMPARE(lastPhase(moved), EditPhase::Drag);
    NEAR(lastValue(moved), 100e3, 0.03);
    for (const double value : {200e3, 500e3, 2e6}) {
        drag(slider, at(value));
        QCOMPARE(lastPhase(moved), EditPhase::Drag);
        NEAR(lastValue(moved), value, 0.03);
        QCOMPARE(slider.value(), lastValue(moved));
    }
    release(slider, at(2e6));
    QCOMPARE(moved.count(), 5);
    QCOMPARE(lastPhase(moved), EditPhase::Final);
    QCOMPARE(lastValue(moved), slider.value());
    hover(slider, at(10e3)); // no longer held
    drag(slider, at(10e3));
    QCOMPARE(moved.count(), 5);
}

void ValueSliderTest::onlyTheLeftButton() {
    ValueSlider& slider = make("context", 50e3);
    const QSignalSpy moved(&slider, &ValueSlider::moved);
    QTest::mouseClick(&slider, Qt::RightButton, {}, at(100e3));
    QTest::mouseClick(&slider, Qt::MiddleButton, {}, at(100e3));
    QCOMPARE(moved.count(), 0);
    QCOMPARE(slider.value(), 50e3);
}

void ValueSliderTest::draggingStaysInRange() {
    QFETCH(QString, id);
    const Parameter& parameter = row(id.toStdString());
    ValueSlider& slider = make(parameter.id, parameter.minimum);
    const QSignalSpy moved(&slider, &ValueSlider::moved);
    press(slider, {slider.width() / 2, 9});
    for (int x = -300; x < slider.width() + 300; x += 7) {
        drag(slider, {x, -40});
        QVERIFY2(whyNot(parameter, lastValue(moved)).empty(), whyNot(parameter, lastValue(moved)).english().c_str());
    }
    QCOMPARE(slider.value(), maximumOf(parameter, paper50k()));
    drag(slider, {-300, 5});
    QCOMPARE(slider.value(), parameter.minimum);
    release(slider, {-300, 5});
}

void ValueSliderTest::stopsCatchTheHand() {
    ValueSlider& slider = make("context", 50e3);
    press(slider, at(10e3));
    for (const double stop : row("context").stops)
        for (const int beside : {-1, 0, 1}) {
            drag(slider, at(stop) + QPoint(beside, 0));
            QCOMPARE(slider.value(), stop);
        }
    release(slider, at(1e7));
}

void ValueSliderTest::arrowsStepOnALogScale() {
    ValueSlider& slider = make("context", 50e3);
    const QSignalSpy moved(&slider, &ValueSlider::moved);
    QTest::keyClick(&slider, Qt::Key_Right);
    QCOMPARE(lastValue(moved), 52500.0);
    QCOMPARE(lastPhase(moved), EditPhase::Final);
    QTest::keyClick(&slider, Qt::Key_Left);
    QCOMPARE(lastValue(moved), 50000.0);
    QTest::keyClick(&slider, Qt::Key_Up);
    QCOMPARE(lastValue(moved), 52500.0);
    QTest::keyClick(&slider, Qt::Key_Down);
    QCOMPARE(lastValue(moved), 50000.0);
    QCOMPARE(moved.count(), 4);
}

void ValueSliderTest::arrowsStepOnALinearScale() {
    ValueSlider& slider = make("efficiency.prefill", 0.5);
    QTest::keyClick(&slider, Qt::Key_Right);
    NEAR(slider.value(), 0.51, 1e-12);
    QTest::keyClick(&slider, Qt::Key_Down);
    QTest::keyClick(&slider, Qt::Key_Down);
    NEAR(slider.value(), 0.49, 1e-12);
}

/// Where 5 % is less than one user.
void ValueSliderTest::arrowsStepByOneAtLeast() {
    ValueSlider& slider = make("users", 3);
    QTest::keyClick(&slider, Qt::Key_Right);
    QCOMPARE(slider.value(), 4.0);
    QTest::keyClick(&slider, Qt::Key_Left);
    QTest::keyClick(&slider, Qt::Key_Left);
    QCOMPARE(slider.value(), 2.0);
    slider.display(1, paper50k());
    for (int i = 0; i < 400 && slider.value() < 1000; ++i) { // never stuck on the way up
        const double before = slider.value();
        QTest::keyClick(&slider, Qt::Key_Right);
        QVERIFY(slider.value() > before);
    }
    QCOMPARE(slider.value(), 1000.0);
    for (int i = 0; i < 400 && slider.value() > 1; ++i) { // nor on the way down
        const double before = slider.value();
        QTest::keyClick(&slider, Qt::Key_Left);
        QVERIFY(slider.value() < before);
    }
    QCOMPARE(slider.value(), 1.0);
}

void ValueSliderTest::controlStepsByPowersOfTwo() {
    ValueSlider& slider = make("compression.token", 3);
    for (const double expected : {4.0, 8.0, 16.0}) {
        QTest::keyClick(&slider, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(slider.value(), expected);
    }
    slider.display(3, paper50k());
    QTest::keyClick(&slider, Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(slider.value(), 2.0);
    QTest::keyClick(&slider, Qt::Key_Down, Qt::ControlModifier);
    QTest::keyClick(&slider, Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(slider.value(), 1.0);
}

void ValueSliderTest::pageHomeAndEnd() {
    ValueSlider& slider = make("context", 50e3);
    const QSignalSpy moved(&slider, &ValueSlider::moved);
    QTest::keyClick(&slider, Qt::Key_PageUp);
    NEAR(slider.value(), 50e3 * std::pow(1.05, 10), 0.005);
    QTest::keyClick(&slider, Qt::Key_PageDown);
    NEAR(slider.value(), 50e3, 0.005);
    QTest::keyClick(&slider, Qt::Key_Home);
    QCOMPARE(slider.value(), 1e3);
    QTest::keyClick(&slider, Qt::Key_End);
    QCOMPARE(slider.value(), 1e7);
    QCOMPARE(moved.count(), 4);
    QCOMPARE(lastPhase(moved), EditPhase::Final);
}

void ValueSliderTest::keysStopAtTheEnds() {
    QFETCH(QString, id);
    const Parameter& parameter = row(id.toStdString());
    ValueSlider& slider = make(parameter.id, maximumOf(parameter, paper50k()));
    for (const auto key : {Qt::Key_Right, Qt::Key_PageUp, Qt::Key_End}) {
        QTest::keyClick(&slider, key);
        QCOMPARE(slider.value(), maximumOf(parameter, paper50k()));
    }
    QTest::keyClick(&slider, Qt::Key_Home);
    for (const auto key : {Qt::Key_Left, Qt::Key_PageDown, Qt::Key_Home}) {
        QTest::keyClick(&slider, key);
        QCOMPARE(slider.value(), parameter.minimum);
    }
}

void ValueSliderTest::wheelOnlyWithFocus() {
    ValueSlider& slider = make("context", 50e3);
    const QSignalSpy moved(&slider, &ValueSlider::moved);
    slider.clearFocus();
    QVERIFY(!turnWheel(slider, {50, 9}, 1));
    QCOMPARE(moved.count(), 0);
    slider.setFocus();
    QVERIFY(turnWheel(slider, {50, 9}, 1));
    QCOMPARE(slider.value(), 52500.0);
    QVERIFY(turnWheel(slider, {50, 9}, -1));
    QCOMPARE(slider.value(), 50000.0);
}

void ValueSliderTest::doubleClickAsksForAReset() {
    ValueSlider& slider = make("context", 200e3);
    const QSignalSpy reset(&slider, &ValueSlider::resetRequested);
    QTest::mouseDClick(&slider, Qt::LeftButton, {}, at(100e3));
    QCOMPARE(reset.count(), 1);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ValueSliderTest)

#include "value_slider_test.moc"
