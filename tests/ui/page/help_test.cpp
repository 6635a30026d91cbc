// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/help.h"

#include "page/help_window.h"
#include "page/search_bar.h"
#include "ui/window_fixture.h"

#include <QLabel>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextTable>
#include <QTreeWidget>

namespace longpeak {
namespace {

using namespace test;

/// The help, driven as a reader drives it.
class HelpTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void opensByKey();
    void menuLeadsToEachPage();
    void indexFollowsAndLeads();
    void aClickMarksWhatWasClicked();
    void everyLinkIsFollowed();
    void goesBack();
    void findsWords();
    void escapeClosesOneThing();
    void tablesHaveAir();
    void followsTheAppearance();
    void remembersItsSize();

private:
    HelpWindow& help() const { return part<HelpWindow>(**m_window, QStringLiteral("help")); }
    HelpText& text() const { return part<HelpText>(**m_window, QStringLiteral("helpText")); }
    QTreeWidget& index() const { return part<QTreeWidget>(**m_window, QStringLiteral("helpIndex")); }
    QString shownPage() const { return text().source().fileName(); }
    /// Whether that text is within what is seen.
    bool isSeen(const QString& words) const {
        const QTextCursor found = text().document()->find(words);
        return !found.isNull() && text().viewport()->rect().intersects(text().cursorRect(found));
    }
    QList<QTextTable*> tables() const {
        QList<QTextTable*> found;
        for (QTextFrame* frame : text().document()->rootFrame()->childFrames())
            if (auto* table = qobject_cast<QTextTable*>(frame)) found << table;
        return found;
    }
    bool open(const QString& page = {}) const {
        m_window->trigger(page.isEmpty() ? QStringLiteral("helpContents") : QStringLiteral("help.") + page);
        return isActive();
    }
    /// A dialog of an active window counts as active by qWaitForWindowActive before its keys do.
    bool isActive() const {
        return QTest::qWaitFor([this] { return QApplication::activeWindow() == &help(); });
    }
    std::unique_ptr<TestWindow> m_window;
};

void HelpTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show({1200, 800}));
}

void HelpTest::cleanup() {
    m_window.reset();
    QApplication::processEvents();
}

void HelpTest::opensByKey() {
    QCOMPARE(part<QAction>(**m_window, QStringLiteral("helpContents")).shortcut(), QKeySequence(Qt::Key_F1));
    QTest::keyClick(&**m_window, Qt::Key_F1);
    QVERIFY(isActive());
    QCOMPARE(shownPage(), QStringLiteral("cost-model.md"));
    QVERIFY(text().hasFocus());
    const int before = text().verticalScrollBar()->value();
    QTest::keyClick(&text(), Qt::Key_PageDown);
    QVERIFY(text().verticalScrollBar()->value() > before);
    // Once more shows the same window where it was left.
    help().showPage(QStringLiteral("figures"));
    help().close();
    QVERIFY(open());
    QCOMPARE(shownPage(), QStringLiteral("figures.md"));
    QCOMPARE((*m_window)->findChildren<HelpWindow*>().size(), 1);
}

void HelpTest::menuLeadsToEachPage() {
    for (const HelpPage& page : helpPages()) {
        QVERIFY(open(page.id));
        QCOMPARE(shownPage(), page.id + QStringLiteral(".md"));
        QVERIFY(text().toPlainText().size() > 1000);
        QVERIFY2(text().headings().size() > 3, qPrintable(page.id));
        QCOMPARE(text().headings().front().level, 1);
        QCOMPARE(index().currentItem()->text(0), page.title);
    }
}

void HelpTest::indexFollowsAndLeads() {
    QVERIFY(open(QStringLiteral("sessions")));
    QTreeWidgetItem* page = index().currentItem();
    QCOMPARE(page->childCount(), 3); // its chapters
    QVERIFY(page->isExpanded());
    index().setFocus();
    QTest::keyClick(&index(), Qt::Key_End); // pages only, the chapters of another are folded away
    QCOMPARE(shownPage(), QStringLiteral("command-line.md"));
    QCOMPARE(page->childCount(), 0);
    // A chapter is where its heading is.
    help().showPage(QStringLiteral("cost-model"));
    QVERIFY(!isSeen(QStringLiteral("A worked example")));
    QTreeWidgetItem* cost = index().currentItem();
    for (int i = 0; i < cost->childCount(); ++i)
        if (cost->child(i)->text(0) == QLatin1String("A worked example")) index().setCurrentItem(cost->child(i));
    QVERIFY(isSeen(QStringLiteral("A worked example")));
    // And a click leads back to it.
    text().verticalScrollBar()->setValue(0);
    QTest::mouseClick(index().viewport(), Qt::LeftButton, {}, index().visualItemRect(index().currentItem()).center());
    QVERIFY(isSeen(QStringLiteral("A worked example")));
}

/// Chapters of the page before go when the press has ended, not under the hand.
void HelpTest::aClickMarksWhatWasClicked() {
    QVERIFY(open());
    QWidget& ground = *index().viewport();
    for (const int wanted : {1, 3, 1, 0}) {
        QTreeWidgetItem* item = index().topLevelItem(wanted);
        index().scrollToItem(item);
        const QPoint place = index().visualItemRect(item).center();
        QTest::mousePress(&ground, Qt::LeftButton, {}, place);
        QTest::mouseMove(&ground, place + QPoint(2, 0));
        QTest::mouseRelease(&ground, Qt::LeftButton, {}, place + QPoint(2, 0));
        QCOMPARE(index().currentItem(), item);
        QCOMPARE(shownPage(), helpPages()[wanted].id + QStringLiteral(".md"));
    }
}

void HelpTest::everyLinkIsFollowed() {
    QVERIFY(open());
    int followed = 0;
    for (const HelpPage& page : helpPages()) {
        help().showPage(page.id);
        QList<QUrl> links;
        for (QTextBlock block = text().document()->begin(); block.isValid(); block = block.next())
            for (auto it = block.begin(); !it.atEnd(); ++it)
                if (const QString to = it.fragment().charFormat().anchorHref();
                    !to.isEmpty() && !to.contains(QLatin1String("://")))
                    links << text().source().resolved(QUrl(to));
        for (const QUrl& link : links) {
            text().setSource(link); // a page that is not there warns, and fails
            QVERIFY2(text().toPlainText().size() > 1000, qPrintable(link.toString()));
            ++followed;
        }
    }
    QVERIFY(followed >= 8);
}

void HelpTest::goesBack() {
    QVERIFY(open(QStringLiteral("sessions")));
    text().verticalScrollBar()->setValue(60);
    help().showPage(QStringLiteral("figures"));
    QTest::keyClick(&help(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(shownPage(), QStringLiteral("sessions.md"));
    QCOMPARE(text().verticalScrollBar()->value(), 60);
    QCOMPARE(index().currentItem()->text(0), QStringLiteral("How sessions are simulated"));
    QVERIFY(tables().front()->format().cellPadding() >= 5); // it has its look again
    QTest::keyClick(&help(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(shownPage(), QStringLiteral("figures.md"));
}

void HelpTest::findsWords() {
    QVERIFY(open(QStringLiteral("cost-model")));
    auto& bar = part<SearchBar>(help(), QStringLiteral("searchBar"));
    auto& words = part<QLineEdit>(bar, QStringLiteral("searchWords"));
    auto& found = part<QLabel>(bar, QStringLiteral("searchFound"));
    QVERIFY(!bar.isVisible());
    QTest::keyClick(&help(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(bar.isVisible() && words.hasFocus());
    QTest::keyClicks(&words, QStringLiteral("calibrat"));
    QVERIFY(bar.count() >= 3);
    QCOMPARE(text().extraSelections().size(), bar.count());
    QCOMPARE(found.text(), QStringLiteral("1 of %1").arg(bar.count()));
    QTest::keyClick(&words, Qt::Key_Return);
    QCOMPARE(found.text(), QStringLiteral("2 of %1").arg(bar.count()));
    QTest::keyClick(&words, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(&words, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(found.text(), QStringLiteral("%1 of %1").arg(bar.count()));
    words.setText(QStringLiteral("nowhere at all"));
    QCOMPARE(found.text(), QStringLiteral("not on this page"));
    // Another page is searched for the same.
    words.setText(QStringLiteral("Okabe"));
    QCOMPARE(bar.count(), 0);
    help().showPage(QStringLiteral("figures"));
    QCOMPARE(bar.count(), 1);
}

void HelpTest::escapeClosesOneThing() {
    QVERIFY(open());
    auto& bar = part<SearchBar>(help(), QStringLiteral("searchBar"));
    QTest::keyClick(&help(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!bar.isVisible() && help().isVisible());
    QVERIFY(text().extraSelections().isEmpty());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!help().isVisible());
}

void HelpTest::tablesHaveAir() {
    QVERIFY(open(QStringLiteral("parameters")));
    QVERIFY(tables().size() >= 8);
    for (QTextTable* table : tables()) {
        QVERIFY(table->format().cellPadding() >= 5);
        QCOMPARE(table->format().border(), 1.0);
        QVERIFY(table->format().borderCollapse());
        QCOMPARE(table->format().borderBrush().color(), help().palette().color(QPalette::Dark));
    }
}

void HelpTest::followsTheAppearance() {
    m_window->trigger(QStringLiteral("appearance.light"));
    QVERIFY(open(QStringLiteral("cost-model")));
    const auto linkColor = [this] {
        for (QTextBlock block = text().document()->begin(); block.isValid(); block = block.next())
            for (auto it = block.begin(); !it.atEnd(); ++it)
                if (!it.fragment().charFormat().anchorHref().isEmpty())
                    return it.fragment().charFormat().foreground().color();
        return QColor();
    };
    QCOMPARE(linkColor(), themeOf(Appearance::Light).accent);
    QCOMPARE(tables().front()->format().borderBrush().color(), themeOf(Appearance::Light).border);
    m_window->trigger(QStringLiteral("appearance.dark"));
    QCOMPARE(linkColor(), themeOf(Appearance::Dark).accent);
    QCOMPARE(tables().front()->format().borderBrush().color(), themeOf(Appearance::Dark).border);
    m_window->trigger(QStringLiteral("appearance.light"));
}

void HelpTest::remembersItsSize() {
    QVERIFY(open());
    help().resize(700, 500);
    QApplication::processEvents();
    help().close();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show({1200, 800}));
    QVERIFY(open());
    QCOMPARE(help().size(), QSize(700, 500));
    // Of a help that is open to the end, too.
    help().resize(720, 520);
    QApplication::processEvents();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show({1200, 800}));
    QVERIFY(open());
    QCOMPARE(help().size(), QSize(720, 520));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::HelpTest)
#include "help_test.moc"
