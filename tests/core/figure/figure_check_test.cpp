// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure_check.h"

#include "core/near.h"
#include "registry.h"

#include <QTest>

namespace longpeak {
namespace {

/// A line from the lower left to the upper right of a frame of 100 × 100.
Figure diagonal() {
    Figure figure{.id = "latency"};
    figure.x = {Text::verbatim("across"), Unit::Count, AxisScale::Linear, 0, 1};
    figure.y = {Text::verbatim("up"), Unit::Count, AxisScale::Linear, 0, 1};
    figure.series.push_back({.name = Text::verbatim("rising"), .role = Role::Prefill, .x = {0, 1}, .y = {0, 1}});
    return figure;
}

Plane plane() {
    return {
        .frame = {0, 0, 100, 100}, .x = {AxisScale::Linear, 0, 1, 0, 100}, .y = {AxisScale::Linear, 0, 1, 100, -100}};
}

QStringList kindsOf(const Figure& figure, const std::vector<Label>& labels, std::size_t ticks = 3, double type = 8,
                    bool above = false) {
    const Plane at = plane();
    const DrawnForCheck drawn{
        .figure = figure, .plane = at, .labels = labels, .namesAbove = above, .ticksX = ticks, .ticksY = 3};
    FigureStyle style;
    style.type = type;
    QStringList kinds;
    for (const Finding& finding : findingsOf(drawn, style)) {
        if (finding.figure != "latency" || finding.words.empty()) qFatal("a finding without words");
        kinds << test::shown(nameOf(finding.kind));
    }
    return kinds;
}

Label labelAt(Box area) {
    return {.of = LabelOf::Series, .index = 0, .text = "rising", .area = area};
}

class FigureCheckTest : public QObject {
    Q_OBJECT

private slots:
    void findsNothing();
    void findsWhatIsWrong();
    void legendsName();
};

void FigureCheckTest::findsNothing() {
    QCOMPARE(kindsOf(diagonal(), {labelAt({5, 5, 40, 14})}), QStringList());
}

void FigureCheckTest::findsWhatIsWrong() {
    // The line runs through the middle of the frame, so words there lie on it, and at the upper left they do not.
    QCOMPARE(kindsOf(diagonal(), {labelAt({30, 43, 40, 14})}), QStringList{"label_over_data"});
    Label dropped = labelAt({});
    dropped.area.reset();
    QCOMPARE(kindsOf(diagonal(), {dropped}), QStringList{"no_room"}); // of one curve the axis says what it is;
    Label other = labelAt({10, 8, 40, 14});
    other.of = LabelOf::Region;
    QCOMPARE(kindsOf(diagonal(), {labelAt({5, 5, 40, 14}), other}), QStringList{"labels_overlap"});
    QCOMPARE(kindsOf(diagonal(), {labelAt({5, 5, 40, 14})}, 2), QStringList{"few_ticks"});
    QCOMPARE(kindsOf(diagonal(), {labelAt({5, 5, 40, 14})}, 3, 5.5), QStringList{"small_type"});
    Figure two = diagonal();
    two.series.push_back({.name = Text::verbatim("level"), .role = Role::Decode, .x = {0, 1}, .y = {0.1, 0.1}});
    QCOMPARE(kindsOf(two, {labelAt({5, 5, 40, 14})}), QStringList{"unnamed"});
}

void FigureCheckTest::legendsName() {
    Figure two = diagonal();
    two.series.push_back({.name = Text::verbatim("level"), .role = Role::Decode, .x = {0, 1}, .y = {0.1, 0.1}});
    QCOMPARE(kindsOf(two, {}, 3, 8, true), QStringList());
    for (Series& series : two.series) series.inLegend = true;
    QCOMPARE(kindsOf(two, {}), QStringList());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FigureCheckTest)
#include "figure_check_test.moc"
