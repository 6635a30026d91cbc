// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "state/scenario_store.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace longpeak {

/// What is remembered from one start to the next: the scenario and its reference in the platform's data folder, the
/// window's shape and choices in the platform's settings.
class SessionMemory {
public:
    /// Writes the scenario, its file and the reference. Failing to is not worth a word to the user.
    void save(const ScenarioStore& store) const;
    /// Brings them back; false when there is nothing to bring back or it cannot be read.
    bool restore(ScenarioStore& store) const;

    QByteArray bytes(const QString& key) const;
    QString text(const QString& key, const QString& fallback = {}) const;
    QStringList list(const QString& key) const;
    bool has(const QString& key) const;
    void setValue(const QString& key, const QVariant& value) const;

    /// Newest first, no more than eight.
    QStringList recentFiles() const;
    void addRecentFile(const QString& path) const;
    void removeRecentFile(const QString& path) const;
};

} // namespace longpeak
