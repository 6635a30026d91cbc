// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/costs.h"
#include "ui/window_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>

// What people come for, from the first screen, by mouse clicks and typed values alone: how many of these it takes. Keys that
// end a value (Tab, Enter) belong to it.

namespace longpeak {
namespace {

using namespace test;

class TasksTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }

    void usersOfAModelAtAContext();
    void longestContextForUsers();
    void mhaAgainstGqa();
    void threeAcceleratorsSideBySide();
    void theGpuForUsersAndATarget();

private:
    MainWindow& window() { return **m_window; }
    void click(QWidget& widget, const QPoint& at) {
        QTest::mouseClick(&widget, Qt::LeftButton, {}, at);
        QApplication::processEvents();
        ++m_steps;
    }
    void click(QWidget& widget) { click(widget, widget.rect().center()); }
    /// Into what has the focus.
    void type(const QString& value, Qt::Key end) {
        QWidget* field = QApplication::focusWidget();
        QVERIFY(field != nullptr);
        QTest::keyClicks(field, value);
        QTest::keyClick(field, end);
        QApplication::processEvents();
        ++m_steps;
    }
    void showPage(const QString& id) {
        auto& tabs = part<QTabBar>(window(), QStringLiteral("tabs"));
        const auto pages = window().workspace().pageActions();
        for (int i = 0; i < tabs.count(); ++i)
            if (pages[i]->objectName() == QStringLiteral("show.") + id) return click(tabs, tabs.tabRect(i).center());
        QFAIL("no such page");
    }
    /// Clicks into the list, and types words that only one has.
    void pick(const QString& parameter, const QString& words) {
        click(*part<QComboBox>(window(), parameter + QStringLiteral(".list")).lineEdit());
        type(words, Qt::Key_Return);
        QTRY_VERIFY(isCurrent(window()));
        window().activateWindow(); // a window manager does so when the list of what was found has gone
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    QString answer(const char* name) {
        return part<QLabel>(window(), QStringLiteral("requirements.") + QLatin1String(name))
            .text()
            .replace(QChar::Nbsp, QLatin1Char(' '));
    }
    std::unique_ptr<TestWindow> m_window;
    int m_steps = 0;
};

void TasksTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show({1280, 720}));
    m_steps = 0;
}

void TasksTest::usersOfAModelAtAContext() {
    pick(QStringLiteral("model"), QStringLiteral("llama 3.1 8b"));
    click(m_window->field(QStringLiteral("context")));
    type(QStringLiteral("128K"), Qt::Key_Return);
    QTRY_VERIFY(isCurrent(window()));
    QCOMPARE(now(window()).model.id, std::string("llama-3.1-8b"));
    QCOMPARE(now(window()).context.si(), 128e3);
    const double users = evaluate(now(window())).memory.ceiling;
    QVERIFY(users > 1);
    QCOMPARE(m_window->tile(QStringLiteral("ceiling_users")).content().value.number,
             readable(std::floor(users), Unit::Users).number);
    QCOMPARE(m_steps, 4);
}

void TasksTest::longestContextForUsers() {
    click(m_window->field(QStringLiteral("users")));
    type(QStringLiteral("20"), Qt::Key_Return);
    QTRY_VERIFY(isCurrent(window()));
    const Figure& figure = *m_window->figure(QStringLiteral("occupancy")).figure();
    const auto full = std::ranges::find(figure.marks, Role::Limit, &Mark::role);
    QVERIFY(full != figure.marks.end());
    const double longest = Costs(now(window())).longestContext(20).si();
    QCOMPARE(full->x, longest);
    QCOMPARE(shown(full->label), QStringLiteral("HBM full at ") + shown(format(longest, Unit::Tokens)));
    QCOMPARE(m_steps, 2);
}

void TasksTest::mhaAgainstGqa() {
    showPage(QStringLiteral("memory"));
    FigureView& view = m_window->figure(QStringLiteral("architectures"));
    QTRY_VERIFY(view.figure() != nullptr);
    const auto has = [&](const char* kind) {
        return std::ranges::any_of(view.figure()->series,
                                   [&](const Series& s) { return shown(s.name).contains(QLatin1String(kind)); });
    };
    QVERIFY(has("MHA"));
    QVERIFY(has("Yi-34B-200K")); // which is GQA, as the rail says
    QCOMPARE(m_steps, 1);
}

void TasksTest::threeAcceleratorsSideBySide() {
    showPage(QStringLiteral("compare"));
    auto& pin = part<QPushButton>(window(), QStringLiteral("compare.pin"));
    click(pin);
    pick(QStringLiteral("accelerator"), QStringLiteral("h100 sxm"));
    QCOMPARE(now(window()).deployment.accelerator.id, std::string("h100-sxm"));
    click(pin);
    pick(QStringLiteral("accelerator"), QStringLiteral("h200 sxm"));
    QCOMPARE(now(window()).deployment.accelerator.id, std::string("h200-sxm"));
    QTRY_COMPARE(window().refresher().snapshot()->multiples.size(), std::size_t{3});
    QCOMPARE(m_steps, 7);
}

void TasksTest::theGpuForUsersAndATarget() {
    showPage(QStringLiteral("road"));
    click(part<QLineEdit>(window(), QStringLiteral("requirements.users")));
    type(QStringLiteral("20"), Qt::Key_Tab);
    type(QStringLiteral("200K"), Qt::Key_Tab);
    type(QStringLiteral("30 s"), Qt::Key_Return);
    QCOMPARE(now(window()).session.users, 20.0);
    QCOMPARE(now(window()).context.si(), 200e3);
    QTRY_VERIFY2(answer("accelerator").contains(QStringLiteral("20 users")), qPrintable(answer("accelerator")));
    QVERIFY2(answer("accelerator").contains(QStringLiteral("30")), qPrintable(answer("accelerator")));
    QCOMPARE(m_steps, 5);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::TasksTest)

#include "tasks_test.moc"
