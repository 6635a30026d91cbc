// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ran.h"
#include "registry.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>
#include <fstream>

namespace longpeak::test {

using Json = nlohmann::ordered_json;

class CompareTest : public QObject {
    Q_OBJECT

private slots:
    void valuesOfEach();
    void tableShowsDifferences();
    void csvHasAllNumbers();
    void isAScenario();
    void wrongWords_data();
    void wrongWords();
    void figuresBeside();
};

/// The cache is proportional to the context, the switch too; two GPUs halve the switch.
void CompareTest::valuesOfEach() {
    const Ran run = ran({"compare", "--beside", "context=200K", "--beside", "context=200K,gpus=2", "--json"});
    QCOMPARE(run.status, 0);
    const Json json = Json::parse(run.out);
    QCOMPARE(json.at("names"), Json({"Yi-34B-200K at 50K", "200K", "2 GPUs · 200K"}));
    const auto of = [&](const char* key) {
        const Json& all = json.at("metrics");
        return *std::ranges::find_if(all, [&](const Json& row) { return row.at("metric") == key; });
    };
    QCOMPARE(of("kv_bytes_per_user").at("values"), Json({12288000000, 49152000000, 49152000000}));
    QCOMPARE(of("kv_bytes_per_user").at("best"), Json({0}));
    QCOMPARE(of("hbm_bytes").at("best"), Json({2}));
    const Json switching = of("switch_s").at("values");
    QVERIFY(std::abs(switching[1].get<double>() / switching[0].get<double>() - 4) < 1e-12);
    QVERIFY(std::abs(switching[2].get<double>() / switching[0].get<double>() - 2) < 1e-12);
    QCOMPARE(json.at("differing_parameters"), Json({"gpus", "context"}));
}

void CompareTest::tableShowsDifferences() {
    const Ran run = ran({"compare", "--beside", "gpus=2"});
    QVERIFY2(run.out.find("Context length") == std::string::npos, run.out.c_str());
    QVERIFY2(run.out.find("(0.5×)") != std::string::npos, run.out.c_str());
    const Ran all = ran({"compare", "--beside", "gpus=2", "--all"});
    QVERIFY(all.out.find("Context length") != std::string::npos);
    QVERIFY(ran({"compare", "--beside", "context=50K"}).out.find("the same") != std::string::npos);
}

void CompareTest::csvHasAllNumbers() {
    const auto lines = linesOf(ran({"compare", "--beside", "compression.method=fp8-kv,users=4", "--csv"}).out);
    QCOMPARE(lines.front(), std::string("kind,quantity,unit,Yi-34B-200K at 50K,fp8-kv · 4 users"));
    QVERIFY(std::ranges::find(lines, "number,kv_bytes_per_user,B,12288000000,6144000000") != lines.end());
    QVERIFY(std::ranges::find(lines, "parameter,users,users,3,4") != lines.end());
}

void CompareTest::isAScenario() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("compared.json")).toStdString();
    std::ofstream(path) << ran({"compare", "--set", "gpus=4", "--beside", "gpus=2", "--json"}).out;
    QCOMPARE(Json::parse(ran({"evaluate", path, "--json"}).out).at("scenario").at("gpus").get<int>(), 4);
}

void CompareTest::wrongWords_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing beside") << QStringList{} << QStringLiteral("needs --beside");
    QTest::newRow("unknown") << QStringList{QStringLiteral("--beside"), QStringLiteral("gpu=2")}
                             << QStringLiteral("did you mean 'gpus'?");
    QTest::newRow("range") << QStringList{QStringLiteral("--beside"), QStringLiteral("context=200K,gpus=200")}
                           << QStringLiteral("gpus");
    QTest::newRow("no such file") << QStringList{QStringLiteral("--beside"), QStringLiteral("nothing.json")}
                                  << QStringLiteral("nothing.json");
    QStringList seven;
    for (int i = 0; i < 7; ++i) seven << QStringLiteral("--beside") << QStringLiteral("gpus=2");
    QTest::newRow("seven") << seven << QStringLiteral("up to 6 times");
}

void CompareTest::wrongWords() {
    QFETCH(QStringList, words);
    QFETCH(QString, says);
    std::vector<std::string> all{"compare"};
    for (const QString& word : words) all.push_back(word.toStdString());
    const Ran run = ran(all);
    QCOMPARE(run.status, 2);
    QCOMPARE(run.out, std::string());
    QVERIFY2(QString::fromStdString(run.err).contains(says), run.err.c_str());
}

void CompareTest::figuresBeside() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("f.csv")).toStdString();
    QCOMPARE(ran({"figure", "ceiling", "--beside", "gpus=2", "--together", "-o", path}).status, 0);
    const Ran bars = ran({"figure", "breakdown", "--beside", "gpus=2", "--together", "-o", path});
    QCOMPARE(bars.status, 2);
    QVERIFY2(bars.err.find("--together: /: the figure 'breakdown' has no curves that could lie over each other") !=
                 std::string::npos,
             bars.err.c_str());
    QCOMPARE(ran({"figure", "ceiling", "--together", "-o", path}).status, 2);
    QCOMPARE(ran({"figure", "ceiling", "--beside", "gpus=2", "-o", path}).status, 0);
    std::ifstream file(path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::string alone = folder.filePath(QStringLiteral("g.csv")).toStdString();
    QCOMPARE(ran({"figure", "ceiling", "--set", "gpus=2", "-o", alone}).status, 0);
    std::ifstream other(alone);
    const std::string second{std::istreambuf_iterator<char>(other), {}};
    QVERIFY(text.ends_with("\n\n" + second)); // the second table is that of two GPUs
    const Ran refused = ran({"figure", "lanes", "--beside", "gpus=2", "-o", path});
    QCOMPARE(refused.status, 2);
    QVERIFY2(refused.err.find("cannot stand beside itself") != std::string::npos, refused.err.c_str());
    std::vector<std::string> words{"figure", "overview-page", "-o", path};
    for (int i = 0; i < 6; ++i) words.insert(words.end(), {"--beside", "gpus=2"});
    const Ran many = ran(words);
    QCOMPARE(many.status, 2);
    QVERIFY2(many.err.find("more than 26 figures") != std::string::npos, many.err.c_str());
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::CompareTest)

#include "compare_test.moc"
