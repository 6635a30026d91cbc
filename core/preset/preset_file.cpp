// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preset/preset_file.h"

#include "document/formats.h"
#include "model/hugging_face.h"
#include "preset/measurement_json.h"
#include "preset/preset_json.h"

#include <set>

namespace longpeak {
namespace {

constexpr int presetVersion = 1;

/// A document that holds a list under `key`, its entries told apart by id.
template <typename Preset>
Result<std::vector<Preset>> readList(std::string_view text, const std::string& file, const char* key,
                                     Preset (*readOne)(ObjectReader&)) {
    const auto json = parseDocument(text, file);
    if (!json) return json.faults();
    Faults faults;
    std::vector<Preset> presets;
    std::set<std::string> ids;
    ObjectReader reader(*json, file, Json::json_pointer(), faults);
    checkFormat(reader, std::string("longpeak-") + key, presetVersion);
    reader.text("note");
    reader.objects(key, true, [&](ObjectReader& entry) {
        presets.push_back(readOne(entry));
        const std::string& id = presets.back().id;
        if (!id.empty() && !ids.insert(id).second) entry.fault("id", "'" + id + "' stands twice");
    });
    reader.finish();
    if (!faults.empty()) return faults;
    return presets;
}

std::string writeOnly(const std::string& key, OrderedJson preset) {
    const OrderedJson json{
        {"format", "longpeak-" + key}, {"version", presetVersion}, {key, OrderedJson::array({std::move(preset)})}};
    return json.dump(1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

template <typename Preset>
Result<Preset> readOnly(std::string_view text, const std::string& path,
                        Result<std::vector<Preset>> (*readAll)(std::string_view, const std::string&)) {
    auto presets = readAll(text, path);
    if (!presets) return presets.faults();
    if (presets->size() != 1)
        return Fault{path, "/", "holds " + std::to_string(presets->size()) + " presets; exactly one can be chosen"};
    return presets->front();
}

} // namespace

Result<DocumentKind> documentKind(std::string_view text, const std::string& file) {
    const auto json = parseDocument(text, file);
    if (!json) return json.faults();
    if (looksLikeHuggingFaceConfig(text)) return DocumentKind::HuggingFace;
    Faults faults;
    ObjectReader reader(*json, file, Json::json_pointer(), faults);
    const std::string format = reader.requiredWord(
        "format", {"longpeak-scenario", "longpeak-models", "longpeak-accelerators", "longpeak-methods",
                   "longpeak-measurements", estimateFormat, simulationFormat});
    if (!faults.empty()) return faults;
    if (format == "longpeak-models") return DocumentKind::Models;
    if (format == "longpeak-accelerators") return DocumentKind::Accelerators;
    if (format == "longpeak-methods") return DocumentKind::Methods;
    if (format == "longpeak-measurements") return DocumentKind::Measurements;
    return DocumentKind::Scenario;
}

Result<std::vector<Model>> readModels(std::string_view text, const std::string& file) {
    return readList<Model>(text, file, "models", readModel);
}

Result<std::vector<Accelerator>> readAccelerators(std::string_view text, const std::string& file) {
    return readList<Accelerator>(text, file, "accelerators", readAccelerator);
}

Result<std::vector<Method>> readMethods(std::string_view text, const std::string& file) {
    return readList<Method>(text, file, "methods", readMethod);
}

Result<std::vector<Measurement>> readMeasurements(std::string_view text, const std::string& file) {
    return readList<Measurement>(text, file, "measurements", readMeasurement);
}

std::string writeModelDocument(const Model& model) {
    return writeOnly("models", writeModel(model));
}

std::string writeAcceleratorDocument(const Accelerator& accelerator) {
    return writeOnly("accelerators", writeAccelerator(accelerator));
}

std::string writeMeasurementDocument(const Measurement& measurement) {
    return writeOnly("measurements", writeMeasurement(measurement));
}

Result<Model> readModelFile(const std::string& path) {
    const auto text = readFile(path);
    if (!text) return text.faults();
    if (!looksLikeHuggingFaceConfig(*text)) return readOnly<Model>(*text, path, readModels);
    auto imported = importHuggingFace(*text, path);
    if (!imported) return imported.faults();
    return imported->model;
}

Result<Accelerator> readAcceleratorFile(const std::string& path) {
    const auto text = readFile(path);
    if (!text) return text.faults();
    return readOnly<Accelerator>(*text, path, readAccelerators);
}

} // namespace longpeak
