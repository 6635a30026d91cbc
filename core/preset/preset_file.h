// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/format.h"
#include "document/read_file.h"
#include "preset/catalogue.h"
#include "result.h"

#include <string>
#include <string_view>

// Preset documents: versioned JSON, every figure with its source. One document holds a list of one kind.

namespace longpeak {

struct ImportedModel;

/// The kind of the document by its "format"; a config.json of Hugging Face has none, and is told by its keys.
Result<DocumentKind> documentKind(std::string_view text, const std::string& file);

Result<std::vector<Model>> readModels(std::string_view text, const std::string& file);
Result<std::vector<Accelerator>> readAccelerators(std::string_view text, const std::string& file);
Result<std::vector<Method>> readMethods(std::string_view text, const std::string& file);
Result<std::vector<Measurement>> readMeasurements(std::string_view text, const std::string& file);

/// A preset document that holds this one, as readModelFile and readAcceleratorFile take it.
std::string writeModelDocument(const Model& model);
std::string writeAcceleratorDocument(const Accelerator& accelerator);
std::string writeMeasurementDocument(const Measurement& measurement);

/// The model of a config.json, as importHuggingFace() reads it, and sound as a preset: what no document could hold is a fault.
Result<ImportedModel> importModel(std::string_view text, const std::string& file);

/// The one model of a preset file of the user's, or of a config.json; what had to be assumed is in its notes.
Result<Model> readModelFile(const std::string& path, FileKinds kinds = FileKinds::Regular);
/// The one accelerator of a preset file of the user's.
Result<Accelerator> readAcceleratorFile(const std::string& path, FileKinds kinds = FileKinds::Regular);

} // namespace longpeak
