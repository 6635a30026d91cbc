// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "quantity/quantity.h"

#include "core/near.h"
#include "registry.h"

#include <QTest>

#include <type_traits>

namespace longpeak {
namespace {

// Constants and not concepts: moc of Qt 6.4 does not read those.
template <typename A, typename B>
constexpr bool Adds = requires(A a, B b) {
    a + b;
};
template <typename A, typename B>
constexpr bool Subtracts = requires(A a, B b) {
    a - b;
};
template <typename A, typename B>
constexpr bool Compares = requires(A a, B b) {
    a < b;
};
template <typename A, typename B>
constexpr bool Accumulates = requires(A a, B b) {
    a += b;
};

// What must compile, and to what.
static_assert(std::is_same_v<decltype(Bytes() / BytesPerSecond()), Seconds>);
static_assert(std::is_same_v<decltype(Flop() / FlopPerSecond()), Seconds>);
static_assert(std::is_same_v<decltype(FlopPerSecond() / BytesPerSecond()), FlopPerByte>);
static_assert(std::is_same_v<decltype(BytesPerToken() * Tokens()), Bytes>);
static_assert(std::is_same_v<decltype(Bytes() / Tokens()), BytesPerToken>);
static_assert(std::is_same_v<decltype(Dollars() / hour), DollarsPerSecond>);
static_assert(std::is_same_v<decltype(Dollars() / Tokens()), DollarsPerToken>);
static_assert(std::is_same_v<decltype(Bytes() / Bytes()), double>);
static_assert(std::is_same_v<decltype(PerSecond() * Seconds()), double>);
static_assert(std::is_same_v<decltype(Bytes() * 2.0), Bytes>);
static_assert(std::is_same_v<decltype(2.0 * Bytes()), Bytes>);
static_assert(std::is_same_v<decltype(Bytes() / 2.0), Bytes>);
static_assert(Adds<Bytes, Bytes> && Subtracts<Seconds, Seconds> && Compares<Flop, Flop> &&
              Accumulates<Tokens&, Tokens>);

// What must not.
static_assert(!Adds<Bytes, Seconds> && !Adds<Bytes, double> && !Adds<double, Bytes> && !Adds<Flop, Bytes>);
static_assert(!Subtracts<Bytes, Tokens> && !Subtracts<Seconds, double>);
static_assert(!Compares<Bytes, Seconds> && !Compares<Bytes, double>);
static_assert(!Accumulates<Bytes&, Seconds> && !Accumulates<Bytes&, double>);
static_assert(!std::is_convertible_v<double, Bytes> && !std::is_convertible_v<Bytes, double>);
static_assert(!std::is_convertible_v<Bytes, Seconds> && !std::is_constructible_v<Bytes, Seconds>);

// Values, at compile time.
static_assert((Bytes(8e9) / BytesPerSecond(2e9)).si() == 4.0);
static_assert(Bytes(12.0) / Bytes(4.0) == 3.0);
static_assert((Bytes(3.0) + Bytes(4.0)).si() == 7.0);
static_assert((Bytes(3.0) - Bytes(4.0)).si() == -1.0);
static_assert((3.0 * Seconds(2.0) / 4.0).si() == 1.5);
static_assert(PerSecond(0.5) * hour == 1800.0);
static_assert(Bytes().si() == 0.0);
static_assert(Bytes(1.0) < Bytes(2.0) && Bytes(2.0) == Bytes(2.0) && Bytes(2.0) != Bytes(1.0));

class QuantityTest : public QObject {
    Q_OBJECT

private slots:
    void accumulates();
    void isExactForLargeIntegers();
};

void QuantityTest::accumulates() {
    Seconds sum;
    for (int i = 0; i < 4; ++i) sum += Seconds(0.25);
    QCOMPARE(sum.si(), 1.0);
}

void QuantityTest::isExactForLargeIntegers() {
    // 2^53 - 1 bytes, beyond every byte count of the program: nothing is lost on the way.
    const double largest = 9007199254740991.0;
    QCOMPARE((Bytes(largest) - Bytes(1.0)).si(), 9007199254740990.0);
    QCOMPARE((BytesPerToken(245760.0) * Tokens(1e7)).si(), 2457600000000.0);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::QuantityTest)
#include "quantity_test.moc"
