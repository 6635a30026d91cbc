// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/hugging_face.h"

#include "core/near.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <initializer_list>
#include <string>

// Configs for the tests of the import: files with the published dimensions, and versions of them with other values.

namespace longpeak::test {

inline const std::string configFile = "folder/config.json";

inline QString configPath(const QString& name) {
    const QString file = name + QStringLiteral(".json");
    const QString kinds = QStringLiteral(LONGPEAK_TEST_DATA "/configs/") + file; // those of published_counts_test
    return QFile::exists(kinds) ? kinds : QStringLiteral(LONGPEAK_TEST_DATA "/huggingface/") + file;
}

inline std::string configText(const QString& name) {
    QFile file(configPath(name));
    if (!file.open(QIODevice::ReadOnly)) qFatal("no config %s", qPrintable(name));
    return file.readAll().toStdString();
}

inline QJsonObject config(const QString& name) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(configText(name))).object();
}

/// The config with other values; an undefined one takes the key away.
inline QJsonObject with(QJsonObject object, std::initializer_list<std::pair<QString, QJsonValue>> values) {
    for (const auto& [key, value] : values) {
        if (value.isUndefined())
            object.remove(key);
        else
            object[key] = value;
    }
    return object;
}

inline const QJsonValue absent{QJsonValue::Undefined};

inline Result<ImportedModel> imported(const QJsonObject& object) {
    return importHuggingFace(QJsonDocument(object).toJson().toStdString(), configFile);
}

/// "/pointer: reason" of each fault; none when there is no fault.
inline QStringList faultsOf(const Result<ImportedModel>& result) {
    QStringList lines;
    if (result) return lines;
    for (const Fault& fault : result.faults()) lines << shown(fault.pointer + ": " + fault.reason.english());
    return lines;
}

inline QStringList warningsOf(const Result<ImportedModel>& result) {
    QStringList lines;
    if (!result) return faultsOf(result);
    for (const Text& warning : result->warnings) lines << shown(warning.english());
    return lines;
}

} // namespace longpeak::test
