// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/near.h"
#include "cost/metric.h"
#include "figure/figure_kind.h"
#include "model/attention_kind.h"
#include "registry.h"
#include "scenario/parameter.h"

#include <QDir>
#include <QDirIterator>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>

// What ARCHITECTURE.md promises of adding, counted over all sources of the program: how many files name the rows that there
// are. A parameter, a metric: its row, and its symbol where something asks for it by name. A figure: its builder, its
// header, its row. A kind of attention: its file and the two of the list; that nobody else names kinds is
// kinds_test's.

namespace longpeak {
namespace {

using Sources = QMap<QString, QString>;

/// The sources of the program by their paths from the project's root.
const Sources& sources() {
    static const Sources all = [] {
        Sources found;
        const QDir root(QStringLiteral(LONGPEAK_TEST_DATA "/../.."));
        for (const char* folder : {"core", "app", "ui"}) {
            QDirIterator files(root.filePath(folder), {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                if (!file.open(QIODevice::ReadOnly)) qFatal("%s", qPrintable(file.fileName()));
                found.insert(root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll()));
            }
        }
        return found;
    }();
    return all;
}

/// Paths of the sources in which that word stands by itself.
QStringList filesWith(const QString& word) {
    const QRegularExpression whole(QStringLiteral("(?<![\\w])%1(?![\\w])").arg(QRegularExpression::escape(word)));
    QStringList paths;
    for (auto each = sources().begin(); each != sources().end(); ++each)
        if (each->contains(whole)) paths << each.key();
    return paths;
}

/// All that a pattern captures in a source.
QStringList captured(const QString& path, const char* pattern) {
    const QRegularExpression expression(QString::fromLatin1(pattern));
    QStringList all;
    auto found = expression.globalMatch(sources().value(path));
    while (found.hasNext()) all << found.next().captured(1);
    return all;
}

class AddingTest : public QObject {
    Q_OBJECT

private slots:
    void aFigureIsItsBuilderAndItsRow();
    void aMetricIsItsRow();
    void aParameterIsItsRow();
    void aKindOfAttentionIsItsFile();
};

void AddingTest::aFigureIsItsBuilderAndItsRow() {
    const QStringList builders = captured("core/figure/figure_kind.cpp", "\\.make = (\\w+)");
    QCOMPARE(static_cast<std::size_t>(builders.size()), figureKinds().size());
    for (const QString& builder : builders) {
        QStringList files = filesWith(builder);
        QVERIFY2(files.removeOne("core/figure/figure_kind.cpp"), qPrintable(builder));
        QVERIFY2(files.size() == 2 && files.join(' ').count("core/figure/") == 2,
                 qPrintable(builder + " is named in " + files.join(", ")));
    }
}

void AddingTest::aMetricIsItsRow() {
    for (const Metric& metric : metrics()) {
        const QStringList files = filesWith(QLatin1Char('"') + test::shown(metric.key) + QLatin1Char('"'));
        QVERIFY2(files == QStringList{"core/cost/metric.cpp"} || files == QStringList{"core/cost/metric.h"},
                 qPrintable(test::shown(metric.key) + " stands in " + files.join(", ")));
    }
}

void AddingTest::aParameterIsItsRow() {
    const QStringList owners{"core/scenario/parameter.h", "core/scenario/parameter_rows.cpp"};
    for (const Parameter& parameter : parameters()) {
        const QString id = test::shown(parameter.id);
        if (!id.contains(QLatin1Char('.'))) continue; // a common word: literals_test knows where else it stands
        const QStringList files = filesWith(QLatin1Char('"') + id + QLatin1Char('"'));
        QVERIFY2(files.size() == 1 && owners.contains(files.front()),
                 qPrintable(id + " stands in " + files.join(", ")));
    }
}

void AddingTest::aKindOfAttentionIsItsFile() {
    const QStringList rows = captured("core/model/attention/rows.h", "AttentionKindRow (\\w+);");
    QCOMPARE(static_cast<std::size_t>(rows.size()), attentionKinds().size());
    for (const QString& row : rows) {
        const QStringList files = filesWith(row);
        QVERIFY2(files.size() == 3 && files.contains("core/model/attention/rows.h") &&
                     files.contains("core/model/attention/kinds.cpp"),
                 qPrintable(row + " is named in " + files.join(", ")));
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::AddingTest)
#include "adding_test.moc"
