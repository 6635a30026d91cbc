// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/figure_file.h"

#include "core/samples.h"
#include "document/carrier.h"
#include "export/pgfplots.h"
#include "figure/figure_kind.h"
#include "registry.h"
#include "ui/window_fixture.h"

#include <QImage>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <cmath>

// Exported files, parsed back.

namespace longpeak {
namespace {

using namespace test;

FigureDocument documentOf(const std::string& id) {
    return {.figures = {id}, .scenario = paper50k(), .reference = paper4k()};
}

void addKinds() {
    QTest::addColumn<QString>("id");
    for (const FigureKind& kind : figureKinds())
        QTest::newRow(std::string(kind.id).c_str()) << QString::fromStdString(std::string(kind.id));
}

struct SvgText {
    QString family;
    QString text;
};

/// The words of an SVG; the test ends where it is not well-formed.
QList<SvgText> wordsOf(const QByteArray& svg) {
    QList<SvgText> out;
    QXmlStreamReader reader(svg);
    QStringList families{QString()};
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::StartElement) {
            const QString family = reader.attributes().value(QStringLiteral("font-family")).toString();
            families << (family.isEmpty() ? families.back() : family);
            if (reader.name() == QLatin1String("text")) {
                out << SvgText{families.back(), reader.readElementText(QXmlStreamReader::IncludeChildElements)};
                families.removeLast();
            }
        } else if (token == QXmlStreamReader::EndElement) {
            families.removeLast();
        }
    }
    if (reader.hasError()) qFatal("%s", qPrintable(reader.errorString()));
    return out;
}

/// All is vectors but the colours of a map, which lie behind them.
qsizetype picturesIn(const QString& id) {
    return id == QLatin1String("map") ? 1 : 0;
}

class FigureFileTest : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnAnyWarning(); }
    void carriesItsDocument_data() { addKinds(); }
    void carriesItsDocument();
    void svgHasTextAndLiesInside_data() { addKinds(); }
    void svgHasTextAndLiesInside();
    void svgNamesStandIns();
    void outlinesHaveNoText_data() { addKinds(); }
    void outlinesHaveNoText();
    void pngHasItsSize();
    void namesLeaveHalfToTheFrame();
    void thereIsAlwaysAPreview();
    void pngTypeIsOfOneWeight();
    void pdfHasFontsAndVectors_data() { addKinds(); }
    void pdfHasFontsAndVectors();
    void styleChangesWhatIsDrawn();
    void texIsWhole_data() { addKinds(); }
    void texIsWhole();
    void texEscapes();
    void csvOfAPanel();
    void namesEndTheFormat();
};

/// Export, open, export: the same bytes, of every figure and format that carries a document.
void FigureFileTest::carriesItsDocument() {
    QFETCH(QString, id);
    const FigureDocument document = documentOf(id.toStdString());
    for (const FigureFormat format : {FigureFormat::Png, FigureFormat::Svg, FigureFormat::Pdf}) {
        const QByteArray bytes = writeFigure(document, catalogue(), format);
        const auto text = carriedText(bytes.toStdString(), "f");
        if (!text) QFAIL(text.faults().front().text().c_str());
        const auto opened = readFigureDocument(*text, "f", catalogue());
        if (!opened) QFAIL(opened.faults().front().text().c_str());
        QVERIFY(*opened == document);
        QVERIFY(writeFigure(*opened, catalogue(), format) == bytes);
    }
}

/// Qt writes no clipping, so nothing may reach outside to begin with: every coordinate of a path lies on the sheet.
void FigureFileTest::svgHasTextAndLiesInside() {
    QFETCH(QString, id);
    const QByteArray svg = writeFigure(documentOf(id.toStdString()), catalogue(), FigureFormat::Svg);
    const auto words = wordsOf(svg);
    QVERIFY2(words.size() >= 4, qPrintable(QString::number(words.size()))); // ticks and a title at the least
    for (const SvgText& word : words)
        QVERIFY2(word.family.startsWith(QLatin1String("Inter, ")), qPrintable(word.family));
    QCOMPARE(svg.count("<image"), picturesIn(id));
    const QRegularExpression viewBox(QStringLiteral("viewBox=\"0 0 ([\\d.]+) ([\\d.]+)\""));
    const auto box = viewBox.match(QString::fromUtf8(svg));
    QVERIFY(box.hasMatch());
    const double width = box.captured(1).toDouble();
    const double height = box.captured(2).toDouble();
    const QRegularExpression element(QStringLiteral(
        "transform=\"matrix\\(([^)]*)\\)\"|<path [^>]*\\bd=\"([^\"]*)\"|<polyline [^>]*points=\"([^\"]*)\""));
    const QRegularExpression pair(QStringLiteral("(-?[\\d.]+(?:e-?\\d+)?)[ ,](-?[\\d.]+(?:e-?\\d+)?)"));
    QTransform transform;
    int points = 0;
    auto each = element.globalMatch(QString::fromUtf8(svg));
    while (each.hasNext()) {
        const auto match = each.next();
        if (!match.captured(1).isEmpty()) {
            const QStringList m = match.captured(1).split(QLatin1Char(','));
            transform = QTransform(m[0].toDouble(), m[1].toDouble(), m[2].toDouble(), m[3].toDouble(), m[4].toDouble(),
                                   m[5].toDouble());
            continue;
        }
        auto coordinates = pair.globalMatch(match.captured(2) + match.captured(3));
        while (coordinates.hasNext()) {
            const auto found = coordinates.next();
            const QPointF at = transform.map(QPointF(found.captured(1).toDouble(), found.captured(2).toDouble()));
            QVERIFY2(QRectF(-1, -1, width + 2, height + 2).contains(at),
                     qPrintable(QStringLiteral("%1 %2").arg(at.x()).arg(at.y())));
            ++points;
        }
    }
    QVERIFY2(points > 4, qPrintable(QString::number(points)));
}

void FigureFileTest::svgNamesStandIns() {
    FigureDocument document = documentOf("latency");
    document.style.serif = true;
    for (const SvgText& word : wordsOf(writeFigure(document, catalogue(), FigureFormat::Svg)))
        QVERIFY(word.family.startsWith(QLatin1String("'Liberation Serif', 'Times New Roman'")));
}

/// The same words, as shapes where the text was.
void FigureFileTest::outlinesHaveNoText() {
    QFETCH(QString, id);
    FigureDocument document = documentOf(id.toStdString());
    const auto words = wordsOf(writeFigure(document, catalogue(), FigureFormat::Svg));
    document.style.outlines = true;
    const QByteArray svg = writeFigure(document, catalogue(), FigureFormat::Svg);
    QVERIFY(wordsOf(svg).isEmpty());
    static const QRegularExpression outline(QStringLiteral("<path aria-label=\"([^\"]*)\"[^>]* d=\"([^\"]*)\"/>"));
    auto each = outline.globalMatch(QString::fromUtf8(svg));
    qsizetype count = 0;
    for (; each.hasNext(); ++count) {
        const auto match = each.next();
        QVERIFY2(match.captured(1).trimmed().isEmpty() || match.captured(2).startsWith(QLatin1Char('M')),
                 qPrintable(match.captured(1)));
    }
    QCOMPARE(count, words.size());
    const auto carried = carriedText(svg.toStdString(), "f");
    QVERIFY(carried && readFigureDocument(*carried, "f", catalogue()));
}

/// As much ink at any resolution: at 150 dots an inch, letters are 17 pixels tall, and at 1200 they are shapes as in a PDF.
void FigureFileTest::pngTypeIsOfOneWeight() {
    FigureDocument document = documentOf("latency");
    document.figures = {"operators"}; // words, and little else that is dark
    const auto inkAt = [&](double dpi) {
        const QImage image = figureImage(figuresOf(document, catalogue()), document, dpi);
        double ink = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) ink += 255 - qGray(image.pixel(x, y));
        return ink / (static_cast<double>(image.width()) * image.height());
    };
    const double shapes = inkAt(1200);
    for (const double dpi : {100.0, 150.0, 300.0}) {
        const double ink = inkAt(dpi);
        QVERIFY2(std::abs(ink / shapes - 1) < 0.01,
                 qPrintable(QStringLiteral("%1 at %2 dpi").arg(ink / shapes).arg(dpi)));
    }
}

/// Curves of several scenarios have many names: the picture grows for them, unless its height is set.
void FigureFileTest::namesLeaveHalfToTheFrame() {
    FigureDocument document = documentOf("ceiling");
    document.beside = {with(document.scenario, "context", 200e3), with(document.scenario, "gpus", 8)};
    document.together = true;
    document.reference.reset();
    const auto figures = figuresOf(document, catalogue());
    const SheetFigure drawn = previewOf(figures, document, 96).figures.front();
    const double usual = drawn.area.width() / document.style.aspect;
    QVERIFY2(drawn.plane.frame.height >= usual / 2 - 1, qPrintable(QString::number(drawn.plane.frame.height)));
    QVERIFY(figureSize(figures, document).height() > document.style.width / document.style.aspect);
    document.style.height = 2.0;
    QCOMPARE(figureSize(figures, document).height(), 2.0);
}

/// However little room there is: no image at all makes Qt warn.
void FigureFileTest::thereIsAlwaysAPreview() {
    const FigureDocument document = documentOf("latency");
    for (const double dpi : {0.01, 1.0})
        QVERIFY(!previewOf(figuresOf(document, catalogue()), document, dpi).image.isNull());
}

void FigureFileTest::pngHasItsSize() {
    FigureDocument document = documentOf("latency");
    document.style.height = 2.0;
    const QImage image = QImage::fromData(writeFigure(document, catalogue(), FigureFormat::Png));
    QCOMPARE(image.size(), QSize(975, 600)); // 3.25 × 2 inches of 300 dots
    QCOMPARE(qRound(image.dotsPerMeterX() * 0.0254), 300);
    QCOMPARE(image.text(QStringLiteral("Title")), QStringLiteral("Latency by phase"));
}

void FigureFileTest::pdfHasFontsAndVectors() {
    QFETCH(QString, id);
    const QByteArray pdf = writeFigure(documentOf(id.toStdString()), catalogue(), FigureFormat::Pdf);
    QVERIFY(pdf.contains("/FontFile2"));
    QVERIFY(pdf.contains("+Inter-Regular"));
    QCOMPARE(pdf.count("/Subtype /Image"), picturesIn(id));
    QVERIFY(!pdf.contains("/DCTDecode")); // what is one is kept as it is
    QVERIFY(!pdf.contains("/CreationDate"));
    const QRegularExpression box(QStringLiteral("/MediaBox \\[0 0 ([\\d.]+) ([\\d.]+)"));
    const auto size = box.match(QString::fromLatin1(pdf));
    QCOMPARE(size.captured(1).toDouble(), 234.0); // 3.25 in
}

void FigureFileTest::styleChangesWhatIsDrawn() {
    const auto words = [](const FigureDocument& document) {
        QStringList all;
        for (const SvgText& word : wordsOf(writeFigure(document, catalogue(), FigureFormat::Svg))) all << word.text;
        return all;
    };
    FigureDocument document = documentOf("latency");
    document.style.width = 6.75;
    QVERIFY(!words(document).contains(QStringLiteral("Latency by phase")));
    document.style.title = "";
    QVERIFY(words(document).contains(QStringLiteral("Latency by phase")));
    document.style.title = "Mine";
    QVERIFY(words(document).contains(QStringLiteral("Mine")));
    document = documentOf("ceiling");
    document.style.width = 6.75;
    QVERIFY(words(document).contains(QStringLiteral("2 GPUs")));
    const QByteArray labelled = writeFigure(document, catalogue(), FigureFormat::Svg);
    document.style.legend = true;
    QVERIFY(writeFigure(document, catalogue(), FigureFormat::Svg) != labelled);
    document.style.caption = "";
    const auto captioned = words(document);
    QVERIFY(captioned.join(QLatin1Char(' ')).contains(QStringLiteral("Computed with Longpeak")));
    FigureDocument panel{.figures = {"latency", "ceiling"}, .style = {.width = 6.75}, .scenario = paper50k()};
    QVERIFY(words(panel).contains(QStringLiteral("(b) Concurrency ceiling")));
}

/// Nothing that LaTeX stumbles over: braces in pairs, every environment closed, no sign beyond its usual fonts.
void FigureFileTest::texIsWhole() {
    QFETCH(QString, id);
    const QByteArray tex = writeFigure(documentOf(id.toStdString()), catalogue(), FigureFormat::Tex);
    int depth = 0;
    int lines = 0;
    for (const QByteArray& line : tex.split('\n')) {
        if (line.startsWith('%')) continue;
        ++lines;
        QVERIFY(!line.contains("inf,") && !line.contains(",inf"));
        for (int i = 0; i < line.size(); ++i) {
            if (i > 0 && line[i - 1] == '\\') continue;
            depth += line[i] == '{' ? 1 : line[i] == '}' ? -1 : 0;
            QVERIFY(static_cast<unsigned char>(line[i]) < 0x80);
        }
    }
    QCOMPARE(depth, 0);
    QVERIFY(lines > 8);
    for (const char* environment : {"tikzpicture", "axis"})
        QCOMPARE(tex.count(QByteArray("\\begin{") + environment), tex.count(QByteArray("\\end{") + environment));
}

void FigureFileTest::texEscapes() {
    QCOMPARE(latexText("50 % & 16× of $3_2"), std::string("50 \\% \\& 16$\\times$ of \\$3\\_2"));
}

void FigureFileTest::csvOfAPanel() {
    const FigureDocument panel{.figures = {"latency", "ceiling"}, .scenario = paper50k()};
    const auto one = [&](const char* id) {
        return writeCsv(findFigureKind(id)->build({.scenario = panel.scenario, .catalogue = &catalogue()}));
    };
    QCOMPARE(writeFigure(panel, catalogue(), FigureFormat::Csv).toStdString(), one("latency") + "\n" + one("ceiling"));
}

void FigureFileTest::namesEndTheFormat() {
    QVERIFY(formatOfFile(QStringLiteral("a.b/c.PDF")) == FigureFormat::Pdf);
    QVERIFY(formatOfFile(QStringLiteral("c.tex")) == FigureFormat::Tex);
    QVERIFY(!formatOfFile(QStringLiteral("pdf")));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FigureFileTest)

#include "figure_file_test.moc"
