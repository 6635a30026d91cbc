// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/figure_file.h"

#include "document/carrier.h"
#include "export/pgfplots.h"
#include "export/svg_outlines.h"
#include "plot/sheet.h"
#include "text.h"
#include "text/escape.h"

#include <QBuffer>
#include <QImage>
#include <QImageWriter>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

constexpr double metersPerInch = 0.0254;

QString titleOf(const std::vector<Figure>& figures) {
    QStringList titles;
    for (const Figure& figure : figures) titles << toQString(figure.title);
    return toQString(oneLine(titles.join(QStringLiteral(", ")).toStdString()));
}

QByteArray carriedElement(const std::string& document) {
    const std::string name(carrierElement);
    return QByteArray::fromStdString("<" + name + " xmlns:longpeak=\"" + std::string(carrierNamespace) + "\">" +
                                     escapedXml(document) + "</" + name + ">");
}

QString escaped(const QString& text) {
    return QString::fromStdString(escapedXml(text.toStdString()));
}

QByteArray pngOf(const QImage& image, const QString& title, const std::string& document) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, "png");
    writer.setText(QStringLiteral("Title"), title);
    writer.setText(QStringLiteral("Software"), QStringLiteral("Longpeak " LONGPEAK_VERSION));
    writer.setText(toQString(carrierKeyword), QString::fromStdString(document));
    writer.write(image);
    return bytes;
}

/// Qt names one family and calls the document SVG Tiny; viewers without the family need another of its kind.
QByteArray svgOf(const Sheet& sheet, const FigureDocument& document, const QString& title, const QString& description,
                 const std::string& carried) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    const QSizeF size = sheet.size();
    generator.setResolution(72);
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF(QPointF(), size));
    generator.setTitle(escaped(title));
    generator.setDescription(escaped(description));
    sheet.paint(generator, 1.0);
    if (document.style.outlines) bytes = withOutlines(bytes);
    const QByteArray family = document.style.serif ? "Liberation Serif" : "Inter";
    const QByteArray instead = document.style.serif ? "'Liberation Serif', 'Times New Roman', Times, serif"
                                                    : "Inter, 'Helvetica Neue', Arial, sans-serif";
    bytes.replace("font-family=\"" + family + "\"", "font-family=\"" + instead + "\"");
    bytes.replace(R"( version="1.2" baseProfile="tiny")", "");
    const auto end = bytes.indexOf("</desc>");
    bytes.insert(end + 7, "\n<metadata>" + carriedElement(carried) + "</metadata>");
    return QByteArray::fromStdString(lawfulXml(bytes.toStdString())); // Qt writes any character that is drawn
}

QByteArray xmpOf(const QString& title, const std::string& carried) {
    return "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title><rdf:Alt>"
           "<rdf:li xml:lang=\"x-default\">" +
           escaped(title).toUtf8() + "</rdf:li></rdf:Alt></dc:title></rdf:Description>\n" +
           "<rdf:Description rdf:about=\"\">" + carriedElement(carried) +
           "</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

/// Takes out the time of writing, which would make every file another one; the places of the objects stay.
void forgetDate(QByteArray& pdf) {
    const auto start = pdf.indexOf("/CreationDate (");
    const auto end = start < 0 ? -1 : pdf.indexOf(')', start);
    if (end >= 0) pdf.replace(start, end + 1 - start, QByteArray(end + 1 - start, ' '));
}

QByteArray pdfOf(const Sheet& sheet, const QString& title, const std::string& carried) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    constexpr int unitsPerInch = 1200;
    {
        QPdfWriter writer(&buffer);
        writer.setTitle(title);
        writer.setCreator(QStringLiteral("Longpeak " LONGPEAK_VERSION));
        writer.setResolution(unitsPerInch);
        writer.setPageSize(QPageSize(sheet.size(), QPageSize::Point, QString(), QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        writer.setDocumentXmpMetadata(xmpOf(title, carried));
        sheet.paint(writer, unitsPerInch / 72.0);
    }
    forgetDate(bytes);
    return bytes;
}

/// How many times as fine a picture is drawn before it is made smaller. Qt fills letters of 64 pixels and more as the shapes
/// that they are in a PDF; smaller ones it darkens, which at 300 dots an inch reads as another weight.
int finerBy(const QSizeF& pixels, double type) {
    constexpr double drawnAsShapes = 64;
    constexpr double mostPixels = 60e6;
    const double most = std::floor(std::sqrt(mostPixels / (pixels.width() * pixels.height())));
    return static_cast<int>(std::max(1.0, std::min(std::ceil(drawnAsShapes / type), most)));
}

FigurePreview drawnAt(const Sheet& sheet, double dpi, double type = 0) {
    const double scale = dpi / 72.0;
    const QSizeF exact = sheet.size() * scale;
    const QSize size(std::max(1, static_cast<int>(std::round(exact.width()))),
                     std::max(1, static_cast<int>(std::round(exact.height()))));
    const int finer = type > 0 ? finerBy(exact, type * scale) : 1;
    QImage image(size * finer, QImage::Format_RGB32);
    image.fill(Qt::white);
    auto figures = sheet.paint(image, scale * finer);
    if (finer > 1) image = image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    image.setDotsPerMeterX(static_cast<int>(std::round(dpi / metersPerInch)));
    image.setDotsPerMeterY(image.dotsPerMeterX());
    return {std::move(image), std::move(figures)};
}

QByteArray csvOf(const std::vector<Figure>& figures) {
    std::string text;
    for (const Figure& figure : figures) text += (text.empty() ? "" : "\n") + writeCsv(figure);
    return QByteArray::fromStdString(text);
}

} // namespace

std::span<const FigureFormatInfo> figureFormats() {
    static constexpr std::array formats{FigureFormatInfo{FigureFormat::Pdf, "pdf", "PDF"},
                                        FigureFormatInfo{FigureFormat::Svg, "svg", "SVG"},
                                        FigureFormatInfo{FigureFormat::Png, "png", "PNG"},
                                        FigureFormatInfo{FigureFormat::Csv, "csv", "CSV of the data"},
                                        FigureFormatInfo{FigureFormat::Tex, "tex", "LaTeX, pgfplots"}};
    return formats;
}

std::optional<FigureFormat> formatOfFile(const QString& path) {
    for (const FigureFormatInfo& info : figureFormats())
        if (path.endsWith(QLatin1Char('.') + QLatin1String(info.suffix), Qt::CaseInsensitive)) return info.format;
    return std::nullopt;
}

QByteArray writeFigure(const FigureDocument& document, const Catalogue& catalogue, FigureFormat format) {
    return writeFigure(figuresOf(document, catalogue), document, catalogue, format);
}

QByteArray writeFigure(const std::vector<Figure>& figures, const FigureDocument& document, const Catalogue& catalogue,
                       FigureFormat format) {
    if (format == FigureFormat::Csv) return csvOf(figures);
    if (format == FigureFormat::Tex) return QByteArray::fromStdString(writePgfplots(figures, document, catalogue));
    const Sheet sheet(figures, document);
    const QString title = titleOf(figures);
    const std::string carried = writeFigureDocument(document, catalogue);
    if (format == FigureFormat::Png)
        return pngOf(drawnAt(sheet, document.style.dpi, document.style.type).image, title, carried);
    if (format == FigureFormat::Pdf) return pdfOf(sheet, title, carried);
    return svgOf(sheet, document, title, toQString(oneLine(captionOf(figures, document).english())), carried);
}

QSizeF figureSize(const std::vector<Figure>& figures, const FigureDocument& document) {
    return Sheet(figures, document).size() / 72.0;
}

std::vector<Finding> checkFigures(const std::vector<Figure>& figures, const FigureDocument& document) {
    return Sheet(figures, document).check();
}

std::vector<Finding> checkFigures(const FigureDocument& document, const Catalogue& catalogue) {
    return checkFigures(figuresOf(document, catalogue), document);
}

FigurePreview previewOf(const std::vector<Figure>& figures, const FigureDocument& document, double dpi) {
    return drawnAt(Sheet(figures, document), dpi);
}

QImage figureImage(const std::vector<Figure>& figures, const FigureDocument& document, double dpi) {
    return drawnAt(Sheet(figures, document), dpi, document.style.type).image;
}

} // namespace longpeak
