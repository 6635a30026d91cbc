// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/background_writer.h"

#include <algorithm>
#include <utility>

namespace longpeak {

BackgroundWriter::BackgroundWriter(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
}

BackgroundWriter::~BackgroundWriter() {
    m_pool.waitForDone();
}

void BackgroundWriter::write(const QString& file, Write write) {
    const std::lock_guard lock(m_mutex);
    const auto waiting = std::ranges::find(m_waiting, file, &std::pair<QString, Write>::first);
    if (waiting != m_waiting.end())
        waiting->second = std::move(write);
    else
        m_waiting.emplace_back(file, std::move(write));
    if (m_working) return;
    m_working = true;
    m_pool.start([this] { work(); });
}

Faults BackgroundWriter::finish() {
    m_pool.waitForDone();
    const std::lock_guard lock(m_mutex);
    Faults all;
    for (const Faults& faults : std::as_const(m_faults)) all.insert(all.end(), faults.begin(), faults.end());
    return all;
}

void BackgroundWriter::work() {
    for (;;) {
        std::pair<QString, Write> next;
        {
            const std::lock_guard lock(m_mutex);
            if (m_waiting.empty()) {
                m_working = false;
                return;
            }
            next = std::move(m_waiting.front());
            m_waiting.erase(m_waiting.begin());
        }
        report(next.first, next.second());
    }
}

void BackgroundWriter::report(const QString& file, const Result<Done>& done) {
    const std::lock_guard lock(m_mutex);
    m_faults.remove(file);
    if (done) {
        QMetaObject::invokeMethod(
            this, [this, file] { emit written(file); }, Qt::QueuedConnection);
        return;
    }
    m_faults.insert(file, done.faults());
    QMetaObject::invokeMethod(
        this, [this, file, faults = done.faults()] { emit failed(file, faults); }, Qt::QueuedConnection);
}

} // namespace longpeak
