// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace longpeak {

/// What the program writes by itself, written beside the window's thread, so that a slow disk keeps nobody waiting. In the
/// order in which it was asked for; where a file waits to be written, a newer text of it takes its place.
class BackgroundWriter : public QObject {
    Q_OBJECT

public:
    /// Runs in another thread, and must hold all that it needs.
    using Write = std::function<Result<Done>()>;

    explicit BackgroundWriter(QObject* parent = nullptr);
    /// Waits until everything is written.
    ~BackgroundWriter() override;

    void write(const QString& file, Write write);
    /// Waits until everything is written; the faults of the files whose last writing failed.
    Faults finish();

signals:
    /// In the thread of this object.
    void failed(const QString& file, const Faults& faults);
    void written(const QString& file);

private:
    void work();
    void report(const QString& file, const Result<Done>& done);

    QThreadPool m_pool; ///< one thread
    std::mutex m_mutex; ///< of what follows
    std::vector<std::pair<QString, Write>> m_waiting;
    QHash<QString, Faults> m_faults;
    bool m_working = false;
};

} // namespace longpeak
