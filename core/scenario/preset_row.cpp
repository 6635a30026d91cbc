// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario/preset_row.h"

#include "preset/preset_file.h"
#include "preset/preset_json.h"
#include "scenario/parameter.h"

namespace longpeak {
namespace {

struct Models {
    static constexpr auto unknown = LP_TEXT("fault", "there is no model '%1'");
    static constexpr auto shipped = &Catalogue::models;
    static constexpr auto own = &Catalogue::ownModels;
    static constexpr auto readFile = readModelFile;
    static constexpr auto read = readModel;
    static constexpr auto write = writeModel;
    static const Model& chosen(const Case& s) { return s.model; }
    static const Model* find(const Catalogue& catalogue, std::string_view id) { return catalogue.model(id); }
    static const Model* findShipped(const Catalogue& c, std::string_view id) { return c.shippedModel(id); }
    static void choose(Case& s, const Model& model) { chooseModel(s, model); }
    static Text brief(const Model& model) {
        const double perToken = cacheElementsPerToken(model.architecture) * bytesPerElement(Dtype::Bf16);
        return LP_TEXT("preset", "%1 · KV %2")(amount(parameterCount(model.architecture), Unit::Parameters),
                                               amount(perToken, Unit::BytesPerToken));
    }
    static Text facts(const Case& s, ByteUnits bytes) {
        const double perToken = cacheElementsPerToken(s.architecture) * bytesPerElement(s.precision.cache);
        const Text shape = LP_TEXT("preset", "%1 · KV %2")(describe(s.architecture, modelParameters(s)),
                                                           amount(perToken, Unit::BytesPerToken, bytes));
        return s.architecture.synthetic
                   ? LP_TEXT("preset",
                             "%1. Synthetic: resized along its family, no published model has this shape.")(shape)
                   : shape;
    }
};

struct Accelerators {
    static constexpr auto unknown = LP_TEXT("fault", "there is no accelerator '%1'");
    static constexpr auto shipped = &Catalogue::accelerators;
    static constexpr auto own = &Catalogue::ownAccelerators;
    static constexpr auto readFile = readAcceleratorFile;
    static constexpr auto read = readAccelerator;
    static constexpr auto write = writeAccelerator;
    static const Accelerator& chosen(const Case& s) { return s.deployment.accelerator; }
    static const Accelerator* find(const Catalogue& catalogue, std::string_view id) {
        return catalogue.accelerator(id);
    }
    static const Accelerator* findShipped(const Catalogue& c, std::string_view id) { return c.shippedAccelerator(id); }
    static void choose(Case& s, const Accelerator& accelerator) { chooseAccelerator(s, accelerator); }
    static Text brief(const Accelerator& accelerator) {
        return Text::joined({amount(accelerator.memory.si(), Unit::Bytes, ByteUnits::Binary),
                             amount(accelerator.bandwidth.si(), Unit::BytesPerSecond)},
                            " · ");
    }
    static Text facts(const Case& s, ByteUnits) { return describe(s.deployment.accelerator); }
};

template <typename Kind>
std::vector<Candidate> candidatesOf(const Catalogue& catalogue) {
    std::vector<Candidate> all;
    for (const auto& preset : catalogue.*Kind::shipped)
        all.push_back({preset.id, preset.name, Kind::brief(preset), false});
    for (const auto& preset : catalogue.*Kind::own) all.push_back({preset.id, preset.name, Kind::brief(preset), true});
    return all;
}

template <typename Kind>
bool isListed(const Case& s, const Catalogue& catalogue) {
    const auto* known = Kind::find(catalogue, Kind::chosen(s).id);
    return known != nullptr && *known == Kind::chosen(s);
}

template <typename Kind>
bool choose(Case& s, std::string_view id, const Catalogue& catalogue) {
    const auto* known = Kind::find(catalogue, id);
    if (known != nullptr) Kind::choose(s, *known);
    return known != nullptr;
}

template <typename Kind>
Result<Done> chooseFile(Case& s, const std::string& path, FileKinds kinds) {
    const auto preset = Kind::readFile(path, kinds);
    if (!preset) return preset.faults();
    Kind::choose(s, *preset);
    return Done{};
}

template <typename Kind>
std::string write(const Case& s, const Catalogue& catalogue) {
    const auto& chosen = Kind::chosen(s);
    const auto* shipped = Kind::findShipped(catalogue, chosen.id);
    if (shipped != nullptr && *shipped == chosen) return {};
    return writtenJson(Kind::write(chosen));
}

template <typename Kind>
constexpr PresetRow row{.unknown = Kind::unknown,
                        .id = [](const Case& s) { return Kind::chosen(s).id; },
                        .name = [](const Case& s) { return Kind::chosen(s).name; },
                        .facts = Kind::facts,
                        .candidates = candidatesOf<Kind>,
                        .isListed = isListed<Kind>,
                        .choose = choose<Kind>,
                        .chooseFile = chooseFile<Kind>,
                        .read = [](Case& s, ObjectReader& reader) { Kind::choose(s, Kind::read(reader)); },
                        .write = write<Kind>};

} // namespace

constexpr PresetRow modelPresets = row<Models>;
constexpr PresetRow acceleratorPresets = row<Accelerators>;

} // namespace longpeak
