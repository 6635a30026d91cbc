// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/overview_page.h"

#include "export/figure_file.h"
#include "plain.h"
#include "ui/window_fixture.h"

#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>

namespace longpeak {
namespace {

using namespace test;

class OverviewPageTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }

    void tilesOfThePapersExample_data();
    void tilesOfThePapersExample();
    void throughputIsSimulatedOrTheBound();
    void tilesShowWhatCoreComputes();
    void tilesWithoutReference();
    void tilesAreAccessible();
    void summaryNamesTheScenario();
    void aTileExplainsItself_data();
    void aTileExplainsItself();
    void aMarkExplainsItself_data();
    void aMarkExplainsItself();
    void theExplanationFollowsTheHand();
    void infeasibleIsSaidInWords();
    void everyRemedyHelps();
    void noSingleChangeHelps();
    void figuresOfAnInfeasibleScenario();
    void pinnedReferenceGhosts();
    void sameScenarioHasNoGhosts();
    void aFigureExpandsAndReturns();
    void resetLayoutReturnsAll();
    void copiesTheDataOfEachFigure();
    void copiesThePicture();
    void draggingTheContextLine();

private:
    TestWindow& window() { return *m_window; }
    QString explanation() { return part<ExplanationBar>(**m_window, QStringLiteral("explanation")).text(); }
    void setContext(double tokens) {
        window()->store().edit(row("context"), tokens);
        window()->refresher().flush();
    }
    std::unique_ptr<TestWindow> m_window;
};

void OverviewPageTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
}

void OverviewPageTest::tilesOfThePapersExample_data() {
    QTest::addColumn<QString>("metric");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("bound");
    QTest::addColumn<QString>("comparison");
    const auto add = [](const char* metric, const char* value, const char* bound, const char* comparison) {
        QTest::newRow(metric) << QString::fromLatin1(metric) << QString::fromUtf8(value) << QString::fromLatin1(bound)
                              << QString::fromUtf8(comparison);
    };
    // Fu 2024: 14.1 s, about 1 user, 1.2 s; ratios by hand from the formulas at 4K.
    add("ceiling_users", "1 user in HBM", "HBM size", "÷ 12.5 vs 4K");
    add("prefill_s", "14.1 s", "peak FLOP/s", "× 15.8 vs 4K");
    add("decode_s_per_token", "39.4 ms / token", "HBM bandwidth", "× 1.16 vs 4K");
    add("switch_s", "1.23 s", "host link", "× 12.5 vs 4K");
}

void OverviewPageTest::tilesOfThePapersExample() {
    QFETCH(QString, metric);
    QFETCH(QString, value);
    QFETCH(QString, bound);
    QFETCH(QString, comparison);
    const TileContent& content = window().tile(metric).content();
    QCOMPARE(shown(content.value.text()), value);
    QCOMPARE(content.remark, QStringLiteral("bound by ") + bound);
    QCOMPARE(content.comparison, comparison);
    QVERIFY(content.worse);
    QVERIFY(!content.alarm);
}

void OverviewPageTest::throughputIsSimulatedOrTheBound() {
    const auto content = [this] { return window().tile(QStringLiteral("sessions_per_hour_bound")).content(); };
    window()->store().edit(row("users"), 4);
    window()->refresher().flush(); // the simulation cannot be ready yet
    const Scenario s = now(*window());
    QCOMPARE(shown(content().value.text()), shown(format(evaluate(s).throughput.bound.si() * 3600, Unit::PerHour)));
    QVERIFY(content().remark.startsWith(QStringLiteral("upper bound, by ")));
    QTRY_VERIFY(content().remark.startsWith(QStringLiteral("simulated, ")));
    QCOMPARE(shown(content().value.text()),
             shown(format(simulate(s, {.horizon = simulatedTime(s)}).throughput.si() * 3600, Unit::PerHour)));
    QVERIFY(simulate(s, {.horizon = simulatedTime(s)}).throughput < evaluate(s).throughput.bound);
    // Where nothing fits there is nothing to simulate.
    window()->store().edit(row("context"), 1e6);
    window()->refresher().flush();
    const auto isSimulated = [this] {
        const SessionsPtr& sessions = window()->refresher().snapshot()->sessions;
        return sessions && sessions->scenario == now(*window());
    };
    QTRY_VERIFY(isSimulated());
    QVERIFY(!content().remark.contains(QStringLiteral("simulated")));
}

void OverviewPageTest::tilesShowWhatCoreComputes() {
    Random random(20260105);
    for (int i = 0; i < 30; ++i) {
        const Scenario s = randomScenario(random);
        window()->store().replace(s, QStringLiteral("random"));
        window()->refresher().flush();
        const Estimate estimate = evaluate(s);
        for (const char* key : {"prefill_s", "decode_s_per_token", "switch_s", "sessions_per_hour_bound"}) {
            const Metric& metric = *findMetric(key);
            const TileContent& content = window().tile(QLatin1String(key)).content();
            QCOMPARE(shown(content.value.text()), shown(format(metric.value(s, estimate), metric.unit)));
            // In people's units first.
            const QString exact = shown(formatExact(metric.value(s, estimate), metric.unit));
            QVERIFY(content.exact.startsWith(shown(content.value.text())));
            QVERIFY2(content.exact.contains(exact), qPrintable(content.exact));
        }
        const TileContent& ceiling = window().tile(QStringLiteral("ceiling_users")).content();
        QCOMPARE(shown(ceiling.value.number),
                 shown(readable(std::max(0.0, std::floor(estimate.memory.ceiling)), Unit::Users).number));
        QCOMPARE(ceiling.alarm, !estimate.fits);
    }
}

void OverviewPageTest::tilesWithoutReference() {
    window().trigger(QStringLiteral("reference.none"));
    window()->refresher().flush();
    for (const MetricTile* tile : window()->findChildren<MetricTile*>())
        QCOMPARE(tile->content().comparison, QString());
    window().trigger(QStringLiteral("reference.4k"));
    window()->refresher().flush();
    QCOMPARE(window().tile(QStringLiteral("prefill_s")).content().comparison, QStringLiteral("× 15.8 vs 4K"));
}

void OverviewPageTest::tilesAreAccessible() {
    QCOMPARE(window()->findChildren<MetricTile*>().size(), 5);
    for (const MetricTile* tile : window()->findChildren<MetricTile*>()) {
        QCOMPARE(tile->accessibleName(), tile->content().title);
        QVERIFY(tile->accessibleDescription().contains(shown(tile->content().value.text())));
        QVERIFY(tile->toolTip().contains(html(tile->content().exact)));
        QVERIFY(tile->focusPolicy() & Qt::TabFocus);
    }
}

void OverviewPageTest::summaryNamesTheScenario() {
    const auto& summary = part<QLabel>(*window(), QStringLiteral("summary"));
    QCOMPARE(summary.text(), QStringLiteral("Yi-34B-200K · NVIDIA A100 SXM4 80GB · 50K context · 3 users"));
    window()->store().edit(row("gpus"), 4);
    window()->refresher().flush();
    QCOMPARE(summary.text(), QStringLiteral("Yi-34B-200K · 4 × NVIDIA A100 SXM4 80GB · 50K context · 3 users"));
}

void OverviewPageTest::aTileExplainsItself_data() {
    QTest::addColumn<QString>("metric");
    for (const char* metric :
         {"ceiling_users", "decode_s_per_token", "switch_s", "sessions_per_hour_bound", "prefill_s"})
        QTest::newRow(metric) << QString::fromLatin1(metric);
}

void OverviewPageTest::aTileExplainsItself() {
    QFETCH(QString, metric);
    for (const bool byKey : {false, true}) {
        window()->workspace().explainMetric(QStringLiteral("weights_bytes"));
        MetricTile& tile = window().tile(metric);
        QVERIFY(!tile.isChecked());
        if (byKey) {
            tile.setFocus();
            QTest::keyClick(&tile, Qt::Key_Space);
        } else {
            QTest::mouseClick(&tile, Qt::LeftButton);
        }
        const Explanation expected = explain(metric.toStdString(), paper50k(), evaluate(paper50k()));
        for (const Text& each :
             {expected.title, expected.formula, expected.numbers, expected.result, expected.bound, expected.source}) {
            QVERIFY(!expected.formula.empty() && !expected.numbers.empty() && !expected.source.empty());
            QVERIFY2(explanation().contains(shown(each)), each.english().c_str());
        }
        for (const MetricTile* other : window()->findChildren<MetricTile*>())
            QCOMPARE(other->isChecked(), other == &tile);
    }
}

void OverviewPageTest::aMarkExplainsItself_data() {
    QTest::addColumn<QString>("figure");
    QTest::addColumn<QString>("metric");
    for (const auto& [figure, metric] :
         {std::pair("ceiling", "ceiling_users_exact"), std::pair("latency", "prefill_s"),
          std::pair("latency", "answer_s"), std::pair("latency", "switch_s"), std::pair("tokens", "prefill_s"),
          std::pair("tokens", "switch_s"), std::pair("tokens", "decode_s_per_token")})
        QTest::addRow("%s %s", figure, metric) << QString::fromLatin1(figure) << QString::fromLatin1(metric);
}

void OverviewPageTest::aMarkExplainsItself() {
    QFETCH(QString, figure);
    QFETCH(QString, metric);
    window()->workspace().explainMetric(QStringLiteral("weights_bytes"));
    FigureView& view = window().figure(figure);
    const auto mark = std::ranges::find(view.figure()->marks, metric.toStdString(), &Mark::metric);
    QVERIFY(mark != view.figure()->marks.end());
    QWidget& canvas = part<QWidget>(view, QStringLiteral("canvas"));
    const QPoint at = canvas.mapFrom(&view, view.pixelAt(mark->x, mark->y));
    hover(canvas, at);
    QCOMPARE(canvas.cursor().shape(), Qt::PointingHandCursor);
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, at);
    const Explanation expected = explain(metric.toStdString(), paper50k(), evaluate(paper50k()));
    QVERIFY(explanation().contains(shown(expected.formula)));
    QVERIFY(explanation().contains(shown(expected.numbers)));
    QVERIFY(explanation().contains(shown(expected.source)));
    QVERIFY(now(*window()) == paper50k()); // a click on a mark drags nothing
}

void OverviewPageTest::theExplanationFollowsTheHand() {
    QTest::mouseClick(&window().tile(QStringLiteral("prefill_s")), Qt::LeftButton);
    setContext(10e3);
    const Scenario s = with(paper50k(), "context", 10e3);
    QVERIFY(explanation().contains(shown(explain("prefill_s", s, evaluate(s)).numbers)));
    QVERIFY(!explanation().contains(shown(explain("prefill_s", paper50k(), evaluate(paper50k())).numbers)));
}

void OverviewPageTest::infeasibleIsSaidInWords() {
    Banner& banner = window().banner(QStringLiteral("infeasible"));
    QVERIFY(!banner.isVisible());
    setContext(200e3);
    QVERIFY(banner.isVisible());
    QVERIFY(banner.message().startsWith(QStringLiteral("Not one user fits at 200K")));
    QVERIFY(window().tile(QStringLiteral("ceiling_users")).content().alarm);
    QCOMPARE(shown(window().tile(QStringLiteral("ceiling_users")).content().value.number), QStringLiteral("0"));
    setContext(50e3);
    QVERIFY(!banner.isVisible());
    QVERIFY(!window().tile(QStringLiteral("ceiling_users")).content().alarm);
}

void OverviewPageTest::everyRemedyHelps() {
    Banner& banner = window().banner(QStringLiteral("infeasible"));
    setContext(200e3);
    const Scenario tooLong = now(*window());
    const auto changes = remedies(tooLong, catalogue());
    QVERIFY(changes.size() >= 3);
    const auto buttons = [&banner] {
        std::vector<QPushButton*> visible;
        for (QPushButton* button : banner.findChildren<QPushButton*>())
            if (button->isVisible()) visible.push_back(button);
        return visible;
    };
    QCOMPARE(buttons().size(), changes.size());
    for (const Remedy& remedy : changes) {
        auto& button = part<QPushButton>(banner,
                                         QStringLiteral("remedy.") + shown(remedy.changes.front().parameter->id));
        QVERIFY(button.isVisible());
        QCOMPARE(button.text(), shown(remedy.text));
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(remedy.changes.front().parameter->get(now(*window())), remedy.changes.front().value);
        QVERIFY(evaluate(now(*window())).fits);
        QTRY_VERIFY(!banner.isVisible());
        window()->store().history().undo();
        QTRY_VERIFY(banner.isVisible());
        QVERIFY(now(*window()) == tooLong);
        QCOMPARE(buttons().size(), changes.size());
    }
}

void OverviewPageTest::noSingleChangeHelps() {
    Scenario hopeless = paper50k();
    chooseModel(hopeless, *catalogue().model("gpt-3-175b"));
    chooseAccelerator(hopeless, *catalogue().accelerator("l4"));
    hopeless.context = Tokens(1e7);
    QVERIFY(remedies(hopeless, catalogue()).empty());
    window()->store().replace(hopeless, QStringLiteral("hopeless"));
    window()->refresher().flush();
    Banner& banner = window().banner(QStringLiteral("infeasible"));
    QVERIFY(banner.message().contains(QStringLiteral("No change of one or two parameters makes it fit.")));
    for (const QPushButton* button : banner.findChildren<QPushButton*>()) QVERIFY(!button->isVisible());
}

void OverviewPageTest::figuresOfAnInfeasibleScenario() {
    for (const auto& [memory, context] : {std::pair(85e9, 1e6), std::pair(40e9, 50e3)}) { // no user, no weights
        std::map<FigureCard*, int> redraws;
        for (FigureCard* card : cards(*window())) redraws.emplace(card, card->view().redraws());
        window()->store().edit(row("accelerator.memory"), memory);
        setContext(context);
        const SnapshotPtr kept = window()->refresher().snapshot();
        const Snapshot& snapshot = *kept;
        QVERIFY(!snapshot.estimate.fits);
        QCOMPARE(snapshot.estimate.weightsFit, memory == 85e9);
        for (FigureCard* card : cards(*window())) {
            QCOMPARE(card->view().figure(), snapshot.figures.at(card->figureId().toStdString()).get());
            QTRY_VERIFY(card->view().redraws() > redraws.at(card));
            QVERIFY(!card->view().image(1).isNull());
        }
    }
}

void OverviewPageTest::pinnedReferenceGhosts() {
    QTest::keyClick(window().window.get(), Qt::Key_P, Qt::ControlModifier);
    QCOMPARE(window()->store().referenceKind(), ReferenceKind::Pinned);
    QCOMPARE(window()->workspace().referenceButton().text(), QStringLiteral("vs. the same"));
    QVERIFY(window()->store().editText(row("model"), QStringLiteral("llama-3-70b")));
    window()->store().edit(row("gpus"), 8);
    window()->refresher().flush();
    for (const char* id : {"occupancy", "ceiling", "latency", "tokens"}) {
        FigureView& view = window().figure(QLatin1String(id));
        int ghosts = 0;
        for (const Series& series : view.figure()->series) {
            if (!series.reference) continue;
            ++ghosts;
            const auto drawn = view.curves();
            QVERIFY(std::ranges::any_of(drawn, [&](const FigureView::Curve& curve) {
                return curve.points.size() == static_cast<qsizetype>(series.x.size()) &&
                       curve.name == shown(series.name);
            }));
        }
        QVERIFY2(ghosts > 0, id);
    }
    const Scenario s = now(*window());
    const double ratio = evaluate(s).prefill.time / evaluate(paper50k()).prefill.time;
    QVERIFY(ratio < 1);
    const TileContent& content = window().tile(QStringLiteral("prefill_s")).content();
    QCOMPARE(content.comparison,
             QStringLiteral("÷ %1 vs Yi-34B-200K · 1 GPU").arg(shown(readable(1 / ratio, Unit::Ratio).number)));
    QVERIFY(!content.worse);
}

void OverviewPageTest::sameScenarioHasNoGhosts() {
    window().trigger(QStringLiteral("pin"));
    window()->refresher().flush();
    for (FigureCard* card : cards(*window()))
        for (const Series& series : card->view().figure()->series) QVERIFY(!series.reference);
    QCOMPARE(window().tile(QStringLiteral("prefill_s")).content().comparison, QString());
}

void OverviewPageTest::aFigureExpandsAndReturns() {
    for (FigureCard* card : cards(*window())) {
        const QSize before = card->size();
        auto& expand = part<QToolButton>(*card, card->figureId() + QStringLiteral(".expand"));
        QTest::mouseClick(&expand, Qt::LeftButton);
        for (const FigureCard* other : cards(*window())) QCOMPARE(other->isVisible(), other == card);
        QTRY_VERIFY(card->width() > 1.8 * before.width() && card->height() > 1.8 * before.height());
        QTest::mouseClick(&expand, Qt::LeftButton);
        for (const FigureCard* other : cards(*window())) QVERIFY(other->isVisible());
        QTRY_COMPARE(card->size(), before);
    }
}

void OverviewPageTest::resetLayoutReturnsAll() {
    emit cards(*window())[2]->expandRequested();
    QVERIFY(!cards(*window())[0]->isVisible());
    QTest::keyClick(window().window.get(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    for (const FigureCard* card : cards(*window())) QVERIFY(card->isVisible());
    const auto all = cards(*window());
    QTRY_VERIFY(std::abs(all[0]->width() - all[1]->width()) <= 2);
    QVERIFY(std::abs(all[0]->height() - all[2]->height()) <= 2);
}

void OverviewPageTest::copiesTheDataOfEachFigure() {
    const Scenario reference = *window()->store().reference();
    QCOMPARE(cards(*window()).size(), 4);
    for (FigureCard* card : cards(*window())) {
        const FigureKind& kind = *findFigureKind(card->figureId().toStdString());
        QApplication::clipboard()->clear();
        part<QAction>(*card, card->figureId() + QStringLiteral(".copyData")).trigger();
        QTRY_COMPARE(QApplication::clipboard()->text(),
                     shown(writeCsv(kind.build({.scenario = paper50k(), .reference = &reference}))));
    }
}

void OverviewPageTest::copiesThePicture() {
    FigureCard& card = window().card(QStringLiteral("latency"));
    const FigureDocument document{
        .figures = {"latency"}, .scenario = paper50k(), .reference = *window()->store().reference()};
    const auto copied = [&card](const char* action) {
        QApplication::clipboard()->clear();
        part<QAction>(card, QStringLiteral("latency.") + QLatin1String(action)).trigger();
        const auto isThere = [] {
            const QMimeData* held = QApplication::clipboard()->mimeData();
            return held != nullptr && !held->formats().isEmpty();
        };
        if (!QTest::qWaitFor(isThere)) qFatal("nothing was copied");
        return QApplication::clipboard()->mimeData();
    };
    const auto figures = figuresOf(document, catalogue());
    copied("copyImage");
    QCOMPARE(QApplication::clipboard()->image(), figureImage(figures, document, document.style.dpi));
    QCOMPARE(copied("copySvg")->data(QStringLiteral("image/svg+xml")),
             writeFigure(document, catalogue(), FigureFormat::Svg));
    QCOMPARE(copied("copyCaption")->text(), shown(captionOf(figures, document)));
    const QString entries = copied("copyBibtex")->text();
    for (const char* words : {"2405.08944", "@software{longpeak", LONGPEAK_VERSION})
        QVERIFY2(entries.contains(QLatin1String(words)), words);
    // The button leads to the same menu.
    QVERIFY(part<QToolButton>(card, QStringLiteral("latency.copy"))
                .menu()
                ->actions()
                .contains(&part<QAction>(card, QStringLiteral("latency.copyImage"))));
}

void OverviewPageTest::draggingTheContextLine() {
    FigureView& view = window().figure(QStringLiteral("latency"));
    QWidget& canvas = part<QWidget>(view, QStringLiteral("canvas"));
    const auto at = [&](double context) {
        // Below every mark: near the lower edge of the frame.
        return canvas.mapFrom(&view, view.pixelAt(context, view.figure()->y.minimum * 1.05));
    };
    const QPoint start = at(50e3);
    hover(canvas, start);
    QCOMPARE(canvas.cursor().shape(), Qt::SplitHCursor);
    press(canvas, start);
    for (const double context : {80e3, 120e3, 250e3, 400e3}) {
        drag(canvas, at(context));
        const double pixel = std::abs(now(*window()).context.si() / context - 1); // of a pixel at most
        QVERIFY2(pixel < 0.03, qPrintable(QString::number(now(*window()).context.si())));
    }
    release(canvas, at(400e3));
    QCOMPARE(window()->store().history().count(), 1);
    QTRY_VERIFY(isCurrent(*window()));
    NEAR(window()->refresher().snapshot()->scenario.context.si(), 400e3, 0.03);
    window()->store().history().undo();
    QVERIFY(now(*window()) == paper50k());
    // Beyond the frame the value stays in its range.
    const auto isOnTheLine = [&] {
        hover(canvas, at(50e3));
        return canvas.cursor().shape() == Qt::SplitHCursor;
    };
    QTRY_VERIFY(isOnTheLine());
    press(canvas, at(50e3));
    drag(canvas, {-2000, start.y()});
    QCOMPARE(now(*window()).context.si(), 1e3);
    drag(canvas, {canvas.width() + 5000, start.y()});
    QCOMPARE(now(*window()).context.si(), 1e7);
    drag(canvas, start);
    release(canvas, start);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::OverviewPageTest)

#include "overview_page_test.moc"
