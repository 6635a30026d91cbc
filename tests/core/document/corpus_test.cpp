// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz/mutation.h"
#include "fuzz/readers.h"

#include "registry.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QtTest>

// What fuzzers found or began with, replayed: each input that once broke a reader stays in its corpus.

namespace longpeak {
namespace {

class CorpusTest : public QObject {
    Q_OBJECT

private slots:
    void keepsItsPromises_data();
    void keepsItsPromises();
    void mutationsAreJson();
};

const QString corpus = QStringLiteral(LONGPEAK_FUZZ_CORPUS);

void CorpusTest::keepsItsPromises_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < fuzz::readers().size(); ++i)
        QTest::newRow(std::string(fuzz::readers()[i].name).c_str()) << static_cast<int>(i);
}

/// No crash, whole faults, and of every reader some input that it accepts.
void CorpusTest::keepsItsPromises() {
    QFETCH(int, index);
    const fuzz::Reader& reader = fuzz::readers()[static_cast<std::size_t>(index)];
    const QDir folder(corpus + QLatin1Char('/') + QString::fromUtf8(reader.name.data(), qsizetype(reader.name.size())));
    int accepted = 0;
    for (const QString& name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        try {
            if (reader.read(file.readAll().toStdString())) ++accepted;
        } catch (const fuzz::Broken& broken) {
            QFAIL(qPrintable(name + QStringLiteral(": ") + QString::fromUtf8(broken.what())));
        }
    }
    QVERIFY2(accepted > 0, qPrintable(folder.path()));
}

void CorpusTest::mutationsAreJson() {
    fuzz::Draw draw(1);
    std::string text = R"({"format": "longpeak-scenario", "session": {"rounds": 3}, "list": [1, "a", null]})";
    const std::string other = R"({"session": {"answer": 500, "rounds": 7}})";
    for (int i = 0; i < 2000; ++i) {
        text = i % 10 == 0 ? fuzz::crossedJson(text, other, draw) : fuzz::mutatedJson(text, draw);
        QJsonParseError error{};
        QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
        QVERIFY2(error.error == QJsonParseError::NoError, text.c_str());
        if (text.size() > 4000) text = other;
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::CorpusTest)
#include "corpus_test.moc"
