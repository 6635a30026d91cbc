// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/session_runner.h"

#include <QMetaObject>

namespace longpeak {

SessionRunner::SessionRunner(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
}

SessionRunner::~SessionRunner() {
    m_stop.request_stop();
    m_pool.waitForDone();
}

SessionsPtr SessionRunner::request(const Case& scenario, bool load) {
    const bool isRunning = m_asked && m_asked->scenario == scenario && (m_asked->load || !load);
    const bool isKnown = m_result && m_result->scenario == scenario;
    if (!isRunning && !(isKnown && (m_hasLoad || !load))) start(scenario, load);
    return isKnown ? m_result : nullptr;
}

void SessionRunner::start(const Case& scenario, bool load) {
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_asked = Asked{scenario, load, ++m_number};
    // The job outlives no member: the destructor waits for it.
    m_pool.start([this, scenario, load, number = m_number, token = m_stop.get_token()] {
        const auto hand = [&](const Sessions& sessions, bool last) {
            if (token.stop_requested()) return;
            QMetaObject::invokeMethod(
                this,
                [this, number, result = std::make_shared<const Sessions>(sessions), last] {
                    take(number, result, last);
                },
                Qt::QueuedConnection);
        };
        Sessions sessions{scenario,
                          simulate(scenario, {.horizon = usualHorizon(scenario)}, token),
                          simulateSettled(scenario, token),
                          {}};
        hand(sessions, !load);
        if (!load) return;
        sessions.load = simulateLoad(scenario, token);
        hand(sessions, true);
    });
}

void SessionRunner::take(int number, SessionsPtr result, bool last) {
    if (number != m_number) return; // of another scenario
    m_hasLoad = last && m_asked && m_asked->load;
    m_result = std::move(result);
    if (last) m_asked.reset();
    emit ready();
}

} // namespace longpeak
