// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/side_by_side.h"

#include "core/property.h"
#include "registry.h"

#include <QtTest>

#include <cmath>

namespace longpeak {
namespace {

using namespace test;

const SideBySideRow& rowOf(const SideBySide& table, std::string_view id) {
    for (const SideBySideRow& row : table.rows)
        if ((row.metric != nullptr && row.metric->key == id) || (row.parameter != nullptr && row.parameter->id == id))
            return row;
    qFatal("no row");
}

std::vector<std::string> inEnglish(const std::vector<Text>& texts) {
    std::vector<std::string> out;
    for (const Text& text : texts) out.push_back(text.english());
    return out;
}

class SideBySideTest : public QObject {
    Q_OBJECT

private slots:
    void numbersOfEach();
    void bestOfEach();
    void knobsThatDiffer();
    void namesSayWhatIsApart();
    void oneAloneDiffersInNothing();
    void anythingCanBeCompared();
    void writesTables();
};

/// By hand: a cache of 245 760 B a token; 20 GB/s of host link; 2 GPUs share both.
void SideBySideTest::numbersOfEach() {
    const std::vector scenarios{paper50k(), with(paper50k(), "context", 200e3), with(paper50k(), "gpus", 2)};
    const SideBySide table = sideBySide(scenarios);
    const SideBySideRow& cache = rowOf(table, "kv_bytes_per_user");
    QCOMPARE(cache.values, (std::vector<double>{12.288e9, 49.152e9, 12.288e9}));
    QCOMPARE(cache.ratios, (std::vector<double>{1, 4, 1}));
    QCOMPARE(cache.differs, (std::vector<bool>{false, true, false}));
    QCOMPARE(cache.cells[1].english(), std::string("49.2 GB"));
    const SideBySideRow& switching = rowOf(table, "switch_s");
    NEAR(switching.values[0], 1.2288, 1e-9);
    NEAR(switching.ratios[1], 4.0, 1e-12);
    NEAR(switching.ratios[2], 0.5, 1e-12);
    // What does not fit has a number too: none of its users.
    const SideBySideRow& ceiling = rowOf(table, "ceiling_users");
    QCOMPARE(ceiling.values, (std::vector<double>{1, 0, 8}));
    // Ratios are those of the whole numbers that stand beside them.
    QCOMPARE(ceiling.ratios, (std::vector<double>{1, 0, 8}));
    NEAR(rowOf(table, "host_ceiling_users").ratios[1], 20.0 / 81.0, 1e-12);
}

void SideBySideTest::bestOfEach() {
    const std::vector scenarios{paper50k(), with(paper50k(), "context", 200e3), with(paper50k(), "gpus", 2)};
    const SideBySide table = sideBySide(scenarios);
    using Places = std::vector<std::size_t>;
    QCOMPARE(rowOf(table, "kv_bytes_per_user").best, (Places{0, 2})); // less
    QCOMPARE(rowOf(table, "ceiling_users").best, (Places{2}));        // more
    QCOMPARE(rowOf(table, "hbm_bytes").best, (Places{2}));            // more of what there is
    QCOMPARE(rowOf(table, "weights_bytes").best, Places());           // of equals none
    // Neither a large model nor a small one is better, nor is a high ridge point.
    Scenario small = paper50k();
    chooseModel(small, *catalogue().model("llama-3.1-8b"));
    chooseAccelerator(small, *catalogue().accelerator("h100-sxm"));
    const SideBySide other = sideBySide(std::vector{paper50k(), small});
    for (const char* key : {"model_parameters", "model_active_parameters", "ridge_flop_per_byte"}) {
        QVERIFY2(rowOf(other, key).anyDiffers(), key);
        QVERIFY2(rowOf(other, key).best.empty(), key);
    }
    QCOMPARE(rowOf(other, "weights_bytes").best, (Places{1}));
}

void SideBySideTest::knobsThatDiffer() {
    const std::vector scenarios{paper50k(), with(paper50k(), "users", 7)};
    const SideBySide table = sideBySide(scenarios);
    for (const SideBySideRow& row : table.rows) {
        if (row.parameter == nullptr) continue;
        QCOMPARE(row.anyDiffers(), row.parameter->id == "users");
        QVERIFY2(!row.cells[0].empty() || !row.parameter->applies(scenarios[0]), row.label.english().c_str());
    }
    QCOMPARE(inEnglish(rowOf(table, "users").cells), (std::vector<std::string>{"3 users", "7 users"}));
}

void SideBySideTest::namesSayWhatIsApart() {
    Scenario llama = paper50k();
    chooseModel(llama, *catalogue().model("llama-3.1-70b"));
    llama.deployment.plan.tensor = 4;
    Scenario h100 = paper50k();
    chooseAccelerator(h100, *catalogue().accelerator("h100-sxm"));
    Scenario compressed = paper50k();
    QVERIFY(chooseMethod(compressed, "snapkv", catalogue(), ""));
    Scenario many = with(with(with(paper50k(), "gpus", 2), "context", 200e3), "users", 9);
    many = with(many, "dtype.kv", 2);
    const std::vector scenarios{paper50k(), llama, h100, compressed, many, paper50k()};
    const std::vector<std::string> expected{
        "Yi-34B-200K at 50K", "Llama-3.1-70B · 4 GPUs", "H100", "snapkv", "2 GPUs · 200K · KV cache FP8 …", "the same"};
    QCOMPARE(inEnglish(namesApart(scenarios)), expected);
    QVERIFY(namesApart({}).empty());
}

void SideBySideTest::oneAloneDiffersInNothing() {
    const std::vector scenarios{paper50k()};
    for (const SideBySideRow& row : sideBySide(scenarios).rows) QVERIFY(!row.anyDiffers());
}

/// Whatever stands beside each other: a cell and a number for each, and what differs is no accident of NaN.
void SideBySideTest::anythingCanBeCompared() {
    forAll(20, [] {
        std::vector<Scenario> scenarios;
        for (std::size_t k = 0; k <= mostPinned; ++k) scenarios.push_back(anyScenario());
        const SideBySide table = sideBySide(scenarios);
        RC_ASSERT(table.names.size() == scenarios.size());
        for (const SideBySideRow& row : table.rows) {
            RC_ASSERT(row.values.size() == scenarios.size());
            RC_ASSERT(row.cells.size() == scenarios.size());
            RC_ASSERT(!row.differs.front());
            for (const double value : row.values) RC_ASSERT(!std::isinf(value));
            for (const std::size_t best : row.best) RC_ASSERT(best < scenarios.size() && !std::isnan(row.values[best]));
        }
        const std::vector twice{scenarios[0], scenarios[0]};
        for (const SideBySideRow& row : sideBySide(twice).rows) HOLDS(!row.anyDiffers(), row.label.english().c_str());
    });
}

void SideBySideTest::writesTables() {
    const std::vector scenarios{paper50k(), with(paper50k(), "context", 200e3)};
    const SideBySide table = sideBySide(scenarios);
    const QStringList lines = shown(writeCsv(table)).split(u'\n');
    QCOMPARE(lines.size(), static_cast<qsizetype>(table.rows.size() + 2));
    QVERIFY(lines.contains(QStringLiteral("number,kv_bytes_per_user,B,12288000000,49152000000")));
    QVERIFY(lines.contains(QStringLiteral("parameter,model,,Yi-34B-200K,Yi-34B-200K")));
    const QString markdown = shown(writeMarkdown(table));
    QVERIFY2(markdown.startsWith(QStringLiteral("| | Yi-34B-200K at 50K | 200K |\n|---|---:|---:|\n")),
             qPrintable(markdown.left(80)));
    QVERIFY(markdown.contains(QStringLiteral("| KV cache per user | **12.3 GB** | 49.2 GB |")));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::SideBySideTest)

#include "side_by_side_test.moc"
