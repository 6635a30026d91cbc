// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preset/preset_file.h"

#include "model/hugging_face.h"
#include "preset/measurement_json.h"
#include "preset/preset_json.h"

#include <algorithm>
#include <set>

namespace longpeak {
namespace {

/// A document that holds a list under `key`, its entries told apart by id.
template <typename Preset>
Result<std::vector<Preset>> readList(std::string_view text, const std::string& file, FormatId format, const char* key,
                                     Preset (*readOne)(ObjectReader&)) {
    const auto json = parseDocument(text, file);
    if (!json) return json.faults();
    Faults faults;
    std::vector<Preset> presets;
    std::set<std::string> ids;
    ObjectReader reader(*json, file, Json::json_pointer(), faults);
    checkHead(reader, format);
    reader.text("note");
    reader.objects(key, true, [&](ObjectReader& entry) {
        presets.push_back(readOne(entry));
        const std::string& id = presets.back().id;
        if (!id.empty() && !ids.insert(id).second)
            entry.fault("id", LP_TEXT("fault", "'%1' stands twice")(verbatim(id)));
    });
    reader.finish();
    if (!faults.empty()) return faults;
    return presets;
}

std::string writeOnly(FormatId format, const char* key, OrderedJson preset) {
    OrderedJson json = documentHead(format);
    json[key] = OrderedJson::array({std::move(preset)});
    return writtenJson(json, 1) + "\n";
}

template <typename Preset>
Result<Preset> readOnly(std::string_view text, const std::string& path,
                        Result<std::vector<Preset>> (*readAll)(std::string_view, const std::string&)) {
    auto presets = readAll(text, path);
    if (!presets) return presets.faults();
    if (presets->size() != 1)
        return Fault{path, "/",
                     LP_TEXT("fault", "holds %1 presets; exactly one can be chosen")(
                         plainAmount(static_cast<double>(presets->size())))};
    return presets->front();
}

bool isListOfEntries(const Json& json) {
    const auto isEntry = [](const Json& node) {
        return node.is_object() && node.contains("format") && node["format"] == documentFormat(FormatId::Entry).name;
    };
    return json.is_array() && !json.empty() && std::ranges::all_of(json, isEntry);
}

} // namespace

Result<DocumentKind> documentKind(std::string_view text, const std::string& file) {
    const auto json = parseDocument(text, file);
    if (!json) return json.faults();
    if (isHuggingFaceConfig(*json)) return DocumentKind::HuggingFace;
    if (isListOfEntries(*json)) return DocumentKind::Entries;
    Faults faults;
    ObjectReader reader(*json, file, Json::json_pointer(), faults);
    const DocumentFormat* format = readFormat(reader);
    if (format == nullptr) return faults;
    return format->kind;
}

Result<std::vector<Model>> readModels(std::string_view text, const std::string& file) {
    return readList<Model>(text, file, FormatId::Models, "models", readModel);
}

Result<std::vector<Accelerator>> readAccelerators(std::string_view text, const std::string& file) {
    return readList<Accelerator>(text, file, FormatId::Accelerators, "accelerators", readAccelerator);
}

Result<std::vector<Method>> readMethods(std::string_view text, const std::string& file) {
    return readList<Method>(text, file, FormatId::Methods, "methods", readMethod);
}

Result<std::vector<Measurement>> readMeasurements(std::string_view text, const std::string& file) {
    return readList<Measurement>(text, file, FormatId::Measurements, "measurements", readMeasurement);
}

std::string writeModelDocument(const Model& model) {
    return writeOnly(FormatId::Models, "models", writeModel(model));
}

std::string writeAcceleratorDocument(const Accelerator& accelerator) {
    return writeOnly(FormatId::Accelerators, "accelerators", writeAccelerator(accelerator));
}

std::string writeMeasurementDocument(const Measurement& measurement) {
    return writeOnly(FormatId::Measurements, "measurements", writeMeasurement(measurement));
}

Result<ImportedModel> importModel(std::string_view text, const std::string& file) {
    auto imported = importHuggingFace(text, file);
    if (!imported) return imported;
    const auto held = readModels(writeModelDocument(imported->model), file);
    if (held) return imported;
    Faults faults;
    for (const Fault& fault : held.faults())
        faults.push_back({file, "/",
                          LP_TEXT("fault", "makes a model that no document can hold: %1 %2")(verbatim(fault.pointer),
                                                                                             fault.reason)});
    return faults;
}

Result<Model> readModelFile(const std::string& path, FileKinds kinds) {
    const auto text = readFile(path, kinds);
    if (!text) return text.faults();
    if (!looksLikeHuggingFaceConfig(*text)) return readOnly<Model>(*text, path, readModels);
    auto imported = importModel(*text, path);
    if (!imported) return imported.faults();
    return imported->model;
}

Result<Accelerator> readAcceleratorFile(const std::string& path, FileKinds kinds) {
    const auto text = readFile(path, kinds);
    if (!text) return text.faults();
    return readOnly<Accelerator>(*text, path, readAccelerators);
}

} // namespace longpeak
