// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/roofline.h"

#include "core/property.h"
#include "cost/metric.h"
#include "explore/operator_table.h"
#include "registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

namespace longpeak {
namespace {

using test::paper4k;
using test::paper50k;
using test::shown;
using test::with;

Scenario byOperators(const Scenario& scenario = paper50k()) {
    return with(scenario, "cost_model", 1);
}

std::vector<const Series*> allOf(const Figure& figure, std::string_view name, Form form) {
    std::vector<const Series*> found;
    for (const Series& series : figure.series)
        if (series.name.english() == name && series.form == form) found.push_back(&series);
    return found;
}

const Series& seriesOf(const Figure& figure, std::string_view name, Form form = Form::Line) {
    const auto found = allOf(figure, name, form);
    if (found.size() != 1) qFatal("not one series of that name");
    return *found.front();
}

const Mark& markOf(const Figure& figure, const QString& label) {
    const auto found = std::ranges::find_if(figure.marks, [&](const Mark& m) { return shown(m.label) == label; });
    if (found == figure.marks.end()) qFatal("no mark '%s'", qPrintable(label));
    return *found;
}

bool hasNote(const Figure& figure, const QString& words) {
    return std::ranges::any_of(figure.notes, [&](const Text& note) { return shown(note).contains(words); });
}

class RooflineTest : public QObject {
    Q_OBJECT

private slots:
    void drawsTheRoof();
    void drawsTheRoofOfAllGpus();
    void drawsWhatEfficienciesLeave();
    void placesOperators();
    void namesTheLargest();
    void followsTheBatch();
    void tellsWhichBatchesFit();
    void showsThePaperAsWholes();
    void saysWhatStandsAboveTheRoof();
    void drawsTheReference();
    void stacksNothingAboveOne();
    void barsAreTheTable();
    void sumsUpSpecks();
    void isSound();
};

/// One A100: 312 TFLOP/s and 2.039 TB/s meet at 153.0 FLOP/B.
void RooflineTest::drawsTheRoof() {
    const Scenario s = byOperators();
    const Figure figure = rooflineFigure({s});
    const Series& slope = seriesOf(figure, "HBM bandwidth");
    const Series& flat = seriesOf(figure, "peak FLOP/s");
    NEAR(slope.x.back(), 312e12 / 2.039e12, 1e-15);
    QCOMPARE(slope.y.back(), 312e12);
    NEAR(slope.y.front(), slope.x.front() * 2.039e12, 1e-15);
    QCOMPARE(flat.x.front(), slope.x.back());
    QVERIFY(flat.y.front() == 312e12 && flat.y.back() == 312e12);
    QCOMPARE(shown(slope.label), "HBM 2.04 TB/s");
    QCOMPARE(shown(flat.label), "BF16 peak 312 TFLOP/s");
    const Mark& ridge = markOf(figure, "ridge 153 FLOP/B");
    QVERIFY(ridge.x == slope.x.back() && ridge.y == 312e12);
    QCOMPARE(shown(ridge.metric), "ridge_flop_per_byte");
    QVERIFY(allOf(figure, "with the efficiencies set", Form::Line).empty());
}

void RooflineTest::drawsTheRoofOfAllGpus() {
    const Scenario s = with(byOperators(), "gpus", 4);
    const Figure figure = rooflineFigure({s});
    QCOMPARE(seriesOf(figure, "peak FLOP/s").y.front(), 4 * 312e12);
    NEAR(seriesOf(figure, "HBM bandwidth").x.back(), 312e12 / 2.039e12, 1e-15); // the ridge stays
    QVERIFY(shown(figure.subtitle).endsWith("on 4 GPUs"));
}

/// 70 % of the peak and half of the bandwidth meet at 0.7 / 0.5 of the ridge.
void RooflineTest::drawsWhatEfficienciesLeave() {
    const Scenario s = with(with(byOperators(), "efficiency.prefill", 0.7), "efficiency.decode", 0.5);
    const Figure figure = rooflineFigure({s});
    const Series& below = seriesOf(figure, "with the efficiencies set");
    QVERIFY(below.dashed);
    NEAR(below.x[1], 0.7 * 312e12 / (0.5 * 2.039e12), 1e-14);
    NEAR(below.y[1], 0.7 * 312e12, 1e-14);
    QCOMPARE(seriesOf(figure, "peak FLOP/s").y.front(), 312e12); // the hardware's own roof stays
    for (const Mark& mark : figure.marks)
        if (mark.share > 0) QVERIFY(mark.y <= valueAt(figure, below, mark.x) * (1 + 1e-12));
    QVERIFY(hasNote(figure, "50 % of the bandwidth and 70 % of the peak"));
}

void RooflineTest::placesOperators() {
    const Scenario s = byOperators();
    const Figure figure = rooflineFigure({s});
    std::map<std::pair<double, double>, OperatorLine> computing;
    std::size_t count = 0;
    for (const OperatorLine& line : operatorLines(s)) {
        if (line.flop.si() == 0) continue;
        computing.emplace(std::pair(line.intensity(), line.attained()), line);
        ++count;
    }
    QCOMPARE(count, std::size_t{10}); // embedding and norms compute nothing
    for (const char* name : {"operator of the prefill", "operator of the decode step"}) {
        const Series& points = seriesOf(figure, name, Form::Points);
        QCOMPARE(points.x.size(), std::size_t{5});
        QVERIFY(std::ranges::is_sorted(points.x));
        for (std::size_t i = 0; i < points.x.size(); ++i) {
            const auto line = computing.find({points.x[i], points.y[i]});
            QVERIFY(line != computing.end());
            QVERIFY(points.pointNames[i].english().starts_with(line->second.name.english() + ", "));
            // At the peak a single pass stands on the roof itself.
            NEAR(points.y[i], std::min(points.x[i] * 2.039e12, 312e12), 1e-12);
        }
    }
    const Series& decode = seriesOf(figure, "operator of the decode step", Form::Points);
    QCOMPARE(shown(decode.pointNames.back()), "attention, 6.03 ms, 15.3 % of the decode step, bound by HBM bandwidth");
    QVERIFY(hasNote(figure, "Embedding and norms compute nothing"));
    double whole = 0;
    for (const Mark& mark : figure.marks) whole += mark.share;
    // The two passes less what has no place here.
    QVERIFY(whole < 2.0 && whole > 1.99);
}

/// The matrices of a decode step of one user all read 2 bytes for 2 FLOP and so share one spot and one name.
void RooflineTest::namesTheLargest() {
    const Scenario s = byOperators();
    const Figure figure = rooflineFigure({s});
    QStringList labels;
    for (const Mark& mark : figure.marks)
        if (mark.share > 0 && !mark.label.empty()) labels << shown(mark.label);
    QCOMPARE(labels, (QStringList{"feed-forward and 3 more, 84.7 %", "feed-forward 47.8 %", "attention 38.9 %",
                                  "attention 15.3 %", "projections 7.17 %", "output 5.58 %"}));
    double last = 1;
    for (const Mark& mark : figure.marks) {
        if (mark.share == 0) continue;
        QVERIFY(mark.share <= last); // small ones are drawn on top of large ones
        last = mark.share;
    }
    QCOMPARE(shown(markOf(figure, "attention 38.9 %").metric), "prefill_s");
    QCOMPARE(shown(markOf(figure, "attention 15.3 %").metric), "decode_s_per_token");
}

void RooflineTest::followsTheBatch() {
    const Scenario s = with(with(byOperators(), "context", 4000), "batch", 12);
    const Figure figure = rooflineFigure({s});
    const Series& points = seriesOf(figure, "decode step as a whole", Form::Points);
    const Series& faint = seriesOf(figure, "decode step, caches do not fit", Form::Points);
    QCOMPARE(points.x.size() + faint.x.size(), std::size_t{12}); // 1, 2, 4 … 1024, and 12 itself
    double batch = 1;
    for (std::size_t i = 0; i < points.x.size(); ++i) {
        const double own = i == 4 ? 12 : batch;
        QVERIFY(points.pointNames[i].english().starts_with("batch " + formatPlain(own) + ","));
        const Decode d = evaluate(with(s, "batch", own)).decode;
        NEAR(points.x[i], (d.flop / d.bytes).si(), 1e-14);
        NEAR(points.y[i], d.flop.si() / d.perToken.si(), 1e-14);
        if (i != 4) batch *= 2;
    }
    QVERIFY(std::ranges::is_sorted(points.x));
    const Mark& now = markOf(figure, "decode step, batch 12");
    QVERIFY(now.x == points.x[4] && now.y == points.y[4]);
}

/// Yi-34B in 16 bit and 4K of cache on one A100: (85.90 GB − 68.78 GB − activations) / 0.983 GB is 16.x users.
void RooflineTest::tellsWhichBatchesFit() {
    const Scenario s = with(byOperators(), "context", 4000);
    const Figure figure = rooflineFigure({s});
    QCOMPARE(seriesOf(figure, "decode step as a whole", Form::Points).x.size(), std::size_t{5}); // 1 … 16
    const Series& beyond = seriesOf(figure, "decode step, caches do not fit");
    QVERIFY(beyond.dashed);
    QCOMPARE(beyond.x.front(), seriesOf(figure, "decode step as a whole").x.back()); // the path has no gap
    QCOMPARE(shown(beyond.label), "batch 1024");
    test::forAll(100, [] {
        const Scenario any = test::anyScenario();
        std::size_t fitting = 0;
        for (double batch = 1; batch <= 1024; batch *= 2)
            if (batch != any.batch && evaluate(with(any, "batch", batch)).memory.ceiling >= batch) ++fitting;
        if (evaluate(any).memory.ceiling >= any.batch) ++fitting;
        std::size_t found = 0;
        const Figure drawn = rooflineFigure({any});
        for (const Series* points : allOf(drawn, "decode step as a whole", Form::Points)) found = points->x.size();
        RC_ASSERT(found == fitting);
    });
}

void RooflineTest::showsThePaperAsWholes() {
    const Scenario s = paper50k();
    const Figure figure = rooflineFigure({s});
    // 4.3984e15 FLOP over 80.288e9 B at the peak; 1.07936e11 FLOP over the same bytes at the bandwidth.
    const Mark& prefill = markOf(figure, "prefill as a whole, 14.1 s");
    NEAR(prefill.x, 4.3984e15 / 80.288e9, 1e-14);
    NEAR(prefill.y, 312e12, 1e-14);
    QCOMPARE(prefill.share, 0.0); // nothing to hold it against
    const Mark& decode = markOf(figure, "decode step as a whole, 39.4 ms");
    NEAR(decode.x, 1.07936e11 / 80.288e9, 1e-14);
    NEAR(decode.y, 1.07936e11 / 80.288e9 * 2.039e12, 1e-14);
    QVERIFY(hasNote(figure, "knows no operators"));
    QVERIFY(!hasNote(figure, "above the roof"));
}

/// At 1K and a batch of 1024 the paper's step has 68.8e9 · 1024 FLOP over 68e9 + 0.246e9 · 1024 B, 220 FLOP/B, and is still
/// counted at the bandwidth.
void RooflineTest::saysWhatStandsAboveTheRoof() {
    const Scenario s = with(with(paper50k(), "context", 1000), "batch", 1024);
    const Figure figure = rooflineFigure({s});
    QVERIFY(seriesOf(figure, "decode step", Form::Points).y.front() > 312e12);
    QVERIFY(hasNote(figure, "above the roof"));
    QVERIFY(!hasNote(rooflineFigure({byOperators(s)}), "above the roof"));
}

void RooflineTest::drawsTheReference() {
    const Scenario s = byOperators();
    const Scenario shorter = with(s, "context", 4000);
    const Figure figure = rooflineFigure({s, &shorter});
    QVERIFY(seriesOf(figure, "decode step of the reference").reference);
    QVERIFY(markOf(figure, "at 4K").reference);
    QVERIFY(allOf(figure, "roof of the reference", Form::Line).empty()); // the same hardware
    const Scenario faster = with(s, "accelerator.flops", 1e15);
    QVERIFY(seriesOf(rooflineFigure({s, &faster}), "roof of the reference").reference);
    const Figure same = rooflineFigure({s, &s});
    QVERIFY(std::ranges::none_of(same.series, &Series::reference));
    QVERIFY(std::ranges::none_of(same.marks, &Mark::reference));
}

void RooflineTest::stacksNothingAboveOne() {
    const Scenario s = byOperators();
    const Figure figure = operatorsFigure({s});
    std::map<Role, double> shares;
    for (const Series& series : figure.series)
        for (const double y : series.y) shares[series.role] += y;
    NEAR(shares.at(Role::Prefill), 1.0, 1e-12);
    NEAR(shares.at(Role::Decode), 1.0, 1e-12);
    QVERIFY(figure.x.maximum >= 0.66 && figure.x.maximum <= 1.0); // feed-forward takes 65.9 % of a decode step
}

void RooflineTest::barsAreTheTable() {
    const Scenario s = with(byOperators(), "gpus", 2);
    const auto lines = operatorLines(s);
    const Figure figure = operatorsFigure({s});
    std::map<QString, const OperatorLine*> named;
    for (const OperatorLine& line : lines)
        named[(line.pass == PassKind::Prefill ? "prefill: " : "decode: ") + shown(line.name)] = &line;
    QCOMPARE(shown(figure.y.names.back()), "prefill: " + shown(lines.front().name)); // the slowest on top
    std::vector<int> drawn(figure.y.names.size());
    for (const Series& series : figure.series) {
        QVERIFY(series.form == Form::Bars && std::ranges::is_sorted(series.x));
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            const auto index = static_cast<std::size_t>(series.x[i]);
            ++drawn[index];
            const QString name = shown(figure.y.names[index]);
            QVERIFY(series.role == (name.startsWith("prefill") ? Role::Prefill : Role::Decode));
            if (name.endsWith("others")) continue;
            const OperatorLine& line = *named.at(name);
            QCOMPARE(series.y[i], line.share);
            QCOMPARE(shown(series.pointNames[i]), shown(format(line.time.si(), Unit::Seconds)));
            QVERIFY(shown(series.name).endsWith(shown(boundName(line.bound))));
        }
    }
    QCOMPARE(drawn, std::vector<int>(drawn.size(), 1));
    // What bounds them is told by the shade.
    QVERIFY(seriesOf(figure, "decode step, bound by the link between GPUs", Form::Bars).shade !=
            seriesOf(figure, "decode step, bound by HBM bandwidth", Form::Bars).shade);
    QCOMPARE(operatorsFigure({paper50k()}).y.names.size(), std::size_t{2});
}

/// In prefill norms take 0.48 %, embedding 0.004 % and the head 0.003 %; in a decode step norms 0.006 % and embedding next
/// to nothing.
void RooflineTest::sumsUpSpecks() {
    const Scenario s = byOperators();
    const Figure figure = operatorsFigure({s});
    QCOMPARE(figure.y.names.size(), std::size_t{11}); // of 14
    QCOMPARE(shown(figure.y.names.front()), "decode: 2 others");
    QCOMPARE(
        std::ranges::count_if(figure.y.names, [](const Text& name) { return name.english() == "prefill: 3 others"; }),
        1);
    const auto lines = operatorLines(s);
    double rest = 0;
    for (const OperatorLine& line : lines)
        if (line.pass == PassKind::Decode && line.share < 0.005) rest += line.share;
    QVERIFY(rest > 0);
    const Series& decode = seriesOf(figure, "decode step, bound by HBM bandwidth", Form::Bars);
    NEAR(decode.y.front(), rest, 1e-12);
    QCOMPARE(shown(decode.pointNames.back()), "25.9 ms"); // the time stands behind the bar
}

void RooflineTest::isSound() {
    test::forAll(150, [] {
        const Scenario scenario = test::anyScenario();
        const Scenario reference = test::anyScenario();
        const Figure figure = rooflineFigure({scenario, &reference});
        RC_ASSERT(figure.x.minimum > 0 && figure.x.minimum < figure.x.maximum);
        RC_ASSERT(figure.y.minimum > 0 && figure.y.minimum < figure.y.maximum);
        for (const Series& series : figure.series) {
            RC_ASSERT(series.y.size() == series.x.size());
            RC_ASSERT(series.form != Form::Points || series.pointNames.size() == series.x.size());
            RC_ASSERT(std::ranges::is_sorted(series.x));
            for (const double y : series.y) RC_ASSERT(std::isfinite(y) && y > 0);
            if (series.reference) continue;
            for (const double x : series.x) RC_ASSERT(x >= figure.x.minimum && x <= figure.x.maximum);
        }
        for (const Mark& mark : figure.marks)
            RC_ASSERT(mark.reference || (mark.y >= figure.y.minimum && mark.y <= figure.y.maximum));
        const Figure bars = operatorsFigure({scenario});
        RC_ASSERT(bars.y.maximum == static_cast<double>(bars.y.names.size()) - 0.5);
        RC_ASSERT(bars.y.names.size() <= 12);
        double whole = 0;
        for (const Series& series : bars.series)
            for (const double y : series.y) whole += y;
        HOLDS_NEAR(whole, 2.0, 1e-11); // nothing is lost
    });
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::RooflineTest)
#include "roofline_test.moc"
