// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/user_presets.h"

#include "preset/preset_file.h"
#include "ui/window_fixture.h"

#include <QFileInfo>

namespace longpeak {
namespace {

using namespace test;

class UserPresetsTest : public QObject {
    Q_OBJECT

private slots:
    void init();

    void nothingOnAFirstStart();
    void everyPresetComesBack();
    void oneDocumentEach();
    void aSecondSaveTakesTheFirstsPlace();
    void aBrokenFileIsAFaultAndStays_data();
    void aBrokenFileIsAFaultAndStays();
    void idsAreRefused_data();
    void idsAreRefused();
    void deletedForGood();
    void failuresAreTold();
    void idsNameFiles_data();
    void idsNameFiles();
    void idsFromNames_data();
    void idsFromNames();
    void freeIds();
};

Model ownModel(const std::string& id) {
    Model model = *catalogue().model("yi-34b-200k");
    model.id = id;
    model.name = "Model " + id;
    return model;
}

Accelerator ownAccelerator(const std::string& id) {
    Accelerator accelerator = *catalogue().accelerator("a100-sxm-80g");
    accelerator.id = id;
    accelerator.name = "Accelerator " + id;
    return accelerator;
}

void UserPresetsTest::init() {
    failOnAnyWarning();
    forgetSession();
}

void UserPresetsTest::nothingOnAFirstStart() {
    const UserPresets found = loadUserPresets(catalogue());
    QVERIFY(found.models.empty());
    QVERIFY(found.accelerators.empty());
    QVERIFY(found.faults.empty());
    QVERIFY(!QFileInfo::exists(QFileInfo(userModelFile("x")).path())); // looking leaves nothing behind
}

void UserPresetsTest::everyPresetComesBack() {
    std::vector<Model> models;
    std::vector<Accelerator> accelerators;
    for (Model model : catalogue().models) {
        model.id += "-mine";
        QVERIFY(saveUserPreset(model));
        models.push_back(model);
    }
    for (Accelerator accelerator : catalogue().accelerators) {
        accelerator.id += "-mine";
        QVERIFY(saveUserPreset(accelerator));
        accelerators.push_back(accelerator);
    }
    const UserPresets found = loadUserPresets(catalogue());
    QVERIFY(found.faults.empty());
    std::ranges::sort(models, {}, &Model::id); // as their files
    std::ranges::sort(accelerators, {}, &Accelerator::id);
    QVERIFY(found.models == models);
    QVERIFY(found.accelerators == accelerators);
}

void UserPresetsTest::oneDocumentEach() {
    QVERIFY(saveUserPreset(ownModel("my-model")));
    QVERIFY(saveUserPreset(ownAccelerator("my-gpu")));
    const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QCOMPARE(userModelFile("my-model"), data + QStringLiteral("/presets/models/my-model.json"));
    QCOMPARE(userAcceleratorFile("my-gpu"), data + QStringLiteral("/presets/accelerators/my-gpu.json"));
    // As the command line takes them.
    QVERIFY(*readModelFile(userModelFile("my-model").toStdString()) == ownModel("my-model"));
    QVERIFY(*readAcceleratorFile(userAcceleratorFile("my-gpu").toStdString()) == ownAccelerator("my-gpu"));
}

void UserPresetsTest::aSecondSaveTakesTheFirstsPlace() {
    Model model = ownModel("mine");
    QVERIFY(saveUserPreset(model));
    model.architecture.hidden = 4096;
    QVERIFY(saveUserPreset(model));
    const UserPresets found = loadUserPresets(catalogue());
    QCOMPARE(found.models.size(), std::size_t{1});
    QCOMPARE(found.models.front().architecture.hidden, 4096.0);
    QCOMPARE(QDir(QFileInfo(userModelFile("mine")).path()).entryList(QDir::Files).size(), 1);
}

void UserPresetsTest::aBrokenFileIsAFaultAndStays_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("reason");
    const QByteArray good = QByteArray::fromStdString(writeModelDocument(ownModel("broken")));
    const auto add = [](const char* name, const QByteArray& content, const char* pointer, const char* reason) {
        QTest::newRow(name) << content << QString::fromLatin1(pointer) << QString::fromLatin1(reason);
    };
    add("empty", {}, "/", "is empty");
    add("truncated", good.left(good.size() / 2), "/", "line ");
    add("a field wrong", QByteArray(good).replace("\"hidden\": 7168", "\"hidden\": 0"), "/models/0/hidden",
        "must be from 1 to 1000000, not 0");
    add("a field missing", QByteArray(good).replace("\"vocabulary\": 64000,", ""), "/models/0/vocabulary",
        "is missing");
    add("another kind", QByteArray::fromStdString(writeAcceleratorDocument(ownAccelerator("broken"))), "/format",
        "must be 'longpeak-models', not 'longpeak-accelerators'");
    add("newer", QByteArray(good).replace("\"version\": 1", "\"version\": 7"), "/version", "is 7; this program reads");
}

void UserPresetsTest::aBrokenFileIsAFaultAndStays() {
    QFETCH(QByteArray, content);
    QFETCH(QString, pointer);
    QFETCH(QString, reason);
    QVERIFY(saveUserPreset(ownModel("a-good-one")));
    QVERIFY(saveUserPreset(ownModel("z-good-one")));
    QVERIFY(saveUserPreset(ownAccelerator("good")));
    const QString path = userModelFile("broken");
    writeFile(path, content);
    const UserPresets found = loadUserPresets(catalogue());
    QCOMPARE(found.models.size(), std::size_t{2});
    QCOMPARE(found.accelerators.size(), std::size_t{1});
    QVERIFY(!found.faults.empty());
    QCOMPARE(shown(found.faults.front().file), path);
    QCOMPARE(shown(found.faults.front().pointer), pointer);
    QVERIFY2(shown(found.faults.front().reason.english()).startsWith(reason),
             found.faults.front().reason.english().c_str());
    QCOMPARE(contentOf(path), content);
}

void UserPresetsTest::idsAreRefused_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("reason");
    QTest::newRow("shipped") << "yi-34b-200k"
                             << "yi-34b-200k"
                             << "is the id of a preset of the program; another one would do, such as 'yi-34b-200k-own'";
    QTest::newRow("shipped under another name")
        << "mine"
        << "yi-34b-200k"
        << "is the id of a preset of the program; another one would do, such as "
           "'yi-34b-200k-own'";
    QTest::newRow("not the file's name") << "mine"
                                         << "yours"
                                         << "must be the file's name, 'mine', not 'yours'";
    QTest::newRow("no id of a file")
        << "Mine"
        << "Mine"
        << "must be of lower-case letters, digits, '.', '_' and '-', the first a letter or "
           "digit";
}

void UserPresetsTest::idsAreRefused() {
    QFETCH(QString, file);
    QFETCH(QString, id);
    QFETCH(QString, reason);
    QVERIFY(saveUserPreset(ownModel("good"))); // makes the folder
    const QString path = userModelFile(file.toStdString());
    writeFile(path, QByteArray::fromStdString(writeModelDocument(ownModel(id.toStdString()))));
    const UserPresets found = loadUserPresets(catalogue());
    QCOMPARE(found.models.size(), std::size_t{1});
    QCOMPARE(found.faults.size(), std::size_t{1});
    QCOMPARE(shown(found.faults.front().text()), path + QStringLiteral(": /models/0/id: ") + reason);
}

void UserPresetsTest::deletedForGood() {
    QVERIFY(saveUserPreset(ownModel("mine")));
    QVERIFY(saveUserPreset(ownAccelerator("mine")));
    QVERIFY(deleteUserModel("mine"));
    QVERIFY(!QFileInfo::exists(userModelFile("mine")));
    QVERIFY(QFileInfo::exists(userAcceleratorFile("mine"))); // another kind
    QVERIFY(deleteUserModel("mine"));                        // is gone
    QVERIFY(deleteUserAccelerator("mine"));
    QVERIFY(!QFileInfo::exists(userAcceleratorFile("mine")));
}

void UserPresetsTest::failuresAreTold() {
    // A file stands where the folder would have to be.
    const QString folder = QFileInfo(userModelFile("mine")).path();
    QDir().mkpath(QFileInfo(folder).path());
    writeFile(folder, "in the way");
    const auto saved = saveUserPreset(ownModel("mine"));
    QVERIFY(!saved);
    QCOMPARE(shown(saved.faults().front().file), userModelFile("mine"));
    QVERIFY(shown(saved.faults().front().reason.english()).startsWith(QStringLiteral("cannot be written: ")));
    QVERIFY(loadUserPresets(catalogue()).faults.empty());
}

void UserPresetsTest::idsNameFiles_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("isSound");
    for (const char* id : {"a", "7b", "yi-34b-200k-own", "llama-3.1-8b", "a_b"}) QTest::newRow(id) << id << true;
    for (const char* id : {"", "-a", ".a", "_a", "A", "a b", "a/b", "../a", "a\\b", "a:b", "ä", "a.json", "con/nul"})
        QTest::newRow(id) << id << false;
    QTest::newRow("80 letters") << QString(80, QLatin1Char('a')) << true;
    QTest::newRow("81 letters") << QString(81, QLatin1Char('a')) << false;
}

void UserPresetsTest::idsNameFiles() {
    QFETCH(QString, id);
    QFETCH(bool, isSound);
    QCOMPARE(whyNotOwnId(id.toStdString()).empty(), isSound);
}

void UserPresetsTest::idsFromNames_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("id");
    QTest::newRow("plain") << "mine"
                           << "mine";
    QTest::newRow("capitals") << "Llama-3.1-8B"
                              << "llama-3.1-8b";
    QTest::newRow("marks") << "  My model (2) "
                           << "my-model-2";
    QTest::newRow("points") << "..a..b."
                            << "a..b";
    QTest::newRow("letters of others") << "Größe ½"
                                       << "gr-e";
    QTest::newRow("nothing") << "—"
                             << "";
    QTest::newRow("long") << QString(200, QLatin1Char('x')) << QString(70, QLatin1Char('x'));
}

void UserPresetsTest::idsFromNames() {
    QFETCH(QString, name);
    QFETCH(QString, id);
    QCOMPARE(shown(idFromName(name.toStdString())), id);
    if (!id.isEmpty()) QCOMPARE(shown(whyNotOwnId(idFromName(name.toStdString())).english()), QString());
}

void UserPresetsTest::freeIds() {
    std::set<std::string, std::less<>> taken;
    const auto isTaken = [&taken](std::string_view id) { return taken.contains(id); };
    for (const char* expected : {"m", "m-own", "m-own-2", "m-own-3"}) {
        QCOMPARE(shown(freeId("m", isTaken)), QString::fromLatin1(expected));
        taken.insert(expected);
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::UserPresetsTest)

#include "user_presets_test.moc"
