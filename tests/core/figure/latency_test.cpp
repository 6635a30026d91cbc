// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/latency.h"

#include "core/figure/figure_checks.h"
#include "figure/over_context.h"
#include "registry.h"

namespace longpeak {
namespace {

using namespace test;

QStringList marksOf(const Figure& figure) {
    QStringList out;
    for (const Mark& mark : figure.marks) out << shown(mark.label);
    return out;
}

/// Where the mark of a crossing stands; 0 without one.
double crossingOf(const Figure& figure) {
    const auto found = std::ranges::find_if(figure.marks, [](const Mark& m) { return m.role == Role::Neutral; });
    return found == figure.marks.end() ? 0.0 : found->x;
}

class LatencyTest : public QObject {
    Q_OBJECT

private slots:
    void findsACrossing();
    void prefillOfThePapersExample();
    void prefillPartsAddUp();
    void attentionThatNeverLeads();
    void decodeOfThePapersExample();
    void decodeOfABatch();
    void decodeByOperators();
    void returnOfThePapersExample();
    void returnOverASlowLink();
    void crossingsLieOnBothCurves();
    void ghostsWhereTheyDiffer();
};

void LatencyTest::findsACrossing() {
    const Scenario s = paper50k();
    const auto sweep = Workings().sweep(s, 400);
    const auto grows = [](double limit) {
        return [limit](const Estimate& e) { return e.memory.cachePerUser.si() - limit; };
    };
    const auto rising = crossing(s, *sweep, grows(245760.0 * 123'456));
    QVERIFY(rising && rising->rises);
    NEAR(rising->context, 123'456.0, 1e-5);
    const auto falling = crossing(s, *sweep,
                                  [](const Estimate& e) { return 245760.0 * 5e6 - e.memory.cachePerUser.si(); });
    QVERIFY(falling && !falling->rises);
    NEAR(falling->context, 5e6, 1e-6);
    QVERIFY(!crossing(s, *sweep, grows(0.0)));
    QVERIFY(!crossing(s, *sweep, grows(1e20)));
    QVERIFY(!crossing(s, *sweep, [](const Estimate&) { return 0.0; }));
    QVERIFY(!crossing(s, *sweep, [](const Estimate&) { return noValue; }));
}

/// 2·P·n/C = 10.9 s and A·L·n²/C = 3.2 s at 50 000 tokens; equal at 2·P/(A·L) = 170 272.
void LatencyTest::prefillOfThePapersExample() {
    const Scenario s = paper50k();
    const Figure figure = prefillPartsFigure({s});
    QCOMPARE(marksOf(figure), (QStringList{QStringLiteral("prefill 14.1 s"), QStringLiteral("linear 10.9 s"),
                                           QStringLiteral("attention 3.20 s"), QStringLiteral("equal at 170K")}));
    NEAR(crossingOf(figure), 68e9 / (6656.0 * 60), 1e-5);
    QCOMPARE(shown(figure.subtitle), QStringLiteral("attention is 22.7 % of it here, half at 170K"));
}

void LatencyTest::prefillPartsAddUp() {
    for (const FigureCase& one : figureCases()) {
        const Figure figure = prefillPartsFigure({one.scenario});
        const Series& whole = seriesOf(figure, "prefill");
        for (std::size_t i = 0; i < whole.y.size(); i += 31)
            NEAR(whole.y[i], seriesOf(figure, "linear").y[i] + seriesOf(figure, "attention").y[i], 1e-12);
    }
}

void LatencyTest::attentionThatNeverLeads() {
    // A = 0.1: the quadratic part stays at 0.1·60·1e7 / (2·34e9) = 1/1133 of the linear one.
    const Scenario s = with(paper50k(), "paper.attention_coefficient", 0.1);
    const Figure figure = prefillPartsFigure({s});
    QCOMPARE(crossingOf(figure), 0.0);
    QVERIFY(shown(figure.subtitle).endsWith(QStringLiteral("less than half at any length")));
    // Without any there is no line, for there is no place for nothing on a logarithmic axis.
    const Scenario none = with(paper50k(), "paper.attention_coefficient", 0);
    for (const Series& series : prefillPartsFigure({none}).series) QVERIFY(series.name.english() != "attention");
}

/// 68e9 and 12.288e9 bytes at 2.039e12 bytes/s; equal at 68e9 / 245 760 = 276 693 tokens.
void LatencyTest::decodeOfThePapersExample() {
    const Scenario s = paper50k();
    const Figure figure = decodePartsFigure({s});
    QCOMPARE(marksOf(figure), (QStringList{QStringLiteral("token 39.4 ms"), QStringLiteral("weights 33.3 ms"),
                                           QStringLiteral("KV cache 6.03 ms"), QStringLiteral("equal at 277K")}));
    NEAR(crossingOf(figure), 68e9 / 245760, 1e-5);
    QCOMPARE(shown(figure.subtitle), QStringLiteral("mostly cache beyond 277K"));
    for (const Series& series : figure.series)
        QVERIFY(series.name.english() != "other"); // nothing of it in the paper's model
    QVERIFY(seriesOf(figure, "KV cache").role == Role::Cache && seriesOf(figure, "weights").role == Role::Weights);
}

void LatencyTest::decodeOfABatch() {
    const Scenario s = with(with(paper50k(), "users", 8), "batch", 8);
    const Figure figure = decodePartsFigure({s});
    NEAR(crossingOf(figure), 68e9 / 245760 / 8, 1e-4); // eight caches, the weights once
    QCOMPARE(shown(figure.subtitle), QStringLiteral("mostly cache beyond 34.6K, 8 users together"));
    const Scenario many = with(with(paper50k(), "users", 1000), "batch", 1000);
    QCOMPARE(shown(decodePartsFigure({many}).subtitle),
             QStringLiteral("mostly cache at any length, 1000 users together"));
    const Scenario squeezed = with(with(paper50k(), "compression.token", 256), "compression.head", 256);
    QCOMPARE(shown(decodePartsFigure({squeezed}).subtitle), QStringLiteral("mostly weights at any length"));
}

void LatencyTest::decodeByOperators() {
    const Scenario s = with(with(paper50k(), "cost_model", 1), "gpus", 2);
    const Figure figure = decodePartsFigure({s});
    const Estimate e = evaluate(s);
    QVERIFY(e.decode.otherTime.si() > 0);
    NEAR(valueAt(figure, seriesOf(figure, "other"), 50e3), e.decode.otherTime.si(), 1e-3);
    for (std::size_t i = 0; i < 400; i += 31)
        NEAR(seriesOf(figure, "token").y[i],
             seriesOf(figure, "other").y[i] + seriesOf(figure, "weights").y[i] + seriesOf(figure, "KV cache").y[i],
             1e-12);
}

/// 12.288e9 bytes over 20e9 bytes/s = 0.614 s, against 14.1 s: 22.9 times. The prefill grows faster, so at any length.
void LatencyTest::returnOfThePapersExample() {
    const Scenario s = paper50k();
    const Figure figure = returnFigure({s});
    QCOMPARE(marksOf(figure), (QStringList{QStringLiteral("recompute 14.1 s"), QStringLiteral("swap in 614 ms")}));
    QCOMPARE(shown(figure.subtitle), QStringLiteral("swap always faster, 22.9× here"));
    QCOMPARE(crossingOf(figure), 0.0);
    NEAR(valueAt(figure, seriesOf(figure, "out and in"), 50e3), evaluate(s).contextSwitch.time.si(), 1e-3);
}

/// Over 1e9 bytes/s the cache takes 245.76 µs a token: prefill is faster up to (C · 245.76e-6 - 2·P) / (A·L) = 21 728.
void LatencyTest::returnOverASlowLink() {
    const Scenario s = with(paper50k(), "link.bandwidth", 1e9);
    const Figure figure = returnFigure({s});
    NEAR(crossingOf(figure), (312e12 * 245.76e-6 - 68e9) / (6656.0 * 60), 1e-4);
    QCOMPARE(shown(figure.subtitle), QStringLiteral("swap 1.15× faster, equal at 21.7K"));
    const Scenario shorter = with(s, "context", 10e3);
    QVERIFY(shown(returnFigure({shorter}).subtitle).startsWith(QStringLiteral("recompute 1.")));
    const Scenario slowest = with(paper50k(), "link.bandwidth", 1e8);
    QVERIFY(shown(returnFigure({slowest}).subtitle).startsWith(QStringLiteral("recompute ")));
}

/// Whether the mark stands within what both curves span between the points beside it. More is not to be had where one
/// steps over the other, as curves of the operator model do where one more pass begins.
bool standsWithin(const Figure& figure, const std::array<const char*, 2>& names, const Mark& mark) {
    double low = HUGE_VAL;
    double high = 0;
    for (const char* name : names) {
        const Series& series = seriesOf(figure, name);
        const auto after = std::ranges::upper_bound(series.x, mark.x) - series.x.begin();
        low = std::min(low, series.y.at(static_cast<std::size_t>(after - 1)));
        high = std::max(high, series.y.at(static_cast<std::size_t>(std::min(after, std::ssize(series.y) - 1))));
    }
    return mark.y >= low && mark.y <= high;
}

void LatencyTest::crossingsLieOnBothCurves() {
    int found = 0;
    forAll(60, [&] {
        const Scenario s = anyScenario();
        const std::array<Figure, 3> figures{prefillPartsFigure({s}), decodePartsFigure({s}), returnFigure({s})};
        const std::array<std::array<const char*, 2>, 3> names{
            {{"linear", "attention"}, {"weights", "KV cache"}, {"swap in", "recompute"}}};
        for (std::size_t k = 0; k < figures.size(); ++k)
            for (const Mark& mark : figures[k].marks) {
                if (mark.role != Role::Neutral) continue;
                ++found;
                const bool isStep = s.costModel == CostModel::Operators && standsWithin(figures[k], names[k], mark);
                for (const char* name : names[k]) { // read off between two points: within a thousandth
                    const double read = valueAt(figures[k], seriesOf(figures[k], name), mark.x);
                    HOLDS(isStep || isNear(read, mark.y, 2e-3), distance(name, read, mark.y, 2e-3));
                }
            }
    });
    QVERIFY(found > 20);
}

void LatencyTest::ghostsWhereTheyDiffer() {
    const Scenario s = paper50k();
    const Scenario moved = paper4k();
    const Scenario faster = with(s, "accelerator.flops", 1e15);
    const Scenario smaller = with(s, "compression.token", 4);
    for (const auto& [reference, prefill, decode, back] :
         {std::tuple(&moved, 0, 0, 0), std::tuple(&faster, 3, 0, 1), std::tuple(&smaller, 0, 2, 2)}) {
        QCOMPARE(ghostsOf(prefillPartsFigure({s, reference})), static_cast<std::size_t>(prefill));
        QCOMPARE(ghostsOf(decodePartsFigure({s, reference})), static_cast<std::size_t>(decode));
        QCOMPARE(ghostsOf(returnFigure({s, reference})), static_cast<std::size_t>(back));
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::LatencyTest)
#include "latency_test.moc"
