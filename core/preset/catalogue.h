// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "compression/compression.h"
#include "hardware/accelerator.h"
#include "measurement/measurement.h"
#include "model/model.h"
#include "result.h"

#include <string>
#include <string_view>
#include <vector>

namespace longpeak {

/// A scenario that comes with the program, kept as its document until it is asked for.
struct ShippedScenario {
    std::string id;   ///< "paper-34b-50k"
    std::string text; ///< the JSON document
    bool operator==(const ShippedScenario&) const = default;
};

/// Everything that can be chosen by name.
struct Catalogue {
    std::vector<Model> models; ///< shipped, as all below but the user's own
    std::vector<Accelerator> accelerators;
    std::vector<Method> methods;
    std::vector<Measurement> measurements;
    std::vector<ShippedScenario> scenarios;

    // What the user added. Kept apart: no other machine has them, so a document carries them whole, and the shipped
    // families are not scaled towards them.
    std::vector<Model> ownModels;
    std::vector<Accelerator> ownAccelerators;

    /// The entry of that id, shipped or the user's own, or nullptr.
    const Model* model(std::string_view id) const;
    const Accelerator* accelerator(std::string_view id) const;
    const Method* method(std::string_view id) const;
    const ShippedScenario* scenario(std::string_view id) const;

    /// The shipped entry of that id, or nullptr.
    const Model* shippedModel(std::string_view id) const;
    const Accelerator* shippedAccelerator(std::string_view id) const;
};

/// The presets compiled into the program (the files of `presets/`). Faults only if the build is broken.
Result<Catalogue> shippedCatalogue();

} // namespace longpeak
