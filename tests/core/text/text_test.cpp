// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/text.h"

#include "registry.h"

namespace longpeak {
namespace {

/// A language in which each message is in brackets, places turned about, numbers have a comma and names are as they are.
class Brackets : public Translator {
protected:
    std::string translated(const Message& message) const override {
        return message == LP_TEXT("test", "%1 of %2") ? "[of %2: %1]" : "[" + std::string(message.text) + "]";
    }
    std::string told(const Amount& amount) const override {
        std::string text = Translator::told(amount);
        for (char& c : text)
            if (c == '.') c = ',';
        return text;
    }
};

class TextTest : public QObject {
    Q_OBJECT

private slots:
    void placesAreFilled() {
        const Text text = LP_TEXT("test", "%2, then %1 and %2 again; 50 % are left")(verbatim("a"), verbatim("b"));
        QCOMPARE(text.english(), "b, then a and b again; 50 % are left");
    }

    void whatFillsAPlaceIsNoMessage() {
        QCOMPARE(LP_TEXT("test", "%1 of %2")(verbatim("%2"), verbatim("%1")).english(), "%2 of %1");
    }

    void numbersAreToldAsElsewhere() {
        QCOMPARE(Text(amount(50'000, Unit::Tokens)).english(), format(50'000, Unit::Tokens));
        QCOMPARE(Text(amount(80e9, Unit::Bytes, ByteUnits::Binary)).english(),
                 format(80e9, Unit::Bytes, ByteUnits::Binary));
        QCOMPARE(Text(exactAmount(12'288e6, Unit::Bytes)).english(), formatExact(12'288e6, Unit::Bytes));
        QCOMPARE(Text(plainAmount(0.1)).english(), formatPlain(0.1));
    }

    void rowsLeaveOutWhatIsEmpty() {
        QCOMPARE(Text::joined({verbatim("a"), Text(), verbatim("b")}, " · ").english(), "a · b");
        QVERIFY(Text::joined({Text(), Text()}, ", ").empty());
        QVERIFY(Text::verbatim("").empty());
        QVERIFY(Text(Message{}).empty());
    }

    void aMessageIsKnownByItsIdAndKeepsWhatFillsIt() {
        const Text text = LP_TEXT("test", "%1 of %2")(amount(3, Unit::Users), verbatim("x"));
        QVERIFY(text.is(LP_TEXT("test", "%1 of %2")));
        QVERIFY(!text.is(LP_TEXT("other", "%1 of %2")));
        QVERIFY(!verbatim("%1 of %2").is(LP_TEXT("test", "%1 of %2")));
        QCOMPARE(text.arguments().size(), 2);
        QVERIFY(text.arguments()[0] == Text(amount(3, Unit::Users)));
        QVERIFY(text != LP_TEXT("test", "%1 of %2")(amount(4, Unit::Users), verbatim("x")));
    }

    void aLanguageNeedsNothingOfCore() {
        const Text text = Text::joined(
            {LP_TEXT("test", "weights"), LP_TEXT("test", "%1 of %2")(amount(1.5e9, Unit::Bytes), verbatim("Yi-34B.x"))},
            ": ");
        QCOMPARE(words(text, Brackets()), "[weights]: [of Yi-34B.x: 1,50 GB]");
    }
};

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::TextTest)
#include "text_test.moc"
