// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/figure_bench.h"

#include "core/samples.h"
#include "export/check_list.h"
#include "export/export_dialog.h"
#include "export/figure_file.h"
#include "registry.h"
#include "ui/window_fixture.h"

#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QMimeData>
#include <QPushButton>
#include <QStatusBar>
#include <QTabWidget>
#include <cmath>

// One figure retouched by hand in the export dialog, and back from its file.

namespace longpeak {
namespace {

using namespace test;

/// What draws letters remembers what it drew before: in a picture a few pixels at their edges differ by a few of 255.
bool differByAShade(const QImage& a, const QImage& b) {
    if (a.size() != b.size() || a.isNull()) return false;
    int differing = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const int off = std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y)));
            if (off > 24) return false;
            differing += off > 0 ? 1 : 0;
        }
    return differing * 1000 < a.width() * a.height();
}

class FigureBenchTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void labelsAreDragged();
    void labelsAreRenamed();
    void namesOfALegendAreRenamed();
    void labelsAreHiddenAndPutBack();
    void byKeyboard();
    void linesAreChosen();
    void labelsFromTheList();
    void axesAreTyped();
    void wrongWordsAreTold();
    void everyStepIsUndone();
    void theWindowsZoomIsExported();
    void openedPicturesAreAsTheyWere_data();
    void openedPicturesAreAsTheyWere();
    void otherScenariosForget();
    void formatsAreChosen();
    void copiesAreTold();
    void findingsFollow();
    void followsTheHand();

private:
    MainWindow& window() { return **m_window; }
    ExportDialog& dialog() { return part<ExportDialog>(window(), QStringLiteral("exportDialog")); }
    template <typename Widget>
    Widget& option(const char* name) {
        return part<Widget>(dialog(), QLatin1String(name));
    }
    FigureBench& bench() { return option<FigureBench>("preview"); }
    /// The dialog on that figure of the page shown, drawn.
    void open(const char* figure) {
        emit m_window->card(QLatin1String(figure)).exportRequested();
        option<QTabWidget>("parts").setCurrentIndex(1);
        QVERIFY(settled());
    }
    /// What was changed last is drawn.
    bool settled() {
        return QTest::qWaitFor([&] { return option<QPushButton>("export").isEnabled(); }) &&
               (QApplication::processEvents(), !bench().parts().empty());
    }
    std::string wordsOf(const FigureBench::Part& part) {
        const Figure& figure = bench().shown().figures[part.figure].figure;
        return part.isName && part.drawn.of == LabelOf::Series ? figure.series[part.drawn.index].name.english()
                                                               : labelText(figure, part.drawn).english();
    }
    std::optional<FigureBench::Part> find(const std::string& start, bool isName = false) {
        for (const FigureBench::Part& part : bench().parts())
            if (part.isName == isName && wordsOf(part).starts_with(start)) return part;
        return std::nullopt;
    }
    QPoint middleOf(const std::string& start, bool isName = false) {
        const auto found = find(start, isName);
        if (!found) qFatal("no label '%s' is drawn", start.c_str());
        return bench().areaOf(*found).center().toPoint();
    }
    void doubleClick(const QPoint& at) {
        mouse(bench(), QEvent::MouseButtonDblClick, at, Qt::LeftButton, Qt::LeftButton);
    }
    void dragLabel(const std::string& start, const QPoint& by) {
        const QPoint from = middleOf(start);
        press(bench(), from);
        for (int i = 1; i <= 5; ++i) {
            drag(bench(), from + by * i / 5);
            QApplication::processEvents();
        }
        release(bench(), from + by);
    }
    const Retouch& only() {
        m_document = dialog().document();
        if (m_document.retouches.size() != 1) qFatal("%zu figures are changed", m_document.retouches.size());
        return m_document.retouches.front();
    }
    bool isUntouched() { return dialog().document().retouches.empty(); }
    QString message() { return option<QLabel>("message").text(); }
    void click(const char* name) { QTest::mouseClick(&option<QPushButton>(name), Qt::LeftButton); }
    void drop(const QString& path) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window(), &enter); // who is entered is dropped on
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window(), &event);
    }

    QTemporaryDir m_folder;
    FigureDocument m_document;
    std::unique_ptr<TestWindow> m_window;
};

void FigureBenchTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
}

void FigureBenchTest::cleanup() {
    m_window.reset();
}

/// One step, however far; and the label is drawn under the pointer.
void FigureBenchTest::labelsAreDragged() {
    open("latency");
    const QPoint from = middleOf("prefill");
    const QPoint by(-60, -30);
    dragLabel("prefill", by);
    QVERIFY(settled());
    QVERIFY((middleOf("prefill") - (from + by)).manhattanLength() <= 2);
    const LabelChange& change = only().labels.front();
    QCOMPARE(change.name.key, std::string("prefill #"));
    QVERIFY(change.moved && !change.hidden && !change.words);
    click("retouch.undo");
    QVERIFY(isUntouched());
    press(bench(), middleOf("answer")); // a click moves nothing
    release(bench(), middleOf("answer"));
    QVERIFY(isUntouched());
}

void FigureBenchTest::labelsAreRenamed() {
    open("latency");
    doubleClick(middleOf("prefill"));
    auto& editor = option<QLineEdit>("label.words");
    QVERIFY(editor.isVisible());
    typeInto(editor, QStringLiteral("time to first token"));
    QVERIFY(!editor.isVisible() && window().findChild<ExportDialog*>() != nullptr);
    QCOMPARE(m_window->asked, 0); // Return exported nothing
    QVERIFY(settled());
    QVERIFY(find("time to first token") && !find("prefill"));
    doubleClick(middleOf("time to first token"));
    typeInto(editor, QString()); // as it was
    QVERIFY(isUntouched());
    QVERIFY(settled());
    doubleClick(middleOf("prefill"));
    QTest::keyClicks(&editor, QStringLiteral("never mind"));
    QTest::keyClick(&editor, Qt::Key_Escape);
    QVERIFY(!editor.isVisible() && isUntouched());
}

void FigureBenchTest::namesOfALegendAreRenamed() {
    open("latency");
    option<QComboBox>("style.names").setCurrentIndex(1);
    QVERIFY(settled());
    doubleClick(middleOf("prefill", true));
    typeInto(option<QLineEdit>("label.words"), QStringLiteral("ours"));
    QVERIFY(settled());
    QVERIFY(find("ours", true));
    QCOMPARE(only().lines.front().words, std::optional<std::string>("ours"));
    press(bench(), middleOf("ours", true));
    QTest::keyClick(&bench(), Qt::Key_Delete); // the line with it
    QVERIFY(only().lines.front().hidden);
}

void FigureBenchTest::labelsAreHiddenAndPutBack() {
    open("latency");
    press(bench(), middleOf("answer"));
    QTest::keyClick(&bench(), Qt::Key_Delete);
    QVERIFY(settled());
    QVERIFY(!find("answer") && only().labels.front().hidden);
    click("retouch.putBack");
    QVERIFY(settled());
    QVERIFY(find("answer") && isUntouched());
    dragLabel("answer", {40, 20});
    dragLabel("prefill", {-40, -20});
    QVERIFY(settled());
    const QPoint at = middleOf("answer");
    QContextMenuEvent menu(QContextMenuEvent::Mouse, at, bench().mapToGlobal(at));
    QApplication::sendEvent(&bench(), &menu);
    part<QAction>(bench(), QStringLiteral("label.putBack")).trigger();
    QCOMPARE(only().labels.size(), std::size_t{1});
    QCOMPARE(only().labels.front().name.key, std::string("prefill #"));
    part<QMenu>(bench(), QStringLiteral("label.menu")).close();
}

/// Tab to a label, arrows, F2.
void FigureBenchTest::byKeyboard() {
    open("latency");
    bench().setFocus();
    QTest::keyClick(&bench(), Qt::Key_Tab);
    QVERIFY(bench().selected());
    while (bench().selected() && !wordsOf(*bench().selected()).starts_with("prefill"))
        QTest::keyClick(&bench(), Qt::Key_Tab);
    QVERIFY(bench().selected());
    for (int i = 0; i < 9 && !bench().accessibleDescription().startsWith(QStringLiteral("prefill")); ++i)
        QTest::keyClick(&bench(), Qt::Key_Tab);
    QVERIFY(bench().accessibleDescription().startsWith(QStringLiteral("prefill")));
    const QPoint from = middleOf("prefill");
    QTest::keyClick(&bench(), Qt::Key_Right);
    QVERIFY(settled());
    QVERIFY(middleOf("prefill").x() > from.x() && middleOf("prefill").y() == from.y());
    QTest::keyClick(&bench(), Qt::Key_F2);
    typeInto(option<QLineEdit>("label.words"), QStringLiteral("P"));
    QCOMPARE(only().labels.front().words, std::optional<std::string>("P"));
    QTest::keyClick(&bench(), Qt::Key_Escape); // lets go of it, and not of the dialog
    QVERIFY(!bench().selected() && dialog().isVisible());
}

void FigureBenchTest::linesAreChosen() {
    open("latency");
    auto& lines = option<CheckList>("retouch.lines");
    auto* row = lines.find(QStringLiteral("switch"));
    QVERIFY(row != nullptr);
    row->setCheckState(0, Qt::Unchecked);
    QVERIFY(settled());
    QVERIFY(!find("switch"));
    QVERIFY(only().lines.front().hidden);
    row->setCheckState(0, Qt::Checked);
    QVERIFY(isUntouched());
    row->setText(0, QStringLiteral("swap"));
    QCOMPARE(only().lines.front().words, std::optional<std::string>("swap"));
    QVERIFY(lines.find(QStringLiteral("swap")) == row);
}

void FigureBenchTest::labelsFromTheList() {
    open("latency");
    auto& labels = option<CheckList>("retouch.labels");
    auto* row = labels.find(QStringLiteral("answer"));
    QVERIFY(row != nullptr);
    row->setCheckState(0, Qt::Unchecked);
    QVERIFY(settled());
    QVERIFY(!find("answer"));
    row->setCheckState(0, Qt::Checked);
    QVERIFY(settled());
    QVERIFY(find("answer") && isUntouched());
}

void FigureBenchTest::axesAreTyped() {
    open("latency");
    typeInto(option<QLineEdit>("retouch.x.from"), QStringLiteral("4K"));
    typeInto(option<QLineEdit>("retouch.x.to"), QStringLiteral("1M"));
    typeInto(option<QLineEdit>("retouch.y.ticks"), QStringLiteral("1 s, 1 min"));
    QCOMPARE(m_window->asked, 0);
    QVERIFY(settled());
    const Figure& shown = bench().shown().figures.front().figure;
    QCOMPARE(shown.x.minimum, 4e3);
    QCOMPARE(shown.x.maximum, 1e6);
    QCOMPARE(shown.y.chosenTicks, (std::vector<double>{1, 60}));
    typeInto(option<QLineEdit>("retouch.y.ticks"), QStringLiteral("4"));
    QCOMPARE(only().y.count, 4);
    click("retouch.whole");
    QVERIFY(isUntouched());
    QCOMPARE(option<QLineEdit>("retouch.x.from").text(), QString());
}

void FigureBenchTest::wrongWordsAreTold() {
    open("latency");
    auto& from = option<QLineEdit>("retouch.x.from");
    typeInto(from, QStringLiteral("far"));
    QCOMPARE(message(), QStringLiteral("“far” is no place on the axis “context”; one is 10M"));
    QVERIFY(!option<QPushButton>("export").isEnabled());
    QCOMPARE(from.text(), QStringLiteral("far"));
    typeInto(from, QStringLiteral("20M"));
    QCOMPARE(message(), QStringLiteral("must go from one value to a larger one"));
    typeInto(from, QString());
    QCOMPARE(message(), QString());
    QVERIFY(settled() && isUntouched());
}

void FigureBenchTest::everyStepIsUndone() {
    open("latency");
    dragLabel("prefill", {-40, 10});
    option<CheckList>("retouch.lines").item(0)->setCheckState(0, Qt::Unchecked);
    typeInto(option<QLineEdit>("retouch.x.from"), QStringLiteral("4K"));
    const FigureDocument after = dialog().document();
    for (int i = 0; i < 3; ++i) QTest::keySequence(&dialog(), QKeySequence(QKeySequence::Undo));
    QVERIFY(isUntouched());
    for (int i = 0; i < 3; ++i) click("retouch.redo");
    QVERIFY(dialog().document() == after);
}

void FigureBenchTest::theWindowsZoomIsExported() {
    FigureView& view = m_window->figure(QStringLiteral("latency"));
    view.setZoom({.x = Extent{4e3, 1e6}, .y = std::nullopt});
    open("latency");
    QVERIFY(only().x.range == (Extent{4e3, 1e6}) && !only().y.range);
    QCOMPARE(bench().shown().figures.front().figure.x.maximum, 1e6);
    click("retouch.whole");
    QVERIFY(isUntouched());
    dialog().close();
    QTRY_VERIFY(window().findChild<ExportDialog*>() == nullptr);
    part<QAction>(m_window->card(QStringLiteral("latency")), QStringLiteral("latency.copySvg")).trigger();
    FigureDocument shown{.figures = {"latency"}, .scenario = paper50k(), .reference = window().store().reference()};
    shown.retouches = {{.figure = "latency", .x = {.range = Extent{4e3, 1e6}}}};
    QTRY_COMPARE(QApplication::clipboard()->text().toUtf8(), writeFigure(shown, catalogue(), FigureFormat::Svg));
}

void FigureBenchTest::openedPicturesAreAsTheyWere_data() {
    QTest::addColumn<QString>("suffix");
    for (const char* suffix : {"png", "svg", "pdf"}) QTest::newRow(suffix) << QString::fromLatin1(suffix);
}

/// The same bytes when it is exported again, and every change still one.
void FigureBenchTest::openedPicturesAreAsTheyWere() {
    QFETCH(QString, suffix);
    FigureDocument document{.figures = {"latency"}, .scenario = paper50k()};
    Retouch retouch{.figure = "latency", .x = {.range = Extent{3210.5, 1e6}}, .y = {.count = 5}};
    retouch.lineChange({.key = "switch"}).hidden = true;
    LabelChange& change = retouch.labelChange(LabelOf::Mark, {.key = "prefill #"});
    change.words = "ours";
    change.moved = true;
    change.right = -3.25;
    document.retouches = {retouch};
    const QString path = m_folder.filePath(QStringLiteral("f.") + suffix);
    writeFile(path, writeFigure(document, catalogue(), *formatOfFile(path)));
    drop(path);
    const FigureView& view = m_window->figure(QStringLiteral("latency"));
    QTRY_VERIFY(view.isZoomed() && view.zoom().x == roundExtent(view.figure()->x, {3210.5, 1e6}));
    part<QPushButton>(m_window->banner(QStringLiteral("message")), QStringLiteral("message.offer")).click();
    QVERIFY(settled());
    QVERIFY(dialog().document() == document);
    QVERIFY(find("ours"));
    m_window->answer = m_folder.filePath(QStringLiteral("again.") + suffix);
    click("export");
    if (suffix == QStringLiteral("png"))
        QVERIFY(differByAShade(QImage(m_window->answer), QImage(path)));
    else
        QVERIFY(contentOf(m_window->answer) == contentOf(path));
    dragLabel("ours", {20, 0});
    QVERIFY(only().labels.front().right > -3.25);
}

void FigureBenchTest::otherScenariosForget() {
    open("latency");
    option<CheckList>("retouch.lines").item(0)->setCheckState(0, Qt::Unchecked);
    dialog().close();
    QTRY_VERIFY(window().findChild<ExportDialog*>() == nullptr);
    open("latency");
    QVERIFY(!isUntouched()); // as it was left
    dialog().close();
    QTRY_VERIFY(window().findChild<ExportDialog*>() == nullptr);
    const QString path = m_folder.filePath(QStringLiteral("s.json"));
    writeFile(path, QByteArray::fromStdString(writeScenario(paper4k(), catalogue())));
    drop(path);
    open("latency");
    QVERIFY(isUntouched());
}

void FigureBenchTest::formatsAreChosen() {
    open("latency");
    auto& formats = option<QComboBox>("format");
    QCOMPARE(formats.currentText(), QStringLiteral("PDF"));
    formats.setCurrentIndex(1);
    m_window->answer = m_folder.filePath(QStringLiteral("f.svg"));
    click("export");
    QCOMPARE(m_window->suggestion, QStringLiteral("latency.svg"));
    dialog().close();
    QTRY_VERIFY(window().findChild<ExportDialog*>() == nullptr);
    open("latency");
    QCOMPARE(option<QComboBox>("format").currentText(), QStringLiteral("SVG")); // remembered
}

void FigureBenchTest::copiesAreTold() {
    QStatusBar& status = *window().statusBar();
    part<QAction>(m_window->card(QStringLiteral("latency")), QStringLiteral("latency.copyBibtex")).trigger();
    QCOMPARE(status.currentMessage(), QStringLiteral("Copied: the BibTeX entry of the paper"));
    auto& hint = part<QLabel>(status, QStringLiteral("hint"));
    QVERIFY(!hint.isVisible()); // it would leave the message no room
    part<QAction>(m_window->card(QStringLiteral("latency")), QStringLiteral("latency.copyData")).trigger();
    QTRY_COMPARE(status.currentMessage(), QStringLiteral("Copied: the data as CSV"));
    open("latency");
    click("copy");
    QCOMPARE(status.currentMessage(), QStringLiteral("Copied: the figure as an image"));
    status.clearMessage();
    QVERIFY(hint.isVisible());
}

/// A label dragged onto data is told at once.
void FigureBenchTest::findingsFollow() {
    open("latency");
    const auto told = [&] { return option<QLabel>("findings").text(); };
    QVERIFY(!told().contains(QStringLiteral("covers data")));
    const auto label = find("prefill");
    const SheetFigure& figure = bench().shown().figures.front();
    const auto at = std::ranges::find_if(figure.labels, [&](const Label& each) {
        return LabelId{each.of, each.index, each.bar} == label->drawn;
    });
    const Point mark = at->anchor;
    const double scale = bench().areaOf(*label).width() / at->area->width;
    const Point middle = at->area->center();
    dragLabel("prefill", QPointF((mark.x - middle.x) * scale, (mark.y - middle.y) * scale).toPoint());
    QVERIFY(settled());
    QVERIFY2(told().contains(QStringLiteral("covers data")), qPrintable(told()));
}

/// What one move of the pointer costs, told; far from what would be felt.
void FigureBenchTest::followsTheHand() {
    open("latency");
    const QPoint from = middleOf("prefill");
    press(bench(), from);
    QElapsedTimer timer;
    timer.start();
    constexpr int moves = 20;
    for (int i = 0; i < moves; ++i) {
        drag(bench(), from + QPoint(-3 * i, 2 * (i % 5)));
        QApplication::processEvents();
    }
    const double each = static_cast<double>(timer.elapsed()) / moves;
    release(bench(), from);
    qInfo("%.1f ms a move", each);
    QVERIFY(only().labels.front().moved);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FigureBenchTest)

#include "figure_bench_test.moc"
