// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/retouch.h"

#include "core/near.h"
#include "core/samples.h"
#include "figure/axis_words.h"
#include "figure/figure_document.h"
#include "figure/figure_kind.h"
#include "figure/framed.h"
#include "figure/label_layout.h"
#include "figure/retouch_words.h"
#include "figure/shifted_labels.h"
#include "registry.h"

#include <QtTest>

#include <cmath>

namespace longpeak {
namespace {

using namespace test;

Figure latency(const Scenario& scenario, const Scenario* reference = nullptr) {
    return findFigureKind(figureId::latency)->build({.scenario = scenario, .reference = reference});
}

const Series* lineOf(const Figure& figure, const char* name) {
    const auto found = std::ranges::find_if(
        figure.series, [&](const Series& series) { return series.name.english() == name && !series.reference; });
    return found == figure.series.end() ? nullptr : &*found;
}

QStringList wordsOf(const Figure& figure) {
    QStringList out;
    for (const NamedLabel& label : labelsOf(figure))
        out << QString::fromStdString(labelText(figure, label.label).english());
    return out;
}

/// A drawing of 400 x 300 on which every letter is 6 wide.
LabelSetting settingOf(const Figure& figure) {
    return {.plane = {.frame = {50, 10, 400, 300},
                      .x = {figure.x.scale, figure.x.minimum, figure.x.maximum, 50, 400},
                      .y = {figure.y.scale, figure.y.minimum, figure.y.maximum, 310, -300}},
            .textWidth = [](const std::string& text) { return 6.0 * static_cast<double>(text.size()); },
            .textHeight = 13,
            .markRadius = [](const Mark&) { return 4.0; }};
}

const Label* labelCalled(const std::vector<Label>& labels, const std::string& start) {
    const auto found = std::ranges::find_if(labels, [&](const Label& label) { return label.text.starts_with(start); });
    return found == labels.end() ? nullptr : &*found;
}

class RetouchTest : public QObject {
    Q_OBJECT

private slots:
    void namesOutliveTheNumbers();
    void everyPartHasItsName();
    void linesAreTakenOut();
    void ghostsGoWithTheirLines();
    void labelsAreHiddenAndRenamed();
    void linesAreRenamed();
    void axesAreCut();
    void whatIsOfNothingIsTold();
    void movedLabelsKeepTheirDistance();
    void othersKeepOffThem();
    void shiftsFollowWhatIsHidden();
    void ticksAsChosen();
    void typedWords();
    void linesOutOfViewAreNamedInIt();
    void theTableLeavesOutHiddenLines();
};

/// The same label and line of another scenario, where all numbers are others.
void RetouchTest::namesOutliveTheNumbers() {
    Retouch retouch{.figure = "latency"};
    const Figure here = latency(paper50k());
    for (const NamedLabel& label : labelsOf(here))
        if (label.name.key == "prefill #") retouch.labelChange(label.label.of, label.name).words = "ours";
    QCOMPARE(retouch.labels.size(), std::size_t{1});
    const Scenario other = with(with(paper50k(), "context", 200e3), "gpus", 4);
    const RetouchedFigure there = retouched(latency(other), retouch);
    QVERIFY(there.unused.empty());
    QVERIFY(wordsOf(there.figure).contains(QStringLiteral("ours")));
}

/// Of every kind that needs no simulation: no two have one name, and each is found by it.
void RetouchTest::everyPartHasItsName() {
    const Scenario s = paper50k();
    const Scenario reference = paper4k();
    for (const FigureKind& kind : figureKinds()) {
        if (kind.needsSessions || kind.needsMap) continue;
        const Figure figure = kind.build({.scenario = s, .reference = &reference, .catalogue = &catalogue()});
        Retouch retouch{.figure = std::string(kind.id)};
        for (const NamedLabel& label : labelsOf(figure)) retouch.labelChange(label.label.of, label.name).hidden = true;
        QCOMPARE(retouch.labels.size(), labelsOf(figure).size());
        const RetouchedFigure bare = retouched(figure, retouch);
        QVERIFY2(bare.unused.empty() && labelsOf(bare.figure).empty(), kind.id.data());
        Retouch lines{.figure = std::string(kind.id)};
        for (const NamedLine& line : linesOf(figure)) lines.lineChange(line.name).hidden = true;
        QCOMPARE(lines.lines.size(), linesOf(figure).size());
        const RetouchedFigure empty = retouched(figure, lines);
        QVERIFY2(empty.unused.empty() && linesOf(empty.figure).empty(), kind.id.data());
    }
}

/// With the numbers on it, and nothing of another line.
void RetouchTest::linesAreTakenOut() {
    const Figure whole = latency(paper50k());
    Retouch retouch{.figure = "latency"};
    retouch.lineChange({.key = "switch"}).hidden = true;
    const RetouchedFigure made = retouched(whole, retouch);
    QVERIFY(lineOf(whole, "switch") != nullptr && lineOf(made.figure, "switch") == nullptr);
    QVERIFY(lineOf(made.figure, "prefill") != nullptr);
    for (const Mark& mark : made.figure.marks) QVERIFY(mark.role != Role::Switch);
    QVERIFY(made.figure.marks.size() < whole.marks.size());
    QCOMPARE(made.series.size(), made.figure.series.size());
    for (std::size_t i = 0; i < made.series.size(); ++i) QVERIFY(made.figure.series[i] == whole.series[made.series[i]]);
    for (std::size_t i = 0; i < made.marks.size(); ++i) QVERIFY(made.figure.marks[i] == whole.marks[made.marks[i]]);
}

/// Its ghost, and the reference's number on it, whether there is a ghost or not.
void RetouchTest::ghostsGoWithTheirLines() {
    Retouch retouch{.figure = "latency"};
    retouch.lineChange({.key = "switch"}).hidden = true;
    const Scenario four = with(paper50k(), "gpus", 4);
    const Scenario reference = paper4k();
    for (const Scenario& scenario : {paper50k(), four}) {
        const Figure made = retouched(latency(scenario, &reference), retouch).figure;
        for (const Series& series : made.series) QVERIFY(series.role != Role::Switch);
        for (const Mark& mark : made.marks) QVERIFY(mark.role != Role::Switch);
        QVERIFY(std::ranges::any_of(made.marks, &Mark::reference));
    }
    Retouch ghost{.figure = "latency"};
    ghost.lineChange({.key = "switch (reference)"}).hidden = true;
    const Figure made = retouched(latency(four, &reference), ghost).figure;
    QVERIFY(lineOf(made, "switch") != nullptr);
    QVERIFY(
        std::ranges::none_of(made.series, [](const Series& s) { return s.reference && s.name.english() == "switch"; }));
}

void RetouchTest::labelsAreHiddenAndRenamed() {
    Retouch retouch{.figure = "latency"};
    retouch.labelChange(LabelOf::Mark, {.key = "prefill #"}).hidden = true;
    retouch.labelChange(LabelOf::Mark, {.key = "answer #"}).words = "one answer\n";
    const QStringList words = wordsOf(retouched(latency(paper50k()), retouch).figure);
    QVERIFY(std::ranges::none_of(words, [](const QString& each) { return each.startsWith("prefill"); }));
    QVERIFY(words.contains(QStringLiteral("one answer\\n"))); // no line of its own
}

void RetouchTest::linesAreRenamed() {
    Figure figure;
    figure.series = {{.name = verbatim("a"), .x = {1, 2}, .y = {1, 2}, .label = verbatim("a")},
                     {.name = verbatim("a"), .form = Form::Points, .x = {1, 2}, .y = {1, 2}},
                     {.name = verbatim("a"), .reference = true, .x = {1, 2}, .y = {1, 2}, .label = verbatim("b")}};
    Retouch retouch;
    retouch.lineChange({.key = "a"}).words = "ours";
    retouch.lineChange({.key = "a (reference)"}).words = "theirs";
    const Figure made = retouched(figure, retouch).figure;
    QCOMPARE(made.series[0].name.english(), std::string("ours"));
    QCOMPARE(made.series[0].label.english(), std::string("ours"));
    QCOMPARE(made.series[1].name.english(), std::string("ours"));
    QCOMPARE(made.series[2].name.english(), std::string("theirs"));
    QCOMPARE(made.series[2].label.english(), std::string("b"));
}

void RetouchTest::axesAreCut() {
    Retouch retouch{.figure = "latency", .x = {.range = Extent{4e3, 1e6}}, .y = {.range = Extent{1, 60}}};
    const Figure made = retouched(latency(paper50k()), retouch).figure;
    QCOMPARE(made.x.minimum, 4e3);
    QCOMPARE(made.x.maximum, 1e6);
    QCOMPARE(made.y.minimum, 1.0);
    QCOMPARE(made.y.maximum, 60.0);
}

void RetouchTest::whatIsOfNothingIsTold() {
    const auto told = [](const Retouch& retouch, std::string_view kind) {
        const Scenario s = paper50k();
        const Scenario reference = paper4k();
        const auto made = retouched(
            findFigureKind(kind)->build({.scenario = s, .reference = &reference, .catalogue = &catalogue()}), retouch);
        return made.unused.empty() ? std::string() : made.unused.front().english();
    };
    Retouch unknown;
    unknown.lineChange({.key = "nobody"}).hidden = true;
    QCOMPARE(told(unknown, "latency"), std::string("nothing is called “nobody” here"));
    QCOMPARE(told({.x = {.range = Extent{0, 10}}}, "latency"),
             std::string("the axis “context” is logarithmic and begins above 0"));
    QVERIFY(told({.y = {.range = Extent{0, 10}}}, figureId::parity).ends_with("has names and no range"));
    QVERIFY(told({.x = {.ticks = {1}}}, "latency").starts_with("none of the numbers is within the range"));
    QCOMPARE(told({.x = {.range = Extent{1e3, 1e5}, .ticks = {1e4}}}, "latency"), std::string());
}

/// In sizes of type from the mark, on any drawing; and whole within the frame.
void RetouchTest::movedLabelsKeepTheirDistance() {
    Figure figure;
    figure.x = figure.y = {verbatim("x"), Unit::Count, AxisScale::Linear, 0, 10};
    figure.marks = {{.x = 5, .y = 5, .label = verbatim("number"), .metric = "prefill_s"}};
    Retouch retouch;
    LabelChange& change = retouch.labelChange(LabelOf::Mark, {.key = "number"});
    change.moved = true;
    change.right = 5;
    change.down = -4;
    const Figure made = retouched(figure, retouch).figure;
    const auto labels = layoutLabels(made, settingOf(made));
    QCOMPARE(labels.size(), std::size_t{1});
    QCOMPARE(labels[0].metric, std::string("prefill_s"));
    QVERIFY(labels[0].hasLeader);
    NEAR(labels[0].area->center().x, 250 + 5 * smallestType, 1e-9);
    NEAR(labels[0].area->center().y, 160 - 4 * smallestType, 1e-9);
    change.right = 100;
    const Figure far = retouched(figure, retouch).figure;
    const Box frame = settingOf(far).plane.frame;
    QVERIFY(frame.contains(*layoutLabels(far, settingOf(far))[0].area));
    const Figure beyond = retouched(figure, {.x = {.range = Extent{6, 9}}, .labels = retouch.labels}).figure;
    QVERIFY(layoutLabels(beyond, settingOf(beyond)).empty()); // with its mark
}

void RetouchTest::othersKeepOffThem() {
    const Figure whole = latency(paper50k());
    const auto before = layoutLabels(whole, settingOf(whole));
    const Label* answer = labelCalled(before, "answer");
    const Label* prefill = labelCalled(before, "prefill");
    QVERIFY(answer != nullptr && prefill != nullptr && answer->area);
    const auto anchor = anchorOf(whole, settingOf(whole).plane, {prefill->of, prefill->index});
    QVERIFY(anchor);
    Retouch retouch;
    LabelChange& change = retouch.labelChange(LabelOf::Mark, {.key = "prefill #"});
    change.moved = true; // to where the other stood
    change.right = (answer->area->center().x - anchor->x) / smallestType;
    change.down = (answer->area->center().y - anchor->y) / smallestType;
    const Figure made = retouched(whole, retouch).figure;
    const auto after = layoutLabels(made, settingOf(made));
    const Label* moved = labelCalled(after, "prefill");
    QVERIFY(moved != nullptr && moved->area->overlaps(*answer->area));
    NEAR(moved->area->center().x, answer->area->center().x, 1e-6);
    for (const Label& label : after)
        if (&label != moved && label.area) QVERIFY2(!label.area->overlaps(*moved->area), label.text.c_str());
}

/// Indices are those of what is left.
void RetouchTest::shiftsFollowWhatIsHidden() {
    Retouch retouch{.figure = "latency"};
    const Figure whole = latency(paper50k());
    for (const char* key : {"switch #", "answer #"}) {
        LabelChange& change = retouch.labelChange(LabelOf::Mark, {.key = key});
        change.moved = true;
        change.right = 2;
    }
    retouch.lineChange({.key = "answer"}).hidden = true;
    const Figure made = retouched(whole, retouch).figure;
    QCOMPARE(made.shifts.size(), std::size_t{1});
    QVERIFY(labelText(made, made.shifts[0].label).english().starts_with("switch"));
}

void RetouchTest::ticksAsChosen() {
    Axis axis{verbatim("time"), Unit::Seconds, AxisScale::Linear, 0, 100};
    axis.tickCount = 5;
    QCOMPARE(ticks(axis, 0, 100, 20).size(), std::size_t{6}); // 0 to 100 in steps of 20
    axis.tickCount = 11;
    QCOMPARE(ticks(axis, 0, 100, 2).size(), std::size_t{11});
    axis.chosenTicks = {10, 30, 200};
    QCOMPARE(ticks(axis, 0, 100, 2), (std::vector<double>{10, 30}));
    Axis context{verbatim("context"), Unit::Tokens, AxisScale::Log, 1e3, 1e7};
    context.tickCount = 3;
    QCOMPARE(ticks(context, 1e3, 1e7, 20), (std::vector<double>{1e3, 32e3, 1e6}));
}

void RetouchTest::typedWords() {
    const Axis context{verbatim("context"), Unit::Tokens, AxisScale::Log, 1e3, 1e7};
    QVERIFY(*parseExtent(context, "4K:1M") == (Extent{4e3, 1e6}));
    const auto reason = [&](const auto& result) { return result.faults().front().reason.english(); };
    QCOMPARE(reason(parseExtent(context, "4K")), std::string("must be a range as 1K:10M"));
    QCOMPARE(reason(parseExtent(context, "4K:far")),
             std::string("“far” is no place on the axis “context”; one is 10M"));
    QCOMPARE(reason(parseExtent(context, "1M:4K")), std::string("must go from one value to a larger one"));
    AxisChange change;
    QVERIFY(parseTicks(context, "5", change));
    QCOMPARE(change.count, 5);
    QCOMPARE(ticksText(context, change), std::string("5"));
    QVERIFY(parseTicks(context, "1M, 1K,32K", change));
    QCOMPARE(change.count, 0);
    QCOMPARE(change.ticks, (std::vector<double>{1e3, 32e3, 1e6}));
    AxisChange again;
    QVERIFY(parseTicks(context, ticksText(context, change), again) && again == change);
    QVERIFY(!parseTicks(context, "1K,,2K", change));
    QVERIFY(!parseTicks(context, "", change));
}

/// A label that was wanted outside the range goes into it.
void RetouchTest::linesOutOfViewAreNamedInIt() {
    Figure figure;
    figure.x = figure.y = {verbatim("x"), Unit::Count, AxisScale::Linear, 0, 10};
    figure.series = {{.name = verbatim("a"), .x = {0, 10}, .y = {2, 8}, .label = verbatim("a"), .labelX = 9}};
    const Figure made = framed(retouched(figure, {.x = {.range = Extent{2, 4}}}).figure);
    const auto labels = layoutLabels(made, settingOf(made));
    QVERIFY(labels.size() == 1 && labels[0].area);
}

void RetouchTest::theTableLeavesOutHiddenLines() {
    FigureDocument document{.figures = {"latency"}, .scenario = paper50k()};
    document.retouches = {{.figure = "latency", .x = {.range = Extent{4e3, 1e6}}}};
    document.retouches[0].lineChange({.key = "switch"}).hidden = true;
    const std::string csv = writeCsv(figuresOf(document, catalogue()).front());
    QVERIFY(csv.find("prefill,1000,") != std::string::npos); // whatever the range is
    QVERIFY(csv.find("switch,") == std::string::npos);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::RetouchTest)

#include "retouch_test.moc"
