// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/trace.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <map>

namespace longpeak {
namespace {

using test::paper50k;
using test::shown;
using test::with;

QJsonArray eventsOf(const std::string& text) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    if (error.error != QJsonParseError::NoError) qWarning("%s", qPrintable(error.errorString()));
    return document.object().value("traceEvents").toArray();
}

QList<QJsonObject> withPhase(const QJsonArray& events, const QString& phase) {
    QList<QJsonObject> out;
    for (const auto& event : events)
        if (event.toObject().value("ph") == phase) out.append(event.toObject());
    return out;
}

class TraceTest : public QObject {
    Q_OBJECT

private slots:
    void byHand();
    void namesThreads();
    void everyPhaseAndWork();
    void nothingOverlaps();
    void countsBytes();
    void numbersOfThinnedUsers();
    void ofNothing();
    void sameOnEveryRun();
};

void TraceTest::byHand() {
    Simulation run{.users = 1};
    run.phases = {{0, Activity::SwitchIn, Seconds(1.5), Seconds(1.75), 2, 3}};
    run.gpu = {{Activity::Decode, Seconds(2), Seconds(2.0000015), 4}};
    run.occupancy = {{Seconds(0.25), Bytes(68e9), Bytes(12288000000.0)}};
    const std::string expected = R"({"displayTimeUnit":"ms","traceEvents":[
{"ph":"M","pid":1,"tid":0,"name":"process_name","args":{"name":"users"}},
{"ph":"M","pid":1,"tid":0,"name":"process_sort_index","args":{"sort_index":1}},
{"ph":"M","pid":1,"tid":1,"name":"thread_name","args":{"name":"user 1"}},
{"ph":"M","pid":1,"tid":1,"name":"thread_sort_index","args":{"sort_index":1}},
{"ph":"X","pid":1,"tid":1,"ts":1500000,"dur":250000,"name":"switch_in","args":{"round":2,"session":3}},
{"ph":"M","pid":2,"tid":0,"name":"process_name","args":{"name":"deployment"}},
{"ph":"M","pid":2,"tid":0,"name":"process_sort_index","args":{"sort_index":2}},
{"ph":"M","pid":2,"tid":2,"name":"thread_name","args":{"name":"GPU"}},
{"ph":"M","pid":2,"tid":2,"name":"thread_sort_index","args":{"sort_index":2}},
{"ph":"X","pid":2,"tid":2,"ts":2000000,"dur":2,"name":"decode","args":{"users":4}},
{"ph":"M","pid":2,"tid":3,"name":"thread_name","args":{"name":"host link"}},
{"ph":"M","pid":2,"tid":3,"name":"thread_sort_index","args":{"sort_index":3}},
{"ph":"C","pid":2,"ts":250000,"name":"HBM","args":{"bytes":68000000000}},
{"ph":"C","pid":2,"ts":250000,"name":"DDR","args":{"bytes":12288000000}}
]}
)";
    QCOMPARE(shown(writeTrace(run)), shown(expected));
}

void TraceTest::namesThreads() {
    const Simulation run = simulate(with(paper50k(), "users", 12));
    QMap<QPair<int, int>, QString> threads;
    QMap<int, QString> processes;
    for (const QJsonObject& event : withPhase(eventsOf(writeTrace(run)), "M")) {
        const int process = event.value("pid").toInt();
        const QString name = event.value("args").toObject().value("name").toString();
        if (event.value("name") == "process_name") processes[process] = name;
        if (event.value("name") == "thread_name") threads[{process, event.value("tid").toInt()}] = name;
    }
    QCOMPARE(processes, (QMap<int, QString>{{1, "users"}, {2, "deployment"}}));
    QCOMPARE(threads.size(), 14);
    for (int user = 1; user <= 12; ++user)
        QCOMPARE((threads[{1, user}]), QStringLiteral("user ") + QString::number(user));
    QCOMPARE((threads[{2, 13}]), QStringLiteral("GPU"));
    QCOMPARE((threads[{2, 14}]), QStringLiteral("host link"));
}

void TraceTest::everyPhaseAndWork() {
    const Simulation run = simulate(with(with(paper50k(), "users", 12), "batch", 3));
    const auto events = withPhase(eventsOf(writeTrace(run)), "X");
    QVERIFY(!run.link.empty());
    QCOMPARE(static_cast<std::size_t>(events.size()), run.phases.size() + run.gpu.size() + run.link.size());
    auto event = events.begin();
    const auto compare = [&event](int process, int thread, Activity activity, Seconds start, Seconds end) {
        QCOMPARE(event->value("pid").toInt(), process);
        QCOMPARE(event->value("tid").toInt(), thread);
        QCOMPARE(event->value("name").toString(), shown(nameOf(activity)));
        const double begins = event->value("ts").toDouble();
        QVERIFY(std::abs(begins - start.si() * 1e6) <= 0.51);
        QVERIFY(std::abs(begins + event->value("dur").toDouble() - end.si() * 1e6) <= 0.51);
    };
    for (const UserPhase& phase : run.phases) {
        compare(1, phase.user + 1, phase.activity, phase.start, phase.end);
        const QJsonObject args = (event++)->value("args").toObject();
        QCOMPARE(args, (QJsonObject{{"round", phase.round}, {"session", phase.session}}));
    }
    for (const auto* lane : {&run.gpu, &run.link})
        for (const Task& work : *lane) {
            compare(2, lane == &run.gpu ? 13 : 14, work.activity, work.start, work.end);
            QCOMPARE((event++)->value("args").toObject(), (QJsonObject{{"users", work.users}}));
        }
}

void TraceTest::nothingOverlaps() {
    for (const double residency : {0.0, 1.0}) {
        const Simulation run = simulate(
            with(with(with(paper50k(), "users", 12), "session.think", 1.0 / 3), "policy.residency", residency));
        std::map<int, double> ends;
        for (const QJsonObject& event : withPhase(eventsOf(writeTrace(run)), "X")) {
            double& last = ends[event.value("tid").toInt()];
            const double begins = event.value("ts").toDouble();
            QVERIFY(begins >= last);
            if (event.value("pid").toInt() == 1) QCOMPARE(begins, last); // users are always at something
            last = begins + event.value("dur").toDouble();
        }
        for (int user = 1; user <= 12; ++user) QCOMPARE(ends[user], 3600e6);
    }
}

void TraceTest::countsBytes() {
    const Simulation run = simulate(with(paper50k(), "users", 12));
    const auto counters = withPhase(eventsOf(writeTrace(run)), "C");
    QCOMPARE(static_cast<std::size_t>(counters.size()), 2 * run.occupancy.size());
    double hbm = 0;
    double host = 0;
    for (qsizetype i = 0; i < counters.size(); ++i) {
        const Occupancy& now = run.occupancy[static_cast<std::size_t>(i / 2)];
        const bool isHbm = i % 2 == 0;
        QCOMPARE(counters[i].value("name").toString(), QString(isHbm ? "HBM" : "DDR"));
        QCOMPARE(counters[i].value("pid").toInt(), 2);
        QVERIFY(std::abs(counters[i].value("ts").toDouble() - now.time.si() * 1e6) <= 0.51);
        const double bytes = counters[i].value("args").toObject().value("bytes").toDouble();
        QCOMPARE(bytes, (isHbm ? now.hbm : now.host).si());
        double& most = isHbm ? hbm : host;
        most = std::max(most, bytes);
    }
    QCOMPARE(hbm, run.hbmPeak.si());
    QCOMPARE(host, run.hostPeak.si());
}

void TraceTest::numbersOfThinnedUsers() {
    const Scenario s = with(with(paper50k(), "users", 30), "context", 1000);
    const Simulation run = simulate(s, {.maximumPhases = simulate(s).phases.size() / 3});
    QCOMPARE(run.everyUser, 4);
    QStringList names;
    for (const QJsonObject& event : withPhase(eventsOf(writeTrace(run)), "M"))
        if (event.value("pid").toInt() == 1 && event.value("name") == "thread_name")
            names.append(event.value("args").toObject().value("name").toString());
    QCOMPARE(names, (QStringList{"user 1", "user 5", "user 9", "user 13", "user 17", "user 21", "user 25", "user 29"}));
}

void TraceTest::ofNothing() {
    const Simulation run = simulate(with(paper50k(), "context", 1e6));
    QVERIFY(!run.infeasible.empty());
    const QJsonArray events = eventsOf(writeTrace(run));
    QVERIFY(!events.isEmpty());
    QCOMPARE(withPhase(events, "M").size(), events.size());
}

void TraceTest::sameOnEveryRun() {
    const Scenario s = with(with(paper50k(), "users", 20), "session.seed", 7);
    QCOMPARE(writeTrace(simulate(s)), writeTrace(simulate(s)));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::TraceTest)
#include "trace_test.moc"
