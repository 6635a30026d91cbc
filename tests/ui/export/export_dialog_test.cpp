// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/export_dialog.h"

#include "core/samples.h"
#include "export/check_list.h"
#include "export/figure_file.h"
#include "export/kept_styles.h"
#include "registry.h"
#include "ui/window_fixture.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>

// From the window to a file and back, by the dialog.

namespace longpeak {
namespace {

using namespace test;

class ExportDialogTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void figuresOfThePage();
    void keysReachItFromFields();
    void oneFigureFromItsCard();
    void fullSizeFigureAlone();
    void pagesWithoutFiguresSaySo();
    void previewFollows();
    void wrongSizesAreRefused();
    void exportsWhatIsChosen();
    void exportSaysWhatIsWrong();
    void stylesAreKeptByName();
    void choicesAreRemembered();
    void openedPicturesBringAll_data();
    void openedPicturesBringAll();
    void openedPicturesAreNotSavedOver();
    void brokenPicturesChangeNothing();
    void simulatesBesideTheWindow();
    void aLaterCopyReplacesTheFirst();
    void copies();

private:
    MainWindow& window() { return **m_window; }
    ExportDialog& dialog() { return part<ExportDialog>(window(), QStringLiteral("exportDialog")); }
    template <typename Widget>
    Widget& option(const char* name) {
        return part<Widget>(dialog(), QLatin1String(name));
    }
    void choose(const char* name, const QString& text) { option<QComboBox>(name).setEditText(text); }
    /// When it can be clicked: what is exported is seen first.
    void click(const char* name) {
        auto& button = option<QPushButton>(name);
        if (!QTest::qWaitFor([&] { return button.isEnabled(); })) qFatal("'%s' stays disabled", name);
        QTest::mouseClick(&button, Qt::LeftButton);
    }
    QString message() { return option<QLabel>("message").text(); }
    QString exportTo(const QString& name) {
        m_window->answer = m_folder.filePath(name);
        click("export");
        return m_window->answer;
    }
    void drop(const QString& path) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window(), &enter);
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window(), &event);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<TestWindow> m_window;
};

void ExportDialogTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
}

void ExportDialogTest::cleanup() {
    m_window.reset();
}

void ExportDialogTest::figuresOfThePage() {
    m_window->trigger(QStringLiteral("export"));
    const auto& list = option<CheckList>("figures");
    QStringList ids;
    for (int i = 0; i < list.count(); ++i) {
        ids << list.item(i)->data(0, Qt::UserRole).toString();
        QCOMPARE(list.item(i)->checkState(0), Qt::Checked);
    }
    QCOMPARE(ids, QStringList({"occupancy", "ceiling", "latency", "tokens"}));
    QCOMPARE(dialog().document().figures.size(), std::size_t{4});
}

/// Qt would take Ctrl+E for the end of the line.
void ExportDialogTest::keysReachItFromFields() {
    QLineEdit& field = m_window->field(QStringLiteral("context"));
    field.setFocus();
    QTest::keyClick(&field, Qt::Key_E, Qt::ControlModifier);
    QVERIFY(dialog().isVisible());
}

void ExportDialogTest::oneFigureFromItsCard() {
    QTest::mouseClick(&part<QToolButton>(m_window->card(QStringLiteral("latency")), QStringLiteral("latency.export")),
                      Qt::LeftButton);
    const FigureDocument expected{
        .figures = {"latency"}, .scenario = paper50k(), .reference = window().store().reference()};
    QVERIFY(dialog().document() == expected);
    QCOMPARE(option<CheckList>("figures").count(), 4);
}

void ExportDialogTest::fullSizeFigureAlone() {
    emit m_window->card(QStringLiteral("ceiling")).expandRequested();
    m_window->trigger(QStringLiteral("export"));
    QCOMPARE(dialog().document().figures, std::vector<std::string>{"ceiling"});
}

void ExportDialogTest::pagesWithoutFiguresSaySo() {
    window().workspace().showPage(QStringLiteral("conventions"));
    m_window->trigger(QStringLiteral("export"));
    QVERIFY(window().findChild<ExportDialog*>() == nullptr);
    QCOMPARE(m_window->banner(QStringLiteral("message")).message(),
             QStringLiteral("This page has no figures to export."));
}

void ExportDialogTest::previewFollows() {
    m_window->trigger(QStringLiteral("export"));
    const auto shown = [&] { return option<QLabel>("preview").pixmap().toImage(); };
    const auto fits = [&] {
        return !shown().isNull() && shown().width() <= option<QLabel>("preview").width() &&
               shown().height() <= option<QLabel>("preview").height();
    };
    QTRY_VERIFY(fits());
    const QImage before = shown();
    option<QComboBox>("style.palette").setCurrentIndex(2);
    QTRY_VERIFY(shown() != before);
    QCOMPARE(dialog().document().style.palette, FigurePalette::Dark);
    QTRY_VERIFY(shown().pixelColor(shown().width() - 2, shown().height() - 2).lightness() < 80);
    choose("style.width", QStringLiteral("171.45 mm"));
    QVERIFY(std::abs(dialog().document().style.width - 6.75) < 1e-9);
    choose("style.height", QStringLiteral("2 in"));
    QTRY_VERIFY(option<QLabel>("previewSize").text().startsWith(QStringLiteral("6.75 × 2.00 in")));
}

void ExportDialogTest::wrongSizesAreRefused() {
    m_window->trigger(QStringLiteral("export"));
    choose("style.width", QStringLiteral("wide"));
    QCOMPARE(message(), QStringLiteral("“wide” is no size for: Width"));
    QVERIFY(!option<QPushButton>("export").isEnabled());
    choose("style.width", QStringLiteral("600 in"));
    QCOMPARE(message(), QStringLiteral("the width must be from 1 to 60 inches, not 600"));
    choose("style.width", QStringLiteral("3.25 in"));
    QCOMPARE(message(), QString());
    QTRY_VERIFY(option<QPushButton>("export").isEnabled());
    auto& list = option<CheckList>("figures");
    for (int i = 0; i < list.count(); ++i) list.item(i)->setCheckState(0, Qt::Unchecked);
    QVERIFY(!option<QPushButton>("export").isEnabled());
}

void ExportDialogTest::exportsWhatIsChosen() {
    m_window->trigger(QStringLiteral("export"));
    option<CheckList>("figures").item(0)->setCheckState(0, Qt::Unchecked);
    option<QCheckBox>("ghosts").setChecked(false);
    option<QCheckBox>("style.has.caption").setChecked(true);
    const FigureDocument chosen = dialog().document();
    QVERIFY(!chosen.reference);
    QCOMPARE(chosen.figures, (std::vector<std::string>{"ceiling", "latency", "tokens"}));
    QCOMPARE(chosen.style.caption, std::optional<std::string>(""));
    for (const FigureFormatInfo& info : figureFormats()) {
        const QString path = exportTo(QStringLiteral("panel.") + QLatin1String(info.suffix));
        QCOMPARE(m_window->suggestion, QStringLiteral("panel.pdf"));
        QVERIFY2(contentOf(path) == writeFigure(chosen, catalogue(), info.format), info.suffix);
        QVERIFY(message().endsWith(QStringLiteral(" is written.")));
    }
}

void ExportDialogTest::exportSaysWhatIsWrong() {
    m_window->trigger(QStringLiteral("export"));
    m_window->answer = QStringLiteral("/no/such/folder/f.pdf");
    click("export");
    QVERIFY2(message().startsWith(QStringLiteral("/no/such/folder/f.pdf cannot be written: ")), qPrintable(message()));
    exportTo(QStringLiteral("f.gif"));
    QVERIFY(message().endsWith(QStringLiteral("the name must end in .pdf, .svg, .png, .csv or .tex")));
    m_window->answer.clear(); // changed their mind
    click("export");
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("f.gif"))));
}

void ExportDialogTest::stylesAreKeptByName() {
    m_window->trigger(QStringLiteral("export"));
    auto& styles = option<QComboBox>("styles");
    QCOMPARE(styles.currentText(), QStringLiteral("One column, 3.25 in"));
    choose("style.type", QStringLiteral("9 pt"));
    QCOMPARE(styles.currentText(), QStringLiteral("A style of its own"));
    m_window->answer = QStringLiteral("My Journal");
    click("saveStyle");
    QCOMPARE(styles.currentText(), QStringLiteral("my-journal"));
    const FigureStyle kept = *readOwnStyle(QStringLiteral("my-journal"));
    QCOMPARE(kept.type, 9.0);
    styles.setCurrentIndex(2);
    emit styles.activated(2);
    QCOMPARE(dialog().document().style.type, 18.0); // the slide's
    const int own = styles.findText(QStringLiteral("my-journal"));
    styles.setCurrentIndex(own);
    emit styles.activated(own);
    QVERIFY(dialog().document().style == kept);
    m_window->answer = QStringLiteral("Slide");
    click("saveStyle");
    QVERIFY2(message().contains(QStringLiteral("is a style of the program")), qPrintable(message()));
    click("deleteStyle");
    QVERIFY(ownStyles().isEmpty());
}

void ExportDialogTest::choicesAreRemembered() {
    m_window->trigger(QStringLiteral("export"));
    choose("style.width", QStringLiteral("5 in"));
    exportTo(QStringLiteral("f.pdf"));
    dialog().close();
    QTRY_VERIFY(window().findChild<ExportDialog*>() == nullptr);
    m_window->trigger(QStringLiteral("export"));
    QCOMPARE(dialog().document().style.width, 5.0);
}

void ExportDialogTest::openedPicturesBringAll_data() {
    QTest::addColumn<QString>("suffix");
    for (const char* suffix : {"png", "svg", "pdf"}) QTest::newRow(suffix) << QString::fromLatin1(suffix);
}

void ExportDialogTest::openedPicturesBringAll() {
    QFETCH(QString, suffix);
    Scenario scenario = with(paper50k(), "gpus", 2);
    const FigureDocument document{.figures = {"architectures"},
                                  .style = {.width = 5, .serif = true},
                                  .scenario = scenario,
                                  .reference = with(scenario, "users", 9)};
    const QString path = m_folder.filePath(QStringLiteral("f.") + suffix);
    const FigureFormat format = *formatOfFile(path);
    writeFile(path, writeFigure(document, catalogue(), format));
    drop(path);
    QVERIFY(now(window()) == scenario);
    QVERIFY(window().store().reference() == document.reference);
    QCOMPARE(window().workspace().current().id(), QStringLiteral("memory"));
    QVERIFY(m_window->card(QStringLiteral("architectures")).isExpanded());
    m_window->trigger(QStringLiteral("export"));
    QVERIFY(dialog().document() == document);
    const QString again = exportTo(QStringLiteral("again.") + suffix);
    QVERIFY(contentOf(again) == contentOf(path));
    QVERIFY(window().store().history().canUndo());
    window().store().history().undo();
    QVERIFY(now(window()) == paper50k());
}

void ExportDialogTest::openedPicturesAreNotSavedOver() {
    const QString path = m_folder.filePath(QStringLiteral("f.png"));
    writeFile(path, writeFigure({.figures = {"latency"}, .scenario = paper4k()}, catalogue(), FigureFormat::Png));
    const QByteArray before = contentOf(path);
    drop(path);
    QCOMPARE(window().store().file(), QString());
    QCOMPARE(window().store().referenceKind(), ReferenceKind::None);
    m_window->answer = m_folder.filePath(QStringLiteral("s.json"));
    m_window->trigger(QStringLiteral("save"));
    QCOMPARE(m_window->asked, 1); // where to
    QVERIFY(contentOf(path) == before);
}

void ExportDialogTest::brokenPicturesChangeNothing() {
    const QByteArray whole = writeFigure({.figures = {"latency"}, .scenario = paper4k()}, catalogue(),
                                         FigureFormat::Png);
    QImage(10, 10, QImage::Format_RGB32).save(m_folder.filePath(QStringLiteral("photo.png")));
    writeFile(m_folder.filePath(QStringLiteral("cut.png")), whole.left(whole.size() / 2));
    for (const auto& [name, reason] :
         {std::pair("photo.png", "carries no scenario of Longpeak"), std::pair("cut.png", "ends too early")}) {
        drop(m_folder.filePath(QLatin1String(name)));
        QVERIFY(now(window()) == paper50k());
        QCOMPARE(window().store().history().count(), 0);
        const QString said = m_window->banner(QStringLiteral("message")).message();
        QVERIFY2(said.contains(QLatin1String(name)) && said.contains(QLatin1String(reason)), qPrintable(said));
    }
}

/// Simulated beside the window's thread: the click itself makes nothing, and the buttons wait for what is seen.
void ExportDialogTest::simulatesBesideTheWindow() {
    window().workspace().showPage(QStringLiteral("sessions"));
    FigureCard& card = m_window->card(QStringLiteral("load-throughput"));
    const FigureDocument document{
        .figures = {"load-throughput"}, .scenario = paper50k(), .reference = window().store().reference()};
    const auto figures = figuresOf(document, catalogue());
    QApplication::clipboard()->clear();
    part<QAction>(card, QStringLiteral("load-throughput.copyData")).trigger();
    QCOMPARE(QApplication::clipboard()->text(), QString());
    QTRY_COMPARE(QApplication::clipboard()->text(), shown(writeCsv(figures.front())));
    emit card.exportRequested();
    QVERIFY(!option<QPushButton>("export").isEnabled());
    QVERIFY(!option<QPushButton>("copy").isEnabled());
    auto& list = option<CheckList>("figures");
    const QString path = exportTo(QStringLiteral("load.csv"));
    QVERIFY(contentOf(path) == writeFigure(figures, document, catalogue(), FigureFormat::Csv));
    list.item(0)->setCheckState(0, list.item(0)->checkState(0) == Qt::Checked ? Qt::Unchecked : Qt::Checked);
    QVERIFY(!option<QPushButton>("export").isEnabled());
    QTRY_VERIFY(option<QPushButton>("export").isEnabled());
}

/// The last one asked for is the one that stays, however long those before take.
void ExportDialogTest::aLaterCopyReplacesTheFirst() {
    window().workspace().showPage(QStringLiteral("sessions"));
    part<QAction>(m_window->card(QStringLiteral("load-waiting")), QStringLiteral("load-waiting.copyData")).trigger();
    part<QAction>(m_window->card(QStringLiteral("lanes")), QStringLiteral("lanes.copyBibtex")).trigger();
    const QString entry = QApplication::clipboard()->text();
    QVERIFY(entry.contains(QStringLiteral("2405.08944")));
    part<QAction>(m_window->card(QStringLiteral("lanes")), QStringLiteral("lanes.copyCaption")).trigger();
    const FigureDocument document{
        .figures = {"lanes"}, .scenario = paper50k(), .reference = window().store().reference()};
    QTRY_VERIFY(QApplication::clipboard()->text() != entry);
    QCOMPARE(QApplication::clipboard()->text(), shown(captionOf(figuresOf(document, catalogue()), document)));
}

void ExportDialogTest::copies() {
    m_window->trigger(QStringLiteral("export"));
    QApplication::clipboard()->clear();
    click("copy");
    const FigureDocument shown = dialog().document();
    QCOMPARE(QApplication::clipboard()->image(), figureImage(figuresOf(shown, catalogue()), shown, 300));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ExportDialogTest)

#include "export_dialog_test.moc"
