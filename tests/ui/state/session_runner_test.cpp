// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/session_runner.h"

#include "core/samples.h"
#include "registry.h"

#include <QElapsedTimer>
#include <QSignalSpy>

namespace longpeak {
namespace {

using namespace test;

/// Takes a second and more: a thousand users who ask all the time, at many numbers of users, of hardware so fast that
/// millions of rounds go into an hour.
Scenario longRun() {
    Scenario s = with(with(with(paper50k(), "context", 1000), "users", 1000), "session.answer", 1);
    s = with(with(s, "accelerator.bandwidth", 2e13), "link.bandwidth", 2e11);
    return with(with(s, "session.rounds", 100), "session.think", 0);
}

class SessionRunnerTest : public QObject {
    Q_OBJECT

private slots:
    void givesTheRunAndThenTheLoad();
    void knowsWhatItHas();
    void isAlwaysOfTheLastScenario();
    void stopsSoon();
    void asksForMoreWhereTheLoadIsMissing();
};

void SessionRunnerTest::givesTheRunAndThenTheLoad() {
    SessionRunner runner;
    const QSignalSpy ready(&runner, &SessionRunner::ready);
    QVERIFY(!runner.request(paper50k(), true));
    QVERIFY(runner.isRunning());
    QTRY_COMPARE(ready.count(), 2);
    QVERIFY(!runner.isRunning());
    const SessionsPtr sessions = runner.request(paper50k(), true);
    QVERIFY(sessions && !runner.isRunning());
    QVERIFY(sessions->run.phases == simulate(paper50k(), {.horizon = usualHorizon(paper50k())}).phases);
    QVERIFY(sessions->load == simulateLoad(paper50k()));
    QVERIFY(sessions->settled.throughput == simulateSettled(paper50k()).throughput);
}

void SessionRunnerTest::knowsWhatItHas() {
    SessionRunner runner;
    const QSignalSpy ready(&runner, &SessionRunner::ready);
    runner.request(paper50k(), false);
    QTRY_COMPARE(ready.count(), 1);
    const SessionsPtr first = runner.request(paper50k(), false);
    QCOMPARE(runner.request(paper50k(), false), first);
    QVERIFY(!runner.isRunning());
    QTest::qWait(20);
    QCOMPARE(ready.count(), 1);
}

void SessionRunnerTest::isAlwaysOfTheLastScenario() {
    SessionRunner runner;
    Random random(5);
    for (int i = 0; i < 60; ++i) {
        const Scenario s = with(paper50k(), "context", 1000.0 + static_cast<double>(random() % 90000));
        const SessionsPtr early = runner.request(s, i % 2 == 0);
        QVERIFY(!early || early->scenario == s);
        if (i % 5 != 4) {
            QTest::qWait(static_cast<int>(random() % 4));
            continue;
        }
        QTRY_VERIFY(!runner.isRunning());
        QVERIFY(runner.request(s, i % 2 == 0)->scenario == s);
    }
}

void SessionRunnerTest::stopsSoon() {
    QElapsedTimer timer;
    timer.start();
    simulateLoad(longRun());
    const qint64 whole = timer.elapsed();
    QVERIFY(whole > 200); // else nothing is tested
    {
        SessionRunner runner;
        runner.request(longRun(), true);
        QTest::qWait(30);
        QVERIFY(runner.isRunning());
        timer.start();
        runner.request(paper50k(), false); // stops what runs
    }                                      // waits for both to have stopped
    // Long before its end; the benchmark measures how soon.
    QVERIFY2(timer.elapsed() < whole / 2, qPrintable(QString::number(timer.elapsed())));
}

void SessionRunnerTest::asksForMoreWhereTheLoadIsMissing() {
    SessionRunner runner;
    const QSignalSpy ready(&runner, &SessionRunner::ready);
    runner.request(paper50k(), false);
    QTRY_COMPARE(ready.count(), 1);
    const SessionsPtr first = runner.request(paper50k(), true); // what there is, while the rest is under way
    QVERIFY(first && first->load.empty() && runner.isRunning());
    QTRY_VERIFY(!runner.isRunning());
    QVERIFY(!runner.request(paper50k(), true)->load.empty());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::SessionRunnerTest)
#include "session_runner_test.moc"
