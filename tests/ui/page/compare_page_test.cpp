// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/compare_page.h"

#include "ui/window_fixture.h"

#include "export/export_dialog.h"
#include "export/figure_file.h"
#include "page/multiple_panel.h"
#include "page/side_by_side_model.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>

#include <algorithm>
#include <map>
#include <set>

namespace longpeak {
namespace {

using namespace test;

class ComparePageTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void aloneItSaysHow();
    void pinsStandBeside();
    void axesAreShared();
    void curvesLieOverEachOther();
    void differencesAreMarked();
    void onlyWhatDiffers();
    void sixAreTheMost();
    void menuOfAPin();
    void menuOfAPinThatIsGone();
    void aDragFollows();
    void onlyCellsThatChangedArePaintedAgain();
    void anotherFigure();
    void tableIsTaken();
    void figuresAreExportedAndComeBack();
    void comesBackAtTheNextStart();

private:
    MainWindow& window() { return **m_window; }
    void settle() {
        QTRY_VERIFY(isCurrent(window()));
        QApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    void pin(const Scenario& scenario) {
        QVERIFY(window().store().pin(scenario));
        settle();
        QTRY_COMPARE(panels().size(), static_cast<qsizetype>(window().store().pins().size() + 1));
    }
    QList<MultiplePanel*> panels() { return window().findChildren<MultiplePanel*>(); }
    QString titleOf(int panel) { return part<QLabel>(window(), QStringLiteral("multiple.title.%1").arg(panel)).text(); }
    QTableView& table() { return part<QTableView>(window(), QStringLiteral("compare.table")); }
    QModelIndex cell(const char* label, int column) {
        const QAbstractItemModel& model = *table().model();
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.index(row, 0).data().toString() == QLatin1String(label)) return model.index(row, column);
        return {};
    }
    QAction& action(const char* name) { return part<QAction>(window(), QLatin1String(name)); }

    std::unique_ptr<TestWindow> m_window;
    QTemporaryDir m_folder;
};

void ComparePageTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
    window().workspace().showPage(QStringLiteral("compare"));
    settle();
    QTRY_COMPARE(panels().size(), 1);
}

void ComparePageTest::aloneItSaysHow() {
    QVERIFY(part<QLabel>(window(), QStringLiteral("compare.hint")).isVisible());
    QCOMPARE(titleOf(0), QStringLiteral("This: Yi-34B-200K at 50K"));
    QVERIFY(cell("Prefill", 1).isValid()); // nothing differs, so everything is told
}

void ComparePageTest::pinsStandBeside() {
    part<QPushButton>(window(), QStringLiteral("compare.pin")).click();
    settle();
    window().store().edit(row("context"), 200e3);
    settle();
    QTRY_COMPARE(panels().size(), 2);
    QVERIFY(!part<QLabel>(window(), QStringLiteral("compare.hint")).isVisible());
    QCOMPARE(titleOf(0), QStringLiteral("This: Yi-34B-200K at 200K"));
    QCOMPARE(titleOf(1), QStringLiteral("50K")); // what sets it apart
    QCOMPARE(cell("Context length", 1).data().toString(), QStringLiteral("200K"));
    QCOMPARE(cell("Context length", 2).data().toString(), QStringLiteral("50K"));
}

void ComparePageTest::axesAreShared() {
    pin(with(paper50k(), "gpus", 8));
    const auto axis = [&](int panel) { return panels()[panel]->view().figure()->y; };
    QCOMPARE(axis(0).minimum, axis(1).minimum);
    QCOMPARE(axis(0).maximum, axis(1).maximum);
    QVERIFY(panels()[0]->view().figure()->series != panels()[1]->view().figure()->series);
}

void ComparePageTest::curvesLieOverEachOther() {
    auto& together = part<QCheckBox>(window(), QStringLiteral("compare.together"));
    QVERIFY(!together.isEnabled()); // alone
    pin(with(paper50k(), "gpus", 8));
    pin(with(paper50k(), "gpus", 2));
    QTRY_VERIFY(together.isEnabled());
    std::size_t apart = 0;
    const auto each = panels();
    for (MultiplePanel* panel : each) apart += panel->view().figure()->series.size();
    together.click();
    settle();
    QCOMPARE(panels().size(), 1);
    const Figure& all = *panels()[0]->view().figure();
    QCOMPARE(all.series.size(), apart);
    QVERIFY(!titleOf(0).startsWith(QStringLiteral("This")));
    std::set<QString> names;
    for (const Series& series : all.series) names.insert(shown(series.name));
    QCOMPARE(names.size(), all.series.size()); // each is told from the others
    QVERIFY(names.contains(QStringLiteral("prefill · 8 GPUs")));
    QVERIFY(names.contains(QStringLiteral("prefill · 1 GPU")));
    // What is exported is what is seen.
    part<QAction>(window(), QStringLiteral("compare.exportFigures")).trigger();
    auto& dialog = part<ExportDialog>(window(), QStringLiteral("exportDialog"));
    QCOMPARE(dialog.document().together, true);
    QCOMPARE(dialog.document().beside.size(), std::size_t{2});
    dialog.close();
    // Bars cannot.
    window().workspace().showMultiples(QStringLiteral("breakdown"));
    settle();
    QTRY_COMPARE(panels().size(), 3);
    QVERIFY(!together.isEnabled());
}

void ComparePageTest::differencesAreMarked() {
    pin(with(paper50k(), "context", 200e3));
    pin(with(paper50k(), "gpus", 2));
    QCOMPARE(cell("Context switch", 1).data().toString(), QStringLiteral("1.23 s"));
    QCOMPARE(cell("Context switch", 2).data().toString(), QStringLiteral("4.92 s   × 4"));
    QCOMPARE(cell("Context switch", 3).data().toString(), QStringLiteral("614 ms   ÷ 2"));
    const auto colour = [&](const char* label, int column) {
        return cell(label, column).data(Qt::ForegroundRole).value<QColor>();
    };
    const Theme& theme = themeOf(systemAppearance());
    QCOMPARE(colour("Context switch", 2), theme.danger);
    QCOMPARE(colour("Context switch", 3), theme.better);
    QCOMPARE(colour("GPUs in tensor parallel", 3), theme.accent);
    QVERIFY(!cell("GPUs in tensor parallel", 2).data(Qt::ForegroundRole).isValid());
    QVERIFY(cell("Context switch", 3).data(Qt::FontRole).value<QFont>().bold());
}

void ComparePageTest::onlyWhatDiffers() {
    pin(with(paper50k(), "gpus", 2));
    QVERIFY(!cell("Context length", 1).isValid());
    part<QCheckBox>(window(), QStringLiteral("compare.differences")).click();
    QVERIFY(cell("Context length", 1).isValid());
    QVERIFY(cell("Weights", 1).isValid());
}

void ComparePageTest::sixAreTheMost() {
    for (int i = 1; i <= 6; ++i) pin(with(paper50k(), "gpus", i + 1));
    QVERIFY(!part<QPushButton>(window(), QStringLiteral("compare.pin")).isEnabled());
    QVERIFY(!window().store().pin(paper50k()));
    window().findChild<QAction*>(QStringLiteral("pinBeside"))->trigger();
    QVERIFY(m_window->banner(QStringLiteral("message")).message().contains(QStringLiteral("Six are pinned")));
    QCOMPARE(window().store().pins().size(), mostPinned);
    for (MultiplePanel* panel : panels())
        QTRY_VERIFY2(panel->height() > 100 && panel->width() > 200,
                     qPrintable(QStringLiteral("%1 x %2").arg(panel->width()).arg(panel->height())));
}

void ComparePageTest::menuOfAPin() {
    pin(with(paper50k(), "context", 200e3));
    pin(with(paper50k(), "gpus", 2));
    action("multiple.menu.1.use").trigger();
    settle();
    QCOMPARE(now(window()).context.si(), 200e3);
    window().store().history().undo();
    settle();
    QVERIFY(now(window()) == paper50k());
    action("multiple.menu.2.reference").trigger();
    QVERIFY(*window().store().reference() == with(paper50k(), "gpus", 2));
    action("multiple.menu.1.unpin").trigger();
    settle();
    QTRY_COMPARE(panels().size(), 2);
    QCOMPARE(window().store().pins().size(), std::size_t{1});
    QCOMPARE(titleOf(1), QStringLiteral("2 GPUs"));
}

/// Until the page is drawn anew, a menu still stands for what its panel shows.
void ComparePageTest::menuOfAPinThatIsGone() {
    pin(with(paper50k(), "context", 200e3));
    pin(with(paper50k(), "gpus", 2));
    window().store().unpin(0);
    action("multiple.menu.1.unpin").trigger();
    QCOMPARE(window().store().pins().size(), std::size_t{1});
    action("multiple.menu.2.use").trigger();
    QVERIFY(now(window()) == with(paper50k(), "gpus", 2));
    action("multiple.menu.2.unpin").trigger();
    action("multiple.menu.2.reference").trigger();
    QVERIFY(window().store().pins().empty());
    QVERIFY(*window().store().reference() == with(paper50k(), "gpus", 2));
}

/// The line of this scenario is moved by the hand; a pin stays as it is.
void ComparePageTest::aDragFollows() {
    pin(paper50k());
    emit panels()[0]->view().parametersDragged({{QStringLiteral("context"), 80e3}}, true);
    settle();
    QCOMPARE(now(window()).context.si(), 80e3);
    emit panels()[1]->view().parametersDragged({{QStringLiteral("context"), 90e3}}, true);
    QCOMPARE(now(window()).context.si(), 80e3);
    QVERIFY(window().store().pins().front() == paper50k());
}

void ComparePageTest::onlyCellsThatChangedArePaintedAgain() {
    pin(with(paper50k(), "context", 200e3));
    pin(with(paper50k(), "gpus", 2));
    const QAbstractItemModel& model = *table().model();
    const auto looks = [&] {
        std::map<std::pair<int, int>, QVariantList> out;
        for (int row = 0; row < model.rowCount(); ++row)
            for (int column = 0; column < model.columnCount(); ++column) {
                QVariantList& look = out[{row, column}];
                for (const int role : {Qt::DisplayRole, Qt::ForegroundRole, Qt::FontRole})
                    look << model.index(row, column).data(role);
            }
        return out;
    };
    const auto before = looks();
    std::set<std::pair<int, int>> told;
    const auto counting = connect(&model, &QAbstractItemModel::dataChanged, this,
                                  [&](const QModelIndex& first, const QModelIndex& last) {
                                      for (int row = first.row(); row <= last.row(); ++row)
                                          for (int column = first.column(); column <= last.column(); ++column)
                                              told.insert({row, column});
                                  });
    window().store().edit(row("context"), 51e3, EditPhase::Drag);
    settle();
    disconnect(counting);
    const auto after = looks();
    std::set<std::pair<int, int>> changed;
    for (const auto& [cell, look] : after)
        if (before.at(cell) != look) changed.insert(cell);
    QVERIFY(!changed.empty());
    QVERIFY(std::ranges::includes(told, changed));
    QVERIFY2(told.size() * 3 < after.size() * 2, qPrintable(QString::number(told.size())));
    for (const auto& [row, column] : told) QVERIFY(column > 0);
}

void ComparePageTest::anotherFigure() {
    pin(with(paper50k(), "gpus", 2));
    auto& choice = part<QComboBox>(window(), QStringLiteral("compare.figure"));
    QVERIFY(choice.findData(QStringLiteral("lanes")) < 0); // takes a simulation
    for (int i = 0; i < choice.count(); ++i) {
        choice.setCurrentIndex(i);
        emit choice.activated(i);
        settle();
        const std::string wanted = choice.itemData(i).toString().toStdString();
        for (MultiplePanel* panel : panels()) QTRY_COMPARE(panel->view().figure()->id, wanted);
    }
}

void ComparePageTest::tableIsTaken() {
    pin(with(paper50k(), "context", 200e3));
    action("compare.copyMarkdown").trigger();
    QVERIFY(
        QApplication::clipboard()->text().contains(QStringLiteral("| KV cache per user | **12.3 GB** | 49.2 GB |")));
    action("compare.copyCsv").trigger();
    const QString csv = QApplication::clipboard()->text();
    QVERIFY(csv.contains(QStringLiteral("number,kv_bytes_per_user,B,12288000000,49152000000")));
    m_window->answer = m_folder.filePath(QStringLiteral("table.csv"));
    action("compare.exportTable").trigger();
    QCOMPARE(contentOf(m_window->answer), csv.toUtf8());
    m_window->answer = m_folder.filePath(QStringLiteral("table.doc"));
    action("compare.exportTable").trigger();
    QVERIFY(!QFile::exists(m_window->answer));
    QVERIFY(m_window->banner(QStringLiteral("message")).message().contains(QStringLiteral(".csv or .md")));
}

void ComparePageTest::figuresAreExportedAndComeBack() {
    pin(with(paper50k(), "context", 200e3));
    window().findChild<QAction*>(QStringLiteral("export"))->trigger();
    auto* dialog = window().findChild<ExportDialog*>();
    QVERIFY(dialog != nullptr);
    const FigureDocument document = dialog->document();
    dialog->close();
    QCOMPARE(document.figures, std::vector<std::string>{"latency"});
    QVERIFY(document.beside == window().store().pins());
    const QString path = m_folder.filePath(QStringLiteral("multiples.svg"));
    writeFile(path, writeFigure(document, catalogue(), FigureFormat::Svg));
    window().store().unpin(0);
    window().store().edit(row("users"), 9);
    window().workspace().showPage(QStringLiteral("overview"));
    settle();
    window().openFile(path);
    settle();
    QCOMPARE(window().workspace().current().id(), QStringLiteral("compare"));
    QTRY_COMPARE(panels().size(), 2);
    QVERIFY(window().store().pins().front() == with(paper50k(), "context", 200e3));
    QCOMPARE(now(window()).session.users, 3.0);
    window().openFile(path); // what is pinned already is not pinned twice
    QCOMPARE(window().store().pins().size(), std::size_t{1});
}

void ComparePageTest::comesBackAtTheNextStart() {
    pin(with(paper50k(), "context", 200e3));
    pin(with(paper50k(), "gpus", 2));
    window().store().unpin(0);
    m_window->window->close();
    m_window = std::make_unique<TestWindow>();
    QCOMPARE(window().store().pins().size(), std::size_t{1});
    QCOMPARE(window().store().pins().front().deployment.plan.tensor, 2.0);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ComparePageTest)

#include "compare_page_test.moc"
