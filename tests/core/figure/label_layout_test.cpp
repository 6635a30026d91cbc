// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/label_layout.h"

#include "core/samples.h"
#include "figure/figure_kind.h"
#include "registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>

// Labels measured by a type in which every sign is as wide as the next.

namespace longpeak {
namespace {

using namespace test;

constexpr double signWidth = 6;
constexpr double lineHeight = 12;
constexpr double radius = 5;

double widthOf(const std::string& text) {
    return signWidth * static_cast<double>(text.size());
}

LabelSetting settingOf(const Figure& figure, double width, double height) {
    return {.plane = {.frame = {0, 0, width, height},
                      .x = {figure.x.scale, figure.x.minimum, figure.x.maximum, 0, width},
                      .y = {figure.y.scale, figure.y.minimum, figure.y.maximum, height, -height}},
            .textWidth = widthOf,
            .textHeight = lineHeight,
            .markRadius = [](const Mark&) { return radius; },
            .namesSeries = true};
}

/// From 0 to 100 on both axes, in a frame of 400 by 300.
Figure emptyFigure() {
    Figure figure;
    figure.x = {.label = verbatim("x"), .minimum = 0, .maximum = 100};
    figure.y = {.label = verbatim("y"), .minimum = 0, .maximum = 100};
    return figure;
}

std::vector<Label> layout(const Figure& figure, double width = 400, double height = 300) {
    return layoutLabels(figure, settingOf(figure, width, height));
}

const Label& labelOf(const std::vector<Label>& labels, std::string_view text) {
    const auto found = std::ranges::find(labels, text, &Label::text);
    if (found == labels.end()) qFatal("no label of that text");
    return *found;
}

const Box& areaOf(const std::vector<Label>& labels, std::string_view text) {
    const Label& label = labelOf(labels, text);
    if (!label.area) qFatal("the label found no room");
    return *label.area;
}

/// What the label may say.
std::vector<Text> sayingsOf(const Figure& figure, const Label& label) {
    switch (label.of) {
    case LabelOf::Mark: return {figure.marks.at(label.index).label};
    case LabelOf::Rule: return {figure.rules.at(label.index).label, figure.rules.at(label.index).brief};
    case LabelOf::Series: return {figure.series.at(label.index).label};
    case LabelOf::Bar: {
        const Series& series = figure.series.at(label.index);
        std::vector<Text> all = series.pointNames;
        all.insert(all.end(), series.pointBriefs.begin(), series.pointBriefs.end());
        return all;
    }
    case LabelOf::Region: return {figure.regions.at(label.index).label};
    }
    return {};
}

void checkClear(const Figure& figure, const LabelSetting& setting, const std::vector<Label>& labels) {
    const Plane& plane = setting.plane;
    std::vector<Box> taken;
    for (const Mark& mark : figure.marks) {
        const Point at = plane.place(mark.x, mark.y);
        taken.push_back({at.x - radius, at.y - radius, 2 * radius, 2 * radius});
    }
    for (const Label& label : labels) {
        QVERIFY(!label.text.empty());
        const auto sayings = sayingsOf(figure, label);
        QVERIFY(std::ranges::any_of(sayings, [&](const Text& each) { return each.english() == label.text; }));
        if (!label.area) continue;
        QVERIFY(plane.frame.contains(*label.area));
        QCOMPARE(label.area->width, widthOf(label.text) + 2 * labelPadding);
        QVERIFY(label.area->height >= 11 && label.area->height <= lineHeight + 2);
        for (const Box& other : taken) QVERIFY(!other.overlaps(*label.area));
        taken.push_back(*label.area);
    }
}

class LabelLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void standsClear_data();
    void standsClear();
    void largerFramesDropFewer();
    void marksInOrderOfWeight();
    void numbersOfOnePlaceAreAColumn();
    void bubblesAreNamedAboveOrBelow();
    void marksOutOfViewHaveNone();
    void rulesAtTheirEnds();
    void rulesSayLessInLittleRoom();
    void linesAreNotCrossed();
    void areasInTheirMiddle();
    void pathsOnTheirLine();
    void aLegendNamesSeries();
    void barsBehindTheirEnds();
    void barsSayLessInLittleRoom();
    void regionsAtTheirFeet();
};

void LabelLayoutTest::standsClear_data() {
    QTest::addColumn<QString>("id");
    for (const FigureKind& kind : figureKinds())
        QTest::newRow(std::string(kind.id).c_str()) << QString::fromStdString(std::string(kind.id));
}

/// Of every figure, at every size, whole and zoomed into.
void LabelLayoutTest::standsClear() {
    QFETCH(QString, id);
    const Scenario reference = paper4k();
    const Figure figure = findFigureKind(id.toStdString())
                              ->build({.scenario = paper50k(), .reference = &reference, .catalogue = &catalogue()});
    for (const auto& [width, height] :
         {std::pair(900.0, 500.0), std::pair(320.0, 180.0), std::pair(120.0, 60.0), std::pair(0.0, 0.0)}) {
        LabelSetting setting = settingOf(figure, width, height);
        const auto labels = layoutLabels(figure, setting);
        checkClear(figure, setting, labels);
        if (QTest::currentTestFailed()) return;
        QVERIFY(layoutLabels(figure, setting) == labels); // of nothing but what it is given
        if (width < 1) continue;
        setting.plane.x = {figure.x.scale, setting.plane.valueX(0.4 * width), setting.plane.valueX(0.7 * width), 0,
                           width};
        checkClear(figure, setting, layoutLabels(figure, setting));
        if (QTest::currentTestFailed()) return;
    }
}

void LabelLayoutTest::largerFramesDropFewer() {
    const Scenario reference = paper4k();
    int small = 0;
    int large = 0;
    for (const FigureKind& kind : figureKinds()) {
        const Figure figure = kind.build({.scenario = paper50k(), .reference = &reference, .catalogue = &catalogue()});
        const auto placed = [](const std::vector<Label>& labels) {
            return static_cast<int>(std::ranges::count_if(labels, [](const Label& l) { return l.area.has_value(); }));
        };
        small += placed(layout(figure, 150, 90));
        large += placed(layout(figure, 1200, 800));
    }
    QVERIFY2(large > small + 20, qPrintable(QStringLiteral("%1 and %2").arg(small).arg(large)));
    QVERIFY(small > 5);
}

/// Three marks so close together that the frame has room for one name: what is picked, else the scenario's, else the
/// reference's.
void LabelLayoutTest::marksInOrderOfWeight() {
    Figure figure = emptyFigure();
    figure.marks = {{.x = 48, .y = 50, .label = verbatim("the reference"), .reference = true},
                    {.x = 50, .y = 50, .label = verbatim("the scenario's"), .metric = "number"},
                    {.x = 52, .y = 50, .label = verbatim("picked by hand"), .picked = true}};
    const auto placedIn = [&] {
        std::string all;
        for (const Label& label : layout(figure, 140, 22))
            if (label.area) all += label.text + ";";
        return all;
    };
    figure.x.maximum = 400; // all of them at the left, so there is room on the right
    QCOMPARE(placedIn(), std::string("picked by hand;"));
    figure.marks.pop_back();
    QCOMPARE(placedIn(), std::string("the scenario's;"));
    figure.marks.pop_back();
    QCOMPARE(placedIn(), std::string("the reference;"));
    const auto labels = layout(emptyFigure());
    QVERIFY(labels.empty());
}

void LabelLayoutTest::numbersOfOnePlaceAreAColumn() {
    Figure figure = emptyFigure();
    figure.marks = {{.x = 50, .y = 40, .label = verbatim("low")},
                    {.x = 50, .y = 44, .label = verbatim("high")},
                    {.x = 50, .y = 42, .label = verbatim("mid")}};
    const auto labels = layout(figure);
    QCOMPARE(labels.size(), std::size_t{3});
    const Box& high = areaOf(labels, "high");
    const Box& mid = areaOf(labels, "mid");
    const Box& low = areaOf(labels, "low");
    QVERIFY(high.bottom() <= mid.top && mid.bottom() <= low.top);
    QCOMPARE(high.left, mid.left);
    QCOMPARE(mid.left, low.left);
    QVERIFY(high.left > 200 + radius);
    // Another place is a column of its own.
    figure.marks[1].x = 20;
    QVERIFY(areaOf(layout(figure), "high").right() < areaOf(layout(figure), "mid").left);
}

void LabelLayoutTest::bubblesAreNamedAboveOrBelow() {
    Figure figure = emptyFigure();
    figure.marks = {{.x = 50, .y = 50, .label = verbatim("bubble"), .share = 0.5}};
    QCOMPARE(areaOf(layout(figure), "bubble").center().x, 200.0);
    QVERIFY(areaOf(layout(figure), "bubble").bottom() < 150);
    figure.marks[0].y = 99; // no room above
    QVERIFY(areaOf(layout(figure), "bubble").top > 3);
    QCOMPARE(areaOf(layout(figure), "bubble").center().x, 200.0);
}

void LabelLayoutTest::marksOutOfViewHaveNone() {
    Figure figure = emptyFigure();
    figure.marks = {{.x = 50, .y = 50, .label = verbatim("in")},
                    {.x = 150, .y = 50, .label = verbatim("out")},
                    {.x = 50, .y = -3, .label = verbatim("below")}};
    const auto labels = layout(figure);
    QCOMPARE(labels.size(), std::size_t{1});
    QCOMPARE(labels[0].text, std::string("in"));
    QCOMPARE(labels[0].index, std::size_t{0});
}

void LabelLayoutTest::rulesAtTheirEnds() {
    Figure figure = emptyFigure();
    figure.rules = {{.vertical = true, .at = 50, .label = verbatim("upright"), .metric = "a"},
                    {.vertical = false, .at = 30, .label = verbatim("level")},
                    {.vertical = true, .at = 99, .label = verbatim("at the edge")},
                    {.vertical = true, .at = 120, .label = verbatim("gone")},
                    {.vertical = false, .at = -20, .label = verbatim("gone too")}};
    const auto labels = layout(figure);
    QCOMPARE(labels.size(), std::size_t{3});
    QCOMPARE(areaOf(labels, "upright").left, 204.0);
    QCOMPARE(areaOf(labels, "upright").top, 3.0);
    QCOMPARE(labelOf(labels, "upright").metric, std::string("a"));
    QCOMPARE(areaOf(labels, "level").left, 5.0);
    QCOMPARE(areaOf(labels, "level").bottom(), 207.0);
    QCOMPARE(areaOf(labels, "at the edge").right(), 392.0); // on the other side
}

void LabelLayoutTest::rulesSayLessInLittleRoom() {
    Figure figure = emptyFigure();
    figure.rules = {{.vertical = false, .at = 50, .label = verbatim("HBM: 80 GB of it all"), .brief = verbatim("HBM")}};
    QVERIFY(areaOf(layout(figure, 400), "HBM: 80 GB of it all").width > 100);
    QVERIFY(areaOf(layout(figure, 100), "HBM").width < 50);
    QVERIFY(!labelOf(layout(figure, 20), "HBM").area); // dropped, and told so
}

/// Beside its line where that is free, though another line runs close by.
void LabelLayoutTest::linesAreNotCrossed() {
    Figure figure = emptyFigure();
    figure.series = {{.name = verbatim("a"), .x = {0, 100}, .y = {50, 50}, .label = verbatim("first"), .labelX = 50},
                     {.name = verbatim("b"), .x = {0, 100}, .y = {53, 52}, .label = verbatim("second"), .labelX = 50}};
    const auto labels = layout(figure);
    for (const Label& label : labels) {
        QVERIFY(label.area);
        for (const Series& series : figure.series)
            for (double x = label.area->left + 1; x < label.area->right() - 1; x += 3) {
                const double y = 300 - 3 * valueAt(figure, series, x / 4);
                QVERIFY(y <= label.area->top + 1 || y >= label.area->bottom() - 1);
            }
    }
    QVERIFY(areaOf(labels, "first").top >= 150);
    QVERIFY(areaOf(labels, "second").bottom() <= 300 - 3 * 52);
    figure.series[0].labelX = 150; // where there is no line
    QCOMPARE(layout(figure).size(), std::size_t{1});
}

void LabelLayoutTest::areasInTheirMiddle() {
    Figure figure = emptyFigure();
    figure.series = {{.name = verbatim("thick"),
                      .form = Form::Area,
                      .x = {0, 100},
                      .y = {60, 60},
                      .base = {20, 20},
                      .label = verbatim("thick"),
                      .labelX = 10,
                      .metric = "number"},
                     {.name = verbatim("thin"),
                      .form = Form::Area,
                      .x = {0, 100},
                      .y = {64, 64},
                      .base = {60, 60},
                      .label = verbatim("thin"),
                      .labelX = 10}};
    const auto labels = layout(figure);
    QCOMPARE(areaOf(labels, "thick").center().y, 300 - 3 * 40.0);
    QCOMPARE(areaOf(labels, "thick").left, 48.0);
    QCOMPARE(labelOf(labels, "thick").metric, std::string("number"));
    QVERIFY(!labelOf(labels, "thin").area); // would lie on its neighbours
    figure.series[0].labelX = 98;
    QVERIFY(areaOf(layout(figure), "thick").right() <= 392 && areaOf(layout(figure), "thick").right() > 370);
}

void LabelLayoutTest::pathsOnTheirLine() {
    Figure figure = emptyFigure();
    figure.series = {{.name = verbatim("contour"),
                      .form = Form::Path,
                      .x = {80, 50, 20},
                      .y = {20, 50, 80},
                      .label = verbatim("1 s")}};
    QCOMPARE(areaOf(layout(figure), "1 s").center(), (Point{200, 150}));
    figure.marks = {{.x = 50, .y = 50}}; // in its way: further along the line
    const Box area = areaOf(layout(figure), "1 s");
    QVERIFY(std::abs(area.center().x - 200) > radius);
}

void LabelLayoutTest::aLegendNamesSeries() {
    Figure figure = emptyFigure();
    figure.series = {{.name = verbatim("line"), .x = {0, 100}, .y = {50, 50}, .label = verbatim("line"), .labelX = 50},
                     {.name = verbatim("contour"),
                      .form = Form::Path,
                      .x = {0, 50, 100},
                      .y = {0, 20, 20},
                      .label = verbatim("path")}};
    figure.rules = {{.at = 20, .label = verbatim("rule")}};
    LabelSetting setting = settingOf(figure, 400, 300);
    QCOMPARE(layoutLabels(figure, setting).size(), std::size_t{3});
    setting.namesSeries = false;
    const auto labels = layoutLabels(figure, setting);
    QCOMPARE(labels.size(), std::size_t{2});
    QVERIFY(areaOf(labels, "rule").width > 0 && areaOf(labels, "path").width > 0);
}

Figure lyingBars() {
    Figure figure = emptyFigure();
    figure.y = {.minimum = -0.5, .maximum = 2.5, .names = {verbatim("a"), verbatim("b"), verbatim("c")}};
    figure.series = {{.name = verbatim("bars"),
                      .form = Form::Bars,
                      .x = {0, 1, 2},
                      .y = {40, 50, 100},
                      .base = {0, 80, 0},
                      .pointNames = {verbatim("rises · by much"), verbatim("falls · by more"), verbatim("whole")},
                      .pointBriefs = {verbatim("rises"), verbatim("falls"), Text()},
                      .metric = "number"}};
    return figure;
}

void LabelLayoutTest::barsBehindTheirEnds() {
    const Figure figure = lyingBars();
    const auto labels = layout(figure);
    QCOMPARE(labels.size(), std::size_t{3});
    QCOMPARE(areaOf(labels, "rises · by much").left, 162.0);
    QCOMPARE(areaOf(labels, "falls · by more").right(), 198.0);
    QCOMPARE(areaOf(labels, "rises · by much").center().y, 250.0);
    QCOMPARE(areaOf(labels, "whole").center().x, 200.0); // no room behind it: on the bar
    QCOMPARE(labelOf(labels, "whole").metric, std::string("number"));
    QVERIFY(labelOf(labels, "whole").of == LabelOf::Bar);
    Figure standing = emptyFigure();
    standing.x = {.minimum = -0.5, .maximum = 0.5, .names = {verbatim("a")}};
    standing.series = {
        {.name = verbatim("bars"), .form = Form::Bars, .x = {0}, .y = {50}, .pointNames = {verbatim("high")}}};
    QCOMPARE(areaOf(layout(standing), "high").bottom(), 148.0);
}

void LabelLayoutTest::barsSayLessInLittleRoom() {
    const auto narrow = layout(lyingBars(), 90, 300);
    QVERIFY(std::ranges::none_of(narrow, [](const Label& label) { return label.text == "falls · by more"; }));
    QVERIFY(areaOf(narrow, "falls").width < 50);
    QCOMPARE(narrow.size(), std::size_t{3});                                      // each once
    QVERIFY(areaOf(layout(lyingBars(), 400, 36), "whole").height < 12);           // no taller than its place
    for (const Label& label : layout(lyingBars(), 400, 24)) QVERIFY(!label.area); // too close together for words
}

void LabelLayoutTest::regionsAtTheirFeet() {
    Figure figure = emptyFigure();
    figure.regions = {{.role = Role::Limit, .x0 = 50, .label = verbatim("does not fit")},
                      {.role = Role::Prefill, .x0 = 10, .x1 = 20, .label = verbatim("a band")}};
    const auto labels = layout(figure);
    QCOMPARE(labels.size(), std::size_t{1});
    QCOMPARE(areaOf(labels, "does not fit").left, 203.0);
    QCOMPARE(areaOf(labels, "does not fit").bottom(), 298.0);
    QVERIFY(isBand(figure.regions[1]) && !isBand(figure.regions[0]));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::LabelLayoutTest)

#include "label_layout_test.moc"
