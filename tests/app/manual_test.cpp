// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/help_pages.h"

#include "registry.h"

#include <QtTest>

// The manual page against what the program itself says of its words.

namespace longpeak::test {
namespace {

QString manual() {
    return resource("longpeak.1");
}

/// The lines below a heading of mdoc, up to the next one: of ".Ss evaluate" or ".Sh OPTIONS".
QString partOf(const QString& heading) {
    const QString text = manual();
    const auto start = text.indexOf("\n" + heading + "\n");
    if (start < 0) return {};
    const auto end = text.indexOf(QRegularExpression("\n\\.S[hs] "), start + 1);
    return text.mid(start + 1, end - start - 1);
}

/// "--json" of every ".Fl -json", or of those only that have an item to explain them.
QStringList optionsIn(const QString& text, bool explained) {
    QStringList names;
    const QRegularExpression line(explained ? "^\\.It .*$" : "^\\..*$", QRegularExpression::MultilineOption);
    const QRegularExpression option("\\bFl (-[a-z][a-z-]*)");
    auto lines = line.globalMatch(text);
    while (lines.hasNext()) {
        auto options = option.globalMatch(lines.next().captured());
        while (options.hasNext()) names << "-" + options.next().captured(1);
    }
    names.removeDuplicates();
    names.sort();
    return names;
}

QString listed(const QStringList& names) {
    return names.isEmpty() ? "none" : names.join(", ");
}

} // namespace

class ManualTest : public QObject {
    Q_OBJECT

private slots:
    void everySubcommand();
    void everyOption_data();
    void everyOption();
    void optionsOfTheProgram();
    void formats();
};

void ManualTest::everySubcommand() {
    QStringList found;
    auto headings = QRegularExpression("^\\.Ss (.*)$", QRegularExpression::MultilineOption).globalMatch(manual());
    while (headings.hasNext()) found << headings.next().captured(1);
    QVERIFY(subcommands().size() >= 6);
    QVERIFY2(found == subcommands(), qPrintable("resources/longpeak.1 has " + listed(found) +
                                                "; the program, in its order, " + listed(subcommands())));
}

void ManualTest::everyOption_data() {
    QTest::addColumn<QString>("command");
    for (const QString& command : subcommands()) QTest::newRow(qPrintable(command)) << command;
}

void ManualTest::everyOption() {
    QFETCH(QString, command);
    QStringList expected = longOptions(command);
    QVERIFY(expected.removeOne("--help")); // told once, for all
    const QString part = partOf(".Ss " + command);
    QVERIFY2(optionsIn(part, true) == expected,
             qPrintable(command + ": resources/longpeak.1 explains " + listed(optionsIn(part, true)) +
                        "; the program has " + listed(expected)));
    for (const QString& option : optionsIn(part, false)) QVERIFY2(expected.contains(option), qPrintable(option));
}

void ManualTest::optionsOfTheProgram() {
    QCOMPARE(optionsIn(partOf(".Sh OPTIONS"), true), longOptions({}));
}

/// Without a complaint.
void ManualTest::formats() {
    const QString groff = QStandardPaths::findExecutable("groff");
    if (groff.isEmpty()) QSKIP("there is no groff here");
    QProcess process;
    process.start(groff, {"-mdoc", "-ww", "-Tutf8", LONGPEAK_RESOURCES "/longpeak.1"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains("longpeak"));
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::ManualTest)
#include "manual_test.moc"
