// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/evidence_page.h"

#include "page/evidence_details.h"
#include "page/evidence_table.h"
#include "plain.h"
#include "ui/window_fixture.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTextBrowser>

#include <algorithm>

// The page of measurements: its table, what it narrows, and the way from a row into its case.

namespace longpeak {
namespace {

using namespace test;

const char* const stepId = "vllmkv-h100-sxm-llama-3.1-8b-bf16-itl100k";

const Measurement& measurementOf(std::string_view id) {
    const auto found = std::ranges::find(catalogue().measurements, id, &Measurement::id);
    if (found == catalogue().measurements.end()) qFatal("no measurement of that id");
    return *found;
}

std::size_t pointsOf(FigureCard& card) {
    std::size_t count = 0;
    for (const Series& series : card.view().figure()->series)
        if (series.form == Form::Points) count += series.x.size();
    return count;
}

class EvidencePageTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }

    void theModelIsSound();
    void rowsSayWhatTheyAre();
    void suspectsStandOut();
    void sortsWhatIsNotPredictedLast();
    void searches();
    void narrowsToTheScenario();
    void aRowIsMarkedInTheFigures();
    void aPointChoosesItsRow();
    void detailsSayEverything();
    void aCaseOpensAndComesBack();
    void aDoubleClickOpens();
    void enterOpensAndEscapeForgets();
    void oneFigureTakesTheArea();
    void resetForgets();

private:
    TestWindow& window() { return *m_window; }
    EvidenceTable& table() { return part<EvidenceTable>(**m_window, QStringLiteral("evidenceTable")); }
    QTableView& rows() { return part<QTableView>(**m_window, QStringLiteral("evidenceTable.rows")); }
    QLineEdit& search() { return part<QLineEdit>(**m_window, QStringLiteral("evidenceTable.search")); }
    QString count() { return part<QLabel>(**m_window, QStringLiteral("evidenceTable.count")).text(); }
    void press(const char* name) {
        QTest::mouseClick(&part<QAbstractButton>(**m_window, QLatin1String(name)), Qt::LeftButton);
        QApplication::processEvents();
    }
    void choose(const char* id) {
        table().choose(QLatin1String(id));
        QApplication::processEvents();
    }
    QString facts() { return part<QTextBrowser>(**m_window, QStringLiteral("evidenceDetails.facts")).toPlainText(); }
    std::unique_ptr<TestWindow> m_window;
};

void EvidencePageTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show({1600, 1000}));
    window()->workspace().showPage(QStringLiteral("evidence"));
    QApplication::processEvents();
}

/// With every measurement of the catalogue.
std::unique_ptr<EvidenceModel> modelOf(const Catalogue& presets) {
    auto model = std::make_unique<EvidenceModel>(presets);
    model->setComparisons(std::make_shared<const std::vector<Comparison>>(compareAll(presets)));
    return model;
}

void EvidencePageTest::theModelIsSound() {
    const auto filled = modelOf(catalogue());
    EvidenceModel& model = *filled;
    EvidenceFilter filter(model, catalogue());
    const QAbstractItemModelTester ofModel(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester ofFilter(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setSearch(QStringLiteral("llama"));
    filter.sort(EvidenceModel::AtPeak, Qt::DescendingOrder);
    filter.setScenario(paper50k());
    filter.setScope(EvidenceFilter::Scope::Kind);
    model.setByteUnits(ByteUnits::Binary);
    model.setTheme(themeOf(Appearance::Dark));
    filter.setSearch({});
    QVERIFY(filter.rowCount() > 0 && filter.rowCount() < model.rowCount());
}

void EvidencePageTest::rowsSayWhatTheyAre() {
    const auto filled = modelOf(catalogue());
    const EvidenceModel& model = *filled;
    QCOMPARE(model.rowCount(), 144);
    const auto& all = model.comparisons();
    const auto found = std::ranges::find_if(all, [](const Comparison& c) { return c.measurement->id == stepId; });
    const int row = static_cast<int>(found - all.begin());
    const auto cell = [&](int column, int role = Qt::DisplayRole) { return model.index(row, column).data(role); };
    QCOMPARE(cell(EvidenceModel::What).toString(), QStringLiteral("time per token"));
    QCOMPARE(cell(EvidenceModel::ModelName).toString(), QStringLiteral("Llama-3.1-8B"));
    QCOMPARE(cell(EvidenceModel::Hardware).toString(), QStringLiteral("H100 SXM5 80GB"));
    QCOMPARE(cell(EvidenceModel::Conditions).toString(), QString::fromUtf8("100\u202f000 tokens, batch 1, one batch"));
    QCOMPARE(cell(EvidenceModel::Measured).toString(), QStringLiteral("10.8 ms"));
    QCOMPARE(cell(EvidenceModel::Measured, Qt::ToolTipRole).toString(), wrapped(QStringLiteral("10.81 ms")));
    QCOMPARE(cell(EvidenceModel::AtPeak).toString(), QStringLiteral("8.39 ms"));
    QCOMPARE(cell(EvidenceModel::Reached).toString(), QStringLiteral("77.7 %"));
    QCOMPARE(cell(EvidenceModel::Judged).toString(), QStringLiteral("sound"));
    QCOMPARE(cell(EvidenceModel::BoundBy).toString(), QStringLiteral("memory bandwidth"));
    QVERIFY(cell(EvidenceModel::Source).toString().startsWith(QStringLiteral("github:vllm-project/")));
    QCOMPARE(cell(EvidenceModel::BoundBy, Qt::DecorationRole).value<QColor>(),
             themeOf(Appearance::Light).role(Role::Decode));
    QVERIFY(!cell(EvidenceModel::Judged, Qt::ForegroundRole).isValid());
}

/// The measurement with another value, in a catalogue of its own.
Catalogue with(Measurement measurement) {
    Catalogue presets = catalogue();
    presets.measurements = {std::move(measurement), measurementOf("link-h100-dma-oneway")};
    return presets;
}

void EvidencePageTest::suspectsStandOut() {
    Measurement impossible = measurementOf(stepId);
    impossible.value = 0.001;
    const Catalogue presets = with(impossible);
    const auto filled = modelOf(presets);
    const EvidenceModel& model = *filled;
    const QModelIndex verdict = model.index(0, EvidenceModel::Judged);
    QCOMPARE(verdict.data().toString(), QStringLiteral("suspect")); // in words, not by colour alone
    QCOMPARE(verdict.data(Qt::ToolTipRole).toString(),
             wrapped(QStringLiteral("suspect: faster than the theoretical peak")));
    QCOMPARE(verdict.data(Qt::ForegroundRole).value<QColor>(), themeOf(Appearance::Light).danger);
    QVERIFY(!model.index(1, EvidenceModel::Judged).data(Qt::ForegroundRole).isValid());
}

void EvidencePageTest::sortsWhatIsNotPredictedLast() {
    Measurement unknown = measurementOf(stepId);
    unknown.model = "no-such-model";
    const Catalogue presets = with(unknown);
    const auto filled = modelOf(presets);
    EvidenceModel& model = *filled;
    EvidenceFilter filter(model, presets);
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        filter.sort(EvidenceModel::Reached, order);
        QCOMPARE(filter.index(1, EvidenceModel::Judged).data().toString(), QStringLiteral("not predicted"));
        QCOMPARE(filter.index(1, EvidenceModel::Reached).data().toString(), QString::fromUtf8("—"));
    }
}

void EvidencePageTest::searches() {
    QCOMPARE(count(), QStringLiteral("144"));
    QTest::keyClicks(&search(), QStringLiteral("GB10 qwen3"));
    QApplication::processEvents();
    QCOMPARE(rows().model()->rowCount(), 3); // Qwen3-30B-A3B at three depths
    QCOMPARE(count(), QStringLiteral("3 of 144"));
    QCOMPARE(pointsOf(window().card(QStringLiteral("evidence"))), std::size_t{3});
    search().clear();
    QApplication::processEvents();
    QCOMPARE(pointsOf(window().card(QStringLiteral("evidence"))), std::size_t{142});
}

void EvidencePageTest::narrowsToTheScenario() {
    press("evidenceTable.model");
    QCOMPARE(rows().model()->rowCount(), 4); // of Yi-34B: three throughputs and a formula
    press("evidenceTable.kind");
    const int dataCentre = rows().model()->rowCount();
    QVERIFY(dataCentre > 90 && dataCentre < 144);
    const auto set = window()->store().editText(row("accelerator"), QStringLiteral("rtx-4090"));
    QVERIFY(bool(set));
    window()->refresher().flush();
    QCOMPARE(rows().model()->rowCount(), 10); // five on the 4090, three on the 3090, two on the 5090
    QCOMPARE(pointsOf(window().card(QStringLiteral("evidence"))), std::size_t{10});
    press("evidenceTable.all");
    QCOMPARE(rows().model()->rowCount(), 144);
}

void EvidencePageTest::aRowIsMarkedInTheFigures() {
    for (const char* id : {"evidence", "evidence-context"})
        QVERIFY(window().figure(QLatin1String(id)).figure()->marks.empty());
    choose(stepId);
    for (const char* id : {"evidence", "evidence-context"}) {
        const auto& marks = window().figure(QLatin1String(id)).figure()->marks;
        QCOMPARE(marks.size(), std::size_t{1});
        QVERIFY(marks.front().picked);
        NEAR(marks.front().y, 0.7766, 1e-3);
    }
    window()->store().edit(row("context"), 128000); // and stays while the scenario changes
    window()->refresher().flush();
    QCOMPARE(window().figure(QStringLiteral("evidence")).figure()->marks.size(), std::size_t{1});
}

void EvidencePageTest::aPointChoosesItsRow() {
    FigureView& view = window().figure(QStringLiteral("evidence"));
    const auto& series = view.figure()->series;
    const auto links = std::ranges::find_if(series, [](const Series& s) { return s.name.english() == "link-bound"; });
    const auto key = std::ranges::find(links->pointKeys, "link-h100-dma-oneway");
    QVERIFY(key != links->pointKeys.end());
    const auto i = static_cast<std::size_t>(key - links->pointKeys.begin());
    QWidget& plot = *view.focusProxy();
    const QPoint at = plot.mapFrom(&view, view.pixelAt(links->x[i], links->y[i]));
    test::press(plot, at);
    release(plot, at);
    QApplication::processEvents();
    QVERIFY(table().chosen() != nullptr);
    QCOMPARE(shown(table().chosen()->measurement->id), QStringLiteral("link-h100-dma-oneway"));
    QVERIFY(rows().visualRect(rows().selectionModel()->selectedRows().front()).isValid());
    QCOMPARE(view.figure()->marks.size(), std::size_t{1});
    choose("no-such-measurement");
    QVERIFY(table().chosen() == nullptr);
}

void EvidencePageTest::detailsSayEverything() {
    QVERIFY(facts().startsWith(QStringLiteral("Choose a row")));
    QVERIFY(!part<QPushButton>(**m_window, QStringLiteral("evidenceDetails.open")).isVisible());
    choose("r1-16h100-c1");
    const Measurement& m = measurementOf("r1-16h100-c1");
    QVERIFY(facts().contains(QStringLiteral("far below the peak: less than a twentieth of it")));
    QVERIFY(facts().contains(shown(m.printed)));
    QVERIFY(facts().contains(shown(m.finding)));
    QVERIFY(facts().contains(shown(m.sources.front().reference)));
    QVERIFY(facts().contains(QStringLiteral("16 × H100 SXM5 80GB")));
    QVERIFY(facts().contains(QStringLiteral("DeepSeek-R1 FP8, concurrency 1")));
    const auto& browser = part<QTextBrowser>(**m_window, QStringLiteral("evidenceDetails.facts"));
    QVERIFY(browser.textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
}

void EvidencePageTest::aCaseOpensAndComesBack() {
    const Scenario before = now(*window());
    choose(stepId);
    press("evidenceDetails.open");
    QCOMPARE(shown(now(*window()).model.id), QStringLiteral("llama-3.1-8b"));
    QCOMPARE(now(*window()).context.si(), 100e3);
    QVERIFY(now(*window()).costModel == CostModel::Operators);
    window()->refresher().flush();
    NEAR(window()->refresher().snapshot()->estimate.decode.perToken.si(), 0.00839, 2e-3);
    QCOMPARE(window()->store().history().undoText(), QStringLiteral("Open case"));
    window()->store().history().undo();
    QVERIFY(now(*window()) == before);
}

void EvidencePageTest::aDoubleClickOpens() {
    choose(stepId);
    const QRect cell = rows().visualRect(rows().selectionModel()->selectedRows().front());
    QTest::mouseClick(rows().viewport(), Qt::LeftButton, {}, cell.center());
    QTest::mouseDClick(rows().viewport(), Qt::LeftButton, {}, cell.center());
    QCOMPARE(shown(now(*window()).model.id), QStringLiteral("llama-3.1-8b"));
}

void EvidencePageTest::enterOpensAndEscapeForgets() {
    choose(stepId);
    rows().setFocus();
    QTest::keyClick(&rows(), Qt::Key_Escape);
    QVERIFY(table().chosen() == nullptr);
    QTest::keyClick(&rows(), Qt::Key_Return);
    QCOMPARE(shown(now(*window()).model.id), QStringLiteral("yi-34b-200k"));
    choose(stepId);
    QTest::keyClick(&rows(), Qt::Key_Return);
    QCOMPARE(shown(now(*window()).model.id), QStringLiteral("llama-3.1-8b"));
}

void EvidencePageTest::oneFigureTakesTheArea() {
    press("evidence.expand");
    QVERIFY(!table().isVisible());
    QVERIFY(!window().card(QStringLiteral("evidence-context")).isVisible());
    QCOMPARE(window()->workspace().current().wanted().figures, std::set<std::string>{"evidence"});
    press("evidence.expand");
    QVERIFY(table().isVisible() && window().card(QStringLiteral("evidence-context")).isVisible());
}

void EvidencePageTest::resetForgets() {
    choose(stepId);
    search().setText(QStringLiteral("llama"));
    press("evidenceTable.kind");
    window()->workspace().resetLayout();
    QApplication::processEvents();
    QVERIFY(table().chosen() == nullptr && search().text().isEmpty());
    QCOMPARE(rows().model()->rowCount(), 144);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::EvidencePageTest)
#include "evidence_page_test.moc"
