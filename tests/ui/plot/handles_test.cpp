// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/handles.h"

#include "registry.h"

#include <QTest>

namespace longpeak {
namespace {

/// 100 by 100, both axes from 0 to 100: a place is (x, 100 - y).
const Plane plane{
    .frame = {0, 0, 100, 100}, .x = {AxisScale::Linear, 0, 100, 0, 100}, .y = {AxisScale::Linear, 0, 100, 100, -100}};

class HandlesTest : public QObject {
    Q_OBJECT

private slots:
    void theNearestNumberIsExplained();
    void labelsAndBarsAreExplained();
    void pointsMoveTwoParameters();
    void rulesMoveOne();
};

void HandlesTest::theNearestNumberIsExplained() {
    Figure figure;
    figure.marks = {
        {.x = 50, .y = 50, .metric = "a"}, {.x = 56, .y = 50, .metric = "b"}, {.x = 150, .y = 50, .metric = "c"}};
    const std::vector<Label> none;
    const DrawnFigure drawn{figure, plane, none};
    QCOMPARE(metricAt(drawn, {51, 50}), std::string("a"));
    QCOMPARE(metricAt(drawn, {54, 50}), std::string("b")); // within reach of both
    QCOMPARE(metricAt(drawn, {50, 70}), std::string());
    QCOMPARE(metricAt(drawn, {150, 50}), std::string()); // out of view
}

void HandlesTest::labelsAndBarsAreExplained() {
    Figure figure;
    figure.x.names = {Text::verbatim("a")};
    figure.series = {{.form = Form::Bars, .x = {50}, .y = {40}, .metric = "bar"},
                     {.form = Form::Bars, .reference = true, .x = {70}, .y = {40}, .metric = "ghost"}};
    const std::vector<Label> labels{{.of = LabelOf::Bar, .text = "a", .area = Box{40, 40, 20, 12}, .metric = "label"},
                                    {.of = LabelOf::Bar, .text = "dropped", .area = {}, .metric = "dropped"}};
    const DrawnFigure drawn{figure, plane, labels};
    QCOMPARE(metricAt(drawn, {50, 80}), std::string("bar"));
    QCOMPARE(metricAt(drawn, {50, 45}), std::string("label"));
    QCOMPARE(metricAt(drawn, {70, 80}), std::string());
}

void HandlesTest::pointsMoveTwoParameters() {
    Figure figure;
    figure.marks = {{.x = 50, .y = 50, .metric = "a", .parameterX = "context", .parameterY = "users"}};
    const std::vector<Label> none;
    const DrawnFigure drawn{figure, plane, none};
    QCOMPARE(parametersAt(drawn, {57, 43}), (std::vector<std::string>{"context", "users"}));
    QVERIFY(parametersAt(drawn, {62, 50}).empty());
    QVERIFY(parametersAt(drawn, {-5, 50}).empty());
}

void HandlesTest::rulesMoveOne() {
    Figure figure;
    figure.rules = {
        {.at = 30, .parameter = "context"}, {.at = 60}, {.vertical = false, .at = 50, .parameter = "users"}};
    figure.marks = {{.x = 32, .y = 10, .metric = "a"}};
    const std::vector<Label> none;
    const DrawnFigure drawn{figure, plane, none};
    QCOMPARE(parametersAt(drawn, {35, 50}), std::vector<std::string>{"context"});
    QVERIFY(parametersAt(drawn, {40, 50}).empty());
    QVERIFY(parametersAt(drawn, {60, 20}).empty()); // fixed
    QVERIFY(parametersAt(drawn, {30, 90}).empty()); // a number that explains itself is on it
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::HandlesTest)

#include "handles_test.moc"
