// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/refresher.h"

#include "ui/window_fixture.h"

#include <QSignalSpy>

namespace longpeak {
namespace {

using namespace test;

std::set<std::string> allFigures() {
    std::set<std::string> ids;
    for (const FigureKind& kind : figureKinds()) ids.insert(std::string(kind.id));
    return ids;
}

/// Equal with NaN equal to itself, as in the gaps of a series.
bool sameFigure(const Figure& a, const Figure& b) {
    return a.title == b.title && a.subtitle == b.subtitle && a.marks == b.marks && a.rules == b.rules &&
           a.regions == b.regions && a.x == b.x && a.y == b.y && writeCsv(a) == writeCsv(b);
}

/// What comes from other threads has come: the sessions, and the fine map.
bool isComplete(const Snapshot& snapshot) {
    const Shading& map = *snapshot.figures.at("map")->shading;
    return !snapshot.sessionsPending && std::max(map.xs.size(), map.ys.size()) == fineMap;
}

class RefresherTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void noSnapshotBeforeTheFirst();
    void aBurstMakesOneSnapshot();
    void aBurstRedrawsEachFigureOnce();
    void aDragRedrawsOnceATurn();
    void flushMakesItNow();
    void flushWithoutChangeDoesNothing();
    void valuesAreThoseOfCore();
    void withoutReference();
    void byteUnitsReachLabels();
    void buildsOnlyWhatIsVisible();
    void hiddenFiguresAreNotRedrawn();
    void snapshotsDoNotChange();

private:
    std::unique_ptr<ScenarioStore> m_store;
    std::unique_ptr<Refresher> m_refresher;
};

void RefresherTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_store = std::make_unique<ScenarioStore>(catalogue(), paper50k());
    m_refresher = std::make_unique<Refresher>(*m_store);
}

void RefresherTest::cleanup() {
    m_refresher.reset();
    m_store.reset();
}

void RefresherTest::noSnapshotBeforeTheFirst() {
    QVERIFY(!m_refresher->snapshot());
    QCOMPARE(m_refresher->count(), 0);
    m_refresher->schedule();
    QVERIFY(!m_refresher->snapshot()); // at the end of this turn
    QTRY_COMPARE(m_refresher->count(), 1);
    QVERIFY(m_refresher->snapshot());
}

void RefresherTest::aBurstMakesOneSnapshot() {
    const QSignalSpy changed(m_store.get(), &ScenarioStore::scenarioChanged);
    const QSignalSpy refreshed(m_refresher.get(), &Refresher::refreshed);
    for (int i = 1; i <= 200; ++i)
        QMetaObject::invokeMethod(
            m_store.get(), [this, i] { m_store->edit(row("context"), 50e3 + i, EditPhase::Drag); },
            Qt::QueuedConnection);
    m_store->setReference(ReferenceKind::None);
    m_refresher->setByteUnits(ByteUnits::Binary);
    QTRY_COMPARE(changed.count(), 200);
    QCoreApplication::processEvents();
    QCOMPARE(refreshed.count(), 1);
    QCOMPARE(m_refresher->count(), 1);
    QCOMPARE(m_refresher->snapshot()->scenario.context.si(), 50200.0);
}

void RefresherTest::aBurstRedrawsEachFigureOnce() {
    const TestWindow window;
    QVERIFY(window.show());
    QCoreApplication::processEvents();
    const int snapshots = window->refresher().count();
    std::vector<int> redraws;
    for (FigureCard* card : cards(*window)) redraws.push_back(card->view().redraws());
    ScenarioStore& store = window->store();
    for (int i = 1; i <= 200; ++i)
        QMetaObject::invokeMethod(
            &store, [&store, i] { store.edit(row("context"), 50e3 + i, EditPhase::Drag); }, Qt::QueuedConnection);
    const auto drawn = [&] {
        std::size_t count = 0;
        for (std::size_t i = 0; i < redraws.size(); ++i)
            if (cards(*window)[i]->view().redraws() > redraws[i]) ++count;
        return count;
    };
    QTRY_COMPARE(drawn(), redraws.size());
    QCoreApplication::processEvents();
    QCOMPARE(window->refresher().count(), snapshots + 1);
    QCOMPARE(window->refresher().snapshot()->scenario.context.si(), 50200.0);
    for (std::size_t i = 0; i < redraws.size(); ++i) QCOMPARE(cards(*window)[i]->view().redraws(), redraws[i] + 1);
}

void RefresherTest::aDragRedrawsOnceATurn() {
    const TestWindow window;
    QVERIFY(window.show());
    QCoreApplication::processEvents();
    FigureView& view = window.figure(QStringLiteral("latency"));
    const int before = view.redraws();
    constexpr int moves = 20;
    for (int i = 1; i <= moves; ++i) {
        window->store().edit(row("context"), 50e3 + 1e3 * i, EditPhase::Drag);
        QTRY_COMPARE(view.redraws(), before + i);
    }
}

void RefresherTest::flushMakesItNow() {
    m_refresher->want({.figures = {"latency"}});
    const QSignalSpy refreshed(m_refresher.get(), &Refresher::refreshed);
    m_store->edit(row("context"), 60e3);
    m_refresher->flush();
    QCOMPARE(refreshed.count(), 1);
    QCOMPARE(m_refresher->snapshot()->scenario.context.si(), 60e3);
    QCoreApplication::processEvents();
    QCOMPARE(refreshed.count(), 1); // and not a second time at the end of the turn
}

void RefresherTest::flushWithoutChangeDoesNothing() {
    m_refresher->flush();
    QVERIFY(!m_refresher->snapshot());
    m_store->edit(row("context"), 60e3);
    m_refresher->flush();
    const SnapshotPtr first = m_refresher->snapshot();
    m_refresher->flush();
    m_store->edit(row("context"), 60e3);
    m_refresher->setByteUnits(ByteUnits::Decimal);
    m_refresher->want({});
    m_refresher->flush();
    QCOMPARE(m_refresher->snapshot(), first);
}

void RefresherTest::valuesAreThoseOfCore() {
    m_refresher->want({.figures = allFigures()});
    Random random(20260103);
    for (int i = 0; i < 25; ++i) {
        Scenario drawn = randomScenario(random);
        drawn.session.users = std::min(drawn.session.users, 20.0); // or the simulations of the figures take long
        m_store->replace(drawn, QStringLiteral("random"));
        if (i % 3 == 0) m_store->pinReference(randomScenario(random));
        m_refresher->flush();
        QTRY_VERIFY(isComplete(*m_refresher->snapshot()));
        const SnapshotPtr kept = m_refresher->snapshot();
        const Snapshot& snapshot = *kept;
        QVERIFY(snapshot.scenario == m_store->scenario());
        QVERIFY(snapshot.reference == m_store->reference());
        for (const Metric& metric : metrics()) {
            const double expected = metric.value(m_store->scenario(), evaluate(m_store->scenario()));
            const double actual = metric.value(snapshot.scenario, snapshot.estimate);
            QVERIFY(actual == expected || (std::isnan(actual) && std::isnan(expected)));
            const double there = metric.value(*snapshot.reference, *snapshot.referenceEstimate);
            const double expectedThere = metric.value(*m_store->reference(), evaluate(*m_store->reference()));
            QVERIFY(there == expectedThere || (std::isnan(there) && std::isnan(expectedThere)));
        }
        QCOMPARE(snapshot.figures.size(), figureKinds().size());
        const Scenario reference = *m_store->reference();
        for (const FigureKind& kind : figureKinds())
            QVERIFY(sameFigure(
                *snapshot.figures.at(std::string(kind.id)),
                kind.build({.scenario = m_store->scenario(), .reference = &reference, .catalogue = &catalogue()})));
    }
}

void RefresherTest::withoutReference() {
    m_refresher->want({.figures = allFigures()});
    m_store->setReference(ReferenceKind::None);
    m_refresher->flush();
    QTRY_VERIFY(isComplete(*m_refresher->snapshot()));
    const Snapshot& snapshot = *m_refresher->snapshot();
    QVERIFY(!snapshot.reference);
    QVERIFY(!snapshot.referenceEstimate);
    for (const FigureKind& kind : figureKinds())
        QVERIFY(sameFigure(*snapshot.figures.at(std::string(kind.id)),
                           kind.build({.scenario = m_store->scenario(),
                                       .catalogue = &catalogue(),
                                       .practice = &snapshot.typicalEfficiency})));
}

void RefresherTest::byteUnitsReachLabels() {
    m_refresher->want({.figures = {"occupancy"}});
    m_refresher->flush();
    const SnapshotPtr decimal = m_refresher->snapshot();
    const auto rules = [](const Snapshot& snapshot) {
        std::string all;
        for (const Rule& rule : snapshot.figures.at("occupancy")->rules) all += rule.label.english() + "\n";
        return shown(all);
    };
    QVERIFY(rules(*decimal).contains(QStringLiteral(" GB")));
    m_refresher->setByteUnits(ByteUnits::Binary);
    m_refresher->flush();
    QCOMPARE(m_refresher->byteUnits(), ByteUnits::Binary);
    QCOMPARE(m_refresher->snapshot()->bytes, ByteUnits::Binary);
    QVERIFY(rules(*m_refresher->snapshot()).contains(QStringLiteral(" GiB")));
    QVERIFY(!rules(*m_refresher->snapshot()).contains(QStringLiteral(" GB")));
    // Data are bytes in either.
    QCOMPARE(m_refresher->snapshot()->figures.at("occupancy")->series.front().y,
             decimal->figures.at("occupancy")->series.front().y);
}

void RefresherTest::buildsOnlyWhatIsVisible() {
    m_refresher->want({.figures = {"tokens"}});
    m_refresher->flush();
    QCOMPARE(m_refresher->snapshot()->figures.size(), std::size_t{1});
    QVERIFY(m_refresher->snapshot()->figures.contains("tokens"));
    m_refresher->want({.figures = {"tokens", "latency"}});
    m_refresher->flush();
    QCOMPARE(m_refresher->snapshot()->figures.size(), std::size_t{2});
    m_refresher->want({});
    m_refresher->flush();
    QVERIFY(m_refresher->snapshot()->figures.empty());
}

void RefresherTest::hiddenFiguresAreNotRedrawn() {
    const TestWindow window;
    QVERIFY(window.show());
    FigureCard& latency = window.card(QStringLiteral("latency"));
    emit latency.expandRequested();
    QTRY_COMPARE(window->refresher().snapshot()->figures.size(), std::size_t{1});
    QCoreApplication::processEvents();
    std::map<FigureCard*, int> redraws;
    for (FigureCard* card : cards(*window)) redraws.emplace(card, card->view().redraws());
    window->store().edit(row("context"), 123456);
    QTRY_VERIFY(latency.view().redraws() > redraws.at(&latency));
    QCoreApplication::processEvents();
    QCOMPARE(window->refresher().snapshot()->figures.size(), std::size_t{1});
    for (FigureCard* card : cards(*window)) {
        if (card == &latency) continue;
        QVERIFY(!card->isVisible());
        QCOMPARE(card->view().redraws(), redraws.at(card));
    }
    // Shown again, they are those of the scenario as it is now.
    emit latency.expandRequested();
    const auto all = cards(*window);
    QTRY_COMPARE(window->refresher().snapshot()->figures.size(), static_cast<std::size_t>(all.size()));
    const auto reference = *window->store().reference();
    for (FigureCard* each : all) {
        FigureCard& card = *each;
        const FigureKind& kind = *findFigureKind(card.figureId().toStdString());
        QVERIFY(card.isVisible());
        QTRY_VERIFY(&card == &latency || card.view().redraws() > redraws.at(&card));
        const auto& practice = window->refresher().snapshot()->typicalEfficiency;
        QVERIFY(sameFigure(*card.view().figure(),
                           kind.build({.scenario = now(*window), .reference = &reference, .practice = &practice})));
    }
}

void RefresherTest::snapshotsDoNotChange() {
    m_refresher->want({.figures = {"latency"}});
    m_refresher->flush();
    const SnapshotPtr first = m_refresher->snapshot();
    const std::string csv = writeCsv(*first->figures.at("latency"));
    m_store->edit(row("gpus"), 8);
    m_refresher->flush();
    QVERIFY(m_refresher->snapshot() != first);
    QVERIFY(first->scenario == paper50k());
    QVERIFY(first->estimate == evaluate(paper50k()));
    QVERIFY(writeCsv(*first->figures.at("latency")) == csv);
    QVERIFY(writeCsv(*m_refresher->snapshot()->figures.at("latency")) != csv);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::RefresherTest)

#include "refresher_test.moc"
