// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/preset_import.h"

#include "editor/model_editor.h"
#include "preset/preset_file.h"
#include "state/user_presets.h"
#include "ui/editor/editor_fixture.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QPointer>

namespace longpeak {
namespace {

using namespace test;

class ImportTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }

    void byTheMenuIntoTheEditor();
    void warningsStandAboveTheFields();
    void anIdThatIsTaken();
    void theMenuTakesPresetsToo();
    void aChangeOfMind();
    void droppedAnywhere_data();
    void droppedAnywhere();
    void droppedIsNoPresetYet();
    void warningsOfADrop();
    void droppedPresets();
    void whatCannotBeOpened_data();
    void whatCannotBeOpened();
    void textIsStillDropped();

private:
    TestWindow& window() { return *m_window; }
    const Scenario& scenario() { return now(**m_window); }
    Banner& message() { return m_window->banner(QStringLiteral("message")); }
    QString path(const QString& name) const { return m_folder->filePath(name); }
    QString config(const QString& name) const {
        return QStringLiteral(LONGPEAK_TEST_DATA "/huggingface/") + name + QStringLiteral(".json");
    }
    bool import(const QString& file) {
        window().answer = file;
        window().trigger(QStringLiteral("import"));
        return waitForEditor(window());
    }
    /// As the platform delivers it: the drop goes to whoever took the drag.
    bool drop(QWidget& target, const QString& file) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        data.setText(file); // file managers offer both
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(&target, &enter);
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&target, &drop);
        return enter.isAccepted();
    }
    std::unique_ptr<TestWindow> m_window;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void ImportTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_folder = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
}

void ImportTest::byTheMenuIntoTheEditor() {
    QVERIFY(import(config(QStringLiteral("mistral-7b-v0.1"))));
    auto& editor = *openEditor<ModelEditor>(window());
    QVERIFY(editor.findChild<QLabel*>(QStringLiteral("notices")) == nullptr); // nothing had to be assumed
    QCOMPARE(part<QLineEdit>(editor, QStringLiteral("/hidden")).text(), QStringLiteral("4096"));
    QVERIFY2(canSave(editor), qPrintable(faultLine(editor)));
    QVERIFY(scenario() == paper50k()); // not yet
    const QPointer<QDialog> dialog = &editor;
    click(editor, QStringLiteral("save"));
    QTRY_VERIFY(dialog.isNull());
    const auto expected = readModelFile(config(QStringLiteral("mistral-7b-v0.1")).toStdString());
    QVERIFY(scenario().model.architecture.groups == expected->architecture.groups);
    QCOMPARE(window()->store().catalogue().ownModels.size(), std::size_t{1});
    QVERIFY(loadUserPresets(catalogue()).models.front() == scenario().model);
}

void ImportTest::warningsStandAboveTheFields() {
    QVERIFY(import(config(QStringLiteral("unknown"))));
    auto& editor = *openEditor<ModelEditor>(window());
    const QStringList notices = part<QLabel>(editor, QStringLiteral("notices")).text().split(QLatin1Char('\n'));
    QCOMPARE(notices.size(), 4);
    QVERIFY(notices.front().startsWith(QStringLiteral("/model_type: is 'galactic', which is not known")));
    QVERIFY(part<QLabel>(editor, QStringLiteral("notices")).isVisible());
}

void ImportTest::anIdThatIsTaken() {
    const QString file = path(QStringLiteral("config.json"));
    writeFile(
        file,
        contentOf(config(QStringLiteral("qwen3-8b"))).replace("{\n", "{\n \"_name_or_path\": \"Qwen/Qwen3-8B\",\n"));
    QVERIFY(import(file));
    auto& editor = *openEditor<ModelEditor>(window());
    QCOMPARE(part<QLineEdit>(editor, QStringLiteral("/id")).text(), QStringLiteral("qwen3-8b-own"));
    QVERIFY(canSave(editor));
}

void ImportTest::theMenuTakesPresetsToo() {
    Accelerator mine = *catalogue().accelerator("h100-sxm");
    mine.id = "mine";
    mine.name = "Mine";
    const QString file = path(QStringLiteral("gpu.json"));
    writeFile(file, QByteArray::fromStdString(writeAcceleratorDocument(mine)));
    QVERIFY(import(file));
    auto& editor = *openEditor<AcceleratorEditor>(window());
    QCOMPARE(part<QLineEdit>(editor, QStringLiteral("/id")).text(), QStringLiteral("mine"));
    const QPointer<QDialog> dialog = &editor;
    click(editor, QStringLiteral("save"));
    QTRY_VERIFY(dialog.isNull());
    QVERIFY(scenario().deployment.accelerator == mine);
}

void ImportTest::aChangeOfMind() {
    window().answer.clear();
    window().trigger(QStringLiteral("import"));
    QCOMPARE(window().asked, 1);
    QVERIFY(openEditor<PresetDialog>(window()) == nullptr);
    QVERIFY(!message().isVisible());
}

void ImportTest::droppedAnywhere_data() {
    QTest::addColumn<QString>("target");
    for (const char* target : {"mainWindow", "model.list", "accelerator.list", "context.field", "users.field", "rail"})
        QTest::newRow(target) << QString::fromLatin1(target);
}

/// On a field of the rail too, where it would be text.
void ImportTest::droppedAnywhere() {
    QFETCH(QString, target);
    QWidget* widget = target == QLatin1String("mainWindow") ? window().window.get() : &part<QWidget>(*window(), target);
    if (auto* list = qobject_cast<QComboBox*>(widget)) widget = list->lineEdit();
    const auto* field = qobject_cast<QLineEdit*>(widget);
    const QString before = field != nullptr ? field->text() : QString();
    QVERIFY(drop(*widget, config(QStringLiteral("mistral-7b-v0.1"))));
    QCOMPARE(scenario().model.architecture.groups.front().layers, 32.0);
    QCOMPARE(window()->store().history().count(), 1);
    QTRY_VERIFY(isCurrent(*window()));
    if (field != nullptr && target != QLatin1String("model.list")) QCOMPARE(field->text(), before);
    window().trigger(QStringLiteral("undo"));
    QVERIFY(scenario() == paper50k());
}

void ImportTest::droppedIsNoPresetYet() {
    QVERIFY(drop(*window().window, config(QStringLiteral("falcon-7b")))); // of an id that is free
    const Model dropped = scenario().model;
    QVERIFY(window()->store().catalogue().ownModels.empty());
    QVERIFY(loadUserPresets(catalogue()).models.empty());
    QVERIFY2(message().message().contains(shown(dropped.name)), qPrintable(message().message()));
    QCOMPARE(message().property("tone").toString(), QStringLiteral("notice"));
    QTRY_COMPARE(part<QComboBox>(*window(), QStringLiteral("model.list")).currentText(), shown(dropped.name));
    // "Edit…" keeps it.
    click(*window(), QStringLiteral("model.edit"));
    QVERIFY(waitForEditor(window()));
    const QPointer<QDialog> dialog = openEditor<ModelEditor>(window());
    click(*dialog, QStringLiteral("save"));
    QTRY_VERIFY(dialog.isNull());
    QCOMPARE(shown(writeModelDocument(window()->store().catalogue().ownModels.front())),
             shown(writeModelDocument(dropped)));
    QVERIFY(window()->store().catalogue().ownModels == std::vector{dropped});
}

void ImportTest::warningsOfADrop() {
    QVERIFY(drop(*window().window, config(QStringLiteral("llama-4-scout"))));
    QVERIFY2(message().message().contains(QStringLiteral("\n/vision_config: is not counted: only the text model is")),
             qPrintable(message().message()));
    // The next message of a fault looks like one again.
    QVERIFY(drop(*window().window, path(QStringLiteral("missing.json"))));
    QVERIFY(message().message().contains(QStringLiteral("no such file")));
    QCOMPARE(message().property("tone").toString(), QStringLiteral("fault"));
}

void ImportTest::droppedPresets() {
    Model model = *catalogue().model("llama-3.1-8b");
    model.id = "mine";
    model.name = "Mine";
    Accelerator accelerator = *catalogue().accelerator("h100-sxm");
    accelerator.id = "mine-too";
    writeFile(path(QStringLiteral("m.json")), QByteArray::fromStdString(writeModelDocument(model)));
    writeFile(path(QStringLiteral("a.json")), QByteArray::fromStdString(writeAcceleratorDocument(accelerator)));
    QVERIFY(drop(*window().window, path(QStringLiteral("m.json"))));
    QVERIFY(scenario().model == model);
    QVERIFY(drop(*window().window, path(QStringLiteral("a.json"))));
    QVERIFY(scenario().deployment.accelerator == accelerator);
    QVERIFY(scenario().model == model);
    // The window remembers scenarios, not these.
    QVERIFY(window()->store().file().isEmpty());
    QVERIFY(recentFiles().isEmpty());
}

void ImportTest::whatCannotBeOpened_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char* name, const QByteArray& content, const char* reason) {
        QTest::newRow(name) << content << QString::fromLatin1(reason);
    };
    add("some JSON", "{\"answer\": 42}",
        "/: is neither a scenario, model or accelerator of this program nor a config.json of Hugging Face");
    add("another program's", "{\"format\": \"x\", \"version\": 1}",
        "/: is neither a scenario, model or accelerator of this program nor a config.json of Hugging Face");
    add("methods", "{\"format\": \"longpeak-methods\", \"version\": 1, \"methods\": []}",
        "/format: holds compression methods, which cannot be opened");
    add("a list", "[1, 2]", "/: must be an object, not array");
    add("no JSON", "\x89GIF\r\n", "/: line 1, column 1: ");
    add("a broken config", "{\"model_type\": \"llama\", \"hidden_size\": -1}", "/hidden_size: ");
    add("a broken preset", "{\"format\": \"longpeak-models\", \"version\": 1, \"models\": [{}]}",
        "/models/0/id: is missing");
    add("two presets", "{\"format\": \"longpeak-models\", \"version\": 1, \"models\": []}",
        "/models: must not be empty");
}

void ImportTest::whatCannotBeOpened() {
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    const QString file = path(QStringLiteral("wrong.json"));
    writeFile(file, content);
    QVERIFY(drop(*window().window, file));
    QVERIFY(scenario() == paper50k());
    QVERIFY2(message().message().contains(file + QStringLiteral(": ") + reason), qPrintable(message().message()));
    QCOMPARE(window()->store().history().count(), 0);
    message().hide();
    window().answer = file;
    window().trigger(QStringLiteral("import"));
    QVERIFY2(message().message().contains(file + QStringLiteral(": ") + reason), qPrintable(message().message()));
    QVERIFY(openEditor<PresetDialog>(window()) == nullptr);
}

void ImportTest::textIsStillDropped() {
    QLineEdit& field = window().field(QStringLiteral("context"));
    QMimeData data;
    data.setText(QStringLiteral("128K"));
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(&field, &enter);
    QVERIFY(enter.isAccepted());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ImportTest)

#include "import_test.moc"
