// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/scenario_store.h"

#include "ui/window_fixture.h"

#include <QSignalSpy>

#include <limits>

namespace longpeak {
namespace {

using namespace test;

class ScenarioStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_store.reset(); }

    void editsClampToTheRange_data();
    void editsClampToTheRange();
    void anEqualValueDoesNothing();
    void aDragIsOneStep();
    void aDragBackToTheStartLeavesNone();
    void gesturesStayApart();
    void anEditAfterAWholeStepIsItsOwnStep_data();
    void anEditAfterAWholeStepIsItsOwnStep();
    void undoAndRedoRestoreTheScenario();
    void undoOfOpeningRestoresTheFile();
    void undoAfterSavingKeepsTheFile();
    void undoBranches();
    void theOldestStepsAreForgotten();
    void refusedTextChangesNothing_data();
    void refusedTextChangesNothing();
    void acceptedTextIsOneStep();
    void resetsToAutomatic();
    void resetsToTheDefault();
    void aModelForgetsItsOverrides();
    void anAcceleratorForgetsItsOverrides();
    void replacesAtOnce();
    void appliesRemedies();
    void referenceFollowsAtShortContext();
    void referenceCanBeNone();
    void pinnedReferenceStays();
    void dirtyAfterEditAndUndo();
    void dirtyAfterSave();
    void openTakesTheFile();
    void openTakesAShippedScenario();
    void badFilesLeaveEverything_data();
    void badFilesLeaveEverything();
    void aFileRemovedBetweenLeavesEverything();
    void saveAndOpenGiveTheSame();
    void saveLeavesNoOtherFile();
    void failedSaveIsAFault_data();
    void failedSaveIsAFault();
    void restoresWithoutAStep();
    void announcesOnceAChange();
    void theCatalogueGrowsAndShrinks();
    void presetsThatGoLeaveTheHistoryWhole();
    void ownPresetsAreSavedWhole();
    void ownPresetsDoNotMoveTheFamilies();

private:
    const Parameter& context = row("context");
    const Parameter& users = row("users");
    ScenarioStore& store() { return *m_store; }
    QString path(const char* name) const { return m_folder->filePath(QString::fromUtf8(name)); }
    double tokens() { return m_store->scenario().context.si(); }

    std::unique_ptr<ScenarioStore> m_store;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void ScenarioStoreTest::init() {
    failOnAnyWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<ScenarioStore>(catalogue(), paper50k());
}

void ScenarioStoreTest::editsClampToTheRange_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("expected");
    for (const Parameter& parameter : parameters()) {
        if (parameter.scale == Scale::Preset) continue;
        const QByteArray id = QByteArray::fromStdString(std::string(parameter.id));
        const double infinity = std::numeric_limits<double>::infinity();
        QTest::addRow("%s below", id.constData()) << QString::fromLatin1(id) << -1e300 << parameter.minimum;
        QTest::addRow("%s above", id.constData())
            << QString::fromLatin1(id) << infinity << maximumOf(parameter, paper50k());
    }
    QTest::addRow("whole") << QStringLiteral("context") << 50000.6 << 50001.0;
}

void ScenarioStoreTest::editsClampToTheRange() {
    QFETCH(QString, id);
    QFETCH(double, value);
    QFETCH(double, expected);
    const Parameter& parameter = row(id.toStdString());
    store().edit(parameter, value);
    NEAR(parameter.get(store().scenario()), expected, 1e-12);
}

void ScenarioStoreTest::anEqualValueDoesNothing() {
    const QSignalSpy changed(&store(), &ScenarioStore::scenarioChanged);
    store().edit(context, 50000);
    store().edit(context, 50000.2); // rounds to the same
    store().edit(row("compression.head"), 0.5);
    QVERIFY(store().editText(context, QStringLiteral("50K")));
    store().reset(context);
    store().replace(paper50k(), QStringLiteral("same"));
    QCOMPARE(changed.count(), 0);
    QCOMPARE(store().history().count(), 0);
    QVERIFY(!store().isDirty());
}

void ScenarioStoreTest::aDragIsOneStep() {
    const QSignalSpy changed(&store(), &ScenarioStore::scenarioChanged);
    for (int i = 1; i <= 50; ++i) store().edit(context, 50000 + 1000 * i, i == 50 ? EditPhase::Final : EditPhase::Drag);
    QCOMPARE(changed.count(), 50);
    QCOMPARE(tokens(), 100000.0);
    QCOMPARE(store().history().count(), 1);
    QCOMPARE(store().history().undoText(), QStringLiteral("Context length"));
    store().history().undo();
    QVERIFY(store().scenario() == paper50k());
    store().history().redo();
    QCOMPARE(tokens(), 100000.0);
}

void ScenarioStoreTest::aDragBackToTheStartLeavesNone() {
    for (const double value : {60e3, 90e3, 70e3}) store().edit(context, value, EditPhase::Drag);
    store().edit(context, 50e3, EditPhase::Final);
    QVERIFY(store().scenario() == paper50k());
    QCOMPARE(store().history().count(), 0);
    QVERIFY(!store().isDirty());
}

void ScenarioStoreTest::gesturesStayApart() {
    store().edit(context, 60e3, EditPhase::Drag);
    store().edit(context, 70e3, EditPhase::Final);
    store().edit(context, 80e3, EditPhase::Drag);
    store().edit(context, 80e3, EditPhase::Final); // the hand lets go where it was
    store().edit(context, 90e3);
    store().edit(users, 7, EditPhase::Drag); // another control, though nothing said that the first was let go
    store().edit(context, 91e3, EditPhase::Drag);
    QCOMPARE(store().history().count(), 5);
    for (const double expected : {90e3, 90e3, 80e3, 70e3, 50e3}) {
        store().history().undo();
        QCOMPARE(tokens(), expected);
    }
    QVERIFY(store().scenario() == paper50k());
}

void ScenarioStoreTest::anEditAfterAWholeStepIsItsOwnStep_data() {
    QTest::addColumn<QString>("step");
    for (const char* step : {"reset", "replace", "open", "text"})
        QTest::addRow("%s", step) << QString::fromLatin1(step);
}

/// The same control moved before and after: the second move is not part of what came between.
void ScenarioStoreTest::anEditAfterAWholeStepIsItsOwnStep() {
    QFETCH(QString, step);
    const Parameter& size = row("model.parameters");
    store().edit(size, 20e9);
    if (step == QLatin1String("reset")) store().reset(size);
    if (step == QLatin1String("replace")) store().replace(paper4k(), QStringLiteral("other"));
    if (step == QLatin1String("open")) QVERIFY(store().open(QStringLiteral("paper-34b-4k")));
    if (step == QLatin1String("text")) QVERIFY(store().editText(size, QStringLiteral("21e9")));
    const Scenario between = store().scenario();
    QCOMPARE(store().history().count(), 2);
    store().edit(size, 25e9, EditPhase::Drag);
    store().edit(size, 26e9, EditPhase::Final);
    QCOMPARE(store().history().count(), 3);
    store().history().undo();
    QVERIFY(store().scenario() == between);
}

void ScenarioStoreTest::undoAndRedoRestoreTheScenario() {
    Random random(20260101);
    std::vector<Scenario> states{store().scenario()};
    for (int i = 0; i < 60; ++i) {
        const Parameter& parameter = parameters()[pick(random, parameters().size())];
        if (parameter.scale == Scale::Preset) continue;
        store().edit(parameter, draw(parameter, random));
        if (store().scenario() != states.back()) states.push_back(store().scenario());
    }
    QVERIFY(states.size() > 20);
    QCOMPARE(store().history().count(), static_cast<int>(states.size()) - 1);
    for (std::size_t i = states.size() - 1; i > 0; --i) {
        store().history().undo();
        QVERIFY(store().scenario() == states[i - 1]);
    }
    for (std::size_t i = 1; i < states.size(); ++i) {
        store().history().redo();
        QVERIFY(store().scenario() == states[i]);
    }
}

void ScenarioStoreTest::undoOfOpeningRestoresTheFile() {
    const QString file = path("other.json");
    writeFile(file, documentOf(paper4k()));
    const QSignalSpy changed(&store(), &ScenarioStore::fileChanged);
    QVERIFY(store().open(file));
    QCOMPARE(store().file(), file);
    QVERIFY(!changed.isEmpty());
    store().history().undo();
    QCOMPARE(store().file(), QString());
    QVERIFY(store().scenario() == paper50k());
    store().history().redo();
    QCOMPARE(store().file(), file);
    QVERIFY(store().scenario() == paper4k());
    QVERIFY(!store().isDirty());
}

/// A save is no step of undo: the scenario goes back, and what is open stays the file just written.
void ScenarioStoreTest::undoAfterSavingKeepsTheFile() {
    store().edit(context, 60e3);
    QVERIFY(store().save(path("saved.json")));
    store().history().undo();
    QCOMPARE(tokens(), 50e3);
    QCOMPARE(store().file(), path("saved.json"));
    QVERIFY(store().isDirty());
    store().history().redo();
    QCOMPARE(store().file(), path("saved.json"));
    QVERIFY(!store().isDirty());
}

void ScenarioStoreTest::undoBranches() {
    store().edit(context, 60e3);
    store().edit(context, 70e3);
    store().history().undo();
    store().edit(users, 9);
    QVERIFY(!store().history().canRedo());
    QCOMPARE(tokens(), 60e3);
    QCOMPARE(store().history().count(), 2);
}

void ScenarioStoreTest::theOldestStepsAreForgotten() {
    for (int i = 1; i <= mostSteps + 10; ++i) store().edit(context, 1000.0 + i);
    QCOMPARE(store().history().count(), mostSteps);
    while (store().history().canUndo()) store().history().undo();
    QCOMPARE(store().scenario().context.si(), 1010.0);
}

void ScenarioStoreTest::refusedTextChangesNothing_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char* id, const char* text, const char* reason) {
        QTest::addRow("%s %s", id, text) << QString::fromLatin1(id) << QString::fromUtf8(text)
                                         << QString::fromUtf8(reason);
    };
    add("context", "many", "'many' is not a number of tokens");
    add("context", "", "'' is not a number of tokens");
    add("context", "100", "must be from 1K to 10M, not 100");
    add("context", "1,5", "'1,5' is not a number of tokens");
    add("context", "40 GB", "'40 GB' is not a number of tokens");
    add("gpus", "1.5", "must be a whole number, not 1.5");
    add("compression.head", "0.5x", "must be from 1× to 256×, not 0.5");
    add("efficiency.prefill", "150 %", "must be from 1 % to 100 %, not 150 %");
    add("context", "nan", "'nan' is not a number of tokens");
    add("dtype.kv", "fp7", "must be one of bf16, fp16, fp8, int8, int4, fp4, mxfp4, nvfp4, not 'fp7'");
    add("model", "yi-34b-200", "there is no model 'yi-34b-200'; did you mean 'yi-34b-200k'?");
    add("model", "/no/such/file.json", "no such file");
}

void ScenarioStoreTest::refusedTextChangesNothing() {
    QFETCH(QString, id);
    QFETCH(QString, text);
    QFETCH(QString, reason);
    store().edit(users, 5);
    const Scenario before = store().scenario();
    const QSignalSpy changed(&store(), &ScenarioStore::scenarioChanged);
    const auto set = store().editText(row(id.toStdString()), text);
    QVERIFY(!set);
    QVERIFY2(shown(set.faults().front().reason.english()).contains(reason),
             set.faults().front().reason.english().c_str());
    QVERIFY(store().scenario() == before);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(store().history().count(), 1);
}

void ScenarioStoreTest::acceptedTextIsOneStep() {
    QVERIFY(store().editText(context, QStringLiteral("  128K ")));
    QCOMPARE(tokens(), 128e3);
    QVERIFY(store().editText(context, QStringLiteral("1.5M")));
    QCOMPARE(tokens(), 1.5e6);
    QVERIFY(store().editText(row("accelerator.memory"), QStringLiteral("40 GB")));
    QCOMPARE(memoryPerGpu(store().scenario()).si(), 40e9);
    QVERIFY(store().editText(row("compression.token"), QStringLiteral("4x")));
    QCOMPARE(store().scenario().compression.token, 4.0);
    QVERIFY(store().editText(row("efficiency.link"), QStringLiteral("50 %")));
    QCOMPARE(store().scenario().efficiency.link, 0.5);
    QVERIFY(store().editText(row("dtype.weights"), QStringLiteral("int4")));
    QCOMPARE(store().scenario().precision.weights, Dtype::Int4);
    QVERIFY(store().editText(row("accelerator"), QStringLiteral("h100-sxm")));
    QCOMPARE(shown(store().scenario().deployment.accelerator.id), QStringLiteral("h100-sxm"));
    QCOMPARE(store().history().count(), 7);
}

void ScenarioStoreTest::resetsToAutomatic() {
    const Parameter& link = row("link.bandwidth");
    QVERIFY(link.isSet(store().scenario()));
    store().reset(link);
    QVERIFY(!link.isSet(store().scenario()));
    QCOMPARE(link.get(store().scenario()), 32e9); // the line rate of PCIe 4.0 x16
    QCOMPARE(store().history().undoText(), QStringLiteral("Reset Host link"));
    store().history().undo();
    QCOMPARE(link.get(store().scenario()), 20e9);
    for (const Parameter& parameter : parameters()) {
        if (!parameter.isAutomatic()) continue;
        store().edit(parameter, parameter.maximum);
        QVERIFY(parameter.isSet(store().scenario()));
        store().reset(parameter);
        QVERIFY(!parameter.isSet(store().scenario()));
    }
}

void ScenarioStoreTest::resetsToTheDefault() {
    for (const Parameter& parameter : parameters()) {
        if (parameter.isAutomatic() || parameter.scale == Scale::Preset) continue;
        store().edit(parameter, parameter.maximum);
        store().reset(parameter);
        QCOMPARE(parameter.get(store().scenario()), parameter.fallback);
    }
}

void ScenarioStoreTest::aModelForgetsItsOverrides() {
    store().edit(row("paper.attention_coefficient"), 1234);
    const Scenario before = store().scenario();
    QVERIFY(before.parameters.has_value());
    QVERIFY(store().editText(row("model"), QStringLiteral("llama-3-70b")));
    QCOMPARE(shown(store().scenario().model.id), QStringLiteral("llama-3-70b"));
    QVERIFY(!store().scenario().parameters);
    QVERIFY(!store().scenario().attentionCoefficient);
    QVERIFY(store().scenario().architecture == store().scenario().model.architecture);
    QCOMPARE(tokens(), 50e3);
    store().history().undo();
    QVERIFY(store().scenario() == before);
}

void ScenarioStoreTest::anAcceleratorForgetsItsOverrides() {
    store().edit(row("accelerator.memory"), 40e9);
    const Scenario before = store().scenario();
    QVERIFY(store().editText(row("accelerator"), QStringLiteral("h100-sxm")));
    QVERIFY(store().scenario().deployment.overrides == AcceleratorOverrides{});
    QVERIFY(store().scenario().model == before.model);
    store().history().undo();
    QVERIFY(store().scenario() == before);
}

void ScenarioStoreTest::replacesAtOnce() {
    const QSignalSpy changed(&store(), &ScenarioStore::scenarioChanged);
    Random random(7);
    const Scenario other = randomScenario(random);
    store().replace(other, QStringLiteral("Another"));
    QVERIFY(store().scenario() == other);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(store().history().undoText(), QStringLiteral("Another"));
    store().history().undo();
    QVERIFY(store().scenario() == paper50k());
}

void ScenarioStoreTest::appliesRemedies() {
    const Scenario tooLong = with(paper50k(), "context", 200e3);
    const auto changes = remedies(tooLong, catalogue());
    QVERIFY(changes.size() >= 3);
    for (const Remedy& remedy : changes) {
        store().replace(tooLong, QStringLiteral("200K"));
        QVERIFY(!evaluate(store().scenario()).fits);
        store().apply(remedy);
        QVERIFY(evaluate(store().scenario()).fits);
        store().history().undo();
        QVERIFY(store().scenario() == tooLong);
    }
}

void ScenarioStoreTest::referenceFollowsAtShortContext() {
    QCOMPARE(store().referenceKind(), ReferenceKind::ShortContext);
    store().edit(users, 11);
    QVERIFY(*store().reference() == with(store().scenario(), "context", 4000));
}

void ScenarioStoreTest::referenceCanBeNone() {
    const QSignalSpy changed(&store(), &ScenarioStore::referenceChanged);
    store().setReference(ReferenceKind::None);
    QVERIFY(!store().reference());
    store().setReference(ReferenceKind::None);
    QCOMPARE(changed.count(), 1);
}

void ScenarioStoreTest::pinnedReferenceStays() {
    const QSignalSpy changed(&store(), &ScenarioStore::referenceChanged);
    const QSignalSpy scenario(&store(), &ScenarioStore::scenarioChanged);
    store().pinReference(store().scenario());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(scenario.count(), 0);
    QVERIFY(store().editText(row("model"), QStringLiteral("llama-3-8b")));
    QVERIFY(*store().reference() == paper50k());
    store().setReference(ReferenceKind::ShortContext);
    store().setReference(ReferenceKind::Pinned);
    QVERIFY(*store().reference() == paper50k());
}

void ScenarioStoreTest::dirtyAfterEditAndUndo() {
    const QSignalSpy changed(&store(), &ScenarioStore::fileChanged);
    QVERIFY(!store().isDirty());
    store().edit(context, 60e3);
    QVERIFY(store().isDirty());
    QCOMPARE(changed.count(), 1);
    store().edit(context, 70e3);
    QCOMPARE(changed.count(), 1); // still edited
    store().edit(context, 50e3);  // by hand back to what was opened
    QVERIFY(!store().isDirty());
    QCOMPARE(changed.count(), 2);
    store().history().undo();
    QVERIFY(store().isDirty());
    store().history().setIndex(0);
    QVERIFY(!store().isDirty());
}

void ScenarioStoreTest::dirtyAfterSave() {
    store().edit(context, 60e3);
    const QSignalSpy changed(&store(), &ScenarioStore::fileChanged);
    QVERIFY(store().save(path("a.json")));
    QVERIFY(!store().isDirty());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(store().file(), path("a.json"));
    store().edit(users, 8);
    QVERIFY(store().isDirty());
    store().history().undo();
    QVERIFY(!store().isDirty());
}

void ScenarioStoreTest::openTakesTheFile() {
    writeFile(path("a.json"), documentOf(with(paper4k(), "users", 12)));
    QVERIFY(store().open(path("a.json")));
    QCOMPARE(store().scenario().session.users, 12.0);
    QVERIFY(!store().isDirty());
    QCOMPARE(store().history().count(), 1);
    store().edit(context, 5e3);
    QVERIFY(store().isDirty());
}

void ScenarioStoreTest::openTakesAShippedScenario() {
    for (const ShippedScenario& shipped : catalogue().scenarios) {
        QVERIFY(store().open(QString::fromStdString(shipped.id)));
        QVERIFY(store().scenario() == scenarioOf(shipped.id));
        QVERIFY(store().file().isEmpty()); // saving asks for a place
        QVERIFY(!store().isDirty());
    }
}

void ScenarioStoreTest::badFilesLeaveEverything_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("reason");
    const QByteArray good = documentOf(paper4k());
    const auto add = [](const char* name, const QByteArray& content, const char* pointer, const char* reason) {
        QTest::newRow(name) << content << QString::fromLatin1(pointer) << QString::fromLatin1(reason);
    };
    add("empty", "", "/", "empty");
    add("truncated", good.left(good.size() / 2), "/", "");
    add("no JSON", "Longpeak", "/", "");
    add("another format", R"({"format": "recipe", "version": 1})", "/format", "");
    add("a later version", R"({"format": "longpeak-scenario", "version": 99})", "/version", "");
    const QByteArray head = R"({"format": "longpeak-scenario", "version": 1, "model": {"preset": "yi-34b-200k"},
                               "accelerator": {"preset": "a100-sxm-80g"}, )";
    add("unknown key", head + R"("contxt": 4000})", "/contxt", "is not a known key");
    add("wrong type", head + R"("context": "4K"})", "/context", "must be a number, not string");
    add("out of range", head + R"("users": 0})", "/users", "must be from");
    add("unknown model", R"({"format": "longpeak-scenario", "version": 1, "model": {"preset": "yi-35b-200k"},
                             "accelerator": {"preset": "a100-sxm-80g"}})",
        "/model/preset", "yi-34b-200k");
    add("a directory", {}, "/", "directory");
    add("missing", {}, "/", "no such file");
}

void ScenarioStoreTest::badFilesLeaveEverything() {
    QFETCH(QByteArray, content);
    QFETCH(QString, pointer);
    QFETCH(QString, reason);
    QVERIFY(store().save(path("mine.json")));
    store().edit(context, 60e3);
    const Scenario before = store().scenario();
    QString bad = path("bad.json");
    const QString kind = QString::fromLatin1(QTest::currentDataTag());
    if (kind == QLatin1String("a directory"))
        QVERIFY(QDir().mkpath(bad));
    else if (kind != QLatin1String("missing"))
        writeFile(bad, content);
    const QSignalSpy scenario(&store(), &ScenarioStore::scenarioChanged);
    const QSignalSpy file(&store(), &ScenarioStore::fileChanged);
    const auto opened = store().open(bad);
    QVERIFY(!opened);
    QCOMPARE(shown(opened.faults().front().file), bad);
    QCOMPARE(shown(opened.faults().front().pointer), pointer);
    QVERIFY2(shown(opened.faults().front().reason.english()).contains(reason),
             opened.faults().front().reason.english().c_str());
    QVERIFY(store().scenario() == before);
    QCOMPARE(store().file(), path("mine.json"));
    QVERIFY(store().isDirty());
    QCOMPARE(store().history().count(), 1);
    QVERIFY(store().history().canUndo());
    QCOMPARE(scenario.count() + file.count(), 0);
}

void ScenarioStoreTest::aFileRemovedBetweenLeavesEverything() {
    QVERIFY(store().save(path("gone.json")));
    QVERIFY(store().open(path("gone.json")));
    store().edit(context, 60e3);
    QVERIFY(QFile::remove(path("gone.json")));
    const Scenario before = store().scenario();
    QVERIFY(!store().open(path("gone.json")));
    QVERIFY(store().scenario() == before);
    QCOMPARE(store().file(), path("gone.json"));
    QCOMPARE(store().history().count(), 1);
    QVERIFY(store().save(store().file())); // and it can be written anew
    QVERIFY(!store().isDirty());
}

void ScenarioStoreTest::saveAndOpenGiveTheSame() {
    Random random(20260102);
    for (int i = 0; i < 50; ++i) {
        Scenario scenario = randomScenario(random);
        store().replace(scenario, QStringLiteral("random"));
        const QString file = path("Größe \"quoted\" 🙂.json");
        QVERIFY(store().save(file));
        store().replace(paper50k(), QStringLiteral("other"));
        QVERIFY(store().open(file));
        scenario.name = "Größe \"quoted\" 🙂"; // a new file gives its name, and
        scenario.note = {};                        // what was said of the scenario before it was edited stays behind
        QCOMPARE(store().scenario().name, scenario.name);
        QCOMPARE(store().scenario().note, scenario.note);
        QVERIFY(store().scenario() == scenario);
    }
}

void ScenarioStoreTest::saveLeavesNoOtherFile() {
    for (const double value : {10e3, 20e3, 30e3}) {
        store().edit(context, value);
        QVERIFY(store().save(path("only.json")));
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{QStringLiteral("only.json")});
    QVERIFY(contentOf(path("only.json")) == documentOf(store().scenario()));
}

void ScenarioStoreTest::failedSaveIsAFault_data() {
    QTest::addColumn<QString>("place");
    QTest::newRow("in a folder that is not there") << QStringLiteral("no/such/folder/a.json");
    QTest::newRow("a folder") << QStringLiteral("folder");
    QTest::newRow("in a file") << QStringLiteral("mine.json/a.json");
    QTest::newRow("nowhere") << QString();
}

void ScenarioStoreTest::failedSaveIsAFault() {
    QFETCH(QString, place);
    QVERIFY(QDir().mkpath(path("folder")));
    QVERIFY(store().save(path("mine.json")));
    const QByteArray before = contentOf(path("mine.json"));
    store().edit(context, 60e3);
    const QSignalSpy changed(&store(), &ScenarioStore::fileChanged);
    const QString target = place.isEmpty() ? QString() : m_folder->filePath(place);
    const auto saved = store().save(target);
    QVERIFY(!saved);
    QCOMPARE(shown(saved.faults().front().file), target);
    QVERIFY(shown(saved.faults().front().reason.english()).startsWith(QStringLiteral("cannot be written: ")));
    QVERIFY(saved.faults().front().reason.english().size() > sizeof("cannot be written: "));
    QCOMPARE(contentOf(path("mine.json")), before);
    QCOMPARE(store().file(), path("mine.json"));
    QVERIFY(store().isDirty());
    QCOMPARE(changed.count(), 0);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             (QStringList{QStringLiteral("folder"), QStringLiteral("mine.json")}));
    QVERIFY(QDir(path("folder")).isEmpty());
}

void ScenarioStoreTest::restoresWithoutAStep() {
    writeFile(path("a.json"), documentOf(paper4k()));
    store().restore(paper4k(), path("a.json"));
    QVERIFY(store().scenario() == paper4k());
    QCOMPARE(store().file(), path("a.json"));
    QVERIFY(!store().isDirty());
    QCOMPARE(store().history().count(), 0);
    store().restore(paper50k(), path("a.json"));
    QVERIFY(store().isDirty()); // the file on disk is another one
    store().restore(paper50k(), path("gone.json"));
    QVERIFY(store().isDirty());
}

void ScenarioStoreTest::announcesOnceAChange() {
    const QSignalSpy changed(&store(), &ScenarioStore::scenarioChanged);
    store().edit(context, 60e3);
    QCOMPARE(changed.count(), 1);
    store().history().undo();
    QCOMPARE(changed.count(), 2);
    QVERIFY(store().open(QStringLiteral("paper-34b-4k")));
    QCOMPARE(changed.count(), 3);
    store().reset(row("link.bandwidth"));
    QCOMPARE(changed.count(), 4);
}

Model ownModel() {
    Model model = *catalogue().model("yi-34b-200k");
    model.id = "mine";
    model.name = "Mine";
    model.architecture.groups.front().attention.kvHeads = 4;
    return model;
}

void ScenarioStoreTest::theCatalogueGrowsAndShrinks() {
    const QSignalSpy changed(&store(), &ScenarioStore::catalogueChanged);
    const QSignalSpy scenarioChanged(&store(), &ScenarioStore::scenarioChanged);
    QVERIFY(!store().editText(row("model"), QStringLiteral("mine")));
    store().addOwn(ownModel());
    QCOMPARE(changed.count(), 1);
    QVERIFY(store().editText(row("model"), QStringLiteral("mine")));
    QVERIFY(store().scenario().model == ownModel());
    Model other = ownModel();
    other.architecture.hidden = 4096;
    store().addOwn(other); // in the place of the first
    QCOMPARE(changed.count(), 2);
    QVERIFY(store().catalogue().ownModels == std::vector{other});
    QVERIFY(store().scenario().model == ownModel()); // the scenario keeps what was chosen
    Accelerator accelerator = *catalogue().accelerator("h100-sxm");
    accelerator.id = "mine";
    store().addOwn(accelerator);
    QCOMPARE(changed.count(), 3);
    store().removeOwnModel("mine");
    QVERIFY(store().catalogue().ownModels.empty());
    QVERIFY(store().catalogue().ownAccelerators == std::vector{accelerator});
    store().removeOwnAccelerator("mine");
    QCOMPARE(changed.count(), 5);
    store().removeOwnModel("mine"); // none of that id
    store().removeOwnAccelerator("h100-sxm");
    QCOMPARE(changed.count(), 5);
    QVERIFY(store().catalogue().accelerator("h100-sxm") != nullptr);
    QCOMPARE(scenarioChanged.count(), 1); // by the choice alone
    QCOMPARE(store().history().count(), 1);
}

void ScenarioStoreTest::presetsThatGoLeaveTheHistoryWhole() {
    store().addOwn(ownModel());
    QVERIFY(store().editText(row("model"), QStringLiteral("mine")));
    const Scenario chosen = store().scenario();
    store().edit(row("model.parameters"), 20e9);
    const Scenario resized = store().scenario();
    store().removeOwnModel("mine");
    store().history().undo();
    QVERIFY(store().scenario() == chosen);
    store().history().undo();
    QVERIFY(store().scenario() == paper50k());
    store().history().redo();
    store().history().redo();
    QVERIFY(store().scenario() == resized);
}

void ScenarioStoreTest::ownPresetsAreSavedWhole() {
    store().addOwn(ownModel());
    QVERIFY(store().editText(row("model"), QStringLiteral("mine")));
    QVERIFY(store().save(path("own.json")));
    const auto elsewhere = openScenario(path("own.json").toStdString(), catalogue());
    QVERIFY(elsewhere);
    QVERIFY(elsewhere->model == ownModel());
    QVERIFY(*elsewhere == store().scenario());
}

/// What a family's members are scaled to is the same with and without presets of the user's.
void ScenarioStoreTest::ownPresetsDoNotMoveTheFamilies() {
    store().edit(row("model.parameters"), 15e9);
    const Scenario before = store().scenario();
    store().history().undo();
    store().addOwn(ownModel()); // of the family
    store().edit(row("model.parameters"), 15e9);
    QVERIFY(store().scenario() == before);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ScenarioStoreTest)

#include "scenario_store_test.moc"
