// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/carrier.h"

#include "core/document/damage.h"
#include "core/property.h"
#include "document/read_file.h"
#include "figure/figure_document.h"
#include "registry.h"
#include "text/escape.h"

#include <zlib.h>

#include <QtTest>

// Pictures made here byte by byte, as the PNG specification and XMP lay them down, so that the reader is not tested
// against our own writer.

namespace longpeak {
namespace {

using namespace test;
using namespace std::string_literals;

const std::string signature = "\x89PNG\r\n\x1a\n"s;

std::string bigEndian(std::uint32_t value) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
    return out;
}

std::string chunk(const std::string& type, const std::string& data) {
    const std::string body = type + data;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return bigEndian(static_cast<std::uint32_t>(data.size())) + body + bigEndian(static_cast<std::uint32_t>(sum));
}

std::string packed(const std::string& text) {
    std::string out(compressBound(text.size()), '\0');
    uLongf size = out.size();
    compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size());
    out.resize(size);
    return out;
}

/// Of one grey pixel.
const std::string header = chunk("IHDR", "\0\0\0\1\0\0\0\1\b\0\0\0\0"s);

std::string png(const std::string& textChunk) {
    return signature + header + textChunk + chunk("IDAT", "pixels") + chunk("IEND", "");
}

/// With the last byte of its content changed, so that its checksum does not match.
std::string damaged(std::string chunk) {
    chunk[chunk.size() - 5] ^= 1;
    return chunk;
}

std::string svg(const std::string& inside) {
    return "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>" + inside +
           "</metadata><text>1</text></svg>";
}

std::string element(const std::string& text) {
    return "<longpeak:figure xmlns:longpeak=\"urn:longpeak:figure\">" + escapedXml(text) + "</longpeak:figure>";
}

std::string pdf(const std::string& inside) {
    return "%PDF-1.4\n1 0 obj\nstream\n<?xpacket begin=\"\" id=\"x\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">" + inside +
           "</x:xmpmeta><?xpacket end=\"r\"?>\nendstream\ntrailer\n%%EOF\n";
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
    row("PNG, tEXt", png(chunk("tEXt", "Title\0x"s) + chunk("tEXt", "longpeak\0"s + document)));
    row("PNG, zTXt", png(chunk("zTXt", "longpeak\0\0"s + packed(document))));
    row("PNG, iTXt", png(chunk("iTXt", "longpeak\0\0\0en\0Longpeak\0"s + document)));
    row("PNG, iTXt packed", png(chunk("iTXt", "longpeak\0\1\0\0\0"s + packed(document))));
    const std::string carrier = chunk("tEXt", "longpeak\0"s + document);
    row("PNG, behind the pixels", signature + header + chunk("IDAT", "pixels") + carrier + chunk("IEND", ""));
    row("PNG, the first of two", png(carrier + chunk("tEXt", "longpeak\0{}"s)));
    row("PNG, damaged in another text", png(damaged(chunk("tEXt", "Title\0x"s)) + carrier));
    row("PNG, another text that cannot be unpacked", png(chunk("zTXt", "Title\0\0not packed"s) + carrier));
    row("PNG, damaged in its pixels",
        signature + header + carrier + damaged(chunk("IDAT", "pixels")) + chunk("IEND", ""));
    row("SVG", svg(element(document)));
    row("SVG with a byte order mark", "\xef\xbb\xbf" + svg(element(document)));
    row("SVG, CDATA", svg("<longpeak:figure><![CDATA[" + document + "]]></longpeak:figure>"));
    row("PDF", pdf(element(document)));
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
    const std::string whole = png(chunk("tEXt", "longpeak\0"s + document));
    row("PNG without", png(chunk("tEXt", "Title\0x"s)), "is a picture (PNG) that carries no scenario of Longpeak");
    row("PNG cut in the text", whole.substr(0, 60), "is a PNG that ends too early; the file is damaged");
    row("PNG cut before its end", whole.substr(0, whole.size() - 13),
        "is a PNG that ends too early; the file is damaged");
    row("PNG, nothing but its first bytes", signature.substr(0, 6),
        "is a PNG that ends too early; the file is damaged");
    std::string flipped = whole;
    flipped[whole.find("[1, 2]") + 1] = '9';
    row("PNG with a flipped byte", flipped, "carries a scenario whose checksum does not match; the file is damaged");
    row("PNG, a bomb of 100 MB in zTXt", png(chunk("zTXt", "longpeak\0\0"s + packed(std::string(100'000'000, ' ')))),
        "carries a scenario that cannot be unpacked, or unpacks to more than 16 MB");
    row("PNG, what is packed is none", png(chunk("zTXt", "longpeak\0\0not packed"s)),
        "carries a scenario that cannot be unpacked, or unpacks to more than 16 MB");
    row("PNG without pixels", signature + header + chunk("tEXt", "longpeak\0"s + document) + chunk("IEND", ""),
        "is no whole PNG: IEND: out of place");
    row("PNG without a header", signature + chunk("tEXt", "longpeak\0"s + document) + chunk("IEND", ""),
        "is no whole PNG: IEND: out of place");
    row("PNG with a chunk of 4 GB", signature + header + "\xff\xff\xff\xfftEXt",
        "is no whole PNG: PNG unsigned integer out of range");
    row("SVG without", svg(""), "is a picture (SVG) that carries no scenario of Longpeak");
    row("SVG cut", svg(element(document)).substr(0, 90),
        "is no whole SVG: Error parsing element attribute, at byte 91");
    row("PDF without", pdf(""), "is a picture (PDF) that carries no scenario of Longpeak");
    std::string beginnings = "%PDF-1.4";
    for (int i = 0; i < 700'000; ++i) beginnings += "<?xpacket begin ?>"; // each looked at alone takes half an hour
    row("PDF, many beginnings and one end", beginnings + "<?xpacket end ?>%%EOF",
        "is a picture (PDF) that carries no scenario of Longpeak");
    row("PDF cut", pdf(element(document)).substr(0, 200), "is a PDF that ends too early; the file is damaged");
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
    const auto good = opened(png(chunk("zTXt", "longpeak\0\0"s + packed(text))));
    QVERIFY(good);
    QVERIFY(*good == paper50k());
    const auto nested = opened(png(chunk("tEXt", "longpeak\0"s + std::string(1'000'000, '['))));
    QVERIFY(!nested);
    QVERIFY2(nested.faults().front().reason.english().find("nested") != std::string::npos,
             nested.faults().front().text().c_str());
}

void CarrierTest::damagedNeverCrash_data() {
    QTest::addColumn<QByteArray>("bytes");
    const std::string text = writeFigureDocument({.figures = {"occupancy"}, .scenario = paper50k()}, catalogue());
    QTest::newRow("PNG") << QByteArray::fromStdString(png(chunk("zTXt", "longpeak\0\0"s + packed(text))));
    QTest::newRow("SVG") << QByteArray::fromStdString(svg(element(text)));
    QTest::newRow("PDF") << QByteArray::fromStdString(pdf(element(text)));
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
