// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFutureWatcher>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace longpeak {

/// Answers one question at a time beside the window's own thread. The latest question wins: it stops what runs for
/// another, replaces what waits, and only its answers arrive, on the thread that asked. The same question again asks
/// nothing.
template <typename Question, typename Answer>
class Latest {
public:
    using AnswerPtr = std::shared_ptr<const Answer>;
    /// Hands over an answer; work that takes long may hand over one in part before the whole.
    using Tell = std::function<void(AnswerPtr)>;

    /// `arrived` is called after every answer, and when no more will come.
    explicit Latest(std::function<void()> arrived) : m_arrived(std::move(arrived)) {
        m_pool.setMaxThreadCount(1);
        QObject::connect(&m_watcher, &QFutureWatcherBase::resultReadyAt, &m_watcher, [this](int index) {
            m_answer = m_watcher.resultAt(index);
            m_isAnswered = true;
            m_arrived();
        });
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this] {
            if (!std::exchange(m_isWorking, false)) return;
            m_arrived();
        });
    }
    Latest(const Latest&) = delete;
    Latest& operator=(const Latest&) = delete;
    /// Waits until what runs has stopped.
    ~Latest() {
        m_watcher.disconnect();
        stop();
        m_pool.waitForDone();
    }

    /// `work(question, tell, stop)` runs on another thread, so it must hold copies of all else that it reads. It should
    /// return soon after a stop was asked for.
    template <typename Work>
    void ask(const Question& question, Work work) {
        if (m_asked && *m_asked == question) return;
        stop();
        m_stop = std::stop_source();
        m_asked = question;
        m_isAnswered = false;
        m_isWorking = true;
        const auto run = [question, work = std::move(work), stop = m_stop.get_token()](QPromise<AnswerPtr>& promise) {
            const auto tell = [&](AnswerPtr answer) {
                if (!stop.stop_requested()) promise.addResult(std::move(answer));
            };
            work(question, Tell(tell), stop);
        };
        m_watcher.setFuture(QtConcurrent::run(&m_pool, run)); // forgets what the one before has still to say
    }
    /// Stops what runs. The same question can then be asked again.
    void drop() {
        stop();
        m_asked.reset();
        m_isAnswered = m_isWorking = false;
        m_watcher.setFuture(QFuture<AnswerPtr>());
    }

    /// What was asked last; nullptr = nothing.
    const Question* asked() const { return m_asked ? &*m_asked : nullptr; }
    /// The newest answer there is, which may be one to an earlier question; nullptr before the first.
    const AnswerPtr& answer() const { return m_answer; }
    /// Whether that is one to what was asked last.
    bool isAnswered() const { return m_isAnswered; }
    /// Whether more is to come.
    bool isWorking() const { return m_isWorking; }

private:
    void stop() {
        m_stop.request_stop();
        m_watcher.future().cancel();
    }

    std::function<void()> m_arrived;
    QThreadPool m_pool;
    QFutureWatcher<AnswerPtr> m_watcher;
    std::stop_source m_stop;
    std::optional<Question> m_asked;
    AnswerPtr m_answer;
    bool m_isAnswered = false;
    bool m_isWorking = false;
};

} // namespace longpeak
