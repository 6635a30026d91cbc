// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

namespace longpeak {

/// Says when the hand has rested. What need not follow every move waits for it: the fine map, the answers to inverse
/// questions, what is written down.
class Rest : public QObject {
    Q_OBJECT

public:
    explicit Rest(QObject* parent = nullptr);

    /// The hand has moved.
    void touch() { m_timer.start(); }
    /// What waits goes on now.
    void end();

signals:
    /// 120 ms after the last move.
    void rested();

private:
    QTimer m_timer;
};

} // namespace longpeak
