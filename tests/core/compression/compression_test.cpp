// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "compression/compression.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

namespace longpeak {
namespace {

using test::catalogue;
using test::shown;

const Method& method(const char* id) {
    const Method* found = catalogue().method(id);
    if (found == nullptr) qFatal("no method of that id");
    return *found;
}

class CompressionTest : public QObject {
    Q_OBJECT

private slots:
    void savesByDefault();
    void ratiosMultiplyWhereTheySave();
    void ratiosOfAPrefill();
    void effects_data();
    void effects();
    void everyMethodIsAppliedOrSaysWhyNot_data();
    void everyMethodIsAppliedOrSaysWhyNot();
    void combines();
    void doubtsQuality_data();
    void doubtsQuality();
};

void CompressionTest::savesByDefault() {
    // Layers save all; heads, hidden sizes and tokens save bytes; nothing waits for the end of a prefill.
    QVERIFY((defaultSavings(CacheAxis::Layer) == Savings{.prefill = true, .decode = true}));
    for (const CacheAxis axis : {CacheAxis::Head, CacheAxis::Token, CacheAxis::Hidden})
        QVERIFY((defaultSavings(axis) == Savings{}));
    QVERIFY((Savings{} == Savings{true, true, false, false, false}));
    QCOMPARE(Compression{}.product(), 1.0);
    for (const CacheAxis axis : cacheAxes) {
        Compression c;
        c.ratio(axis) = 3;
        c.saves(axis).kept = false;
        QCOMPARE(c.product(), 3.0);
        QCOMPARE(c.keptRatio(), 1.0);
        QCOMPARE(std::as_const(c).ratio(axis), 3.0);
    }
}

void CompressionTest::ratiosMultiplyWhereTheySave() {
    Compression c{.layer = 2, .head = 3, .token = 5, .hidden = 7};
    QCOMPARE(c.keptRatio(), 210.0);
    QCOMPARE(c.readRatio(), 210.0);
    QCOMPARE(c.prefillFlopRatio(), 2.0);
    QCOMPARE(c.decodeFlopRatio(), 2.0);
    c.headSaves.kept = c.tokenSaves.read = c.layerSaves.prefill = false;
    c.hiddenSaves.prefill = c.headSaves.decode = true;
    QCOMPARE(c.keptRatio(), 70.0);
    QCOMPARE(c.readRatio(), 42.0);
    QCOMPARE(c.prefillFlopRatio(), 7.0);
    QCOMPARE(c.decodeFlopRatio(), 6.0);
    QCOMPARE(c.product(), 210.0);
}

void CompressionTest::ratiosOfAPrefill() {
    Compression c{.layer = 2, .token = 5, .hidden = 7};
    c.tokenSaves.afterPrefill = true;
    QCOMPARE(c.peakRatio(), 14.0);
    QCOMPARE(c.prefillReadRatio(), 14.0);
    QCOMPARE(c.prefillWriteRatio(), 14.0);
    QCOMPARE(c.readRatio(), 70.0);
    // Tokens dropped before the prefill are not there: the others are as they were.
    c.tokenSaves = {.prefill = true};
    c.tokenBeforePrefill = true;
    QCOMPARE(c.promptRatio(), 5.0);
    QCOMPARE(c.prefillFlopRatio(), 2.0);
    QCOMPARE(c.prefillReadRatio(), 14.0);
    QCOMPARE(c.prefillWriteRatio(), 14.0);
    QCOMPARE(c.peakRatio(), 70.0);
    c.tokenSaves.prefill = false; // then nothing is dropped before
    QCOMPARE(c.promptRatio(), 1.0);
}

void CompressionTest::effects_data() {
    QTest::addColumn<int>("axis");
    QTest::addColumn<double>("ratio");
    QTest::addColumn<QString>("saves");
    const auto add = [](const char* id, CacheAxis axis, double ratio, const char* saves) {
        QTest::newRow(id) << static_cast<int>(axis) << ratio << QString(saves);
    };
    add("snapkv", CacheAxis::Token, 8.2, "kept read after");
    add("fp8-kv", CacheAxis::Hidden, 2, "kept read");
    add("cla", CacheAxis::Layer, 2, "kept"); // layers still read the cache that they share
    add("quest", CacheAxis::Token, 8, "read");
    add("minference", CacheAxis::Token, 10, "prefill");
    add("llmlingua", CacheAxis::Token, 4, "kept read prefill before");
    add("duoattention", CacheAxis::Head, 2, "kept read"); // 1.63 in prefill is less than 2
    add("nsa", CacheAxis::Token, 11.6, "read");           // and 9 less than 11.6
    add("calm", CacheAxis::Layer, 3, "decode");
    add("headkv", CacheAxis::Head, 66.7, "kept read after");
}

void CompressionTest::effects() {
    QFETCH(int, axis);
    QFETCH(double, ratio);
    QFETCH(QString, saves);
    const auto effect = effectOf(method(QTest::currentDataTag()));
    QVERIFY(effect.has_value());
    QCOMPARE(static_cast<int>(effect->axis), axis);
    QCOMPARE(effect->ratio, ratio);
    const Savings& s = effect->savings;
    QStringList told;
    if (s.kept) told << "kept";
    if (s.read) told << "read";
    if (s.prefill) told << "prefill";
    if (s.decode) told << "decode";
    if (s.afterPrefill) told << "after";
    if (effect->beforePrefill) told << "before";
    QCOMPARE(told.join(' '), saves);
}

void CompressionTest::everyMethodIsAppliedOrSaysWhyNot_data() {
    QTest::addColumn<int>("unused");
    for (const Method& each : catalogue().methods) QTest::newRow(each.id.c_str()) << 0;
}

void CompressionTest::everyMethodIsAppliedOrSaysWhyNot() {
    const Method& each = method(QTest::currentDataTag());
    const auto effect = effectOf(each);
    QCOMPARE(effect.has_value(), whyNotApplied(each).empty());
    QVERIFY(!each.sources.empty() && !each.sources.front().reference.empty());
    if (!effect) return;
    // Within the range of a parameter, and never more than was published.
    const Parameter& parameter = test::row("compression." + std::string(axisName(effect->axis)));
    QVERIFY(whyNot(parameter, effect->ratio).empty());
    QVERIFY(each.has(effect->axis));
    QVERIFY(!effect->savings.kept || effect->ratio <= *each.keptRatio);
    QVERIFY(!effect->savings.read || effect->ratio <= *each.readRatio);
    QVERIFY(!effect->savings.prefill || effect->ratio <= *each.prefillFlopRatio);
    QVERIFY(!effect->savings.decode || effect->ratio <= *each.decodeFlopRatio);
    Scenario s = test::paper50k();
    QVERIFY(bool(chooseMethod(s, each.id, catalogue(), "test")));
    const auto back = readScenario(writeScenario(s, catalogue()), "again", catalogue());
    QVERIFY(bool(back) && *back == s);
}

void CompressionTest::combines() {
    QVERIFY(combine(method("snapkv"), method("fp8-kv")));
    QVERIFY(!combine(method("snapkv"), method("h2o")));
    QVERIFY(!combine(method("razorattention"), method("h2o"))); // head and token
    QVERIFY(!combine(method("xkv"), method("kivi")));           // layer and hidden
    QVERIFY(!combine(method("snapkv"), method("snapkv")));
}

void CompressionTest::doubtsQuality_data() {
    QTest::addColumn<double>("context");
    QTest::addColumn<QString>("doubt");
    QTest::newRow("snapkv") << 16e3 << "";
    QTest::newRow("snapkv ") << 1e6 << "quality is told for 16K only";
    QTest::newRow("quest") << 1e6 << "quality is told for 100K only";
    QTest::newRow("minference") << 1e6 << "";
    QTest::newRow("gear") << 4e3 << "no tested length is told";
    QTest::newRow("tova") << 4e3
                          << "loses needles in long texts: near full model on long-range tasks; fails 100K passkey "
                             "(2 %) in the Quest paper";
}

void CompressionTest::doubtsQuality() {
    QFETCH(double, context);
    QFETCH(QString, doubt);
    const std::string id = QString(QTest::currentDataTag()).trimmed().toStdString();
    QCOMPARE(shown(qualityDoubt(method(id.c_str()), Tokens(context))), doubt);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::CompressionTest)
#include "compression_test.moc"
