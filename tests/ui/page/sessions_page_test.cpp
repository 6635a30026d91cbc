// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/sessions_page.h"

#include "page/playback.h"
#include "ui/window_fixture.h"

#include <QComboBox>
#include <QProgressBar>
#include <QScrollBar>
#include <QSlider>
#include <QTextBrowser>
#include <QToolButton>

namespace longpeak {
namespace {

using namespace test;

class SessionsPageTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }

    void showsTheSimulation();
    void oneViewForAllOfTime();
    void aLongerTimeIsDrawnWhole();
    void zoomsIntoTokens();
    void scrollsThroughUsers();
    void plays();
    void theTimeMovesByHand();
    void saysWhatHappens();
    void staleFiguresArePale();
    void expandsAndResets();
    void infeasibleIsAState();
    void helpHoldsTheTimelineByHand();

private:
    TestWindow& window() { return *m_window; }
    SessionsPage& page() { return static_cast<SessionsPage&>((*m_window)->workspace().current()); }
    FigureView& figure(const char* id) { return window().figure(QLatin1String(id)); }
    Playback& playback() { return part<Playback>(page(), QStringLiteral("playback")); }
    bool isReady() {
        const SnapshotPtr& snapshot = window()->refresher().snapshot();
        return isCurrent(*window()) && snapshot->sessions && !snapshot->sessionsPending &&
               !snapshot->sessions->load.empty() == snapshot->sessions->run.infeasible.empty();
    }
    std::unique_ptr<TestWindow> m_window;
};

void SessionsPageTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show({1400, 1000}));
    (*m_window)->workspace().showPage(QStringLiteral("sessions"));
    QTRY_VERIFY(isReady());
    QApplication::processEvents();
}

void SessionsPageTest::showsTheSimulation() {
    for (FigureCard* card : cards(*window())) QVERIFY2(card->view().figure() != nullptr, qPrintable(card->figureId()));
    QVERIFY(*figure("lanes").figure() == findFigureKind(figureId::lanes)->build({paper50k()}));
    window()->store().edit(row("users"), 6);
    window()->refresher().flush();
    QTRY_VERIFY(isReady());
    QTRY_COMPARE(figure("lanes").figure()->y.names.size(), std::size_t{8});
    // Dragging the line of users edits them.
    emit figure("load-throughput").parametersDragged({{QStringLiteral("users"), 4}}, true);
    QCOMPARE(now(*window()).session.users, 4.0);
}

void SessionsPageTest::oneViewForAllOfTime() {
    emit figure("states").viewChanged(600, 900);
    QApplication::processEvents();
    QCOMPARE(page().view().from, 600.0);
    for (const char* id : {"lanes", "session-memory"}) {
        QVERIFY(figure(id).isZoomed());
        // The middle of the view is the middle of the frame.
        QVERIFY(figure(id).pixelAt(750, 0).x() > figure(id).width() / 2 - 60);
        QVERIFY(figure(id).pixelAt(750, 0).x() < figure(id).width() / 2 + 80);
    }
    QCOMPARE(figure("lanes").pixelAt(750, 0).x(), figure("session-memory").pixelAt(750, 0).x()); // frames line up
    figure("lanes").resetView();
    QApplication::processEvents();
    for (const char* id : {"lanes", "states", "session-memory"}) QVERIFY(!figure(id).isZoomed());
    QCOMPARE(page().view().to, 3600.0);
}

/// More users take longer: nothing is left of the hour that was shown before.
void SessionsPageTest::aLongerTimeIsDrawnWhole() {
    window()->store().edit(row("users"), 50);
    window()->refresher().flush();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(), 30'000);
    QTRY_VERIFY(figure("lanes").figure()->y.names.size() > 8);
    const double horizon = window()->refresher().snapshot()->sessions->run.horizon.si();
    QVERIFY(horizon > 2 * 3600);
    QApplication::processEvents();
    QCOMPARE(page().view().to, horizon);
    const auto last = [this] {
        double end = 0;
        for (const Series& series : figure("lanes").figure()->series)
            for (const double to : series.y) end = std::max(end, to); // of a span
        return end;
    };
    QTRY_VERIFY(last() > 0.9 * horizon);
}

void SessionsPageTest::zoomsIntoTokens() {
    const auto decodes = [this] {
        for (const Series& series : figure("lanes").figure()->series)
            if (series.name.english() == "decode") return series.x.size();
        return std::size_t{0};
    };
    const double start = evaluate(paper50k()).prefill.time.si();
    emit figure("states").viewChanged(start, start + 1);
    QTRY_VERIFY(decodes() > 24); // 25 tokens a second, in the user's lane
}

void SessionsPageTest::scrollsThroughUsers() {
    auto& scroll = part<QScrollBar>(page(), QStringLiteral("laneScroll"));
    QVERIFY(!scroll.isVisible());
    window()->store().edit(row("context"), 4000);
    window()->store().edit(row("users"), 300);
    window()->refresher().flush();
    QTRY_VERIFY(isReady());
    QTRY_VERIFY(scroll.isVisible());
    QVERIFY(figure("lanes").figure()->y.names.size() < 60);
    scroll.setValue(scroll.maximum());
    QTRY_COMPARE(shown(figure("lanes").figure()->y.names.front()), QStringLiteral("user 300"));
}

void SessionsPageTest::plays() {
    auto& button = part<QToolButton>(page(), QStringLiteral("play"));
    part<QComboBox>(page(), QStringLiteral("playSpeed")).setCurrentIndex(3);
    QVERIFY(std::isnan(playback().time()));
    button.click();
    QVERIFY(playback().isPlaying());
    QTRY_VERIFY(playback().time() > 0); // by the clock
    const double before = playback().time();
    playback().advance(0.5);
    QCOMPARE(playback().time(), before + 150); // 300 times as fast as the clock
    button.click();
    QVERIFY(!playback().isPlaying());
    const double paused = playback().time();
    playback().advance(0.5);
    QCOMPARE(playback().time(), paused);
    button.click();
    playback().advance(0.5);
    QCOMPARE(playback().time(), paused + 150); // from where it stood
    playback().advance(60);
    QCOMPARE(playback().time(), 3600.0);
    QVERIFY(!playback().isPlaying()); // at the end
    button.click();
    QVERIFY(playback().isPlaying());
    QCOMPARE(playback().time(), 0.0);
    const Playback& hidden = playback();
    window()->workspace().showPage(QStringLiteral("overview")); // out of sight it stops
    QVERIFY(!hidden.isPlaying());
}

void SessionsPageTest::theTimeMovesByHand() {
    part<QSlider>(page(), QStringLiteral("playTime")).setValue(5000);
    QCOMPARE(playback().time(), 1800.0);
    playback().setTime(1e9);
    QCOMPARE(playback().time(), 3600.0); // no further than the end
    // Another scenario begins at no time.
    window()->store().edit(row("users"), 5);
    window()->refresher().flush();
    QTRY_VERIFY(isReady());
    QVERIFY(std::isnan(playback().time()));
}

void SessionsPageTest::saysWhatHappens() {
    const Simulation run = simulate(paper50k());
    QCOMPARE(happeningAt(run, 1.0), QStringLiteral("GPU: prefill · host link: idle · 2 wait, 0 think"));
    QCOMPARE(happeningAt(run, 20.0), QStringLiteral("GPU: decode · host link: idle · 2 wait, 0 think"));
    const double out = evaluate(paper50k()).prefill.time.si() + 10.1; // user 1's cache leaves for user 2
    QVERIFY(happeningAt(run, out).startsWith(QStringLiteral("GPU: idle · host link: out")));
}

void SessionsPageTest::staleFiguresArePale() {
    window()->store().edit(row("users"), 7);
    window()->refresher().flush(); // the simulation cannot be ready
    QVERIFY(window()->refresher().snapshot()->sessionsPending);
    QVERIFY(figure("lanes").isStale() && figure("load-waiting").isStale());
    QCOMPARE(figure("lanes").figure()->y.names.size(), std::size_t{5}); // as it was
    QVERIFY(!part<QProgressBar>(page(), QStringLiteral("simulating")).isVisible());
    QTRY_VERIFY(!figure("lanes").isStale() && !figure("load-waiting").isStale());
    QCOMPARE(figure("lanes").figure()->y.names.size(), std::size_t{9});
}

void SessionsPageTest::expandsAndResets() {
    emit window().card(QStringLiteral("lanes")).expandRequested();
    QApplication::processEvents();
    QVERIFY(!window().card(QStringLiteral("first-token")).isVisible());
    QCOMPARE(page().wanted().figures, std::set<std::string>{"lanes"});
    window().trigger(QStringLiteral("resetLayout"));
    for (FigureCard* card : cards(*window())) QVERIFY(card->isVisible());
    QCOMPARE(page().wanted().figures.size(), std::size_t{6});
}

void SessionsPageTest::infeasibleIsAState() {
    window()->store().edit(row("context"), 1e6);
    window()->refresher().flush();
    QTRY_VERIFY(isReady());
    QVERIFY(shown(figure("lanes").figure()->subtitle).startsWith(QStringLiteral("infeasible")));
    QVERIFY(!part<QToolButton>(page(), QStringLiteral("play")).isEnabled());
}

/// The times that the help quotes are those of the simulation.
void SessionsPageTest::helpHoldsTheTimelineByHand() {
    window().trigger(QStringLiteral("help.sessions"));
    const QString text = part<QTextBrowser>(*window(), QStringLiteral("helpText")).toPlainText();
    const Simulation run = simulate(with(with(paper50k(), "users", 2), "session.rounds", 2), {.horizon = Seconds(131)});
    for (const UserPhase& phase : run.phases) {
        if (phase.end.si() > 130.2 || phase.activity == Activity::Think || phase.session > 0) continue;
        const QString end = QString::number(phase.end.si(), 'f', 2);
        if (phase.user == 1 && phase.round == 1 && phase.activity == Activity::Prefill) continue; // with its answer
        QVERIFY2(text.contains(end), qPrintable(end));
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::SessionsPageTest)
#include "sessions_page_test.moc"
