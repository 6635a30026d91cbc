// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "compression/method_facts.h"

#include "core/samples.h"
#include "registry.h"

#include <QtTest>

namespace longpeak {
namespace {

using namespace test;

const Method& method(const char* id) {
    const Method* found = catalogue().method(id);
    if (found == nullptr) qFatal("no method '%s'", id);
    return *found;
}

std::string factOf(const Method& of, const char* name, Tokens context = Tokens(50e3)) {
    for (const Fact& fact : factsOf(of, context))
        if (fact.name.english() == name) return fact.text.english();
    return {};
}

class MethodFactsTest : public QObject {
    Q_OBJECT

private slots:
    void everyMethodIsExplained();
    void savingsInWords();
    void qualityIsOfTheContext();
    void replacesWhatItDoesNotCombineWith();
};

/// Each ratio of the catalogue shows where it is from.
void MethodFactsTest::everyMethodIsExplained() {
    for (const Method& each : catalogue().methods) {
        QVERIFY2(!factOf(each, "What it does").empty(), each.id.c_str());
        QVERIFY2(!factOf(each, "Sources").empty(), each.id.c_str());
        QVERIFY2(!sourceText(each).empty() && sourceText(each).find('@') == std::string::npos, each.id.c_str());
        QVERIFY2(!factOf(each, "Choosing it").empty(), each.id.c_str());
        QCOMPARE(savesText(each).empty(), !effectOf(each).has_value());
        if (effectOf(each)) QVERIFY2(basisText(each).english() != "not published", each.id.c_str());
    }
    QCOMPARE(sourceText(method("snapkv")), std::string("arXiv:2404.14469"));
}

void MethodFactsTest::savingsInWords() {
    QCOMPARE(savesText(method("snapkv")).english(), std::string("kept after prefill, read"));
    QCOMPARE(savesText(method("quest")).english(), std::string("read"));
    QCOMPARE(savesText(method("layerskip")).english(), std::string("decode"));
    QCOMPARE(savesText(method("fp8-kv")).english(), std::string("kept, read"));
    QCOMPARE(savesText(method("yoco")).english(), std::string());
    QVERIFY(savesText(method("llmlingua")).english().find("whole prefill") != std::string::npos);
    QCOMPARE(factOf(method("snapkv"), "Choosing it"),
             std::string("8.2× less on the axis token: kept after prefill, read"));
}

/// SnapKV was tested to 16K; at 50K that is in doubt.
void MethodFactsTest::qualityIsOfTheContext() {
    QCOMPARE(qualityAt(method("snapkv"), Tokens(16e3)).english(), std::string("shown up to 16K"));
    QCOMPARE(qualityAt(method("snapkv"), Tokens(50e3)).english(), std::string("quality is told for 16K only"));
    QCOMPARE(factOf(method("snapkv"), "At this context"), std::string("quality is told for 16K only"));
    QCOMPARE(qualityAt(method("minicache"), Tokens(1e3)).english(), std::string("no tested length is told"));
}

void MethodFactsTest::replacesWhatItDoesNotCombineWith() {
    Scenario scenario = paper50k();
    const std::vector<std::string> both{"fp8-kv", "h2o"};
    QVERIFY(chooseInstead(scenario, method("fp8-kv"), catalogue()));
    QVERIFY(chooseInstead(scenario, method("snapkv"), catalogue()));
    QVERIFY(chooseInstead(scenario, method("h2o"), catalogue())); // of tokens too
    QCOMPARE(scenario.compression.methods, both);
    QCOMPARE(scenario.compression.token, 5.0);
    QCOMPARE(scenario.compression.hidden, 2.0);
    const Scenario before = scenario;
    QVERIFY(!chooseInstead(scenario, method("yoco"), catalogue())); // publishes no ratio: nothing is lost
    QVERIFY(scenario == before);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::MethodFactsTest)

#include "method_facts_test.moc"
