// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/model_editor.h"

#include "editor/group_editor.h"
#include "preset/preset_file.h"
#include "state/user_presets.h"
#include "ui/editor/editor_fixture.h"

#include <QFileInfo>
#include <QListWidget>
#include <QPointer>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTemporaryDir>

namespace longpeak {
namespace {

using namespace test;

class ModelEditorTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }

    void opensOnWhatIsChosen();
    void everyShippedModelSurvives();
    void everyFieldOfTheModelIsTaken();
    void fewerKvHeads();
    void faultsStandAtTheirFields_data();
    void faultsStandAtTheirFields();
    void faultsOfAnotherGroupAreFound();
    void faultsOfAnotherPageAreFound();
    void groupsAreAddedAndRemoved();
    void everyKindShowsItsFields_data();
    void everyKindShowsItsFields();
    void kindsAreChosenByKeyboard();
    void experts();
    void selectionAsksForAnIndexer();
    void wheelOverAKindScrolls();
    void aResizedModelIsWhatIsEdited();
    void anOwnOneIsSavedInItsPlace();
    void aRestartFindsIt();
    void deletedWhileUndoRemembersIt();
    void scenariosWithItOpenElsewhere();
    void keyboard();

private:
    TestWindow& window() { return *m_window; }
    const Scenario& scenario() { return now(**m_window); }
    ModelEditor& editor() {
        auto* open = openEditor<ModelEditor>(window());
        if (open == nullptr) qFatal("no editor is open");
        return *open;
    }
    QLineEdit& field(const QString& pointer) { return part<QLineEdit>(editor(), pointer); }
    /// The group that is shown.
    GroupEditor& group() {
        return *part<QStackedWidget>(editor(), QStringLiteral("group")).currentWidget()->findChild<GroupEditor*>();
    }
    QLineEdit& groupField(const QString& pointer) { return part<QLineEdit>(group(), pointer); }
    QListWidget& groups() { return part<QListWidget>(editor(), QStringLiteral("groups")); }
    bool openByButton() {
        click(*window(), QStringLiteral("model.edit"));
        return waitForEditor(window());
    }
    bool openOn(const char* id) {
        Scenario s = paper50k();
        chooseModel(s, *catalogue().model(id));
        window()->store().replace(s, QStringLiteral("another"));
        return QTest::qWaitFor([this] { return isCurrent(*window()); }) && openByButton();
    }
    void save() {
        const QPointer<QDialog> dialog = &editor();
        click(editor(), QStringLiteral("save"));
        QTRY_VERIFY(dialog.isNull());
    }
    void choose(const QString& pointer, int index) {
        auto& list = part<QComboBox>(group(), pointer);
        list.setFocus();
        while (list.currentIndex() < index) QTest::keyClick(&list, Qt::Key_Down);
        while (list.currentIndex() > index) QTest::keyClick(&list, Qt::Key_Up);
    }
    std::unique_ptr<TestWindow> m_window;
};

const QString ownId = QStringLiteral("yi-34b-200k-own");
const QString ownName = QStringLiteral("Yi-34B-200K (own)");

void ModelEditorTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
}

void ModelEditorTest::opensOnWhatIsChosen() {
    QVERIFY(openByButton());
    QVERIFY(editor().isModal());
    QCOMPARE(field(QStringLiteral("/name")).text(), ownName);
    QCOMPARE(field(QStringLiteral("/id")).text(), ownId);
    QCOMPARE(field(QStringLiteral("/hidden")).text(), QStringLiteral("7168"));
    QCOMPARE(field(QStringLiteral("/vocabulary")).text(), QStringLiteral("64\u202f000"));
    QCOMPARE(field(QStringLiteral("/max_context")).text(), QStringLiteral("200\u202f000"));
    QCOMPARE(field(QStringLiteral("/published_parameters")).text(), QString()); // no one published this one
    QCOMPARE(groups().count(), 1);
    QCOMPARE(groups().item(0)->text(), QStringLiteral("60 × full, GQA 56→8 × 128 · dense 20\u202f480"));
    QCOMPARE(groupField(QStringLiteral("/layers")).text(), QStringLiteral("60"));
    QCOMPARE(groupField(QStringLiteral("/attention/kv_heads")).text(), QStringLiteral("8"));
    QVERIFY(!part<QPushButton>(editor(), QStringLiteral("removeGroup")).isEnabled()); // the only one
    // The paper's round size is not the model's.
    QCOMPARE(part<QLabel>(editor(), QStringLiteral("notices")).text(),
             QStringLiteral("The size set by hand, 34 B, is no part of a preset: its parameters are counted from its "
                            "layers."));
    QCOMPARE(effect(editor(), QStringLiteral("model_parameters")), QStringLiteral("34.4 B"));
    QCOMPARE(effect(editor(), QStringLiteral("model_parameters.was")), QStringLiteral("now 34 B"));
    QVERIFY(canSave(editor()));
    QVERIFY(scenario() == paper50k());
}

/// Shown and taken back, nothing of it is lost, whatever its kinds.
void ModelEditorTest::everyShippedModelSurvives() {
    const EditorSetup setup{.scenario = paper50k(),
                            .notices = {},
                            .whyNotId = [](const std::string&) { return Text(); },
                            .freeId = [](const std::string& wanted) { return wanted; }};
    for (Model expected : catalogue().models) {
        ModelEditor editor(expected, setup, nullptr);
        QVERIFY2(canSave(editor), qPrintable(faultLine(editor)));
        editor.show();
        // An edit of the model and one of each group make every field be read.
        enter(part<QLineEdit>(editor, QStringLiteral("/hidden")), QStringLiteral("1024"));
        expected.architecture.hidden = 1024;
        auto& list = part<QListWidget>(editor, QStringLiteral("groups"));
        QCOMPARE(list.count(), static_cast<int>(expected.architecture.groups.size()));
        for (int i = 0; i < list.count(); ++i) {
            list.setCurrentRow(i);
            const auto* group = part<QStackedWidget>(editor, QStringLiteral("group")).currentWidget();
            enter(part<QLineEdit>(*group, QStringLiteral("/layers")), QString::number(i + 3));
            expected.architecture.groups[static_cast<std::size_t>(i)].layers = i + 3;
        }
        QVERIFY2(canSave(editor), qPrintable(faultLine(editor)));
        QVERIFY2(editor.preset() == expected, expected.id.c_str());
    }
}

void ModelEditorTest::everyFieldOfTheModelIsTaken() {
    QVERIFY(openByButton());
    const std::pair<const char*, const char*> top[] = {
        {"/name", "Mine"}, {"/id", "mine"}, {"/hidden", "4096"}, {"/vocabulary", "128K"}, {"/extra_tables", "1000"}};
    for (const auto& [pointer, text] : top) enter(field(QLatin1String(pointer)), QLatin1String(text));
    QTest::mouseClick(&part<QAbstractButton>(editor(), QStringLiteral("/tied_embeddings")), Qt::LeftButton, {}, {8, 8});
    auto& pages = part<QTabWidget>(editor(), QStringLiteral("pages"));
    pages.setCurrentIndex(1);
    const std::pair<const char*, const char*> about[] = {{"/developer", "Me"},
                                                         {"/family", "none"},
                                                         {"/max_context", "1M"},
                                                         {"/native_dtype", "fp8"},
                                                         {"/published_parameters", "7.5 B"},
                                                         {"/published_active_parameters", "7 B"},
                                                         {"/published_note", "rounded"},
                                                         {"/confidence", "paper"}};
    for (const auto& [pointer, text] : about) enter(field(QLatin1String(pointer)), QLatin1String(text));
    QVERIFY2(canSave(editor()), qPrintable(faultLine(editor())));
    save();
    Model expected = *catalogue().model("yi-34b-200k");
    expected.id = "mine";
    expected.name = "Mine";
    expected.architecture.hidden = 4096;
    expected.architecture.vocabulary = 128000;
    expected.architecture.extraTables = 1000;
    expected.architecture.tiedEmbeddings = true;
    expected.developer = "Me";
    expected.family = "none";
    expected.maxContext = Tokens(1e6);
    expected.nativeDtype = "fp8";
    expected.publishedParameters = 7.5e9;
    expected.publishedActiveParameters = 7e9;
    expected.publishedNote = "rounded";
    expected.confidence = "paper";
    expected.sources.insert(expected.sources.begin(), {"edited from", "yi-34b-200k"});
    QVERIFY(scenario().model == expected);
    QVERIFY(*readModelFile(userModelFile("mine").toStdString()) == expected);
}

/// 4 KV heads in place of 8: 60·4·128·2 elements of 2 bytes = 122 880 bytes a token, 6.144e9 at 50 K. Each layer loses
/// 2·7168·512 weights: 34 388 917 248 − 440 401 920 = 33 948 515 328 parameters, of which the table's 458 752 000 are not
/// used per token. (85 899 345 920 − 2·33 948 515 328) / 6.144e9 = 2.93 users.
void ModelEditorTest::fewerKvHeads() {
    QVERIFY(openByButton());
    auto& heads = groupField(QStringLiteral("/attention/kv_heads"));
    heads.setFocus();
    heads.selectAll();
    QTest::keyClicks(&heads, QStringLiteral("4")); // while it is typed
    QCOMPARE(effect(editor(), QStringLiteral("model_parameters")), QStringLiteral("33.9 B"));
    QCOMPARE(effect(editor(), QStringLiteral("model_active_parameters")), QStringLiteral("33.5 B"));
    QCOMPARE(effect(editor(), QStringLiteral("kv_bytes_per_token")), QStringLiteral("123 KB/token"));
    QCOMPARE(effect(editor(), QStringLiteral("kv_bytes_per_token.was")), QStringLiteral("now 246 KB/token"));
    QCOMPARE(effect(editor(), QStringLiteral("kv_bytes_per_user")), QStringLiteral("6.14 GB"));
    QCOMPARE(effect(editor(), QStringLiteral("ceiling_users")), QStringLiteral("2 users"));
    QCOMPARE(groups().item(0)->text(), QStringLiteral("60 × full, GQA 56→4 × 128 · dense 20\u202f480"));
    save();
    QCOMPARE(scenario().model.architecture.groups.front().attention.kvHeads, 4.0);
    QVERIFY(scenario().architecture == scenario().model.architecture);
    QCOMPARE(parameterCount(scenario().model.architecture), 33948515328.0);
    QVERIFY(isNear(evaluate(scenario()).memory.ceiling, 2.9299, 1e-4));
    QCOMPARE(window()->store().history().count(), 1);
    QTRY_VERIFY(isCurrent(*window()));
    QCOMPARE(entries(window(), QStringLiteral("model")).front(), ownName);
    QCOMPARE(part<QComboBox>(*window(), QStringLiteral("model.list")).currentText(), ownName);
    const auto onDisk = readModelFile(userModelFile(ownId.toStdString()).toStdString());
    QVERIFY(onDisk && *onDisk == scenario().model);
    window().trigger(QStringLiteral("undo"));
    QVERIFY(scenario() == paper50k());
}

void ModelEditorTest::faultsStandAtTheirFields_data() {
    QTest::addColumn<bool>("inGroup");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char* name, const char* pointer, const char* text, const char* reason) {
        const bool inGroup = QByteArray(pointer).count('/') > 1 || QByteArray(pointer) == "/layers" ||
                             QByteArray(pointer) == "/norms";
        QTest::newRow(name) << inGroup << QString::fromLatin1(pointer) << QString::fromUtf8(text)
                            << QString::fromUtf8(reason);
    };
    add("no width", "/hidden", "0", "must be from 1 to 1\u202f000\u202f000, not 0");
    add("half a row", "/vocabulary", "10.5", "must be a whole number, not 10.5");
    add("no number", "/vocabulary", "many", "is not a number such as 4096");
    add("no layers", "/layers", "", "must be given");
    add("too many KV heads", "/attention/kv_heads", "57", "must not be more than “Query heads”");
    add("no head", "/attention/head_dim", "0", "must be from 1 to 100\u202f000, not 0");
    add("negative", "/feed_forward/intermediate", "-1", "must not be negative");
    add("half a norm", "/norms", "0.5", "must be a whole number, not 0.5");
}

void ModelEditorTest::faultsStandAtTheirFields() {
    QFETCH(bool, inGroup);
    QFETCH(QString, pointer);
    QFETCH(QString, text);
    QFETCH(QString, reason);
    QVERIFY(openByButton());
    QWidget& place = inGroup ? static_cast<QWidget&>(group()) : editor();
    auto& line = part<QLineEdit>(place, pointer);
    const QString before = line.text();
    enter(line, text);
    QCOMPARE(reasonAt(place, pointer), reason);
    QVERIFY(!canSave(editor()));
    QVERIFY2(faultLine(editor()).endsWith(reason), qPrintable(faultLine(editor())));
    QCOMPARE(effect(editor(), QStringLiteral("model_parameters")), QStringLiteral("—"));
    enter(line, before);
    QCOMPARE(reasonAt(place, pointer), QString());
    QVERIFY(canSave(editor()));
}

void ModelEditorTest::faultsOfAnotherGroupAreFound() {
    QVERIFY(openOn("deepseek-v3"));
    QCOMPARE(groups().count(), 2);
    groups().setCurrentRow(1);
    enter(groupField(QStringLiteral("/feed_forward/active")), QStringLiteral("257"));
    groups().setCurrentRow(0);
    QCOMPARE(faultLine(editor()), QStringLiteral("Group 2: Active must not be more than experts"));
    QCOMPARE(groups().item(1)->foreground().color(), themeOf(Appearance::Light).danger);
    QVERIFY(groups().item(0)->foreground().color() != themeOf(Appearance::Light).danger);
    click(editor(), QStringLiteral("fault"));
    QCOMPARE(groups().currentRow(), 1);
    QCOMPARE(editor().focusWidget(), &groupField(QStringLiteral("/feed_forward/active")));
    enter(groupField(QStringLiteral("/feed_forward/active")), QStringLiteral("8"));
    QVERIFY(canSave(editor()));
    QVERIFY(groups().item(1)->foreground().color() != themeOf(Appearance::Light).danger);
}

void ModelEditorTest::faultsOfAnotherPageAreFound() {
    QVERIFY(openByButton());
    auto& pages = part<QTabWidget>(editor(), QStringLiteral("pages"));
    pages.setCurrentIndex(1);
    enter(field(QStringLiteral("/max_context")), QStringLiteral("forever"));
    auto& sources = part<QPlainTextEdit>(editor(), QStringLiteral("/sources"));
    sources.selectAll();
    QTest::keyClick(&sources, Qt::Key_Delete);
    QCOMPARE(reasonAt(editor(), QStringLiteral("/sources")), QStringLiteral("must not be empty"));
    pages.setCurrentIndex(0);
    QCOMPARE(faultLine(editor()), QStringLiteral("Longest context is not a number such as 4096, 128K · 1 more"));
    click(editor(), QStringLiteral("fault"));
    QCOMPARE(pages.currentIndex(), 1);
    QCOMPARE(editor().focusWidget(), &field(QStringLiteral("/max_context")));
}

void ModelEditorTest::groupsAreAddedAndRemoved() {
    QVERIFY(openByButton());
    click(editor(), QStringLiteral("duplicateGroup"));
    QCOMPARE(groups().count(), 2);
    QCOMPARE(groups().currentRow(), 1);
    QCOMPARE(groups().item(1)->text(), groups().item(0)->text());
    enter(groupField(QStringLiteral("/layers")), QStringLiteral("4"));
    choose(QStringLiteral("/attention/kind"), static_cast<int>(AttentionKind::Window));
    QCOMPARE(groups().item(1)->text(), QStringLiteral("4 × window 4096, GQA 56→8 × 128 · dense 20\u202f480"));
    click(editor(), QStringLiteral("addGroup"));
    QCOMPARE(groups().count(), 3);
    QCOMPARE(groups().currentRow(), 2);
    QVERIFY(groups().item(2)->text().startsWith(QStringLiteral("1 × full")));
    QVERIFY2(canSave(editor()), qPrintable(faultLine(editor())));
    groups().setCurrentRow(0);
    click(editor(), QStringLiteral("removeGroup"));
    QCOMPARE(groups().count(), 2);
    QCOMPARE(groupField(QStringLiteral("/layers")).text(), QStringLiteral("4"));
    save();
    QCOMPARE(scenario().model.architecture.groups.size(), std::size_t{2});
    QCOMPARE(scenario().model.architecture.groups[0].attention.window, 4096.0);
    QCOMPARE(scenario().model.architecture.groups[0].layers, 4.0);
    QCOMPARE(scenario().model.architecture.groups[1].layers, 1.0);
}

void ModelEditorTest::everyKindShowsItsFields_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QStringList>("fields");
    const auto add = [](const char* name, AttentionKind kind, const char* fields) {
        QStringList pointers;
        for (const QString& key : QString::fromLatin1(fields).split(QLatin1Char(' ')))
            pointers << QStringLiteral("/attention/") + key;
        QTest::newRow(name) << static_cast<int>(kind) << pointers;
    };
    add("full", AttentionKind::Full,
        "kind query_heads kv_heads head_dim value_dim selection/tokens shared key_is_value output_gate qkv_bias "
        "qk_norm");
    add("window", AttentionKind::Window,
        "kind window query_heads kv_heads head_dim value_dim shared key_is_value output_gate qkv_bias qk_norm");
    add("chunked", AttentionKind::Chunked,
        "kind window query_heads kv_heads head_dim value_dim shared key_is_value output_gate qkv_bias qk_norm");
    add("latent", AttentionKind::Latent,
        "kind query_heads kv_rank rope_dim nope_dim value_dim query_rank selection/tokens shared");
    add("recurrent", AttentionKind::Recurrent,
        "kind form input_width output_width inner_matrices vectors state state_bytes flop_per_state_element");
    add("none", AttentionKind::None, "kind");
}

void ModelEditorTest::everyKindShowsItsFields() {
    QFETCH(int, kind);
    QFETCH(QStringList, fields);
    QVERIFY(openByButton());
    choose(QStringLiteral("/attention/kind"), kind);
    QStringList shownOnes;
    for (const Field* each : group().fields())
        if (!each->isHidden() && each->spec().pointer.startsWith(QStringLiteral("/attention/")))
            shownOnes << each->spec().pointer;
    QCOMPARE(shownOnes, fields);
    if (kind == static_cast<int>(AttentionKind::None)) { // in the only group
        QVERIFY(!canSave(editor()));
        QVERIFY2(faultLine(editor()).contains(QStringLiteral("no layer that keeps a cache")),
                 qPrintable(faultLine(editor())));
        return;
    }
    QVERIFY2(canSave(editor()), qPrintable(faultLine(editor()))); // with what it needs filled in
    save();
    QCOMPARE(static_cast<int>(scenario().model.architecture.groups.front().attention.kind), kind);
}

void ModelEditorTest::kindsAreChosenByKeyboard() {
    QVERIFY(openByButton());
    auto& kinds = part<QComboBox>(group(), QStringLiteral("/attention/kind"));
    kinds.setFocus();
    QTest::keyClicks(&kinds, QStringLiteral("lat"));
    QCOMPARE(kinds.currentText(), QStringLiteral("latent (MLA)"));
    QCOMPARE(groupField(QStringLiteral("/attention/kv_rank")).text(), QStringLiteral("512"));
    // The model's own values are there again on the way back.
    QTest::keyClicks(&kinds, QStringLiteral("full"));
    QCOMPARE(groupField(QStringLiteral("/attention/head_dim")).text(), QStringLiteral("128"));
}

/// Yi-34B with 8 experts of its width of which 2 are used: 7 more sets of 3·7168·20480 in each of 60 layers, and a router
/// of 7168·8: 34 388 917 248 + 60·(7·440 401 920 + 57 344) = 219 361 164 288.
void ModelEditorTest::experts() {
    QVERIFY(openByButton());
    choose(QStringLiteral("/feed_forward/kind"), static_cast<int>(FeedForwardKind::Mixture));
    QCOMPARE(groupField(QStringLiteral("/feed_forward/experts")).text(), QStringLiteral("8"));
    QCOMPARE(groupField(QStringLiteral("/feed_forward/active")).text(), QStringLiteral("2"));
    QCOMPARE(effect(editor(), QStringLiteral("model_parameters")), QStringLiteral("219 B"));
    save();
    QCOMPARE(parameterCount(scenario().model.architecture), 219361164288.0);
}

void ModelEditorTest::selectionAsksForAnIndexer() {
    QVERIFY(openOn("deepseek-v3"));
    QVERIFY(!groupField(QStringLiteral("/attention/selection/heads")).isVisible());
    auto& tokens = groupField(QStringLiteral("/attention/selection/tokens"));
    tokens.setFocus();
    QTest::keyClicks(&tokens, QStringLiteral("2048"));
    QCOMPARE(tokens.text(), QStringLiteral("2048")); // the hand goes on typing where it was
    QCOMPARE(groupField(QStringLiteral("/attention/selection/heads")).text(), QStringLiteral("64"));
    QVERIFY(groupField(QStringLiteral("/attention/selection/heads")).isVisible());
    QVERIFY(canSave(editor()));
    enter(tokens, QString());
    QVERIFY(!groupField(QStringLiteral("/attention/selection/heads")).isVisible());
    save();
    QVERIFY(scenario().model.architecture.groups.front().attention.selection == Selection{});
}

void ModelEditorTest::wheelOverAKindScrolls() {
    QVERIFY(openByButton());
    auto& kinds = part<QComboBox>(group(), QStringLiteral("/attention/kind"));
    QVERIFY(!kinds.hasFocus());
    turnWheel(kinds, {10, 10}, -1);
    QCOMPARE(kinds.currentIndex(), 0);
}

void ModelEditorTest::aResizedModelIsWhatIsEdited() {
    window()->store().edit(row("model.parameters"), 68e9);
    QTRY_VERIFY(isCurrent(*window()));
    const Architecture resized = scenario().architecture;
    QVERIFY(resized != scenario().model.architecture);
    QVERIFY(openByButton());
    QVERIFY(part<QLabel>(editor(), QStringLiteral("notices"))
                .text()
                .startsWith(QStringLiteral("The shape is that of the scenario: Yi-34B-200K resized to ")));
    save();
    QVERIFY(scenario().model.architecture.groups == resized.groups);
    QCOMPARE(scenario().model.architecture.hidden, resized.hidden);
    QVERIFY(!scenario().parameters);
    QCOMPARE(shown(scenario().model.id), ownId);
}

void ModelEditorTest::anOwnOneIsSavedInItsPlace() {
    QVERIFY(openByButton());
    save();
    QVERIFY(openByButton());
    QVERIFY(editor().findChild<QLabel*>(QStringLiteral("notices")) == nullptr);
    QVERIFY(part<QPushButton>(editor(), QStringLiteral("delete")).isVisible());
    QCOMPARE(field(QStringLiteral("/id")).text(), ownId);
    enter(field(QStringLiteral("/name")), QStringLiteral("Renamed"));
    QCOMPARE(field(QStringLiteral("/id")).text(), ownId); // an id that is in use stays
    save();
    QCOMPARE(window()->store().catalogue().ownModels.size(), std::size_t{1});
    QCOMPARE(entries(window(), QStringLiteral("model")).front(), QStringLiteral("Renamed"));
    // Under another id it is another one, but not under that of an own one.
    QVERIFY(openByButton());
    enter(field(QStringLiteral("/id")), QStringLiteral("second"));
    save();
    QCOMPARE(window()->store().catalogue().ownModels.size(), std::size_t{2});
    QVERIFY(openByButton());
    enter(field(QStringLiteral("/id")), ownId);
    QCOMPARE(reasonAt(editor(), QStringLiteral("/id")), QStringLiteral("is the id of another preset"));
}

void ModelEditorTest::aRestartFindsIt() {
    QVERIFY(openByButton());
    enter(groupField(QStringLiteral("/attention/kv_heads")), QStringLiteral("4"));
    save();
    const Scenario made = scenario();
    window()->store().replace(paper50k(), QStringLiteral("back"));
    window()->close();
    m_window.reset();
    writeFile(QFileInfo(userModelFile("x")).path() + QStringLiteral("/broken.json"), "{\"format\": 7}");
    m_window = std::make_unique<TestWindow>();
    QVERIFY(window().show());
    QVERIFY(scenario() == paper50k());
    QCOMPARE(entries(window(), QStringLiteral("model")).front(), ownName);
    // The broken one is told of, with where and why, and is left alone.
    const QString message = window().banner(QStringLiteral("message")).message();
    QVERIFY2(message.contains(QStringLiteral("/models/broken.json: /format: ")), qPrintable(message));
    QCOMPARE(contentOf(QFileInfo(userModelFile("x")).path() + QStringLiteral("/broken.json")),
             QByteArray("{\"format\": 7}"));
    // It is found by a part of its name, as any other.
    auto& list = part<QComboBox>(*window(), QStringLiteral("model.list"));
    list.setFocus();
    list.lineEdit()->selectAll();
    QTest::keyClicks(list.lineEdit(), ownName);
    QTest::keyClick(list.lineEdit(), Qt::Key_Return);
    QTRY_VERIFY(scenario().model == made.model);
}

void ModelEditorTest::deletedWhileUndoRemembersIt() {
    QVERIFY(openByButton());
    save();
    const Scenario made = scenario();
    window()->store().replace(paper4k(), QStringLiteral("another"));
    window().trigger(QStringLiteral("undo"));
    QVERIFY(scenario() == made);
    QTRY_VERIFY(isCurrent(*window()));
    QVERIFY(openByButton());
    const QPointer<QDialog> dialog = &editor();
    click(editor(), QStringLiteral("delete"));
    QTRY_VERIFY(dialog.isNull());
    QVERIFY(!QFileInfo::exists(userModelFile(ownId.toStdString())));
    window().trigger(QStringLiteral("redo"));
    QVERIFY(scenario() == paper4k());
    window().trigger(QStringLiteral("undo"));
    QVERIFY(scenario() == made);
    window().trigger(QStringLiteral("undo"));
    QVERIFY(scenario() == paper50k());
}

void ModelEditorTest::scenariosWithItOpenElsewhere() {
    QVERIFY(openByButton());
    enter(groupField(QStringLiteral("/attention/kv_heads")), QStringLiteral("4"));
    save();
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("carried.json"));
    QVERIFY(window()->store().save(file));
    const Model made = scenario().model;
    window()->close();
    m_window.reset();
    forgetSession(); // another machine
    m_window = std::make_unique<TestWindow>();
    QVERIFY(window().show());
    window()->openFile(file);
    QVERIFY(scenario().model == made);
    QVERIFY(window()->store().catalogue().ownModels.empty());
    QTRY_COMPARE(part<QComboBox>(*window(), QStringLiteral("model.list")).currentText(), ownName);
    // There it can be kept under its own id.
    QVERIFY(openByButton());
    QCOMPARE(field(QStringLiteral("/id")).text(), ownId);
    save();
    QVERIFY(window()->store().catalogue().ownModels.front() == made);
}

void ModelEditorTest::keyboard() {
    window().trigger(QStringLiteral("editModel"));
    QVERIFY(waitForEditor(window()));
    QCOMPARE(editor().focusWidget()->objectName(), QStringLiteral("/name"));
    const QStringList order = tabOrder(editor());
    QStringList expected{QStringLiteral("/name"),
                         QStringLiteral("/id"),
                         QStringLiteral("qt_tabwidget_tabbar"),
                         QStringLiteral("/hidden"),
                         QStringLiteral("/vocabulary"),
                         QStringLiteral("/extra_tables"),
                         QStringLiteral("/tied_embeddings"),
                         QStringLiteral("groups"),
                         QStringLiteral("addGroup"),
                         QStringLiteral("duplicateGroup")};
    for (const Field* each : group().fields())
        if (each->isVisible()) expected << each->entry().objectName();
    expected << QStringLiteral("cancel") << QStringLiteral("save");
    QCOMPARE(order, expected);
    for (const Field* each : editor().findChildren<Field*>())
        QVERIFY2(!each->entry().accessibleName().isEmpty(), qPrintable(each->spec().pointer));
    QVERIFY(!groups().accessibleName().isEmpty());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ModelEditorTest)

#include "model_editor_test.moc"
