// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "session/load.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <stop_token>

namespace longpeak {

using SessionsPtr = std::shared_ptr<const Sessions>;

/// Simulates the sessions of one scenario at a time beside the window's own thread. A result is always of one scenario,
/// the one asked for last.
class SessionRunner : public QObject {
    Q_OBJECT

public:
    explicit SessionRunner(QObject* parent = nullptr);
    ~SessionRunner() override;

    /// The sessions of that scenario, and over other numbers of users if wanted, where they are ready. Else they are
    /// started, and what ran for another scenario is stopped.
    SessionsPtr request(const Case& scenario, bool load);
    bool isRunning() const { return m_asked.has_value(); }

signals:
    /// What was asked for last is ready, first the run and then the load.
    void ready();

private:
    struct Asked {
        Case scenario;
        bool load;
        int number;
    };

    void start(const Case& scenario, bool load);
    void take(int number, SessionsPtr result, bool last);

    QThreadPool m_pool;
    std::stop_source m_stop;
    std::optional<Asked> m_asked; ///< what runs
    SessionsPtr m_result;
    bool m_hasLoad = false; ///< the result was asked for with it
    int m_number = 0;
};

} // namespace longpeak
