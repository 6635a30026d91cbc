// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quantity/quantity.h"
#include "scenario/case.h"
#include "text/text.h"

#include <string_view>
#include <vector>

namespace longpeak {

/// What takes up memory.
enum class MemoryPart {
    Tables,      ///< embedding and head with the norms and further matrices and vectors
    Attention,   ///< projections of attention, or of what stands in its place
    FeedForward, ///< dense blocks, shared experts, routers
    Experts,     ///< routed
    Activations,
    FullCache,   ///< of layers that see every earlier token, index keys included
    LatentCache, ///< the same of latent attention
    WindowCache, ///< of layers with a window or chunks
    State        ///< of recurrent layers
};

inline bool isWeights(MemoryPart part) {
    return part <= MemoryPart::Experts;
}

struct MemoryShare {
    MemoryPart part = MemoryPart::Tables;
    Bytes bytes; ///< of the whole deployment, caches of all users
    bool operator==(const MemoryShare&) const = default;
};

/// The parts of Memory::demand that are not empty, in the order of MemoryPart. Exact: they add up to it.
std::vector<MemoryShare> memoryParts(const Case& scenario);

/// "routed experts", "KV cache, windows": for people.
Message memoryPartName(MemoryPart part);

} // namespace longpeak
