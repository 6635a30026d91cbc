// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/evidence.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

// The figures of measurements: every one that has an efficiency is a point, in its colour, with its name.

namespace longpeak {
namespace {

using test::catalogue;
using test::shown;

std::size_t points(const Figure& figure) {
    std::size_t count = 0;
    for (const Series& series : figure.series)
        if (series.form == Form::Points) count += series.x.size();
    return count;
}

const Series* named(const Figure& figure, const std::string& name) {
    const auto found = std::ranges::find_if(figure.series, [&](const Series& s) { return s.name.english() == name; });
    return found == figure.series.end() ? nullptr : &*found;
}

class EvidenceFigureTest : public QObject {
    Q_OBJECT

private slots:
    void showsEveryMeasurement();
    void isDrawable();
    void groupsByWhatWasMeasured();
    void drawsMedians();
    void marksSuspects();
    void marksTheSelected();
    void standsOverContext();
    void isEmptyWithoutMeasurements();
};

void EvidenceFigureTest::showsEveryMeasurement() {
    const auto all = compareAll(catalogue());
    const Figure figure = evidenceFigure({all});
    QCOMPARE(points(figure), std::size_t{142}); // 144 but two formulas
    QVERIFY(named(figure, "compute-bound") != nullptr);
    QVERIFY(named(figure, "bandwidth-bound") != nullptr);
    QVERIFY(named(figure, "link-bound") != nullptr);
    QVERIFY(named(figure, "capacity-bound") != nullptr);
    QVERIFY(named(figure, "suspect: past the peak") == nullptr);
    QVERIFY(shown(figure.notes.front()).startsWith("2 of 144 measurements"));
}

void EvidenceFigureTest::isDrawable() {
    const auto all = compareAll(catalogue());
    for (const Figure& figure : {evidenceFigure({all}), evidenceContextFigure({all})}) {
        for (const Series& series : figure.series) {
            QVERIFY(std::ranges::is_sorted(series.x));
            QCOMPARE(series.x.size(), series.y.size());
            QVERIFY(series.form != Form::Points || series.pointNames.size() == series.x.size());
            for (std::size_t i = 0; i < series.x.size(); ++i) {
                QVERIFY(series.x[i] >= figure.x.minimum && series.x[i] <= figure.x.maximum);
                QVERIFY(series.y[i] >= figure.y.minimum && series.y[i] <= figure.y.maximum);
            }
        }
    }
}

void EvidenceFigureTest::groupsByWhatWasMeasured() {
    const auto all = compareAll(catalogue());
    const Figure figure = evidenceFigure({all});
    QCOMPARE(figure.x.names.size(), std::size_t{8});
    QCOMPARE(figure.x.maximum, 7.5);
    // Seven links: three of the host, four transfers between nodes. They stand around the second column.
    const Series& links = *named(figure, "link-bound");
    const auto inColumn = std::ranges::count_if(links.x, [](double x) { return x > 0.5 && x < 1.5; });
    QCOMPARE(inColumn, std::ptrdiff_t{7});
    // Where a column is empty it has no name either.
    std::vector<Comparison> some;
    for (const Comparison& c : all)
        if (c.measurement->kind == MeasurementKind::Capacity) some.push_back(c);
    const Figure capacities = evidenceFigure({some});
    QCOMPARE(capacities.x.names.size(), std::size_t{1});
    QCOMPARE(shown(capacities.x.names.front()), QString("capacity"));
    QCOMPARE(points(capacities), std::size_t{5});
}

void EvidenceFigureTest::drawsMedians() {
    std::vector<Comparison> some;
    for (const Comparison& c : compareAll(catalogue()))
        if (c.measurement->metric == MeasuredMetric::HostLinkRate) some.push_back(c);
    const Figure figure = evidenceFigure({some});
    // 50 / 64, 83.4 / 128 and 68.5 / 128: the middle one is 0.6516
    const Series& median = *named(figure, "median of 3");
    NEAR(median.y.front(), 83.4 / 128.0, 1e-12);
    QCOMPARE(median.y.front(), median.y.back());
    QCOMPARE(shown(median.label), QString("65 %"));
    some.pop_back();
    QVERIFY(std::ranges::all_of(evidenceFigure({some}).series, [](const Series& s) { return s.form == Form::Points; }));
}

void EvidenceFigureTest::marksSuspects() {
    auto all = compareAll(catalogue());
    all.front().efficiency = 1.5;
    all.front().verdict = Verdict::Suspect;
    const Figure figure = evidenceFigure({all});
    const Series* suspects = named(figure, "suspect: past the peak");
    QVERIFY(suspects != nullptr);
    QVERIFY(suspects->role == Role::Limit);
    QCOMPARE(suspects->y, std::vector<double>{1.5});
    QVERIFY(figure.y.maximum > 1.5);
    QCOMPARE(figure.regions.front().y0, 1.0);
}

void EvidenceFigureTest::marksTheSelected() {
    const auto all = compareAll(catalogue());
    const auto found = std::ranges::find_if(
        all, [](const Comparison& c) { return c.measurement->id == "vllmkv-h100-sxm-llama-3.1-8b-bf16-itl100k"; });
    for (const Figure& figure :
         {evidenceFigure({all, found->measurement->id}), evidenceContextFigure({all, found->measurement->id})}) {
        QCOMPARE(figure.marks.size(), std::size_t{1});
        QCOMPARE(figure.marks.front().y, found->efficiency);
        QVERIFY(figure.marks.front().role == Role::Decode);
        QCOMPARE(shown(figure.marks.front().label), QString("77.7 %"));
    }
}

void EvidenceFigureTest::standsOverContext() {
    const auto all = compareAll(catalogue());
    const Figure figure = evidenceContextFigure({all});
    QVERIFY(figure.x.scale == AxisScale::Log && figure.x.unit == Unit::Tokens);
    QCOMPARE(figure.rules.size(), std::size_t{3}); // the peak, and the medians of two roofs
    const Series& compute = *named(figure, "compute-bound");
    QCOMPARE(compute.x.back(), 1e6); // a prefill of 1M tokens
    std::set<std::string> names;
    for (const Series& series : figure.series)
        for (const Text& each : series.pointNames) names.insert(each.english());
    const std::string name = "Time per token, Llama-3.1-8B on H100 SXM5 80GB, 100K: 77.7 % of the peak, measured "
                             "10.8 ms, at the peak 8.39 ms (vLLM)";
    QVERIFY(names.contains(name));
}

void EvidenceFigureTest::isEmptyWithoutMeasurements() {
    const Figure figure = evidenceFigure({});
    QVERIFY(figure.series.empty() && figure.notes.size() == 1);
    QVERIFY(figure.x.maximum > figure.x.minimum);
    QVERIFY(evidenceContextFigure({}).series.empty());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::EvidenceFigureTest)
#include "figure/evidence_test.moc"
