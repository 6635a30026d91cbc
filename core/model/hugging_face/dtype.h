// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/hugging_face/config_reader.h"

namespace longpeak::huggingFace {

/// The type that the weights are stored in, as presets name it: "bf16", "fp8", "mxfp4", "int4". Where some are
/// quantized, the type of those. Empty when the config does not say.
std::string readDtype(ConfigReader& config);

} // namespace longpeak::huggingFace
