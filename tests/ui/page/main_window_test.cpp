// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/main_window.h"

#include "printed_formats.h"
#include "ui/window_fixture.h"

#include <QClipboard>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QToolButton>

namespace longpeak {
namespace {

using namespace test;

class MainWindowTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void opensWithTheScenario();
    void undoAndRedoByShortcut();
    void lightAndDark();
    void gigabytesAndGibibytes();
    void opensFromTheMenu();
    void changingOnesMindOpensNothing();
    void opensByDrop();
    void opensShippedScenarios();
    void aBadFileIsSaidBesideTheScenario_data();
    void aBadFileIsSaidBesideTheScenario();
    void opensWhatCarriesAScenario_data();
    void opensWhatCarriesAScenario();
    void theMessageGoesWithTheNextGoodFile();
    void manyFaultsAreCutShort();
    void savesUnderAName();
    void savesAgainWithoutAsking();
    void aFailedSaveIsSaid();
    void aFileThatChangedIsOfferedAgain();
    void aFileThatIsGoneIsTold();
    void aFileThatChangedIsNotSavedOverUnasked();
    void titleAndLabelSayEdited();
    void comparesWithAFile();
    void namesTheReference();
    void copiesTheScenario();
    void hidesTheRail();
    void statusSaysWhatIsAssumed();
    void aMessageMovesNothing();
    void everyMenuEntryHasAMnemonic();
    void shortcutsAreUnique();
    void aBurstOfEverythingEndsCurrent();

private:
    TestWindow& window() { return *m_window; }
    QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    QString label() { return part<QLabel>(**m_window, QStringLiteral("file")).text(); }
    Banner& message() { return m_window->banner(QStringLiteral("message")); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
        QTest::keyClick(m_window->window.get(), key, modifiers);
    }
    std::unique_ptr<TestWindow> m_window;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void MainWindowTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_folder = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
}

void MainWindowTest::cleanup() {
    m_window.reset();
    m_folder.reset();
    applyTheme(*qApp, Appearance::Light);
}

void MainWindowTest::opensWithTheScenario() {
    QCOMPARE(label(), QStringLiteral("The paper's example: 34B at 50K"));
    QCOMPARE(window()->windowTitle(), QStringLiteral("The paper's example: 34B at 50K[*] — Longpeak"));
    QVERIFY(!window()->isWindowModified());
    QVERIFY(!message().isVisible());
    QVERIFY(!part<QAction>(*window(), QStringLiteral("undo")).isEnabled());
}

void MainWindowTest::undoAndRedoByShortcut() {
    window()->store().edit(row("context"), 60e3);
    window()->store().edit(row("users"), 8);
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(now(*window()).session.users, 3.0);
    press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(now(*window()) == paper50k());
    press(Qt::Key_Z, Qt::ControlModifier); // nothing more
    QVERIFY(now(*window()) == paper50k());
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(now(*window()).context.si(), 60e3);
    press(Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(now(*window()).session.users, 8.0);
    QTRY_COMPARE(window().field(QStringLiteral("users")).text(), QStringLiteral("8 users"));
    QVERIFY(part<QAction>(*window(), QStringLiteral("undo")).text().contains(QStringLiteral("Concurrent users")));
}

void MainWindowTest::lightAndDark() {
    const auto look = [this] {
        QApplication::processEvents();
        return window().figure(QStringLiteral("latency")).image(1);
    };
    const QImage light = look();
    window().trigger(QStringLiteral("appearance.dark"));
    QCOMPARE(QApplication::palette().color(QPalette::Window), themeOf(Appearance::Dark).window);
    const QImage dark = look();
    QCOMPARE(dark.size(), light.size());
    QVERIFY(dark != light);
    QCOMPARE(light.pixelColor(1, 1), themeOf(Appearance::Light).surface);
    QCOMPARE(dark.pixelColor(1, 1), themeOf(Appearance::Dark).surface);
    const QImage tile = window().tile(QStringLiteral("prefill_s")).grab().toImage();
    QCOMPARE(tile.pixelColor(tile.width() / 2, 8), themeOf(Appearance::Dark).surface);
    QVERIFY(now(*window()) == paper50k());
    window().trigger(QStringLiteral("appearance.light"));
    QCOMPARE(look(), light); // and nothing of the dark one stays
}

void MainWindowTest::gigabytesAndGibibytes() {
    QLineEdit& memory = window().field(QStringLiteral("accelerator.memory"));
    QCOMPARE(memory.text(), QStringLiteral("85.9 GB"));
    window().trigger(QStringLiteral("bytes.binary"));
    QTRY_COMPARE(memory.text(), QStringLiteral("80.0 GiB"));
    const auto labels = [this] {
        QString all;
        for (const Rule& rule : window().figure(QStringLiteral("occupancy")).figure()->rules)
            all += shown(rule.label) + QLatin1Char('\n');
        return all;
    };
    QVERIFY(labels().contains(QStringLiteral("GiB")));
    QVERIFY(!labels().contains(QStringLiteral("GB")));
    window()->workspace().explainMetric(QStringLiteral("weights_bytes"));
    auto& explanation = part<ExplanationBar>(*window(), QStringLiteral("explanation"));
    QVERIFY(explanation.text().contains(QStringLiteral("63.3 GiB")));
    window().trigger(QStringLiteral("bytes.decimal"));
    QTRY_COMPARE(memory.text(), QStringLiteral("85.9 GB"));
    QVERIFY(explanation.text().contains(QStringLiteral("68.0 GB")) ||
            explanation.text().contains(QStringLiteral("68 GB")));
}

void MainWindowTest::opensFromTheMenu() {
    const QString file = path("four.json");
    writeFile(file, documentOf(paper4k()));
    window().answer = file;
    window().trigger(QStringLiteral("open"));
    QCOMPARE(window().asked, 1);
    QVERIFY(now(*window()) == paper4k());
    QCOMPARE(label(), QStringLiteral("four.json"));
    QVERIFY(part<QLabel>(*window(), QStringLiteral("file")).toolTip().contains(file));
    QTRY_COMPARE(window().tile(QStringLiteral("prefill_s")).content().value,
                 readable(evaluate(paper4k()).prefill.time.si(), Unit::Seconds));
    press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(now(*window()) == paper50k());
    QCOMPARE(label(), QStringLiteral("The paper's example: 34B at 50K"));
}

void MainWindowTest::changingOnesMindOpensNothing() {
    window()->store().edit(row("users"), 8);
    window().trigger(QStringLiteral("open"));
    window().trigger(QStringLiteral("saveAs"));
    QCOMPARE(window().asked, 2);
    QVERIFY(now(*window()) == with(paper50k(), "users", 8));
    QVERIFY(window()->store().file().isEmpty());
    QVERIFY(!message().isVisible());
    QCOMPARE(window()->store().history().count(), 1);
}

void MainWindowTest::opensByDrop() {
    const QString file = path("dropped.json");
    writeFile(file, documentOf(paper4k()));
    // Wherever on the window it falls.
    for (QWidget* target : {static_cast<QWidget*>(window().window.get()), static_cast<QWidget*>(&window()->workspace()),
                            &part<QWidget>(window().figure(QStringLiteral("latency")), QStringLiteral("canvas"))}) {
        window()->store().replace(paper50k(), QStringLiteral("again"));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(target, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &drop);
        QVERIFY(now(*window()) == paper4k());
        QCOMPARE(window()->store().file(), file);
    }
    QMimeData text;
    text.setText(QStringLiteral("no file"));
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(window().window.get(), &enter);
    QVERIFY(!enter.isAccepted());
}

void MainWindowTest::opensShippedScenarios() {
    for (const ShippedScenario& scenario : catalogue().scenarios) {
        window().trigger(QStringLiteral("new.") + QString::fromStdString(scenario.id));
        QVERIFY(now(*window()) == scenarioOf(scenario.id));
        QCOMPARE(label(), shown(now(*window()).name));
        QVERIFY(!message().isVisible());
    }
}

void MainWindowTest::aBadFileIsSaidBesideTheScenario_data() {
    QTest::addColumn<QString>("way");
    for (const char* way : {"menu", "drop", "missing"}) QTest::newRow(way) << QString::fromLatin1(way);
}

void MainWindowTest::aBadFileIsSaidBesideTheScenario() {
    QFETCH(QString, way);
    window()->store().edit(row("users"), 8);
    const Scenario before = now(*window());
    const QString file = path("bad.json");
    if (way != QLatin1String("missing"))
        writeFile(file, documentOf(paper4k()).replace("\"users\": 3", "\"users\": \"three\""));
    if (way == QLatin1String("drop")) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window().window.get(), &enter);
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window().window.get(), &drop);
    } else {
        window().answer = file;
        window().trigger(QStringLiteral("open"));
    }
    QVERIFY(message().isVisible());
    QVERIFY(message().message().contains(file));
    if (way != QLatin1String("missing"))
        QVERIFY2(message().message().contains(QStringLiteral(": /users: must be a number, not string")),
                 qPrintable(message().message()));
    QVERIFY(now(*window()) == before);
    QCOMPARE(window()->store().history().count(), 1);
    QVERIFY(window()->isWindowModified());
    auto& close = part<QToolButton>(message(), QStringLiteral("message.close"));
    QVERIFY(close.isVisible());
    QTest::mouseClick(&close, Qt::LeftButton);
    QVERIFY(!message().isVisible());
    QCOMPARE(message().message(), QString());
    window().answer = file; // and it can be said again
    window().trigger(QStringLiteral("open"));
    QVERIFY(message().isVisible());
}

void MainWindowTest::opensWhatCarriesAScenario_data() {
    QTest::addColumn<int>("index");
    for (const DocumentFormat& row : printedFormats())
        if (row.scenario == ScenarioPlace::Inside)
            QTest::newRow(std::string(row.name).c_str()) << static_cast<int>(row.id);
}

/// As the program prints it; it is no file that a scenario is saved to.
void MainWindowTest::opensWhatCarriesAScenario() {
    QFETCH(int, index);
    QStringList words;
    for (const std::string& word : wordsThatPrint(static_cast<FormatId>(index))) words << QString::fromStdString(word);
    QProcess program;
    program.setStandardOutputFile(path("printed.json"));
    program.start(QStringLiteral(LONGPEAK_PROGRAM), words);
    QVERIFY(program.waitForFinished() && program.exitCode() == 0);
    window()->openFile(path("printed.json"));
    QVERIFY2(!message().isVisible(), qPrintable(message().message()));
    QVERIFY(now(*window()) == with(paper50k(), "gpus", 2));
    QVERIFY(window()->store().file().isEmpty());
}

void MainWindowTest::theMessageGoesWithTheNextGoodFile() {
    window()->openFile(path("missing.json"));
    QVERIFY(message().isVisible());
    writeFile(path("good.json"), documentOf(paper4k()));
    window()->openFile(path("good.json"));
    QVERIFY(!message().isVisible());
}

void MainWindowTest::manyFaultsAreCutShort() {
    QByteArray document = R"({"format": "longpeak-scenario", "version": 1)";
    for (int i = 0; i < 40; ++i) document += ", \"wrong" + QByteArray::number(i) + "\": 1";
    writeFile(path("wrong.json"), document + "}");
    window()->openFile(path("wrong.json"));
    const QStringList lines = message().message().split(QLatin1Char('\n'));
    QVERIFY2(lines.size() <= 8, qPrintable(message().message()));
    QVERIFY(lines.back().startsWith(QStringLiteral("and ")));
    QVERIFY(window()->height() <= 900);
}

void MainWindowTest::savesUnderAName() {
    window()->store().edit(row("context"), 77e3);
    window().answer = path("mine"); // takes an extension
    press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(window().asked, 1);
    QVERIFY(window().suggestion.endsWith(QStringLiteral(".json")));
    const QString file = path("mine.longpeak.json");
    QVERIFY(contentOf(file) == documentOf(now(*window())));
    QCOMPARE(window()->store().file(), file);
    QCOMPARE(label(), QStringLiteral("mine.longpeak.json"));
    window().answer = path("other.txt"); // has one
    window().trigger(QStringLiteral("saveAs"));
    QCOMPARE(window().suggestion, file);
    QVERIFY(contentOf(path("other.txt")) == documentOf(now(*window())));
}

void MainWindowTest::savesAgainWithoutAsking() {
    window().answer = path("mine.json");
    press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(window().asked, 1); // it has no file yet
    window()->store().edit(row("context"), 77e3);
    press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(window().asked, 1);
    Scenario saved = with(paper50k(), "context", 77e3);
    saved.name = "mine"; // the file's own name, from the first time on
    QVERIFY(contentOf(path("mine.json")) == documentOf(saved));
    QVERIFY(!window()->isWindowModified());
}

void MainWindowTest::aFailedSaveIsSaid() {
    window()->store().edit(row("context"), 77e3);
    window().answer = path("no/such/folder/mine.json");
    window().trigger(QStringLiteral("saveAs"));
    QVERIFY(message().isVisible());
    QVERIFY(message().message().startsWith(QStringLiteral("Not saved:")));
    QVERIFY(message().message().contains(window().answer));
    QVERIFY(window()->store().file().isEmpty());
    QVERIFY(window()->isWindowModified());
    window().answer = path("mine.json");
    window().trigger(QStringLiteral("saveAs"));
    QVERIFY(!message().isVisible());
}

void MainWindowTest::aFileThatChangedIsOfferedAgain() {
    window().answer = path("mine.json");
    window().trigger(QStringLiteral("saveAs"));
    window()->store().edit(row("context"), 77e3);
    writeFile(window().answer, documentOf(with(paper50k(), "users", 41)));
    QTRY_VERIFY(message().isVisible());
    QVERIFY(message().message().startsWith(window().answer + QStringLiteral(" has changed on the disk")));
    QCOMPARE(now(*window()).context.si(), 77e3); // only offered
    part<QPushButton>(*window(), QStringLiteral("message.offer")).click();
    QCOMPARE(now(*window()).session.users, 41.0);
    QVERIFY(!window()->store().isDirty());
    QVERIFY(!message().isVisible());
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(now(*window()).context.si(), 77e3);
}

void MainWindowTest::aFileThatIsGoneIsTold() {
    window().answer = path("mine.json");
    window().trigger(QStringLiteral("saveAs"));
    QVERIFY(QFile::remove(window().answer));
    QTRY_VERIFY(message().isVisible());
    QVERIFY(message().message().startsWith(window().answer + QStringLiteral(" is gone from the disk")));
    window().trigger(QStringLiteral("save"));
    QVERIFY(QFile::exists(window().answer));
    QVERIFY(!message().isVisible());
    writeFile(window().answer, documentOf(with(paper50k(), "users", 41))); // watched again
    QTRY_VERIFY(message().isVisible());
    QVERIFY(message().message().contains(QStringLiteral("has changed on the disk")));
}

void MainWindowTest::aFileThatChangedIsNotSavedOverUnasked() {
    window().answer = path("mine.json");
    window().trigger(QStringLiteral("saveAs"));
    const int asked = window().asked;
    window()->store().edit(row("context"), 77e3);
    const QByteArray theirs = documentOf(with(paper50k(), "users", 41));
    writeFile(window().answer, theirs);
    window().agrees = false;
    window().trigger(QStringLiteral("save"));
    QCOMPARE(window().asked, asked + 1);
    QVERIFY(window().question.contains(QStringLiteral("has changed on the disk")));
    QCOMPARE(contentOf(window().answer), theirs);
    QVERIFY(window()->store().isDirty());
    window().agrees = true;
    window().trigger(QStringLiteral("save"));
    QVERIFY(contentOf(window().answer) != theirs);
    QVERIFY(!window()->store().isDirty());
    window().trigger(QStringLiteral("save")); // its own writing is no change
    QCOMPARE(window().asked, asked + 2);
}

void MainWindowTest::titleAndLabelSayEdited() {
    window().answer = path("mine.json");
    window().trigger(QStringLiteral("saveAs"));
    QCOMPARE(label(), QStringLiteral("mine.json"));
    QCOMPARE(window()->windowTitle(), QStringLiteral("mine.json[*] — Longpeak"));
    window()->store().edit(row("context"), 77e3);
    QCOMPARE(label(), QStringLiteral("mine.json · edited"));
    QVERIFY(window()->isWindowModified());
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(label(), QStringLiteral("mine.json"));
    QVERIFY(!window()->isWindowModified());
}

void MainWindowTest::comparesWithAFile() {
    const QMenu& menu = *window()->workspace().referenceButton().menu();
    auto* ask = menu.findChild<QAction*>(QStringLiteral("reference.file"));
    QVERIFY(ask != nullptr && menu.actions().contains(ask));
    writeFile(path("bad.json"), "{");
    window().answer = path("bad.json");
    ask->trigger();
    QVERIFY(message().message().contains(path("bad.json")));
    QCOMPARE(window()->store().referenceKind(), ReferenceKind::ShortContext);
    writeFile(path("good.json"), documentOf(with(paper4k(), "gpus", 8)));
    window().answer = path("good.json");
    ask->trigger();
    QVERIFY(*window()->store().reference() == with(paper4k(), "gpus", 8));
    QVERIFY(now(*window()) == paper50k());
    QVERIFY(!window()->isWindowModified());
}

void MainWindowTest::namesTheReference() {
    const QToolButton& button = window()->workspace().referenceButton();
    QCOMPARE(button.text(), QStringLiteral("vs. itself at 4K"));
    window().trigger(QStringLiteral("reference.none"));
    QCOMPARE(button.text(), QStringLiteral("vs. nothing"));
    window().trigger(QStringLiteral("pin"));
    QCOMPARE(button.text(), QStringLiteral("vs. the same"));
    window().trigger(QStringLiteral("reference.4k"));
    QCOMPARE(button.text(), QStringLiteral("vs. itself at 4K"));
}

void MainWindowTest::copiesTheScenario() {
    window()->store().edit(row("context"), 77e3);
    press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const auto read = readScenario(QApplication::clipboard()->text().toStdString(), "clipboard", catalogue());
    QVERIFY(read);
    QVERIFY(*read == now(*window()));
}

void MainWindowTest::hidesTheRail() {
    const int before = window()->workspace().width();
    press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(!window()->rail().isVisible());
    QTRY_VERIFY(window()->workspace().width() > before + 250);
    press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(window()->rail().isVisible());
    QTRY_COMPARE(window()->workspace().width(), before);
}

void MainWindowTest::statusSaysWhatIsAssumed() {
    const auto& state = part<QLabel>(*window(), QStringLiteral("state"));
    QVERIFY(state.text().startsWith(QStringLiteral("Theoretical peak")));
    window()->store().edit(row("efficiency.prefill"), 0.5);
    QTRY_VERIFY(state.text().startsWith(QStringLiteral("Below the peak")));
    // The rest speaks of what can be done, not of what was.
    QVERIFY(part<QLabel>(*window(), QStringLiteral("hint")).text().contains(QStringLiteral("double click resets")));
}

void MainWindowTest::aMessageMovesNothing() {
    const QWidget& page = window()->workspace().current();
    const QRect place(page.mapTo(&*window(), QPoint()), page.size());
    window()->workspace().showNotice(QStringLiteral("A notice that says something."));
    QApplication::processEvents();
    QVERIFY(message().isVisible());
    QCOMPARE(QRect(page.mapTo(&*window(), QPoint()), page.size()), place);
    QVERIFY(message().height() >= 24 && message().width() == page.width());
    window()->resize(1600, 1000);
    QTRY_COMPARE(message().width(), page.width());
    window()->workspace().showMessage({});
    QVERIFY(!message().isVisible());
}

void MainWindowTest::everyMenuEntryHasAMnemonic() {
    const auto menus = window()->menuBar()->actions();
    QSet<QChar> letters;
    for (const QAction* menu : menus) {
        const auto at = menu->text().indexOf(QLatin1Char('&'));
        QVERIFY2(at >= 0, qPrintable(menu->text()));
        const QChar letter = menu->text().at(at + 1).toUpper();
        QVERIFY2(!letters.contains(letter), qPrintable(menu->text()));
        letters.insert(letter);
    }
    QVERIFY(menus.size() >= 5);
}

void MainWindowTest::shortcutsAreUnique() {
    QStringList keys;
    for (const QAction* action : window()->findChildren<QAction*>())
        for (const QKeySequence& shortcut : action->shortcuts()) keys << shortcut.toString();
    QVERIFY(keys.size() >= 9);
    QCOMPARE(QSet<QString>(keys.begin(), keys.end()).size(), keys.size());
}

/// Everything at once, in one turn: the last state is what is shown.
void MainWindowTest::aBurstOfEverythingEndsCurrent() {
    Random random(20260106);
    for (int i = 0; i < 40; ++i) {
        window()->store().replace(randomScenario(random), QStringLiteral("random"));
        if (i % 4 == 0) window().trigger(QStringLiteral("undo"));
        if (i % 5 == 0) window().trigger(QStringLiteral("pin"));
        if (i % 7 == 0) window().trigger(QStringLiteral("bytes.binary"));
        if (i % 9 == 0) emit cards(*window())[static_cast<std::size_t>(i) % 4]->expandRequested();
        if (i % 3 == 0) QApplication::processEvents();
    }
    window().trigger(QStringLiteral("resetLayout"));
    QTRY_VERIFY(isCurrent(*window()) && window()->refresher().snapshot()->figures.size() == 4);
    for (FigureCard* card : cards(*window()))
        QCOMPARE(card->view().figure(),
                 window()->refresher().snapshot()->figures.at(card->figureId().toStdString()).get());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::MainWindowTest)

#include "main_window_test.moc"
