// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "registry.h"

#include <nlohmann/json.hpp>

#include <QtTest>

// The built executable, started as a user or a script starts it: no display, a German environment.

namespace longpeak::test {

struct Ended {
    int status = -1; ///< -1: killed by a signal or never started
    QByteArray out;
    QByteArray err;
};

class ProgramTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void needsNoDisplay();
    void sameInGermany_data();
    void sameInGermany();
    void sameOnEveryRun();
    void exitStatuses_data();
    void exitStatuses();
    void pipedIntoItself();
    void fullDevice();
    void closedOutput();
    void brokenPipe();
    void outputToAFile();
    void startedByRun();

private:
    Ended run(const QString& program, const QStringList& words, const QByteArray& input = {},
              const QString& outputFile = {}) const;
    Ended longpeak(const QStringList& words) const { return run(m_program, words); }
    /// The words of a shell, $0 being the program.
    Ended shell(const QString& script) const { return run("/bin/sh", {"-c", script, m_program}); }

    QString m_program = LONGPEAK_PROGRAM;
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    bool m_german = false; ///< the German locale could be made
};

Ended ProgramTest::run(const QString& program, const QStringList& words, const QByteArray& input,
                       const QString& outputFile) const {
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.setWorkingDirectory(m_folder.path());
    if (!outputFile.isEmpty()) process.setStandardOutputFile(outputFile);
    process.start(program, words);
    if (!process.waitForStarted()) return {};
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000)) return {};
    const bool exited = process.exitStatus() == QProcess::NormalExit;
    return {exited ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

void ProgramTest::initTestCase() {
    QVERIFY(QFileInfo(m_program).isExecutable());
    m_environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"})
        m_environment.remove(name);
    m_environment.insert("LC_ALL", "C");
    // A German locale of our own, since few machines carry one.
    m_german = run("localedef", {"-i", "de_DE", "-f", "UTF-8", m_folder.filePath("de_DE.UTF-8")}).status == 0;
    m_environment.insert("LOCPATH", m_folder.path());
}

void ProgramTest::needsNoDisplay() {
    const Ended ended = longpeak({"evaluate", "--json"});
    QCOMPARE(ended.err, QByteArray());
    QCOMPARE(ended.status, 0);
    const auto json = nlohmann::json::parse(ended.out.toStdString());
    QCOMPARE(json.at("kv_bytes_per_user").get<qint64>(), qint64{12'288'000'000});
    // Nor would one that is not there be asked for.
    m_environment.insert("DISPLAY", ":987");
    m_environment.insert("QT_QPA_PLATFORM", "nosuch");
    const Ended wrong = longpeak({"evaluate", "--json"});
    m_environment.remove("DISPLAY");
    m_environment.remove("QT_QPA_PLATFORM");
    QCOMPARE(wrong.err, QByteArray());
    QCOMPARE(wrong.out, ended.out);
}

void ProgramTest::sameInGermany_data() {
    QTest::addColumn<QStringList>("words");
    QTest::newRow("table") << QStringList{"evaluate"};
    QTest::newRow("json") << QStringList{"evaluate", "--json", "--set", "session.think=12.5"};
    QTest::newRow("fractions in a file") << QStringList{"evaluate", LONGPEAK_TEST_DATA "/fractions.json", "--json"};
    QTest::newRow("csv") << QStringList{"sweep", "--over", "session.think=0.5:99.5:7", "--csv"};
    QTest::newRow("events") << QStringList{"simulate", "--csv"};
    QTest::newRow("list") << QStringList{"list", "accelerators", "--json"};
    QTest::newRow("help") << QStringList{"sweep", "--help"};
    QTest::newRow("diagnostic") << QStringList{"evaluate", "--set", "gpus=1.5"};
}

void ProgramTest::sameInGermany() {
    QFETCH(QStringList, words);
    const Ended plain = longpeak(words);
    QVERIFY(!plain.out.isEmpty() || !plain.err.isEmpty());
    for (const char* name : {"LC_ALL", "LANG", "LC_NUMERIC"}) m_environment.insert(name, "de_DE.UTF-8");
    const QByteArray comma = run("/usr/bin/printf", {"%.1f", "0"}).out;
    const Ended german = longpeak(words);
    m_environment.insert("LC_ALL", "C");
    QCOMPARE(german.out, plain.out);
    QCOMPARE(german.err, plain.err);
    QCOMPARE(german.status, plain.status);
    if (!m_german) QSKIP("the environment was German, but localedef could not make the locale behind it");
    QCOMPARE(comma, QByteArray("0,0")); // the locale was in force
}

void ProgramTest::sameOnEveryRun() {
    const QStringList words{"sweep", "--over", "context=1K:10M:50:log", "--json"};
    const Ended first = longpeak(words);
    QVERIFY(first.out.size() > 1000);
    for (int i = 0; i < 3; ++i) QCOMPARE(longpeak(words).out, first.out);
}

void ProgramTest::exitStatuses_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("prints");
    QTest::newRow("done") << QStringList{"evaluate"} << 0 << true;
    QTest::newRow("infeasible") << QStringList{"evaluate", "--set", "context=1M"} << 3 << true;
    QTest::newRow("infeasible sweep") << QStringList{"sweep", "--over", "context=1M:2M:2"} << 3 << true;
    QTest::newRow("simulated") << QStringList{"simulate"} << 0 << true;
    QTest::newRow("infeasible simulation") << QStringList{"simulate", "--set", "context=1M"} << 3 << true;
    QTest::newRow("wrong value") << QStringList{"evaluate", "--set", "context=0"} << 2 << false;
    QTest::newRow("wrong file") << QStringList{"evaluate", "nosuch.json"} << 2 << false;
    QTest::newRow("wrong option") << QStringList{"evaluate", "--jsn"} << 2 << false;
    QTest::newRow("wrong subcommand") << QStringList{"evalute"} << 2 << false;
    QTest::newRow("help") << QStringList{"--help"} << 0 << true;
    QTest::newRow("version") << QStringList{"--version"} << 0 << true;
    QTest::newRow("import") << QStringList{"import", LONGPEAK_TEST_DATA "/huggingface/qwen3-8b.json"} << 0 << true;
    QTest::newRow("import finds") << QStringList{"import", LONGPEAK_TEST_DATA "/tiny-model.json"} << 2 << false;
    QTest::newRow("check") << QStringList{"check", LONGPEAK_TEST_DATA "/tiny-model.json"} << 0 << true;
    QTest::newRow("check finds") << QStringList{"check", LONGPEAK_TEST_DATA "/broken/zero.json"} << 2 << false;
}

void ProgramTest::exitStatuses() {
    QFETCH(QStringList, words);
    QFETCH(int, status);
    QFETCH(bool, prints);
    const Ended ended = longpeak(words);
    QCOMPARE(ended.status, status);
    QCOMPARE(!ended.out.isEmpty(), prints);
    QCOMPARE(ended.err.startsWith("longpeak: "), status == 2 || (status == 3 && words.front() != "evaluate"));
}

void ProgramTest::pipedIntoItself() {
    const Ended first = longpeak({"evaluate", "--json", "--set", "context=64K"});
    const Ended second = run(m_program, {"evaluate", "/dev/stdin", "--json"}, first.out);
    QCOMPARE(second.err, QByteArray());
    QCOMPARE(second.status, 0);
    QCOMPARE(second.out, first.out);
}

void ProgramTest::fullDevice() {
    if (!QFileInfo::exists("/dev/full")) QSKIP("there is no /dev/full here");
    for (const QStringList& words : {QStringList{"evaluate", "--json"}, {"--version"}, {"list", "models", "--json"}}) {
        const Ended ended = run(m_program, words, {}, "/dev/full");
        QCOMPARE(ended.status, 2);
        QCOMPARE(ended.err, QByteArray("longpeak: standard output: /: cannot be written to its end\n"));
    }
}

void ProgramTest::closedOutput() {
    const Ended ended = shell("exec \"$0\" evaluate >&-");
    QCOMPARE(ended.status, 2);
    QCOMPARE(ended.err, QByteArray("longpeak: standard output: /: cannot be written to its end\n"));
    // Wrong words say what is wrong with them, and nothing of the output that they do not have.
    QCOMPARE(shell("exec \"$0\" evaluate --set context=0 >&-").err,
             QByteArray("longpeak: --set context=0: /context: must be from 1K to 10M, not 0\n"));
}

void ProgramTest::brokenPipe() {
    // More than a pipe holds. Where the signal is ignored, as under some schedulers, the failed write is told.
    const QString sweep = "\"$0\" sweep --over context=1K:10M:20000 --csv; echo $? >&2";
    const Ended ignored = shell("trap '' PIPE; { " + sweep + "; } | head -c 1");
    QCOMPARE(ignored.err, QByteArray("longpeak: standard output: /: cannot be written to its end\n2\n"));
    const Ended killed = shell("{ " + sweep + "; } | head -c 1");
    QVERIFY2(killed.err != "0\n" && !killed.err.isEmpty(), killed.err.constData());
}

void ProgramTest::outputToAFile() {
    const QString path = m_folder.filePath("sweep.csv");
    const QStringList words{"sweep", "--over", "context=1K:10M:2000", "--csv"};
    QCOMPARE(run(m_program, words, {}, path).status, 0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), longpeak(words).out);
}

/// run.sh in a clone whose building does nothing: it passes all words on, but says itself that there is no display.
void ProgramTest::startedByRun() {
    const QDir clone(m_folder.filePath("clone"));
    QVERIFY(clone.mkpath(".ci") && clone.mkpath("bin") && clone.mkpath("build/release/app"));
    QVERIFY(QFile::copy(LONGPEAK_RESOURCES "/../run.sh", clone.filePath("run.sh")));
    QVERIFY(QFile::link(m_program, clone.filePath("build/release/app/longpeak")));
    for (const char* stub : {".ci/install", "bin/cmake"}) QVERIFY(QFile::link("/bin/true", clone.filePath(stub)));
    const auto started = [&](const QString& words) {
        return run("/bin/sh", {"-c", "cd clone && PATH=$PWD/bin:$PATH exec ./run.sh " + words});
    };
    const Ended evaluated = started("evaluate --json");
    QCOMPARE(evaluated.err, QByteArray());
    QCOMPARE(evaluated.out, longpeak({"evaluate", "--json"}).out);
    QCOMPARE(started("evaluate --set context=1M").status, 3);
    for (const char* words : {"", "paper-34b-4k", "mine.json"}) {
        const Ended window = started(words);
        QCOMPARE(window.status, 1);
        QCOMPARE(window.out, QByteArray());
        QVERIFY2(window.err.startsWith("run.sh: there is no display here"), window.err.constData());
    }
    QCOMPARE(started("evalute").err, longpeak({"evalute"}).err);
    QCOMPARE(started("--version").out, longpeak({"--version"}).out);
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::ProgramTest)
#include "program_test.moc"
