// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ran.h"

#include "preset/preset_file.h"
#include "registry.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <filesystem>

// `longpeak import` within the process, and config.json files where other commands take models.

namespace longpeak::test {

namespace {

using Strings = std::vector<std::string>;

std::string config(const char* name) {
    return std::string(LONGPEAK_TEST_DATA "/huggingface/") + name + ".json";
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class ImportTest : public QObject {
    Q_OBJECT

private slots:
    void printsAPreset();
    void warnsOnStandardError();
    void writesAFile();
    void replacesAFileWhole();
    void keepsWhatItCannotReplace();
    void writesToADevice();
    void refusesItsOwnInput();
    void faults_data();
    void faults();
    void wrongWords_data();
    void wrongWords();
    void isAModelElsewhere();
    void isCheckedToo();
};

void ImportTest::printsAPreset() {
    const Ran import = ran({"import", config("llama-3-70b")});
    QCOMPARE(import.status, 0);
    QCOMPARE(import.err, std::string());
    const auto models = readModels(import.out, "printed");
    QVERIFY(bool(models));
    QCOMPARE(models->front().id, std::string("meta-llama-3-70b"));
    QCOMPARE(models->front().name, std::string("Meta-Llama-3-70B"));
    QCOMPARE(parameterCount(models->front().architecture), 70'553'706'496.0);
    QVERIFY(import.out.find("/tests/") == std::string::npos); // no folder of this machine
    QCOMPARE(ran({"import", config("llama-3-70b")}).out, import.out);
}

void ImportTest::warnsOnStandardError() {
    const Ran import = ran({"import", config("llama-4-scout")});
    QCOMPARE(import.status, 0);
    QCOMPARE(import.err,
             "longpeak: " + config("llama-4-scout") + ": /vision_config: is not counted: only the text model is\n");
    QVERIFY(bool(readModels(import.out, "printed")));
    QCOMPARE(linesOf(ran({"import", config("unknown")}).err).size(), std::size_t{4});
}

void ImportTest::writesAFile() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("mine.json");
    for (const char* option : {"-o", "--output"}) {
        const Ran import = ran({"import", config("mixtral-8x7b"), option, path.toStdString()});
        QCOMPARE(import.err, std::string());
        QCOMPARE(import.status, 0);
        QCOMPARE(import.out,
                 path.toStdString() + ": mixtral-8x7b, 46.7 B, 12.7 B active · 32 layers · GQA 32→8 heads × 128\n");
        QCOMPARE(bytesOf(path).toStdString(), ran({"import", config("mixtral-8x7b")}).out);
        QVERIFY(QFile::remove(path));
    }
}

/// The old text stands until the new one is whole, behind a link as well, and nothing else is left in the folder.
void ImportTest::replacesAFileWhole() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("mine.json");
    const QString link = folder.filePath("link.json");
    QVERIFY(write(path, "{}"));
    QVERIFY(QFile::link(path, link));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    const auto permissions = QFile::permissions(path);
    QCOMPARE(ran({"import", config("qwen3-8b"), "-o", link.toStdString()}).status, 0);
    QVERIFY(QFileInfo(link).isSymLink());
    QVERIFY(bytesOf(path).contains("qwen3-8b"));
    QCOMPARE(QFile::permissions(path), permissions);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2);
}

void ImportTest::keepsWhatItCannotReplace() {
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    const auto failed = [&](const std::string& target, const std::string& reason) {
        const Ran import = ran({"import", config("qwen3-8b"), "-o", target});
        return import.status == 2 && import.out.empty() &&
               import.err == "longpeak: " + (target.empty() ? "''" : target) + ": /: " + reason + "\n";
    };
    QVERIFY(failed(path, "cannot be written: it is a directory, not a file"));
    QVERIFY(failed(path + "/nosuch/mine.json", "cannot be written: its folder does not exist"));
    QVERIFY(failed(path + "/" + std::string(255, 'n'),
                   "cannot be written: the name is too long")); // the name is too long with its ending
    QVERIFY(failed("", "cannot be written: it is no name of a file"));
    QVERIFY(QDir(folder.path()).isEmpty());
    if (std::filesystem::exists("/dev/full")) QVERIFY(failed("/dev/full", "cannot be written: the disk is full"));
    // A config that is wrong leaves the file that is there alone.
    QVERIFY(write(folder.filePath("mine.json"), "old"));
    QCOMPARE(ran({"import", std::string(LONGPEAK_TEST_DATA "/broken/empty.json"), "-o", path + "/mine.json"}).status,
             2);
    QCOMPARE(bytesOf(folder.filePath("mine.json")), QByteArray("old"));
}

void ImportTest::writesToADevice() {
    const Ran import = ran({"import", config("qwen3-8b"), "-o", "/dev/null"});
    QCOMPARE(import.status, 0);
    QVERIFY(!std::filesystem::is_regular_file("/dev/null"));
}

void ImportTest::refusesItsOwnInput() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("config.json");
    QVERIFY(QFile::copy(QString::fromStdString(config("qwen3-8b")), path));
    const QByteArray before = bytesOf(path);
    const Ran import = ran({"import", path.toStdString(), "-o", path.toStdString()});
    QCOMPARE(import.status, 2);
    QCOMPARE(import.err, "longpeak: " + path.toStdString() + ": /: is the file that is imported\n");
    QCOMPARE(bytesOf(path), before);
}

void ImportTest::faults_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Strings>("expected");
    const auto row = [](const char* name, const QByteArray& text, const Strings& expected) {
        QTest::newRow(name) << text << expected;
    };
    row("nothing known", R"({"model_type": "galactic", "num_attention_heads": 0})",
        {"/hidden_size: is missing; n_embd, d_model, n_embed, dim would do too",
         "/num_hidden_layers: is missing; n_layer, n_layers, num_layers would do too",
         "/vocab_size: is missing; padded_vocab_size would do too",
         "/num_attention_heads: must be from 1 to 100000, not 0",
         "/intermediate_size: is missing; n_inner, ffn_dim, ffn_hidden_size, d_ff would do too"});
    row("another document", R"({"format": "longpeak-models", "version": 1, "models": []})",
        {"/format: is not a key of a config.json; this is another document"});
    row("no object", "[1, 2]", {"/: must be an object, not array"});
    row("empty", "", {"/: is empty"});
}

void ImportTest::faults() {
    QFETCH(QByteArray, text);
    QFETCH(Strings, expected);
    const QTemporaryDir folder;
    const QString path = folder.filePath("config.json");
    QVERIFY(write(path, text));
    const Ran import = ran({"import", path.toStdString()});
    QCOMPARE(import.status, 2);
    QCOMPARE(import.out, std::string());
    std::string wanted;
    for (const std::string& fault : expected) wanted += "longpeak: " + path.toStdString() + ": " + fault + "\n";
    QCOMPARE(QString::fromStdString(import.err), QString::fromStdString(wanted));
}

void ImportTest::wrongWords_data() {
    QTest::addColumn<Strings>("words");
    QTest::addColumn<std::string>("expected");
    QTest::newRow("no file") << Strings{"import"} << std::string("longpeak: import: /: needs a CONFIG.json\n");
    QTest::newRow("no such file") << Strings{"import", "nosuch.json"}
                                  << std::string("longpeak: nosuch.json: /: no such file\n");
    QTest::newRow("two files") << Strings{"import", "a.json", "b.json"}
                               << std::string("longpeak: b.json: /: is one word too many\n");
    QTest::newRow("mistyped option") << Strings{"import", "a.json", "--outptu=b.json"}
                                     << std::string("longpeak: --outptu=b.json: /: there is no option '--outptu'; did "
                                                    "you mean '--output'?\n");
    QTest::newRow("mistyped command") << Strings{"imprt"}
                                      << std::string("longpeak: imprt: /: there is no subcommand, file or shipped "
                                                     "scenario 'imprt'; did you mean 'import'?\n");
}

void ImportTest::wrongWords() {
    QFETCH(Strings, words);
    QFETCH(std::string, expected);
    const Ran wrong = ran(words);
    QCOMPARE(wrong.status, 2);
    QCOMPARE(wrong.out, std::string());
    QCOMPARE(QString::fromStdString(wrong.err), QString::fromStdString(expected));
}

/// The same model, whether it is imported first or given as it is.
void ImportTest::isAModelElsewhere() {
    const QTemporaryDir folder;
    const std::string preset = folder.filePath("mine.json").toStdString();
    QCOMPARE(ran({"import", config("llama-3-70b"), "-o", preset}).status, 0);
    const Ran direct = ran({"evaluate", "--json", "--set", "model=" + config("llama-3-70b"), "--set", "gpus=4"});
    const Ran imported = ran({"evaluate", "--json", "--set", "model=" + preset, "--set", "gpus=4"});
    QCOMPARE(direct.err, std::string());
    QCOMPARE(direct.out, imported.out);
    const auto json = nlohmann::json::parse(direct.out);
    QCOMPARE(json.at("model_parameters").get<qint64>(), qint64{70'553'706'496});
    QCOMPARE(json.at("kv_bytes_per_token").get<qint64>(), qint64{327'680});
}

void ImportTest::isCheckedToo() {
    const Ran check = ran({"check", config("qwen3-8b"), config("llama-4-scout")});
    QCOMPARE(check.status, 0);
    QCOMPARE(check.out, config("qwen3-8b") + ": a model as Hugging Face describes it, sound\n" +
                            config("llama-4-scout") + ": a model as Hugging Face describes it, sound\n");
    QCOMPARE(linesOf(check.err).size(), std::size_t{1});
    const QTemporaryDir folder;
    const QString path = folder.filePath("config.json");
    QVERIFY(write(path, R"({"architectures": ["A"]})"));
    const Ran wrong = ran({"check", path.toStdString()});
    QCOMPARE(wrong.status, 2);
    QCOMPARE(linesOf(wrong.err).size(), std::size_t{5});
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::ImportTest)
#include "import_test.moc"
