// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/operator_table.h"

#include "core/property.h"
#include "cost/operators.h"
#include "registry.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace longpeak {
namespace {

using test::catalogue;
using test::paper50k;
using test::shown;
using test::with;

constexpr double operatorsModel = 1;

Scenario byOperators() {
    return with(paper50k(), "cost_model", operatorsModel);
}

const OperatorLine& lineOf(const std::vector<OperatorLine>& lines, PassKind pass, std::string_view name) {
    const auto found = std::ranges::find_if(lines,
                                            [&](const auto& l) { return l.pass == pass && l.name.english() == name; });
    if (found == lines.end()) qFatal("no line of that name");
    return *found;
}

QStringList namesOf(const std::vector<OperatorLine>& lines, PassKind pass) {
    QStringList names;
    for (const OperatorLine& line : lines)
        if (line.pass == pass) names << shown(line.name);
    return names;
}

class OperatorTableTest : public QObject {
    Q_OBJECT

private slots:
    void decodesByHand();
    void prefillsByHand();
    void isSortedByTime();
    void mergesLikeOperators();
    void tellsReachesApart();
    void countsLayersOnce();
    void namesWhatWaitsForLinks();
    void addsUpToTheEstimate();
    void hasTwoLinesByThePaper();
    void writesCsv();
};

/// Yi-34B: 60 layers, hidden 7168, 56 query and 8 KV heads of 128, feed-forward 20480, vocabulary 64000; n = 50 000.
void OperatorTableTest::decodesByHand() {
    const auto lines = operatorLines(byOperators());
    const OperatorLine& attention = lineOf(lines, PassKind::Decode, "attention");
    QCOMPARE(attention.layers, 60.0);
    QCOMPARE(attention.flop.si(), 86.016e9); // 60 · 4 · 56 · 128 · 50000
    // Keys and values of 50 000 tokens, 60 · 50000 · 2 · 8 · 128 · 2 B; queries and outputs, 60 · 2 · 56 · 128 · 2 B; the
    // new token's own, 60 · 2 · 8 · 128 · 2 B.
    QCOMPARE(attention.bytes.si(), 12'288'000'000.0 + 1'720'320.0 + 245'760.0);
    NEAR(attention.intensity(), 86.016e9 / 12'289'966'080.0, 1e-15); // 6.9989
    NEAR(attention.time.si(), 12'289'966'080.0 / 2.039e12, 1e-14);   // 6.03 ms
    QVERIFY(attention.bound == Bound::MemoryBandwidth);
    const OperatorLine& forward = lineOf(lines, PassKind::Decode, "feed-forward");
    QCOMPARE(forward.flop.si(), 52'848'230'400.0); // 60 · 2 · 3 · 7168 · 20480
    const OperatorLine& head = lineOf(lines, PassKind::Decode, "LM head");
    QCOMPARE(head.layers, 0.0);              // of the model as a whole
    QCOMPARE(head.flop.si(), 917'504'000.0); // 2 · 7168 · 64000
}

void OperatorTableTest::prefillsByHand() {
    const auto lines = operatorLines(byOperators());
    const OperatorLine& attention = lineOf(lines, PassKind::Prefill, "attention");
    // 60 · 4 · 56 · 128 · 50000 · 50001 / 2
    NEAR(attention.flop.si(), 2.150443008e15, 1e-14);
    NEAR(attention.time.si(), 2.150443008e15 / 312e12, 1e-14); // 6.89 s
    NEAR(attention.attained(), 312e12, 1e-14);
    QVERIFY(attention.bound == Bound::Compute);
    const OperatorLine& embedding = lineOf(lines, PassKind::Prefill, "embedding");
    QCOMPARE(embedding.flop.si(), 0.0); // a gather
    QCOMPARE(embedding.intensity(), 0.0);
    QCOMPARE(embedding.attained(), 0.0);
    QCOMPARE(embedding.bytes.si(), 50000.0 * 7168 * 4); // 2 B in, 2 B out
}

void OperatorTableTest::isSortedByTime() {
    const auto lines = operatorLines(byOperators());
    QCOMPARE(namesOf(lines, PassKind::Prefill),
             (QStringList{"feed-forward", "attention", "projections", "output", "norms", "embedding", "LM head"}));
    for (std::size_t i = 1; i < lines.size(); ++i) {
        QVERIFY(lines[i - 1].pass <= lines[i].pass);
        QVERIFY(lines[i - 1].pass != lines[i].pass || lines[i - 1].time >= lines[i].time);
    }
}

/// Cutting a group in two changes no line.
void OperatorTableTest::mergesLikeOperators() {
    const Scenario whole = byOperators();
    Scenario cut = whole;
    LayerGroup& first = cut.architecture.groups.front();
    LayerGroup second = first;
    first.layers = 20;
    second.layers = 40;
    cut.architecture.groups.push_back(second);
    const auto a = operatorLines(whole);
    const auto b = operatorLines(cut);
    QCOMPARE(b.size(), a.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        QCOMPARE(shown(b[i].name), shown(a[i].name));
        QCOMPARE(b[i].layers, a[i].layers);
        NEAR(b[i].flop.si(), a[i].flop.si(), 1e-13);
        NEAR(b[i].bytes.si(), a[i].bytes.si(), 1e-13);
        NEAR(b[i].time.si(), a[i].time.si(), 1e-13);
        NEAR(b[i].share, a[i].share, 1e-13);
        QVERIFY(b[i].bound == a[i].bound);
    }
}

void OperatorTableTest::tellsReachesApart() {
    Scenario s = byOperators();
    LayerGroup near = s.architecture.groups.front();
    near.attention.kind = AttentionKind::Window;
    near.attention.window = 1024;
    near.layers = 50;
    s.architecture.groups.front().layers = 10;
    s.architecture.groups.push_back(near);
    const auto lines = operatorLines(s);
    QCOMPARE(lineOf(lines, PassKind::Decode, "attention (every token)").layers, 10.0);
    const OperatorLine& windowed = lineOf(lines, PassKind::Decode, "attention (window 1024)");
    QCOMPARE(windowed.layers, 50.0);
    QCOMPARE(windowed.flop.si(), 50.0 * 4 * 56 * 128 * 1024);
    QCOMPARE(lineOf(lines, PassKind::Decode, "projections").layers, 60.0); // the same in both
    s.architecture.groups.erase(s.architecture.groups.begin());            // one reach needs no name
    QVERIFY(namesOf(operatorLines(s), PassKind::Decode).contains("attention"));
}

/// Further matrices of a layer are projections too, and no further layers.
void OperatorTableTest::countsLayersOnce() {
    Scenario s = byOperators();
    s.architecture.groups.front().extraMatrices = 1e6;
    QCOMPARE(lineOf(operatorLines(s), PassKind::Decode, "projections").layers, 60.0);
}

void OperatorTableTest::namesWhatWaitsForLinks() {
    const auto lines = operatorLines(with(byOperators(), "gpus", 2));
    const OperatorLine& reduces = lineOf(lines, PassKind::Decode, "all-reduces");
    QVERIFY(reduces.bound == Bound::Interconnect);
    QCOMPARE(reduces.flop.si(), 0.0);
    // Of one token: 2 in each of 60 layers, each moves 2 · (2 − 1)/2 · 7168 · 2 B from each of the two GPUs.
    QCOMPARE(reduces.bytes.si(), 60.0 * 2 * 7168 * 2 * 2);
}

void OperatorTableTest::addsUpToTheEstimate() {
    test::forAll(200, [] {
        const Scenario s = test::anyScenario();
        const Estimate e = evaluate(s);
        std::array<double, 2> time{};
        std::array<double, 2> share{};
        std::set<std::string> names;
        for (const OperatorLine& line : operatorLines(s)) {
            time.at(static_cast<std::size_t>(line.pass)) += line.time.si();
            share.at(static_cast<std::size_t>(line.pass)) += line.share;
            RC_ASSERT(std::isfinite(line.intensity()) && std::isfinite(line.attained()));
            HOLDS(names.insert(std::string(passName(line.pass).english()) + line.name.english()).second,
                  line.name.english());
        }
        HOLDS_NEAR(time[0], e.prefill.time.si(), 1e-11);
        HOLDS_NEAR(time[1], e.decode.perToken.si(), 1e-11);
        HOLDS_NEAR(share[0], 1.0, 1e-11);
        HOLDS_NEAR(share[1], 1.0, 1e-11);
    });
}

void OperatorTableTest::hasTwoLinesByThePaper() {
    const auto lines = operatorLines(paper50k());
    QCOMPARE(lines.size(), std::size_t{2});
    QCOMPARE(shown(lines[0].name), "prefill as a whole");
    NEAR(lines[0].attained(), 312e12, 1e-14); // bound by FLOP/s at any length
    QCOMPARE(lines[0].share, 1.0);
    QCOMPARE(shown(lines[1].name), "decode step as a whole");
    QCOMPARE(lines[1].bytes.si(), 80.288e9); // 68e9 + 12.288e9
    NEAR(lines[1].attained(), lines[1].intensity() * 2.039e12, 1e-14);
}

void OperatorTableTest::writesCsv() {
    Scenario s = byOperators();
    LayerGroup near = s.architecture.groups.front();
    near.attention.kind = AttentionKind::Window;
    near.attention.window = 1024;
    s.architecture.groups.push_back(near);
    const auto lines = operatorLines(s);
    const QStringList rows = shown(writeCsv(lines)).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(rows.size(), static_cast<qsizetype>(lines.size()) + 1);
    QCOMPARE(rows.front(), "pass,operator,layers,work (FLOP),traffic (B),intensity (FLOP/B),time (s),share,bound");
    // No name needs quotes.
    const auto windowed = std::ranges::find_if(rows, [](const QString& r) { return r.contains("window 1024"); });
    QVERIFY(windowed != rows.end());
    QVERIFY(windowed->startsWith("prefill,attention (window 1024),60,"));
    QVERIFY(rows.last().endsWith("memory_bandwidth"));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::OperatorTableTest)
#include "operator_table_test.moc"
