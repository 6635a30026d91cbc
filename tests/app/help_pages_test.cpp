// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/help_pages.h"
#include "app/ran.h"

#include "cost/metric.h"
#include "figure/figure_kind.h"
#include "registry.h"
#include "scenario/parameter_page.h"
#include "scenario/scenario_file.h"

#include <QtTest>

#include <cmath>

// What the help pages say against the program itself.

namespace longpeak::test {
namespace {

/// "(2·34e9 + 50e3²) / 3" with + − · / ² and brackets, as the help writes what it works out.
class Arithmetic {
public:
    explicit Arithmetic(QString text) : m_text(text.remove(' ')) {}

    double value() {
        const double sum = terms();
        return m_at == m_text.size() ? sum : std::nan("");
    }

private:
    bool take(QChar letter) {
        if (m_at == m_text.size() || m_text[m_at] != letter) return false;
        ++m_at;
        return true;
    }
    double terms() {
        double sum = product();
        while (true)
            if (take('+'))
                sum += product();
            else if (take(QChar(0x2212)))
                sum -= product();
            else
                return sum;
    }
    double product() {
        double made = power();
        while (true)
            if (take(QChar(0xB7)))
                made *= power();
            else if (take('/'))
                made /= power();
            else
                return made;
    }
    double power() {
        double base = 0;
        if (take('(')) {
            base = terms();
            if (!take(')')) return std::nan("");
        } else {
            static const QRegularExpression number("[0-9.]+(e[0-9]+)?");
            const auto match = number.match(m_text, m_at, QRegularExpression::NormalMatch,
                                            QRegularExpression::AnchorAtOffsetMatchOption);
            if (!match.hasMatch()) return std::nan("");
            base = match.captured().toDouble();
            m_at += match.capturedLength();
        }
        return take(QChar(0xB2)) ? base * base : base;
    }

    QString m_text;
    qsizetype m_at = 0;
};

Scenario scenarioOf(const QString& heading) {
    Scenario scenario = *openScenario(heading == "4K" ? "paper-34b-4k" : "paper-34b-50k", shipped());
    if (heading == "operators") scenario.costModel = CostModel::Operators;
    return scenario;
}

} // namespace

class HelpPagesTest : public QObject {
    Q_OBJECT

private slots:
    void costModelNumbers();
    void costModelArithmetic();
    void everyFigureIsExplained();
    void parametersAreTheRegistry();
    void everySubcommandHasExamples();
    void examples_data();
    void examples();
    void linksLeadSomewhere();
};

/// Every number of the tables that have a column for a scenario is what the engine says, as the program prints it.
void HelpPagesTest::costModelNumbers() {
    int compared = 0;
    for (const QList<QStringList>& table : tablesOf(helpPage("cost-model"))) {
        for (const QString heading : {"50K", "4K", "paper", "operators"}) {
            const auto column = table.front().indexOf(heading);
            if (column < 0) continue;
            const Scenario scenario = scenarioOf(heading);
            const Estimate estimate = evaluate(scenario);
            for (const QStringList& row : table.mid(1)) {
                const Metric* metric = findMetric(QString(row.front()).remove('`').toStdString());
                QVERIFY2(metric != nullptr, qPrintable(row.front()));
                QCOMPARE(row[column], QString::fromStdString(format(metric->value(scenario, estimate), metric->unit)));
                ++compared;
            }
        }
    }
    QCOMPARE(compared, 42);
}

/// What is worked out by hand gives the engine's result.
void HelpPagesTest::costModelArithmetic() {
    QCOMPARE(Arithmetic("(2·3e2 − 4²)/2 + 1").value(), 293.0);
    const Scenario scenario = scenarioOf("50K");
    const Estimate estimate = evaluate(scenario);
    int compared = 0;
    for (const QList<QStringList>& table : tablesOf(helpPage("cost-model"))) {
        const auto column = table.front().indexOf("Worked for 50K");
        if (column < 0) continue;
        for (const QStringList& row : table.mid(1)) {
            const double expected =
                findMetric(QString(row.front()).remove('`').toStdString())->value(scenario, estimate);
            const double worked = Arithmetic(QString(row[column]).remove('`')).value();
            QVERIFY2(std::abs(worked / expected - 1) < 1e-6, qPrintable(row.join(" | ")));
            ++compared;
        }
    }
    QVERIFY(compared >= 15);
}

void HelpPagesTest::everyFigureIsExplained() {
    QStringList expected;
    for (const FigureKind& kind : figureKinds())
        expected << "### " + QString::fromUtf8(kind.title.text) + " — `" + QString::fromUtf8(kind.id) + "`";
    const QStringList found = helpPage("figures").split('\n').filter(QRegularExpression("^### "));
    QStringList missing = expected;
    for (const QString& heading : found) {
        QVERIFY2(expected.contains(heading), qPrintable("no such figure: " + heading));
        missing.removeOne(heading);
    }
    QVERIFY2(missing.isEmpty(), qPrintable("not in resources/help/figures.md: " + missing.join(", ")));
    QCOMPARE(found.size(), expected.size());
}

void HelpPagesTest::parametersAreTheRegistry() {
    const std::string page = parameterPage();
    QVERIFY2(helpPage("parameters").toStdString() == page,
             "the registry has changed: longpeak list parameters --markdown > resources/help/parameters.md");
    QCOMPARE(ran({"list", "parameters", "--markdown"}).out, page);
}

void HelpPagesTest::everySubcommandHasExamples() {
    const QMap<QString, QString> chapters = chaptersOf(helpPage("command-line"));
    for (const QString& command : subcommands()) {
        QVERIFY2(chapters.contains(command), qPrintable("resources/help/command-line.md has no chapter " + command));
        QVERIFY2(chapters[command].contains("\nlongpeak " + command), qPrintable(command));
    }
    // Chapters with a name in lower case are of subcommands.
    for (const QString& chapter : chapters.keys())
        QVERIFY2(chapter[0].isUpper() || subcommands().contains(chapter), qPrintable(chapter));
}

void HelpPagesTest::examples_data() {
    QTest::addColumn<QString>("script");
    // Later ones use files of earlier ones, so they run in one folder, in their order.
    QStringList lines = codeOf(helpPage("command-line")).join('\n').split('\n');
#ifndef LONGPEAK_GUI
    // This build draws nothing: without the pictures, and what opens them.
    lines.removeIf([](const QString& line) { return line.contains("longpeak figure") || line.contains(".png"); });
#endif
    QTest::newRow("all") << lines.join('\n');
}

/// The examples, as a shell runs them.
void HelpPagesTest::examples() {
    QFETCH(QString, script);
    QVERIFY(script.count("longpeak ") > 20);
    const QTemporaryDir folder;
    QVERIFY(QFile::copy(LONGPEAK_TEST_DATA "/huggingface/qwen3-8b.json", folder.filePath("config.json")));
    QVERIFY(QFile::link(LONGPEAK_PROGRAM, folder.filePath("longpeak")));
    QProcess shell;
    shell.setWorkingDirectory(folder.path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PATH", folder.path() + ":" + environment.value("PATH"));
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) environment.remove(name);
    shell.setProcessEnvironment(environment);
    shell.start("/bin/sh", {"-exc", script}); // -x, so that a failure names its line
    QVERIFY(shell.waitForFinished(120'000));
    const QByteArray said = shell.readAllStandardError();
    QVERIFY2(shell.exitStatus() == QProcess::NormalExit && shell.exitCode() == 0, said.constData());
    for (const char* file : {"at-64k.json", "sweep.csv", "events.csv", "trace.json", "my-model.json", "gpus-8.json"})
        QVERIFY2(QFileInfo(folder.filePath(file)).size() > 0, file);
}

/// Between pages, and to their chapters.
void HelpPagesTest::linksLeadSomewhere() {
    const QRegularExpression link("\\]\\(([^)#]*)(#[^)]*)?\\)");
    for (const QString& page : helpPages()) {
        auto links = link.globalMatch(helpPage(page));
        while (links.hasNext()) {
            const QString to = links.next().captured(1);
            if (to.startsWith("https://")) continue;
            QVERIFY2(to.endsWith(".md") && helpPages().contains(to.chopped(3)), qPrintable(page + ": " + to));
        }
    }
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::HelpPagesTest)
#include "help_pages_test.moc"
