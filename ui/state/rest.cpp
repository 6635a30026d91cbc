// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/rest.h"

#include <chrono>

namespace longpeak {

using namespace std::chrono_literals;

Rest::Rest(QObject* parent) : QObject(parent) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(120ms);
    connect(&m_timer, &QTimer::timeout, this, &Rest::rested);
}

void Rest::end() {
    m_timer.stop();
    emit rested();
}

} // namespace longpeak
