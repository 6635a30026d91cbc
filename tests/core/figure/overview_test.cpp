// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/overview.h"

#include "core/near.h"
#include "core/samples.h"
#include "cost/metric.h"

#include <QElapsedTimer>
#include <QTest>

namespace longpeak {
namespace {

using test::catalogue;
using test::paper4k;
using test::paper50k;
using test::shown;
using test::with;

struct Case {
    const char* name;
    Scenario scenario;
    Scenario reference;
};

/// Scenarios at the edges of what figures show.
std::vector<Case> cases() {
    Scenario tooLarge = paper50k();
    chooseModel(tooLarge, *catalogue().model("llama-3.1-405b"));
    Scenario longest = with(with(paper50k(), "session.rounds", 100), "session.answer", 100e3);
    Scenario oneToken = with(with(with(paper50k(), "session.rounds", 1), "session.answer", 1), "session.think", 0);
    Scenario squeezed = paper50k();
    for (const char* axis : {"layer", "head", "token", "hidden"})
        test::set(squeezed, std::string("compression.") + axis, 256);
    return {{"the paper's", paper50k(), paper4k()},
            {"against itself", paper50k(), paper50k()},
            {"against another model", paper50k(), tooLarge},
            {"weights do not fit", tooLarge, paper50k()},
            {"not one user fits", with(paper50k(), "context", 1e7), paper4k()},
            {"shortest", with(paper50k(), "context", 1e3), paper50k()},
            {"1000 users", with(paper50k(), "users", 1000), paper4k()},
            {"seven users", with(paper50k(), "users", 7), with(paper50k(), "users", 6)},
            {"100 rounds of 100 000 tokens", longest, paper4k()},
            {"one token", oneToken, longest},
            {"compressed beyond reason", squeezed, paper4k()},
            {"64 GPUs", with(paper50k(), "gpus", 64), paper50k()}};
}

void addKinds() {
    QTest::addColumn<int>("kind");
    for (std::size_t i = 0; i < figureKinds().size(); ++i)
        QTest::newRow(std::string(figureKinds()[i].id).c_str()) << static_cast<int>(i);
}

Figure built(int kind, const Scenario& scenario, const Scenario* reference = nullptr,
             ByteUnits bytes = ByteUnits::Decimal) {
    return figureKinds()[static_cast<std::size_t>(kind)].build({scenario, reference, 400, bytes});
}

bool contains(const Axis& axis, double value) {
    return value >= axis.minimum && value <= axis.maximum;
}

std::size_t ghostsOf(const Figure& figure) {
    return static_cast<std::size_t>(std::ranges::count(figure.series, true, &Series::reference));
}

const Series& seriesOf(const Figure& figure, std::string_view name) {
    const auto found = std::ranges::find(figure.series, name, &Series::name);
    if (found == figure.series.end()) qFatal("no series of that name");
    return *found;
}

class OverviewTest : public QObject {
    Q_OBJECT

private slots:
    void isDeclared();
    void isSound_data() { addKinds(); }
    void isSound();
    void doesNotDependOnByteUnits_data() { addKinds(); }
    void doesNotDependOnByteUnits();
    void marksLieOnTheirSeries();
    void stacksWithoutGap();
    void tellsUsersApart();
    void drawsGhostsOnlyWhereTheyDiffer();
    void curvesAreTheEstimates();
    void showsTheImpossible();
    void marksThePapersNumbers();
    void timelineFollowsTheConversation();
    void staysSmallAndFast_data() { addKinds(); }
    void staysSmallAndFast();
};

void OverviewTest::isDeclared() {
    QStringList ids;
    for (const FigureKind& kind : figureKinds()) {
        ids << shown(kind.id);
        QVERIFY(!kind.title.empty() && !kind.help.empty());
        const Figure figure = kind.build({paper50k()});
        QCOMPARE(shown(figure.id), shown(kind.id));
        QCOMPARE(shown(figure.title), shown(kind.title));
        QVERIFY(!figure.subtitle.empty() && !figure.x.label.empty() && !figure.y.label.empty());
    }
    QCOMPARE(ids, (QStringList{"occupancy", "ceiling", "latency", "tokens"}));
}

void checkSeries(const Figure& figure) {
    for (const Series& series : figure.series) {
        QVERIFY(!series.name.empty());
        QCOMPARE(series.y.size(), series.x.size());
        QCOMPARE(series.base.size(), series.form == Form::Area ? series.x.size() : std::size_t{0});
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            QVERIFY(std::isfinite(series.x[i]));
            QVERIFY(i == 0 || series.x[i] > series.x[i - 1]);
            QVERIFY(!std::isinf(series.y[i]));
            QVERIFY(figure.y.scale == AxisScale::Linear || std::isnan(series.y[i]) || series.y[i] > 0);
        }
        if (!series.label.empty() && !series.reference) QVERIFY(contains(figure.x, series.labelX));
        if (figure.x.unit != Unit::Tokens) continue;
        QCOMPARE(series.x.size(), std::size_t{400});
        QVERIFY(series.x.front() == 1e3);
        QVERIFY(series.x.back() == 1e7); // exactly: curves meet the frame
    }
}

void checkFrame(const Figure& figure) {
    for (const Axis& axis : {figure.x, figure.y}) {
        QVERIFY(std::isfinite(axis.minimum) && std::isfinite(axis.maximum) && axis.maximum > axis.minimum);
        QVERIFY(axis.scale == AxisScale::Linear || axis.minimum > 0);
        QVERIFY(!ticks(axis, axis.minimum, axis.maximum, 5).empty());
    }
    for (const Region& region : figure.regions) { QVERIFY(region.x0 < region.x1 && region.y0 < region.y1); }
    for (const Rule& rule : figure.rules) {
        QVERIFY(std::isfinite(rule.at));
        if (rule.vertical) QVERIFY(contains(figure.x, rule.at));
        if (!rule.parameter.empty()) QVERIFY(findParameter(rule.parameter) != nullptr);
    }
    for (const Mark& mark : figure.marks) {
        QVERIFY(std::isfinite(mark.x) && std::isfinite(mark.y));
        if (!mark.metric.empty()) QVERIFY(findMetric(mark.metric) != nullptr);
        if (mark.reference) continue; // another scenario's may be out of the frame
        QVERIFY2(contains(figure.x, mark.x) && contains(figure.y, mark.y), mark.label.c_str());
        QVERIFY(!mark.label.empty());
    }
}

void OverviewTest::isSound() {
    QFETCH(int, kind);
    for (const Case& one : cases())
        for (const Scenario* reference : {static_cast<const Scenario*>(nullptr), &one.reference}) {
            const Figure figure = built(kind, one.scenario, reference);
            checkSeries(figure);
            checkFrame(figure);
            if (!QTest::currentTestFailed()) continue;
            qWarning("in '%s'", one.name);
            return;
        }
    constexpr test::Random::result_type seed = 400;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    test::Random random(seed);
    for (int i = 0; i < 150; ++i) {
        const Scenario scenario = test::randomScenario(random);
        const Scenario reference = test::randomScenario(random);
        const Figure figure = built(kind, scenario, &reference);
        checkSeries(figure);
        checkFrame(figure);
        if (!QTest::currentTestFailed()) continue;
        qWarning("in %s", writeScenario(scenario, catalogue()).c_str());
        return;
    }
}

void OverviewTest::doesNotDependOnByteUnits() {
    QFETCH(int, kind);
    // Labels may change with the setting, data must not.
    const Figure decimal = built(kind, paper50k());
    const Figure binary = built(kind, paper50k(), nullptr, ByteUnits::Binary);
    QCOMPARE(shown(writeCsv(decimal)), shown(writeCsv(binary)));
    QVERIFY(decimal.x == binary.x && decimal.y == binary.y);
}

void OverviewTest::marksLieOnTheirSeries() {
    for (const Case& one : cases()) {
        const Figure ceiling = ceilingFigure({one.scenario, &one.reference});
        for (const Mark& mark : ceiling.marks) {
            if (mark.reference) continue;
            NEAR(valueAt(ceiling, seriesOf(ceiling, "this scenario"), mark.x), mark.y, 1e-9);
        }
        const Figure latency = latencyFigure({one.scenario, &one.reference});
        QCOMPARE(latency.marks.size(), std::size_t{6});
        for (const Mark& mark : latency.marks) {
            // The reference's lie on its ghosts or, where it has none, on the curves that both share.
            const auto on = std::ranges::find_if(latency.series, [&](const Series& series) {
                return series.role == mark.role && test::isNear(valueAt(latency, series, mark.x), mark.y, 1e-4);
            });
            QVERIFY2(on != latency.series.end(), one.name);
        }
        const Figure tokens = tokenTimelineFigure({one.scenario, &one.reference});
        for (const Mark& mark : tokens.marks) {
            const auto on = std::ranges::find_if(tokens.series, [&](const Series& series) {
                return !series.reference && series.role == mark.role && valueAt(tokens, series, mark.x) == mark.y;
            });
            QVERIFY2(on != tokens.series.end(), one.name);
        }
    }
}

void OverviewTest::stacksWithoutGap() {
    for (const Case& one : cases()) {
        const Figure figure = occupancyFigure({one.scenario, nullptr});
        std::vector<double> top(400, 0.0);
        for (const Series& series : figure.series) {
            QVERIFY(series.form == Form::Area);
            QVERIFY(series.base == top); // bit for bit: no hairline between areas
            top = series.y;
        }
        const auto& x = figure.series.front().x;
        for (std::size_t i = 0; i < top.size(); i += 57) {
            Scenario there = one.scenario;
            there.context = Tokens(x[i]);
            NEAR(top[i], evaluate(there).memory.demand.si(), 1e-14);
        }
    }
}

void OverviewTest::tellsUsersApart() {
    const auto names = [](double users) {
        QStringList out;
        const Scenario s = with(paper50k(), "users", users);
        for (const Series& series : occupancyFigure({s}).series) out << shown(series.name);
        return out;
    };
    QCOMPARE(names(1), (QStringList{"weights", "KV cache, user 1"}));
    QCOMPARE(names(3), (QStringList{"weights", "KV cache, user 1", "KV cache, user 2", "KV cache, user 3"}));
    QCOMPARE(names(6).size(), 7);
    QCOMPARE(names(7), (QStringList{"weights", "KV cache, user 1", "KV cache, users 2 to 7"}));
    QCOMPARE(names(1000), (QStringList{"weights", "KV cache, user 1", "KV cache, users 2 to 1000"}));
    // Neighbours of one colour are told apart by their shade.
    const Scenario s = with(paper50k(), "users", 6);
    const Figure figure = occupancyFigure({s});
    for (std::size_t i = 2; i < figure.series.size(); ++i)
        QVERIFY(figure.series[i].shade != figure.series[i - 1].shade);
}

void OverviewTest::drawsGhostsOnlyWhereTheyDiffer() {
    struct Expected {
        const char* name;
        Scenario reference;
        std::array<std::size_t, 4> ghosts; // of occupancy, ceiling, latency, tokens
    };
    Scenario renamed = paper50k();
    renamed.name = "another name";
    const std::vector<Expected> all{{"itself", paper50k(), {0, 0, 0, 0}},
                                    {"renamed", renamed, {0, 0, 0, 0}},
                                    {"another context", paper4k(), {0, 0, 0, 3}}, // the same curves at another place
                                    {"more users", with(paper50k(), "users", 4), {1, 0, 0, 0}},
                                    {"more thinking", with(paper50k(), "session.think", 90), {0, 0, 0, 3}},
                                    {"longer answers", with(paper50k(), "session.answer", 500), {0, 0, 1, 3}},
                                    {"slower link", with(paper50k(), "link.bandwidth", 1e10), {0, 0, 1, 3}},
                                    {"more compute", with(paper50k(), "accelerator.flops", 1e15), {0, 0, 1, 3}},
                                    {"more memory", with(paper50k(), "accelerator.memory", 1e11), {0, 1, 0, 0}},
                                    {"another price", with(paper50k(), "price.gpu_hour", 1), {0, 0, 0, 0}},
                                    {"smaller cache", with(paper50k(), "compression.token", 4), {1, 1, 2, 3}}};
    const Scenario scenario = paper50k();
    for (const Expected& expected : all)
        for (int kind = 0; kind < 4; ++kind) {
            const std::size_t found = ghostsOf(built(kind, scenario, &expected.reference));
            const QString message =
                QStringLiteral("%1: %2 ghosts in figure %3").arg(expected.name).arg(found).arg(kind);
            QVERIFY2(found == expected.ghosts.at(static_cast<std::size_t>(kind)), qPrintable(message));
        }
    for (int kind = 0; kind < 4; ++kind) QCOMPARE(ghostsOf(built(kind, scenario)), std::size_t{0});
}

void OverviewTest::curvesAreTheEstimates() {
    const Scenario s = paper50k();
    const Figure latency = latencyFigure({s});
    const Figure ceiling = ceilingFigure({s});
    const Figure occupancy = occupancyFigure({s});
    for (std::size_t i = 0; i < 400; i += 21) {
        Scenario there = s;
        there.context = Tokens(latency.series.front().x[i]);
        const Estimate e = evaluate(there);
        QCOMPARE(seriesOf(latency, "prefill").y[i], e.prefill.time.si());
        QCOMPARE(seriesOf(latency, "answer").y[i], e.decode.answer.si());
        QCOMPARE(seriesOf(latency, "switch").y[i], e.contextSwitch.time.si());
        QCOMPARE(seriesOf(ceiling, "this scenario").y[i], e.memory.ceiling);
        NEAR(seriesOf(ceiling, "cache 16× smaller").y[i], 16.0 * e.memory.ceiling, 1e-13);
        QCOMPARE(seriesOf(ceiling, "2 GPUs").y[i], evaluate(with(there, "gpus", 2)).memory.ceiling);
        QCOMPARE(seriesOf(occupancy, "weights").y[i], e.memory.weights.si());
    }
}

void OverviewTest::showsTheImpossible() {
    Scenario s = paper50k();
    chooseModel(s, *catalogue().model("llama-3.1-405b"));
    const Figure ceiling = ceilingFigure({s});
    for (const double y : seriesOf(ceiling, "this scenario").y) QVERIFY(std::isnan(y));
    QVERIFY(ceiling.marks.empty());
    QVERIFY(
        std::ranges::any_of(ceiling.notes, [](const std::string& note) { return shown(note).contains("do not fit"); }));
    // The weights themselves are in the frame, above the line that HBM draws.
    const Figure occupancy = occupancyFigure({s});
    QVERIFY(contains(occupancy.y, evaluate(s).memory.weights.si()));
    QVERIFY(evaluate(s).memory.weights > evaluate(s).memory.capacity);
    QVERIFY(!writeCsv(ceiling).empty());
}

void OverviewTest::marksThePapersNumbers() {
    const Scenario s = paper50k();
    const Scenario reference = paper4k();
    QStringList labels;
    for (const Mark& mark : latencyFigure({s, &reference}).marks)
        if (!mark.reference) labels << shown(mark.label);
    QCOMPARE(labels, (QStringList{"prefill 14.1 s", "answer 9.84 s", "switch 1.23 s"}));
    labels.clear();
    for (const Mark& mark : ceilingFigure({s, &reference}).marks) labels << shown(mark.label);
    QCOMPARE(labels, (QStringList{"18.2 users", "1.46 users"}));
    const Figure occupancy = occupancyFigure({s, &reference});
    QStringList rules;
    for (const Rule& rule : occupancy.rules) rules << shown(rule.label);
    QCOMPARE(rules, (QStringList{"HBM 85.9 GB: above it caches wait in host DDR", "4K", "50K: 12.3 GB each"}));
    QCOMPARE(shown(occupancyFigure({s, &reference, 400, ByteUnits::Binary}).rules.front().label),
             "HBM 80.0 GiB: above it caches wait in host DDR");
    QCOMPARE(shown(occupancy.rules.back().parameter), "context"); // the line that can be dragged
}

void OverviewTest::timelineFollowsTheConversation() {
    const Scenario s = paper50k();
    const Figure figure = tokenTimelineFigure({s});
    QCOMPARE(figure.regions.size(), std::size_t{18}); // 5 prefills, 5 answers, 4 thinks, 4 switches
    for (std::size_t i = 1; i < figure.regions.size(); ++i) QCOMPARE(figure.regions[i].x0, figure.regions[i - 1].x1);
    const Series& steady = seriesOf(figure, "token of an answer");
    QCOMPARE(std::ranges::count_if(steady.y, [](double y) { return std::isnan(y); }), 4); // a gap between two answers
    QCOMPARE(steady.x.size(), std::size_t{5 * 249 + 4});
    QCOMPARE(seriesOf(figure, "first token of the session").x.size(), std::size_t{1});
    QCOMPARE(seriesOf(figure, "first token after thinking").x.size(), std::size_t{4});
    QVERIFY(seriesOf(figure, "first token after thinking").role == Role::Switch);
    const Scenario alone = with(s, "users", 1);
    QVERIFY(seriesOf(tokenTimelineFigure({alone}), "first token after thinking").role == Role::Prefill);
}

void OverviewTest::staysSmallAndFast() {
    QFETCH(int, kind);
    const Scenario longest = with(with(with(paper50k(), "session.rounds", 100), "session.answer", 100e3), "users",
                                  1000);
    QElapsedTimer timer;
    timer.start();
    const Figure figure = built(kind, longest, &longest);
    const qint64 milliseconds = timer.elapsed();
    std::size_t points = 0;
    for (const Series& series : figure.series) points += series.x.size();
    QVERIFY(points <= 4400);
    QVERIFY(figure.regions.size() <= 400);
    QVERIFY(writeCsv(figure).size() < 1'000'000);
    QVERIFY2(milliseconds < 2000, "minutes would mean that every token is computed"); // sanitizers are slow
}

} // namespace
} // namespace longpeak

QTEST_APPLESS_MAIN(longpeak::OverviewTest)
#include "overview_test.moc"
