// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure_kind.h"

#include "figure/map.h"

#include "core/figure/figure_checks.h"
#include "figure/workings.h"
#include "registry.h"

#include <set>

// What holds of every figure of every page.

namespace longpeak {
namespace {

using namespace test;

void addKinds() {
    QTest::addColumn<QString>("id");
    for (const FigureKind& kind : figureKinds()) QTest::newRow(std::string(kind.id).c_str()) << shown(kind.id);
}

Figure built(const QString& id, const Scenario& scenario, const Scenario* reference = nullptr,
             ByteUnits bytes = ByteUnits::Decimal) {
    MapStore maps; // coarse ones do
    return findFigureKind(id.toStdString())
        ->build(
            {.scenario = scenario, .reference = reference, .bytes = bytes, .catalogue = &catalogue(), .maps = &maps});
}

bool isSameNumber(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

class FigureKindTest : public QObject {
    Q_OBJECT

private slots:
    void isDeclared();
    void isFoundById();
    void isSound_data() { addKinds(); }
    void isSound();
    void isSoundOfEveryPreset_data() { addKinds(); }
    void isSoundOfEveryPreset();
    void isSoundAtRandom_data() { addKinds(); }
    void isSoundAtRandom();
    void worksWithoutACatalogue_data() { addKinds(); }
    void worksWithoutACatalogue();
    void doesNotDependOnByteUnits_data() { addKinds(); }
    void doesNotDependOnByteUnits();
    void sharedWorkingsChangeNothing_data() { addKinds(); }
    void sharedWorkingsChangeNothing();
    void workingsAreShared();
    void workingsForgetTheOldest();
    void staysSmall_data() { addKinds(); }
    void staysSmall();
};

void FigureKindTest::isDeclared() {
    std::set<std::string_view> ids;
    for (const FigureKind& kind : figureKinds()) {
        QVERIFY2(ids.insert(kind.id).second, kind.id.data());
        QVERIFY(!kind.title.empty() && !kind.help.empty() && !kind.page.empty());
        const Figure figure = kind.build({paper50k()});
        QCOMPARE(shown(figure.id), shown(kind.id));
        QCOMPARE(shown(figure.title), shown(kind.title));
        QVERIFY(!figure.subtitle.empty());
        if (figure.series.empty()) continue; // nothing to compare with, without a catalogue
        for (const Axis& axis : {figure.x, figure.y}) QVERIFY(!axis.label.empty() || axis.isNamed());
    }
    for (const char* id : {"occupancy", "ceiling", "latency", "tokens", "breakdown", "ceiling-compared",
                           "architectures", "prefill-parts", "decode-parts", "return"})
        QVERIFY2(ids.contains(id), id);
}

void FigureKindTest::isFoundById() {
    for (const FigureKind& kind : figureKinds()) QCOMPARE(findFigureKind(kind.id), &kind);
    for (const char* id : {"", "Occupancy", "no-such-figure"}) QVERIFY(findFigureKind(id) == nullptr);
}

void FigureKindTest::isSound() {
    QFETCH(QString, id);
    for (const FigureCase& one : figureCases())
        for (const Scenario* reference : {static_cast<const Scenario*>(nullptr), &one.reference}) {
            checkFigure(built(id, one.scenario, reference));
            if (!QTest::currentTestFailed()) continue;
            qWarning("in '%s'", one.name);
            return;
        }
}

/// Each model on an accelerator, in turn: by one cost model alone, by the other with many users at a long context; by
/// the next eight presets the other way round.
void FigureKindTest::isSoundOfEveryPreset() {
    QFETCH(QString, id);
    const Catalogue& presets = catalogue();
    const Scenario reference = paper4k();
    const bool takesLong = findFigureKind(id.toStdString())->needsSessions;
    for (std::size_t i = 0; i < std::max(presets.models.size(), presets.accelerators.size()); ++i) {
        if (takesLong && i % 8 != 0) continue;
        Scenario scenario = paper50k();
        chooseModel(scenario, presets.models[i % presets.models.size()]);
        chooseAccelerator(scenario, presets.accelerators[i % presets.accelerators.size()]);
        for (const bool heavy : {false, true}) {
            Scenario one = with(scenario, "cost_model", heavy == (i / 8 % 2 == 0) ? 1.0 : 0.0);
            if (heavy) one = with(with(with(one, "users", 100), "context", 1e6), "batch", 8);
            checkFigure(built(id, one, heavy ? &reference : nullptr));
            if (!QTest::currentTestFailed()) continue;
            qWarning("of %s on %s", one.model.id.c_str(), one.deployment.accelerator.id.c_str());
            return;
        }
    }
}

void FigureKindTest::isSoundAtRandom() {
    QFETCH(QString, id);
    const bool simulated = findFigureKind(id.toStdString())->needsSessions;
    forAll(simulated ? 2 : 20, [&] {
        Scenario scenario = anyScenario();
        const Scenario reference = anyScenario();
        if (simulated) {
            scenario.session.users = std::min(scenario.session.users, 20.0);
            scenario.session.rounds = std::min(scenario.session.rounds, 5.0);
        }
        requireSound(built(id, scenario, &reference));
    });
}

void FigureKindTest::worksWithoutACatalogue() {
    QFETCH(QString, id);
    const Scenario reference = paper4k();
    checkFigure(findFigureKind(id.toStdString())->build({.scenario = paper50k(), .reference = &reference}));
}

void FigureKindTest::doesNotDependOnByteUnits() {
    QFETCH(QString, id);
    // Labels may change with the setting, data must not.
    const Figure decimal = built(id, paper50k());
    const Figure binary = built(id, paper50k(), nullptr, ByteUnits::Binary);
    QCOMPARE(shown(writeCsv(decimal)), shown(writeCsv(binary)));
    QVERIFY(decimal.x == binary.x && decimal.y == binary.y);
}

void FigureKindTest::sharedWorkingsChangeNothing() {
    QFETCH(QString, id);
    if (findFigureKind(id.toStdString())->needsSessions) return; // drawn from simulations, which take long
    Workings workings;
    MapStore maps;
    for (const FigureCase& one : figureCases()) {
        const FigureInput shared{.scenario = one.scenario,
                                 .reference = &one.reference,
                                 .catalogue = &catalogue(),
                                 .workings = &workings,
                                 .maps = &maps};
        const Figure figure = findFigureKind(id.toStdString())->build(shared);
        const Figure alone = built(id, one.scenario, &one.reference);
        QCOMPARE(figure.series.size(), alone.series.size());
        for (std::size_t i = 0; i < figure.series.size(); ++i)
            QVERIFY(std::ranges::equal(figure.series[i].y, alone.series[i].y, isSameNumber));
        QVERIFY(figure.marks == alone.marks && figure.rules == alone.rules && figure.subtitle == alone.subtitle);
    }
}

void FigureKindTest::workingsAreShared() {
    const Scenario scenario = paper50k();
    const Scenario reference = with(paper4k(), "gpus", 2);
    Workings workings;
    for (const FigureKind& kind : figureKinds())
        kind.build({.scenario = scenario, .reference = &reference, .catalogue = &catalogue(), .workings = &workings});
    // The scenario's and the reference's, for all figures; operators stand for the scenario alone.
    const Workings::Made once{
        .estimates = 2, .sweeps = 2, .operators = 1, .parities = 1, .watched = 2, .comparisons = 1};
    QVERIFY(workings.made() == once);
    const auto first = workings.sweep(scenario, 400);
    Scenario elsewhere = with(scenario, "context", 1e6);
    elsewhere.name = "another name";
    QCOMPARE(workings.sweep(elsewhere, 400), first);
    QVERIFY(workings.sweep(scenario, 10) != first);
    QCOMPARE(workings.sweep(scenario, 10)->size(), std::size_t{10});
    QVERIFY(workings.sweep(with(scenario, "gpus", 3), 400) != first);
    QCOMPARE(workings.made().sweeps, std::size_t{4});
    workings.forget();
    QVERIFY(workings.sweep(scenario, 400) != first);
}

void FigureKindTest::workingsForgetTheOldest() {
    Recent<int, int> recent(2);
    const auto of = [&](int key) { return recent.of(key, [key] { return key * key; }); };
    const auto three = of(3);
    QCOMPARE(*three, 9);
    QCOMPARE(of(3), three);
    of(4);
    QCOMPARE(of(3), three); // it was asked for again, so that 4 is the oldest
    of(5);
    QCOMPARE(of(3), three);
    QCOMPARE(recent.made(), std::size_t{3});
    of(4);
    QCOMPARE(recent.made(), std::size_t{4});
}

/// How little is simulated for it, SimulationTest says.
void FigureKindTest::staysSmall() {
    QFETCH(QString, id);
    const Scenario longest = with(with(with(paper50k(), "session.rounds", 100), "session.answer", 100e3), "users",
                                  1000);
    const Figure figure = built(id, longest, &longest);
    std::size_t points = 0;
    for (const Series& series : figure.series) points += series.x.size();
    QVERIFY(points <= 4400);
    QVERIFY(figure.regions.size() <= 400);
    QVERIFY(writeCsv(figure).size() < 1'000'000);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FigureKindTest)
#include "figure_kind_test.moc"
