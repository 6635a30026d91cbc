// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/session_memory.h"

#include "document/write_file.h"
#include "explore/side_by_side.h"
#include "scenario/scenario_file.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace longpeak {
namespace {

constexpr int recentFileCount = 8;

QString recentKey() {
    return QStringLiteral("recentFiles");
}

QString dataFile(const QString& name) {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QLatin1Char('/') + name;
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

Result<Done> write(const QString& file, const std::string& text) {
    QDir().mkpath(QFileInfo(file).path());
    return writeFile(file.toStdString(), text);
}

} // namespace

SessionMemory::SessionMemory(QObject* parent) : QObject(parent) {
    connect(&m_writer, &BackgroundWriter::failed, this, [this](const QString& file, const Faults& faults) {
        forget(file);
        if (!m_failed.contains(file)) m_failed << file;
        emit failed(faults);
    });
    connect(&m_writer, &BackgroundWriter::written, this, [this](const QString& file) {
        if (m_failed.removeAll(file) > 0 && m_failed.isEmpty()) emit recovered();
    });
}

void SessionMemory::keep(const QString& file, std::string text) {
    const auto kept = m_kept.constFind(file);
    if (kept != m_kept.constEnd() && *kept == text) return;
    m_kept.insert(file, text);
    m_writer.write(file, [file, text = std::move(text)] { return write(file, text); });
}

void SessionMemory::keepSettings(const QVariantMap& values) {
    if (values == m_settings) return;
    m_settings = values;
    m_writer.write(Settings::file(), [values] { return Settings().set(values); });
}

/// Only what this run has read or written.
void SessionMemory::remove(const QString& file) {
    if (m_kept.remove(file) == 0) return;
    m_writer.write(file, [file]() -> Result<Done> {
        if (QFile::remove(file) || !QFile::exists(file)) return Done{};
        return Fault{file.toStdString(), "/", LP_TEXT("fault", "cannot be deleted")};
    });
}

void SessionMemory::forget(const QString& file) {
    m_kept.remove(file);
    if (file == Settings::file()) m_settings.clear();
}

Faults SessionMemory::finish() {
    Faults faults = m_writer.finish();
    for (const Fault& fault : faults) forget(QString::fromStdString(fault.file)); // before the queued signal says so
    return faults;
}

void SessionMemory::save(const ScenarioStore& store) {
    const auto document = [&](const Scenario& scenario) { return writeScenario(scenario, store.catalogue()); };
    keep(scenarioFile(), document(store.scenario()));
    const auto& pins = store.pins();
    for (std::size_t i = 0; i < pins.size(); ++i) keep(pinFile(i), document(pins[i]));
    for (std::size_t i = pins.size(); i < mostPinned; ++i) remove(pinFile(i));
    if (store.referenceKind() == ReferenceKind::Pinned) keep(referenceFile(), document(*store.reference()));
    keepSettings({{QStringLiteral("session/file"), store.file()},
                  {QStringLiteral("session/reference"), static_cast<int>(store.referenceKind())}});
}

bool SessionMemory::restore(ScenarioStore& store) {
    const auto scenario = openScenario(scenarioFile().toStdString(), store.catalogue());
    if (!scenario) return false;
    const Settings settings;
    store.restore(*scenario, settings.text(QStringLiteral("session/file")));
    for (std::size_t i = 0; i < mostPinned; ++i) {
        if (!QFile::exists(pinFile(i))) continue;
        const auto pinned = openScenario(pinFile(i).toStdString(), store.catalogue());
        if (!pinned || !store.pin(*pinned)) continue;
        m_kept.insert(pinFile(i), {});
    }
    const int kind = settings.text(QStringLiteral("session/reference"), QStringLiteral("1")).toInt();
    if (kind != static_cast<int>(ReferenceKind::Pinned)) {
        store.setReference(kind == 0 ? ReferenceKind::None : ReferenceKind::ShortContext);
    } else if (const auto reference = openScenario(referenceFile().toStdString(), store.catalogue())) {
        store.pinReference(*reference);
    }
    return true;
}

QStringList recentFiles() {
    return Settings().list(recentKey());
}

Result<Done> addRecentFile(const QString& path) {
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    while (files.size() > recentFileCount) files.removeLast();
    return Settings().set({{recentKey(), files}});
}

Result<Done> removeRecentFile(const QString& path) {
    QStringList files = recentFiles();
    files.removeAll(path);
    return Settings().set({{recentKey(), files}});
}

} // namespace longpeak
