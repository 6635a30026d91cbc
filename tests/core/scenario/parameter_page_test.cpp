// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario/parameter_page.h"

#include "registry.h"
#include "text/escape.h"

#include <QtTest>

#include <set>

// The registry in words.

namespace longpeak::test {

class ParameterPageTest : public QObject {
    Q_OBJECT

private slots:
    void everyParameterHasItsRow();
    void aTableForEachGroup();
    void cellsStayWhole();
};

void ParameterPageTest::everyParameterHasItsRow() {
    const QStringList lines = QString::fromStdString(parameterPage()).split('\n');
    for (const Parameter& parameter : parameters()) {
        const QString id = QString::fromStdString("| `" + std::string(parameter.id) + "` |");
        const QStringList rows = lines.filter(QRegularExpression("^" + QRegularExpression::escape(id)));
        QCOMPARE(rows.size(), 1);
        QString plain = rows.front();
        plain.remove('\\');
        for (const std::string& part :
             {std::string(parameter.label.english()), allowedText(parameter), defaultText(parameter),
              std::string(parameter.help.english()), std::string(parameter.source.english())})
            QVERIFY2(plain.contains(QString::fromStdString(part)), qPrintable(rows.front()));
        for (const Choice& choice : parameter.choices)
            QVERIFY2(plain.contains(QString::fromStdString("`" + std::string(choice.text) +
                                                           "`: " + std::string(choice.meaning.english()))),
                     qPrintable(rows.front()));
        for (const KnownValue& known : parameter.known)
            QVERIFY2(plain.contains(QString::fromStdString("`: " + std::string(known.meaning.english()))),
                     qPrintable(rows.front()));
    }
}

void ParameterPageTest::aTableForEachGroup() {
    const QString page = QString::fromStdString(parameterPage());
    std::set<Group> groups;
    for (const Parameter& parameter : parameters()) groups.insert(parameter.group);
    QCOMPARE(page.count("\n## "), static_cast<int>(groups.size())); // the rows of a group stand together
    for (const Group group : groups)
        QCOMPARE(page.count("\n## " + QString::fromUtf8(groupName(group).text) + "\n\n| Id |"), 1);
}

void ParameterPageTest::cellsStayWhole() {
    QCOMPARE(markdownCell("a|b*c`d<e[f\\"), std::string("a\\|b\\*c\\`d\\<e\\[f\\\\"));
    const QRegularExpression bar("(?<!\\\\)\\|");
    for (const QString& line : QString::fromStdString(parameterPage()).split('\n'))
        if (line.startsWith('|')) QCOMPARE(line.count(bar), 6);
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::ParameterPageTest)
#include "parameter_page_test.moc"
