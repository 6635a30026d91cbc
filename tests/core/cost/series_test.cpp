// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/series.h"

#include "core/property.h"
#include "registry.h"

#include <QTest>

#include <limits>
#include <vector>

// Closed forms against the loops that they replace. Small whole numbers are drawn often, so that limits, crossings and
// breaks fall exactly on a term.

namespace longpeak {
namespace {

using test::forAll;
using test::pick;
using test::Random;

constexpr int draws = 20'000;
constexpr double infinite = std::numeric_limits<double>::infinity();

double loopOfMinimum(double start, double step, double count, double limit) {
    double sum = 0;
    for (double j = 1; j <= count; ++j) sum += std::min(start + j * step, limit);
    return sum;
}

double loopOfMaximum(double a0, double a1, double b0, double b1, double count) {
    double sum = 0;
    for (double i = 0; i < count; ++i) sum += std::max(a0 + a1 * i, b0 + b1 * i);
    return sum;
}

/// A small whole number, or any.
double number(Random& random, double low, double high) {
    const bool whole = pick(random, 2) == 0;
    const double value = random.number({low, high});
    return whole ? std::round(value) : value;
}

/// Sums of terms of both signs may cancel, so apart by rounding of their sizes, not of the sum.
bool isSame(double closed, double looped, double size) {
    return std::abs(closed - looped) <= 1e-12 * size;
}

class SeriesTest : public QObject {
    Q_OBJECT

private slots:
    void minimumByHand();
    void minimumEqualsTheLoop();
    void maximumByHand();
    void maximumEqualsTheLoop();
    void passesByHand();
    void passesEqualTheLoop();
};

void SeriesTest::minimumByHand() {
    QCOMPARE(sumOfMinimum(0, 1, 4, infinite), 10.0);                // 1 + 2 + 3 + 4: causal pairs, n(n + 1)/2
    QCOMPARE(sumOfMinimum(10, 1, 3, infinite), 36.0);               // 11 + 12 + 13
    QCOMPARE(sumOfMinimum(0, 1, 5, 3), 12.0);                       // 1 + 2 + 3 + 3 + 3: the limit is met by a term
    QCOMPARE(sumOfMinimum(0, 1, 5, 2.5), 10.5);                     // 1 + 2 + 2.5 + 2.5 + 2.5
    QCOMPARE(sumOfMinimum(0, 1, 5, 5), 15.0);                       // met by the last term
    QCOMPARE(sumOfMinimum(0, 1, 5, 6), 15.0);                       // never met
    QCOMPARE(sumOfMinimum(7, 1, 4, 3), 12.0);                       // from the first term on
    QCOMPARE(sumOfMinimum(3, 1, 4, 3), 12.0);                       // the start itself is no term
    QCOMPARE(sumOfMinimum(0, 4, 3, 9), 21.0);                       // blocks: 4 + 8 + 9
    QCOMPARE(sumOfMinimum(5, 1, 0, 3), 0.0);                        // no terms
    QCOMPARE(sumOfMinimum(5, 1, 0, infinite), 0.0);                 //
    QCOMPARE(sumOfMinimum(5, 1, 1, 3), 3.0);                        // one
    QCOMPARE(sumOfMinimum(5, 1, 1, 6), 6.0);                        //
    QCOMPARE(sumOfMinimum(0, 1, 1e7, infinite), 5e13 + 5e6);        // 10M tokens: exact in a double
    QCOMPARE(sumOfMinimum(0, 1, 1e7, 4096), 40960000000 - 8386560); // 4096·1e7 − 4096·4095/2
}

void SeriesTest::minimumEqualsTheLoop() {
    int limited = 0;
    const int cases = forAll(draws, [&](Random& random) {
        const double start = number(random, -5, 50);
        const double step = std::max(0.125, number(random, 0, 7));
        const double count = static_cast<double>(pick(random, 40));
        const double limit = pick(random, 8) == 0 ? infinite : number(random, -10, 200);
        const double closed = sumOfMinimum(start, step, count, limit);
        const double looped = loopOfMinimum(start, step, count, limit);
        limited += closed != loopOfMinimum(start, step, count, infinite) ? 1 : 0;
        const QString message = QStringLiteral("Σ min(%1 + j·%2, %4), %3 terms: %5, not %6")
                                    .arg(start)
                                    .arg(step)
                                    .arg(count)
                                    .arg(limit)
                                    .arg(closed, 0, 'g', 17)
                                    .arg(looped, 0, 'g', 17);
        HOLDS(isSame(closed, looped, 400 * (count + 1)), qPrintable(message));
    });
    QVERIFY(limited > cases / 4 && limited < cases);
}

void SeriesTest::maximumByHand() {
    QCOMPARE(sumOfMaximum(1, 0, 0, 1, 4), 7.0);   // max(1, i): 1 + 1 + 2 + 3, equal at i = 1
    QCOMPARE(sumOfMaximum(0, 1, 1, 0, 4), 7.0);   // the same the other way round
    QCOMPARE(sumOfMaximum(3, 0, 0, 2, 4), 16.0);  // 3 + 3 + 4 + 6: they cross between two terms
    QCOMPARE(sumOfMaximum(5, 1, 2, 1, 3), 18.0);  // parallel: 5 + 6 + 7
    QCOMPARE(sumOfMaximum(2, 1, 2, 1, 3), 9.0);   // one line
    QCOMPARE(sumOfMaximum(2, 1, 2, 3, 3), 15.0);  // begin together: 2 + 5 + 8
    QCOMPARE(sumOfMaximum(2, 3, 2, 1, 3), 15.0);  //
    QCOMPARE(sumOfMaximum(9, -1, 0, 0, 4), 30.0); // falling: 9 + 8 + 7 + 6
    QCOMPARE(sumOfMaximum(1, 0, 0, 1, 1), 1.0);   // one term
    QCOMPARE(sumOfMaximum(1, 0, 0, 1, 2), 2.0);   // to the crossing, and not past it
    QCOMPARE(sumOfMaximum(1, 0, 0, 1, 0), 0.0);   // none
}

void SeriesTest::maximumEqualsTheLoop() {
    int crossings = 0;
    const int cases = forAll(draws, [&](Random& random) {
        const double a0 = number(random, 0, 60);
        const double b0 = pick(random, 6) == 0 ? a0 : number(random, 0, 60);
        const double a1 = number(random, 0, 6);
        const double b1 = pick(random, 6) == 0 ? a1 : number(random, 0, 6);
        const double count = static_cast<double>(pick(random, 40));
        const double closed = sumOfMaximum(a0, a1, b0, b1, count);
        const double looped = loopOfMaximum(a0, a1, b0, b1, count);
        const double last = count - 1;
        crossings += (a0 - b0) * (a0 + a1 * last - b0 - b1 * last) < 0 ? 1 : 0;
        const QString message = QStringLiteral("Σ max(%1 + %2·i, %3 + %4·i), %5 terms: %6, not %7")
                                    .arg(a0)
                                    .arg(a1)
                                    .arg(b0)
                                    .arg(b1)
                                    .arg(count)
                                    .arg(closed, 0, 'g', 17)
                                    .arg(looped, 0, 'g', 17);
        HOLDS(isSame(closed, looped, 400 * (count + 1)), qPrintable(message));
    });
    QVERIFY(crossings > cases / 10);
}

void SeriesTest::passesByHand() {
    // Passes begin with 0, 2, 4, 6, 8 cached; one roof takes 3 s each, the other min(m, 5): its bend is between two passes.
    const std::vector<double> breaks{5};
    const auto times = [](double m) { return std::array{3.0, std::min(m, 5.0)}; };
    const RoofTimes sum = sumOverPasses(0, 2, 5, breaks, times);
    QCOMPARE(sum.compute, 15.0);
    QCOMPARE(sum.memory, 16.0); // 0 + 2 + 4 + 5 + 5
    QCOMPARE(sum.slower, 20.0); // 3 + 3 + 4 + 5 + 5
    // A bend that falls on a pass, and one that no pass comes to.
    const std::vector<double> onPass{4, 100};
    const auto bent = [](double m) { return std::array{3.0, std::min(m, 4.0)}; };
    QCOMPARE(sumOverPasses(0, 2, 5, onPass, bent).slower, 18.0); // 3 + 3 + 4 + 4 + 4
    // None before the start matters, and no pass costs nothing.
    QCOMPARE(sumOverPasses(10, 2, 3, breaks, times).slower, 15.0);
    QCOMPARE(sumOverPasses(10, 2, 0, breaks, times).slower, 0.0);
    QCOMPARE(sumOverPasses(0, 2, 1, breaks, times).slower, 3.0);
}

void SeriesTest::passesEqualTheLoop() {
    forAll(draws, [](Random& random) {
        const double cached = number(random, 0, 30);
        const double step = std::max(0.5, number(random, 0, 6));
        const double count = static_cast<double>(pick(random, 30));
        std::vector<double> breaks(pick(random, 6));
        for (double& at : breaks) at = number(random, -20, 150);
        std::ranges::sort(breaks);
        // Continuous and piecewise linear: each break changes the growth.
        std::vector<std::array<double, 2>> bends(breaks.size());
        for (auto& bend : bends) bend = {number(random, -0.5, 1), number(random, -0.5, 1)};
        const std::array base{number(random, 0, 40), number(random, 0, 40)};
        const std::array growth{number(random, 0, 3), number(random, 0, 3)};
        const auto times = [&](double m) {
            std::array at{base[0] + growth[0] * m, base[1] + growth[1] * m};
            for (std::size_t b = 0; b < breaks.size(); ++b)
                for (std::size_t roof = 0; roof < 2; ++roof) at[roof] += bends[b][roof] * std::max(0.0, m - breaks[b]);
            return at;
        };
        const RoofTimes sum = sumOverPasses(cached, step, count, breaks, times);
        RoofTimes looped;
        for (double pass = 0; pass < count; ++pass) {
            const auto at = times(cached + pass * step);
            looped.compute += at[0];
            looped.memory += at[1];
            looped.slower += std::max(at[0], at[1]);
        }
        const double size = 3000 * (count + 1);
        RC_ASSERT(isSame(sum.compute, looped.compute, size));
        RC_ASSERT(isSame(sum.memory, looped.memory, size));
        HOLDS(isSame(sum.slower, looped.slower, size),
              qPrintable(QStringLiteral("%1, not %2").arg(sum.slower, 0, 'g', 17).arg(looped.slower, 0, 'g', 17)));
    });
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::SeriesTest)
#include "series_test.moc"
