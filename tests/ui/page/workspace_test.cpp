// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/workspace.h"

#include "ui/window_fixture.h"

#include "control/elided_label.h"
#include "figure/page_id.h"

#include <QSplitter>
#include <QTabBar>

namespace longpeak {
namespace {

using namespace test;

class WorkspaceTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }

    void everyFigureIsOnItsPage();
    void tabsShowTheirPages();
    void shortcutsShowTheirPages();
    void arrowsWalkTheTabs();
    void anUnknownPageIsLeftAlone();
    void onlyTheShownPagesFiguresAreBuilt();
    void aHiddenPageIsCurrentWhenShown();
    void everyPageExplains();
    void theExplainedMetricOutlivesThePage();
    void bannersMoveNoPage();
    void aLineIsDraggedOnEveryPage();
    void expandsOnItsOwnPage();
    void bothAppearancesReachHiddenPages();
    void thePageComesBack();
    void splitsOfPagesNeverShownStay();
    void theSummaryGivesWay();

private:
    TestWindow& window() { return *m_window; }
    Workspace& workspace() { return (*m_window)->workspace(); }
    QTabBar& tabs() { return part<QTabBar>(**m_window, QStringLiteral("tabs")); }
    void show(const QString& id) {
        workspace().showPage(id);
        QApplication::processEvents();
    }
    /// Every figure on screen is that of the scenario as it is now.
    bool isUpToDate() {
        const auto& snapshot = window()->refresher().snapshot();
        if (snapshot && snapshot->sessionsPending) return false;
        return isCurrent(*window()) && std::ranges::all_of(cards(*window()), [&](FigureCard* card) {
                   const auto found = snapshot->figures.find(card->figureId().toStdString());
                   const FigureKind* kind = findFigureKind(card->figureId().toStdString());
                   // Lanes are drawn in the detail of their size: see SessionsPageTest.
                   if (kind->needsSessions) return found != snapshot->figures.end();
                   return found != snapshot->figures.end() && card->view().figure() == found->second.get();
               });
    }
    std::unique_ptr<TestWindow> m_window;
};

void WorkspaceTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
}

void WorkspaceTest::everyFigureIsOnItsPage() {
    QStringList pages;
    for (const Page* page : workspace().pages()) {
        pages << page->id();
        QCOMPARE(page->objectName(), QStringLiteral("page.") + page->id());
        QVERIFY(!page->title().isEmpty());
    }
    QStringList ids;
    for (const std::string_view id : pageId::all) ids << shown(id);
    QCOMPARE(pages, ids);
    for (const FigureKind& kind : figureKinds()) {
        const qsizetype index = pages.indexOf(shown(kind.page));
        QVERIFY2(index >= 0, kind.id.data());
        QVERIFY2(workspace().pages()[static_cast<std::size_t>(index)]->wanted().figures.contains(std::string(kind.id)),
                 kind.id.data());
    }
    for (const Page* page : workspace().pages())
        for (const std::string& id : page->wanted().figures) QVERIFY2(findFigureKind(id) != nullptr, id.c_str());
}

void WorkspaceTest::tabsShowTheirPages() {
    QCOMPARE(static_cast<std::size_t>(tabs().count()), workspace().pages().size());
    QCOMPARE(workspace().current().id(), QStringLiteral("overview"));
    for (int i = tabs().count(); i-- > 0;) {
        QTest::mouseClick(&tabs(), Qt::LeftButton, {}, tabs().tabRect(i).center());
        const Page* page = workspace().pages()[static_cast<std::size_t>(i)];
        QCOMPARE(&workspace().current(), page);
        QCOMPARE(tabs().tabText(i), page->title());
        for (const Page* other : workspace().pages()) QCOMPARE(other->isVisible(), other == page);
    }
}

void WorkspaceTest::shortcutsShowTheirPages() {
    QWidget* top = window().window.get();
    const auto& pages = workspace().pages();
    for (std::size_t i = 0; i < std::min<std::size_t>(pages.size(), 9); ++i) {
        QTest::keyClick(top, static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i)), Qt::ControlModifier);
        QCOMPARE(&workspace().current(), pages[i]);
    }
    show(QStringLiteral("overview"));
    for (std::size_t i = 1; i <= pages.size(); ++i) { // round and back to the first
        QTest::keyClick(top, Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(&workspace().current(), pages[i % pages.size()]);
    }
    QTest::keyClick(top, Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(&workspace().current(), pages.back());
    window().field(QStringLiteral("context")).setFocus(); // from a field too
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(&workspace().current(), pages.front());
    for (const Page* page : pages) {
        window().trigger(QStringLiteral("show.") + page->id());
        QCOMPARE(&workspace().current(), page);
    }
}

void WorkspaceTest::arrowsWalkTheTabs() {
    QVERIFY(tabs().focusPolicy() & Qt::TabFocus);
    QVERIFY(!tabs().accessibleName().isEmpty());
    tabs().setFocus();
    QTest::keyClick(&tabs(), Qt::Key_Right);
    QCOMPARE(&workspace().current(), workspace().pages()[1]);
    QTest::keyClick(&tabs(), Qt::Key_Left);
    QCOMPARE(&workspace().current(), workspace().pages()[0]);
}

void WorkspaceTest::anUnknownPageIsLeftAlone() {
    show(QStringLiteral("latency"));
    for (const char* id : {"", "no-such-page", "Overview"}) {
        show(QLatin1String(id));
        QCOMPARE(workspace().current().id(), QStringLiteral("latency"));
    }
}

void WorkspaceTest::onlyTheShownPagesFiguresAreBuilt() {
    for (const Page* page : workspace().pages()) {
        show(page->id());
        QTRY_VERIFY(isUpToDate());
        std::set<std::string> built;
        for (const auto& [id, figure] : window()->refresher().snapshot()->figures) built.insert(id);
        QVERIFY2(built == page->wanted().figures, qPrintable(page->id()));
    }
}

void WorkspaceTest::aHiddenPageIsCurrentWhenShown() {
    for (const Page* page : workspace().pages()) show(page->id());
    Random random(20260112);
    for (int i = 0; i < 12; ++i) {
        const Page* before = &workspace().current();
        std::map<FigureCard*, int> hidden;
        for (const Page* page : workspace().pages())
            if (page != before)
                for (FigureCard* card : page->findChildren<FigureCard*>()) hidden.emplace(card, card->view().redraws());
        window()->store().replace(randomScenario(random), QStringLiteral("random"));
        window()->refresher().flush();
        QApplication::processEvents();
        QTRY_VERIFY(isUpToDate());
        for (const auto& [card, redraws] : hidden) QCOMPARE(card->view().redraws(), redraws);
        const auto next = static_cast<std::size_t>(i + 1) % workspace().pages().size();
        workspace().showPage(workspace().pages()[next]->id());
        QTRY_VERIFY(isUpToDate());
    }
}

void WorkspaceTest::everyPageExplains() {
    for (const Page* page : workspace().pages()) {
        show(page->id());
        auto& bar = part<ExplanationBar>(*window(), QStringLiteral("explanation"));
        QVERIFY(bar.isVisible());
        for (const FigureCard* card : cards(*window()))
            for (const char* metric : {"weights_bytes", "switch_s"}) {
                emit const_cast<FigureCard*>(card)->view().metricPicked(QLatin1String(metric));
                const Explanation expected = explain(metric, paper50k(), evaluate(paper50k()));
                QVERIFY(bar.text().contains(shown(expected.formula)));
            }
    }
}

void WorkspaceTest::theExplainedMetricOutlivesThePage() {
    show(QStringLiteral("memory"));
    workspace().explainMetric(QStringLiteral("switch_s"));
    show(QStringLiteral("overview"));
    QVERIFY(window().tile(QStringLiteral("switch_s")).isChecked());
    QVERIFY(!window().tile(QStringLiteral("prefill_s")).isChecked());
}

void WorkspaceTest::bannersMoveNoPage() {
    window()->store().edit(row("context"), 1e6);
    window()->openFile(QStringLiteral("/no/such/file.json"));
    window()->refresher().flush();
    for (const Page* page : workspace().pages()) {
        show(page->id());
        const Banner& message = window().banner(QStringLiteral("message"));
        const Banner& infeasible = window().banner(QStringLiteral("infeasible"));
        QVERIFY(message.isVisible() && infeasible.isVisible());
        const auto top = [this](const QWidget& widget) { return widget.mapTo(&workspace(), QPoint()).y(); };
        const auto& seen = part<QWidget>(*window(), QStringLiteral("scroll.") + page->id());
        // Over its head, and in the place of the explanation, so that nothing moves when they come.
        QTRY_COMPARE(top(message), top(seen));
        QTRY_VERIFY(top(seen) + seen.height() <= top(infeasible));
    }
}

void WorkspaceTest::aLineIsDraggedOnEveryPage() {
    for (const Page* page : workspace().pages()) {
        show(page->id());
        for (FigureCard* card : cards(*window())) {
            emit card->view().parametersDragged({{QStringLiteral("context"), 70e3}}, false);
            emit card->view().parametersDragged({{QStringLiteral("context"), 80e3}}, true);
            QCOMPARE(now(*window()).context.si(), 80e3);
            window()->store().history().undo();
            QVERIFY(now(*window()) == paper50k());
        }
    }
}

void WorkspaceTest::expandsOnItsOwnPage() {
    show(QStringLiteral("memory"));
    const auto all = cards(*window());
    emit all[1]->expandRequested();
    QApplication::processEvents();
    QVERIFY(!all[0]->isVisible() && all[1]->isVisible());
    QCOMPARE(window()->refresher().snapshot()->figures.size(), std::size_t{1});
    show(QStringLiteral("latency"));
    for (const FigureCard* card : cards(*window())) QVERIFY(card->isVisible());
    show(QStringLiteral("memory")); // as it was left
    QVERIFY(!all[0]->isVisible() && all[1]->isVisible());
    QTRY_COMPARE(window()->refresher().snapshot()->figures.size(), std::size_t{1});
    window().trigger(QStringLiteral("resetLayout"));
    for (const FigureCard* card : all) QVERIFY(card->isVisible());
    QTRY_VERIFY(isUpToDate());
}

void WorkspaceTest::bothAppearancesReachHiddenPages() {
    for (const Page* page : workspace().pages()) show(page->id());
    show(QStringLiteral("overview"));
    window().trigger(QStringLiteral("appearance.dark"));
    show(QStringLiteral("memory"));
    for (FigureCard* card : cards(*window()))
        QCOMPARE(card->view().image(1).pixelColor(1, 1), themeOf(Appearance::Dark).surface);
    window().trigger(QStringLiteral("appearance.light"));
}

void WorkspaceTest::thePageComesBack() {
    show(QStringLiteral("latency"));
    window()->close();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
    QCOMPARE(workspace().current().id(), QStringLiteral("latency"));
    QTRY_VERIFY(isUpToDate());
    QVERIFY(Settings().set({{QStringLiteral("window/page"), QStringLiteral("nonsense")}}));
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
    QCOMPARE(workspace().current().id(), QStringLiteral("overview"));
}

void WorkspaceTest::splitsOfPagesNeverShownStay() {
    const auto grid = [this] { return workspace().current().findChildren<QSplitter*>(); };
    show(QStringLiteral("memory"));
    const int width = grid()[1]->width();
    grid()[1]->setSizes({width / 3, width - width / 3});
    const QList<int> sizes = grid()[1]->sizes();
    QVERIFY(sizes[0] < sizes[1] - 100);
    show(QStringLiteral("overview"));
    for (int start = 0; start < 3; ++start) { // twice without a look at it
        window()->close();
        m_window = std::make_unique<TestWindow>();
        QVERIFY(m_window->show());
    }
    show(QStringLiteral("memory"));
    QTRY_COMPARE(grid()[1]->sizes(), sizes);
}

void WorkspaceTest::theSummaryGivesWay() {
    const auto& summary = part<ElidedLabel>(*window(), QStringLiteral("summary"));
    QCOMPARE(summary.text(), QStringLiteral("Yi-34B-200K · NVIDIA A100 SXM4 80GB · 50K context · 3 users"));
    ElidedLabel label;
    label.setText(QStringLiteral("a line that is long enough to be shortened"));
    const int whole = label.fontMetrics().horizontalAdvance(label.text());
    label.resize(whole + 1, 20);
    QCOMPARE(label.shownText(), label.text());
    label.resize(whole - 10, 20);
    QVERIFY(label.shownText().endsWith(QChar(0x2026)) && label.text().startsWith(label.shownText().chopped(1)));
    QVERIFY(label.fontMetrics().horizontalAdvance(label.shownText()) <= whole - 10);
    label.resize(60, 20);
    QCOMPARE(label.shownText(), QString());
    label.setText(QStringLiteral("short"));
    QCOMPARE(label.shownText(), QStringLiteral("short"));
    // What has no room is still said where the hand rests.
    QVERIFY(tabs().toolTip().contains(QStringLiteral("Yi-34B-200K")));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::WorkspaceTest)

#include "workspace_test.moc"
