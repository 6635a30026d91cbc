// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ran.h"
#include "registry.h"

#include <nlohmann/json.hpp>

#include <QtTest>

// `longpeak sweep` within the process.

namespace longpeak::test {

using Json = nlohmann::ordered_json;
using Strings = std::vector<std::string>;

namespace {

Ran swept(const std::string& over, Strings more = {}) {
    Strings words{"sweep", "--over", over};
    words.insert(words.end(), more.begin(), more.end());
    return ran(words);
}

double evaluated(const std::string& setting, const std::string& key) {
    return Json::parse(ran({"evaluate", "--json", "--set", setting}).out).at(key).get<double>();
}

} // namespace

class SweepTest : public QObject {
    Q_OBJECT

private slots:
    void csv();
    void json();
    void table();
    void pointsAreTheEvaluations();
    void chosenMetrics();
    void scenarioAndSettings();
    void infeasibleAtSome();
    void infeasibleAtAll();
    void noValueIsEmptyOrNull();
    void manyPoints();
};

void SweepTest::csv() {
    const Ran csv = swept("context=4K:1M:3", {"--csv"});
    QCOMPARE(csv.status, 0);
    QCOMPARE(csv.err, std::string());
    const auto lines = linesOf(csv.out);
    QCOMPARE(lines.size(), std::size_t{4});
    QCOMPARE(lines[0], std::string("context (tokens),ceiling_users_exact (users),prefill_s (s),decode_s_per_token "
                                   "(s/token),switch_s (s),sessions_per_hour_bound (sessions/h)"));
    QVERIFY(lines[1].starts_with("4000,18.20815625,"));
    QVERIFY(lines[2].starts_with("502000,"));
    QVERIFY(lines[3].starts_with("1000000,"));
    for (const std::string& line : lines) QCOMPARE(std::ranges::count(line, ','), 5);
}

void SweepTest::json() {
    const Ran printed = swept("context=1K:100K:3:log", {"--json", "--metric", "prefill_s", "--metric", "switch_s"});
    QCOMPARE(printed.status, 0);
    const Json json = Json::parse(printed.out);
    QCOMPARE(json.at("parameter").get<std::string>(), std::string("context"));
    QCOMPARE(json.at("unit").get<std::string>(), std::string("tokens"));
    QCOMPARE(json.at("metrics").dump(),
             std::string(R"([{"key":"prefill_s","unit":"s"},{"key":"switch_s","unit":"s"}])"));
    QCOMPARE(json.at("feasible_points").get<int>(), 2);
    QCOMPARE(json.at("points").size(), std::size_t{3});
    QCOMPARE(json.at("points")[1].at("context").get<int>(), 10'000);
    QCOMPARE(json.at("points")[2].at("switch_s").get<double>(), 2.4576);
    QCOMPARE(json.at("points")[0].size(), std::size_t{3});
}

void SweepTest::table() {
    const Ran table = swept("context=4K:40K:2");
    QCOMPARE(table.status, 0);
    const auto lines = linesOf(table.out);
    QCOMPARE(lines.size(), std::size_t{3});
    QVERIFY(lines[0].starts_with("Context length"));
    for (const char* label : {"Prefill", "Context switch", "Throughput bound"})
        QVERIFY2(lines[0].find(label) != std::string::npos, label);
    QVERIFY(lines[1].starts_with("            4K "));
    QVERIFY(lines[1].find("892 ms") != std::string::npos);
    // Right-aligned columns end where their heading ends.
    const auto width = [](const std::string& line) { return QString::fromStdString(line).size(); };
    QCOMPARE(width(lines[1]), width(lines[0]));
    QCOMPARE(width(lines[2]), width(lines[0]));
}

void SweepTest::pointsAreTheEvaluations() {
    const Json json = Json::parse(swept("session.answer=100:500:5", {"--json", "--metric", "session_gpu_s"}).out);
    QCOMPARE(json.at("points").size(), std::size_t{5});
    for (const Json& point : json.at("points")) {
        const std::string setting = "session.answer=" + point.at("session.answer").dump();
        QCOMPARE(point.at("session_gpu_s").get<double>(), evaluated(setting, "session_gpu_s"));
    }
    QVERIFY(json.at("points")[0].at("session_gpu_s") != json.at("points")[4].at("session_gpu_s"));
}

void SweepTest::chosenMetrics() {
    // In the order asked for; one asked for twice is there once.
    const Ran csv = swept("gpus=1:4:4",
                          {"--csv", "--metric", "switch_s", "--metric", "hbm_bytes", "--metric", "switch_s"});
    QCOMPARE(linesOf(csv.out)[0], std::string("gpus (GPUs),switch_s (s),hbm_bytes (B)"));
    QCOMPARE(linesOf(csv.out)[2], std::string("2,0.6144,171798691840"));
}

void SweepTest::scenarioAndSettings() {
    const std::string over = "users=1:10:4";
    const Ran four = swept(over, {"--csv", "paper-34b-4k"});
    QVERIFY(four.out != swept(over, {"--csv"}).out);
    QCOMPARE(four.out, swept(over, {"--csv", "--set", "context=4K"}).out);
    // The range wins over a setting of the same parameter.
    QCOMPARE(swept(over, {"--csv", "--set", "users=99"}).out, swept(over, {"--csv"}).out);
}

void SweepTest::infeasibleAtSome() {
    const Ran some = swept("context=4K:1M:3");
    QCOMPARE(some.status, 0);
    QCOMPARE(some.err, std::string());
    QVERIFY(some.out.ends_with("\nInfeasible at 2 of 3 points: the weights or not one user fit in HBM.\n"));
}

void SweepTest::infeasibleAtAll() {
    const Ran none = swept("context=1M:2M:3", {"--csv"});
    QCOMPARE(none.status, 3);
    QCOMPARE(linesOf(none.out).size(), std::size_t{4}); // the result all the same
    QCOMPARE(none.err,
             std::string("longpeak: --over context=1M:2M:3: /context: infeasible at every point: not one user "
                         "fits\n"));
    QCOMPARE(swept("context=1M:2M:3").status, 3);
    QCOMPARE(Json::parse(swept("context=1M:2M:3", {"--json"}).out).at("feasible_points").get<int>(), 0);
}

void SweepTest::noValueIsEmptyOrNull() {
    const Strings cost{"--metric", "dollars_per_session", "--metric", "prefill_s"};
    Strings csv = cost;
    csv.emplace_back("--csv");
    const auto lines = linesOf(swept("context=40K:1M:2", csv).out);
    QVERIFY(lines[1].find(",,") == std::string::npos);
    QVERIFY(lines[2].starts_with("1000000,,"));
    Strings json = cost;
    json.emplace_back("--json");
    const Json parsed = Json::parse(swept("context=40K:1M:2", json).out);
    QVERIFY(parsed.at("points")[0].at("dollars_per_session").is_number());
    QVERIFY(parsed.at("points")[1].at("dollars_per_session").is_null());
}

void SweepTest::manyPoints() {
    const Ran many = swept("context=1K:10M:20000", {"--csv", "--metric", "prefill_s"});
    const auto lines = linesOf(many.out);
    QCOMPARE(lines.size(), std::size_t{20'001});
    // Prefill grows with the context at every point.
    double last = 0;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const double value = QString::fromStdString(lines[i].substr(lines[i].find(',') + 1)).toDouble();
        QVERIFY(value > last);
        last = value;
    }
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::SweepTest)
#include "sweep_test.moc"
