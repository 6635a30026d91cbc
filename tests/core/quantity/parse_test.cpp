// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "quantity/format.h"

#include "core/property.h"
#include "registry.h"

#include <QTest>

#include <bit>
#include <clocale>
#include <limits>
#include <locale>

namespace longpeak {
namespace {

using test::shown;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

class ParseTest : public QObject {
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void decimalPrefixesAreExact();
    void refuses_data();
    void refuses();
    void readsBackPlain();
    void readsBackFormatted();
    void ignoresTheLocale();
};

void ParseTest::reads_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("unit");
    QTest::addColumn<double>("expected");
    const auto add = [](const char* text, Unit unit, double expected) {
        QTest::addRow("'%s' as unit %d", text, static_cast<int>(unit))
            << QString::fromUtf8(text) << static_cast<int>(unit) << expected;
    };
    add("50000", Unit::Tokens, 50000);
    add("128K", Unit::Tokens, 128000);
    add("128k", Unit::Tokens, 128000);
    add("128Ki", Unit::Tokens, 131072);
    add("1.5M", Unit::Tokens, 1.5e6);
    add("50K tokens", Unit::Tokens, 50000);
    add("50 000 tokens", Unit::Tokens, 50000);
    add(" 50 000 ", Unit::Tokens, 50000);
    add("50\u202f000", Unit::Tokens, 50000);
    add("12\u202f288\u202f000\u202f000 B", Unit::Bytes, 12288000000.0);
    add("50\u00a0000", Unit::Tokens, 50000);
    add("50\u2009000", Unit::Tokens, 50000);
    add("1,234,567.5", Unit::Count, 1234567.5);
    add("50_000", Unit::Tokens, 50000);
    add("1e6", Unit::Tokens, 1e6);
    add("1e+6", Unit::Tokens, 1e6);
    add("+5", Unit::Count, 5);
    add("-3.5", Unit::Count, -3.5);
    add(".5", Unit::Count, 0.5);
    add("40 GB", Unit::Bytes, 40e9);
    add("40gb", Unit::Bytes, 40e9);
    add("40GiB", Unit::Bytes, 42949672960.0);
    add("40 g", Unit::Bytes, 40e9);
    add("1TiB", Unit::Bytes, 1099511627776.0);
    add("2.0 TB/s", Unit::BytesPerSecond, 2e12);
    add("20 GBps", Unit::BytesPerSecond, 20e9);
    add("20GB", Unit::BytesPerSecond, 20e9);
    add("246 KB/token", Unit::BytesPerToken, 246e3);
    add("312 TFLOP/s", Unit::FlopPerSecond, 312e12);
    add("312 TFLOPS", Unit::FlopPerSecond, 312e12);
    add("312T", Unit::FlopPerSecond, 312e12);
    add("1.2 PFLOP", Unit::Flop, 1.2e15);
    add("60s", Unit::Seconds, 60);
    add("2 min", Unit::Seconds, 120);
    add("39.5 ms", Unit::Seconds, 0.0395);
    add("3 µs", Unit::Seconds, 3e-6);
    add("3 us", Unit::Seconds, 3e-6);
    add("1.5 h", Unit::Seconds, 5400);
    add("39.5 ms / token", Unit::SecondsPerToken, 0.0395);
    add("59.02 tokens/s", Unit::TokensPerSecond, 59.02);
    add("4×", Unit::Ratio, 4);
    add("4x", Unit::Ratio, 4);
    add("4", Unit::Ratio, 4);
    add("50 %", Unit::Fraction, 0.5);
    add("0.5", Unit::Fraction, 0.5);
    add("$3.5", Unit::Dollars, 3.5);
    add("3.5", Unit::DollarsPerHour, 3.5);
    add("$3.50 / h", Unit::DollarsPerHour, 3.5);
    add("$3/hour", Unit::DollarsPerHour, 3);
    add("34B", Unit::Parameters, 34e9);
    add("1.8T", Unit::Parameters, 1.8e12);
    add("3 users", Unit::Users, 3);
    add("1 user", Unit::Users, 1);
    add("8 GPUs", Unit::Gpus, 8);
    add("156 FLOP/B", Unit::FlopPerByte, 156);
    add("12.3 sessions / h", Unit::PerHour, 12.3);
}

void ParseTest::reads() {
    QFETCH(QString, text);
    QFETCH(int, unit);
    QFETCH(double, expected);
    const auto read = parseQuantity(text.toStdString(), static_cast<Unit>(unit));
    QVERIFY(read.has_value());
    NEAR(*read, expected, 1e-15);
}

/// Multiplied in binary, 2.039 · 1e12 would be 2038999999999.9998.
void ParseTest::decimalPrefixesAreExact() {
    for (int thousandths = 1; thousandths < 10000; ++thousandths) {
        const std::string number = formatPlain(thousandths / 1000.0);
        QVERIFY2(parseQuantity(number + " TB/s", Unit::BytesPerSecond) == thousandths * 1e9, number.c_str());
        QVERIFY2(parseQuantity(number + " ms", Unit::Seconds) == thousandths / 1e6, number.c_str());
        QVERIFY2(parseQuantity(number + " %", Unit::Fraction) == thousandths / 1e5, number.c_str());
    }
    QVERIFY(parseQuantity("1.5e3 GB", Unit::Bytes) == 1.5e12);
}

void ParseTest::refuses_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("unit");
    const auto add = [](const char* text, Unit unit) {
        QTest::addRow("'%s' as unit %d", text, static_cast<int>(unit))
            << QString::fromUtf8(text) << static_cast<int>(unit);
    };
    for (const Unit unit : {Unit::Tokens, Unit::Bytes, Unit::Seconds, Unit::Count, Unit::Fraction, Unit::Dollars})
        for (const char* text : {"",     " ",        "-",     "+",      ".",         "rubbish", "nan", "inf",
                                 "-inf", "infinity", "1e999", "-1e999", "5 parsecs", "5..5",    "5 5", "1-2",
                                 "--5",  "0x10",     "5e",    "5;",     "\u202f",    "\xc2",    "K"})
            add(text, unit);
    add("1e308 GB", Unit::Bytes); // finite, but not in bytes
    add("1,5 GB", Unit::Bytes);   // a decimal comma is not a mark between groups: this is not 15 GB
    add("1,5", Unit::Seconds);
    add("12,34", Unit::Count);
    add("1,2345", Unit::Count);
    add("1 5", Unit::Count);
    add(",5", Unit::Count);
    add("5,", Unit::Count);
    add("5_", Unit::Count);
    add("40 s", Unit::Bytes);
    add("40 GB", Unit::Seconds);
    add("4 %", Unit::Ratio);
    add("4×", Unit::Fraction);
    add("$5", Unit::Count);
    add("20 Gbit/s", Unit::BytesPerSecond); // bits are not bytes
    add("5 m", Unit::Seconds);              // minutes or metres
    add("50K/s", Unit::Tokens);
}

void ParseTest::refuses() {
    QFETCH(QString, text);
    QFETCH(int, unit);
    const auto read = parseQuantity(text.toStdString(), static_cast<Unit>(unit));
    if (read) QFAIL(qPrintable(QStringLiteral("read as %1").arg(*read, 0, 'g', 17)));
}

void ParseTest::readsBackPlain() {
    test::forAll(20000, [](test::Random& random) {
        // Every bit pattern: all exponents, both signs.
        const auto value = std::bit_cast<double>(random());
        if (!std::isfinite(value) || std::abs(value) < std::numeric_limits<double>::min()) return;
        const std::string text = formatPlain(value);
        const auto back = parseQuantity(text, Unit::Count);
        HOLDS(back == value, text.c_str());
    });
}

void ParseTest::readsBackFormatted() {
    struct Range {
        Unit unit;
        double low;
        double high;
    };
    // The values that each unit takes in the program. Prices per hour have two decimals, so they start at a dollar.
    for (const Range& range :
         {Range{Unit::Count, 1e-3, 1e6}, Range{Unit::Ratio, 1e-2, 1e9}, Range{Unit::Fraction, 1e-4, 1.0},
          Range{Unit::Users, 1e-3, 1e9}, Range{Unit::Tokens, 1e0, 1e12}, Range{Unit::Parameters, 1e6, 1e13},
          Range{Unit::Bytes, 1e0, 1e18}, Range{Unit::BytesPerToken, 1e-2, 1e9}, Range{Unit::BytesPerSecond, 1e3, 1e16},
          Range{Unit::Flop, 1e3, 1e24}, Range{Unit::FlopPerSecond, 1e9, 1e19}, Range{Unit::FlopPerByte, 1e-3, 1e8},
          Range{Unit::Seconds, 1e-9, 1e9}, Range{Unit::SecondsPerToken, 1e-6, 1e3}, Range{Unit::PerHour, 1e-5, 1e6},
          Range{Unit::Dollars, 1e-5, 1e9}, Range{Unit::DollarsPerHour, 1e0, 1e3}})
        test::forAll(2000, [&](test::Random& random) {
            const double value = random.number({range.low, range.high, true, range.low});
            for (const ByteUnits bytes : {ByteUnits::Decimal, ByteUnits::Binary}) {
                const std::string text = format(value, range.unit, bytes);
                const auto back = parseQuantity(text, range.unit);
                HOLDS(back.has_value(), qPrintable(shown(text)));
                // Whole counts of tokens and bytes below 100 lose at most half a percent as well.
                HOLDS_NEAR(*back, value, 0.00501);
            }
        });
}

/// Decimal comma and dots between groups, as in German: for streams, whatever locales the machine has.
struct GermanNumbers : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

void ParseTest::ignoresTheLocale() {
    const std::locale before = std::locale::global(std::locale(std::locale(), new GermanNumbers));
    const char* german = nullptr; // of the C library, where the machine has it
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "de_DE", "German_Germany.1252"})
        if (german == nullptr) german = std::setlocale(LC_ALL, name);
    qInfo("German C locale: %s", german == nullptr ? "not on this machine" : german);
    const std::string formatted = format(14.1, Unit::Seconds);
    const std::string plain = formatPlain(1234.5);
    const auto parsed = parseQuantity("1.5M", Unit::Tokens);
    std::setlocale(LC_ALL, "C");
    std::locale::global(before);
    QCOMPARE(shown(formatted), "14.1 s");
    QCOMPARE(shown(plain), "1234.5");
    QCOMPARE(parsed.value_or(nan), 1.5e6);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ParseTest)
#include "parse_test.moc"
