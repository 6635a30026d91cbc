// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hostile_names.h"

#include "app/ran.h"
#include "core/samples.h"
#include "figure/figure_kind.h"
#include "figure/multiples.h"
#include "registry.h"
#include "text/escape.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

// Every output of every subcommand with names that would be more than text to a terminal, a spreadsheet or a reader of
// Markdown. With them it has the shape that it has with harmless ones.

namespace longpeak::test {
namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

/// A character that a terminal obeys, or that changes what a reader takes the line for; none where all is text.
QString acting(const std::string& text) {
    static const QRegularExpression acts(QStringLiteral("[\\x{0}-\\x{9}\\x{b}-\\x{1f}\\x{7f}-\\x{9f}\\x{61c}\\x{200e}"
                                                        "\\x{200f}\\x{2028}-\\x{202e}\\x{2066}-\\x{2069}]"));
    const QByteArray bytes = QByteArray::fromStdString(text);
    if (QString::fromUtf8(bytes).toUtf8() != bytes) return QStringLiteral("bytes that are no UTF-8");
    const auto found = acts.match(QString::fromUtf8(bytes));
    if (!found.hasMatch()) return {};
    return QStringLiteral("U+%1 in: %2")
        .arg(QString::number(found.captured().front().unicode(), 16),
             QString::fromUtf8(bytes).mid(found.capturedStart() - 40, 80));
}

/// CSV read as RFC 4180 has it.
std::vector<Words> cellsOf(const std::string& csv) {
    std::vector<Words> rows{{""}};
    bool isQuoted = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (c == '"' && isQuoted && i + 1 < csv.size() && csv[i + 1] == '"')
            rows.back().back() += csv[++i];
        else if (c == '"')
            isQuoted = !isQuoted;
        else if (c == ',' && !isQuoted)
            rows.back().emplace_back();
        else if (c == '\n' && !isQuoted)
            rows.push_back({""});
        else
            rows.back().back() += c;
    }
    rows.pop_back(); // behind the last line end
    return rows;
}

bool isNumber(const std::string& cell) {
    return parseQuantity(cell, Unit::Count).has_value();
}

std::vector<std::size_t> shapeOfCsv(const std::string& csv) {
    std::vector<std::size_t> widths;
    for (const Words& row : cellsOf(csv)) widths.push_back(row.size());
    return widths;
}

/// How many cells each line of a Markdown table has.
std::vector<std::size_t> shapeOfMarkdown(const std::string& text) {
    static const QRegularExpression border(QStringLiteral("(?<!\\\\)(\\\\\\\\)*\\|"));
    std::vector<std::size_t> widths;
    for (const std::string& line : linesOf(text))
        widths.push_back(static_cast<std::size_t>(QString::fromStdString(line).count(border)));
    return widths;
}

void addNames() {
    QTest::addColumn<std::string>("name");
    for (const HostileName& name : hostileNames()) QTest::newRow(name.what) << name.text;
}

class HostileNamesTest : public QObject {
    Q_OBJECT

private slots:
    void tables_data() { addNames(); }
    void tables();
    void csv_data() { addNames(); }
    void csv();
    void figuresAsCsv_data() { addNames(); }
    void figuresAsCsv();
    void json_data() { addNames(); }
    void json();
    void lists_data() { addNames(); }
    void lists();
    void imports_data() { addNames(); }
    void imports();
    void namesOfFiles_data();
    void namesOfFiles();
    void wrongWords_data() { addNames(); }
    void wrongWords();

private:
    /// The path of a scenario with that name everywhere.
    std::string fileNamed(const std::string& name, double context = 50'000) {
        Scenario scenario = named(paper50k(), name);
        set(scenario, parameterId::context, context);
        const std::string path = m_folder.filePath(QStringLiteral("scenario-%1.json").arg(m_files++)).toStdString();
        return written(path, writeScenario(scenario, catalogue()));
    }
    static std::string written(const std::string& path, const std::string& text) {
        QFile file(QString::fromStdString(path));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0)
            qFatal("%s", path.c_str());
        return path;
    }
    /// What they print of harmless names, in this form.
    const std::vector<Ran>& harmlessRuns(const std::string& form = {}) {
        std::vector<Ran>& runs = m_harmless[form];
        if (runs.empty())
            for (Words words : commandsOn(harmlessName)) runs.push_back(ran(inForm(std::move(words), form)));
        return runs;
    }
    static Words inForm(Words words, const std::string& form) {
        if (!form.empty()) words.push_back(form);
        return words;
    }
    /// Every subcommand on a scenario of that name, and another beside it.
    std::vector<Words> commandsOn(const std::string& name) {
        const std::string file = fileNamed(name);
        const std::string other = fileNamed(name, 10'000'000);
        return {{"evaluate", file},
                {"evaluate", file, "--set", "compression.method=h2o"},
                {"evaluate", other}, // does not fit, and says what would
                {"sweep", file, "--over", "context=4K:1M:3"},
                {"map", file, "--over", "context=4K:1M:3", "--over", "users=1:9:3", "--metric", "switch_s"},
                {"simulate", file, "--hours", "0.1"},
                {"simulate", other},
                {"parity", file, "--reference", "gpus=2"},
                {"sensitivity", file},
                {"compare", file, "--beside", "context=200K", "--beside", other, "--all"}};
    }

    QTemporaryDir m_folder;
    int m_files = 0;
    std::map<std::string, std::vector<Ran>> m_harmless;
};

void HostileNamesTest::tables() {
    QFETCH(std::string, name);
    const auto hostile = commandsOn(name);
    for (std::size_t i = 0; i < hostile.size(); ++i) {
        const Ran run = ran(hostile[i]);
        QVERIFY2(acting(run.out).isEmpty(), qPrintable(acting(run.out)));
        QVERIFY2(acting(run.err).isEmpty(), qPrintable(acting(run.err)));
        const Ran& like = harmlessRuns()[i];
        QCOMPARE(run.status, like.status);
        QVERIFY2(linesOf(run.out).size() == linesOf(like.out).size(), run.out.c_str());
        QVERIFY2(linesOf(run.err).size() == linesOf(like.err).size(), run.err.c_str());
    }
    const std::string shown = writeScenario(named(paper50k(), name), catalogue()).find("\uFFFD") == std::string::npos
                                  ? oneLine(name)
                                  : std::string("\uFFFD");
    QVERIFY(ran(hostile.front()).out.find(shown) != std::string::npos); // its places are filled by nothing
}

void HostileNamesTest::csv() {
    QFETCH(std::string, name);
    const auto hostile = commandsOn(name);
    for (std::size_t i = 0; i < hostile.size(); ++i) {
        const std::string text = ran(inForm(hostile[i], "--csv")).out;
        QVERIFY2(acting(text).isEmpty(), qPrintable(acting(text)));
        QVERIFY2(shapeOfCsv(text) == shapeOfCsv(harmlessRuns("--csv")[i].out), text.c_str());
        for (const Words& row : cellsOf(text))
            for (const std::string& cell : row)
                QVERIFY2(cell.empty() || isNumber(cell) || std::string("=+-@\t\r").find(cell[0]) == std::string::npos,
                         cell.c_str());
    }
}

void HostileNamesTest::figuresAsCsv() {
    QFETCH(std::string, name);
    for (const FigureKind& kind : figureKinds()) {
        const auto made = [&](const std::string& given) {
            Words words{"figure", std::string(kind.id), fileNamed(given), "-o",
                        m_folder.filePath(QStringLiteral("figure.csv")).toStdString()};
            if (canBeMultiple(kind)) words.insert(words.end(), {"--beside", fileNamed(given, 100'000)});
            const Ran run = ran(words);
            if (run.status == 2) qFatal("%s", run.err.c_str());
            QFile file(m_folder.filePath(QStringLiteral("figure.csv")));
            return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
        };
        const std::string text = made(name);
        QVERIFY2(acting(text).isEmpty(), qPrintable(acting(text)));
        static std::map<std::string_view, std::vector<std::size_t>> harmless;
        if (!harmless.contains(kind.id)) harmless[kind.id] = shapeOfCsv(made(harmlessName));
        QVERIFY2(shapeOfCsv(text) == harmless[kind.id], text.c_str());
        for (const Words& row : cellsOf(text))
            for (const std::string& cell : row)
                QVERIFY2(cell.empty() || isNumber(cell) || std::string("=+-@\t\r").find(cell[0]) == std::string::npos,
                         cell.c_str());
    }
}

void HostileNamesTest::json() {
    QFETCH(std::string, name);
    for (const Words& words : commandsOn(name)) {
        const std::string text = ran(inForm(words, "--json")).out;
        QVERIFY2(acting(text).isEmpty(), qPrintable(acting(text)));
        const Json json = Json::parse(text);
        const Scenario same = named(paper50k(), name);
        const Json given = Json::parse(writeScenario(same, catalogue()));
        QVERIFY2(json["scenario"]["name"] == given["name"], text.c_str());
        QVERIFY2(json["scenario"]["model"]["custom"]["name"] == given["model"]["custom"]["name"], text.c_str());
    }
}

void HostileNamesTest::lists() {
    QFETCH(std::string, name);
    const Catalogue hostile = named(shipped(), name);
    const Catalogue harmless = named(shipped(), harmlessName);
    const auto listed = [](const Words& words, const Catalogue& catalogue) {
        std::ostringstream out;
        std::ostringstream err;
        runCommandLine(words, {.catalogue = catalogue, .out = out, .err = err});
        return out.str() + err.str();
    };
    for (const char* kind :
         {"models", "accelerators", "methods", "measurements", "parameters", "metrics", "figures", "scenarios"}) {
        const std::string table = listed({"list", kind}, hostile);
        QVERIFY2(acting(table).isEmpty(), qPrintable(acting(table)));
        QCOMPARE(linesOf(table).size(), linesOf(listed({"list", kind}, harmless)).size());
        const std::string page = listed({"list", kind, "--markdown"}, hostile);
        QVERIFY2(acting(page).isEmpty(), qPrintable(acting(page)));
        QVERIFY2(shapeOfMarkdown(page) == shapeOfMarkdown(listed({"list", kind, "--markdown"}, harmless)),
                 page.c_str());
        QVERIFY2(page.find("](/nonexistent") == std::string::npos ||
                     page.find("\\[i](/nonexistent") != std::string::npos,
                 page.c_str());
        QVERIFY2(page.find("<img") == std::string::npos || page.find("\\<img") != std::string::npos, page.c_str());
        const std::string json = listed({"list", kind, "--json"}, hostile);
        QVERIFY2(acting(json).isEmpty(), qPrintable(acting(json)));
        QVERIFY(Json::accept(json));
    }
}

void HostileNamesTest::imports() {
    QFETCH(std::string, name);
    QFile sample(QStringLiteral(LONGPEAK_TEST_DATA "/huggingface/qwen3-8b.json"));
    QVERIFY(sample.open(QIODevice::ReadOnly));
    Json config = Json::parse(sample.readAll().toStdString());
    config["_name_or_path"] = name;
    config["torch_dtype"] = name;
    config["rope_scaling"] = {{"type", name}};
    config[name] = name;
    const std::string path = m_folder.filePath(QStringLiteral("config.json")).toStdString();
    written(path, config.dump(-1, ' ', false, Json::error_handler_t::replace));
    const std::string model = m_folder.filePath(QStringLiteral("model.json")).toStdString();
    for (const Words& words : {Words{"import", path}, Words{"import", path, "-o", model}, Words{"check", path}}) {
        const Ran run = ran(words);
        QVERIFY2(acting(run.out).isEmpty(), qPrintable(acting(run.out)));
        QVERIFY2(acting(run.err).isEmpty(), qPrintable(acting(run.err)));
        for (const std::string& line : linesOf(run.err)) QVERIFY2(line.starts_with("longpeak: "), line.c_str());
    }
}

void HostileNamesTest::namesOfFiles_data() {
    QTest::addColumn<std::string>("name");
    for (const HostileName& name : hostileNames()) {
        if (name.text.find('\0') != std::string::npos || name.text.size() > 200) continue; // no name of a file
        std::string text = name.text;
        std::ranges::replace(text, '/', ':');
        QTest::newRow(name.what) << text;
    }
}

void HostileNamesTest::namesOfFiles() {
    QFETCH(std::string, name);
    const std::string path = m_folder.path().toStdString() + "/" + name + ".json";
    {
        std::ofstream file(path);
        file << writeScenario(paper50k(), catalogue());
        QVERIFY(file.good());
    }
    const std::string none = path + "/none.json";
    for (const Words& words :
         {Words{"check", path}, Words{"check", none}, Words{"evaluate", none}, Words{"evaluate", path},
          Words{"simulate", path, "--trace", none}, Words{"figure", "latency", path, "-o", none + ".csv"},
          Words{"compare", path, "--beside", none}, Words{"import", path, "-o", path},
          Words{"evaluate", "--set", "model=" + path}, Words{"figure", "latency", "--style", none, "-o", "x.csv"}}) {
        const Ran run = ran(words);
        QVERIFY2(acting(run.out).isEmpty(), qPrintable(acting(run.out)));
        QVERIFY2(acting(run.err).isEmpty(), qPrintable(acting(run.err)));
        for (const std::string& line : linesOf(run.err)) QVERIFY2(line.starts_with("longpeak: "), line.c_str());
    }
    QCOMPARE(ran({"check", path}).out, oneLine(path) + ": a scenario, sound\n");
    std::filesystem::remove(path); // Qt finds no file whose name is no UTF-8
}

void HostileNamesTest::wrongWords() {
    QFETCH(std::string, name);
    for (const Words& words :
         {Words{name}, Words{"evaluate", name}, Words{"evaluate", "--set", name},
          Words{"evaluate", "--set", "model=" + name}, Words{"evaluate", "--set", "context=" + name},
          Words{"evaluate", "--set", "cost_model=" + name}, Words{"sweep", "--over", name},
          Words{"map", "--over", name, "--over", name, "--metric", name}, Words{"simulate", "--hours", name},
          Words{"parity", "--reference", name}, Words{"sensitivity", "--metric", name},
          Words{"compare", "--beside", name}, Words{"figure", name}, Words{"figure", "latency", "-o", name},
          Words{"figure", "latency", "-o", "x.csv", "--style", name, "--width", name, "--palette", name},
          Words{"list", name}, Words{"import", name}, Words{"check", name}, Words{"evaluate", "--" + name}}) {
        const Ran run = ran(words);
        QVERIFY2(acting(run.out).isEmpty(), qPrintable(acting(run.out)));
        QVERIFY2(acting(run.err).isEmpty(), qPrintable(acting(run.err)));
        for (const std::string& line : linesOf(run.err)) QVERIFY2(line.starts_with("longpeak: "), line.c_str());
    }
}

} // namespace
} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::HostileNamesTest)

#include "hostile_names_test.moc"
