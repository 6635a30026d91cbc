// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "evidence/typical.h"

#include "core/near.h"
#include "registry.h"

#include <QTest>

// Medians of efficiencies by hand, and which measurements they rest on.

namespace longpeak {
namespace {

using test::shown;

class TypicalTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void quartiles();
    void countsWhatSpeaksForAKernel();
    void takesItsOwnKind();
    void takesAllWhereTooFew();
    void setsTheEfficiency();
    void describes();

private:
    Comparison& add(const char* accelerator, Roof roof, double efficiency);

    Catalogue m_catalogue;
    std::vector<std::shared_ptr<Measurement>> m_measurements;
    std::vector<Comparison> m_comparisons;
};

void TypicalTest::init() {
    m_measurements.clear();
    m_comparisons.clear();
    m_catalogue = {};
    m_catalogue.accelerators = {{.id = "big", .kind = "data centre"}, {.id = "small", .kind = "consumer"}};
}

Comparison& TypicalTest::add(const char* accelerator, Roof roof, double efficiency) {
    m_measurements.push_back(std::make_shared<Measurement>());
    m_measurements.back()->accelerator = accelerator;
    m_measurements.back()->kind = MeasurementKind::Offline;
    if (roof == Roof::HostLink) m_measurements.back()->metric = MeasuredMetric::HostLinkRate;
    m_comparisons.push_back({.measurement = m_measurements.back(),
                             .prediction = Prediction{.value = 1, .roof = roof, .share = 1},
                             .efficiency = efficiency,
                             .verdict = Verdict::Sound});
    return m_comparisons.back();
}

void TypicalTest::quartiles() {
    // Sorted 0.2 0.4 0.6 1.0: the places are 0.75, 1.5 and 2.25 behind the first.
    const Quartiles four = quartilesOf({1.0, 0.2, 0.6, 0.4});
    NEAR(four.lower, 0.35, 1e-12);
    NEAR(four.median, 0.5, 1e-12);
    NEAR(four.upper, 0.7, 1e-12);
    QCOMPARE(four.count, 4);
    const Quartiles five = quartilesOf({0.5, 0.1, 0.9, 0.3, 0.7});
    QCOMPARE(five.lower, 0.3);
    QCOMPARE(five.median, 0.5);
    QCOMPARE(five.upper, 0.7);
    const Quartiles one = quartilesOf({0.4});
    QCOMPARE(one.lower, 0.4);
    QCOMPARE(one.upper, 0.4);
}

void TypicalTest::countsWhatSpeaksForAKernel() {
    const auto part = [this](Roof roof, void (*change)(Comparison&, Measurement&)) {
        Comparison& c = add("big", roof, 0.5);
        change(c, *m_measurements.back());
        return partOf(c);
    };
    const auto none = [](Comparison&, Measurement&) {};
    QVERIFY(part(Roof::Compute, none) == EfficiencyPart::Prefill);
    QVERIFY(part(Roof::Memory, none) == EfficiencyPart::Decode);
    QVERIFY(part(Roof::HostLink, none) == EfficiencyPart::Link);
    QVERIFY(!part(Roof::Size, none));
    QVERIFY(!part(Roof::Interconnect, none));
    QVERIFY(part(Roof::Memory, [](Comparison&, Measurement& m) { m.kind = MeasurementKind::Component; }));
    QVERIFY(!part(Roof::Memory, [](Comparison&, Measurement& m) { m.kind = MeasurementKind::Serving; }));
    QVERIFY(!part(Roof::Compute, [](Comparison&, Measurement& m) { m.kind = MeasurementKind::Throughput; }));
    QVERIFY(!part(Roof::Memory, [](Comparison& c, Measurement&) { c.verdict = Verdict::FarBelow; }));
    QVERIFY(!part(Roof::Memory, [](Comparison& c, Measurement&) { c.verdict = Verdict::Suspect; }));
    QVERIFY(!part(Roof::Memory, [](Comparison& c, Measurement&) { c.prediction->share = 0.79; }));
    QVERIFY(!part(Roof::Memory, [](Comparison&, Measurement& m) { m.gpus = 2; }));
    QVERIFY(part(Roof::Compute, [](Comparison&, Measurement& m) { m.gpus = 2; }));
    QVERIFY(!part(Roof::Memory, [](Comparison&, Measurement& m) { m.metric = MeasuredMetric::TimePerTokenSlope; }));
    QVERIFY(!part(Roof::Memory, [](Comparison&, Measurement& m) { m.metric = MeasuredMetric::PassRate; }));
    QVERIFY(!part(Roof::HostLink, [](Comparison&, Measurement& m) { m.metric = MeasuredMetric::TransferTime; }));
}

void TypicalTest::takesItsOwnKind() {
    for (const double value : {0.7, 0.5, 0.9}) add("big", Roof::Memory, value);
    for (const double value : {0.2, 0.3, 0.1}) add("small", Roof::Memory, value);
    const auto big = typicalEfficiency(m_catalogue.accelerators[0], m_comparisons, m_catalogue);
    QVERIFY((big.decode == Quartiles{.lower = 0.6, .median = 0.7, .upper = 0.8, .count = 3, .kind = "data centre"}));
    QVERIFY(!big.prefill && !big.link);
    const auto small = typicalEfficiency(m_catalogue.accelerators[1], m_comparisons, m_catalogue);
    QCOMPARE(small.decode->median, 0.2);
}

void TypicalTest::takesAllWhereTooFew() {
    for (const double value : {0.7, 0.5, 0.9}) add("big", Roof::Memory, value);
    for (const double value : {0.2, 0.3}) add("small", Roof::Memory, value);
    const auto small = typicalEfficiency(m_catalogue.accelerators[1], m_comparisons, m_catalogue);
    QCOMPARE(small.decode->median, 0.5); // of 0.2 0.3 0.5 0.7 0.9
    QCOMPARE(small.decode->count, 5);
    QVERIFY(small.decode->kind.empty());
}

void TypicalTest::setsTheEfficiency() {
    add("big", Roof::Memory, 0.604);
    add("big", Roof::HostLink, 0.001);
    const auto seen = typicalEfficiency(m_catalogue.accelerators[0], m_comparisons, m_catalogue);
    const Efficiency set = typical({.prefill = 0.4, .decode = 0.3, .link = 0.2, .interconnect = 0.1}, seen);
    QVERIFY((set == Efficiency{.prefill = 0.4, .decode = 0.6, .link = 0.01, .interconnect = 0.1}));
}

void TypicalTest::describes() {
    for (const double value : {0.7, 0.5, 0.9}) add("big", Roof::Memory, value);
    add("small", Roof::Compute, 0.256);
    QCOMPARE(shown(describe(typicalEfficiency(m_catalogue.accelerators[0], m_comparisons, m_catalogue))),
             QString("Prefill: 26 %, middle half 26 % to 26 %, 1 measurement on all accelerators\n"
                     "Decode: 70 %, middle half 60 % to 80 %, 3 measurements on accelerators of kind 'data centre'\n"
                     "Host link: no measurement"));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::TypicalTest)
#include "typical_test.moc"
