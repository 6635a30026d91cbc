// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "state/background_writer.h"
#include "state/scenario_store.h"
#include "state/settings.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace longpeak {

/// The scenario, its reference and its pins from one start to the next, in the platform's data folder. A pin's file is
/// called after what is in it, so that windows keep their pins beside each other's: a window deletes only the file of a pin
/// that it had and gave up, and writes its own again where another window did.
class Autosave : public QObject {
    Q_OBJECT

public:
    explicit Autosave(QObject* parent = nullptr);

    /// Has written what is another than before. Returns at once; what cannot be written is announced, stays as it was on
    /// the disk, and is tried again at the next call.
    void save(const ScenarioStore& store);
    /// Waits until everything is written; why something is not.
    Faults finish();
    /// Brings back what can be read, each file by itself. What cannot, or is of a newer program, is set aside, and told;
    /// where that fails its place is not written to.
    Faults restore(ScenarioStore& store);

signals:
    /// What is written down is older than what is seen.
    void failed(const Faults& faults);
    /// It is as new again.
    void recovered();

private:
    std::optional<Scenario> read(const QString& file, const Catalogue& catalogue, Faults& faults);
    void restorePins(ScenarioStore& store, Faults& faults);
    void keep(const QString& file, std::string text);
    /// The names of the files, in the order of the pins.
    QStringList keepPins(const std::vector<std::string>& texts);
    void keepSettings(const QVariantMap& values);
    void remove(const QString& file, const std::string& text);
    /// What is on the disk is not known any more.
    void forget(const QString& file);

    QHash<QString, std::string> m_kept; ///< by file, as it was last read, written, or is about to be
    QHash<QString, std::string> m_pins; ///< the same of pins
    QStringList m_left;                 ///< files that stay as they are
    QVariantMap m_settings;             ///< the same of the settings
    QStringList m_failed;
    BackgroundWriter m_writer;
};

/// Files that were opened or saved, newest first, no more than eight.
QStringList recentFiles();
Result<Done> addRecentFile(const QString& path);
Result<Done> removeRecentFile(const QString& path);

} // namespace longpeak
