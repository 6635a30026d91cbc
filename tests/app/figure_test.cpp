// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ran.h"
#include "figure/figure_kind.h"
#include "registry.h"
#include "scenario/parameter.h"
#include "scenario/scenario_file.h"

#include <QtTest>

#include <fstream>
#include <sstream>

// `longpeak figure` within the process: which document each word asks for. What is drawn of it is tested beside the
// drawing; here a stand-in notes what it is asked for.

namespace longpeak::test {

namespace {

struct Drawn {
    FigureDocument document;
    std::string suffix;
};

} // namespace

class FigureTest : public QObject {
    Q_OBJECT

private slots:
    void csvIsTheFiguresData();
    void wordsSetTheStyle();
    void stylesByNameAndFile();
    void oneFileForEachName();
    void pagesArePanels();
    void panelOfNames();
    void scenarioAndReference();
    void retouches();
    void infeasibleIsWrittenStill();
    void faults_data();
    void faults();
    void allFaultsAtOnce();
    void noWindowDrawsNothing();

private:
    Ran figure(std::vector<std::string> words) {
        words.insert(words.begin(), "figure");
        std::ostringstream out;
        std::ostringstream err;
        m_drawn.clear();
        Ran result;
        const Console console{
            .catalogue = shipped(),
            .out = out,
            .err = err,
            .draw = [this](const FigureDocument& document, const Catalogue&, std::string_view suffix) {
                m_drawn.push_back({document, std::string(suffix)});
                return "drawn " + document.figures.front();
            }};
        result.status = runCommandLine(words, console).status;
        result.out = out.str();
        result.err = err.str();
        return result;
    }
    std::string path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    std::string content(const char* name) const {
        std::ifstream file(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    QTemporaryDir m_folder;
    std::vector<Drawn> m_drawn;
};

void FigureTest::csvIsTheFiguresData() {
    const Ran done = figure({"ceiling", "--set", "gpus=2", "-o", path("ceiling.csv")});
    QCOMPARE(done.err, std::string());
    QCOMPARE(done.status, 0);
    QVERIFY(m_drawn.empty());
    Scenario scenario = *openScenario("paper-34b-50k", shipped());
    findParameter("gpus")->set(scenario, 2, shipped());
    QCOMPARE(content("ceiling.csv"),
             writeCsv(findFigureKind("ceiling")->build({.scenario = scenario, .catalogue = &shipped()})));
}

void FigureTest::wordsSetTheStyle() {
    const Ran done = figure({"latency",   "-o",        path("l.svg"), "--width",     "82.55mm", "--height",
                             "2in",       "--aspect",  "4:3",         "--font-size", "7pt",     "--font",
                             "serif",     "--palette", "dark",        "--legend",    "--title", "auto",
                             "--caption", "My words",  "--dpi",       "600",         "--bytes", "binary"});
    QCOMPARE(done.err, std::string());
    QCOMPARE(m_drawn.size(), std::size_t{1});
    const FigureStyle& style = m_drawn[0].document.style;
    QVERIFY(std::abs(style.width - 3.25) < 1e-12);
    const FigureStyle expected{.width = style.width,
                               .height = 2,
                               .aspect = 4.0 / 3.0,
                               .type = 7,
                               .serif = true,
                               .palette = FigurePalette::Dark,
                               .legend = true,
                               .title = "",
                               .caption = "My words",
                               .dpi = 600,
                               .bytes = ByteUnits::Binary};
    QVERIFY(style == expected);
    QCOMPARE(m_drawn[0].suffix, std::string("svg"));
    QCOMPARE(content("l.svg"), std::string("drawn latency"));
}

void FigureTest::stylesByNameAndFile() {
    figure({"latency", "-o", path("l.png"), "--style", "slide", "--title", "none"});
    FigureStyle slide = shippedStyles()[2].style;
    slide.title.reset();
    QVERIFY(m_drawn[0].document.style == slide);
    std::ofstream(path("mine.json")) << writeFigureStyle({.width = 5});
    figure({"latency", "-o", path("l.png"), "--style", path("mine.json"), "--font-size", "9"});
    const FigureStyle mine{.width = 5, .type = 9};
    QVERIFY(m_drawn[0].document.style == mine);
}

void FigureTest::oneFileForEachName() {
    const Ran done = figure({"occupancy", "tokens", "-o", path("{}.pdf"), "-o", path("{}.csv")});
    QCOMPARE(done.err, std::string());
    QCOMPARE(content("occupancy.pdf"), std::string("drawn occupancy"));
    QCOMPARE(content("tokens.pdf"), std::string("drawn tokens"));
    QVERIFY(content("tokens.csv").starts_with("series,"));
}

void FigureTest::pagesArePanels() {
    figure({"latency-page", "-o", path("page.pdf")});
    const std::vector<std::string> figures{"prefill-parts", "decode-parts", "return", "tokens"};
    QCOMPARE(m_drawn[0].document.figures, figures);
}

void FigureTest::panelOfNames() {
    figure({"tokens", "latency", "--panel", "-o", path("two.pdf")});
    const std::vector<std::string> figures{"tokens", "latency"};
    QCOMPARE(m_drawn.size(), std::size_t{1});
    QCOMPARE(m_drawn[0].document.figures, figures);
}

void FigureTest::scenarioAndReference() {
    figure({"latency", "paper-34b-4k", "--set", "gpus=2", "--reference", "context=1M", "--reference", "users=7", "-o",
            path("l.pdf")});
    const FigureDocument& document = m_drawn[0].document;
    QCOMPARE(document.scenario.context.si(), 4000.0);
    QCOMPARE(document.scenario.deployment.plan.tensor, 2.0);
    QCOMPARE(document.reference->context.si(), 1e6);
    QCOMPARE(document.reference->session.users, 7.0);
    QCOMPARE(document.reference->deployment.plan.tensor, 2.0);
    figure({"latency", "-o", path("l.pdf")});
    QVERIFY(!m_drawn[0].document.reference);
}

void FigureTest::retouches() {
    figure({"latency", "tokens", "-o", path("{}.svg"), "--y-range", "10ms:10min", "--x-ticks", "4", "--hide", "switch",
            "--rename", "prefill #=Prefill, ours", "--hide", "first token of the session"});
    const FigureDocument& document = m_drawn[0].document;
    QCOMPARE(document.retouches.size(), std::size_t{1}); // each picture has its own
    Retouch expected{.figure = "latency", .x = {.count = 4}, .y = {.range = Extent{0.01, 600}}};
    expected.lineChange({.key = "switch"}).hidden = true;
    expected.labelChange(LabelOf::Mark, {.key = "prefill #"}).words = "Prefill, ours";
    QVERIFY(document.retouches.front() == expected);
    QCOMPARE(m_drawn[1].document.retouches.front().figure, std::string("tokens"));
    QCOMPARE(m_drawn[1].document.retouches.front().lines.front().name.key, std::string("first token of the session"));
    const Ran done = figure({"latency", "-o", path("hidden.csv"), "--hide", "switch", "--x-range", "4K:1M"});
    QCOMPARE(done.status, 0);
    QVERIFY(content("hidden.csv").find("switch") == std::string::npos);
}

void FigureTest::infeasibleIsWrittenStill() {
    const Ran done = figure({"latency", "--set", "context=10M", "-o", path("far.pdf")});
    QCOMPARE(done.status, 3);
    QCOMPARE(content("far.pdf"), std::string("drawn latency"));
}

void FigureTest::faults_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("fault");
    const auto row = [](const QStringList& words, const char* fault) {
        QTest::newRow(qPrintable(words.join(QLatin1Char(' ')))) << words << QString::fromUtf8(fault);
    };
    row({"latncy", "-o", "x.pdf"}, "latncy: /: there is no figure 'latncy'; did you mean 'latency'?");
    row({"-o", "x.pdf"}, "figure: /: needs the NAME of a figure; see longpeak list figures");
    row({"latency"}, "figure: /: needs -o FILE");
    row({"latency", "-o", "x.gif"}, "-o x.gif: /: must end in .pdf, .svg, .png, .csv or .tex");
    row({"latency", "tokens", "-o", "x.pdf"},
        "-o x.pdf: /: is one file for 2 figures; write {} where the name of each belongs, or --panel");
    row({"latency", "-o", "x.pdf", "--width", "wide"}, "--width wide: /: must be a size as 3.25in, 82mm or 234pt");
    row({"latency", "-o", "x.pdf", "--width", "900in"},
        "figure: /style/width_in: the width must be from 1 to 60 inches, not 900");
    row({"latency", "-o", "x.pdf", "--palette", "prnt"},
        "--palette prnt: /: must be light, dark or print; did you mean 'print'?");
    row({"latency", "-o", "x.pdf", "--style", "colum"},
        "--style colum: /: there is no style or file 'colum'; did you mean 'column'?");
    row({"latency", "-o", "x.pdf", "--reference", "context=-1"},
        "--reference context=-1: /context: must be from 1K to 10M, not -1");
    row({"latency", "-o", "x.pdf", "--x-range", "4K"}, "--x-range 4K: /: must be a range as 1K:10M");
    row({"latency", "-o", "x.pdf", "--x-range", "1M:4K"}, "--x-range 1M:4K: /: must go from one value to a larger one");
    row({"latency", "-o", "x.pdf", "--x-range", "0:1M"},
        "--x-range 0:1M: /: the axis “context” is logarithmic and begins above 0");
    row({"latency", "-o", "x.pdf", "--y-range", "1 GB:2 GB"},
        "--y-range 1 GB:2 GB: /: “1 GB” is no place on the axis “latency”; one is 278 h");
    row({"latency", "-o", "x.pdf", "--y-ticks", "1s,soon"},
        "--y-ticks 1s,soon: /: “soon” is no place on the axis “latency”; one is 278 h");
    row({"latency", "-o", "x.pdf", "--hide", "prefil"},
        "--hide prefil: /: there is no line or label 'prefil'; did you mean 'prefill'?");
    row({"latency", "-o", "x.pdf", "--rename", "prefill"}, "--rename prefill: /: must be NAME=WORDS");
    row({"latency", "-o", "x.pdf", "--rename", "prefill="}, "--rename prefill=: /: is empty");
    row({"latency", "nowhere.json", "-o", "x.pdf"}, "nowhere.json: /: no such file");
    row({"latency", "-o", "no/such/folder/x.csv"},
        "no/such/folder/x.csv: /: cannot be written: its folder does not exist");
}

void FigureTest::faults() {
    QFETCH(QStringList, words);
    QFETCH(QString, fault);
    std::vector<std::string> plain;
    for (const QString& word : words) plain.push_back(word.toStdString());
    const Ran done = figure(plain);
    QCOMPARE(done.status, 2);
    QCOMPARE(QString::fromStdString(done.err), QStringLiteral("longpeak: ") + fault + QLatin1Char('\n'));
    QVERIFY(m_drawn.empty());
}

void FigureTest::allFaultsAtOnce() {
    const Ran done = figure({"latency", "-o", "x.gif", "--font", "script", "--set", "gpus=0", "--dpi", "many"});
    QCOMPARE(done.status, 2);
    QCOMPARE(linesOf(done.err).size(), std::size_t{4});
}

void FigureTest::noWindowDrawsNothing() {
    const Ran done = ran({"figure", "latency", "-o", path("l.pdf")});
    QCOMPARE(done.status, 2);
    QCOMPARE(done.err,
             "longpeak: -o " + path("l.pdf") + ": /: this build has no window and draws no pictures; it writes .csv\n");
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::FigureTest)

#include "figure_test.moc"
