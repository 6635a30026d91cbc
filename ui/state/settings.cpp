// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/settings.h"

#include "document/read_file.h"
#include "document/write_file.h"
#include "state/set_aside.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QStandardPaths>

#include <mutex>

namespace longpeak {
namespace {

/// JSON has no bytes.
QJsonValue inJson(const QVariant& value) {
    if (value.typeId() == QMetaType::QByteArray) return QString::fromLatin1(value.toByteArray().toBase64());
    return QJsonValue::fromVariant(value);
}

/// What earlier versions kept by QSettings.
QJsonObject byQSettings() {
    QJsonObject values;
    const QSettings settings;
    for (const QString& key : settings.allKeys()) values.insert(key, inJson(settings.value(key)));
    return values;
}

/// An empty file was a full disk's, of earlier versions, and holds nothing that could be lost.
Result<QJsonObject> readSettings() {
    const QFileInfo info(Settings::file());
    if (!info.exists()) return byQSettings();
    if (info.isFile() && info.size() == 0) return QJsonObject();
    const auto text = readFile(info.filePath().toStdString());
    if (!text) return text.faults();
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(*text));
    if (!document.isObject())
        return Fault{info.filePath().toStdString(), "/", LP_TEXT("fault", "holds no settings of this program")};
    return document.object();
}

QJsonObject read() {
    const auto settings = readSettings();
    return settings ? *settings : QJsonObject();
}

} // namespace

QString Settings::file() {
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + QStringLiteral("/settings.json");
}

Faults Settings::setDamagedAside() const {
    const auto settings = readSettings();
    return settings ? Faults{} : setAsideFor(settings.faults());
}

QByteArray Settings::bytes(const QString& key) const {
    const auto decoded = QByteArray::fromBase64Encoding(read().value(key).toString().toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? decoded.decoded : QByteArray();
}

QString Settings::text(const QString& key, const QString& fallback) const {
    const QJsonValue value = read().value(key);
    return value.isUndefined() ? fallback : value.toVariant().toString();
}

QStringList Settings::list(const QString& key) const {
    return read().value(key).toVariant().toStringList();
}

bool Settings::has(const QString& key) const {
    return read().contains(key);
}

Result<Done> Settings::set(const QVariantMap& values) const {
    static std::mutex oneAtATime; // what another thread sets in between is not lost
    const std::lock_guard lock(oneAtATime);
    const auto before = readSettings();
    if (!before) return before.faults();
    QJsonObject object = *before;
    for (auto value = values.begin(); value != values.end(); ++value) object.insert(value.key(), inJson(*value));
    if (object == *before && QFileInfo::exists(file())) return Done{};
    QDir().mkpath(QFileInfo(file()).path());
    return writeFile(file().toStdString(), QJsonDocument(object).toJson().toStdString());
}

} // namespace longpeak
