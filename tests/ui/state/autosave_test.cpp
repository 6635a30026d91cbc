// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/autosave.h"

#include "ui/window_fixture.h"

#include <QSplitter>
#include <QToolButton>

#include <algorithm>

#include <sys/stat.h>

namespace longpeak {
namespace {

using namespace test;

QString lastScenario() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/last-scenario.json");
}

class AutosaveTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_folder.reset(); }

    void nothingOnAFirstStart();
    void scenarioAndFileComeBack();
    void unsavedChangesComeBackAsSuch();
    void noStepOfUndoComesBack();
    void referenceComesBack_data();
    void referenceComesBack();
    void comesBackWithoutClosing();
    void windowComesBack();
    void damagedScenarioIsSetAside_data();
    void damagedScenarioIsSetAside();
    void pipesAreNotWaitedFor();
    void eachFileIsReadByItself();
    void damagedReferenceIsSetAside();
    void windowsKeepEachOthersPins();
    void pinsGivenUpStayGivenUp();
    void damagedSettingsAreIgnored();
    void settingsThatAreNoneAreSetAside_data();
    void settingsThatAreNoneAreSetAside();
    void unreadableSettingsAreNotWrittenOver();
    void recentFilesNewestFirst();
    void recentFilesAreAtMostEight();
    void missingRecentFileLeavesTheList();
    void openingAndSavingFillTheMenu();

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void AutosaveTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_folder = std::make_unique<QTemporaryDir>();
}

void AutosaveTest::nothingOnAFirstStart() {
    ScenarioStore store(catalogue(), paper4k());
    QVERIFY(Autosave().restore(store).empty());
    QVERIFY(store.pins().empty());
    QVERIFY(store.scenario() == paper4k());
    QVERIFY(recentFiles().isEmpty());
}

void AutosaveTest::scenarioAndFileComeBack() {
    const QString file = path(QStringLiteral("mine.json"));
    {
        const TestWindow first;
        first->store().edit(row("context"), 123e3);
        first->store().edit(row("compression.head"), 2.5);
        QVERIFY(first->store().save(file));
        first->close();
    }
    const TestWindow second;
    Scenario saved = with(with(paper50k(), "context", 123e3), "compression.head", 2.5);
    saved.name = "mine"; // the file's, without the note of what it was made from
    saved.note = {};
    QVERIFY(second->store().scenario() == saved);
    QCOMPARE(second->store().file(), file);
    QVERIFY(!second->store().isDirty());
    QVERIFY(second->windowTitle().startsWith(QStringLiteral("mine.json")));
}

void AutosaveTest::unsavedChangesComeBackAsSuch() {
    const QString file = path(QStringLiteral("mine.json"));
    {
        const TestWindow first;
        QVERIFY(first->store().save(file));
        first->store().edit(row("users"), 77);
        first->close();
    }
    const TestWindow second;
    QCOMPARE(now(*second).session.users, 77.0);
    QVERIFY(second->store().isDirty());
    QVERIFY(second->isWindowModified());
}

void AutosaveTest::noStepOfUndoComesBack() {
    {
        const TestWindow first;
        first->store().edit(row("users"), 77);
        first->close();
    }
    const TestWindow second;
    QVERIFY(!second->store().history().canUndo());
}

void AutosaveTest::referenceComesBack_data() {
    QTest::addColumn<ReferenceKind>("kind");
    QTest::newRow("none") << ReferenceKind::None;
    QTest::newRow("4K") << ReferenceKind::ShortContext;
    QTest::newRow("pinned") << ReferenceKind::Pinned;
}

void AutosaveTest::referenceComesBack() {
    QFETCH(ReferenceKind, kind);
    Random random(3);
    const Scenario other = randomScenario(random);
    {
        const TestWindow first;
        if (kind == ReferenceKind::Pinned) first->store().pinReference(other);
        first->store().setReference(kind);
        first->close();
    }
    const TestWindow second;
    QCOMPARE(second->store().referenceKind(), kind);
    if (kind == ReferenceKind::Pinned) QVERIFY(*second->store().reference() == other);
}

/// Written down while the window is open, so that a crash loses nothing.
void AutosaveTest::comesBackWithoutClosing() {
    const TestWindow first;
    QVERIFY(first.show());
    first->store().edit(row("users"), 55);
    const auto written = [] {
        const auto read = openScenario(lastScenario().toStdString(), catalogue());
        return read && read->session.users == 55;
    };
    QTRY_VERIFY(written());
}

void AutosaveTest::windowComesBack() {
    QList<int> rows;
    QList<int> columns;
    const auto splitters = [](MainWindow& window) { return window.workspace().current().findChildren<QSplitter*>(); };
    {
        const TestWindow first;
        QVERIFY(first.show({1300, 850}));
        first->rail().setFolded({QStringLiteral("users"), QStringLiteral("precision")});
        first.trigger(QStringLiteral("appearance.dark"));
        first.trigger(QStringLiteral("bytes.binary"));
        const auto all = splitters(*first);
        QCOMPARE(all.size(), 3);
        all[0]->setSizes({300, 200});
        all[1]->setSizes({350, 550});
        rows = all[0]->sizes();
        columns = all[1]->sizes();
        QVERIFY(columns[0] < columns[1] - 100);
        first->close();
    }
    applyTheme(*qApp, Appearance::Light);
    const TestWindow second;
    second->show();
    QVERIFY(QTest::qWaitForWindowExposed(second.window.get()));
    QCOMPARE(second->size(), QSize(1300, 850));
    QCOMPARE(second->rail().folded().size(), 2);
    QVERIFY(second->rail().folded().contains(QStringLiteral("users")));
    QVERIFY(!second.field(QStringLiteral("users")).isVisible());
    QVERIFY(second.field(QStringLiteral("context")).isVisible());
    QVERIFY(part<QAction>(*second, QStringLiteral("appearance.dark")).isChecked());
    QCOMPARE(QApplication::palette().color(QPalette::Window), themeOf(Appearance::Dark).window);
    QVERIFY(part<QAction>(*second, QStringLiteral("bytes.binary")).isChecked());
    QCOMPARE(second->refresher().byteUnits(), ByteUnits::Binary);
    QTRY_COMPARE(splitters(*second)[0]->sizes(), rows);
    QCOMPARE(splitters(*second)[1]->sizes(), columns);
    applyTheme(*qApp, Appearance::Light);
}

void AutosaveTest::damagedScenarioIsSetAside_data() {
    QTest::addColumn<QByteArray>("content");
    const QByteArray good = documentOf(paper4k());
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("truncated") << good.left(good.size() / 2);
    QTest::newRow("binary") << QByteArray("\x00\xff\xfe\x00", 4);
    QTest::newRow("another format") << QByteArray("{}");
    QTest::newRow("of a newer program") << QByteArray(good).replace(R"("version": 1)", R"("version": 2)");
    QTest::newRow("unknown model") << QByteArray(good).replace("yi-34b-200k", "no-such-model");
}

void AutosaveTest::damagedScenarioIsSetAside() {
    QFETCH(QByteArray, content);
    {
        const TestWindow first(paper4k());
        first->store().edit(row("users"), 9);
        first->close();
    }
    QVERIFY(!contentOf(lastScenario()).isEmpty());
    writeFile(lastScenario(), content);
    const TestWindow second;
    QVERIFY(second.show());
    QVERIFY(now(*second) == paper50k());
    QVERIFY(!second->store().isDirty());
    QVERIFY(second.banner(QStringLiteral("message"))
                .message()
                .contains(QStringLiteral("last-scenario.json: /: is set aside as last-scenario.json.damaged")));
    second->close();
    QCOMPARE(contentOf(lastScenario() + QStringLiteral(".damaged")), content);
    QVERIFY(openScenario(lastScenario().toStdString(), catalogue()));
}

/// Nobody writes to this pipe: whoever opened it would wait for ever.
void AutosaveTest::pipesAreNotWaitedFor() {
    for (const char* name : {"last-scenario.json", "last-reference.json", "last-pin-0.json"}) {
        const QString file = QFileInfo(lastScenario()).path() + QLatin1Char('/') + QLatin1String(name);
        QDir().mkpath(QFileInfo(file).path());
        QCOMPARE(::mkfifo(file.toStdString().c_str(), 0600), 0);
    }
    const TestWindow window;
    QVERIFY(window.show());
    QVERIFY(now(*window) == paper50k());
    QVERIFY(window.banner(QStringLiteral("message"))
                .message()
                .contains(QStringLiteral("last-scenario.json: /: is not a regular file but a pipe or a device")));
    QCOMPARE(::mkfifo(path(QStringLiteral("dropped.json")).toStdString().c_str(), 0600), 0);
    const auto opened = window->store().open(path(QStringLiteral("dropped.json")));
    QVERIFY(!opened && opened.faults().front().reason.english().starts_with("is not a regular file"));
}

void AutosaveTest::eachFileIsReadByItself() {
    {
        const TestWindow first;
        QVERIFY(first->store().pin(paper4k()));
        QVERIFY(first->store().pin(paper50k()));
        first->close();
    }
    const QDir folder(QFileInfo(lastScenario()).path());
    const QStringList pins = folder.entryList({QStringLiteral("last-pin-*.json")});
    QCOMPARE(pins.size(), 2);
    writeFile(lastScenario(), "{");
    writeFile(folder.filePath(pins[0]), "[]");
    for (int start = 0; start < 2; ++start) {
        const TestWindow window;
        QVERIFY(window.show());
        QCOMPARE(window->store().pins().size(), 1);
        QCOMPARE(window.banner(QStringLiteral("message")).message().contains(QStringLiteral("is set aside")),
                 start == 0);
        window->close();
    }
    QCOMPARE(contentOf(folder.filePath(pins[0]) + QStringLiteral(".damaged")), QByteArray("[]"));
    QVERIFY(folder.exists(pins[1]));
}

/// What one gave up the other still shows, and what one added the other does not know.
void AutosaveTest::windowsKeepEachOthersPins() {
    {
        const TestWindow first;
        QVERIFY(first->store().pin(paper4k()));
        QVERIFY(first.show());
        QTRY_COMPARE(QDir(QFileInfo(lastScenario()).path()).entryList({QStringLiteral("last-pin-*.json")}).size(), 1);
        {
            const TestWindow second;
            QCOMPARE(second->store().pins().size(), 1);
            second->store().unpin(0);
            QVERIFY(second->store().pin(with(paper4k(), "users", 77)));
            second->close();
        }
        first->close();
    }
    const TestWindow third;
    const auto& pins = third->store().pins();
    QCOMPARE(pins.size(), 2);
    for (const Scenario& pin : {paper4k(), with(paper4k(), "users", 77)}) QCOMPARE(std::ranges::count(pins, pin), 1);
}

void AutosaveTest::pinsGivenUpStayGivenUp() {
    const Scenario other = with(paper4k(), "users", 77);
    {
        const TestWindow first;
        for (const Scenario& pin : {paper50k(), other, paper4k()}) QVERIFY(first->store().pin(pin));
        first->close();
    }
    {
        const TestWindow second;
        QCOMPARE(second->store().pins().size(), 3);
        second->store().unpin(0);
        second->close();
    }
    const TestWindow third;
    QVERIFY((third->store().pins() == std::vector<Scenario>{other, paper4k()}));
}

void AutosaveTest::damagedReferenceIsSetAside() {
    {
        const TestWindow first;
        first->store().edit(row("users"), 9);
        first->store().pinReference(paper4k());
        first->close();
    }
    writeFile(QFileInfo(lastScenario()).path() + QStringLiteral("/last-reference.json"), "{");
    const TestWindow second;
    QVERIFY(second.show());
    QCOMPARE(now(*second).session.users, 9.0);
    QCOMPARE(second->store().referenceKind(), ReferenceKind::ShortContext);
    QVERIFY(second.banner(QStringLiteral("message")).message().contains(QStringLiteral("last-reference.json.damaged")));
}

void AutosaveTest::settingsThatAreNoneAreSetAside_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("cut off") << QByteArray(R"({"appearance": "dark", "recentFiles": ["/a")");
    QTest::newRow("no object") << QByteArray("[1, 2]");
    QTest::newRow("binary") << QByteArray("\x00\xff\xfe\x00", 4);
}

void AutosaveTest::settingsThatAreNoneAreSetAside() {
    QFETCH(QByteArray, content);
    QVERIFY(Settings().set({{QStringLiteral("recentFiles"), QStringList{QStringLiteral("/a")}}})); // makes the folder
    writeFile(Settings::file(), content);
    const TestWindow window;
    QVERIFY(window.show());
    QCOMPARE(contentOf(Settings::file() + QStringLiteral(".damaged")), content);
    QVERIFY(window.banner(QStringLiteral("message")).message().contains(QStringLiteral("settings.json.damaged")));
    window.trigger(QStringLiteral("bytes.binary"));
    QCOMPARE(Settings().text(QStringLiteral("bytes")), QStringLiteral("binary"));
    writeFile(Settings::file(), content);
    QVERIFY(!Settings().setDamagedAside().empty()); // beside the first, not in its place
    QCOMPARE(contentOf(Settings::file() + QStringLiteral(".damaged-2")), content);
    QCOMPARE(contentOf(Settings::file() + QStringLiteral(".damaged")), content);
    QFile::remove(Settings::file() + QStringLiteral(".damaged"));
    QFile::remove(Settings::file() + QStringLiteral(".damaged-2"));
}

void AutosaveTest::unreadableSettingsAreNotWrittenOver() {
    QVERIFY(Settings().set({{QStringLiteral("bytes"), QStringLiteral("binary")}}));
    const QByteArray content("{ not settings");
    writeFile(Settings::file(), content);
    const auto set = Settings().set({{QStringLiteral("bytes"), QStringLiteral("decimal")}});
    QVERIFY(!set);
    QCOMPARE(QString::fromStdString(set.faults().front().file), Settings::file());
    QCOMPARE(contentOf(Settings::file()), content);
}

void AutosaveTest::damagedSettingsAreIgnored() {
    QVariantMap damaged;
    for (const char* key : {"appearance", "bytes", "session/file", "session/reference", "window/geometry",
                            "window/splits/overview", "window/page", "window/rail", "window/folded", "recentFiles"})
        damaged.insert(QLatin1String(key), QByteArray("\x01nonsense", 9));
    QVERIFY(Settings().set(damaged));
    const TestWindow window;
    QVERIFY(window.show());
    QCOMPARE(now(*window).context.si(), 50e3);
    for (FigureCard* card : cards(*window)) QVERIFY(card->isVisible() && card->view().height() >= 110);
}

void AutosaveTest::recentFilesNewestFirst() {
    for (const char* name : {"/a", "/b", "/c", "/a"}) QVERIFY(addRecentFile(QLatin1String(name)));
    QCOMPARE(recentFiles(), (QStringList{QStringLiteral("/a"), QStringLiteral("/c"), QStringLiteral("/b")}));
    QVERIFY(removeRecentFile(QStringLiteral("/c")));
    QCOMPARE(recentFiles(), (QStringList{QStringLiteral("/a"), QStringLiteral("/b")}));
}

void AutosaveTest::recentFilesAreAtMostEight() {
    for (int i = 0; i < 12; ++i) QVERIFY(addRecentFile(QStringLiteral("/%1").arg(i)));
    QCOMPARE(recentFiles().size(), 8);
    QCOMPARE(recentFiles().front(), QStringLiteral("/11"));
    QCOMPARE(recentFiles().back(), QStringLiteral("/4"));
}

void AutosaveTest::missingRecentFileLeavesTheList() {
    const QString kept = path(QStringLiteral("kept.json"));
    const QString gone = path(QStringLiteral("gone.json"));
    writeFile(kept, documentOf(paper4k()));
    QVERIFY(addRecentFile(kept));
    QVERIFY(addRecentFile(gone));
    const TestWindow window;
    QVERIFY(window.show());
    auto& menu = part<QMenu>(*window, QStringLiteral("recent"));
    emit menu.aboutToShow();
    QCOMPARE(menu.actions().size(), 2);
    menu.actions().front()->trigger();
    QVERIFY(window.banner(QStringLiteral("message")).message().contains(gone));
    QVERIFY(now(*window) == paper50k());
    QCOMPARE(recentFiles(), QStringList{kept});
    emit menu.aboutToShow();
    QCOMPARE(menu.actions().size(), 1);
    menu.actions().front()->trigger();
    QVERIFY(now(*window) == paper4k());
    QVERIFY(window.banner(QStringLiteral("message")).message().isEmpty());
}

void AutosaveTest::openingAndSavingFillTheMenu() {
    const QString a = path(QStringLiteral("a.json"));
    const QString b = path(QStringLiteral("b.json"));
    writeFile(a, documentOf(paper4k()));
    TestWindow window;
    window->openFile(a);
    window->openFile(QStringLiteral("paper-34b-50k")); // no file
    window.answer = b;
    window.trigger(QStringLiteral("saveAs"));
    QCOMPARE(recentFiles(), (QStringList{b, a}));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::AutosaveTest)

#include "autosave_test.moc"
