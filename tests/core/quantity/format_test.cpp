// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "quantity/format.h"

#include "core/near.h"
#include "registry.h"

#include <QTest>

#include <limits>

namespace longpeak {
namespace {

using test::shown;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

class FormatTest : public QObject {
    Q_OBJECT

private slots:
    void formats_data();
    void formats();
    void formatsBytesInGib_data();
    void formatsBytesInGib();
    void splitsNumberAndUnit();
    void formatsExactly_data();
    void formatsExactly();
    void formatsEntries_data();
    void formatsEntries();
    void formatsTicks_data();
    void formatsTicks();
    void formatsPlainly_data();
    void formatsPlainly();
    void namesUnits();
};

struct FormatRow {
    double value;
    Unit unit;
    const char* text;
};

void addRows(std::initializer_list<FormatRow> rows) {
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("unit");
    QTest::addColumn<QString>("expected");
    for (const FormatRow& row : rows)
        QTest::addRow("%.17g as unit %d", row.value, static_cast<int>(row.unit))
            << row.value << static_cast<int>(row.unit) << QString::fromUtf8(row.text);
}

// Groups of three digits are set apart by a narrow no-break space, U+202F.
void FormatTest::formats_data() {
    addRows({
        {0, Unit::Count, "0"},
        {-0.0, Unit::Count, "0"},
        {-1e-12, Unit::Count, "0"},
        {5, Unit::Count, "5"},
        {6656, Unit::Count, "6656"},
        {14336, Unit::Count, "14\u202f336"},
        {-14336, Unit::Count, "-14\u202f336"},
        {1.457, Unit::Count, "1.46"},
        {0.977, Unit::Count, "0.977"},
        {nan, Unit::Count, "—"},
        {infinity, Unit::Seconds, "—"},
        {-infinity, Unit::Bytes, "—"},

        {1, Unit::Ratio, "1×"},
        {4, Unit::Ratio, "4×"},
        {1.5, Unit::Ratio, "1.5×"},
        {12.5, Unit::Ratio, "12.5×"},
        {4294967296.0, Unit::Ratio, "4\u202f294\u202f967\u202f296×"},
        {0, Unit::Fraction, "0 %"},
        {-0.0, Unit::Fraction, "0 %"},
        {0.01, Unit::Fraction, "1 %"},
        {0.07, Unit::Fraction, "7 %"},
        {0.5, Unit::Fraction, "50 %"},
        {1, Unit::Fraction, "100 %"},
        {0.705, Unit::Fraction, "70.5 %"},

        {0, Unit::Users, "0 users"},
        {1, Unit::Users, "1 user"},
        {2, Unit::Users, "2 users"},
        {1.457, Unit::Users, "1.46 users"},
        {105.6, Unit::Users, "106 users"},
        {1000, Unit::Users, "1000 users"},
        {0.9996, Unit::Users, "1 user"},
        {1, Unit::Gpus, "1 GPU"},
        {64, Unit::Gpus, "64 GPUs"},

        {0, Unit::Tokens, "0"},
        {1, Unit::Tokens, "1"},
        {999, Unit::Tokens, "999"},
        {1000, Unit::Tokens, "1K"},
        {4000, Unit::Tokens, "4K"},
        {128000, Unit::Tokens, "128K"},
        {1e6, Unit::Tokens, "1M"},
        {1.5e6, Unit::Tokens, "1.5M"},
        {999.6e3, Unit::Tokens, "1M"},
        {999.4e3, Unit::Tokens, "999K"},
        {1e7, Unit::Tokens, "10M"},
        {2e9, Unit::Tokens, "2G"},

        {34.389e9, Unit::Parameters, "34.4 B"},
        {5e8, Unit::Parameters, "500M"},
        {2e12, Unit::Parameters, "2.00 T"},

        {0, Unit::Bytes, "0 B"},
        {1, Unit::Bytes, "1 B"},
        {512, Unit::Bytes, "512 B"},
        {999.4, Unit::Bytes, "999 B"},
        {999.6, Unit::Bytes, "1.00 KB"},
        {999.4e6, Unit::Bytes, "999 MB"},
        {999.6e6, Unit::Bytes, "1.00 GB"},
        {9.994e9, Unit::Bytes, "9.99 GB"},
        {9.996e9, Unit::Bytes, "10.0 GB"},
        {99.94e9, Unit::Bytes, "99.9 GB"},
        {99.96e9, Unit::Bytes, "100 GB"},
        {12.288e9, Unit::Bytes, "12.3 GB"},
        {-12.288e9, Unit::Bytes, "-12.3 GB"},
        {85899345920.0, Unit::Bytes, "85.9 GB"},
        {1e12, Unit::Bytes, "1.00 TB"},
        {6.4e15, Unit::Bytes, "6.40 PB"},
        {1.2e19, Unit::Bytes, "12\u202f000 PB"},
        {245760, Unit::BytesPerToken, "246 KB/token"},
        {0.5, Unit::BytesPerToken, "0.500 B/token"},
        {20e9, Unit::BytesPerSecond, "20.0 GB/s"},
        {2.039e12, Unit::BytesPerSecond, "2.04 TB/s"},
        {1e15, Unit::BytesPerSecond, "1000 TB/s"},

        {4.4e15, Unit::Flop, "4.40 PFLOP"},
        {312e12, Unit::FlopPerSecond, "312 TFLOP/s"},
        {999.6e12, Unit::FlopPerSecond, "1.00 PFLOP/s"},
        {156, Unit::FlopPerByte, "156 FLOP/B"},
        {153.02, Unit::FlopPerByte, "153 FLOP/B"},

        {0, Unit::Seconds, "0 s"},
        {-0.0, Unit::Seconds, "0 s"},
        {1e-9, Unit::Seconds, "1.00 ns"},
        {3.5e-6, Unit::Seconds, "3.50 µs"},
        {0.0395, Unit::Seconds, "39.5 ms"},
        {0.9994, Unit::Seconds, "999 ms"},
        {0.9996, Unit::Seconds, "1.00 s"},
        {14.1041, Unit::Seconds, "14.1 s"},
        {59.94, Unit::Seconds, "59.9 s"},
        {59.99, Unit::Seconds, "60.0 s"},
        {90, Unit::Seconds, "90.0 s"},
        {599.4, Unit::Seconds, "599 s"},
        {600, Unit::Seconds, "10.0 min"},
        {-90, Unit::Seconds, "-90.0 s"},
        {35940, Unit::Seconds, "599 min"},
        {36000, Unit::Seconds, "10.0 h"},
        {86400, Unit::Seconds, "24.0 h"},
        {0.0395, Unit::SecondsPerToken, "39.5 ms / token"},
        {2.5, Unit::SecondsPerToken, "2.50 s / token"},
        {18e-9, Unit::SecondsPerToken, "18.0 ns / token"},
        {59.02, Unit::TokensPerSecond, "59.0 tokens/s"},
        {1, Unit::TokensPerSecond, "1 tokens/s"},
        {14800, Unit::TokensPerSecond, "14\u202f800 tokens/s"},

        {12.34, Unit::PerHour, "12.3 sessions / h"},
        {1e5, Unit::PerHour, "100\u202f000 sessions / h"},
        {0, Unit::Dollars, "$0.00"},
        {-0.0, Unit::Dollars, "$0.00"},
        {0.00622, Unit::Dollars, "$0.00622"},
        {0.0622, Unit::Dollars, "$0.0622"},
        {0.5, Unit::Dollars, "$0.50"},
        {0.9996, Unit::Dollars, "$1.00"},
        {3.5, Unit::Dollars, "$3.50"},
        {999.99, Unit::Dollars, "$999.99"},
        {999.996, Unit::Dollars, "$1000"},
        {12345, Unit::Dollars, "$12\u202f345"},
        {3.5, Unit::DollarsPerHour, "$3.50 / h"},
    });
}

void FormatTest::formats() {
    QFETCH(double, value);
    QFETCH(int, unit);
    QFETCH(QString, expected);
    QCOMPARE(shown(format(value, static_cast<Unit>(unit))), expected);
}

void FormatTest::formatsBytesInGib_data() {
    addRows({
        {85899345920.0, Unit::Bytes, "80.0 GiB"}, // "80 GB" of an A100
        {12288000000.0, Unit::Bytes, "11.4 GiB"},
        {1023.0, Unit::Bytes, "1023 B"},
        {1024.0, Unit::Bytes, "1.00 KiB"},
        {1073741824.0 * 0.9996, Unit::Bytes, "1.00 GiB"},
        {1099511627776.0, Unit::Bytes, "1.00 TiB"},
        {245760.0, Unit::BytesPerToken, "240 KiB/token"},
        {20e9, Unit::BytesPerSecond, "20.0 GB/s"}, // rates stay decimal
    });
}

void FormatTest::formatsBytesInGib() {
    QFETCH(double, value);
    QFETCH(int, unit);
    QFETCH(QString, expected);
    QCOMPARE(shown(format(value, static_cast<Unit>(unit), ByteUnits::Binary)), expected);
}

void FormatTest::splitsNumberAndUnit() {
    QCOMPARE(readable(0.0395, Unit::Seconds), (Readable{"39.5", "ms"}));
    QCOMPARE(readable(128e3, Unit::Tokens), (Readable{"128", "K"}));
    QCOMPARE(readable(2, Unit::Users), (Readable{"2", "users"}));
    QCOMPARE(readable(nan, Unit::Seconds), (Readable{"—", ""}));
    QCOMPARE(shown(Readable{"39.5", "ms"}.text()), "39.5 ms");
    QCOMPARE(shown(Readable{"4", "×"}.text()), "4×");
    QCOMPARE(shown(Readable{"—", ""}.text()), "—");
}

void FormatTest::formatsExactly_data() {
    addRows({
        {12288000000.0, Unit::Bytes, "12\u202f288\u202f000\u202f000 B"},
        {50000, Unit::Tokens, "50\u202f000 tokens"},
        {4000, Unit::Tokens, "4000 tokens"},
        {0.5, Unit::Fraction, "50 %"},
        {4, Unit::Ratio, "4×"},
        {0.0393800882785, Unit::Seconds, "0.039380088 s"},
        {14.10412307692, Unit::Seconds, "14.104123 s"},
        {-0.0, Unit::Seconds, "0 s"},
        {1e20, Unit::Bytes, "100\u202f000\u202f000\u202f000\u202f000\u202f000\u202f000 B"}, // never an exponent
        {3.5e-7, Unit::Seconds, "0.00000035 s"},
        {5, Unit::Count, "5"},
        {nan, Unit::Bytes, "—"},
    });
}

void FormatTest::formatsExactly() {
    QFETCH(double, value);
    QFETCH(int, unit);
    QFETCH(QString, expected);
    QCOMPARE(shown(formatExact(value, static_cast<Unit>(unit))), expected);
}

void FormatTest::formatsEntries_data() {
    addRows({
        {0, Unit::Count, "0"},
        {64000, Unit::Count, "64\u202f000"},
        {1.5, Unit::Count, "1.5"},
        {131072, Unit::Tokens, "131\u202f072"},
        {80.0 * 1073741824.0, Unit::Bytes, "80 GiB"},
        {80e9, Unit::Bytes, "80 GB"},
        {1e12, Unit::Bytes, "1 TB"},
        {85520809984.0, Unit::Bytes, "85.520809984 GB"}, // shorter than 79.6474609375 GiB
        {96.5 * 1073741824.0, Unit::Bytes, "96.5 GiB"},
        {1, Unit::Bytes, "1 B"},
        {0, Unit::Bytes, "0 B"},
        {3.35e12, Unit::BytesPerSecond, "3.35 TB/s"},
        {2.039e12, Unit::BytesPerSecond, "2.039 TB/s"},
        {64e9, Unit::BytesPerSecond, "64 GB/s"},
        {989.4e12, Unit::FlopPerSecond, "989.4 TFLOP/s"},
        {1979e12, Unit::FlopPerSecond, "1.979 PFLOP/s"},
        {34386780160.0, Unit::Parameters, "34.38678016 B"},
        {3.5, Unit::DollarsPerHour, "$3.50"},
        {0.0625, Unit::DollarsPerHour, "$0.0625"},
        {2.0, Unit::Ratio, "2×"},
        {0.25, Unit::Fraction, "25 %"},
    });
}

void FormatTest::formatsEntries() {
    QFETCH(double, value);
    QFETCH(int, unit);
    QFETCH(QString, expected);
    const std::string text = formatEntry(value, static_cast<Unit>(unit));
    QCOMPARE(shown(text), expected);
    QCOMPARE(parseQuantity(text, static_cast<Unit>(unit)), std::optional(value));
    // Whatever the value, nothing of it is lost.
    for (const double factor : {1.0 / 3.0, 0.1, 7.0, 12345.678901}) {
        const double other = value * factor;
        QCOMPARE(parseQuantity(formatEntry(other, static_cast<Unit>(unit)), static_cast<Unit>(unit)),
                 std::optional(other));
    }
}

void FormatTest::formatsTicks_data() {
    addRows({
        {32e3, Unit::Tokens, "32K"},
        {1e7, Unit::Tokens, "10M"},
        {0.1, Unit::Seconds, "100 ms"},
        {1, Unit::Seconds, "1 s"},
        {60, Unit::Seconds, "1 min"},
        {0, Unit::Seconds, "0 s"},
        {0, Unit::Bytes, "0 B"},
        {50e9, Unit::Bytes, "50 GB"},
        {0.1, Unit::Users, "0.1"},
        {100, Unit::Users, "100"},
        {1, Unit::Users, "1"},
        {-0.0, Unit::Count, "0"},
        {0.5, Unit::Dollars, "$0.50"},
        {200, Unit::FlopPerByte, "200"},
    });
}

void FormatTest::formatsTicks() {
    QFETCH(double, value);
    QFETCH(int, unit);
    QFETCH(QString, expected);
    QCOMPARE(shown(formatTick(value, static_cast<Unit>(unit))), expected);
}

void FormatTest::formatsPlainly_data() {
    addRows({
        {0, Unit::Count, "0"},
        {-0.0, Unit::Count, "0"},
        {0.1, Unit::Count, "0.1"},
        {12288000000.0, Unit::Count, "12288000000"},
        {1e-5, Unit::Count, "0.00001"},
        {9e-6, Unit::Count, "9e-06"},
        {1e16, Unit::Count, "1e+16"},
        {-2.5, Unit::Count, "-2.5"},
        {1.0 / 3.0, Unit::Count, "0.3333333333333333"},
    });
}

void FormatTest::formatsPlainly() {
    QFETCH(double, value);
    QFETCH(QString, expected);
    QCOMPARE(shown(formatPlain(value)), expected);
}

void FormatTest::namesUnits() {
    // Every unit but the pure numbers has a symbol, and it is ASCII but for the ratio: CSV headers carry it.
    for (int i = 0; i <= static_cast<int>(Unit::Text); ++i) {
        const auto unit = static_cast<Unit>(i);
        const bool pure = unit == Unit::Count || unit == Unit::Fraction || unit == Unit::Text;
        QCOMPARE(unitSymbol(unit).empty(), pure);
        QVERIFY(unitSymbol(unit).find(',') == std::string_view::npos);
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FormatTest)
#include "format_test.moc"
