// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/hugging_face/config_reader.h"

namespace longpeak::huggingFace {

/// What an imported model is called. All are UTF-8 and not empty.
struct ModelName {
    std::string id;     ///< "llama-3-70b"; small letters, digits, dots and hyphens
    std::string name;   ///< "Llama-3-70B"
    std::string source; ///< the file without its folders
};

/// The name by the config's "_name_or_path", else by the folder of a config.json or the file itself, else "own-model".
ModelName readName(ConfigReader& config, const std::string& file);

} // namespace longpeak::huggingFace
