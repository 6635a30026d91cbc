// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/practice.h"

#include "core/figure/figure_checks.h"
#include "cost/metric.h"
#include "evidence/evidence.h"
#include "figure/figure_document.h"
#include "registry.h"

#include <algorithm>
#include <array>

namespace longpeak {
namespace {

using namespace test;

constexpr std::array kindsWithBands{"latency", "prefill-parts", "decode-parts", "return"};

class PracticeTest : public QObject {
    Q_OBJECT

private slots:
    void bandsLieAboveTheBound_data();
    void bandsLieAboveTheBound();
    void onlyOfThePeak();
    void offUnlessAskedFor();
    void edgesAreInTheTable();

private:
    Figure build(std::string_view id, const Scenario& s) const {
        return findFigureKind(id)->build({.scenario = s, .catalogue = &catalogue(), .practice = &m_seen});
    }
    TypicalEfficiency m_seen = typicalEfficiency(paper50k().deployment.accelerator, compareAll(catalogue()),
                                                 catalogue());
};

void PracticeTest::bandsLieAboveTheBound_data() {
    QTest::addColumn<QString>("id");
    for (const char* id : kindsWithBands) QTest::newRow(id) << QString::fromLatin1(id);
}

void PracticeTest::bandsLieAboveTheBound() {
    QFETCH(QString, id);
    const Figure figure = build(id.toStdString(), paper50k());
    checkFigure(figure);
    int bands = 0;
    for (const Series& band : figure.series) {
        if (!band.isRange) continue;
        ++bands;
        QVERIFY(band.inLegend);
        const QString name = shown(band.name);
        QVERIFY2(name.contains(QRegularExpression(QStringLiteral(", in practice \\(n = [1-9]"))), qPrintable(name));
        const Series& line = seriesOf(figure, name.section(QStringLiteral(", in practice"), 0, 0).toStdString());
        for (std::size_t i = 0; i < band.x.size(); ++i) {
            QVERIFY(band.base[i] <= band.y[i]);
            QVERIFY(band.base[i] >= valueAt(figure, line, band.x[i]) * (1 - 1e-12));
        }
    }
    QVERIFY(bands > 0);
}

/// By hand: 14.1 s at the peak over the third and the first quartile of what prefills reached.
void PracticeTest::onlyOfThePeak() {
    const Seconds peak(14.1);
    const auto practice = practiceOf(metricKey::prefill, peak, paper50k(), m_seen);
    QVERIFY(practice);
    NEAR(practice->least.si(), 14.1 / m_seen.prefill->upper, 1e-12);
    NEAR(practice->most.si(), 14.1 / m_seen.prefill->lower, 1e-12);
    QCOMPARE(practice->count, m_seen.prefill->count);
    const Scenario half = with(paper50k(), "efficiency.prefill", 0.5);
    QVERIFY(!practiceOf(metricKey::prefill, peak, half, m_seen));
    QVERIFY(practiceOf(metricKey::decode, peak, half, m_seen));
    QVERIFY(!practiceOf(metricKey::cachePerUser, peak, paper50k(), m_seen));
    QVERIFY(!practiceOf(metricKey::prefill, peak, paper50k(), {})); // no measurement, no band
    const Figure figure = build("prefill-parts", half);
    QVERIFY(std::ranges::none_of(figure.series, &Series::isRange));
}

void PracticeTest::offUnlessAskedFor() {
    FigureDocument document{.figures = {"latency"}, .scenario = paper50k()};
    const auto hasBands = [&] {
        return std::ranges::any_of(figuresOf(document, catalogue()).front().series, &Series::isRange);
    };
    QVERIFY(!hasBands());
    document.style.practice = true;
    QVERIFY(hasBands());
    const auto back = readFigureDocument(writeFigureDocument(document, catalogue()), "f", catalogue());
    QVERIFY(back && *back == document);
}

void PracticeTest::edgesAreInTheTable() {
    const QString csv = shown(writeCsv(build("latency", paper50k())));
    const QString name = QStringLiteral("\"prefill, in practice (n = %1)").arg(m_seen.prefill->count);
    QVERIFY2(csv.contains(name + QStringLiteral(" from\",1000,")), qPrintable(csv.left(400)));
    QVERIFY(csv.contains(name + QStringLiteral(" to\",1000,")));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::PracticeTest)
#include "practice_test.moc"
