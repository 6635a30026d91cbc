// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/pgfplots.h"

#include "core/samples.h"
#include "figure/figure_kind.h"
#include "registry.h"
#include "ui/window_fixture.h"

#include <QFile>
#include <QFontMetricsF>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <array>
#include <cstring>
#include <utility>

// The pictures for LaTeX, read back.

namespace longpeak {
namespace {

using namespace test;

FigureDocument documentOf(const std::string& id) {
    return {.figures = {id}, .scenario = paper50k(), .reference = paper4k()};
}

QString texOf(const FigureDocument& document) {
    return QString::fromStdString(writePgfplots(figuresOf(document, catalogue()), document, catalogue()));
}

struct Node {
    QString text; ///< as LaTeX writes it
    double x;     ///< of the frame's width, of the middle of the words
    double y;     ///< of its height, of their baseline, from below
};

std::vector<Node> nodesOf(const QString& tex) {
    static const QRegularExpression node(QStringLiteral(
        R"(\\node\[text=lp[0-9a-f]{6}(?:, fill=white)?, anchor=base, inner sep=1pt\] at \(rel axis cs:([\d.e-]+),([\d.e-]+)\) \{(.*)\};)"));
    std::vector<Node> out;
    auto each = node.globalMatch(tex);
    while (each.hasNext()) {
        const auto match = each.next();
        out.push_back({match.captured(3), match.captured(1).toDouble(), match.captured(2).toDouble()});
    }
    return out;
}

/// About how wide Computer Modern sets the words at 8 pt (cmr8, widths of its signs rounded up in classes), in points.
double computerModern(QString text) {
    static const std::array<std::pair<const char*, const char*>, 10> signs{{{"$\\times$", "*"},
                                                                            {"$\\div$", "*"},
                                                                            {"$\\cdot$", "."},
                                                                            {"$\\to$", "**"},
                                                                            {"$-$", "*"},
                                                                            {"$\\geq$", "*"},
                                                                            {"$\\leq$", "*"},
                                                                            {"\\textmu{}", "u"},
                                                                            {"\\,", "i"},
                                                                            {"~", " "}}};
    for (const auto& [written, stands] : signs) text.replace(QString::fromUtf8(written), QString::fromUtf8(stands));
    text.remove(QLatin1Char('\\'));
    double width = 0;
    for (const QChar sign : text) {
        const char c = sign.toLatin1();
        const auto is = [c](const char* of) { return c != 0 && std::strchr(of, c) != nullptr; };
        width += is("il.,:;'|!")           ? 2.36
                 : is("fjrts()[]-/ ")      ? 3.3
                 : is("aceosz?0123456789") ? 4.25
                 : is("bdghknpquvxy")      ? 4.72
                 : is("mwMW%@")            ? 7.4
                 : sign.isUpper()          ? 6.0
                 : is("*+=<>")             ? 6.6
                                           : 4.25;
    }
    return width;
}

class PgfplotsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnAnyWarning(); }
    void labelsStandClear_data();
    void labelsStandClear();
    void labelsAreNotCutTwice();
    void legendTakesTheirPlace();
    void narrowPanelsHaveFewer();
    void keysNameWhatLabelsDoNot();
    void coloursAreDefined_data() { labelsStandClear_data(); }
    void coloursAreDefined();
    void compiles();
    void retouchedAsElsewhere();
};

void PgfplotsTest::labelsStandClear_data() {
    QTest::addColumn<QString>("id");
    for (const FigureKind& kind : figureKinds())
        QTest::newRow(std::string(kind.id).c_str()) << QString::fromStdString(std::string(kind.id));
}

/// In the frame that pgfplots makes of 3.25 inches, set in Computer Modern: within it, and none on another.
void PgfplotsTest::labelsStandClear() {
    QFETCH(QString, id);
    const QString tex = texOf(documentOf(id.toStdString()));
    const double width = 3.25 * 72.27 - 45;
    const double height = 3.25 / 1.5 * 72.27 - 45;
    constexpr double above = 6.0; // of a letter of 8 pt, and below its line
    constexpr double below = 1.6; // depth of "g" in cmr8: 0.194 em
    std::vector<QRectF> taken;
    const auto nodes = nodesOf(tex);
    QCOMPARE(static_cast<qsizetype>(nodes.size()), tex.count(QStringLiteral("\\node[")));
    for (const Node& node : nodes) {
        const double words = computerModern(node.text);
        const QRectF area(node.x * width - words / 2, (1 - node.y) * height - above, words, above + below);
        QVERIFY2(QRectF(0, 0, width, height).contains(area), qPrintable(node.text));
        for (const QRectF& other : taken) QVERIFY2(!other.intersects(area), qPrintable(node.text));
        taken.push_back(area);
    }
}

void PgfplotsTest::labelsAreNotCutTwice() {
    FigureDocument document = documentOf("latency");
    document.style.width = 6.75;
    QStringList words;
    for (const Node& node : nodesOf(texOf(document))) words << node.text;
    for (const char* name : {"prefill", "answer", "switch"})
        QCOMPARE(words.filter(QRegularExpression(QStringLiteral("^%1\\b").arg(QLatin1String(name)))).size() > 0, true);
}

void PgfplotsTest::legendTakesTheirPlace() {
    FigureDocument document = documentOf("ceiling");
    document.style.width = 6.75;
    const auto labelled = nodesOf(texOf(document)).size();
    document.style.legend = true;
    const QString tex = texOf(document);
    QVERIFY(nodesOf(tex).size() < labelled);
    QVERIFY(tex.contains(QStringLiteral("\\addlegendentry{")));
}

void PgfplotsTest::narrowPanelsHaveFewer() {
    FigureDocument document = documentOf("latency");
    const auto alone = nodesOf(texOf(document)).size();
    document.figures = {"latency", "ceiling"};
    document.style.width = 1.4; // no frame is left
    QVERIFY(nodesOf(texOf(document)).empty());
    document.style.width = 13;
    QVERIFY(nodesOf(texOf(document)).size() >= alone);
}

/// Lanes and dots have no label beside them.
void PgfplotsTest::keysNameWhatLabelsDoNot() {
    for (const auto& [id, words] :
         {std::pair("lanes", "decode"), std::pair("evidence", "compute-bound"), std::pair("tokens", "prefill")})
        QVERIFY2(texOf(documentOf(id)).contains(QStringLiteral("\\addlegendentry{%1}").arg(QLatin1String(words))), id);
}

void PgfplotsTest::coloursAreDefined() {
    QFETCH(QString, id);
    const QString tex = texOf(documentOf(id.toStdString()));
    static const QRegularExpression used(QStringLiteral("[=,\\[ ](lp[0-9a-f]{6})"));
    auto each = used.globalMatch(tex);
    while (each.hasNext()) {
        const QString name = each.next().captured(1);
        QVERIFY2(tex.contains(QStringLiteral("\\definecolor{%1}").arg(name)), qPrintable(name));
    }
}

/// All of them, in one document, where LaTeX and pgfplots are installed.
void PgfplotsTest::compiles() {
    const QString latex = QStandardPaths::findExecutable(QStringLiteral("pdflatex"));
    if (latex.isEmpty() || QProcess::execute(QStringLiteral("kpsewhich"), {QStringLiteral("pgfplots.sty")}) != 0)
        QSKIP("LaTeX with pgfplots is not installed");
    QString text = QStringLiteral("\\documentclass{article}\\usepackage{textcomp,pgfplots}\\pgfplotsset{compat=1.16}"
                                  "\\begin{document}\n");
    for (const FigureKind& kind : figureKinds())
        text += texOf(documentOf(std::string(kind.id))) + QStringLiteral("\n\n");
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("figures.tex")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write((text + QStringLiteral("\\end{document}\n")).toUtf8());
    file.close();
    QProcess run;
    run.setWorkingDirectory(folder.path());
    run.start(latex, {QStringLiteral("-interaction=nonstopmode"), QStringLiteral("-halt-on-error"), file.fileName()});
    QVERIFY(run.waitForFinished(-1));
    QVERIFY2(run.exitCode() == 0, run.readAllStandardOutput().right(2000).constData());
}

/// Neither hidden lines, nor marks outside the range, and moved labels where they were moved to.
void PgfplotsTest::retouchedAsElsewhere() {
    FigureDocument document = documentOf("latency");
    document.reference.reset();
    Retouch retouch{.figure = "latency", .y = {.range = Extent{1, 3600}}};
    retouch.lineChange({.key = "switch"}).hidden = true;
    LabelChange& change = retouch.labelChange(LabelOf::Mark, {.key = "prefill #"});
    change.words = "ours";
    change.moved = true;
    change.right = -100; // as far as there is room
    document.retouches = {retouch};
    const QString tex = texOf(document);
    QVERIFY(tex.contains(QStringLiteral("ymin=1, ymax=3600")));
    QVERIFY(!tex.contains(QStringLiteral("{switch")));
    QCOMPARE(tex.count(QStringLiteral("\\filldraw[")),
             static_cast<qsizetype>(std::ranges::count_if(figuresOf(document, catalogue()).front().marks,
                                                          [](const Mark& mark) { return mark.y >= 1; })));
    const auto nodes = nodesOf(tex);
    const auto ours = std::ranges::find(nodes, QStringLiteral("ours"), &Node::text);
    QVERIFY(ours != nodes.end() && ours->x < 0.1);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::PgfplotsTest)

#include "pgfplots_test.moc"
