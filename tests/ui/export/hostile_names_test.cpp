// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hostile_names.h"

#include "core/samples.h"
#include "document/carrier.h"
#include "explore/side_by_side.h"
#include "export/figure_copy.h"
#include "export/figure_file.h"
#include "export/pgfplots.h"
#include "figure/figure_kind.h"
#include "figure/multiples.h"
#include "registry.h"
#include "text.h"
#include "text/escape.h"
#include "ui/window_fixture.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>

// Every format that figures and tables are exported in, with names that would be more than text to its readers.

namespace longpeak {
namespace {

using namespace test;

void addNames() {
    QTest::addColumn<std::string>("name");
    for (const HostileName& name : hostileNames()) QTest::newRow(name.what) << name.text;
}

/// Two scenarios of that name beside each other, and the name in the title, the caption and the ghosts.
FigureDocument documentNamed(std::string_view id, const std::string& name) {
    FigureDocument document{.figures = {std::string(id)}, .scenario = named(paper50k(), name)};
    document.reference = named(paper4k(), name);
    document.style.title = "";
    document.style.caption = "";
    if (canBeMultiple(*findFigureKind(id))) document.beside = {named(paper4k(), name)};
    return document;
}

/// What remains of LaTeX when comments are taken away.
QStringList linesOfTex(const QByteArray& tex) {
    static const QRegularExpression comment(QStringLiteral("(?<!\\\\)(\\\\\\\\)*%.*$"));
    QStringList lines;
    for (const QString& line : QString::fromUtf8(tex).split(QRegularExpression(QStringLiteral("[\\r\\n\\v\\f]"))))
        lines << QString(line).remove(comment);
    return lines;
}

QSet<QString> elementsOf(const QByteArray& svg) {
    QSet<QString> names;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement) names << reader.name().toString();
    if (reader.hasError()) return {QStringLiteral("error: ") + reader.errorString()};
    return names;
}

/// Of names that JSON cannot hold, as it holds them.
std::string kept(const std::string& name) {
    const auto scenario = readScenario(writeScenario(named(paper50k(), name), catalogue()), "", catalogue());
    return scenario ? scenario->name : "not read";
}

class HostileExportTest : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnAnyWarning(); }
    void latex_data() { addNames(); }
    void latex();
    void pictures_data() { addNames(); }
    void pictures();
    void ownTitles_data() { addNames(); }
    void ownTitles();
    void tables_data() { addNames(); }
    void tables();
};

void HostileExportTest::latex() {
    QFETCH(std::string, name);
    for (const FigureKind& kind : figureKinds()) {
        const FigureDocument document = documentNamed(kind.id, name);
        const QByteArray tex = writeFigure(document, catalogue(), FigureFormat::Tex);
        const QStringList lines = linesOfTex(tex);
        QVERIFY(tex.startsWith("% ") && lines[0].isEmpty() && lines[1].isEmpty() && lines[2].isEmpty());
        const QString code = lines.join(u'\n');
        for (const char* command : {"\\input", "\\immediate", "\\write", "^^"})
            QVERIFY2(!code.contains(QLatin1String(command)), qPrintable(code));
        static const QRegularExpression open(QStringLiteral("(?<!\\\\)(\\\\\\\\)*\\{"));
        static const QRegularExpression close(QStringLiteral("(?<!\\\\)(\\\\\\\\)*\\}"));
        QVERIFY2(code.count(open) == code.count(close), qPrintable(code));
        QVERIFY2(!tex.contains("\n\n"), tex.constData());
    }
}

void HostileExportTest::pictures() {
    QFETCH(std::string, name);
    for (const std::string_view id : {"latency", "occupancy", "timeline", "evidence"}) {
        if (findFigureKind(id) == nullptr) continue;
        const FigureDocument document = documentNamed(id, name);
        for (const FigureFormat format : {FigureFormat::Svg, FigureFormat::Pdf, FigureFormat::Png}) {
            const QByteArray bytes = writeFigure(document, catalogue(), format);
            const auto carried = carriedText(bytes.toStdString(), "picture");
            QVERIFY2(carried, carried ? "" : carried.faults().front().text().c_str());
            const auto read = readFigureDocument(*carried, "picture", catalogue());
            QVERIFY2(read, read ? "" : read.faults().front().text().c_str());
            QCOMPARE(read->scenario.name, kept(name));
            if (format != FigureFormat::Svg) continue;
            const QSet<QString> elements = elementsOf(bytes);
            const QSet<QString> harmless = elementsOf(
                writeFigure(documentNamed(id, harmlessName), catalogue(), FigureFormat::Svg));
            QVERIFY2(harmless.contains(elements), qPrintable((elements - harmless).values().join(u' ')));
        }
    }
}

/// Words of a style come from a file too.
void HostileExportTest::ownTitles() {
    QFETCH(std::string, name);
    FigureDocument document = documentNamed("latency", harmlessName);
    document.style.title = "T" + name;
    document.style.caption = "C" + name;
    QXmlStreamReader reader(writeFigure(document, catalogue(), FigureFormat::Svg));
    QString drawn;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("text"))
            drawn += reader.readElementText();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(drawn.size() > 100);
    QCOMPARE(QString::fromStdString(oneLine(drawn.toStdString())), drawn);
}

void HostileExportTest::tables() {
    QFETCH(std::string, name);
    const auto tableNamed = [](const std::string& text) {
        const std::vector<Scenario> scenarios{named(paper50k(), text), named(paper4k(), text)};
        return sideBySide(scenarios);
    };
    const QString hostile = toQString(writeMarkdown(tableNamed(name)));
    const QString harmless = toQString(writeMarkdown(tableNamed(harmlessName)));
    static const QRegularExpression border(QStringLiteral("(?<!\\\\)(\\\\\\\\)*\\|"));
    QCOMPARE(hostile.count(u'\n'), harmless.count(u'\n'));
    QCOMPARE(hostile.count(border), harmless.count(border));
    const FigureDocument document = documentNamed("latency", name);
    copyFigure(figuresOf(document, catalogue()), document, catalogue(), FigureCopy::Caption);
    const std::string caption = QGuiApplication::clipboard()->text().toStdString();
    QVERIFY(!caption.empty());
    QCOMPARE(oneLine(caption), caption);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::HostileExportTest)

#include "hostile_names_test.moc"
