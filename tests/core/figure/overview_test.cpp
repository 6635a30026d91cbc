// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/overview.h"

#include "core/figure/figure_checks.h"
#include "figure/sessions.h"
#include "registry.h"

namespace longpeak {
namespace {

using namespace test;

class OverviewTest : public QObject {
    Q_OBJECT

private slots:
    void marksLieOnTheirSeries();
    void stacksWithoutGap();
    void tellsUsersApart();
    void drawsGhostsOnlyWhereTheyDiffer();
    void curvesAreTheEstimates();
    void marksWhereHostMemoryEnds();
    void showsTheImpossible();
    void marksThePapersNumbers();
    void timelineFollowsTheConversation();
};

void OverviewTest::marksLieOnTheirSeries() {
    for (const FigureCase& one : figureCases()) {
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
    for (const FigureCase& one : figureCases()) {
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
                                    {"more users", with(paper50k(), "users", 4), {1, 0, 0, 3}},
                                    {"more thinking", with(paper50k(), "session.think", 90), {0, 0, 0, 3}},
                                    {"longer answers", with(paper50k(), "session.answer", 500), {0, 0, 1, 3}},
                                    {"slower link", with(paper50k(), "link.bandwidth", 1e10), {0, 0, 1, 3}},
                                    {"more compute", with(paper50k(), "accelerator.flops", 1e15), {0, 0, 1, 3}},
                                    {"more memory", with(paper50k(), "accelerator.memory", 1e11), {0, 1, 0, 3}},
                                    {"another price", with(paper50k(), "price.gpu_hour", 1), {0, 0, 0, 0}},
                                    {"smaller cache", with(paper50k(), "compression.token", 4), {1, 1, 2, 3}}};
    const Scenario scenario = paper50k();
    const auto built = [&](int kind, const Scenario* reference) {
        constexpr std::array builders{occupancyFigure, ceilingFigure, latencyFigure, tokenTimelineFigure};
        return builders.at(static_cast<std::size_t>(kind))({.scenario = scenario, .reference = reference});
    };
    for (const Expected& expected : all)
        for (int kind = 0; kind < 4; ++kind) {
            const std::size_t found = ghostsOf(built(kind, &expected.reference));
            const QString message =
                QStringLiteral("%1: %2 ghosts in figure %3").arg(expected.name).arg(found).arg(kind);
            QVERIFY2(found == expected.ghosts.at(static_cast<std::size_t>(kind)), qPrintable(message));
        }
    for (int kind = 0; kind < 4; ++kind) QCOMPARE(ghostsOf(built(kind, nullptr)), std::size_t{0});
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

void OverviewTest::marksWhereHostMemoryEnds() {
    // 68e9 + 3·245 760·n = 80·2^30 + 1e12, so n = 1 380 614.
    const auto rule = [](const Scenario& s) {
        const Figure figure = occupancyFigure({s});
        const auto found = std::ranges::find_if(figure.rules,
                                                [](const Rule& r) { return r.role == Role::Limit && r.vertical; });
        return found == figure.rules.end() ? 0.0 : found->at;
    };
    NEAR(rule(paper50k()), 1'380'614.0, 1e-6);
    // 10 000 times the memory holds every context shown; where weights do not fit, no cache has a place to leave.
    QCOMPARE(rule(with(paper50k(), "host.memory", 1e15)), 0.0);
    QCOMPARE(rule(with(paper50k(), "accelerator.memory", 60e9)), 0.0);
}

void OverviewTest::showsTheImpossible() {
    Scenario s = paper50k();
    chooseModel(s, *catalogue().model("llama-3.1-405b"));
    const Figure ceiling = ceilingFigure({s});
    for (const double y : seriesOf(ceiling, "this scenario").y) QVERIFY(std::isnan(y));
    QVERIFY(ceiling.marks.empty());
    QVERIFY(std::ranges::any_of(ceiling.notes, [](const Text& note) { return shown(note).contains("do not fit"); }));
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
    QCOMPARE(rules, (QStringList{"HBM 85.9 GB: above it caches wait in host DDR", "4K", "50K: 12.3 GB each",
                                 "from 1.38M host DDR is full too"}));
    QCOMPARE(shown(occupancyFigure({s, &reference, 400, ByteUnits::Binary}).rules.front().label),
             "HBM 80.0 GiB: above it caches wait in host DDR");
    QCOMPARE(shown(occupancy.rules[2].parameter), "context"); // the line that can be dragged
}

void OverviewTest::timelineFollowsTheConversation() {
    const Scenario s = paper50k();
    const Figure figure = tokenTimelineFigure({s});
    // User 2 of 3: waits for the first, sends its cache away, and pays for each of four returns.
    const auto regionsOf = [&](Role role) { return std::ranges::count(figure.regions, role, &Region::role); };
    QCOMPARE(regionsOf(Role::Prefill), 5);
    QCOMPARE(regionsOf(Role::Decode), 5);
    QCOMPARE(regionsOf(Role::Thinking), 4);
    QCOMPARE(regionsOf(Role::Switch), 5);
    QVERIFY(regionsOf(Role::Waiting) >= 1);
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

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::OverviewTest)
#include "overview_test.moc"
