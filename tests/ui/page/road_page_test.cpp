// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/road_page.h"

#include "ui/window_fixture.h"

#include "cost/metric.h"
#include "explore/combinations.h"
#include "export/figure_file.h"
#include "figure/map.h"

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>

namespace longpeak {
namespace {

using namespace test;

class RoadPageTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void answersAreApplied();
    void whatCannotBeIsNotOffered();
    void targetsAreTyped();
    void closesTheExplainedNumber();
    void aPointIsApplied();
    void sensitivityIsOfTheExplainedNumber();
    void metricsStandUnderTheirSections();
    void theMapIsCoarseAndThenFine();
    void thePointIsOneStepOfUndo();
    void theMapIsChosen();
    void theMapIsExportedAsShown();

private:
    MainWindow& window() { return **m_window; }
    void showPage(const char* id) {
        window().workspace().showPage(QLatin1String(id));
        QVERIFY(QTest::qWaitFor([&] { return isCurrent(window()); }));
        QApplication::processEvents();
    }
    QString words(const char* name) {
        window().refresher().settle();
        return part<QLabel>(window(), QStringLiteral("requirements.") + QLatin1String(name))
            .text()
            .replace(QChar::Nbsp, QLatin1Char(' '));
    }
    QPushButton& button(const char* name) {
        window().refresher().settle();
        return part<QPushButton>(window(), QStringLiteral("requirements.apply.") + QLatin1String(name));
    }
    void apply(const char* name) {
        QTest::mouseClick(&button(name), Qt::LeftButton);
        QTRY_VERIFY(isCurrent(window()));
    }

    std::unique_ptr<TestWindow> m_window;
};

void RoadPageTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
    showPage("road");
}

/// Three users do not fit at once; each answer, applied, makes them fit.
void RoadPageTest::answersAreApplied() {
    for (const char* name : {"compression", "context", "gpus"}) {
        QVERIFY(evaluate(now(window())).memory.ceiling < 3.0);
        QVERIFY2(button(name).isEnabled(), name);
        apply(name);
        const double ceiling = evaluate(now(window())).memory.ceiling;
        QVERIFY2(ceiling >= 3.0 - 1e-9, qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(name)).arg(ceiling)));
        window().store().history().undo();
        QTRY_VERIFY(isCurrent(window()));
        QVERIFY(now(window()) == paper50k());
    }
}

void RoadPageTest::whatCannotBeIsNotOffered() {
    window().store().edit(row("users"), 1);
    window().store().edit(row("gpus"), 8);
    QTRY_VERIFY(isCurrent(window()));
    QVERIFY2(!button("compression").isEnabled(), qPrintable(words("compression"))); // it needs none
    QVERIFY(!words("compression").isEmpty());
}

void RoadPageTest::targetsAreTyped() {
    const QString before = words("accelerator");
    auto& field = part<QLineEdit>(window(), QStringLiteral("requirements.firstToken"));
    typeInto(field, QStringLiteral("1 s"));
    QVERIFY(words("accelerator") != before);
    typeInto(field, QStringLiteral("soon"));
    words("accelerator");
    QVERIFY(field.property("invalid").toBool());
    typeInto(field, QStringLiteral("10 s"));
    QCOMPARE(words("accelerator"), before);
    QVERIFY(!field.property("invalid").toBool());
}

void RoadPageTest::closesTheExplainedNumber() {
    window().workspace().explainMetric(QStringLiteral("switch_s"));
    QVERIFY2(words("close").startsWith(QStringLiteral("Context switch is 12.5× that at 4K; ")),
             qPrintable(words("close")));
    apply("close");
    const Scenario& after = now(window());
    Scenario reference = with(paper50k(), "context", 4000);
    const double ratio = evaluate(after).contextSwitch.time.si() / evaluate(reference).contextSwitch.time.si();
    QVERIFY2(std::abs(ratio - 1.0) < 1e-9, qPrintable(QString::number(ratio)));
    window().workspace().explainMetric(QStringLiteral("prefill_s"));
    QVERIFY2(words("close").startsWith(QStringLiteral("Prefill is ")), qPrintable(words("close")));
}

void RoadPageTest::aPointIsApplied() {
    FigureView& view = m_window->figure(QStringLiteral("combinations"));
    const auto best = combinations(paper50k(), catalogue()).front();
    QStringList ids;
    for (const Method* method : best.methods) ids << QString::fromStdString(method->id);
    QVERIFY(!ids.isEmpty());
    emit view.pointPicked(ids.join(QLatin1Char('+')));
    QCOMPARE(now(window()).compression.methods.size(), best.methods.size());
    QVERIFY(std::abs(sessionThroughput(now(window()), evaluate(now(window()))).si() / best.throughput.si() - 1) < 1e-9);
    emit view.pointPicked(QString());
    QVERIFY(now(window()).compression == Compression{});
}

void RoadPageTest::sensitivityIsOfTheExplainedNumber() {
    showPage("sensitivity");
    const auto shownMetric = [&] {
        const Figure* figure = m_window->figure(QStringLiteral("sensitivity")).figure();
        return figure == nullptr ? std::string() : figure->series.front().metric;
    };
    QTRY_COMPARE(shownMetric(), std::string("prefill_s"));
    auto& choice = part<QComboBox>(window(), QStringLiteral("sensitivity.metric"));
    QCOMPARE(choice.currentData().toString(), QStringLiteral("prefill_s"));
    const int index = choice.findData(QStringLiteral("switch_s"));
    choice.setCurrentIndex(index);
    emit choice.activated(index);
    QTRY_COMPARE(shownMetric(), std::string("switch_s"));
    window().workspace().explainMetric(QStringLiteral("decode_s_per_token"));
    QTRY_COMPARE(shownMetric(), std::string("decode_s_per_token"));
    QCOMPARE(choice.currentData().toString(), QStringLiteral("decode_s_per_token"));
}

/// Under its section's name, which neither the hand nor the keys can choose.
void RoadPageTest::metricsStandUnderTheirSections() {
    showPage("sensitivity");
    auto& list = part<QComboBox>(window(), QStringLiteral("sensitivity.metric"));
    QString heading;
    QStringList headings;
    std::size_t offered = 0;
    for (int i = 0; i < list.count(); ++i) {
        const Metric* metric = findMetric(list.itemData(i).toString().toStdString());
        const Qt::ItemFlags flags = list.model()->flags(list.model()->index(i, 0));
        QCOMPARE(flags.testFlag(Qt::ItemIsEnabled), metric != nullptr);
        if (metric == nullptr && !list.itemText(i).isEmpty()) headings << (heading = list.itemText(i));
        if (metric == nullptr) continue;
        QCOMPARE(heading, toQString(sectionName(metric->section)));
        QCOMPARE(metric, &metrics()[offered]);
        ++offered;
    }
    QCOMPARE(offered, metrics().size());
    QCOMPARE(headings.removeDuplicates(), 0);
    list.setCurrentIndex(list.findData(toQString(metricKey::longestContext))); // the last of its section
    QTest::keyClick(&list, Qt::Key_Down);
    QCOMPARE(list.currentData().toString(), toQString(metricKey::prefillFlop));
}

void RoadPageTest::theMapIsCoarseAndThenFine() {
    const auto points = [&] { return m_window->figure(QStringLiteral("map")).figure()->shading->xs.size(); };
    QTRY_COMPARE(points(), fineMap);
    window().store().edit(row("users"), 7);
    window().refresher().flush();
    QVERIFY(isCurrent(window()));
    QCOMPARE(points(), coarseMap);
    QTRY_COMPARE(points(), fineMap);
    window().store().edit(row("accelerator.flops"), 1e15);
    window().refresher().flush();
    QCOMPARE(points(), coarseMap);
    QTRY_COMPARE(points(), fineMap);
    // The fine one is of what there is now, however often it was asked for meanwhile.
    for (const double flops : {2e14, 3e14, 4e14}) {
        window().store().edit(row("accelerator.flops"), flops);
        window().refresher().flush();
    }
    QTRY_COMPARE(points(), fineMap);
    const MapAxes axes = usualMapAxes();
    const Figure expected = mapFigure(
        {.scenario = now(window()), .catalogue = &catalogue(), .metric = findMetric("prefill_s"), .over = &axes});
    QVERIFY(m_window->figure(QStringLiteral("map")).figure()->shading == expected.shading);
}

void RoadPageTest::thePointIsOneStepOfUndo() {
    FigureView& view = m_window->figure(QStringLiteral("map"));
    const QString x = QStringLiteral("context");
    const QString y = QStringLiteral("compression.hidden");
    emit view.parametersDragged({{x, 60e3}, {y, 2}}, false);
    emit view.parametersDragged({{x, 70e3}, {y, 3}}, false);
    emit view.parametersDragged({{x, 80e3}, {y, 4000}}, true);
    QCOMPARE(now(window()).context.si(), 80e3);
    QCOMPARE(now(window()).compression.hidden, row("compression.hidden").maximum);
    QCOMPARE(window().store().history().count(), 1);
    window().store().history().undo();
    QVERIFY(now(window()) == paper50k());
}

void RoadPageTest::theMapIsChosen() {
    const auto choose = [&](const char* name, const char* id) {
        auto& list = part<QComboBox>(window(), QLatin1String(name));
        const int index = list.findData(QLatin1String(id));
        QVERIFY2(index >= 0, id);
        list.setCurrentIndex(index);
        emit list.activated(index);
    };
    const auto shownMap = [&]() -> const Figure& { return *m_window->figure(QStringLiteral("map")).figure(); };
    choose("map.metric", "switch_s");
    QTRY_COMPARE(shown(shownMap().shading->name), "Context switch");
    choose("map.up", "gpus");
    QTRY_COMPARE(shown(shownMap().y.label), shown(row("gpus").label));
    choose("map.across", "gpus"); // the same twice: they change places
    QTRY_COMPARE(shown(shownMap().x.label), shown(row("gpus").label));
    QCOMPARE(shown(shownMap().y.label), "Context length");
    QCOMPARE(part<QComboBox>(window(), QStringLiteral("map.up")).currentData().toString(), QStringLiteral("context"));
    // What has no effect on this scenario cannot be chosen: the paper's model knows no links between GPUs.
    auto* model = part<QComboBox>(window(), QStringLiteral("map.up")).model();
    const auto isOffered = [&](const char* id) {
        const int at = part<QComboBox>(window(), QStringLiteral("map.up")).findData(QLatin1String(id));
        return model->flags(model->index(at, 0)).testFlag(Qt::ItemIsEnabled);
    };
    QVERIFY(isOffered("users"));
    for (const Parameter& parameter : parameters())
        if (parameter.isNumeric()) QCOMPARE(isOffered(parameter.id.data()), parameter.applies(now(window())));
    // The next start shows the same.
    m_window->window->close();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
    QCOMPARE(m_window->window->refresher().mapAxes().x.parameter, &row("gpus"));
}

void RoadPageTest::theMapIsExportedAsShown() {
    const QTemporaryDir folder;
    const FigureDocument document{.figures = {"map"},
                                  .scenario = paper50k(),
                                  .metric = "switch_s",
                                  .over = {"context=4000:1000000", "gpus=1:16"}};
    const QString path = folder.filePath(QStringLiteral("map.png"));
    writeFile(path, writeFigure(document, catalogue(), FigureFormat::Png));
    window().openFile(path);
    QTRY_VERIFY(m_window->card(QStringLiteral("map")).isExpanded());
    QTRY_COMPARE(m_window->figure(QStringLiteral("map")).figure()->x.maximum, 1e6);
    emit m_window->card(QStringLiteral("map")).copyRequested(FigureCopy::Data);
    QTRY_COMPARE(QApplication::clipboard()->text(),
                 QString::fromStdString(writeCsv(figuresOf(document, catalogue()).front())));
    // One that names no ranges is over the usual ones, whatever the window showed before.
    const FigureDocument usual{.figures = {"map"}, .scenario = paper50k(), .metric = "switch_s"};
    writeFile(path, writeFigure(usual, catalogue(), FigureFormat::Png));
    window().openFile(path);
    QVERIFY(window().refresher().mapAxes() == usualMapAxes());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::RoadPageTest)

#include "road_page_test.moc"
