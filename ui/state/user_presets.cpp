// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/user_presets.h"

#include "document/write_file.h"
#include "preset/preset_file.h"
#include "text.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <algorithm>

namespace longpeak {
namespace {

constexpr std::size_t longestId = 80;
constexpr std::string_view ending = ".json";

QString folderOf(const char* kind) {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/presets/") +
           QLatin1String(kind);
}

QString fileOf(const char* kind, std::string_view id) {
    return folderOf(kind) + QLatin1Char('/') + toQString(id) + QLatin1String(ending.data());
}

bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Nothing when a preset of that id may stand in a file of that name.
Text whyNotHere(const std::string& id, const std::string& fileId, bool isShipped) {
    if (isShipped)
        return LP_TEXT("fault", "is the id of a preset of the program; another one would do, such as '%1'")(
            verbatim(id + "-own"));
    if (id != fileId)
        return LP_TEXT("fault", "must be the file's name, '%1', not '%2'")(verbatim(fileId), verbatim(id));
    return whyNotOwnId(id);
}

template <typename Preset>
void load(const char* kind, Result<Preset> (*read)(const std::string&, FileKinds),
          const std::function<bool(std::string_view)>& isShipped, std::vector<Preset>& into, Faults& faults) {
    const QDir folder(folderOf(kind));
    const QString pattern = QLatin1Char('*') + QLatin1String(ending.data());
    for (const QString& name : folder.entryList({pattern}, QDir::Files, QDir::Name)) {
        const std::string path = folder.filePath(name).toStdString();
        auto preset = read(path, FileKinds::Regular);
        if (!preset) {
            faults.insert(faults.end(), preset.faults().begin(), preset.faults().end());
            continue;
        }
        const std::string fileId = name.chopped(static_cast<qsizetype>(ending.size())).toStdString();
        Text reason = whyNotHere(preset->id, fileId, isShipped(preset->id));
        if (reason.empty())
            into.push_back(std::move(preset).value());
        else
            faults.push_back({path, "/" + std::string(kind) + "/0/id", std::move(reason)});
    }
}

Result<Done> save(const QString& path, const std::string& document) {
    QDir().mkpath(QFileInfo(path).path());
    return writeFile(path.toStdString(), document);
}

Result<Done> remove(const QString& path) {
    QFile file(path);
    if (file.exists() && !file.remove())
        return Fault{path.toStdString(), "/", LP_TEXT("fault", "cannot be deleted: %1")(verbatim(file.errorString()))};
    return Done{};
}

} // namespace

UserPresets loadUserPresets(const Catalogue& catalogue) {
    UserPresets found;
    load<Model>(
        "models", readModelFile, [&](std::string_view id) { return catalogue.shippedModel(id) != nullptr; },
        found.models, found.faults);
    load<Accelerator>(
        "accelerators", readAcceleratorFile,
        [&](std::string_view id) { return catalogue.shippedAccelerator(id) != nullptr; }, found.accelerators,
        found.faults);
    return found;
}

QString userModelFile(std::string_view id) {
    return fileOf("models", id);
}

QString userAcceleratorFile(std::string_view id) {
    return fileOf("accelerators", id);
}

Result<Done> saveUserPreset(const Model& model) {
    return save(userModelFile(model.id), writeModelDocument(model));
}

Result<Done> saveUserPreset(const Accelerator& accelerator) {
    return save(userAcceleratorFile(accelerator.id), writeAcceleratorDocument(accelerator));
}

Result<Done> deleteUserModel(std::string_view id) {
    return remove(userModelFile(id));
}

Result<Done> deleteUserAccelerator(std::string_view id) {
    return remove(userAcceleratorFile(id));
}

Text whyNotOwnId(std::string_view id) {
    if (id.empty()) return LP_TEXT("fault", "must be given");
    if (id.size() > longestId) return LP_TEXT("fault", "must not be longer than %1 letters")(plainAmount(longestId));
    const bool sound = isPlain(id.front()) &&
                       std::ranges::all_of(id, [](char c) { return isPlain(c) || c == '.' || c == '_' || c == '-'; });
    if (!sound)
        return LP_TEXT("fault", "must be of lower-case letters, digits, '.', '_' and '-', the first a letter or digit");
    if (id.ends_with(ending)) return LP_TEXT("fault", "must not end in '%1', which names a file")(verbatim(ending));
    return {};
}

std::string idFromName(std::string_view name) {
    std::string id;
    for (const char letter : name) {
        const char c = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
        const bool joins = !id.empty() && id.back() != '-';
        if (isPlain(c) || (c == '.' && joins))
            id += c;
        else if (joins)
            id += '-';
    }
    id.resize(std::min(id.size(), longestId - 10)); // room for "-own-2"
    while (!id.empty() && !isPlain(id.back())) id.pop_back();
    return id;
}

std::string freeId(std::string_view wanted, const std::function<bool(std::string_view)>& isTaken) {
    std::string id(wanted);
    for (int count = 1; isTaken(id); ++count)
        id = std::string(wanted) + "-own" + (count == 1 ? "" : "-" + std::to_string(count));
    return id;
}

} // namespace longpeak
