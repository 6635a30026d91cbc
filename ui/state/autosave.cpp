// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/autosave.h"

#include "document/read_file.h"
#include "document/write_file.h"
#include "explore/side_by_side.h"
#include "scenario/scenario_file.h"
#include "state/set_aside.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <utility>

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

QString pinsKey() {
    return QStringLiteral("session/pins");
}

QString pinFile(const std::string& text) {
    const QByteArray digest = QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Sha256);
    return dataFile(QStringLiteral("last-pin-%1.json").arg(QString::fromLatin1(digest.toHex().left(16))));
}

/// Files of pins: those of the list first, in its order, then what another window or an earlier version left.
QStringList pinFiles(const QStringList& listed) {
    const QDir folder(QFileInfo(scenarioFile()).path());
    QStringList names = listed;
    for (const QString& name : folder.entryList({QStringLiteral("last-pin-*.json")}, QDir::Files, QDir::Name))
        if (!names.contains(name)) names << name;
    QStringList files;
    for (const QString& name : std::as_const(names))
        if (QFileInfo::exists(folder.filePath(name))) files << folder.filePath(name);
    return files;
}

bool holds(const QString& file, const std::string& text) {
    const auto there = readFile(file.toStdString());
    return there && *there == text;
}

Result<Done> write(const QString& file, const std::string& text) {
    QDir().mkpath(QFileInfo(file).path());
    return writeFile(file.toStdString(), text);
}

} // namespace

Autosave::Autosave(QObject* parent) : QObject(parent) {
    connect(&m_writer, &BackgroundWriter::failed, this, [this](const QString& file, const Faults& faults) {
        forget(file);
        if (!m_failed.contains(file)) m_failed << file;
        emit failed(faults);
    });
    connect(&m_writer, &BackgroundWriter::written, this, [this](const QString& file) {
        if (m_failed.removeAll(file) > 0 && m_failed.isEmpty()) emit recovered();
    });
}

void Autosave::keep(const QString& file, std::string text) {
    const auto kept = m_kept.constFind(file);
    if ((kept != m_kept.constEnd() && *kept == text) || m_left.contains(file)) return;
    m_kept.insert(file, text);
    m_writer.write(file, [file, text = std::move(text)] { return write(file, text); });
}

QStringList Autosave::keepPins(const std::vector<std::string>& texts) {
    QStringList names;
    QHash<QString, std::string> kept;
    for (const std::string& text : texts) {
        QString file = m_pins.key(text);
        if (file.isEmpty()) file = pinFile(text);
        names << QFileInfo(file).fileName();
        kept.insert(file, text);
        // each time, for another window may have given up the same one
        m_writer.write(file, [file, text] { return QFile::exists(file) ? Result<Done>(Done{}) : write(file, text); });
    }
    for (auto pin = m_pins.constBegin(); pin != m_pins.constEnd(); ++pin)
        if (!kept.contains(pin.key())) remove(pin.key(), pin.value());
    m_pins = std::move(kept);
    return names;
}

void Autosave::keepSettings(const QVariantMap& values) {
    if (values == m_settings) return;
    m_settings = values;
    m_writer.write(Settings::file(), [values] { return Settings().set(values); });
}

/// Only what this run has read or written, and only while it is still that.
void Autosave::remove(const QString& file, const std::string& text) {
    m_writer.write(file, [file, text]() -> Result<Done> {
        if (!holds(file, text) || QFile::remove(file)) return Done{};
        return Fault{file.toStdString(), "/", LP_TEXT("fault", "cannot be deleted")};
    });
}

void Autosave::forget(const QString& file) {
    m_kept.remove(file);
    if (file == Settings::file()) m_settings.clear();
}

Faults Autosave::finish() {
    Faults faults = m_writer.finish();
    for (const Fault& fault : faults) forget(QString::fromStdString(fault.file)); // before the queued signal says so
    return faults;
}

void Autosave::save(const ScenarioStore& store) {
    const auto document = [&](const Scenario& scenario) { return writeScenario(scenario, store.catalogue()); };
    keep(scenarioFile(), document(store.scenario()));
    std::vector<std::string> pins;
    for (const Scenario& pin : store.pins()) pins.push_back(document(pin));
    if (store.referenceKind() == ReferenceKind::Pinned) keep(referenceFile(), document(*store.reference()));
    keepSettings({{QStringLiteral("session/file"), store.file()},
                  {QStringLiteral("session/reference"), static_cast<int>(store.referenceKind())},
                  {pinsKey(), keepPins(pins)}});
}

std::optional<Scenario> Autosave::read(const QString& file, const Catalogue& catalogue, Faults& faults) {
    if (!QFile::exists(file)) return std::nullopt;
    const auto scenario = openScenario(file.toStdString(), catalogue);
    if (scenario) return *scenario;
    const Faults told = setAsideFor(scenario.faults());
    faults.insert(faults.end(), told.begin(), told.end());
    if (QFile::exists(file)) m_left << file;
    return std::nullopt;
}

void Autosave::restorePins(ScenarioStore& store, Faults& faults) {
    for (const QString& file : pinFiles(Settings().list(pinsKey()))) {
        const auto pinned = read(file, store.catalogue(), faults);
        if (!pinned || !store.pin(*pinned)) continue;
        const auto text = readFile(file.toStdString());
        if (text) m_pins.insert(file, *text);
    }
}

Faults Autosave::restore(ScenarioStore& store) {
    Faults faults;
    const Settings settings;
    if (const auto scenario = read(scenarioFile(), store.catalogue(), faults))
        store.restore(*scenario, settings.text(QStringLiteral("session/file")));
    restorePins(store, faults);
    const int kind = settings.text(QStringLiteral("session/reference"), QStringLiteral("1")).toInt();
    if (kind != static_cast<int>(ReferenceKind::Pinned)) {
        store.setReference(kind == 0 ? ReferenceKind::None : ReferenceKind::ShortContext);
    } else if (const auto reference = read(referenceFile(), store.catalogue(), faults)) {
        store.pinReference(*reference);
    }
    return faults;
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
