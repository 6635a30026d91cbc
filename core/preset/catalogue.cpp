// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preset/catalogue.h"

#include "preset/preset_file.h"
#include "preset/shipped.h"

#include <algorithm>

namespace longpeak {
namespace {

template <typename Preset>
const Preset* byId(const std::vector<Preset>& presets, std::string_view id) {
    const auto found = std::ranges::find(presets, id, &Preset::id);
    return found == presets.end() ? nullptr : &*found;
}

template <typename Preset>
void take(Result<std::vector<Preset>> read, std::vector<Preset>& into, Faults& faults) {
    if (read)
        into = std::move(read).value();
    else
        faults.insert(faults.end(), read.faults().begin(), read.faults().end());
}

} // namespace

const Model* Catalogue::model(std::string_view id) const {
    const Model* shipped = shippedModel(id);
    return shipped != nullptr ? shipped : byId(ownModels, id);
}

const Accelerator* Catalogue::accelerator(std::string_view id) const {
    const Accelerator* shipped = shippedAccelerator(id);
    return shipped != nullptr ? shipped : byId(ownAccelerators, id);
}

const Model* Catalogue::shippedModel(std::string_view id) const {
    return byId(models, id);
}

const Accelerator* Catalogue::shippedAccelerator(std::string_view id) const {
    return byId(accelerators, id);
}

const Method* Catalogue::method(std::string_view id) const {
    return byId(methods, id);
}

const ShippedScenario* Catalogue::scenario(std::string_view id) const {
    return byId(scenarios, id);
}

Result<Catalogue> shippedCatalogue() {
    constexpr std::string_view folder = "scenarios/";
    constexpr std::string_view ending = ".json";
    Catalogue catalogue;
    Faults faults;
    for (const ShippedFile& file : shippedFiles()) {
        const std::string name = "presets/" + std::string(file.path);
        if (file.path == "models.json") take(readModels(file.text, name), catalogue.models, faults);
        if (file.path == "accelerators.json") take(readAccelerators(file.text, name), catalogue.accelerators, faults);
        if (file.path == "methods.json") take(readMethods(file.text, name), catalogue.methods, faults);
        if (file.path == "measurements.json") take(readMeasurements(file.text, name), catalogue.measurements, faults);
        if (file.path.starts_with(folder)) {
            const auto stem = file.path.substr(folder.size(), file.path.size() - folder.size() - ending.size());
            catalogue.scenarios.push_back({std::string(stem), std::string(file.text)});
        }
    }
    if (!faults.empty()) return faults;
    return catalogue;
}

} // namespace longpeak
