// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/escape.h"

#include "registry.h"

#include <string>

namespace longpeak {
namespace {

using namespace std::string_literals;

class EscapeTest : public QObject {
    Q_OBJECT

private slots:
    void oneLineWritesOutWhatActs() {
        QCOMPARE(oneLine("é × 漢 😀 – plain\\n"), "é × 漢 😀 – plain\\n"s);
        QCOMPARE(oneLine("a\nb\rc\td"), "a\\nb\\rc\\td"s);
        QCOMPARE(oneLine("\x1b[2J\x7f\a"), "\\x1b[2J\\x7f\\x07"s);
        QCOMPARE(oneLine("a\0b"s), "a\\x00b"s);
        QCOMPARE(oneLine("\u0080\u009b31m\u009f\u00a0"), "\\u0080\\u009b31m\\u009f\u00a0"s);
        QCOMPARE(oneLine("\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u202f"),
                 "\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a\\u202e\u202f"s);
        QCOMPARE(oneLine("\u2065\u2066\u2069\u2070"), "\\u2065\\u2066\\u2069\u2070"s);
    }

    void oneLineWritesOutWhatNobodySees() {
        QCOMPARE(oneLine("a\u00adb\u200bc\u2060d\ufeffe"), "a\\u00adb\\u200bc\\u2060d\\ufeffe"s);
        QCOMPARE(oneLine("\u115f\u3164\uffa0\u180e"), "\\u115f\\u3164\\uffa0\\u180e"s);
        QCOMPARE(oneLine("x\U000e0041\U000e007f"), "x\\U000e0041\\U000e007f"s); // tags
        QCOMPARE(oneLine("\u0645\u200c\u0646 ❤\ufe0f"),
                 "\u0645\u200c\u0646 ❤\ufe0f"s); // a script and an emoji need them
    }

    void bytesThatAreNoCharacterAreReplaced() {
        constexpr const char* two = "\uFFFD\uFFFD";
        QCOMPARE(oneLine("\xff\xfe"), std::string(two));
        QCOMPARE(oneLine("\xc0\x80"), std::string(two));              // zero in two bytes
        QCOMPARE(oneLine("\xed\xa0\x80"), two + "\uFFFD"s);           // half a surrogate pair
        QCOMPARE(oneLine("\xf4\x90\x80\x80"), two + "\uFFFD\uFFFD"s); // beyond Unicode
        QCOMPARE(oneLine("\xe0\x9f\xbf|\xc3(|\xe2\x82"), "\uFFFD\uFFFD\uFFFD|\uFFFD(|\uFFFD\uFFFD"s);
        QCOMPARE(oneLine("\xf4\x8f\xbf\xbf"), "\xf4\x8f\xbf\xbf"s);
    }

    void cellsOfCsvAreNoFormulas() {
        QCOMPARE(csvCell("plain – 5 × 3"), "plain – 5 × 3"s);
        QCOMPARE(csvCell("a,b"), "\"a,b\""s);
        QCOMPARE(csvCell("say \"a\""), "\"say \"\"a\"\"\""s);
        QCOMPARE(csvCell("a\nb"), "\"a\nb\""s);
        QCOMPARE(csvCell("=1+1"), "\"'=1+1\""s);
        QCOMPARE(csvCell("+1"), "\"'+1\""s);
        QCOMPARE(csvCell("-1"), "\"'-1\""s);
        QCOMPARE(csvCell("@SUM(\"a\")"), "\"'@SUM(\"\"a\"\")\""s);
        QCOMPARE(csvCell("\t=1"), "\"'\\t=1\""s);
        QCOMPARE(csvCell(" =1"), "\"' =1\""s);
        QCOMPARE(csvCell("\uFF1D1"), "\"'\uFF1D1\""s);
        QCOMPARE(csvCell(" a-b"), " a-b"s);
        QCOMPARE(csvCell("\r\n=1"), "\"'\\r\n=1\""s);
        QCOMPARE(csvCell("\x1b[1m\u202e"), "\\x1b[1m\\u202e"s);
        QCOMPARE(csvCell("1=1"), "1=1"s);
        QCOMPARE(csvCell(""), ""s);
    }

    void cellsOfMarkdownStayOnTheirLine() {
        QCOMPARE(markdownCell("a|b\n<img> &amp; [x](y)"), "a\\|b\\\\n\\<img> \\&amp; \\[x](y)"s);
    }

    void jsonStaysTheSameDocument() {
        QCOMPARE(plainJson("{\n  \"a\": \"× é \\u001b\"\n}"), "{\n  \"a\": \"× é \\u001b\"\n}"s);
        QCOMPARE(plainJson("\"\x7f\u009b\u202e\u2028\uFFFE\""), "\"\\u007f\\u009b\\u202e\\u2028\\ufffe\""s);
        QCOMPARE(plainJson("\"😀\""), "\"😀\""s);
        QCOMPARE(plainJson("\"\u200b\U000e0041\""), "\"\\u200b\\udb40\\udc41\""s);
    }

    void xmlHoldsLawfulCharactersAlone() {
        QCOMPARE(escapedXml("<a b=\"c\">&]]>"), "&lt;a b=&quot;c&quot;&gt;&amp;]]&gt;"s);
        QCOMPARE(escapedXml("a\x01\x1b\0b\t\n\r"s), "a\uFFFD\uFFFD\uFFFDb\t\n\r"s);
        QCOMPARE(lawfulXml("<a>\uFFFE\uFFFF\uFFFD\xff</a>"), "<a>\uFFFD\uFFFD\uFFFD\uFFFD</a>"s);
    }
};

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::EscapeTest)

#include "escape_test.moc"
