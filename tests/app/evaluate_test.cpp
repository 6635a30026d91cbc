// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ran.h"

#include "cost/metric.h"
#include "registry.h"
#include "scenario/scenario_file.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <cmath>
#include <fstream>

// `longpeak evaluate` within the process.

namespace longpeak::test {

using Json = nlohmann::ordered_json;

namespace {

Ran evaluated(std::vector<std::string> words) {
    words.insert(words.begin(), {"evaluate", "--json"});
    return ran(words);
}

/// The numbers of an estimate, without the scenario that they belong to.
Json numbersOf(const std::vector<std::string>& words) {
    Json json = Json::parse(evaluated(words).out);
    json.erase("scenario");
    return json;
}

} // namespace

class EvaluateTest : public QObject {
    Q_OBJECT

private slots:
    void paperRows_data();
    void paperRows();
    void paperSwitchMixesUnits_data();
    void paperSwitchMixesUnits();
    void cacheIsExact_data();
    void cacheIsExact();
    void keysInOrder();
    void contractKeys();
    void numbersArePlain();
    void outputIsAnInput();
    void shippedNameIsTheFile();
    void presetsAreSetFirst_data();
    void presetsAreSetFirst();
    void presetFilesAndTheirScenario();
    void valuesCarryUnits_data();
    void valuesCarryUnits();
    void lastSettingWins();
    void anotherModelTakesARatioDown();
    void autoClearsAnOverride();
    void infeasible();
    void overflowIsAdviceNotFailure();
    void tableForPeople();
    void tableOfTheInfeasible();
};

// cost-model: what must come out of the paper's example (Fu 2024, arXiv:2405.08944), to the digits given there.
void EvaluateTest::paperRows_data() {
    QTest::addColumn<std::vector<std::string>>("words");
    QTest::addColumn<std::string>("key");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("expected");
    using Strings = std::vector<std::string>;
    QTest::newRow("prefill 50K") << Strings{"--set", "context=50K"} << std::string("prefill_s") << 2 << "14.10";
    QTest::newRow("prefill 4K") << Strings{"--set", "context=4K"} << std::string("prefill_s") << 3 << "0.892";
    QTest::newRow("answer 50K") << Strings{"--set", "context=50K"} << std::string("answer_s") << 2 << "9.84";
    QTest::newRow("answer 4K") << Strings{"--set", "context=4K"} << std::string("answer_s") << 2 << "8.46";
    QTest::newRow("users 50K") << Strings{"--set", "context=50K"} << std::string("ceiling_users_exact") << 3 << "1.457";
    QTest::newRow("users 4K") << Strings{"--set", "context=4K"} << std::string("ceiling_users_exact") << 2 << "18.21";
    QTest::newRow("2 GPUs, 4K") << Strings{"--set", "gpus=2", "--set", "context=4K"}
                                << std::string("ceiling_users_exact") << 1 << "105.6";
    QTest::newRow("2 GPUs, 100K") << Strings{"--set", "gpus=2", "--set", "context=100K"}
                                  << std::string("ceiling_users_exact") << 3 << "4.224";
    QTest::newRow("80e9 bytes") << Strings{"--set", "accelerator.memory=80e9"} << std::string("ceiling_users_exact")
                                << 3 << "0.977";
    QTest::newRow("switch, plain bytes") << Strings{} << std::string("switch_s") << 4 << "1.2288";
    QTest::newRow("ridge") << Strings{"--set", "accelerator.flops=312e12", "--set", "accelerator.bandwidth=2.0e12"}
                           << std::string("ridge_flop_per_byte") << 0 << "156";
    QTest::newRow("weights") << Strings{} << std::string("weights_bytes") << 0 << "68000000000";
    QTest::newRow("HBM of an A100") << Strings{} << std::string("hbm_bytes") << 0 << "85899345920";
}

void EvaluateTest::paperRows() {
    QFETCH(std::vector<std::string>, words);
    QFETCH(std::string, key);
    QFETCH(int, decimals);
    QFETCH(QString, expected);
    QCOMPARE(QString::number(numbersOf(words).at(key).get<double>(), 'f', decimals), expected);
}

/// The paper's switch: the cache in GiB, read as GB, over 20e9 bytes/s, out and in.
void EvaluateTest::paperSwitchMixesUnits_data() {
    QTest::addColumn<std::string>("context");
    QTest::addColumn<QString>("expected");
    QTest::newRow("50K") << std::string("context=50K") << "1.14";
    QTest::newRow("4K") << std::string("context=4K") << "0.09";
}

void EvaluateTest::paperSwitchMixesUnits() {
    QFETCH(std::string, context);
    QFETCH(QString, expected);
    const Json json = numbersOf({"--set", context});
    const double bytes = json.at("kv_bytes_per_user").get<double>();
    const double seconds = 2 * (bytes / 1073741824.0) * 1e9 / 20e9;
    QCOMPARE(QString::number(seconds, 'f', 2), expected);
    QVERIFY(std::abs(json.at("switch_s").get<double>() - 2 * bytes / 20e9) < 1e-12);
}

void EvaluateTest::cacheIsExact_data() {
    QTest::addColumn<std::string>("context");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("100K") << std::string("context=100K") << qint64{24'576'000'000};
    QTest::newRow("50K") << std::string("context=50K") << qint64{12'288'000'000};
    QTest::newRow("4K") << std::string("context=4K") << qint64{983'040'000};
}

void EvaluateTest::cacheIsExact() {
    QFETCH(std::string, context);
    QFETCH(qint64, bytes);
    const Json json = numbersOf({"--set", context});
    QVERIFY(json.at("kv_bytes_per_user").is_number_integer());
    QCOMPARE(json.at("kv_bytes_per_user").get<qint64>(), bytes);
    if (context == "context=50K") // what llama.cpp reports for this model
        QCOMPARE(json.at("kv_bytes_per_user").get<double>() / 1048576.0, 11718.75);
}

void EvaluateTest::keysInOrder() {
    std::vector<std::string> expected{"format", "version"};
    for (const Metric& metric : metrics()) {
        expected.emplace_back(metric.key);
        if (metric.key == "prefill_s") expected.emplace_back("prefill_bound");
        if (metric.key == "decode_s_per_token") expected.emplace_back("decode_bound");
    }
    expected.insert(expected.end(), {"fits", "advice", "scenario"});
    const Json json = Json::parse(evaluated({}).out);
    std::vector<std::string> keys;
    for (const auto& item : json.items()) keys.push_back(item.key());
    QCOMPARE(keys, expected);
    QCOMPARE(json.at("format").get<std::string>(), std::string("longpeak-estimate"));
    QCOMPARE(json.at("version").get<int>(), 1);
    QCOMPARE(json.at("prefill_bound").get<std::string>(), std::string("compute"));
    QCOMPARE(json.at("decode_bound").get<std::string>(), std::string("memory_bandwidth"));
}

/// The keys that scripts may rely on.
void EvaluateTest::contractKeys() {
    const Json json = Json::parse(evaluated({}).out);
    for (const char* key : {"weights_bytes",
                            "kv_bytes_per_token",
                            "kv_bytes_per_user",
                            "activation_bytes",
                            "hbm_bytes",
                            "hbm_used_bytes",
                            "ceiling_users",
                            "ceiling_users_exact",
                            "host_ceiling_users",
                            "max_context_tokens",
                            "prefill_flop",
                            "prefill_s",
                            "decode_bytes",
                            "decode_flop",
                            "decode_s_per_token",
                            "answer_s",
                            "switch_s",
                            "recompute_s",
                            "ridge_flop_per_byte",
                            "session_gpu_s",
                            "sessions_per_hour_bound",
                            "dollars_per_session",
                            "dollars_per_million_tokens",
                            "model_parameters",
                            "model_active_parameters"})
        QVERIFY2(json.contains(key) && json.at(key).is_number(), key);
    QVERIFY(json.at("fits").is_boolean());
    QVERIFY(json.at("advice").is_string());
    QVERIFY(json.at("scenario").is_object());
}

void EvaluateTest::numbersArePlain() {
    const std::string out = evaluated({}).out;
    QVERIFY(out.find("\"weights_bytes\": 68000000000,\n") != std::string::npos);
    QVERIFY(out.find("\"ceiling_users\": 1,\n") != std::string::npos);
    QVERIFY(out.find("\"fits\": true,\n") != std::string::npos);
    QVERIFY(out.find("\"advice\": \"\",\n") != std::string::npos);
    QVERIFY(out.find(".0,") == std::string::npos);
    // Without a price there is no cost; it is null and not a word that JSON does not know.
    const Ran none = evaluated({"--set", "accelerator=v100-sxm2-32g", "--set", "gpus=4"});
    QCOMPARE(none.status, 0);
    QVERIFY(Json::parse(none.out).at("dollars_per_session").is_null());
}

void EvaluateTest::outputIsAnInput() {
    const std::vector<std::string> settings{
        "--set",   "context=123456", "--set",        "gpus=2", "--set",
        "users=7", "--set",          "dtype.kv=fp8", "--set",  "link.bandwidth=25e9"};
    const Ran first = evaluated(settings);
    QTemporaryDir folder;
    const std::string path = folder.filePath("estimate.json").toStdString();
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(first.out.data(), static_cast<qint64>(first.out.size()));
    file.close();
    const Ran second = evaluated({path});
    QCOMPARE(second.status, 0);
    QCOMPARE(second.out, first.out);
    QCOMPARE(Json::parse(second.out).at("scenario").at("context").get<double>(), 123456.0);
}

void EvaluateTest::shippedNameIsTheFile() {
    QCOMPARE(evaluated({}).out, evaluated({"paper-34b-50k"}).out);
    QVERIFY(numbersOf({"paper-34b-4k"}) != numbersOf({"paper-34b-50k"}));
    QCOMPARE(numbersOf({"paper-34b-4k"}), numbersOf({"paper-34b-50k", "--set", "context=4000"}));
    // The scenario may stand on either side of the settings, which take one value each.
    QCOMPARE(evaluated({"--set", "context=8K", "paper-34b-4k"}).out,
             evaluated({"paper-34b-4k", "--set", "context=8K"}).out);
    QCOMPARE(evaluated({"--set=context=8K", "paper-34b-4k"}).out,
             evaluated({"paper-34b-4k", "--set", "context=8K"}).out);
}

void EvaluateTest::presetsAreSetFirst_data() {
    QTest::addColumn<std::string>("preset");
    QTest::addColumn<std::string>("override_");
    QTest::addColumn<std::string>("key");
    QTest::addColumn<double>("value");
    QTest::newRow("accelerator") << std::string("accelerator=h100-sxm") << std::string("accelerator.memory=123e9")
                                 << std::string("hbm_bytes") << 123e9;
    QTest::newRow("model") << std::string("model=llama-3-8b") << std::string("model.parameters=9e9")
                           << std::string("model_parameters") << 9e9;
}

void EvaluateTest::presetsAreSetFirst() {
    QFETCH(std::string, preset);
    QFETCH(std::string, override_);
    QFETCH(std::string, key);
    QFETCH(double, value);
    const Ran before = evaluated({"--set", preset, "--set", override_});
    const Ran after = evaluated({"--set", override_, "--set", preset});
    QCOMPARE(before.status, 0);
    QCOMPARE(after.out, before.out);
    QCOMPARE(Json::parse(after.out).at(key).get<double>(), value);
    // The preset really was chosen, and the override really makes a difference.
    QVERIFY(evaluated({"--set", override_}).out != after.out);
    QVERIFY(evaluated({"--set", preset}).out != after.out);
}

void EvaluateTest::presetFilesAndTheirScenario() {
    const std::string model = "model=" LONGPEAK_TEST_DATA "/tiny-model.json";
    const std::string accelerator = "accelerator=" LONGPEAK_TEST_DATA "/tiny-accelerator.json";
    const Ran custom = evaluated({"--set", model, "--set", accelerator});
    QCOMPARE(custom.err, std::string());
    QCOMPARE(custom.status, 0);
    const Json json = Json::parse(custom.out);
    // 2 layers × 2 KV heads × 64 wide × keys and values × 2 bytes
    QCOMPARE(json.at("kv_bytes_per_token").get<double>(), 2.0 * 2 * 64 * 2 * 2);
    QCOMPARE(json.at("hbm_bytes").get<double>(), 24e9);
    // What no catalogue knows is written whole.
    QCOMPARE(json.at("scenario").at("model").at("custom").at("hidden").dump(), std::string("256"));
    QTemporaryDir folder;
    QFile file(folder.filePath("custom.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(custom.out.data(), static_cast<qint64>(custom.out.size()));
    file.close();
    QCOMPARE(evaluated({file.fileName().toStdString()}).out, custom.out);
}

void EvaluateTest::valuesCarryUnits_data() {
    QTest::addColumn<std::string>("withUnit");
    QTest::addColumn<std::string>("plain");
    QTest::newRow("tokens") << std::string("context=128K") << std::string("context=128000");
    QTest::newRow("GB") << std::string("accelerator.memory=40GB") << std::string("accelerator.memory=40000000000");
    QTest::newRow("GiB") << std::string("accelerator.memory=64 GiB") << std::string("accelerator.memory=68719476736");
    QTest::newRow("TFLOP/s") << std::string("accelerator.flops=312 TFLOP/s") << std::string("accelerator.flops=312e12");
    QTest::newRow("minutes") << std::string("session.think=2 min") << std::string("session.think=120");
    QTest::newRow("percent") << std::string("efficiency.decode=50 %") << std::string("efficiency.decode=0.5");
    QTest::newRow("dollars") << std::string("price.gpu_hour=$3.5") << std::string("price.gpu_hour=3.5");
}

void EvaluateTest::valuesCarryUnits() {
    QFETCH(std::string, withUnit);
    QFETCH(std::string, plain);
    const Ran unit = evaluated({"--set", withUnit});
    QCOMPARE(unit.err, std::string());
    QCOMPARE(unit.out, evaluated({"--set", plain}).out);
    QVERIFY(unit.out != evaluated({}).out);
}

/// A model with fewer layers than share one cache says so.
void EvaluateTest::anotherModelTakesARatioDown() {
    const QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("shared.json")).toStdString();
    const Ran before = evaluated({"--set", "compression.layer=60"});
    QVERIFY2(before.err.empty() && !Json::parse(before.out).contains("notes"), before.err.c_str());
    std::ofstream(file) << before.out;
    const Ran after = evaluated({file, "--set", "model=llama-3.1-8b"});
    QCOMPARE(Json::parse(after.out)["scenario"]["compression"]["layer"].get<double>(), 32.0);
    const std::string note = "compression.layer is 32× and no longer 60×: no more layers than 32 keep a cache";
    QCOMPARE(after.err, "longpeak: --set: " + note + "\n");
    QCOMPARE(Json::parse(after.out)["notes"], Json::array({note}));
    // What is asked for needs no note, and what has one can be read again.
    QVERIFY(evaluated({file, "--set", "compression.layer=4"}).err.empty());
    std::ofstream(file) << after.out;
    QVERIFY(evaluated({file}).err.empty());
}

void EvaluateTest::lastSettingWins() {
    QCOMPARE(evaluated({"--set", "context=8K", "--set", "context=16K"}).out, evaluated({"--set", "context=16K"}).out);
}

void EvaluateTest::autoClearsAnOverride() {
    // The shipped scenario sets P to the paper's 34e9; "auto" counts the model again.
    const Json json = numbersOf({"--set", "model.parameters=auto"});
    QCOMPARE(json.at("model_parameters").get<qint64>(), qint64{34'388'917'248});
}

void EvaluateTest::infeasible() {
    const Ran user = evaluated({"--set", "context=1M"});
    QCOMPARE(user.status, 3);
    QCOMPARE(user.err, std::string());
    Json json = Json::parse(user.out);
    QCOMPARE(json.at("fits").get<bool>(), false);
    QCOMPARE(json.at("ceiling_users").get<int>(), 0);
    QCOMPARE(json.at("sessions_per_hour_bound").get<double>(), 0.0);
    QVERIFY(json.at("advice").get<std::string>().starts_with("Not one user fits at 1M"));
    QVERIFY(json.at("advice").get<std::string>().find("4 GPUs") != std::string::npos);

    const Ran weights = evaluated({"--set", "model.parameters=70e9"});
    QCOMPARE(weights.status, 3);
    json = Json::parse(weights.out);
    QVERIFY(json.at("ceiling_users_exact").get<double>() < 0);
    QVERIFY(json.at("advice").get<std::string>().starts_with("The weights do not fit"));
    // What the advice says holds.
    QCOMPARE(evaluated({"--set", "context=1M", "--set", "gpus=4"}).status, 0);
    QCOMPARE(evaluated({"--set", "context=1M", "--set", "gpus=3"}).status, 3);
}

void EvaluateTest::overflowIsAdviceNotFailure() {
    const Ran full = evaluated({"--set", "users=100"});
    QCOMPARE(full.status, 0);
    QVERIFY(Json::parse(full.out).at("advice").get<std::string>().find("host DDR") != std::string::npos);
}

void EvaluateTest::tableForPeople() {
    const Ran table = ran({"evaluate"});
    QCOMPARE(table.status, 0);
    QCOMPARE(table.err, std::string());
    const auto lines = linesOf(table.out);
    QCOMPARE(lines.front(), std::string("The paper's example: 34B at 50K"));
    // Every metric once, with its value for people and its exact one.
    std::size_t keyColumn = 0;
    for (const Metric& metric : metrics()) {
        const std::string key(metric.key);
        const auto line = std::ranges::find_if(lines, [&](const std::string& l) { return l.ends_with("  " + key); });
        QVERIFY2(line != lines.end(), key.c_str());
        const QString text = QString::fromStdString(*line);
        const auto column = static_cast<std::size_t>(text.size()) - key.size();
        if (keyColumn == 0) keyColumn = column;
        QCOMPARE(column, keyColumn);
        QVERIFY2(text.trimmed().startsWith(QString::fromUtf8(metric.label.text)), key.c_str());
    }
    const auto cache = std::ranges::find_if(lines, [](const auto& l) { return l.ends_with("  kv_bytes_per_user"); });
    QVERIFY(cache->find("12.3 GB") != std::string::npos);
    QVERIFY(cache->find(" 12288000000  B ") != std::string::npos);
    const auto bound = std::ranges::find_if(lines, [](const auto& l) { return l.ends_with("  decode_bound"); });
    QVERIFY(bound->find("HBM bandwidth") != std::string::npos);
    for (const char* part : {"Memory", "Prefill", "Decode", "Context switch", "Roofline", "Sessions", "Cost", "Model"})
        QVERIFY2(std::ranges::count(lines, std::string(part)) == 1, part);
    QCOMPARE(lines.back(), std::string("The weights and at least one user fit in HBM."));
}

void EvaluateTest::tableOfTheInfeasible() {
    const Ran table = ran({"evaluate", "--set", "context=1M"});
    QCOMPARE(table.status, 3);
    const auto lines = linesOf(table.out);
    QVERIFY(lines.back().starts_with("Not one user fits at 1M"));
    QVERIFY(table.out.find("at least one user fit in HBM") == std::string::npos);
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::EvaluateTest)
#include "evaluate_test.moc"
