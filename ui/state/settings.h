// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace longpeak {

/// The window's shape and choices by key, in "settings.json" of the platform's folder for settings. Written as every file
/// is (core: document/write_file.h), for QSettings of Qt 6.4 takes a full disk for success and leaves an empty file. What
/// another window has set meanwhile is kept. A file that is none of this reads as empty, and is not written over.
class Settings {
public:
    static QString file();
    /// Gives a file that cannot be read another name, so that settings can be kept again; says so. Nothing where there is
    /// none, or it is sound.
    Faults setDamagedAside() const;

    QByteArray bytes(const QString& key) const;
    QString text(const QString& key, const QString& fallback = {}) const;
    QStringList list(const QString& key) const;
    bool has(const QString& key) const;

    /// Byte arrays, texts, lists of texts, whole numbers and truth values; on the disk on return. A fault, and nothing
    /// written, where what is there cannot be read.
    Result<Done> set(const QVariantMap& values) const;
};

} // namespace longpeak
