// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/latest.h"

#include "core/samples.h"
#include "registry.h"
#include "state/sessions_question.h"

#include <QTest>
#include <QThread>

#include <atomic>
#include <semaphore>
#include <thread>
#include <vector>

// Work here begins and ends when the test lets it, so that every order of things is one that was meant.

namespace longpeak {
namespace {

using namespace test;

/// Work that waits at a gate, and what became of it.
struct Gate {
    std::counting_semaphore<> begun{0};
    std::counting_semaphore<> open{0};
    std::atomic<int> runs{0};
    std::atomic<int> stopped{0};

    auto work() {
        return [this](int question, const Latest<int, int>::Tell& tell, const std::stop_token& stop) {
            ++runs;
            begun.release();
            open.acquire();
            if (stop.stop_requested()) ++stopped;
            tell(std::make_shared<const int>(question * question));
        };
    }
};

class LatestTest : public QObject {
    Q_OBJECT

private slots:
    void answersOnTheThreadThatAsked();
    void theSameQuestionAsksNothing();
    void theLatestQuestionWins();
    void whatWaitsIsReplaced();
    void partsComeBeforeTheWhole();
    void whatIsDroppedDoesNotArrive();
    void anAnswerStaysUntilTheNext();
    void leavingStopsTheWork();
    void sessionsAreThoseOfCore();
};

void LatestTest::answersOnTheThreadThatAsked() {
    int arrivals = 0;
    QThread* arrivedOn = nullptr;
    QThread* workedOn = nullptr;
    Latest<int, int> latest([&] {
        ++arrivals;
        arrivedOn = QThread::currentThread();
    });
    QVERIFY(latest.asked() == nullptr && latest.answer() == nullptr);
    latest.ask(3, [&](int question, const auto& tell, const std::stop_token&) {
        workedOn = QThread::currentThread();
        tell(std::make_shared<const int>(question + 1));
    });
    QVERIFY(latest.isWorking() && !latest.isAnswered());
    QTRY_VERIFY(!latest.isWorking());
    QVERIFY(latest.isAnswered());
    QCOMPARE(*latest.answer(), 4);
    QCOMPARE(*latest.asked(), 3);
    QCOMPARE(arrivals, 2); // the answer, and that it was the last
    QCOMPARE(arrivedOn, QThread::currentThread());
    QVERIFY(workedOn != arrivedOn);
}

void LatestTest::theSameQuestionAsksNothing() {
    Gate gate;
    Latest<int, int> latest([] {});
    latest.ask(3, gate.work());
    gate.begun.acquire();
    latest.ask(3, gate.work()); // while it runs
    gate.open.release();
    QTRY_VERIFY(!latest.isWorking());
    latest.ask(3, gate.work()); // and once it is answered
    QVERIFY(latest.isAnswered() && !latest.isWorking());
    QCOMPARE(gate.runs.load(), 1);
}

void LatestTest::theLatestQuestionWins() {
    Gate gate;
    std::vector<int> arrived;
    Latest<int, int> latest([&] { arrived.push_back(*latest.answer()); });
    latest.ask(3, gate.work());
    gate.begun.acquire(); // it runs
    latest.ask(4, gate.work());
    gate.open.release(2);
    QTRY_VERIFY(!latest.isWorking());
    QCOMPARE(*latest.answer(), 16);
    QCOMPARE(gate.runs.load(), 2);
    QCOMPARE(gate.stopped.load(), 1); // the first was told to
    QCOMPARE(arrived, (std::vector<int>{16, 16}));
}

void LatestTest::whatWaitsIsReplaced() {
    Gate gate;
    Latest<int, int> latest([] {});
    latest.ask(1, gate.work());
    gate.begun.acquire();
    for (int question = 2; question <= 9; ++question) latest.ask(question, gate.work());
    gate.open.release(9);
    QTRY_VERIFY(!latest.isWorking());
    QCOMPARE(*latest.answer(), 81);
    QCOMPARE(gate.runs.load(), 2); // the first, which had begun, and the last
}

void LatestTest::partsComeBeforeTheWhole() {
    std::counting_semaphore<> rest{0};
    Latest<int, int> latest([] {});
    latest.ask(5, [&](int question, const auto& tell, const std::stop_token&) {
        tell(std::make_shared<const int>(question));
        rest.acquire();
        tell(std::make_shared<const int>(10 * question));
    });
    QTRY_VERIFY(latest.isAnswered());
    QVERIFY(latest.isWorking());
    QCOMPARE(*latest.answer(), 5);
    rest.release();
    QTRY_VERIFY(!latest.isWorking());
    QCOMPARE(*latest.answer(), 50);
}

void LatestTest::whatIsDroppedDoesNotArrive() {
    Gate gate;
    int arrivals = 0;
    Latest<int, int> latest([&] { ++arrivals; });
    latest.ask(3, gate.work());
    gate.begun.acquire();
    latest.drop();
    QVERIFY(latest.asked() == nullptr && !latest.isWorking());
    gate.open.release(2);
    latest.ask(4, gate.work()); // behind it on the same thread
    QTRY_VERIFY(!latest.isWorking());
    QCOMPARE(*latest.answer(), 16);
    QCOMPARE(arrivals, 2); // both of the second
    QCOMPARE(gate.stopped.load(), 1);
    latest.drop(); // and it can be asked again
    gate.open.release();
    latest.ask(4, gate.work());
    QTRY_VERIFY(!latest.isWorking());
    QCOMPARE(gate.runs.load(), 3);
}

void LatestTest::anAnswerStaysUntilTheNext() {
    Gate gate;
    gate.open.release();
    Latest<int, int> latest([] {});
    latest.ask(3, gate.work());
    QTRY_VERIFY(!latest.isWorking());
    latest.ask(4, gate.work());
    QCOMPARE(*latest.answer(), 9); // to be shown for now
    QVERIFY(!latest.isAnswered());
    gate.open.release();
    QTRY_VERIFY(latest.isAnswered());
    QCOMPARE(*latest.answer(), 16);
}

void LatestTest::leavingStopsTheWork() {
    std::counting_semaphore<> begun{0};
    std::atomic<bool> ended = false;
    {
        Latest<int, int> latest([] {});
        latest.ask(1, [&](int, const auto&, const std::stop_token& stop) {
            begun.release();
            while (!stop.stop_requested()) std::this_thread::yield();
            ended = true;
        });
        begun.acquire();
    }
    QVERIFY(ended.load()); // it was waited for, since it may use what goes next
}

void LatestTest::sessionsAreThoseOfCore() {
    Latest<SessionsQuestion, Sessions> latest([] {});
    latest.ask({paper50k(), true}, answerSessions);
    QTRY_VERIFY(!latest.isWorking());
    const SessionsPtr sessions = latest.answer();
    QVERIFY(sessions->scenario == paper50k());
    QVERIFY(sessions->run.phases == simulate(paper50k(), {.horizon = simulatedTime(paper50k())}).phases);
    QVERIFY(sessions->load == simulateLoad(paper50k()));
    latest.ask({paper50k(), false}, answerSessions);
    QTRY_VERIFY(!latest.isWorking());
    QVERIFY(latest.answer()->load.empty());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::LatestTest)
#include "latest_test.moc"
