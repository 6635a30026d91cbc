// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/multiples.h"

#include "core/figure/figure_checks.h"
#include "explore/side_by_side.h"
#include "figure/figure_document.h"
#include "registry.h"

#include <QtTest>

#include <set>
#include <string>

namespace longpeak {
namespace {

using namespace test;

std::vector<Scenario> three() {
    return {paper50k(), with(paper50k(), "context", 1e6), with(paper50k(), "gpus", 8)};
}

class MultiplesTest : public QObject {
    Q_OBJECT

private slots:
    void shareTheirAxes_data();
    void shareTheirAxes();
    void dataAreTheirOwn();
    void axesOfNamesStay();
    void documentMakesThem();
    void documentLaysThemOver();
    void documentRefusesTooMany();
};

void MultiplesTest::shareTheirAxes_data() {
    QTest::addColumn<QString>("id");
    for (const FigureKind& kind : figureKinds())
        if (canBeMultiple(kind)) QTest::newRow(std::string(kind.id).c_str()) << shown(kind.id);
}

/// Every figure lies on axes that hold what each of them has.
void MultiplesTest::shareTheirAxes() {
    QFETCH(QString, id);
    const FigureKind& kind = *findFigureKind(id.toStdString());
    const auto figures = multiplesOf(kind, three(), {.scenario = paper50k(), .catalogue = &catalogue()});
    QCOMPARE(figures.size(), std::size_t{3});
    const auto names = namesApart(three());
    for (std::size_t i = 0; i < figures.size(); ++i) {
        QVERIFY(figures[i].title == names[i]);
        QCOMPARE(failureOf([&] { requireFrame(figures[i]); }), std::string());
        const Figure alone = kind.build({.scenario = three()[i], .catalogue = &catalogue()});
        for (Axis Figure::*which : {&Figure::x, &Figure::y}) {
            if ((alone.*which).isNamed()) continue;
            QCOMPARE((figures[i].*which).minimum, (figures[0].*which).minimum);
            QCOMPARE((figures[i].*which).maximum, (figures[0].*which).maximum);
            QVERIFY((figures[i].*which).minimum <= (alone.*which).minimum);
            QVERIFY((figures[i].*which).maximum >= (alone.*which).maximum);
        }
    }
}

void MultiplesTest::dataAreTheirOwn() {
    const auto figures = multiplesOf(*findFigureKind("latency"), three(),
                                     {.scenario = paper50k(), .catalogue = &catalogue()});
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const Figure alone = findFigureKind("latency")->build({.scenario = three()[i], .catalogue = &catalogue()});
        QVERIFY(figures[i].series == alone.series);
        QVERIFY(figures[i].marks == alone.marks);
    }
}

void MultiplesTest::axesOfNamesStay() {
    std::vector<Figure> figures(2);
    figures[0].x = {verbatim("a"), Unit::Text, AxisScale::Linear, -0.5, 1.5, {verbatim("one"), verbatim("two")}};
    figures[1].x = {verbatim("a"), Unit::Text, AxisScale::Linear,
                    -0.5,          2.5,        {verbatim("one"), verbatim("two"), verbatim("three")}};
    figures[0].y = {verbatim("y"), Unit::Seconds, AxisScale::Linear, 0, 3};
    figures[1].y = {verbatim("y"), Unit::Seconds, AxisScale::Log, 1, 30};
    const auto before = figures;
    shareAxes(figures);
    QVERIFY(figures == before); // neither names nor scales that differ can be shared
    figures[1].y.scale = AxisScale::Linear;
    shareAxes(figures);
    QCOMPARE(figures[0].y.maximum, 30.0);
    QCOMPARE(figures[1].y.minimum, 0.0);
    shareAxes({});
}

void MultiplesTest::documentMakesThem() {
    FigureDocument document{.figures = {"ceiling"}, .scenario = paper50k()};
    document.beside = {three()[1], three()[2]};
    const auto back = readFigureDocument(writeFigureDocument(document, catalogue()), "f", catalogue());
    QVERIFY(back);
    QVERIFY(*back == document);
    const auto figures = figuresOf(*back, catalogue());
    QCOMPARE(figures.size(), std::size_t{3});
    QCOMPARE(figures[2].title.english(), std::string("8 GPUs"));
    const std::string caption = captionOf(figures, document).english();
    QVERIFY2(caption.find("(b) 1M: Concurrency ceiling") != std::string::npos, caption.c_str());
}

/// Each line named with its scenarios; what has no curves stands side by side all the same.
void MultiplesTest::documentLaysThemOver() {
    FigureDocument document{.figures = {"latency"}, .scenario = paper50k(), .together = true};
    document.beside = {three()[1], three()[2]};
    const auto back = readFigureDocument(writeFigureDocument(document, catalogue()), "f", catalogue());
    QVERIFY(back);
    QVERIFY(*back == document);
    const auto figures = figuresOf(*back, catalogue());
    QCOMPARE(figures.size(), std::size_t{1});
    // Over the context, scenarios that differ in it alone have the same curves: those are drawn once.
    std::set<std::string> names;
    for (const Series& series : figures[0].series) names.insert(series.name.english());
    const std::string both = " · 50K, 1 GPU / 1M";
    QCOMPARE(names, (std::set<std::string>{"prefill" + both, "answer" + both, "switch" + both, "prefill · 8 GPUs",
                                           "answer · 8 GPUs", "switch · 8 GPUs"}));
    QCOMPARE(figures[0].series.size(), names.size());
    // A limit of one is none of all: the length beyond which not one user fits differs.
    QVERIFY(figures[0].regions.empty());
    QVERIFY(figures[0].rules.empty()); // nor do they share a context
    const std::string caption = captionOf(figures, document).english();
    QVERIFY2(caption.starts_with("Latency by phase: Yi-34B-200K at 50K; 1M; 8 GPUs."), caption.c_str());
    document.figures = {"breakdown"};
    document.together = true;
    QCOMPARE(figuresOf(document, catalogue()).size(), std::size_t{3});
}

void MultiplesTest::documentRefusesTooMany() {
    FigureDocument document{.figures = {"ceiling"}, .scenario = paper50k()};
    document.beside.assign(mostPinned + 1, paper50k());
    const auto refused = readFigureDocument(writeFigureDocument(document, catalogue()), "f", catalogue());
    QVERIFY(!refused);
    QCOMPARE(shown(refused.faults().front().text()), QStringLiteral("f: /beside: must be a list of up to 6 scenarios"));
    document.beside.assign(mostPinned, paper50k());
    document.figures = {"ceiling", "latency", "occupancy", "return"}; // 28: beyond (z)
    const auto many = readFigureDocument(writeFigureDocument(document, catalogue()), "f", catalogue());
    QVERIFY(!many);
    QCOMPARE(shown(many.faults().front().text()), QStringLiteral("f: /beside: makes more than 26 figures in all"));
    document.figures = {"ceiling"};
    document.beside.assign(2, paper50k());
    std::string text = writeFigureDocument(document, catalogue());
    text.replace(text.rfind("\"context\":50000"), 15, "\"context\":\"far\"");
    const auto wrong = readFigureDocument(text, "f", catalogue());
    QVERIFY(!wrong);
    QVERIFY2(wrong.faults().front().text().starts_with("f: /beside/1/context: "),
             wrong.faults().front().text().c_str());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::MultiplesTest)

#include "multiples_test.moc"
