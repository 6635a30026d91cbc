// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/refresher.h"

#include "ui/window_fixture.h"

// What a snapshot holds, and that each part is worked out once, only where it is wanted, and anew only where it changes.

namespace longpeak {
namespace {

using namespace test;

class SnapshotTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void partsAreThoseOfCore();
    void onlyWhatIsWantedIsMade_data();
    void onlyWhatIsWantedIsMade();
    void aMoveWorksOutEachOnce_data();
    void aMoveWorksOutEachOnce();
    void sweepsOutliveAMoveOfTheContext();
    void theReferenceIsWorkedOutOnce();
    void measurementsAreComparedOnceInAll();
    void whatIsTheSameIsTakenOver();
    void aRenameSimulatesNothing();
    void anotherViewOfTimeDrawsOnlyThat();
    void measurementsAreNarrowed();
    void answersWaitForRest();
    void theFineMapWaitsForRest();
    void anotherCatalogueIsAnotherStory();

private:
    const Snapshot& now() {
        m_refresher->flush();
        return *m_refresher->snapshot();
    }
    const Snapshot& make(const Wanted& wanted) {
        m_refresher->want(wanted);
        return now();
    }
    /// What of it one move of that parameter works out.
    Workings::Made ofAMove(const char* parameter, double value) {
        const Workings::Made before = m_refresher->made();
        m_store->edit(row(parameter), value, EditPhase::Drag);
        m_refresher->flush();
        const Workings::Made after = m_refresher->made();
        return {.estimates = after.estimates - before.estimates,
                .sweeps = after.sweeps - before.sweeps,
                .operators = after.operators - before.operators,
                .parities = after.parities - before.parities,
                .watched = after.watched - before.watched,
                .comparisons = after.comparisons - before.comparisons};
    }
    std::unique_ptr<ScenarioStore> m_store;
    std::unique_ptr<Refresher> m_refresher;
};

void SnapshotTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_store = std::make_unique<ScenarioStore>(catalogue(), with(paper50k(), "cost_model", 1));
    m_refresher = std::make_unique<Refresher>(*m_store);
    m_refresher->setMetric("prefill_s");
}

void SnapshotTest::cleanup() {
    m_refresher.reset();
    m_store.reset();
}

void SnapshotTest::partsAreThoseOfCore() {
    m_store->pin(with(paper50k(), "gpus", 4));
    m_store->edit(row("context"), 2e5);
    const Snapshot& snapshot = make({.comparisons = true, .operators = true, .sideBySide = true, .conventions = true});
    const Scenario& s = m_store->scenario();
    const Estimate estimate = evaluate(s);
    QVERIFY(snapshot.explanation == explain(*findMetric("prefill_s"), s, estimate));
    QVERIFY(!estimate.fits);
    QCOMPARE(snapshot.feasibility->text, infeasibility(s, estimate));
    QCOMPARE(snapshot.feasibility->remedies.size(), remedies(s, catalogue()).size());
    QCOMPARE(writeCsv(*snapshot.operators), writeCsv(operatorLines(s)));
    const std::array scenarios{s, with(paper50k(), "gpus", 4)};
    QCOMPARE(writeCsv(*snapshot.sideBySide), writeCsv(sideBySide(scenarios)));
    const auto reports = conventionReports(s, catalogue());
    QCOMPARE(snapshot.conventions->size(), reports.size());
    for (std::size_t i = 0; i < reports.size(); ++i)
        for (std::size_t j = 0; j < reports[i].choices.size(); ++j) {
            const auto& shifts = (*snapshot.conventions)[i].choices[j].shifts;
            QCOMPARE(shifts.size(), reports[i].choices[j].shifts.size());
            if (!shifts.empty()) QCOMPARE(shifts.front().text(), reports[i].choices[j].shifts.front().text());
        }
    QCOMPARE(snapshot.readings->cache.size(), cacheReadings(catalogue()).size());
    const auto all = compareAll(m_store->catalogue());
    QCOMPARE(snapshot.comparisons->size(), all.size());
    QVERIFY(snapshot.typicalEfficiency == typicalEfficiency(s.deployment.accelerator, all, m_store->catalogue()));
}

void SnapshotTest::onlyWhatIsWantedIsMade_data() {
    QTest::addColumn<QString>("page");
    for (const char* page : {"overview", "memory", "latency", "sessions", "roofline", "road", "compare", "sensitivity",
                             "conventions", "evidence"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

/// Page by page, as the window asks for it.
void SnapshotTest::onlyWhatIsWantedIsMade() {
    QFETCH(QString, page);
    const TestWindow window;
    QVERIFY(window.show());
    window->workspace().showPage(page);
    window->refresher().settle();
    const Snapshot& snapshot = *window->refresher().snapshot();
    QCOMPARE(snapshot.operators != nullptr, page == QLatin1String("roofline"));
    QCOMPARE(snapshot.sideBySide != nullptr, page == QLatin1String("compare"));
    QCOMPARE(snapshot.multiples.empty(), page != QLatin1String("compare"));
    QCOMPARE(snapshot.conventions != nullptr, page == QLatin1String("conventions"));
    QCOMPARE(snapshot.readings != nullptr, page == QLatin1String("conventions"));
    QCOMPARE(snapshot.comparisons != nullptr, page == QLatin1String("evidence"));
    QCOMPARE(snapshot.whatItTakes != nullptr, page == QLatin1String("road"));
    const bool simulates = page == QLatin1String("overview") || page == QLatin1String("sessions");
    QCOMPARE(snapshot.sessions != nullptr || snapshot.sessionsPending, simulates);
    for (const FigureKind& kind : figureKinds()) {
        const std::string id(kind.id);
        if (!kind.needsSessions) QCOMPARE(snapshot.figures.contains(id), snapshot.wanted.figures.contains(id));
    }
}

void SnapshotTest::aMoveWorksOutEachOnce_data() {
    QTest::addColumn<QString>("page");
    QTest::addColumn<std::size_t>("sweeps");
    QTest::addColumn<std::size_t>("operators");
    QTest::addColumn<std::size_t>("parities");
    QTest::addColumn<std::size_t>("watched");
    // The scenario's and the reference's, where figures are over context or over one user's time.
    QTest::newRow("overview") << QStringLiteral("overview") << std::size_t{1} << std::size_t{0} << std::size_t{0}
                              << std::size_t{2};
    QTest::newRow("memory") << QStringLiteral("memory") << std::size_t{1} << std::size_t{0} << std::size_t{0}
                            << std::size_t{0};
    QTest::newRow("latency") << QStringLiteral("latency") << std::size_t{1} << std::size_t{0} << std::size_t{0}
                             << std::size_t{2};
    QTest::newRow("roofline") << QStringLiteral("roofline") << std::size_t{0} << std::size_t{1} << std::size_t{0}
                              << std::size_t{0};
    QTest::newRow("road") << QStringLiteral("road") << std::size_t{0} << std::size_t{0} << std::size_t{1}
                          << std::size_t{0};
    QTest::newRow("sensitivity") << QStringLiteral("sensitivity") << std::size_t{0} << std::size_t{0} << std::size_t{0}
                                 << std::size_t{0};
    QTest::newRow("evidence") << QStringLiteral("evidence") << std::size_t{0} << std::size_t{0} << std::size_t{0}
                              << std::size_t{0};
}

/// Whatever figures and tables a page has: the scenario and its reference are evaluated once each, and so on.
void SnapshotTest::aMoveWorksOutEachOnce() {
    QFETCH(QString, page);
    QFETCH(std::size_t, sweeps);
    QFETCH(std::size_t, operators);
    QFETCH(std::size_t, parities);
    QFETCH(std::size_t, watched);
    Wanted wanted{.operators = page == QLatin1String("roofline")};
    for (const std::string_view id : figuresOfPage(page.toStdString())) wanted.figures.insert(std::string(id));
    if (page == QLatin1String("road")) wanted.whatItTakes = Targets();
    make(wanted);
    m_refresher->settle();
    const Workings::Made each{.estimates = 2, // the reference at 4K goes along
                              .sweeps = sweeps,
                              .operators = operators,
                              .parities = parities,
                              .watched = watched};
    for (const double gpus : {2.0, 4.0, 8.0}) QVERIFY(ofAMove("gpus", gpus) == each);
    QVERIFY(ofAMove("gpus", 8) == Workings::Made());
}

void SnapshotTest::sweepsOutliveAMoveOfTheContext() {
    make({.figures = {"occupancy", "latency", "ceiling", "tokens", "prefill-parts"}});
    for (const double context : {60e3, 70e3, 1e6})
        QVERIFY(ofAMove("context", context) == (Workings::Made{.estimates = 1, .watched = 1}));
}

void SnapshotTest::theReferenceIsWorkedOutOnce() {
    m_store->pinReference(with(paper4k(), "gpus", 8));
    make({.figures = {"occupancy", "latency", "ceiling"}});
    for (const double gpus : {2.0, 4.0})
        QVERIFY(ofAMove("gpus", gpus) == (Workings::Made{.estimates = 1, .sweeps = 1}));
}

void SnapshotTest::measurementsAreComparedOnceInAll() {
    const TestWindow window;
    QVERIFY(window.show());
    for (const char* page : {"evidence", "overview", "evidence"}) {
        window->workspace().showPage(QLatin1String(page));
        window->refresher().settle();
        window->store().edit(row("context"), window->store().scenario().context.si() + 1e3);
        window->refresher().settle();
        QCOMPARE(window->refresher().made().comparisons, std::size_t{1}); // for the rail, the table and two figures
    }
}

void SnapshotTest::whatIsTheSameIsTakenOver() {
    m_store->pin(paper4k());
    const Wanted wanted{
        .figures = {"occupancy", "sensitivity"}, .multiples = "latency", .sideBySide = true, .conventions = true};
    make(wanted);
    const SnapshotPtr before = m_refresher->snapshot();
    m_refresher->setMetric("switch_s");
    const Snapshot& after = now();
    QCOMPARE(after.explanation.title, explain(*findMetric("switch_s"), after.scenario, after.estimate).title);
    QCOMPARE(after.figures.at("occupancy"), before->figures.at("occupancy"));
    QVERIFY(after.figures.at("sensitivity") != before->figures.at("sensitivity"));
    QCOMPARE(after.sideBySide, before->sideBySide);
    QCOMPARE(after.conventions, before->conventions);
    QCOMPARE(after.feasibility, before->feasibility);
    // What was hidden is not kept, and is made again.
    make({});
    QVERIFY(m_refresher->snapshot()->figures.empty() && m_refresher->snapshot()->multiples.empty());
    QVERIFY(make(wanted).figures.contains("occupancy"));
}

void SnapshotTest::aRenameSimulatesNothing() {
    make({.figures = {"lanes", "load-throughput", "latency"}, .sessions = true});
    QTRY_VERIFY(!m_refresher->snapshot()->sessionsPending);
    QTRY_VERIFY(!m_refresher->snapshot()->sessions->load.empty());
    const SnapshotPtr before = m_refresher->snapshot();
    Scenario renamed = m_store->scenario();
    renamed.name = "another name";
    renamed.note = "and other words";
    m_store->replace(renamed, QStringLiteral("Rename"));
    const Snapshot& after = now();
    QCOMPARE(after.scenario.name, renamed.name);
    QVERIFY(!after.sessionsPending);
    QCOMPARE(after.sessions, before->sessions);
    QVERIFY(after.figures == before->figures);
}

void SnapshotTest::anotherViewOfTimeDrawsOnlyThat() {
    Wanted wanted{.figures = {"lanes", "states", "session-memory", "load-waiting", "first-token"}};
    make(wanted);
    QTRY_VERIFY(m_refresher->snapshot()->sessions && !m_refresher->snapshot()->sessionsPending);
    const SnapshotPtr before = m_refresher->snapshot();
    wanted.lanes = {.from = 600, .to = 900};
    const Snapshot& after = make(wanted);
    QCOMPARE(after.sessions, before->sessions);
    QVERIFY(*after.figures.at("lanes") == findFigureKind("lanes")->named(lanesFigure(*after.sessions, wanted.lanes)));
    QVERIFY(*after.figures.at("lanes") != *before->figures.at("lanes"));
    for (const char* id : {"load-waiting", "first-token"}) QCOMPARE(after.figures.at(id), before->figures.at(id));
}

void SnapshotTest::measurementsAreNarrowed() {
    const std::string id = "vllmkv-h100-sxm-llama-3.1-8b-bf16-itl100k";
    Wanted wanted{.figures = {"evidence"}};
    const auto pointsOf = [](const Snapshot& snapshot) {
        std::size_t points = 0;
        for (const Series& series : snapshot.figures.at("evidence")->series)
            if (series.form == Form::Points) points += series.x.size();
        return points;
    };
    QVERIFY(pointsOf(make(wanted)) > 100);
    const SnapshotPtr before = m_refresher->snapshot();
    QVERIFY(ofAMove("context", 1e5).comparisons == 0);
    QCOMPARE(now().figures.at("evidence"), before->figures.at("evidence")); // whatever the scenario is
    wanted.evidence = {.shown = std::vector{id}, .selected = id};
    QCOMPARE(pointsOf(make(wanted)), std::size_t{1});
    QCOMPARE(now().figures.at("evidence")->marks.size(), std::size_t{1});
}

void SnapshotTest::answersWaitForRest() {
    const Targets targets{.firstToken = Seconds(10.0)};
    const Snapshot& first = make({.whatItTakes = targets});
    QVERIFY(first.whatItTakes == nullptr);
    m_refresher->settle();
    const auto answers = m_refresher->snapshot()->whatItTakes;
    QVERIFY(answers != nullptr);
    m_store->edit(row("users"), 7);
    QCOMPARE(now().whatItTakes, answers); // those of before, for now
    m_refresher->settle();
    const Scenario& s = m_store->scenario();
    const Scenario reference = *m_store->reference();
    const auto rows = parity(s, reference, catalogue());
    const auto expected = whatItTakes(s, rows, reference, findMetric("prefill_s"), targets, catalogue());
    const WhatItTakes& given = *m_refresher->snapshot()->whatItTakes;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(given[i].requirement.words, expected[i].requirement.words);
        QVERIFY(given[i].requirement.edits == expected[i].requirement.edits);
        QCOMPARE(given[i].changes, expected[i].changes);
    }
    const auto kept = m_refresher->snapshot()->whatItTakes;
    m_refresher->settle();
    QCOMPARE(m_refresher->snapshot()->whatItTakes, kept); // nothing else is asked
}

void SnapshotTest::theFineMapWaitsForRest() {
    const auto side = [this] { return m_refresher->snapshot()->figures.at("map")->shading->xs.size(); };
    make({.figures = {"map", "parity"}});
    QCOMPARE(side(), coarseMap);
    const auto parityBefore = m_refresher->snapshot()->figures.at("parity");
    m_refresher->settle();
    QTRY_COMPARE(side(), fineMap);
    QCOMPARE(m_refresher->snapshot()->figures.at("parity"), parityBefore);
    m_store->edit(row("context"), 80e3); // along the map
    now();
    QCOMPARE(side(), fineMap);
    m_store->edit(row("users"), 9);
    now();
    QCOMPARE(side(), coarseMap);
}

void SnapshotTest::anotherCatalogueIsAnotherStory() {
    const Wanted wanted{.figures = {"ceiling-compared"}};
    make(wanted);
    const SnapshotPtr before = m_refresher->snapshot();
    Model mine = *catalogue().model("yi-34b-200k");
    mine.id = "mine";
    m_store->addOwn(mine);
    QVERIFY(now().figures.at("ceiling-compared") != before->figures.at("ceiling-compared"));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::SnapshotTest)

#include "snapshot_test.moc"
