// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/roofline_page.h"

#include "plain.h"
#include "ui/window_fixture.h"

#include "page/operator_table.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>

namespace longpeak {
namespace {

using namespace test;

class RooflinePageTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }

    void followsTheScenario();
    void theModelIsSound();
    void rowsAreTheOperators();
    void aClickOnAHeadSorts();
    void aChosenRowIsRinged();
    void theChoiceOutlivesAnEdit();
    void theChoiceComesBackWithItsOperator();
    void whatComputesNothingIsNotRinged();
    void escapeLetsGo();
    void copiesCsv();
    void arrowsWalkTheRows();
    void eachFigureTakesTheWholePage();
    void splitsComeBack();
    void leadsOutOfThePaper();
    void notesAreSaid();
    void aMarkExplainsItsMetric();

private:
    TestWindow& window() { return *m_window; }
    void edit(std::string_view id, double value) {
        window()->store().edit(row(id), value);
        window()->refresher().flush();
        QApplication::processEvents();
    }
    OperatorTable& table() { return part<OperatorTable>(*window(), QStringLiteral("operatorTable")); }
    QTableView& rows() { return part<QTableView>(*window(), QStringLiteral("operatorTable.rows")); }
    QString cell(int row, int column) { return rows().model()->index(row, column).data().toString(); }
    int rowNamed(const QString& name) {
        for (int i = 0; i < rows().model()->rowCount(); ++i)
            if (cell(i, OperatorTableModel::Name) == name) return i;
        return -1;
    }
    void click(const QString& name) {
        const QRect place = rows().visualRect(rows().model()->index(rowNamed(name), OperatorTableModel::Share));
        QTest::mouseClick(rows().viewport(), Qt::LeftButton, {}, place.center());
    }
    /// Marks with a ring on the figure that is shown.
    std::vector<Mark> ringed() {
        std::vector<Mark> out;
        std::ranges::copy_if(window().figure(QStringLiteral("roofline")).figure()->marks, std::back_inserter(out),
                             &Mark::picked);
        return out;
    }
    std::unique_ptr<TestWindow> m_window;
};

void RooflinePageTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>(with(paper50k(), "cost_model", 1));
    window()->workspace().showPage(QStringLiteral("roofline"));
    QVERIFY(window().show());
}

void RooflinePageTest::followsTheScenario() {
    QCOMPARE(rows().model()->rowCount(), 14); // 7 operators in each pass
    edit("cost_model", 0);
    QCOMPARE(rows().model()->rowCount(), 2);
    QCOMPARE(window().figure(QStringLiteral("operators")).figure()->y.names.size(), std::size_t{2});
    edit("cost_model", 1);
    edit("gpus", 2);
    QCOMPARE(rows().model()->rowCount(), 16); // and the all-reduces
    QVERIFY(rowNamed(QStringLiteral("decode: all-reduces")) >= 0);
}

void RooflinePageTest::theModelIsSound() {
    auto& model = part<OperatorTableModel>(*window(), QString());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    edit("context", 1e6);
    edit("gpus", 8);
    edit("cost_model", 0);
    QCOMPARE(model.rowCount(), 2);
}

void RooflinePageTest::rowsAreTheOperators() {
    // As worked by hand in core: 86.0 GFLOP over 12.3 GB, 7.00 FLOP/B, 6.03 ms of a step of 39.3 ms.
    const int attention = rowNamed(QStringLiteral("decode: attention"));
    QVERIFY(attention >= 0);
    QStringList cells;
    for (int column = 1; column < OperatorTableModel::ColumnCount; ++column) cells << cell(attention, column);
    QCOMPARE(cells, (QStringList{"60", "86.0 GFLOP", "12.3 GB", "7.00", "6.03 ms", "15.3 %", "HBM"}));
    const QModelIndex work = rows().model()->index(attention, OperatorTableModel::Flop);
    QCOMPARE(work.data(Qt::ToolTipRole).toString(), wrapped(shown(formatExact(86.016e9, Unit::Flop))));
    const int norms = rowNamed(QStringLiteral("decode: norms"));
    QCOMPARE(cell(norms, OperatorTableModel::Flop), QStringLiteral("—")); // nothing is computed
    QCOMPARE(cell(rowNamed(QStringLiteral("decode: LM head")), OperatorTableModel::Layers), QStringLiteral("—"));
}

void RooflinePageTest::aClickOnAHeadSorts() {
    QCOMPARE(cell(0, OperatorTableModel::Name), QStringLiteral("prefill: feed-forward")); // the slowest first
    QHeaderView& head = *rows().horizontalHeader();
    const auto clickHead = [&](int column) {
        const QPoint at(head.sectionViewportPosition(column) + head.sectionSize(column) / 2, head.height() / 2);
        QTest::mouseClick(head.viewport(), Qt::LeftButton, {}, at);
    };
    clickHead(OperatorTableModel::Intensity);
    const auto number = [&](int r) {
        return rows().model()->index(r, OperatorTableModel::Intensity).data(OperatorTableModel::sortRole).toDouble();
    };
    const bool ascends = number(0) < number(13);
    for (int i = 1; i < 14; ++i) QVERIFY(ascends ? number(i - 1) <= number(i) : number(i - 1) >= number(i));
    clickHead(OperatorTableModel::Intensity); // and the other way round
    QVERIFY((number(0) < number(13)) != ascends);
}

void RooflinePageTest::aChosenRowIsRinged() {
    QVERIFY(ringed().empty());
    click(QStringLiteral("decode: attention"));
    QCOMPARE(ringed().size(), std::size_t{1});
    QCOMPARE(shown(ringed().front().label), "attention 15.3 %");
    NEAR(ringed().front().x, 86.016e9 / 12'289'966'080.0, 1e-12);
    // It has a name though it shares its spot with a larger one.
    click(QStringLiteral("decode: output"));
    QCOMPARE(shown(ringed().front().label), "output 7.69 %");
    QCOMPARE(ringed().size(), std::size_t{1});
}

void RooflinePageTest::theChoiceOutlivesAnEdit() {
    click(QStringLiteral("prefill: attention"));
    const double before = ringed().front().share;
    edit("context", 1e6); // attention becomes the slowest and moves up
    QCOMPARE(ringed().size(), std::size_t{1});
    QVERIFY(ringed().front().share > before);
    const auto selected = rows().selectionModel()->selectedRows();
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected.front().data().toString(), QStringLiteral("prefill: attention"));
}

void RooflinePageTest::theChoiceComesBackWithItsOperator() {
    click(QStringLiteral("prefill: attention"));
    edit("cost_model", 0);
    QVERIFY(ringed().empty());
    edit("cost_model", 1);
    QCOMPARE(ringed().size(), std::size_t{1});
    QCOMPARE(rows().selectionModel()->selectedRows().front().data().toString(), QStringLiteral("prefill: attention"));
}

void RooflinePageTest::whatComputesNothingIsNotRinged() {
    click(QStringLiteral("prefill: norms"));
    QVERIFY(table().chosen().has_value());
    QVERIFY(ringed().empty());
}

void RooflinePageTest::escapeLetsGo() {
    click(QStringLiteral("prefill: attention"));
    QTest::keyClick(&rows(), Qt::Key_Escape);
    QVERIFY(!table().chosen().has_value());
    QVERIFY(ringed().empty());
}

void RooflinePageTest::copiesCsv() {
    const QString expected = shown(writeCsv(operatorLines(now(*window()))));
    QTest::mouseClick(&part<QToolButton>(*window(), QStringLiteral("operatorTable.copy")), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), expected);
    QApplication::clipboard()->clear();
    click(QStringLiteral("prefill: attention"));
    QTest::keyClick(&rows(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), expected);
}

void RooflinePageTest::arrowsWalkTheRows() {
    rows().setFocus();
    QTest::keyClick(&rows(), Qt::Key_Down);
    QTest::keyClick(&rows(), Qt::Key_Down);
    QVERIFY(table().chosen().has_value());
    const auto first = *table().chosen();
    QTest::keyClick(&rows(), Qt::Key_Down);
    QVERIFY(*table().chosen() != first);
    QTest::keyClick(&rows(), Qt::Key_Tab); // leaves the table
    QVERIFY(!rows().hasFocus());
}

void RooflinePageTest::eachFigureTakesTheWholePage() {
    for (const char* id : {"roofline", "operators"}) {
        const QString name = QLatin1String(id);
        auto& button = part<QToolButton>(window().card(name), name + QStringLiteral(".expand"));
        QTest::mouseClick(&button, Qt::LeftButton);
        QApplication::processEvents();
        QVERIFY(window().card(name).isVisible() && !table().isVisible());
        QCOMPARE(window()->workspace().current().wanted().figures, std::set<std::string>{id});
        QCOMPARE(window().card(name).height(), window()->workspace().current().height());
        QTest::mouseClick(&button, Qt::LeftButton);
        QApplication::processEvents();
        QVERIFY(window().card(QStringLiteral("roofline")).isVisible() &&
                window().card(QStringLiteral("operators")).isVisible() && table().isVisible());
    }
}

void RooflinePageTest::splitsComeBack() {
    Page& page = window()->workspace().current();
    const QByteArray before = page.splits();
    auto& rowsOfPage = *page.findChild<QSplitter*>();
    rowsOfPage.setSizes({300, 600});
    QVERIFY(page.splits() != before);
    const QList<int> moved = rowsOfPage.sizes();
    const QByteArray saved = page.splits();
    page.resetLayout();
    QVERIFY(rowsOfPage.sizes() != moved);
    page.restoreSplits(saved);
    QCOMPARE(rowsOfPage.sizes(), moved);
    // At another type scale the handles are wider; that is no part of what comes back.
    const int width = rowsOfPage.handleWidth();
    rowsOfPage.setHandleWidth(2 * width);
    const QByteArray wide = page.splits();
    rowsOfPage.setHandleWidth(width);
    page.restoreSplits(wide);
    QCOMPARE(rowsOfPage.handleWidth(), width);
}

void RooflinePageTest::leadsOutOfThePaper() {
    auto& change = part<QPushButton>(*window(), QStringLiteral("roofline.useOperators"));
    QVERIFY(!change.isVisible());
    edit("cost_model", 0);
    QVERIFY(change.isVisible());
    click(QStringLiteral("prefill as a whole"));
    QCOMPARE(shown(ringed().front().label), "prefill as a whole, 14.1 s");
    QTest::mouseClick(&change, Qt::LeftButton);
    window()->refresher().flush();
    QVERIFY(now(*window()).costModel == CostModel::Operators && !change.isVisible());
    window().trigger(QStringLiteral("undo"));
    QVERIFY(now(*window()).costModel == CostModel::Paper);
}

/// What is assumed, and what is not shown, is said where the title is.
void RooflinePageTest::notesAreSaid() {
    const QString tip =
        part<QLabel>(window().card(QStringLiteral("roofline")), QStringLiteral("roofline.title")).toolTip();
    QVERIFY(tip.contains(QStringLiteral("Embedding and norms compute nothing")));
    QVERIFY(tip.contains(QStringLiteral("operators of a prefill of 50K")));
}

void RooflinePageTest::aMarkExplainsItsMetric() {
    QStringList asked;
    QObject listening;
    QObject::connect(&window()->workspace().current(), &Page::explainRequested, &listening,
                     [&](const QString& key) { asked << key; });
    FigureView& figure = window().figure(QStringLiteral("roofline"));
    const auto ridge = std::ranges::find(figure.figure()->marks, std::string("ridge_flop_per_byte"), &Mark::metric);
    auto& canvas = part<QWidget>(figure, QStringLiteral("canvas"));
    const QPoint at = canvas.mapFrom(&figure, figure.pixelAt(ridge->x, ridge->y));
    press(canvas, at);
    release(canvas, at);
    QCOMPARE(asked, QStringList{"ridge_flop_per_byte"});
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::RooflinePageTest)
#include "roofline_page_test.moc"
