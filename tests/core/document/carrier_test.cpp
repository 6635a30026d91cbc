// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/carrier.h"

#include "core/document/damage.h"
#include "core/property.h"
#include "document/read_file.h"
#include "figure/figure_document.h"
#include "fuzz/pictures.h"
#include "registry.h"
#include "text/escape.h"

#include <QtTest>

// Pictures made here byte by byte, as the PNG specification and XMP lay them down, so that the reader is not tested
// against our own writer.

namespace longpeak {
namespace {

using namespace fuzz;
using namespace test;
using namespace std::string_literals;

/// With the last byte of its content changed, so that its checksum does not match.
std::string damaged(std::string chunk) {
    chunk[chunk.size() - 5] ^= 1;
    return chunk;
}

const std::string document = "{\"a\": \"<&>\\\"\", \"b\": [1, 2]}";

class CarrierTest : public QObject {
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void changesNoScenario();
    void damagedNeverCrash_data();
    void damagedNeverCrash();
};

void CarrierTest::reads_data() {
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const std::string& bytes) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes);
    };
    row("PNG, tEXt", png(pngChunk("tEXt", "Title\0x"s) + pngChunk("tEXt", "longpeak\0"s + document)));
    row("PNG, zTXt", png(pngChunk("zTXt", "longpeak\0\0"s + packed(document))));
    row("PNG, iTXt", png(pngChunk("iTXt", "longpeak\0\0\0en\0Longpeak\0"s + document)));
    row("PNG, iTXt packed", png(pngChunk("iTXt", "longpeak\0\1\0\0\0"s + packed(document))));
    const std::string carrier = pngChunk("tEXt", "longpeak\0"s + document);
    row("PNG, behind the pixels",
        pngSignature + pngHeader + pngChunk("IDAT", "pixels") + carrier + pngChunk("IEND", ""));
    row("PNG, the first of two", png(carrier + pngChunk("tEXt", "longpeak\0{}"s)));
    row("PNG, damaged in another text", png(damaged(pngChunk("tEXt", "Title\0x"s)) + carrier));
    row("PNG, another text that cannot be unpacked", png(pngChunk("zTXt", "Title\0\0not packed"s) + carrier));
    row("PNG, damaged in its pixels",
        pngSignature + pngHeader + carrier + damaged(pngChunk("IDAT", "pixels")) + pngChunk("IEND", ""));
    row("SVG", svg(xmlElement(document)));
    row("SVG with a byte order mark", "\xef\xbb\xbf" + svg(xmlElement(document)));
    row("SVG, CDATA", svg("<longpeak:figure><![CDATA[" + document + "]]></longpeak:figure>"));
    row("PDF", pdf(xmlElement(document)));
}

void CarrierTest::reads() {
    QFETCH(QByteArray, bytes);
    QVERIFY(isPicture(bytes.toStdString()));
    const auto text = carriedText(bytes.toStdString(), "f");
    if (!text) QFAIL(text.faults().front().text().c_str());
    QCOMPARE(*text, document);
}

void CarrierTest::refuses_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const std::string& bytes, const char* reason) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromUtf8(reason);
    };
    const std::string whole = png(pngChunk("tEXt", "longpeak\0"s + document));
    row("PNG without", png(pngChunk("tEXt", "Title\0x"s)), "is a picture (PNG) that carries no scenario of Longpeak");
    row("PNG cut in the text", whole.substr(0, 60), "is a PNG that ends too early; the file is damaged");
    row("PNG cut before its end", whole.substr(0, whole.size() - 13),
        "is a PNG that ends too early; the file is damaged");
    row("PNG, nothing but its first bytes", pngSignature.substr(0, 6),
        "is a PNG that ends too early; the file is damaged");
    std::string flipped = whole;
    flipped[whole.find("[1, 2]") + 1] = '9';
    row("PNG with a flipped byte", flipped, "carries a scenario whose checksum does not match; the file is damaged");
    row("PNG, a bomb of 100 MB in zTXt", png(pngChunk("zTXt", "longpeak\0\0"s + packed(std::string(100'000'000, ' ')))),
        "carries a scenario that cannot be unpacked, or unpacks to more than 16 MB");
    row("PNG, what is packed is none", png(pngChunk("zTXt", "longpeak\0\0not packed"s)),
        "carries a scenario that cannot be unpacked, or unpacks to more than 16 MB");
    row("PNG without pixels",
        pngSignature + pngHeader + pngChunk("tEXt", "longpeak\0"s + document) + pngChunk("IEND", ""),
        "is no whole PNG: IEND: out of place");
    row("PNG without a pngHeader", pngSignature + pngChunk("tEXt", "longpeak\0"s + document) + pngChunk("IEND", ""),
        "is no whole PNG: IEND: out of place");
    row("PNG with a chunk of 4 GB", pngSignature + pngHeader + "\xff\xff\xff\xfftEXt",
        "is no whole PNG: PNG unsigned integer out of range");
    row("SVG without", svg(""), "is a picture (SVG) that carries no scenario of Longpeak");
    row("SVG cut", svg(xmlElement(document)).substr(0, 90),
        "is no whole SVG: Error parsing element attribute, at byte 91");
    row("PDF without", pdf(""), "is a picture (PDF) that carries no scenario of Longpeak");
    std::string beginnings = "%PDF-1.4";
    for (int i = 0; i < 700'000; ++i) beginnings += "<?xpacket begin ?>"; // each looked at alone takes half an hour
    row("PDF, many beginnings and one end", beginnings + "<?xpacket end ?>%%EOF",
        "is a picture (PDF) that carries no scenario of Longpeak");
    row("PDF cut", pdf(xmlElement(document)).substr(0, 200), "is a PDF that ends too early; the file is damaged");
}

void CarrierTest::refuses() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    const auto text = carriedText(bytes.toStdString(), "f");
    QVERIFY(!text);
    QCOMPARE(QString::fromStdString(text.faults().front().reason.english()), reason);
    QCOMPARE(text.faults().front().file, "f"s);
}

/// A picture is a scenario to every reader of scenarios, with its faults where it has some.
void CarrierTest::changesNoScenario() {
    QTemporaryDir folder;
    const auto opened = [&](const std::string& bytes) {
        const QString path = folder.filePath(QStringLiteral("f.png"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
        file.write(QByteArray::fromStdString(bytes));
        file.close();
        return openScenario(path.toStdString(), catalogue());
    };
    const FigureDocument figure{.figures = {"occupancy"}, .scenario = paper50k()};
    const std::string text = writeFigureDocument(figure, catalogue());
    const auto good = opened(png(pngChunk("zTXt", "longpeak\0\0"s + packed(text))));
    QVERIFY(good);
    QVERIFY(*good == paper50k());
    const auto nested = opened(png(pngChunk("tEXt", "longpeak\0"s + std::string(1'000'000, '['))));
    QVERIFY(!nested);
    QVERIFY2(nested.faults().front().reason.english().find("nested") != std::string::npos,
             nested.faults().front().text().c_str());
}

void CarrierTest::damagedNeverCrash_data() {
    QTest::addColumn<QByteArray>("bytes");
    const std::string text = writeFigureDocument({.figures = {"occupancy"}, .scenario = paper50k()}, catalogue());
    QTest::newRow("PNG") << QByteArray::fromStdString(png(pngChunk("zTXt", "longpeak\0\0"s + packed(text))));
    QTest::newRow("SVG") << QByteArray::fromStdString(svg(xmlElement(text)));
    QTest::newRow("PDF") << QByteArray::fromStdString(pdf(xmlElement(text)));
}

void CarrierTest::damagedNeverCrash() {
    QFETCH(QByteArray, bytes);
    const std::string whole = bytes.toStdString();
    int refused = 0;
    forAll(2000, [&](Random& random) {
        const auto text = carriedText(withDamage(whole, random), "f");
        if (text) return;
        ++refused;
        RC_ASSERT(!text.faults().front().reason.empty());
    });
    QVERIFY2(refused > 100, std::to_string(refused).c_str());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::CarrierTest)

#include "carrier_test.moc"
