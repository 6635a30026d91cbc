// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples.h"

#include "document/document.h"
#include "figure/figure_document.h"
#include "model/hugging_face.h"
#include "preset/preset_file.h"
#include "registry.h"
#include "scenario/scenario_file.h"

#include <QtTest>

#include <functional>

#include <sys/stat.h>

// What a file can cost: how much of it is read, how many faults are told, how long their words are, and what is opened.

namespace longpeak::test {
namespace {

const std::string file = "large.json";
using Read = std::function<Faults(const std::string&)>;

template <typename Value>
Faults faultsIn(const Result<Value>& result) {
    return result ? Faults() : result.faults();
}

std::string repeated(std::string_view item, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += (all.empty() ? "" : ",") + std::string(item);
    return all;
}

std::string document(const std::string& format, const std::string& rest) {
    return "{\"format\":\"longpeak-" + format + "\",\"version\":1," + rest + "}"; // moc cannot read it as a raw string
}

std::string unknownKeys(std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += (all.empty() ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
    return all;
}

class BoundsTest : public QObject {
    Q_OBJECT

private slots:
    void faultsEnd_data();
    void faultsEnd();
    void fewFaultsAreAllTold();
    void valuesEnd();
    void wordsOfADocumentAreShortInFaults_data();
    void wordsOfADocumentAreShortInFaults();
    void blanksEnd();
    void opensRegularFiles();
    void readsPipesWhereAsked();
    void endsAtTheLimit();
};

void BoundsTest::faultsEnd_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<Read>("read");
    const Read scenario = [](const std::string& text) { return faultsIn(readScenario(text, file, catalogue())); };
    const Read check = [](const std::string& text) { return faultsIn(checkScenarioDocument(text, file, catalogue())); };
    const Read entries = [](const std::string& text) { return faultsIn(checkEntries(text, file, catalogue())); };
    const Read figure = [](const std::string& text) { return faultsIn(readFigureDocument(text, file, catalogue())); };
    const Read style = [](const std::string& text) { return faultsIn(readFigureStyle(text, file)); };
    const Read models = [](const std::string& text) { return faultsIn(readModels(text, file)); };
    const Read accelerators = [](const std::string& text) { return faultsIn(readAccelerators(text, file)); };
    const Read methods = [](const std::string& text) { return faultsIn(readMethods(text, file)); };
    const Read measurements = [](const std::string& text) { return faultsIn(readMeasurements(text, file)); };
    const auto add = [](const char* name, const std::string& text, const Read& read) {
        QTest::newRow(name) << text << read;
    };
    constexpr std::size_t many = 1000;
    for (const char* item : {"{}", "0", R"({"id":"a"})"}) {
        const auto row = [&](const char* kind) { return std::string(kind) + " of " + item; };
        const auto list = [&](const char* kind) {
            return document(kind, "\"" + std::string(kind) + "\":[" + repeated(item, many) + "]");
        };
        add(row("models").c_str(), list("models"), models);
        add(row("accelerators").c_str(), list("accelerators"), accelerators);
        add(row("methods").c_str(), list("methods"), methods);
        add(row("measurements").c_str(), list("measurements"), measurements);
    }
    add("keys of a scenario", document("scenario", unknownKeys(many)), scenario);
    add("methods of a scenario", document("scenario", R"("compression":{"methods":[)" + repeated("\"a\"", many) + "]}"),
        scenario);
    add("texts of a scenario", document("scenario", R"("compression":{"methods":[)" + repeated("0", many) + "]}"),
        scenario);
    add("scenarios beside", document("comparison", R"("scenario":{},"beside":[)" + repeated("{}", many) + "]"), check);
    add("entries", "[" + repeated("{}", many) + "]", entries);
    add("figures", document("figure", "\"figures\":[" + repeated("\"a\"", many) + "]"), figure);
    add("keys of a style", document("style", "\"style\":{" + unknownKeys(many) + "}"), style);
}

void BoundsTest::faultsEnd() {
    QFETCH(std::string, text);
    QFETCH(Read, read);
    const Faults faults = read(text);
    QCOMPARE(faults.size(), maximumFaults + 1);
    QCOMPARE(QString::fromStdString(faults.back().text()), "large.json: /: has more faults, which are not listed");
}

void BoundsTest::fewFaultsAreAllTold() {
    const auto faultsOf = [](std::size_t keys) {
        return faultsIn(readFigureStyle(document("style", "\"style\":{" + unknownKeys(keys) + "}"), file));
    };
    QCOMPARE(faultsOf(maximumFaults).size(), maximumFaults);
    QCOMPARE(QString::fromStdString(faultsOf(maximumFaults).back().reason.english()), "is not a known key");
    QCOMPARE(faultsOf(maximumFaults + 1).size(), maximumFaults + 1);
}

void BoundsTest::valuesEnd() {
    const auto parsed = [](std::size_t values) { // all but one in a list
        std::string text(2 * values - 3, ',');
        for (std::size_t i = 0; i < text.size(); i += 2) text[i] = '0';
        return faultsIn(parseDocument("[" + text + "]", file));
    };
    QVERIFY(parsed(maximumDocumentValues).empty());
    const Faults faults = parsed(maximumDocumentValues + 1);
    QCOMPARE(faults.size(), std::size_t{1});
    QVERIFY(faults.front().reason.is(
        LP_TEXT("fault", "has more than %1 keys and values, no document of this program has")));
}

void BoundsTest::wordsOfADocumentAreShortInFaults_data() {
    QTest::addColumn<std::string>("text");
    const std::string words(100'000, 'w');
    QTest::newRow("format") << R"({"format":")" + words + R"(","version":1})";
    QTest::newRow("key") << document("scenario", "\"" + words + "\":1");
    QTest::newRow("preset") << document("scenario", R"("model":{"preset":")" + words + "\"}");
    QTest::newRow("method") << document("scenario", R"("compression":{"methods":[")" + words + "\"]}");
    QTest::newRow("choice") << document("scenario", R"("cost_model":")" + words + "\"");
    QTest::newRow("key twice") << "{\"" + words + "\":1,\"" + words + "\":1}";
    QTest::newRow("token") << "[" + words + "]";
    QTest::newRow("string without an end") << "\"" + words;
    QTest::newRow("number beyond every double") << std::string(100'000, '9');
}

void BoundsTest::wordsOfADocumentAreShortInFaults() {
    QFETCH(std::string, text);
    const Faults faults = faultsIn(readScenario(text, file, catalogue()));
    QVERIFY(!faults.empty());
    for (const Fault& fault : faults) {
        QVERIFY2(fault.pointer.size() < 500, fault.pointer.c_str());
        QVERIFY2(fault.reason.english().size() < 1000, fault.reason.english().c_str());
    }
}

/// The parser quotes all blanks before what it cannot read, each in eight letters.
void BoundsTest::blanksEnd() {
    const auto told = [](std::size_t breaks) {
        const Faults faults = faultsIn(parseDocument("[" + std::string(breaks, '\n') + "x", file));
        return QString::fromStdString(faults.at(0).reason.english());
    };
    QVERIFY2(told(100'000).startsWith("line 100001, column 1: ") && told(100'000).size() < 1000,
             qPrintable(told(100'000)));
    QCOMPARE(told(100'001),
             QString::fromStdString(
                 LP_TEXT("fault", "has more than %1 blank lines in a row")(amount(1e5, Unit::Count)).english()));
}

void BoundsTest::opensRegularFiles() {
    const QTemporaryDir folder;
    const std::string pipe = folder.filePath("pipe").toStdString();
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    const auto told = [](const std::string& path) {
        return QString::fromStdString(faultsIn(readFile(path)).at(0).reason.english());
    };
    const QString refused = "is not a regular file but a pipe or a device";
    QCOMPARE(told(pipe), refused);
    QCOMPARE(told("/dev/zero"), refused);
    QCOMPARE(told("/dev/null"), refused);
    const std::string link = folder.filePath("link").toStdString();
    QCOMPARE(::symlink(pipe.c_str(), link.c_str()), 0);
    QCOMPARE(told(link), refused);
    QCOMPARE(told(folder.path().toStdString()), QString("is a directory, not a file"));
    // Whatever opens a file, by whichever reader.
    for (const std::string& path : {pipe, std::string("/dev/zero")}) {
        QVERIFY(!openScenario(path, catalogue()));
        QVERIFY(!isCarrierFile(path));
        QVERIFY(!openFigureDocument(path, catalogue()));
        QVERIFY(!readModelFile(path));
        QVERIFY(!readAcceleratorFile(path));
        Scenario scenario = paper50k();
        QVERIFY(!setFromText(scenario, row("model"), path, catalogue(), "typed"));
    }
}

void BoundsTest::readsPipesWhereAsked() {
    QVERIFY(readFile("/dev/zero", FileKinds::Any)
                .faults()
                .front()
                .reason.is(LP_TEXT("fault", "is larger than %1, no document of this program is")));
    QVERIFY(readFile("/dev/null", FileKinds::Any).faults().front().reason.is(LP_TEXT("fault", "is empty")));
}

void BoundsTest::endsAtTheLimit() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("large").toStdString();
    for (const std::size_t more : {std::size_t{0}, std::size_t{1}}) {
        QFile large(QString::fromStdString(path));
        QVERIFY(large.open(QIODevice::WriteOnly));
        large.write(QByteArray(static_cast<qsizetype>(maximumDocumentBytes + more), ' '));
        large.close();
        QCOMPARE(bool(readFile(path)), more == 0);
    }
}

} // namespace
} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::BoundsTest)
#include "bounds_test.moc"
