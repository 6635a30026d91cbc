// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QStringList>
#include <QTimer>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>
#include <utility>
#include <vector>

#include <execinfo.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace longpeak::test {

using Milliseconds = std::chrono::milliseconds;

/// While it lives, it notes every warning of Qt, every time that the event loop stood still for longer than a pause may, and
/// how much memory the process holds. To be made in the window's thread; only one at a time.
class Watch {
public:
    static constexpr Milliseconds deadAfter{120'000};

    explicit Watch(Milliseconds longestPause)
        : m_longestPause(longestPause), m_thread(pthread_self()), m_id(::syscall(SYS_gettid)) {
        watching = this;
        m_before = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext& context, const QString& text) {
            watching->message(type, context, text);
        });
        struct sigaction action {};
        action.sa_handler = showPlace;
        action.sa_flags = SA_RESTART;
        ::sigaction(SIGUSR1, &action, nullptr);
        m_clock.start();
        m_lastBeat = awake();
        QObject::connect(&m_pulse, &QTimer::timeout, &m_pulse, [this] { beat(); });
        m_pulse.start(20);
        m_guard = std::jthread([this](const std::stop_token& stop) { guard(stop); });
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch() {
        m_guard = {};
        qInstallMessageHandler(m_before);
        watching = nullptr;
    }

    /// What is done next, for whatever comes of it.
    void doing(const QString& event) {
        m_events.prepend(event);
        if (m_events.size() > 4) m_events.removeLast();
    }
    /// What went before does not count: nobody waits for a window that is not there yet.
    void pardon() { m_lastBeat = awake(); }
    /// What was found, each with the events that led to it.
    const QStringList& findings() const { return m_findings; }
    void find(const QString& what) {
        m_findings << what + QStringLiteral("\n    after ") + m_events.join(QStringLiteral("\n    after "));
        std::fprintf(stderr, "%s\n", qPrintable(m_findings.last()));
    }
    double longestSeconds() const { return static_cast<double>(m_longest) * 1e-3; }
    qint64 elapsed() const { return m_clock.elapsed(); }

    /// Bytes that are resident, without those that only wait to be used again.
    static double memory() {
        ::malloc_trim(0);
        QFile file(QStringLiteral("/proc/self/statm"));
        if (!file.open(QIODevice::ReadOnly)) return 0;
        return file.readAll().split(' ').value(1).toDouble() * static_cast<double>(::sysconf(_SC_PAGESIZE));
    }

private:
    /// Milliseconds in which the thread did not wait for a processor: on a busy machine the loop stands still for want of
    /// one, which is no fault of the program.
    qint64 awake() const {
        const qint64 elapsed = m_clock.elapsed();
        QFile file(QStringLiteral("/proc/self/task/%1/schedstat").arg(m_id));
        if (!file.open(QIODevice::ReadOnly)) return elapsed;
        return elapsed - file.readAll().split(' ').value(1).toLongLong() / 1'000'000;
    }
    void beat() {
        const qint64 now = awake();
        const qint64 pause = now - m_lastBeat;
        m_longest = std::max(m_longest, pause);
        if (pause > m_longestPause.count()) find(QStringLiteral("unresponsive for %1 ms").arg(pause));
        m_lastBeat = now;
    }
    /// Shows where the window's thread is when it stands still, and ends what never goes on.
    void guard(const std::stop_token& stop) {
        qint64 shown = -1;
        while (!stop.stop_requested()) {
            std::this_thread::sleep_for(Milliseconds(100));
            const qint64 last = m_lastBeat;
            const qint64 pause = awake() - last;
            if (pause > m_longestPause.count() && shown != last) {
                shown = last;
                pthread_kill(m_thread, SIGUSR1);
            }
            if (pause > deadAfter.count()) std::abort();
        }
    }
    static void showPlace(int /*signal*/) {
        std::array<void*, 60> frames{};
        ::backtrace_symbols_fd(frames.data(), ::backtrace(frames.data(), static_cast<int>(frames.size())),
                               STDERR_FILENO);
        static_cast<void>(::write(STDERR_FILENO, "\n", 1));
    }
    void message(QtMsgType type, const QMessageLogContext& context, const QString& text) {
        // What the offscreen platform says of itself is no fault of ours.
        static const QRegularExpression harmless(QStringLiteral("This plugin does not support|XDG_RUNTIME_DIR"));
        if (type == QtDebugMsg || type == QtInfoMsg)
            m_before(type, context, text);
        else if (!harmless.match(text).hasMatch())
            find(QStringLiteral("warning: ") + text);
    }

    static inline Watch* watching = nullptr;
    Milliseconds m_longestPause;
    pthread_t m_thread;
    long m_id;
    QtMessageHandler m_before;
    QElapsedTimer m_clock;
    QTimer m_pulse;
    std::atomic<qint64> m_lastBeat = 0; ///< in awake()
    qint64 m_longest = 0;
    QStringList m_events; ///< newest first
    QStringList m_findings;
    std::jthread m_guard;
};

} // namespace longpeak::test
