// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardware/accelerator.h"
#include "model/model.h"
#include "result.h"

#include <QString>
#include <QStringList>

#include <variant>

// Models and accelerators from files that the user brings: preset documents, and config.json files of Hugging Face.

namespace longpeak {

/// How a file that is dropped or opened is to be taken.
enum class FileContent {
    Scenario, ///< opened as one, and so is what cannot be read, since that says best what is wrong
    Preset,   ///< a model or an accelerator
    Other     ///< a document that cannot be opened
};

FileContent contentOfFile(const QString& path);

struct ImportedPreset {
    std::variant<Model, Accelerator> preset;
    QStringList warnings; ///< what had to be assumed
};

/// The one model or accelerator of a file. A file that is none says what it is instead.
Result<ImportedPreset> importPreset(const QString& path);

} // namespace longpeak
