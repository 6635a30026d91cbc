// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/colour.h"

#include "core/near.h"
#include "core/property.h"
#include "registry.h"

#include <QTest>

#include <array>

namespace longpeak {
namespace {

using namespace test;

constexpr Rgb black{};
constexpr Rgb white{1, 1, 1};

Rgb of(int red, int green, int blue) {
    return {red / 255.0, green / 255.0, blue / 255.0};
}

class ColourTest : public QObject {
    Q_OBJECT

private slots:
    void contrastIsThatOfTheGuidelines();
    void wordsCanBeRead();
    void differences();
    void eyes();
};

void ColourTest::contrastIsThatOfTheGuidelines() {
    NEAR(contrast(black, white), 21.0, 1e-9);
    NEAR(contrast(of(0x76, 0x76, 0x76), white), 4.54, 1e-3); // the palest grey that may be written on white
    QCOMPARE(contrast(white, black), contrast(black, white));
}

void ColourTest::wordsCanBeRead() {
    const std::array page{white};
    QVERIFY(readableOn(black, page) == black);
    const Rgb orange = of(0xe6, 0x9f, 0x00);
    const Rgb darker = readableOn(orange, page);
    QVERIFY(darker.red > darker.green && darker.green > darker.blue); // still orange
    QVERIFY(contrast(darker, white) < 5.2);                           // and no darker than need be
    QVERIFY(strongestOn(page) == black);
    QVERIFY(strongestOn(std::array{of(0x00, 0x55, 0x8c)}) == white);
    const std::array night{of(0x1a, 0x20, 0x29)};
    QVERIFY(readableOn(of(0x55, 0x55, 0x55), night).red > 0.4); // towards white there
    forAll(100, [](Random& random) {
        const auto any = [&] { return Rgb{uniform(random), uniform(random), uniform(random)}; };
        const std::array grounds{any()};
        const Rgb color = readableOn(any(), grounds);
        HOLDS(contrast(color, grounds.front()) >= leastContrast, "one ground always has black or white");
    });
}

void ColourTest::differences() {
    NEAR(difference(black, white), 100.0, 1e-3);
    QCOMPARE(difference(white, white), 0.0);
    NEAR(difference(of(255, 0, 0), of(0, 255, 0)), 170.58, 1e-3); // L* a* b*: 53.24 80.09 67.20, 87.73 -86.18 83.18
}

void ColourTest::eyes() {
    for (const Eyes sight : {Eyes::Protan, Eyes::Deutan, Eyes::Grey}) {
        NEAR(difference(seenBy(white, sight), white) + 1, 1.0, 0.01);
        QVERIFY(difference(seenBy(black, sight), black) < 0.01);
    }
    // Red and green that only colour tells apart.
    const Rgb red = of(0xc0, 0x39, 0x2b);
    const Rgb green = of(0x5a, 0x7d, 0x1f);
    QVERIFY(difference(red, green) > 60);
    QVERIFY(difference(seenBy(red, Eyes::Deutan), seenBy(green, Eyes::Deutan)) < 30);
    // Okabe and Ito's blue and vermilion stay apart.
    for (const Eyes sight : {Eyes::Protan, Eyes::Deutan})
        QVERIFY(difference(seenBy(of(0x00, 0x72, 0xb2), sight), seenBy(of(0xd5, 0x5e, 0x00), sight)) > 60);
    const Rgb grey = seenBy(red, Eyes::Grey);
    QVERIFY(grey.red == grey.green && grey.green == grey.blue);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ColourTest)
#include "colour_test.moc"
