// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure_document.h"

#include "core/near.h"
#include "core/samples.h"
#include "figure/figure_kind.h"
#include "figure/sessions.h"
#include "registry.h"

#include <QtTest>

namespace longpeak {
namespace {

using namespace test;

FigureDocument paperDocument() {
    FigureDocument document{
        .figures = {"occupancy", "latency"}, .scenario = paper50k(), .reference = paper4k(), .metric = "prefill_s"};
    document.style = {.width = 6.75,
                      .height = 4.5,
                      .aspect = 1.25,
                      .type = 9,
                      .serif = true,
                      .palette = FigurePalette::Dark,
                      .legend = true,
                      .title = "A \"title\"",
                      .caption = "",
                      .dpi = 600,
                      .bytes = ByteUnits::Binary};
    Retouch latency{.figure = "latency", .x = {.range = Extent{4e3, 1e6}, .count = 4}, .y = {.ticks = {1, 60, 3600}}};
    latency.lineChange({.key = "switch"}).hidden = true;
    latency.lineChange({.key = "answer", .nth = 2}).words = "Answer";
    latency.labelChange(LabelOf::Rule, {.key = "#"}).hidden = true;
    LabelChange& moved = latency.labelChange(LabelOf::Mark, {.key = "prefill #"});
    moved.words = "Prefill";
    moved.moved = true;
    moved.right = -2.5;
    document.retouches = {latency};
    return document;
}

class FigureDocumentTest : public QObject {
    Q_OBJECT

private slots:
    void comesBack();
    void styleComesBack();
    void isAScenario();
    void faultsSayWhere_data();
    void faultsSayWhere();
    void sizes();
    void whatCannotBeDrawn();
    void captionTellsTheScenario();
    void captionTellsWhatDiffers();
    void panelsHaveTheirFigures();
    void sessionsAreTakenWhereTheyServe();
};

void FigureDocumentTest::comesBack() {
    const FigureDocument document = paperDocument();
    const auto back = readFigureDocument(writeFigureDocument(document, catalogue()), "f", catalogue());
    if (!back) QFAIL(back.faults().front().text().c_str());
    QVERIFY(*back == document);
    const FigureDocument map{.figures = {"map"}, .scenario = paper50k(), .over = {"context=4000:1000000", "users"}};
    QVERIFY(*readFigureDocument(writeFigureDocument(map, catalogue()), "f", catalogue()) == map);
    const Figure drawn = figuresOf(map, catalogue()).front();
    QCOMPARE(drawn.x.maximum, 1e6);
    QCOMPARE(drawn.y.label.english(), std::string("Concurrent users"));
    FigureDocument plain{.figures = {"tokens"}, .scenario = paper50k()};
    const std::string text = writeFigureDocument(plain, catalogue());
    QVERIFY(text.find('\n') == std::string::npos); // it stands in a comment of LaTeX, too
    QVERIFY(*readFigureDocument(text, "f", catalogue()) == plain);
}

void FigureDocumentTest::styleComesBack() {
    for (const NamedStyle& named : shippedStyles()) {
        const auto back = readFigureStyle(writeFigureStyle(named.style), "f");
        QVERIFY(back);
        QVERIFY(*back == named.style);
        QVERIFY(whyNot(named.style, "f").empty());
    }
}

void FigureDocumentTest::isAScenario() {
    const auto scenario = readScenario(writeFigureDocument(paperDocument(), catalogue()), "f", catalogue());
    QVERIFY(scenario);
    QVERIFY(*scenario == paper50k());
}

void FigureDocumentTest::faultsSayWhere_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char* from, const char* to, const char* fault) {
        QTest::newRow(to) << QByteArray(from) << QByteArray(to) << QString::fromUtf8(fault);
    };
    row("\"occupancy\"", "\"ocupancy\"", "f: /figures: there is no figure 'ocupancy'; did you mean 'occupancy'?");
    row("[\"occupancy\",\"latency\"]", "[]", "f: /figures: must name from 1 to 26 figures");
    row("\"width_in\":6.75", "\"width_in\":0", "f: /style/width_in: must be from 1 to 60, not 0");
    row("\"palette\":\"dark\"", "\"palette\":\"pink\"",
        "f: /style/palette: must be one of light, dark, print, not 'pink'");
    row("\"dpi\":600.0", "\"dots\":600.0", "f: /style/dots: is not a known key");
    row("\"prefill_s\"", "\"prefil_s\"", "f: /metric: there is no metric 'prefil_s'; did you mean 'prefill_s'?");
    row("\"figure\":\"latency\"", "\"figure\":\"ceiling\"",
        "f: /retouches/0/figure: is none of the figures of the document");
    row("\"from\":4000", "\"from\":4e9", "f: /retouches/0/x/to: must go from one value to a larger one");
    row("\"from\":4000,", "", "f: /retouches/0/x/from: is missing");
    row("\"count\":4", "\"count\":400", "f: /retouches/0/x/count: must be from 1 to 50, not 400");
    row("[1,60,3600]", "[1,60,36]", "f: /retouches/0/y/ticks: must ascend");
    row("\"of\":\"rule\"", "\"of\":\"ruler\"",
        "f: /retouches/0/labels/0/of: must be one of mark, rule, line, bar, region, not 'ruler'");
    row("\"words\":\"Prefill\"", "\"words\":\" \"", "f: /retouches/0/labels/1/words: is empty");
    row("\"right\":-2.5", "\"right\":-2000", "f: /retouches/0/labels/1/right: must be from -200 to 200, not -2000");
    row("\"right\":-2.5", "\"left\":2.5", "f: /retouches/0/labels/1/left: is not a known key");
    row("\"context\":4000", "\"context\":-4", "f: /reference/context: must be from 1K to 10M, not -4");
}

void FigureDocumentTest::faultsSayWhere() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, fault);
    QByteArray text = QByteArray::fromStdString(writeFigureDocument(paperDocument(), catalogue()));
    QVERIFY(text.contains(from));
    text.replace(text.indexOf(from), from.size(), to);
    const auto back = readFigureDocument(text.toStdString(), "f", catalogue());
    QVERIFY(!back);
    QCOMPARE(QString::fromStdString(back.faults().front().text()), fault);
}

void FigureDocumentTest::sizes() {
    QCOMPARE(*parseInches("3.25in"), 3.25);
    QCOMPARE(*parseInches(" 3.25 in "), 3.25);
    QCOMPARE(*parseInches("3.25"), 3.25);
    NEAR(*parseInches("82.55 mm"), 3.25, 1e-12);
    NEAR(*parseInches("8.255cm"), 3.25, 1e-12);
    QCOMPARE(*parseInches("234pt"), 3.25);
    QCOMPARE(*parsePoints("8pt"), 8.0);
    NEAR(*parseAspect("16:9"), 16.0 / 9.0, 1e-12);
    QCOMPARE(*parseAspect("1.5"), 1.5);
    for (const char* wrong : {"", "wide", "3.25 px", "3,25in", "nan", "1e3in"}) QVERIFY2(!parseInches(wrong), wrong);
    for (const char* wrong : {"", "16:", "16:0", "16:9:4", "16/9"}) QVERIFY2(!parseAspect(wrong), wrong);
    for (const char* wrong : {"", "8in"}) QVERIFY2(!parsePoints(wrong), wrong);
}

void FigureDocumentTest::whatCannotBeDrawn() {
    const auto reason = [](const FigureStyle& style) {
        const Faults faults = whyNot(style, "f");
        return faults.empty() ? std::string() : faults.front().text();
    };
    QCOMPARE(reason({}), std::string());
    QCOMPARE(reason({.width = 0.5}), std::string("f: /style/width_in: the width must be from 1 to 60 inches, not 0.5"));
    QCOMPARE(reason({.width = 60, .dpi = 2400}),
             std::string("f: /style/dpi: the picture would have more than 100 million pixels"));
}

void FigureDocumentTest::captionTellsTheScenario() {
    const FigureDocument document{.figures = {"latency"}, .scenario = paper50k(), .reference = paper4k()};
    QCOMPARE(shown(captionOf(figuresOf(document, catalogue()), document)),
             QStringLiteral(
                 "Latency by phase: prefill, one answer of 250 tokens, one context switch. Yi-34B-200K runs on one "
                 "NVIDIA A100 SXM4 80GB and serves 3 users with 50K tokens of context. Set otherwise than by "
                 "default: Scale 34 B, Host link 20.0 GB/s. What is dotted or hollow shows the same with Context "
                 "length 4K. Computed with Longpeak " LONGPEAK_VERSION
                 " by the closed-form cost model of Fu (2024), at the theoretical peak of the hardware."));
}

void FigureDocumentTest::captionTellsWhatDiffers() {
    FigureDocument document{.figures = {"latency"}, .scenario = paper50k()};
    set(document.scenario, "gpus", 4);
    set(document.scenario, "compression.layer", 8);
    set(document.scenario, "efficiency.prefill", 0.5);
    const std::string caption = captionOf(figuresOf(document, catalogue()), document).english();
    for (const char* words : {"on 4 NVIDIA A100", "Layer 8×", "50 %"})
        QVERIFY2(caption.find(words) != std::string::npos, caption.c_str());
    QVERIFY(caption.find("theoretical peak") == std::string::npos);
    QVERIFY(caption.find("hollow") == std::string::npos);
    QVERIFY(caption.find("Pale bands") == std::string::npos);
    document.style.practice = true;
    document.scenario = paper50k();
    QVERIFY(captionOf(figuresOf(document, catalogue()), document).english().find("Pale bands") != std::string::npos);
}

void FigureDocumentTest::panelsHaveTheirFigures() {
    for (const FigurePanel& panel : figurePanels())
        for (const std::string_view id : panel.figures) QVERIFY(findFigureKind(id) != nullptr);
    for (const FigureKind& kind : figureKinds()) {
        const auto ids = figuresOfPage(kind.page);
        QVERIFY2(std::ranges::find(ids, kind.id) != ids.end(), std::string(kind.id).c_str());
    }
    QVERIFY(figuresOfPage("conventions").empty());
    FigureDocument document{.figures = {"roofline", "operators"}, .scenario = paper50k()};
    const std::string caption = captionOf(figuresOf(document, catalogue()), document).english();
    QVERIFY(caption.starts_with("(a) Roofline: "));
    QVERIFY(caption.find("; (b) Time by operator") != std::string::npos);
}

/// Known ones save the simulation, but neither those of another scenario nor those without what the figure needs.
void FigureDocumentTest::sessionsAreTakenWhereTheyServe() {
    const Scenario s = paper50k();
    const Sessions known{s, simulate(s, {.horizon = Seconds(60)}), {}};
    const auto csvOf = [&](std::string_view id, const Sessions* sessions) {
        const FigureDocument document{.figures = {std::string(id)}, .scenario = s};
        return writeCsv(figuresOf(document, catalogue(), sessions).front());
    };
    const FigureInput input{.scenario = s, .sessions = &known};
    QVERIFY(csvOf(figureId::states, &known) == writeCsv(findFigureKind(figureId::states)->build(input)));
    QVERIFY(csvOf(figureId::states, &known) != csvOf(figureId::states, nullptr));
    Sessions other = known;
    other.scenario.session.users += 1;
    QVERIFY(csvOf(figureId::states, &other) == csvOf(figureId::states, nullptr));
    QVERIFY(csvOf(figureId::loadWaiting, &known) == csvOf(figureId::loadWaiting, nullptr));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FigureDocumentTest)

#include "figure_document_test.moc"
