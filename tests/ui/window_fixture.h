// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include "control/control_panel.h"
#include "control/value_slider.h"
#include "page/banner.h"
#include "page/explanation_bar.h"
#include "page/figure_card.h"
#include "page/main_window.h"
#include "page/metric_tile.h"
#include "page/workspace.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>
#include <QWheelEvent>

#include <memory>
#include <set>

// The window under test: driven by object name with mouse and keys, offscreen, with settings and data of its own.

namespace longpeak::test {

/// To be called in every test's init(): it ends with each test function.
inline void failOnAnyWarning() {
    // What the offscreen platform says of itself is no fault of ours.
    QTest::failOnWarning(
        QRegularExpression(QStringLiteral("^(?!.*(This plugin does not support|XDG_RUNTIME_DIR)).*$")));
}

/// As on a first start: no settings, no last scenario.
inline void forgetSession() {
    QFile::remove(Settings::file());
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
}

inline const Scenario& now(MainWindow& window) {
    return window.store().scenario();
}

/// Nothing is left to compute.
inline bool isCurrent(MainWindow& window) {
    const SnapshotPtr& snapshot = window.refresher().snapshot();
    return snapshot && snapshot->scenario == now(window);
}

/// The child of that object name; the test ends where there is none.
template <typename Widget>
Widget& part(const QObject& parent, const QString& name) {
    auto* found = parent.findChild<Widget*>(name);
    if (found == nullptr) qFatal("there is no '%s'", qPrintable(name));
    return *found;
}

/// The figures of the page that is shown, in their order.
inline QList<FigureCard*> cards(MainWindow& window) {
    return window.workspace().current().findChildren<FigureCard*>();
}

/// A window on the paper's example, with answers for its questions in place of the platform's dialogs.
class TestWindow {
public:
    explicit TestWindow(const Scenario& initial = paper50k())
        : window(std::make_unique<MainWindow>(catalogue(), initial,
                                              FileQuestions{.open =
                                                                [this](QWidget*) {
                                                                    ++asked;
                                                                    return answer;
                                                                },
                                                            .save =
                                                                [this](QWidget*, const QString& offered) {
                                                                    ++asked;
                                                                    suggestion = offered;
                                                                    return answer;
                                                                },
                                                            .import =
                                                                [this](QWidget*) {
                                                                    ++asked;
                                                                    return answer;
                                                                },
                                                            .confirm =
                                                                [this](QWidget*, const QString& text) {
                                                                    ++asked;
                                                                    question = text;
                                                                    return agrees;
                                                                },
                                                            .figures = {.file =
                                                                            [this](QWidget*, const QString& offered) {
                                                                                ++asked;
                                                                                suggestion = offered;
                                                                                return answer;
                                                                            },
                                                                        .styleName =
                                                                            [this](QWidget*) {
                                                                                ++asked;
                                                                                return answer;
                                                                            }}})) {}
    TestWindow(const TestWindow&) = delete;
    TestWindow& operator=(const TestWindow&) = delete;

    MainWindow* operator->() const { return window.get(); }
    MainWindow& operator*() const { return *window; }

    /// Shown, with every figure drawn and nothing left to do.
    bool show(const QSize& size = {1400, 900}) const {
        std::set<FigureCard*> drawn;
        const QObject listening;
        const auto all = cards(*window);
        for (FigureCard* card : all)
            QObject::connect(&card->view(), &FigureView::redrawn, &listening, [card, &drawn] {
                if (card->view().figure() != nullptr) drawn.insert(card); // before, only the empty frame
            });
        window->resize(size);
        window->show();
        const bool done = QTest::qWaitForWindowActive(window.get()) && QTest::qWaitFor([&] {
                              return isCurrent(*window) && std::ranges::all_of(all, [&drawn](FigureCard* card) {
                                         return !card->isVisible() || drawn.contains(card);
                                     });
                          });
        QApplication::processEvents(); // what the first frame posted
        return done;
    }
    void trigger(const QString& action) const { part<QAction>(*window, action).trigger(); }
    /// Of the page that is shown: a figure may stand on several.
    FigureCard& card(const QString& id) const {
        return part<FigureCard>(window->workspace().current(), QStringLiteral("card.") + id);
    }
    FigureView& figure(const QString& id) const { return card(id).view(); }
    MetricTile& tile(const QString& metric) const {
        return part<MetricTile>(*window, QStringLiteral("tile.") + metric);
    }
    Banner& banner(const QString& name) const { return part<Banner>(*window, name); }
    QLineEdit& field(const QString& id) const { return part<QLineEdit>(*window, id + QStringLiteral(".field")); }
    ValueSlider& slider(const QString& id) const { return part<ValueSlider>(*window, id + QStringLiteral(".slider")); }

    QString answer;     ///< to the next question for a path
    QString suggestion; ///< of the last question where to save
    QString question;   ///< that was asked last before something goes for good
    bool agrees = true; ///< to it
    int asked = 0;
    std::unique_ptr<MainWindow> window;
};

/// A mouse event as the platform would send it, at a place within the widget. QTest's own moves depend on where the
/// pointer was before.
inline void mouse(QWidget& widget, QEvent::Type type, const QPoint& at, Qt::MouseButton button,
                  Qt::MouseButtons buttons) {
    QMouseEvent event(type, at, widget.mapToGlobal(at), button, buttons, Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

inline void press(QWidget& widget, const QPoint& at) {
    mouse(widget, QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
}

inline void drag(QWidget& widget, const QPoint& to) {
    mouse(widget, QEvent::MouseMove, to, Qt::NoButton, Qt::LeftButton);
}

inline void release(QWidget& widget, const QPoint& at) {
    mouse(widget, QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
}

inline void hover(QWidget& widget, const QPoint& at) {
    mouse(widget, QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton);
}

/// One notch of the wheel; whether the widget took it.
inline bool turnWheel(QWidget& widget, const QPoint& at, int notches, Qt::KeyboardModifiers modifiers = {}) {
    QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    event.ignore();
    QApplication::sendEvent(&widget, &event);
    return event.isAccepted();
}

/// Replaces a field's text by what is typed, and Enter.
inline void typeInto(QLineEdit& field, const QString& text) {
    field.setFocus();
    field.selectAll();
    if (text.isEmpty())
        QTest::keyClick(&field, Qt::Key_Delete);
    else
        QTest::keyClicks(&field, text);
    QTest::keyClick(&field, Qt::Key_Return);
}

inline QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void writeFile(const QString& path, const QByteArray& content) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("'%s' cannot be written", qPrintable(path));
}

inline QByteArray documentOf(const Scenario& scenario) {
    return QByteArray::fromStdString(writeScenario(scenario, catalogue()));
}

} // namespace longpeak::test
