// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ran.h"
#include "registry.h"

#include <nlohmann/json.hpp>

#include <QtTest>

// `longpeak map` within the process.

namespace longpeak::test {

using Json = nlohmann::ordered_json;
using Strings = std::vector<std::string>;

namespace {

Ran mapped(const Strings& more) {
    Strings words{"map",      "--over",  "context=4K:1M:4:log", "--over", "compression.token=1:64:3:log",
                  "--metric", "switch_s"};
    words.insert(words.end(), more.begin(), more.end());
    return ran(words);
}

} // namespace

class MapTest : public QObject {
    Q_OBJECT

private slots:
    void csv();
    void json();
    void table();
    void defaultCounts();
    void infeasibleAtAll();
    void wrongWords_data();
    void wrongWords();
};

void MapTest::csv() {
    const Ran run = mapped({"--csv"});
    QCOMPARE(run.status, 0);
    const auto lines = linesOf(run.out);
    QCOMPARE(lines.size(), std::size_t{13});
    QCOMPARE(lines[0], std::string("context (tokens),compression.token (×),switch_s (s),fits,bound"));
    QCOMPARE(lines[1], std::string("4000,1,0.098304,yes,memory"));
    QVERIFY(lines[4].starts_with("1000000,1,24.576,no"));
    QVERIFY(lines[12].starts_with("1000000,64,0.384,yes"));
}

void MapTest::json() {
    const Ran run = mapped({"--json"});
    const Json json = Json::parse(run.out);
    QCOMPARE(json.at("format").get<std::string>(), std::string("longpeak-map"));
    QCOMPARE(json.at("x").at("parameter").get<std::string>(), std::string("context"));
    QCOMPARE(json.at("x").at("points").size(), std::size_t{4});
    QVERIFY(json.at("y").at("logarithmic").get<bool>());
    QCOMPARE(json.at("values").size(), std::size_t{3});
    QCOMPARE(json.at("values")[2][3].get<double>(), 0.384);
    QCOMPARE(json.at("fits")[0][3].get<bool>(), false);
    QVERIFY(!json.at("contours").empty());
    for (const Json& line : json.at("contours")) {
        QVERIFY(line.at("level").get<double>() > 0 && line.at("points").size() >= 2);
        QCOMPARE(line.at("points")[0].size(), std::size_t{2});
    }
    QVERIFY(!json.at("fit_frontier").empty());
    QVERIFY(json.at("bound_frontier").is_array());
    QCOMPARE(json.at("scenario").at("model").at("preset").get<std::string>(), std::string("yi-34b-200k"));
}

void MapTest::table() {
    const Ran run = mapped({});
    QCOMPARE(run.status, 0);
    QVERIFY(run.out.find("(24.6 s)") != std::string::npos); // does not fit
    QVERIFY(run.out.find("98.3 ms") != std::string::npos);
    QVERIFY(run.out.find("not one user fits, at ") != std::string::npos);
}

void MapTest::defaultCounts() {
    const Strings words{"map", "--over", "context", "--over", "users=1:100", "--metric", "ceiling_users_exact"};
    QVERIFY(linesOf(ran(words).out).size() < 20);
    Strings csv = words;
    csv.emplace_back("--csv");
    const auto lines = linesOf(ran(csv).out);
    QVERIFY(lines.size() > 2000 && lines.size() <= 65 * 65 + 1); // users are whole: repeats are left out
}

void MapTest::infeasibleAtAll() {
    const Ran run = ran(
        {"map", "--over", "context=1M:2M:2", "--over", "users=1:2:2", "--metric", "prefill_s", "--csv"});
    QCOMPARE(run.status, 3);
    QCOMPARE(linesOf(run.out).size(), std::size_t{5});
    QVERIFY(run.err.find("infeasible at every point") != std::string::npos);
}

void MapTest::wrongWords_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("err");
    QTest::newRow("one axis") << QStringList{"--over", "context", "--metric", "prefill_s"}
                              << "longpeak: map: /: needs --over twice: the parameter across, and the one down\n";
    QTest::newRow("no metric") << QStringList{"--over", "context", "--over", "users"}
                               << "longpeak: map: /: needs --metric KEY\n";
    QTest::newRow("twice the same") << QStringList{"--over",        "context",  "--over",
                                                   "context=1K:2K", "--metric", "prefill_s"}
                                    << "longpeak: --over context=1K:2K: /: is the parameter that goes across already\n";
    QTest::newRow("unknown") << QStringList{"--over", "contxt", "--over", "users", "--metric", "prefill_s"}
                             << "longpeak: --over contxt: /: there is no parameter 'contxt'; did you mean 'context'?\n";
    QTest::newRow("too many") << QStringList{"--over",   "context=1K:10M:10000", "--over", "gpus=1:64:2000", "--metric",
                                             "prefill_s"}
                              << "longpeak: --over gpus=1:64:2000: /: makes more than 10000000 points in all\n";
    QTest::newRow("both formats") << QStringList{"--over",   "context",   "--over", "users",
                                                 "--metric", "prefill_s", "--csv",  "--json"}
                                  << "longpeak: map: /: takes --csv or --json, not both\n";
}

void MapTest::wrongWords() {
    QFETCH(QStringList, words);
    QFETCH(QString, err);
    Strings given{"map"};
    for (const QString& word : words) given.push_back(word.toStdString());
    const Ran run = ran(given);
    QCOMPARE(run.status, 2);
    QCOMPARE(QString::fromStdString(run.err), err);
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::MapTest)
#include "map_test.moc"
