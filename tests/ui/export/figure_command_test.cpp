// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples.h"
#include "export/figure_file.h"
#include "figure/figure_kind.h"
#include "registry.h"
#include "ui/window_fixture.h"

#include <QProcess>

// `longpeak figure` as the built executable: without a display, the same bytes as the window's and on every run.

namespace longpeak {
namespace {

using namespace test;

class FigureCommandTest : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnAnyWarning(); }
    void sameAsTheWindows();
    void everyFigureInOneCall();
    void madeAgainFromItself();

private:
    int longpeak(const QStringList& words) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"})
            environment.remove(QLatin1String(name));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(LONGPEAK_PROGRAM), QStringList(QStringLiteral("figure")) + words);
        if (!process.waitForFinished(60'000)) return -1;
        m_said = process.readAllStandardError();
        return process.exitCode();
    }
    QByteArray content(const char* name) const { return contentOf(m_folder.filePath(QLatin1String(name))); }

    QTemporaryDir m_folder;
    QByteArray m_said;
};

void FigureCommandTest::sameAsTheWindows() {
    const QStringList words{"latency", "--reference", "context=4K", "-o", "f.png", "-o",
                            "f.svg",   "-o",          "f.pdf",      "-o", "f.tex"};
    QCOMPARE(longpeak(words), 0);
    QCOMPARE(m_said, QByteArray());
    const FigureDocument document{
        .figures = {"latency"}, .scenario = paper50k(), .reference = with(paper50k(), "context", 4000)};
    for (const FigureFormatInfo& info : figureFormats())
        if (info.format != FigureFormat::Csv)
            QVERIFY2(contentOf(m_folder.filePath(QStringLiteral("f.") + QLatin1String(info.suffix))) ==
                         writeFigure(document, catalogue(), info.format),
                     info.suffix);
}

void FigureCommandTest::everyFigureInOneCall() {
    QStringList words;
    for (const FigureKind& kind : figureKinds()) words << QString::fromStdString(std::string(kind.id));
    QCOMPARE(longpeak(words + QStringList{"-o", "{}.svg"}), 0);
    for (const QString& id : words) QVERIFY2(QFile::exists(m_folder.filePath(id + ".svg")), qPrintable(id));
}

void FigureCommandTest::madeAgainFromItself() {
    QCOMPARE(longpeak({"memory-page", "--set", "users=5", "--style", "page", "--font", "serif", "-o", "one.pdf"}), 0);
    QCOMPARE(longpeak({"one.pdf", "-o", "two.pdf"}), 0);
    QVERIFY(content("one.pdf") == content("two.pdf"));
    QVERIFY(content("one.pdf").contains("LiberationSerif"));
    QCOMPARE(longpeak({"one.pdf", "-o", "three.pdf", "--set", "users=6"}), 0);
    QVERIFY(content("one.pdf") != content("three.pdf"));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FigureCommandTest)

#include "figure_command_test.moc"
