// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "preset/catalogue.h"
#include "result.h"

#include <QString>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

// The user's own models and accelerators. Each is a preset document of its own in the platform's data folder,
// "presets/models/ID.json" or "presets/accelerators/ID.json", so that one broken file costs one preset, and a file can be
// handed to a colleague or named on the command line.

namespace longpeak {

/// What the data folder holds. A file that cannot be used is a fault and stays as it is.
struct UserPresets {
    std::vector<Model> models;
    std::vector<Accelerator> accelerators;
    Faults faults;
};

/// Every own preset, by file name. Refused besides broken documents: an id that is not the file's name, and one that a
/// preset of the program has.
UserPresets loadUserPresets(const Catalogue& catalogue);

/// The file that an own preset of that id has, whether or not it is there.
QString userModelFile(std::string_view id);
QString userAcceleratorFile(std::string_view id);

/// Writes aside and renames, so that a failed write leaves the old file whole. The id must be sound (whyNotOwnId).
Result<Done> saveUserPreset(const Model& model);
Result<Done> saveUserPreset(const Accelerator& accelerator);

/// For good. A file that is gone already is no fault.
Result<Done> deleteUserModel(std::string_view id);
Result<Done> deleteUserAccelerator(std::string_view id);

/// Nothing when the id can name a file of the user's, else the reason. It becomes a file name on any platform: lower-case
/// letters, digits, ".", "_" and "-", the first a letter or digit.
Text whyNotOwnId(std::string_view id);

/// An id made of a name: "My model (2)" gives "my-model-2".
std::string idFromName(std::string_view name);

/// `wanted` where it is free, else "WANTED-own", "WANTED-own-2" and so on.
std::string freeId(std::string_view wanted, const std::function<bool(std::string_view)>& isTaken);

} // namespace longpeak
