// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ran.h"
#include "registry.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>

// `longpeak parity` and `longpeak sensitivity` within the process.

namespace longpeak::test {

using Json = nlohmann::ordered_json;
using Strings = std::vector<std::string>;

namespace {

Json parsed(const Ran& run) {
    return Json::parse(run.out);
}

Json rowOf(const Json& list, const char* key, const std::string& value) {
    const auto found = std::ranges::find_if(list, [&](const Json& row) { return row.at(key) == value; });
    return found == list.end() ? Json() : *found;
}

} // namespace

class ParityTest : public QObject {
    Q_OBJECT

private slots:
    void millionAgainst4K();
    void chosenReference();
    void table();
    void methods();
    void wrongWords_data();
    void wrongWords();
    void sensitivities();
    void sensitivityTable();
};

void ParityTest::millionAgainst4K() {
    const Ran run = ran({"parity", "--set", "context=1M", "--json"});
    QCOMPARE(run.status, 3); // not one user fits at 1M, which is told all the same
    const Json json = parsed(run);
    QCOMPARE(json.at("format").get<std::string>(), std::string("longpeak-parity"));
    const Json cache = rowOf(json.at("metrics"), "metric", "kv_bytes_per_user");
    QCOMPARE(cache.at("ratio").get<double>(), 250.0);
    QCOMPARE(cache.at("compression").at("token").at("ratio").get<double>(), 250.0);
    QVERIFY(cache.at("compression").at("token").at("applicable").get<bool>());
    const Json prefill = rowOf(json.at("metrics"), "metric", "prefill_s");
    QVERIFY(!prefill.at("closable").get<bool>());
    QVERIFY(prefill.at("compression").at("layer").at("ratio").is_null());
    QVERIFY(prefill.at("reason").get<std::string>().starts_with("2·P·n alone takes 218 s"));
    QCOMPARE(prefill.at("instead_settings").size(), std::size_t{2});
    // What is answered can be set, and then the switch costs as much as at 4K.
    const Ran applied = ran({"evaluate", "--set", "context=1M", "--set", "compression.token=250", "--json"});
    QVERIFY(std::abs(parsed(applied).at("switch_s").get<double>() / 0.098304 - 1) < 1e-9);
    QCOMPARE(json.at("scenario").at("context").get<int>(), 1'000'000);
    QCOMPARE(json.at("reference").at("context").get<int>(), 4'000);
}

void ParityTest::chosenReference() {
    const Json json = parsed(ran(
        {"parity", "--set", "compression.token=4", "--reference", "context=100K", "--reference", "gpus=2", "--json"}));
    QCOMPARE(json.at("reference").at("context").get<int>(), 100'000);
    QCOMPARE(json.at("reference").at("gpus").get<int>(), 2);
    QCOMPARE(json.at("reference").at("compression").at("token").get<int>(), 1);
    QCOMPARE(json.at("scenario").at("compression").at("token").get<int>(), 4);
}

void ParityTest::table() {
    const Ran run = ran({"parity", "paper-34b-50k"});
    QCOMPARE(run.status, 0);
    QCOMPARE(run.err, std::string());
    for (const char* words : {"KV cache per user", "12.5×", "Not closed by compressing the cache:", "2·P·n alone takes",
                              "Dropping tokens before the prefill closes it at 12.5×"})
        QVERIFY2(run.out.find(words) != std::string::npos, words);
}

void ParityTest::methods() {
    const Ran run = ran(
        {"evaluate", "--set", "compression.method=snapkv", "--set", "compression.method=fp8-kv", "--json"});
    QCOMPARE(run.status, 0);
    const Json compression = parsed(run).at("scenario").at("compression");
    QCOMPARE(compression.at("methods").dump(), std::string(R"(["snapkv","fp8-kv"])"));
    QCOMPARE(compression.at("token").get<double>(), 8.2);
    QCOMPARE(compression.at("token_after_prefill").get<std::string>(), std::string("on"));
    QCOMPARE(parsed(run).at("kv_prefill_peak_bytes").get<double>(), 6.144e9);
    // What is not shown, and what is assumed, is said.
    const std::string table = ran({"evaluate", "--set", "compression.method=snapkv", "--set",
                                   "compression.method=fp8-kv", "--set", "context=100K"})
                                  .out;
    for (const char* words : {"SnapKV: quality is told for 16K only.", "multiply by assumption only"})
        QVERIFY2(table.find(words) != std::string::npos, words);
    const Ran two = ran({"evaluate", "--set", "compression.method=snapkv", "--set", "compression.method=h2o"});
    QCOMPARE(two.status, 2);
    QCOMPARE(two.err,
             std::string("longpeak: --set compression.method=h2o: /compression/methods: H2O (Heavy-Hitter Oracle) "
                         "and SnapKV both work on the axis 'token'; only one of them can be chosen\n"));
    QCOMPARE(ran({"evaluate", "--set", "compression.method=snapkw"}).err,
             std::string("longpeak: --set compression.method=snapkw: /compression/methods: there is no method "
                         "'snapkw'; did you mean 'snapkv'?\n"));
    const Ran list = ran({"list", "methods"});
    QVERIFY(list.out.find("multiply by assumption only") != std::string::npos);
    for (const Json& method : parsed(ran({"list", "methods", "--json"}))) {
        QVERIFY(!method.at("sources").empty());
        QVERIFY(method.contains("needle"));
    }
}

void ParityTest::wrongWords_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("err");
    QTest::newRow("reference") << QStringList{"parity", "--reference", "contxt=4K"}
                               << "longpeak: --reference contxt=4K: /: there is no parameter 'contxt'; did you mean "
                                  "'context'?\n";
    QTest::newRow("no value") << QStringList{"parity", "--reference", "context"}
                              << "longpeak: --reference context: /: must be ID=VALUE\n";
    QTest::newRow("metric") << QStringList{"sensitivity", "--metric", "prefil_s"}
                            << "longpeak: --metric prefil_s: /: there is no metric 'prefil_s'; did you mean "
                               "'prefill_s'?\n";
}

void ParityTest::wrongWords() {
    QFETCH(QStringList, words);
    QFETCH(QString, err);
    Strings given;
    for (const QString& word : words) given.push_back(word.toStdString());
    const Ran run = ran(given);
    QCOMPARE(run.status, 2);
    QCOMPARE(QString::fromStdString(run.err), err);
    QVERIFY(run.out.empty());
}

void ParityTest::sensitivities() {
    const Json json = parsed(ran({"sensitivity", "--metric", "prefill_s", "--metric", "switch_s", "--json"}));
    QCOMPARE(json.at("metrics").size(), std::size_t{2});
    const Json prefill = rowOf(json.at("metrics"), "metric", "prefill_s");
    QCOMPARE(prefill.at("bound").get<std::string>(), std::string("bound by peak FLOP/s"));
    const Json flops = rowOf(prefill.at("parameters"), "parameter", "accelerator.flops");
    QVERIFY(std::abs(flops.at("elasticity").get<double>() + 1) < 1e-7);
    double last = 1e9;
    for (const Json& row : prefill.at("parameters")) {
        const double size = std::abs(row.at("elasticity").get<double>());
        QVERIFY(size <= last);
        last = size;
    }
    QVERIFY(std::ranges::find(prefill.at("idle"), Json("accelerator.bandwidth")) != prefill.at("idle").end());
}

void ParityTest::sensitivityTable() {
    const Ran run = ran({"sensitivity"});
    QCOMPARE(run.status, 0);
    QVERIFY2(run.out.find("\nThroughput bound: ") != std::string::npos, run.out.c_str());
    QVERIFY(run.out.find("ELASTICITY") != std::string::npos);
    QCOMPARE(ran({"sensitivity", "--set", "context=1M"}).status, 3);
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::ParityTest)
#include "parity_test.moc"
