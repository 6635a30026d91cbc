// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/monkey/files.h"
#include "ui/monkey/watch.h"

#include "figure/page_id.h"
#include "text.h"

#include <QDropEvent>
#include <QEventLoop>
#include <QMenu>
#include <QMimeData>
#include <QThread>
#include <QWindow>

#include <functional>
#include <random>

namespace longpeak::test {

/// Does what a hand at the window may do, drawn by its seed: mouse, wheel, keys, menus, drops, pages, themes, sizes, and
/// files that change below it. Events go through the platform's queue, so that menus and dialogs that run a loop of their
/// own get them too.
class Monkey {
public:
    Monkey(Watch& watch, unsigned seed) : m_watch(watch), m_draw(seed) { open(); }

    /// Until `isDone` says so, and what it has opened is closed again.
    void run(std::function<bool()> isDone) {
        m_isDone = std::move(isDone);
        QTimer::singleShot(0, qApp, [this] { step(); });
        m_loop.exec();
    }
    int events() const { return m_count; }

private:
    using Act = void (Monkey::*)();

    std::size_t pick(std::size_t count) { return static_cast<std::size_t>(m_draw() % count); }
    bool oneIn(std::size_t count) { return pick(count) == 0; }
    template <typename List>
    const auto& oneOf(const List& list) {
        return list[static_cast<decltype(list.size())>(pick(static_cast<std::size_t>(list.size())))];
    }

    void open() {
        m_window = std::make_unique<TestWindow>();
        (*m_window)->resize(1400, 900);
        (*m_window)->show();
    }

    /// The next one is asked for first: this one may open a dialog, and come back only when that is closed.
    void step() {
        if (m_isDone() && isAtRest()) return m_loop.quit();
        QTimer::singleShot(oneIn(3) ? static_cast<int>(pick(30)) : 0, qApp, [this] { step(); });
        if (m_isDone()) return closeTop();
        ++m_count;
        m_window->answer = m_files.path(oneOf(m_files.names()));
        m_window->agrees = oneIn(2);
        if (!(*m_window)->isVisible() && isAtRest()) return reopen();
        act();
    }
    /// No menu and no dialog has a loop of its own.
    static bool isAtRest() {
        return QThread::currentThread()->loopLevel() <= 1 && QApplication::activePopupWidget() == nullptr &&
               QApplication::activeModalWidget() == nullptr;
    }
    void closeTop() {
        if (QWidget* popup = QApplication::activePopupWidget())
            popup->close();
        else if (QWidget* modal = QApplication::activeModalWidget())
            modal->close();
        else
            keys(Qt::Key_Escape, {});
    }

    void act() {
        struct Weighted {
            int weight;
            Act act;
        };
        static constexpr std::array acts{
            Weighted{30, &Monkey::click},     Weighted{8, &Monkey::drag},   Weighted{8, &Monkey::wheel},
            Weighted{10, &Monkey::key},       Weighted{10, &Monkey::type},  Weighted{12, &Monkey::trigger},
            Weighted{5, &Monkey::showPage},   Weighted{4, &Monkey::resize}, Weighted{4, &Monkey::drop},
            Weighted{3, &Monkey::changeFile}, Weighted{8, &Monkey::hover},  Weighted{5, &Monkey::escape},
            Weighted{1, &Monkey::restart}};
        int all = 0;
        for (const Weighted& each : acts) all += each.weight;
        auto at = static_cast<int>(pick(static_cast<std::size_t>(all)));
        for (const Weighted& each : acts) {
            at -= each.weight;
            if (at < 0) return (this->*each.act)();
        }
    }
    void doing(const QString& what) { m_watch.doing(QStringLiteral("%1: %2").arg(m_count).arg(what)); }

    /// What a hand could reach: a menu that is open, a dialog that keeps all others away, else any window.
    QWidget* top() {
        if (QWidget* popup = QApplication::activePopupWidget()) return popup;
        if (QWidget* modal = QApplication::activeModalWidget()) return modal;
        QWidgetList windows;
        for (QWidget* each : QApplication::topLevelWidgets())
            if (each->isVisible() && each->windowHandle() != nullptr && each->windowType() != Qt::ToolTip)
                windows << each;
        if (windows.isEmpty()) return nullptr;
        return oneIn(2) && windows.contains(m_window->window.get()) ? m_window->window.get() : oneOf(windows);
    }
    struct Aim {
        QWindow* window = nullptr;
        QWidget* widget = nullptr;
        QPoint at; ///< in the window
        QPoint within() const { return widget->mapFrom(widget->window(), at); }
    };
    /// A place that is seen, of any widget.
    Aim aim() {
        QWidget* window = top();
        if (window == nullptr || window->windowHandle() == nullptr) return {};
        QWidgetList seen{window};
        for (QWidget* each : window->findChildren<QWidget*>())
            if (each->window() == window && each->isVisible() && each->isEnabled() && !each->visibleRegion().isEmpty())
                seen << each;
        QWidget* widget = oneOf(seen);
        const QRect place = widget->visibleRegion().boundingRect();
        if (place.isEmpty()) return {};
        const QPoint within(place.left() + static_cast<int>(pick(static_cast<std::size_t>(place.width()))),
                            place.top() + static_cast<int>(pick(static_cast<std::size_t>(place.height()))));
        return {window->windowHandle(), widget, widget->mapTo(window, within)};
    }
    static QString nameOf(const QWidget& widget) {
        QString name = QString::fromLatin1(widget.metaObject()->className());
        for (const QWidget* each = &widget; each != nullptr; each = each->parentWidget())
            if (!each->objectName().isEmpty()) return name + QLatin1Char(' ') + each->objectName();
        return name;
    }
    void mouse(const Aim& aim, const QPoint& at, QEvent::Type type, Qt::MouseButton button, Qt::MouseButtons buttons) {
        m_time += 50;
        qt_handleMouseEvent(aim.window, at, aim.window->mapToGlobal(at), buttons, button, type, modifiers(), m_time);
    }
    Qt::KeyboardModifiers modifiers() {
        return oneIn(12) ? Qt::ControlModifier : oneIn(12) ? Qt::ShiftModifier : Qt::NoModifier;
    }
    void keys(int key, Qt::KeyboardModifiers modifiers, const QString& text = {}) {
        QWindow* window = QGuiApplication::focusWindow();
        if (window == nullptr) return;
        qt_handleKeyEvent(window, QEvent::KeyPress, key, modifiers, text);
        qt_handleKeyEvent(window, QEvent::KeyRelease, key, modifiers, text);
    }

    void click() {
        const Aim aim = this->aim();
        if (aim.window == nullptr) return;
        const Qt::MouseButton button = oneIn(8) ? Qt::RightButton : Qt::LeftButton;
        const int times = oneIn(8) ? 2 : 1;
        doing(QStringLiteral("click %1 × %2 on %3").arg(button).arg(times).arg(nameOf(*aim.widget)));
        mouse(aim, aim.at, QEvent::MouseMove, Qt::NoButton, Qt::NoButton);
        if (times == 1) m_time += 1000; // else with the one before it is a double click
        for (int i = 0; i < times; ++i) {
            mouse(aim, aim.at, QEvent::MouseButtonPress, button, button);
            mouse(aim, aim.at, QEvent::MouseButtonRelease, button, Qt::NoButton);
        }
    }
    void drag() {
        const Aim aim = this->aim();
        if (aim.window == nullptr) return;
        doing(QStringLiteral("drag on %1").arg(nameOf(*aim.widget)));
        QPoint at = aim.at;
        const auto far = [this] { return static_cast<int>(pick(161)) - 80; };
        mouse(aim, at, QEvent::MouseButtonPress, Qt::LeftButton, Qt::LeftButton);
        for (std::size_t i = 1 + pick(8); i > 0; --i) {
            at += QPoint(far(), oneIn(2) ? 0 : far());
            mouse(aim, at, QEvent::MouseMove, Qt::NoButton, Qt::LeftButton);
        }
        mouse(aim, at, QEvent::MouseButtonRelease, Qt::LeftButton, Qt::NoButton);
    }
    void hover() {
        const Aim aim = this->aim();
        if (aim.window == nullptr) return;
        doing(QStringLiteral("hover over %1").arg(nameOf(*aim.widget)));
        mouse(aim, aim.at, QEvent::MouseMove, Qt::NoButton, Qt::NoButton);
    }
    void wheel() {
        const Aim aim = this->aim();
        if (aim.window == nullptr) return;
        doing(QStringLiteral("wheel over %1").arg(nameOf(*aim.widget)));
        turnWheel(*aim.widget, aim.within(), oneIn(2) ? 1 : -3, modifiers());
    }
    void key() {
        static constexpr std::array some{
            Qt::Key_Tab,    Qt::Key_Backtab,  Qt::Key_Return, Qt::Key_Escape, Qt::Key_Up,
            Qt::Key_Down,   Qt::Key_Left,     Qt::Key_Right,  Qt::Key_Home,   Qt::Key_End,
            Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Delete, Qt::Key_Space,  Qt::Key_F1,
            Qt::Key_F11,    Qt::Key_Menu,     Qt::Key_Z,      Qt::Key_Y,      Qt::Key_F,
            Qt::Key_A,      Qt::Key_V,        Qt::Key_1,      Qt::Key_5,      Qt::Key_Plus};
        const Qt::Key key = oneOf(some);
        const Qt::KeyboardModifiers with = oneIn(3)   ? Qt::ControlModifier
                                           : oneIn(9) ? Qt::ControlModifier | Qt::ShiftModifier
                                           : oneIn(9) ? Qt::AltModifier
                                                      : Qt::KeyboardModifiers();
        doing(QStringLiteral("key %1 with %2").arg(key, 0, 16).arg(with.toInt(), 0, 16));
        keys(key, with);
    }
    void type() {
        static const std::array texts{QStringLiteral("128K"),
                                      QStringLiteral("0"),
                                      QStringLiteral("1e400"),
                                      QStringLiteral("-5"),
                                      QStringLiteral("yi"),
                                      QStringLiteral("<b>x</b>&amp;"),
                                      QStringLiteral("40 GB"),
                                      QString(5000, QLatin1Char('9')),
                                      QStringLiteral("\u202e\u0085x"),
                                      QStringLiteral("auto")};
        const QString& text = oneOf(texts);
        doing(QStringLiteral("type %1").arg(text.left(20)));
        if (oneIn(2)) keys(Qt::Key_A, Qt::ControlModifier);
        // One event for all of it, as an input method sends it.
        keys(0, {}, text);
        if (oneIn(2)) keys(Qt::Key_Return, {});
    }
    void trigger() {
        QList<QAction*> actions;
        for (QAction* each : (*m_window)->findChildren<QAction*>())
            if (each->isEnabled() && !each->isSeparator() && each->menu() == nullptr &&
                (each->objectName() != QLatin1String("quit") || oneIn(20)))
                actions << each;
        if (actions.isEmpty() || QApplication::activeModalWidget() != nullptr) return escape();
        QAction* action = oneOf(actions);
        doing(QStringLiteral("trigger %1").arg(action->text()));
        action->trigger();
    }
    void showPage() {
        const std::string_view page = oneOf(pageId::all);
        doing(QStringLiteral("page %1").arg(toQString(page)));
        (*m_window)->workspace().showPage(toQString(page));
    }
    void resize() {
        QWidget* window = top();
        if (window == nullptr || QApplication::activePopupWidget() != nullptr) return;
        const QSize size(300 + static_cast<int>(pick(1700)), 200 + static_cast<int>(pick(1200)));
        doing(QStringLiteral("resize %1 to %2 × %3").arg(nameOf(*window)).arg(size.width()).arg(size.height()));
        window->resize(size);
    }
    void drop() {
        if (QApplication::activeModalWidget() != nullptr) return;
        QMimeData data;
        const QString name = oneOf(m_files.names());
        data.setUrls({QUrl::fromLocalFile(m_files.path(name))});
        doing(QStringLiteral("drop %1").arg(name.left(30)));
        QDropEvent event(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window->window.get(), &event);
    }
    void changeFile() {
        const QString file = (*m_window)->store().file();
        doing(QStringLiteral("change %1 below the window").arg(file.right(30)));
        if (!file.startsWith(m_files.path(QStringLiteral(".")).chopped(1))) return;
        if (oneIn(4))
            QFile::remove(file);
        else
            writeFile(file, oneIn(2) ? documentOf(with(paper50k(), "users", static_cast<double>(1 + pick(50)))) : "{");
    }
    void escape() {
        doing(QStringLiteral("escape"));
        closeTop();
    }
    void restart() {
        if (!isAtRest()) return escape();
        doing(QStringLiteral("close and open again"));
        (*m_window)->close();
        reopen();
    }
    void reopen() {
        m_window.reset();
        open();
        m_watch.pardon();
    }

    Watch& m_watch;
    std::mt19937 m_draw;
    MonkeyFiles m_files;
    std::unique_ptr<TestWindow> m_window;
    QEventLoop m_loop;
    std::function<bool()> m_isDone;
    int m_count = 0;
    int m_time = 0; ///< of the mouse, milliseconds
};

} // namespace longpeak::test
