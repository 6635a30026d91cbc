// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "state/background_writer.h"
#include "state/scenario_store.h"
#include "state/settings.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <string>

namespace longpeak {

/// The scenario, its reference and its pins from one start to the next, in the platform's data folder.
class SessionMemory : public QObject {
    Q_OBJECT

public:
    explicit SessionMemory(QObject* parent = nullptr);

    /// Has written what is another than before. Returns at once; what cannot be written is announced, stays as it was on
    /// the disk, and is tried again at the next call.
    void save(const ScenarioStore& store);
    /// Waits until everything is written; why something is not.
    Faults finish();
    /// Brings them back; false when there is nothing to bring back or it cannot be read.
    bool restore(ScenarioStore& store);

signals:
    /// What is written down is older than what is seen.
    void failed(const Faults& faults);
    /// It is as new again.
    void recovered();

private:
    void keep(const QString& file, std::string text);
    void keepSettings(const QVariantMap& values);
    void remove(const QString& file);
    /// What is on the disk is not known any more.
    void forget(const QString& file);

    QHash<QString, std::string> m_kept; ///< by file, as it was last read, written, or is about to be
    QVariantMap m_settings;             ///< the same of the settings
    QStringList m_failed;
    BackgroundWriter m_writer;
};

/// Files that were opened or saved, newest first, no more than eight.
QStringList recentFiles();
Result<Done> addRecentFile(const QString& path);
Result<Done> removeRecentFile(const QString& path);

} // namespace longpeak
