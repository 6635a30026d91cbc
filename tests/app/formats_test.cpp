// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/help_pages.h"

#include "cost/metric.h"
#include "printed_formats.h"
#include "registry.h"
#include "scenario/scenario_file.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <set>

// The table of document formats against what the program writes and reads, and against its page of the help.

namespace longpeak::test {
namespace {

using Json = nlohmann::ordered_json;

Json printed(FormatId id) {
    const Ran run = ran(wordsThatPrint(id));
    return run.status == 0 ? Json::parse(run.out) : Json();
}

/// A document of the format: what is printed, an entry of what is, or the example on the page.
Json sampleOf(const DocumentFormat& row) {
    static const QRegularExpression block("\n```json\n(.*?)```", QRegularExpression::DotMatchesEverythingOption);
    const QString chapter = chaptersOf(helpPage("formats"))[QString::fromUtf8(row.name)];
    Json sample = wordsThatPrint(row.id).empty() ? Json::parse(block.match(chapter).captured(1).toStdString())
                                                 : printed(row.id);
    return sample.is_array() ? sample.front() : sample;
}

QString placeOf(const DocumentFormat& row) {
    switch (row.scenario) {
    case ScenarioPlace::Itself: return "it is";
    case ScenarioPlace::Inside: return "at scenario";
    case ScenarioPlace::Optional: return "at scenario, where there is one";
    case ScenarioPlace::None: break;
    }
    return "—";
}

QStringList keysOf(const Json& json) {
    QStringList keys;
    for (const auto& item : json.items()) keys << QString::fromStdString(item.key());
    return keys;
}

/// Written in quotation marks of code in the first column of the chapter's tables.
QStringList fieldsOf(const QString& chapter) {
    static const QRegularExpression code("`([^`]*)`");
    QStringList fields;
    for (const QList<QStringList>& table : tablesOf(chapter))
        for (const QStringList& row : table.mid(1)) {
            auto found = code.globalMatch(row.front());
            while (found.hasNext()) fields << found.next().captured(1);
        }
    return fields;
}

} // namespace

class FormatsTest : public QObject {
    Q_OBJECT

private slots:
    void everyJsonOptionHasAFormat();
    void headStandsFirst();
    void printedPassesAndOpens_data();
    void printedPassesAndOpens();
    void listsPass_data();
    void listsPass();
    void picturesPassAndOpen_data();
    void picturesPassAndOpen();
    void newerIsToldAndNothingElse_data() { rows(); }
    void newerIsToldAndNothingElse();
    void brokenScenarioWithin_data() { rows(); }
    void brokenScenarioWithin();
    void unknownIsToldWithTheNearest();
    void pageHasTheTable();
    void pageHasTheFields_data() { rows(); }
    void pageHasTheFields();
    void pageHasExamplesThatPass();
    void namedInTheTableAlone();

private:
    static void rows() {
        QTest::addColumn<int>("index");
        for (const DocumentFormat& row : documentFormats())
            if (row.id != FormatId::Findings) QTest::newRow(std::string(row.name).c_str()) << static_cast<int>(row.id);
    }
    const DocumentFormat& row() const {
        QFETCH(int, index);
        return documentFormats()[static_cast<std::size_t>(index)];
    }
    std::string written(const std::string& text) {
        QFile file(m_folder.filePath("written.json"));
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(text)) < 0) return {};
        return file.fileName().toStdString();
    }
    /// check says this of it, with that status.
    void compareChecked(const std::string& file, const std::string& out, const std::string& err) {
        const Ran check = ran({"check", file});
        QCOMPARE(QString::fromStdString(check.err), QString::fromStdString(err));
        QCOMPARE(QString::fromStdString(check.out), QString::fromStdString(out));
        QCOMPARE(check.status, err.empty() ? 0 : 2);
    }

    QTemporaryDir m_folder;
};

void FormatsTest::everyJsonOptionHasAFormat() {
    QStringList covered{QStringLiteral("figure")}; // of figures as they were drawn: tested beside the drawing
    for (const DocumentFormat& row : printedFormats())
        covered << QString::fromStdString(wordsThatPrint(row.id).front());
    for (const QString& command : subcommands())
        if (longOptions(command).contains("--json"))
            QVERIFY2(covered.contains(command), qPrintable(command + " --json prints a document of no format"));
    for (const DocumentFormat& row : documentFormats())
        if (row.id != FormatId::Findings)
            QCOMPARE(QString::fromUtf8(row.writer.text).startsWith("longpeak "), !wordsThatPrint(row.id).empty());
}

void FormatsTest::headStandsFirst() {
    for (const DocumentFormat& row : printedFormats()) {
        const Json json = sampleOf(row);
        QCOMPARE(keysOf(json).mid(0, 2), (QStringList{"format", "version"}));
        QCOMPARE(json.at("format").get<std::string>(), std::string(row.name));
        QCOMPARE(json.at("version").get<int>(), row.version);
    }
}

void FormatsTest::printedPassesAndOpens_data() {
    QTest::addColumn<int>("index");
    for (const DocumentFormat& row : printedFormats())
        QTest::newRow(std::string(row.name).c_str()) << static_cast<int>(row.id);
}

/// Whole as it is printed; and it opens as the scenario that it was made of, wherever one does.
void FormatsTest::printedPassesAndOpens() {
    const std::string file = written(ran(wordsThatPrint(row().id)).out);
    const Ran check = ran({"check", file});
    QVERIFY2(check.status == 0 && check.err.empty(), check.err.c_str());
    QVERIFY(check.out.starts_with(file + ": ") && check.out.ends_with(", sound\n"));
    if (row().scenario != ScenarioPlace::Inside) return;
    const std::string scenario = printed(row().id).at("scenario").dump();
    QVERIFY(scenario.find("\"gpus\":2") != std::string::npos);
    QCOMPARE(QString::fromStdString(check.out), QString::fromStdString(file + ": a scenario, sound\n"));
    QCOMPARE(Json::parse(ran({"evaluate", file, "--json"}).out).at("scenario").dump(), scenario);
    QCOMPARE(Json::parse(ran({"compare", "--beside", file, "--json"}).out).at("beside")[0].dump(), scenario);
    const std::string figure = m_folder.filePath("f.csv").toStdString();
    QCOMPARE(ran({"figure", "ceiling", file, "-o", figure}).status, 0);
}

void FormatsTest::listsPass_data() {
    QTest::addColumn<std::string>("kind");
    const std::string said = ran({"list"}).err; // "... needs one of models, accelerators, ..."
    for (const QString& kind : QString::fromStdString(said.substr(said.find("one of ") + 7)).trimmed().split(", "))
        QTest::newRow(qPrintable(kind)) << kind.toStdString();
}

void FormatsTest::listsPass() {
    QFETCH(std::string, kind);
    const Ran list = ran({"list", kind, "--json"});
    const Json entries = Json::parse(list.out);
    for (const Json& entry : entries) QCOMPARE(entry.at("list").get<std::string>(), kind);
    const std::string file = written(list.out);
    compareChecked(file, file + ": " + std::to_string(entries.size()) + " entries of a list, sound\n", "");
    compareChecked(written(entries.front().dump()), file + ": an entry of a list, sound\n", "");
    if (!entries.front().contains("scenario")) return;
    QCOMPARE(Json::parse(ran({"evaluate", file, "--json"}).out).at("scenario").dump(),
             entries.front().at("scenario").dump());
    Json wrong = entries;
    wrong.back().at("scenario")["context"] = 1;
    compareChecked(written(wrong.dump()), "",
                   "longpeak: " + file + ": /" + std::to_string(entries.size() - 1) +
                       "/scenario/context: must be from 1K to 10M, not 1\n");
}

void FormatsTest::picturesPassAndOpen_data() {
    QTest::addColumn<QString>("suffix");
    for (const char* suffix : {"svg", "pdf", "png"}) QTest::newRow(suffix) << QString(suffix);
}

void FormatsTest::picturesPassAndOpen() {
#ifndef LONGPEAK_GUI
    QSKIP("this build draws nothing");
#endif
    QFETCH(QString, suffix);
    const QString path = m_folder.filePath("f." + suffix);
    QCOMPARE(QProcess::execute(LONGPEAK_PROGRAM, {"figure", "ceiling", "--set", "gpus=2", "--reference", "context=4K",
                                                  "--beside", "gpus=4", "-o", path}),
             0);
    const std::string file = path.toStdString();
    compareChecked(file, file + ": a scenario, sound\n", "");
    const Ran evaluated = ran({"evaluate", file, "--json"});
    QCOMPARE(Json::parse(evaluated.out).at("scenario").at("gpus").get<int>(), 2);
    if (suffix != "svg") return;
    // Its document is read like any other.
    QFile picture(path);
    QVERIFY(picture.open(QIODevice::ReadOnly));
    const QByteArray wrong = picture.readAll().replace("longpeak-figure", "longpeak-figuer");
    const Ran check = ran({"check", written(wrong.toStdString())});
    QCOMPARE(check.status, 2);
    QVERIFY2(check.err.ends_with("did you mean 'longpeak-figure'?\n"), check.err.c_str());
}

void FormatsTest::newerIsToldAndNothingElse() {
    Json newer = sampleOf(row());
    newer["version"] = row().version + 1;
    newer["something_new"] = {{"deep", 1}};
    const std::string file = written(newer.dump());
    compareChecked(file, "",
                   "longpeak: " + file + ": /version: is " + std::to_string(row().version + 1) +
                       "; this program reads up to " + std::to_string(row().version) +
                       ", a newer one wrote the file\n");
    // A scenario within has a version of its own.
    if (row().scenario == ScenarioPlace::Inside) QCOMPARE(ran({"evaluate", file}).err, std::string());
}

/// Every scenario in it is read, and told of where it is.
void FormatsTest::brokenScenarioWithin() {
    if (row().scenario == ScenarioPlace::None) QSKIP("carries none");
    const std::string place = row().scenario == ScenarioPlace::Itself ? "" : "/scenario";
    Json wrong = sampleOf(row());
    Json& scenario = wrong.at(Json::json_pointer(place));
    scenario["context"] = 5;
    scenario["contxt"] = 5;
    std::string further;
    if (!row().further.empty()) {
        Json& node = wrong.at(std::string(row().further));
        (node.is_array() ? node[0] : node)["gpus"] = 0;
        further = "/" + std::string(row().further) + (node.is_array() ? "/0" : "");
    }
    const std::string file = written(wrong.dump());
    const std::string head = "longpeak: " + file + ": ";
    std::string expected = head + place + "/context: must be from 1K to 10M, not 5\n" + head + place +
                           "/contxt: is not a known key\n";
    if (!further.empty()) expected += head + further + "/gpus: must be from 1 GPU to 64 GPUs, not 0\n";
    compareChecked(file, "", expected);
}

void FormatsTest::unknownIsToldWithTheNearest() {
    std::string all;
    for (const DocumentFormat& row : documentFormats()) all += (all.empty() ? "" : ", ") + std::string(row.name);
    const std::string file = written(R"({"format": "longpeak-sweeep", "version": 1})");
    compareChecked(file, "",
                   "longpeak: " + file + ": /format: must be one of " + all +
                       ", not 'longpeak-sweeep'; did you mean 'longpeak-sweep'?\n");
}

void FormatsTest::pageHasTheTable() {
    const QList<QStringList> table = tablesOf(helpPage("formats")).front();
    const auto rows = documentFormats();
    QCOMPARE(table.size(), static_cast<qsizetype>(rows.size()) + 1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto text = [](std::string_view view) { return QString::fromStdString(std::string(view)); };
        QStringList cells = table[static_cast<qsizetype>(i) + 1];
        cells.replaceInStrings("`", "");
        QCOMPARE(cells, (QStringList{text(rows[i].name), QString::number(rows[i].version),
                                     text(rows[i].holds.english()), text(rows[i].writer.english()), placeOf(rows[i])}));
    }
}

/// A chapter for each, and in it every field that the program writes.
void FormatsTest::pageHasTheFields() {
    const QMap<QString, QString> chapters = chaptersOf(helpPage("formats"));
    const QString name = QString::fromStdString(std::string(row().name));
    QVERIFY2(chapters.contains(name), qPrintable("resources/help/formats.md has no chapter " + name));
    const QStringList fields = fieldsOf(chapters[name]);
    if (row().scenario != ScenarioPlace::Inside || wordsThatPrint(row().id).empty()) {
        QVERIFY(!fields.isEmpty());
        return;
    }
    QStringList written = keysOf(printed(row().id));
    if (row().id == FormatId::Estimate) // its metrics are told by `list metrics`
        written.removeIf([](const QString& key) { return findMetric(key.toStdString()) != nullptr; });
    QCOMPARE(QSet<QString>(fields.begin(), fields.end()), QSet<QString>(written.begin(), written.end()));
}

void FormatsTest::pageHasExamplesThatPass() {
    static const QRegularExpression block("\n```json\n(.*?)```", QRegularExpression::DotMatchesEverythingOption);
    auto found = block.globalMatch(helpPage("formats"));
    std::set<std::string> names;
    while (found.hasNext()) {
        const std::string text = found.next().captured(1).toStdString();
        const std::string file = written(text);
        const Ran check = ran({"check", file});
        QVERIFY2(check.status == 0, (check.err + text).c_str());
        const Json json = Json::parse(text);
        const std::string name = (json.is_array() ? json.front() : json).at("format").get<std::string>();
        names.insert(name);
        if (findDocumentFormat(name)->scenario == ScenarioPlace::Inside)
            QVERIFY2(ran({"evaluate", file}).status != 2, name.c_str());
    }
    QCOMPARE(names.size(), documentFormats().size());
}

/// No other source file spells a format out.
void FormatsTest::namedInTheTableAlone() {
    int read = 0;
    for (const char* folder : {"core", "app", "ui"}) {
        QDirIterator files(LONGPEAK_RESOURCES "/../" + QString(folder), {"*.cpp", "*.h"}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.fileName().endsWith("core/document/format.cpp")) continue;
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            for (const DocumentFormat& row : documentFormats())
                QVERIFY2(!text.contains(QString::fromStdString(std::string(row.name))), qPrintable(file.fileName()));
            ++read;
        }
    }
    QVERIFY(read > 100);
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::FormatsTest)
#include "formats_test.moc"
