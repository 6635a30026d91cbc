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

QStringList kindsOf(const DrawnForCheck& drawn, const FigureStyle& style = {}) {
    QStringList kinds;
    for (const Finding& finding : findingsOf(drawn, style)) {
        if (finding.figure != "latency" || finding.words.empty()) qFatal("a finding without words");
        kinds << test::shown(nameOf(finding.kind));
    }
    return kinds;
}

QStringList kindsOf(const Figure& figure, const std::vector<Label>& labels, std::size_t ticks = 3, double type = 8,
                    bool above = false) {
    const Plane at = plane();
    return kindsOf({.figure = figure, .plane = at, .labels = labels, .namesAbove = above, .ticksX = ticks, .ticksY = 3},
                   {.type = type});
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
    void leadersDoNotCross();
    void rulesAreNamed();
    void axesBeginAtZero();
    void namesAndContrast();
    void looksDiffer();
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

void FigureCheckTest::leadersDoNotCross() {
    Label one = labelAt({5, 5, 20, 10});
    one.hasLeader = true;
    one.anchor = {70, 60};
    Label other = labelAt({60, 5, 20, 10});
    other.of = LabelOf::Region;
    other.hasLeader = true;
    other.anchor = {10, 60};
    QCOMPARE(kindsOf(diagonal(), {one, other}), QStringList{"leaders_cross"});
    other.anchor = {70, 30};
    QCOMPARE(kindsOf(diagonal(), {one, other}), QStringList());
    other.hasLeader = false;
    other.area = Box{30, 25, 30, 12}; // in the way
    QCOMPARE(kindsOf(diagonal(), {one, other}), QStringList{"leaders_cross"});
}

void FigureCheckTest::rulesAreNamed() {
    Figure figure = diagonal();
    figure.rules.push_back({.at = 0.3});
    const Label own = labelAt({5, 5, 20, 14});
    QCOMPARE(kindsOf(figure, {own}), QStringList{"unnamed"});
    Label name = labelAt({70, 70, 20, 14});
    name.of = LabelOf::Rule;
    QCOMPARE(kindsOf(figure, {own, name}), QStringList());
    figure.rules.front().at = 7; // out of view
    QCOMPARE(kindsOf(figure, {own}), QStringList());
    // Where bars begin there is the axis.
    figure.rules.front() = {.vertical = false, .at = 0.5};
    figure.series.front() = {.name = Text::verbatim("bars"), .form = Form::Bars, .x = {0}, .y = {1}, .base = {0.5}};
    QCOMPARE(kindsOf(figure, {own}), QStringList());
}

void FigureCheckTest::axesBeginAtZero() {
    const Label own = labelAt({5, 5, 20, 14});
    Figure figure = diagonal();
    figure.y.minimum = 0.2;
    QCOMPARE(kindsOf(figure, {own}), QStringList()); // a line of which most is in view
    figure.y.minimum = 0.9;
    QCOMPARE(kindsOf(figure, {own}), QStringList{"cut_axis"});
    figure.y.scale = AxisScale::Log;
    QCOMPARE(kindsOf(figure, {own}), QStringList{"cut_axis"});
    figure.y.minimum = 0.01;
    QCOMPARE(kindsOf(figure, {own}), QStringList());
    figure.y = diagonal().y;
    figure.y.minimum = 0.2;
    figure.series.front().form = Form::Area; // whose height is compared
    figure.series.front().base = {0, 0};
    QVERIFY(kindsOf(figure, {own}).contains(QStringLiteral("cut_axis")));
}

void FigureCheckTest::namesAndContrast() {
    const Plane at = plane();
    const Figure figure = diagonal();
    const std::vector<Label> labels{labelAt({5, 5, 40, 14})};
    DrawnForCheck drawn{.figure = figure, .plane = at, .labels = labels, .ticksX = 3, .ticksY = 3};
    drawn.contrasts = {4.5};
    QCOMPARE(kindsOf(drawn), QStringList());
    drawn.contrasts = {3.0};
    QCOMPARE(kindsOf(drawn), QStringList{"low_contrast"});
    drawn.contrasts.clear();
    drawn.cut = {"a long name"};
    QCOMPARE(kindsOf(drawn), QStringList{"names_cut"});
}

void FigureCheckTest::looksDiffer() {
    const Plane at = plane();
    Figure figure = diagonal();
    figure.series.push_back(
        {.name = Text::verbatim("level"), .role = Role::Decode, .x = {0, 1}, .y = {0.1, 0.1}, .inLegend = true});
    figure.series.front().inLegend = true;
    const std::vector<Label> labels;
    DrawnForCheck drawn{.figure = figure, .plane = at, .labels = labels, .ticksX = 3, .ticksY = 3};
    const auto ofLooks = [&](const Look& one, const Look& other, FigurePalette palette) {
        drawn.looks = {one, other};
        return kindsOf(drawn, {.palette = palette});
    };
    const Rgb red{0.75, 0.22, 0.17};
    const Rgb green{0.36, 0.42, 0.1}; // which eyes without green take for it
    const Rgb blue{0.1, 0.34, 0.85};  // as dark as the red
    using enum FigurePalette;
    QCOMPARE(ofLooks({.color = red}, {.color = red}, Light), QStringList{"look_alike"});
    QCOMPARE(ofLooks({.color = red}, {.color = green}, Light), QStringList{"look_alike"});
    QCOMPARE(ofLooks({.color = red}, {.color = blue}, Light), QStringList());
    QCOMPARE(ofLooks({.color = red}, {.color = blue}, Print), QStringList{"look_alike"});
    QCOMPARE(ofLooks({.color = red}, {.color = red, .dashes = {5, 3}}, Print), QStringList());
    QCOMPARE(ofLooks({.color = red, .marker = 1}, {.color = red, .marker = 2}, Print), QStringList());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FigureCheckTest)
#include "figure_check_test.moc"
