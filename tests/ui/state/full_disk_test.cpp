// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/full_disk.h"
#include "export/export_dialog.h"
#include "export/figure_file.h"
#include "export/kept_styles.h"
#include "state/user_presets.h"
#include "ui/window_fixture.h"

#include <QPushButton>
#include <QTemporaryDir>

namespace longpeak {
namespace {

using namespace test;

/// Everything that the window writes, on a disk without room: what was there stays, and the window says what is wrong.
class FullDiskTest : public QObject {
    Q_OBJECT

private slots:
    void init();

    void scenario();
    void preset();
    void style();
    void settings();
    void figure_data();
    void figure();
    void session();
    void unsavedEditsAreNotClosedSilently();

private:
    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

const auto fullText = QStringLiteral("the file would be larger than is allowed"); // as FullDisk refuses

void FullDiskTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_folder = std::make_unique<QTemporaryDir>();
}

void FullDiskTest::scenario() {
    const TestWindow window;
    QVERIFY(window->store().save(path("mine.json")));
    const QByteArray before = contentOf(path("mine.json"));
    window->store().edit(row("users"), 12);
    {
        const FullDisk full;
        window.trigger(QStringLiteral("save"));
    }
    QCOMPARE(contentOf(path("mine.json")), before);
    QVERIFY(window->store().isDirty());
    const QString message = window.banner(QStringLiteral("message")).message();
    QVERIFY2(message.contains(path("mine.json")) && message.contains(fullText), qPrintable(message));
    window.trigger(QStringLiteral("save"));
    QVERIFY(!window->store().isDirty());
    QVERIFY(window.banner(QStringLiteral("message")).message().isEmpty());
}

void FullDiskTest::preset() {
    Model model = catalogue().models.front();
    model.id = "mine";
    QVERIFY(saveUserPreset(model));
    const QByteArray before = contentOf(userModelFile("mine"));
    model.name = "Another name";
    const FullDisk full;
    const auto saved = saveUserPreset(model);
    QVERIFY(!saved && QString::fromStdString(saved.faults().front().reason.english()).contains(fullText));
    QCOMPARE(contentOf(userModelFile("mine")), before);
    Accelerator accelerator = catalogue().accelerators.front();
    accelerator.id = "mine";
    QVERIFY(!saveUserPreset(accelerator));
    QVERIFY(!QFile::exists(userAcceleratorFile("mine")));
}

void FullDiskTest::style() {
    QVERIFY(saveOwnStyle(QStringLiteral("mine"), {}));
    const QByteArray before = contentOf(ownStyleFile(QStringLiteral("mine")));
    const FullDisk full;
    const auto saved = saveOwnStyle(QStringLiteral("mine"), {.type = 9});
    QVERIFY(!saved && QString::fromStdString(saved.faults().front().reason.english()).contains(fullText));
    QCOMPARE(contentOf(ownStyleFile(QStringLiteral("mine"))), before);
}

void FullDiskTest::settings() {
    QVERIFY(Settings().set({{QStringLiteral("a"), QStringLiteral("kept")}}));
    const TestWindow window;
    {
        const FullDisk full;
        QVERIFY(!Settings().set({{QStringLiteral("b"), QStringLiteral("lost")}}));
        window.trigger(QStringLiteral("appearance.dark"));
    }
    QCOMPARE(Settings().text(QStringLiteral("a")), QStringLiteral("kept"));
    QVERIFY(!Settings().has(QStringLiteral("b")));
    const QString message = window.banner(QStringLiteral("message")).message();
    QVERIFY2(message.contains(Settings::file()) && message.contains(fullText), qPrintable(message));
    window.trigger(QStringLiteral("appearance.light"));
}

void FullDiskTest::figure_data() {
    QTest::addColumn<QString>("name");
    for (const FigureFormatInfo& info : figureFormats()) {
        const QString name = QStringLiteral("figure.") + QLatin1String(info.suffix);
        QTest::newRow(info.suffix) << name;
    }
}

void FullDiskTest::figure() {
    QFETCH(QString, name);
    TestWindow window;
    QVERIFY(window.show());
    window.answer = m_folder->filePath(name);
    writeFile(window.answer, "old");
    window.trigger(QStringLiteral("export"));
    auto& dialog = part<ExportDialog>(*window, QStringLiteral("exportDialog"));
    auto& button = part<QPushButton>(dialog, QStringLiteral("export"));
    QTRY_VERIFY(button.isEnabled()); // when the figures are there
    {
        const FullDisk full;
        button.click();
    }
    QCOMPARE(contentOf(window.answer), QByteArray("old"));
    const QString message = part<QLabel>(dialog, QStringLiteral("message")).text();
    QVERIFY2(message.contains(window.answer) && message.contains(fullText), qPrintable(message));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{name});
}

void FullDiskTest::session() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    const TestWindow window;
    QVERIFY(window.show());
    window->store().edit(row("users"), 12);
    QVERIFY(window->store().pin(paper4k()));
    window->close(); // which writes
    const QDir kept(folder, QStringLiteral("last-*"));
    QCOMPARE(kept.entryList().size(), 2);
    QMap<QString, QByteArray> before;
    for (const QString& name : kept.entryList()) before.insert(name, contentOf(kept.filePath(name)));
    window->show();
    const auto message = [&] { return window.banner(QStringLiteral("message")).message(); };
    {
        const FullDisk full;
        window->store().edit(row("users"), 13);
        QTRY_VERIFY(message().contains(fullText));
        QVERIFY(message().contains(folder));
        for (const QString& name : kept.entryList()) QCOMPARE(contentOf(kept.filePath(name)), before.value(name));
    }
    window->store().edit(row("users"), 14);
    QTRY_VERIFY(contentOf(kept.filePath(QStringLiteral("last-scenario.json"))).contains("\"users\": 14"));
}

void FullDiskTest::unsavedEditsAreNotClosedSilently() {
    TestWindow window;
    QVERIFY(window.show());
    window->store().edit(row("users"), 12);
    {
        const FullDisk full;
        window.agrees = false;
        QVERIFY(!window->close());
        QVERIFY2(window.question.contains(fullText), qPrintable(window.question));
        window.agrees = true;
        QVERIFY(window->close());
    }
    window->show();
    window.question.clear();
    QVERIFY(window->close());
    QVERIFY(window.question.isEmpty());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FullDiskTest)

#include "full_disk_test.moc"
