// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/attention_kind.h"
#include "registry.h"

#include <QDir>
#include <QDirIterator>
#include <QMap>
#include <QRegularExpression>

// A kind of attention is one file and its row: whoever needs to know of a kind asks the row, and nobody names kinds but
// the rows, importers, which make them, and the resizing of families, which are of one kind.

namespace longpeak {
namespace {

/// The kinds that each source names, by its path from the project's root.
QMap<QString, QStringList> kindsNamed() {
    static const QRegularExpression named("AttentionKind::(\\w+)");
    const QDir root(QStringLiteral(LONGPEAK_TEST_DATA "/../.."));
    QMap<QString, QStringList> found;
    int sources = 0;
    for (const char* folder : {"core", "app", "ui"}) {
        QDirIterator files(root.filePath(folder), {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly)) qFatal("%s", qPrintable(file.fileName()));
            ++sources;
            auto kinds = named.globalMatch(QString::fromUtf8(file.readAll()));
            while (kinds.hasNext()) found[root.relativeFilePath(file.fileName())] << kinds.next().captured(1);
        }
    }
    return sources > 200 ? found : QMap<QString, QStringList>();
}

class KindsTest : public QObject {
    Q_OBJECT

private slots:
    void areNamedInTheirFilesAlone();
    void haveARowEach();
    void haveWhatTheirRowsSay();
};

void KindsTest::areNamedInTheirFilesAlone() {
    const auto named = kindsNamed();
    QVERIFY(!named.isEmpty());
    QStringList strays;
    int rows = 0;
    for (auto each = named.begin(); each != named.end(); ++each) {
        if (each.key().startsWith("core/model/attention/")) {
            ++rows;
            QVERIFY2(each->size() == 1, qPrintable(each.key() + " is of one kind, not of " + each->join(", ")));
        } else if (!each.key().startsWith("core/model/hugging_face/") && each.key() != "core/model/scale.cpp" &&
                   each.key() != "core/model/architecture.h") {
            strays << each.key() + ": " + each->join(", ");
        }
    }
    QVERIFY2(strays.isEmpty(), qPrintable("kinds of attention named outside their rows:\n" + strays.join('\n')));
    QCOMPARE(rows, static_cast<int>(attentionKinds().size()));
}

/// kindOf() finds a row by the order of the enumeration, and every enumerator stands in it.
void KindsTest::haveARowEach() {
    for (std::size_t i = 0; i < attentionKinds().size(); ++i)
        QCOMPARE(static_cast<std::size_t>(attentionKinds()[i].kind), i);
    QFile header(QStringLiteral(LONGPEAK_TEST_DATA "/../../core/model/architecture.h"));
    QVERIFY(header.open(QIODevice::ReadOnly));
    const QString source = QString::fromUtf8(header.readAll());
    const auto from = source.indexOf("enum class AttentionKind {");
    QVERIFY(from >= 0);
    static const QRegularExpression enumerator("^    \\w+,? +///<", QRegularExpression::MultilineOption);
    auto found = enumerator.globalMatch(source.mid(from, source.indexOf("};", from) - from));
    std::size_t enumerators = 0;
    for (; found.hasNext(); found.next()) ++enumerators;
    QCOMPARE(enumerators, attentionKinds().size());
}

void KindsTest::haveWhatTheirRowsSay() {
    for (const AttentionKindRow& row : attentionKinds()) {
        Attention a{.kind = row.kind};
        if (row.complete != nullptr) row.complete(a, 4096);
        if (row.settle != nullptr) row.settle(a);
        QVERIFY2(trimmed(a) == a, row.word.data()); // what it needs are its fields
        const bool keepsTokens = row.keeps == Keeps::Everything || row.keeps == Keeps::Window;
        QCOMPARE(row.heads != nullptr, keepsTokens);
        QCOMPARE(row.described != nullptr && row.cacheTerm != nullptr, keepsTokens);
        QCOMPARE(!row.reach.empty(), row.keeps == Keeps::Window);
        QCOMPARE(a.window > 0, row.keeps == Keeps::Window);
        QCOMPARE(a.recurrence.state > 0, row.keeps == Keeps::State);
        QCOMPARE(cachedPerToken(a) > 0, keepsTokens);
        QVERIFY(!row.title.empty() && !row.inList(a).empty());
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::KindsTest)
#include "kinds_test.moc"
