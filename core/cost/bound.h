// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/text.h"

#include <string_view>

// What bounds an operation, a pass or a number, and the words for it.

namespace longpeak {

/// A pass of the model over tokens: what operators are part of.
enum class PassKind {
    Prefill, ///< of the whole context
    Decode   ///< one step of the batch
};

/// What limits. Operators and passes are bound by one of the first three, which roofline tells apart.
enum class Bound {
    Compute,
    MemoryBandwidth,
    Interconnect,
    MemorySize, ///< HBM holds no more
    HostMemory, ///< nor does host DDR
    HostLink,
    Thinking, ///< users take their time, the deployment waits for them
    Gpu       ///< users wait for the deployment
};

/// "memory_bandwidth", as in JSON.
std::string_view boundKey(Bound bound);
/// As it stands behind "bound by": "HBM bandwidth", "the host link".
Message boundName(Bound bound);
/// As it stands alone, where there is little room: "HBM bandwidth", "host link".
Message boundLabel(Bound bound);
/// In a narrow column: "HBM", "GPU link".
Message boundBrief(Bound bound);

} // namespace longpeak
