// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/elided_label.h"
#include "plain.h"
#include "theme/rescale.h"
#include "ui/window_fixture.h"

#include <QHeaderView>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

// Every page, at every size: plots keep a height at which they are read, or the page scrolls; words are whole, or say that
// they are not; type follows the window.

namespace longpeak {
namespace {

using namespace test;

class SizesTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void plotsKeepTheirHeight_data() { everyPage(); }
    void plotsKeepTheirHeight();
    void aPageThatIsTooTallScrolls();
    void subtitlesAreWholeOrShortened_data() { everyPage(); }
    void subtitlesAreWholeOrShortened();
    void headsAreWhole_data() { everyPage(); }
    void headsAreWhole();
    void headsStayAsTheyAreInTheDark();
    void typeSuitsTheWindow();
    void typeFollowsTheWindow();
    void typeIsChosen();
    void aWindowOfAnySizeComesBack();

private:
    static void everyPage();
    Page& show(const QString& page);
    MainWindow& window() { return **m_window; }
    std::unique_ptr<TestWindow> m_window;
};

void SizesTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
}

void SizesTest::cleanup() {
    m_window->trigger(QStringLiteral("type.100")); // of the next window, too
    m_window.reset();
}

void SizesTest::everyPage() {
    QTest::addColumn<QString>("page");
    for (const FigurePanel& panel : figurePanels()) QTest::newRow(panel.page.data()) << shown(panel.page);
    for (const char* page : {"compare", "conventions"}) QTest::newRow(page) << QString::fromLatin1(page);
}

Page& SizesTest::show(const QString& page) {
    window().workspace().showPage(page);
    window().refresher().flush();
    QTest::qWait(1); // laid out and drawn
    return window().workspace().current();
}

void SizesTest::plotsKeepTheirHeight() {
    QFETCH(QString, page);
    QVERIFY(m_window->show({1280, 720}));
    const Page& seen = show(page);
    QCOMPARE(seen.id(), page);
    for (FigureView* view : seen.findChildren<FigureView*>()) {
        if (!view->isVisible()) continue;
        QTRY_VERIFY(view->figure() != nullptr);
        const Figure& figure = *view->figure();
        const auto frame = [&] {
            return view->pixelAt(figure.x.minimum, figure.y.minimum).y() -
                   view->pixelAt(figure.x.minimum, figure.y.maximum).y();
        };
        QTRY_VERIFY2(view->isZoomed() || frame() >= 140 || view->height() >= 180,
                     qPrintable(QStringLiteral("%1: %2 of %3").arg(shown(figure.id)).arg(frame()).arg(view->height())));
        QVERIFY(view->height() >= 180);
    }
}

void SizesTest::aPageThatIsTooTallScrolls() {
    QVERIFY(m_window->show({1280, 720}));
    const Page& sessions = show(QStringLiteral("sessions"));
    const auto& area = part<QScrollArea>(window(), QStringLiteral("scroll.sessions"));
    QTRY_VERIFY(area.verticalScrollBar()->maximum() > 0);
    QVERIFY(sessions.height() > area.viewport()->height());
    QCOMPARE(area.horizontalScrollBar()->maximum(), 0);
    window().resize(1920, 1200);
    QTRY_COMPARE(area.verticalScrollBar()->maximum(), 0);
}

void SizesTest::subtitlesAreWholeOrShortened() {
    QFETCH(QString, page);
    QVERIFY(m_window->show({1280, 720}));
    for (const FigureCard* card : show(page).findChildren<FigureCard*>()) {
        const auto* subtitle = card->findChild<ElidedLabel*>();
        const QString drawn = subtitle->shownText();
        QVERIFY2(drawn == subtitle->text() || drawn.isEmpty() || drawn.endsWith(QChar(0x2026)), qPrintable(drawn));
        QVERIFY(subtitle->fontMetrics().horizontalAdvance(drawn) <= subtitle->width());
        QVERIFY(subtitle->toolTip().contains(html(subtitle->text())));
    }
}

void SizesTest::headsAreWhole() {
    QFETCH(QString, page);
    QVERIFY(m_window->show({1280, 720}));
    for (const QTableView* table : show(page).findChildren<QTableView*>()) {
        const QHeaderView& heads = *table->horizontalHeader();
        QVERIFY(heads.height() >= heads.sizeHint().height());
        for (int i = 0; i < heads.count() - (heads.stretchLastSection() ? 1 : 0); ++i) {
            const QString title = table->model()->headerData(i, Qt::Horizontal).toString();
            if (title.contains(QLatin1Char('\n'))) continue; // has lines of its own
            QVERIFY2(heads.fontMetrics().horizontalAdvance(title) + 10 <= heads.sectionSize(i), qPrintable(title));
        }
    }
}

void SizesTest::headsStayAsTheyAreInTheDark() {
    QVERIFY(m_window->show({1280, 720}));
    for (const char* page : {"roofline", "compare", "evidence"}) {
        const auto tables = show(QString::fromLatin1(page)).findChildren<QTableView*>();
        QVERIFY(!tables.isEmpty());
        const QHeaderView& heads = *tables.front()->horizontalHeader();
        const QFont type = heads.font();
        const int height = heads.height();
        for (const char* look : {"appearance.dark", "appearance.light"}) {
            m_window->trigger(QString::fromLatin1(look));
            QTest::qWait(1);
            QCOMPARE(heads.font().pixelSize(), type.pixelSize());
            QCOMPARE(heads.height(), height);
        }
    }
}

void SizesTest::typeSuitsTheWindow() {
    QCOMPARE(typeScaleOf({1280, 720}, 1.0), 1.0);
    QCOMPARE(typeScaleOf({1920, 1080}, 1.0), 1.0);
    QCOMPARE(typeScaleOf({2560, 1440}, 1.0), 1.0);
    QCOMPARE(typeScaleOf({3840, 2100}, 1.0), 1.5);
    QCOMPARE(typeScaleOf({3840, 2160}, 1.25), 1.5);
    QCOMPARE(typeScaleOf({3840, 1080}, 1.0), 1.0); // what is wide is not tall
    QCOMPARE(typeScaleOf({7680, 4320}, 1.5), 2.0);
    // Near the edge between two it stays what it is.
    QCOMPARE(typeScaleOf({2900, 1640}, 1.0), 1.0);
    QCOMPARE(typeScaleOf({2900, 1640}, 1.25), 1.25);
}

void SizesTest::typeFollowsTheWindow() {
    QVERIFY(m_window->show({1280, 720}));
    const QWidget& rail = window().rail();
    const MetricTile& tile = m_window->tile(QStringLiteral("prefill_s"));
    const int width = rail.width();
    const int height = tile.height();
    const int type = m_window->field(QStringLiteral("context")).font().pixelSize();
    window().resize(3840, 2160);
    QTRY_COMPARE(rail.width(), width * 3 / 2);
    QTRY_COMPARE(tile.height(), height * 3 / 2);
    QCOMPARE(m_window->field(QStringLiteral("context")).font().pixelSize(), type * 3 / 2);
    window().resize(1280, 720);
    QTRY_COMPARE(rail.width(), width);
    QTRY_COMPARE(tile.height(), height);
    QCOMPARE(m_window->field(QStringLiteral("context")).font().pixelSize(), type);
}

void SizesTest::typeIsChosen() {
    QVERIFY(m_window->show({1920, 1080}));
    const int width = window().rail().width();
    m_window->trigger(QStringLiteral("type.200"));
    QTRY_COMPARE(window().rail().width(), 2 * width);
    window().resize(1280, 800); // does not follow
    QTest::qWait(1);
    QCOMPARE(window().rail().width(), 2 * width);
    // What is made later is as large.
    const FigureView* later = show(QStringLiteral("memory")).findChild<FigureView*>();
    QCOMPARE(later->minimumHeight(), 360);
    m_window->trigger(QStringLiteral("type.window"));
    QTRY_COMPARE(window().rail().width(), width);
    QCOMPARE(later->minimumHeight(), 180);
}

void SizesTest::aWindowOfAnySizeComesBack() {
    QVERIFY(m_window->show({1920, 1080}));
    m_window->trigger(QStringLiteral("type.150"));
    window().close();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show({1920, 1080}));
    QCOMPARE(typeScale(), 1.5);
    QVERIFY(part<QAction>(window(), QStringLiteral("type.150")).isChecked());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::SizesTest)

#include "sizes_test.moc"
