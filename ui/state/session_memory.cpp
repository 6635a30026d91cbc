// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/session_memory.h"

#include "explore/side_by_side.h"
#include "scenario/scenario_file.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>

namespace longpeak {
namespace {

constexpr int recentFileCount = 8;

QString dataFile(const QString& name) {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QDir().mkpath(folder);
    return folder + QLatin1Char('/') + name;
}

QString scenarioFile() {
    return dataFile(QStringLiteral("last-scenario.json"));
}

QString referenceFile() {
    return dataFile(QStringLiteral("last-reference.json"));
}

QString pinFile(std::size_t index) {
    return dataFile(QStringLiteral("last-pin-%1.json").arg(index));
}

void write(const QString& path, const Scenario& scenario, const Catalogue& catalogue) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return;
    file.write(QByteArray::fromStdString(writeScenario(scenario, catalogue)));
    file.commit();
}

} // namespace

void SessionMemory::save(const ScenarioStore& store) const {
    write(scenarioFile(), store.scenario(), store.catalogue());
    setValue(QStringLiteral("session/file"), store.file());
    const auto& pins = store.pins();
    for (std::size_t i = 0; i < pins.size(); ++i) write(pinFile(i), pins[i], store.catalogue());
    for (std::size_t i = pins.size(); i < mostPinned; ++i) QFile::remove(pinFile(i));
    setValue(QStringLiteral("session/reference"), static_cast<int>(store.referenceKind()));
    if (store.referenceKind() == ReferenceKind::Pinned) write(referenceFile(), *store.reference(), store.catalogue());
}

bool SessionMemory::restore(ScenarioStore& store) const {
    const auto scenario = openScenario(scenarioFile().toStdString(), store.catalogue());
    if (!scenario) return false;
    store.restore(*scenario, text(QStringLiteral("session/file")));
    for (std::size_t i = 0; i < mostPinned; ++i)
        if (QFile::exists(pinFile(i)))
            if (const auto pinned = openScenario(pinFile(i).toStdString(), store.catalogue())) store.pin(*pinned);
    const int kind = text(QStringLiteral("session/reference"), QStringLiteral("1")).toInt();
    if (kind != static_cast<int>(ReferenceKind::Pinned)) {
        store.setReference(kind == 0 ? ReferenceKind::None : ReferenceKind::ShortContext);
    } else if (const auto reference = openScenario(referenceFile().toStdString(), store.catalogue())) {
        store.pinReference(*reference);
    }
    return true;
}

QByteArray SessionMemory::bytes(const QString& key) const {
    return QSettings().value(key).toByteArray();
}

QString SessionMemory::text(const QString& key, const QString& fallback) const {
    return QSettings().value(key, fallback).toString();
}

QStringList SessionMemory::list(const QString& key) const {
    return QSettings().value(key).toStringList();
}

bool SessionMemory::has(const QString& key) const {
    return QSettings().contains(key);
}

void SessionMemory::setValue(const QString& key, const QVariant& value) const {
    QSettings().setValue(key, value);
}

QStringList SessionMemory::recentFiles() const {
    return list(QStringLiteral("recentFiles"));
}

void SessionMemory::addRecentFile(const QString& path) const {
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    while (files.size() > recentFileCount) files.removeLast();
    setValue(QStringLiteral("recentFiles"), files);
}

void SessionMemory::removeRecentFile(const QString& path) const {
    QStringList files = recentFiles();
    files.removeAll(path);
    setValue(QStringLiteral("recentFiles"), files);
}

} // namespace longpeak
