// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardware/accelerator.h"

#include <optional>

namespace longpeak {

/// The number formats that a model runs in.
struct Precision {
    Dtype weights = Dtype::Bf16;
    std::optional<Dtype> experts; ///< of routed experts; as the weights where not set
    Dtype cache = Dtype::Bf16;
    Dtype compute = Dtype::Bf16;
    bool operator==(const Precision&) const = default;
};

} // namespace longpeak
