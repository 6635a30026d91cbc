// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/preset_import.h"

#include "document/read_file.h"
#include "model/hugging_face.h"
#include "preset/preset_file.h"
#include "text.h"

namespace longpeak {
namespace {

/// A JSON document that says nothing of itself, or something that this program does not know.
bool isUnknownDocument(const Faults& faults) {
    return faults.front().pointer != "/";
}

Result<ImportedPreset> importConfig(const std::string& text, const std::string& path) {
    auto imported = importModel(text, path);
    if (!imported) return imported.faults();
    QStringList warnings;
    for (const Text& warning : imported->warnings) warnings << toQString(warning);
    return ImportedPreset{imported->model, warnings};
}

Fault cannotBeOpened(const std::string& file, FormatId format) {
    return {file, "/format", LP_TEXT("fault", "holds %1, which cannot be opened")(documentFormat(format).holds)};
}

template <typename Preset>
Result<ImportedPreset> importDocument(const Result<Preset>& read) {
    if (!read) return read.faults();
    return ImportedPreset{*read, {}};
}

} // namespace

FileContent contentOfFile(const QString& path) {
    const auto text = readFile(path.toStdString());
    if (!text) return FileContent::Scenario;
    const auto kind = documentKind(*text, path.toStdString());
    if (!kind) return isUnknownDocument(kind.faults()) ? FileContent::Other : FileContent::Scenario;
    switch (*kind) {
    case DocumentKind::Scenario:
    case DocumentKind::Figure:
    case DocumentKind::Entries: return FileContent::Scenario;
    case DocumentKind::Models:
    case DocumentKind::Accelerators:
    case DocumentKind::HuggingFace: return FileContent::Preset;
    case DocumentKind::Methods:
    case DocumentKind::Measurements:
    case DocumentKind::Style: break;
    }
    return FileContent::Other;
}

Result<ImportedPreset> importPreset(const QString& path) {
    const std::string file = path.toStdString();
    const auto text = readFile(file);
    if (!text) return text.faults();
    const auto kind = documentKind(*text, file);
    if (!kind) {
        if (!isUnknownDocument(kind.faults())) return kind.faults();
        return Fault{file, "/",
                     LP_TEXT("fault",
                             "is neither a scenario, model or accelerator of this program nor a config.json of "
                             "Hugging Face")};
    }
    switch (*kind) {
    case DocumentKind::Models: return importDocument(readModelFile(file));
    case DocumentKind::Accelerators: return importDocument(readAcceleratorFile(file));
    case DocumentKind::HuggingFace: return importConfig(*text, file);
    case DocumentKind::Scenario:
    case DocumentKind::Figure:
        return Fault{file, "/format", LP_TEXT("fault", "is a scenario, not a model or accelerator")};
    case DocumentKind::Methods: return cannotBeOpened(file, FormatId::Methods);
    case DocumentKind::Measurements: return cannotBeOpened(file, FormatId::Measurements);
    case DocumentKind::Style: return cannotBeOpened(file, FormatId::Style);
    case DocumentKind::Entries: break;
    }
    return cannotBeOpened(file, FormatId::Entry);
}

} // namespace longpeak
