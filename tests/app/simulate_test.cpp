// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ran.h"
#include "core/near.h"
#include "core/samples.h"
#include "cost/estimate.h"
#include "quantity/format.h"
#include "registry.h"
#include "session/simulation.h"

#include <nlohmann/json.hpp>

#include <QtTest>

// `longpeak simulate` within the process.

namespace longpeak::test {

using Json = nlohmann::ordered_json;
using Strings = std::vector<std::string>;

namespace {

Ran simulated(Strings more = {}) {
    more.insert(more.begin(), "simulate");
    return ran(more);
}

Json numbersOf(Strings more = {}) {
    more.emplace_back("--json");
    return Json::parse(simulated(more).out);
}

std::string textOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// As printed; null where there is none.
double number(const Json& json) {
    return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}

bool same(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

bool same(const Json& json, const Distribution& times) {
    return json.size() == 4 && same(number(json.at("p50")), times.percentile(0.50)) &&
           same(number(json.at("p95")), times.percentile(0.95)) &&
           same(number(json.at("p99")), times.percentile(0.99)) && same(number(json.at("mean")), times.mean);
}

} // namespace

class SimulateTest : public QObject {
    Q_OBJECT

private slots:
    void keysInOrder();
    void numbersAreTheSimulations_data();
    void numbersAreTheSimulations();
    void aLoneUserByHand();
    void eventsByHand();
    void nothingEndedIsNull();
    void bounds();
    void csv();
    void table();
    void traceIsTheEvents();
    void traceBesideOthers();
    void traceThatCannotBeWritten();
    void hours();
    void infeasible();
    void infeasibleAtTheEndOfASession();
    void outputIsAnInput();
    void longOutputIsAnInput();
    void sameOnEveryRun();
};

void SimulateTest::keysInOrder() {
    const Json json = numbersOf();
    std::vector<std::string> keys;
    for (const auto& item : json.items()) keys.push_back(item.key());
    const std::vector<std::string> expected{"format",
                                            "version",
                                            "horizon_s",
                                            "users",
                                            "feasible",
                                            "reason",
                                            "sessions_per_hour",
                                            "bound_sessions_per_hour",
                                            "sessions",
                                            "requests",
                                            "mean_users",
                                            "ttft_s",
                                            "tpot_s",
                                            "wait_s",
                                            "switches",
                                            "drops",
                                            "switched_out_bytes",
                                            "switched_in_bytes",
                                            "dropped_bytes",
                                            "gpu_busy_fraction",
                                            "link_busy_fraction",
                                            "hbm_peak_bytes",
                                            "host_peak_bytes",
                                            "note",
                                            "scenario",
                                            "events"};
    QCOMPARE(keys, expected);
    QCOMPARE(json.at("format").get<std::string>(), std::string("longpeak-simulation"));
    QCOMPARE(json.at("version").get<int>(), 1);
    for (const char* key : {"ttft_s", "tpot_s", "wait_s"}) {
        keys.clear();
        for (const auto& item : json.at(key).items()) keys.push_back(item.key());
        QCOMPARE(keys, (std::vector<std::string>{"p50", "p95", "p99", "mean"}));
    }
    keys.clear();
    for (const auto& item : json.at("events")[0].items()) keys.push_back(item.key());
    QCOMPARE(keys, (std::vector<std::string>{"user", "phase", "start_s", "end_s", "round", "session"}));
}

void SimulateTest::numbersAreTheSimulations_data() {
    QTest::addColumn<Strings>("settings");
    QTest::newRow("shipped") << Strings{};
    QTest::newRow("crowded") << Strings{"--set", "users=20", "--set", "session.think=7.5"};
    QTest::newRow("dropping") << Strings{"--set", "users=10", "--set", "host.memory=30GB"};
    QTest::newRow("together") << Strings{"--set", "users=40", "--set", "batch=8",
                                         "--set", "gpus=2",   "--set", "cost_model=operators"};
}

void SimulateTest::numbersAreTheSimulations() {
    QFETCH(Strings, settings);
    const Json json = numbersOf(settings);
    // The scenario of the output, so that the settings need not be made twice.
    const Scenario s = *readScenario(json.dump(), "output", shipped());
    const Simulation run = simulate(s);
    QVERIFY(run.requests > 0);
    QCOMPARE(json.at("horizon_s").get<int>(), 3600);
    QCOMPARE(json.at("users").get<int>(), run.users);
    QCOMPARE(json.at("feasible").get<bool>(), true);
    QCOMPARE(json.at("reason").get<std::string>() + json.at("note").get<std::string>(), std::string());
    const std::vector<std::pair<const char*, double>> numbers{
        {"sessions_per_hour", run.throughput.si() * 3600},
        {"bound_sessions_per_hour", evaluate(s).throughput.bound.si() * 3600},
        {"sessions", run.sessions},
        {"requests", run.requests},
        {"mean_users", run.meanUsers},
        {"switches", run.switches},
        {"drops", run.drops},
        {"switched_out_bytes", run.switchedOut.si()},
        {"switched_in_bytes", run.switchedIn.si()},
        {"dropped_bytes", run.dropped.si()},
        {"gpu_busy_fraction", run.gpuBusy},
        {"link_busy_fraction", run.linkBusy},
        {"hbm_peak_bytes", run.hbmPeak.si()},
        {"host_peak_bytes", run.hostPeak.si()}};
    for (const auto& [key, value] : numbers) QVERIFY2(json.at(key).get<double>() == value, key);
    QVERIFY(same(json.at("ttft_s"), run.firstToken));
    QVERIFY(same(json.at("tpot_s"), run.perToken));
    QVERIFY(same(json.at("wait_s"), run.wait));
    QCOMPARE(json.at("events").size(), run.phases.size());
    for (std::size_t i = 0; i < run.phases.size(); ++i) {
        const UserPhase& phase = run.phases[i];
        const Json expected{{"user", phase.user + 1},      {"phase", nameOf(phase.activity)},
                            {"start_s", phase.start.si()}, {"end_s", phase.end.si()},
                            {"round", phase.round},        {"session", phase.session}};
        QCOMPARE(json.at("events")[i], expected);
    }
}

void SimulateTest::aLoneUserByHand() {
    // Yi-34B on one A100: prefill (2·P·n + A·L·n²) / C, the k-th token (P·2 + 245 760·m) / B.
    const double attention = 6656.0 * 60;
    const auto token = [](double cached) { return (68e9 + 245760 * cached) / 2.039e12; };
    const double first = (2 * 34e9 * 50000 + attention * 2500e6) / 312e12 + token(50000);
    double session = 4 * 60.0;
    double cached = 0;
    for (int round = 0; round < 5; ++round) {
        const double context = cached + (round == 0 ? 50000 : 100);
        session += (2 * 34e9 * (context - cached) + attention * (context * context - cached * cached)) / 312e12;
        for (int k = 0; k < 250; ++k) session += token(context + k);
        cached = context + 250;
    }
    const Json json = numbersOf({"--set", "users=1", "--hours", "2"});
    QCOMPARE(json.at("horizon_s").get<int>(), 7200);
    QCOMPARE(json.at("sessions").get<double>(), std::floor(7200 / session));
    QCOMPARE(json.at("sessions_per_hour").get<double>(), std::floor(7200 / session) / 2);
    NEAR(json.at("bound_sessions_per_hour").get<double>(), 3600 / session, 1e-9);
    NEAR(json.at("ttft_s").at("p99").get<double>(), first, 1e-9);
    QCOMPARE(json.at("wait_s").at("p99").get<double>(), 0.0);
    QCOMPARE(json.at("switches").get<int>(), 0);
    QCOMPARE(json.at("hbm_peak_bytes").get<double>(), 68e9 + 245760.0 * cached);
}

void SimulateTest::eventsByHand() {
    // One cache fits beside the weights: user 2 waits for user 1, then sends that cache away over 20 GB/s.
    const Json json = numbersOf({"--set", "users=2", "--hours", "0.05"});
    const double document = (2 * 34e9 * 50000 + 6656.0 * 60 * 2500e6) / 312e12;
    const double answer = (250 * 68e9 + 245760.0 * (250 * 50000.0 + 250 * 249 / 2.0)) / 2.039e12;
    const double done = document + answer;
    const double away = done + 245760.0 * 50250 / 20e9;
    struct Row {
        int user;
        const char* phase;
        double start;
        double end;
    };
    const std::vector<Row> expected{{1, "prefill", 0, document},
                                    {2, "wait", 0, done},
                                    {1, "decode", document, done},
                                    {1, "think", done, done + 60},
                                    {2, "switch_out", done, away},
                                    {2, "prefill", away, away + document},
                                    {2, "decode", away + document, away + done}};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const Json& event = json.at("events")[i];
        QCOMPARE(event.at("user").get<int>(), expected[i].user);
        QCOMPARE(event.at("phase").get<std::string>(), std::string(expected[i].phase));
        NEAR(event.at("start_s").get<double>(), expected[i].start, 1e-8);
        NEAR(event.at("end_s").get<double>(), expected[i].end, 1e-8);
        QCOMPARE(event.at("round").get<int>() + event.at("session").get<int>(), 0);
    }
}

void SimulateTest::nothingEndedIsNull() {
    const Ran brief = simulated({"--hours", "0.001", "--json"}); // 3.6 s of a prefill of 14 s
    QCOMPARE(brief.status, 0);
    const Json json = Json::parse(brief.out);
    QCOMPARE(json.at("sessions_per_hour").get<double>(), 0.0);
    QCOMPARE(json.at("requests").get<double>(), 0.0);
    for (const char* key : {"ttft_s", "tpot_s", "wait_s"})
        for (const Json& value : json.at(key)) QVERIFY(value.is_null());
    QCOMPARE(json.at("gpu_busy_fraction").get<double>(), 1.0);
    QVERIFY(brief.out.find("nan") == std::string::npos);
}

void SimulateTest::bounds() {
    for (const char* users : {"users=1", "users=5", "users=40"}) {
        const Json json = numbersOf({"--set", users, "--hours", "10"});
        QVERIFY(json.at("sessions_per_hour").get<double>() <= json.at("bound_sessions_per_hour").get<double>());
        QVERIFY(json.at("sessions_per_hour").get<double>() > 0.5 * json.at("bound_sessions_per_hour").get<double>());
    }
}

void SimulateTest::csv() {
    const Ran csv = simulated({"--csv", "--set", "users=7"});
    QCOMPARE(csv.status, 0);
    QCOMPARE(csv.err, std::string());
    const auto lines = linesOf(csv.out);
    QCOMPARE(lines[0], std::string("user,session,round,phase,start_s,end_s"));
    QVERIFY(lines[1].starts_with("1,0,0,prefill,0,14.0974358974"));
    const Json events = numbersOf({"--set", "users=7"}).at("events");
    QCOMPARE(lines.size(), events.size() + 1);
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Json& event = events[i];
        QCOMPARE(shown(lines[i + 1]), shown(event.at("user").dump() + "," + event.at("session").dump() + "," +
                                            event.at("round").dump() + "," + event.at("phase").get<std::string>() +
                                            "," + formatPlain(event.at("start_s").get<double>()) + "," +
                                            formatPlain(event.at("end_s").get<double>())));
    }
}

void SimulateTest::table() {
    const Strings settings{"--set", "users=20"};
    const Ran table = simulated(settings);
    QCOMPARE(table.status, 0);
    QCOMPARE(table.err, std::string());
    const auto lines = linesOf(table.out);
    QCOMPARE(shown(lines[0]), QString("The paper's example: 34B at 50K"));
    QCOMPARE(shown(lines[1]),
             QString("1 h of Yi-34B-200K on 1 NVIDIA A100 SXM4 80GB, 50K tokens of context, 20 users"));
    // Each number stands on the line of its key, as --json has it.
    const auto lineOf = [&](const std::string& end) {
        const auto found = std::ranges::find_if(lines, [&](const auto& line) { return line.ends_with("  " + end); });
        return found == lines.end() ? std::string() : *found;
    };
    const auto numbers = Json(numbersOf(settings)).flatten();
    int count = 0;
    for (const auto& [pointer, value] : numbers.items()) {
        if (!value.is_number() || pointer.starts_with("/scenario") || pointer.starts_with("/events")) continue;
        std::string key = pointer.substr(1);
        std::ranges::replace(key, '/', '.');
        if (key == "version" || key == "horizon_s" || key == "users") continue;
        QVERIFY2(lineOf(key).find(" " + formatPlain(value.get<double>()) + "  ") != std::string::npos, key.c_str());
        ++count;
    }
    QCOMPARE(count, 26);
    const auto says = [&](const std::string& name, const std::string& value) {
        return std::ranges::any_of(lines, [&](const auto& line) {
            return line.starts_with("    " + name + "  ") && line.find("  " + value) != std::string::npos;
        });
    };
    QVERIFY(says("by users and latency", "237 sessions / h"));
    QVERIFY(says("by GPU time", "56.6 sessions / h"));
    QVERIFY(says("limited by", "GPU time"));
    QVERIFY(simulated({"--set", "users=1"}).out.find(" users\n  Sessions that ended") != std::string::npos);
}

void SimulateTest::traceIsTheEvents() {
    QTemporaryDir folder;
    const std::string path = folder.filePath("trace.json").toStdString();
    const Json json = numbersOf({"--set", "users=9", "--trace", path});
    const Json trace = Json::parse(textOf(folder.filePath("trace.json")));
    QCOMPARE(trace.at("displayTimeUnit").get<std::string>(), std::string("ms"));
    std::vector<Json> phases;
    double busy = 0;
    double most = 0;
    for (const Json& event : trace.at("traceEvents")) {
        const auto kind = event.at("ph").get<std::string>();
        if (kind == "C" && event.at("name") == "HBM") most = std::max(most, event.at("args").at("bytes").get<double>());
        if (kind != "X") continue;
        if (event.at("pid") == 1)
            phases.push_back(event);
        else if (event.at("tid") == 10) // the GPU, behind nine users
            busy += event.at("dur").get<double>();
    }
    QCOMPARE(phases.size(), json.at("events").size());
    for (std::size_t i = 0; i < phases.size(); ++i) {
        const Json& event = json.at("events")[i];
        const double starts = phases[i].at("ts").get<double>();
        QCOMPARE(phases[i].at("tid").get<int>(), event.at("user").get<int>());
        QCOMPARE(phases[i].at("name"), event.at("phase"));
        QVERIFY(std::abs(starts - event.at("start_s").get<double>() * 1e6) <= 0.51);
        QVERIFY(std::abs(starts + phases[i].at("dur").get<double>() - event.at("end_s").get<double>() * 1e6) <= 0.51);
        QCOMPARE(phases[i].at("args").at("round"), event.at("round"));
        QCOMPARE(phases[i].at("args").at("session"), event.at("session"));
    }
    NEAR(busy / 3600e6, json.at("gpu_busy_fraction").get<double>(), 1e-6);
    QCOMPARE(most, json.at("hbm_peak_bytes").get<double>());
}

void SimulateTest::traceBesideOthers() {
    QTemporaryDir folder;
    std::vector<std::string> traces;
    for (const Strings& form : {Strings{}, Strings{"--csv"}, Strings{"--json"}}) {
        const QString path = folder.filePath(QString::number(traces.size()));
        Strings words = form;
        words.insert(words.end(), {"--trace", path.toStdString()});
        QCOMPARE(simulated(words).out, simulated(form).out);
        traces.push_back(textOf(path));
    }
    QVERIFY(!traces[0].empty());
    QCOMPARE(traces[1], traces[0]);
    QCOMPARE(traces[2], traces[0]);
}

void SimulateTest::traceThatCannotBeWritten() {
    const Ran none = simulated({"--trace", "/nosuch/folder/trace.json"});
    QCOMPARE(none.status, 2);
    QCOMPARE(none.out, std::string());
    QCOMPARE(none.err,
             std::string("longpeak: /nosuch/folder/trace.json: /: cannot be written: its folder does not exist\n"));
}

void SimulateTest::hours() {
    QCOMPARE(simulated({"--hours", "1"}).out, simulated().out);
    const Json day = numbersOf({"--hours", "24"});
    QCOMPARE(day.at("horizon_s").get<int>(), 86400);
    QCOMPARE(day.at("sessions_per_hour").get<double>() * 24, day.at("sessions").get<double>());
    QCOMPARE(simulated({"--hours", "8760", "--set", "users=1"}).status, 0);
    QCOMPARE(numbersOf({"--hours", "1e-9"}).at("sessions").get<int>(), 0);
}

void SimulateTest::infeasible() {
    const std::string reason =
        "the cache of one user is 246 GB at the end of the session, and 17.9 GB are left beside the weights";
    for (const Strings& form : {Strings{}, Strings{"--json"}, Strings{"--csv"}}) {
        Strings words = form;
        words.insert(words.end(), {"--set", "context=1M"});
        const Ran none = simulated(words);
        QCOMPARE(none.status, 3);
        QVERIFY(!none.out.empty());
        QCOMPARE(none.err, "longpeak: paper-34b-50k: /: infeasible: " + reason + "\n");
    }
    const Json json = numbersOf({"--set", "context=1M"});
    QCOMPARE(json.at("feasible").get<bool>(), false);
    QCOMPARE(json.at("reason").get<std::string>(), reason);
    QCOMPARE(json.at("events").size(), std::size_t{0});
    QCOMPARE(json.at("horizon_s").get<int>(), 3600);
    QCOMPARE(json.at("users").get<int>(), 3);
    for (const char* key : {"sessions_per_hour", "bound_sessions_per_hour", "switches", "hbm_peak_bytes"})
        QVERIFY2(json.at(key).is_null(), key);
    QVERIFY(json.at("ttft_s").at("mean").is_null());
    QVERIFY(simulated({"--set", "context=1M"}).out.ends_with("\nInfeasible: " + reason + ".\n"));
    QCOMPARE(simulated({"--set", "context=1M", "--csv"}).out, std::string("user,session,round,phase,start_s,end_s\n"));
    const Ran weights = simulated({"--set", "model.parameters=70e9", "--json"});
    QCOMPARE(weights.status, 3);
    QCOMPARE(Json::parse(weights.out).at("reason").get<std::string>(), std::string("the weights do not fit in HBM"));
}

void SimulateTest::infeasibleAtTheEndOfASession() {
    // The document fits, the session's last round does not: 50 000 + 1650 tokens.
    const Strings tight{"--set", "accelerator.memory=80.5GB"};
    QCOMPARE(ran({"evaluate", "--set", "accelerator.memory=80.5GB"}).status, 0);
    QCOMPARE(simulated(tight).status, 3);
    QVERIFY(numbersOf(tight).at("bound_sessions_per_hour").is_null());
    QCOMPARE(simulated({"--set", "accelerator.memory=80.7GB"}).status, 0);
}

void SimulateTest::outputIsAnInput() {
    QTemporaryDir folder;
    for (const Strings& settings :
         {Strings{"--set", "context=12345", "--set", "users=7", "--set", "session.seed=5", "--set", "batch=3"},
          Strings{"--set", "context=1M"}}) {
        Strings words = settings;
        words.emplace_back("--json");
        const Ran first = simulated(words);
        QFile file(folder.filePath("simulation.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(first.out.data(), static_cast<qint64>(first.out.size()));
        file.close();
        const std::string path = file.fileName().toStdString();
        QCOMPARE(simulated({path, "--json"}).out, first.out);
        words = settings;
        words.insert(words.begin(), {"evaluate", "--json"});
        QCOMPARE(ran({"evaluate", path, "--json"}).out, ran(words).out);
        QCOMPARE(ran({"check", path}).out, path + ": a scenario, sound\n");
    }
}

void SimulateTest::longOutputIsAnInput() {
    // More than is kept: the events of a part of the users stay, and the output can still be read.
    const Strings many{"--set",  "users=1000", "--set",           "context=1K", "--set",   "batch=64", "--set",
                       "gpus=4", "--set",      "session.think=1", "--json",     "--hours", "2"};
    const Ran first = simulated(many);
    const Json json = Json::parse(first.out);
    QVERIFY(json.at("note").get<std::string>().starts_with("Phases are kept of one user in "));
    QVERIFY(json.at("events").size() > 30'000 && json.at("events").size() <= 100'000);
    QVERIFY(first.out.size() < 16'000'000);
    QVERIFY(readScenario(first.out, "output", shipped()));
}

void SimulateTest::sameOnEveryRun() {
    for (const Strings& words :
         {Strings{"--json", "--set", "users=30"}, Strings{"--csv", "--set", "batch=4"}, Strings{}}) {
        const Ran first = simulated(words);
        for (int i = 0; i < 3; ++i) QCOMPARE(simulated(words).out, first.out);
    }
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::SimulateTest)
#include "simulate_test.moc"
