// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/operators.h"
#include "cost/paper.h"
#include "text/text.h"

#include <string_view>
#include <variant>
#include <vector>

namespace longpeak {

/// What a scenario occupies at any context, by its own cost model, without the rest of an estimate. The scenario must
/// outlive it.
class Footprint {
public:
    explicit Footprint(const Case& scenario);

    /// g·M
    Bytes capacity() const { return m_capacity; }
    Bytes weights() const;
    Bytes activations(Tokens context) const;
    /// Cache and state of one user.
    Bytes cache(Tokens context) const;
    /// Users whose cache fits beside weights and activations, not floored; below 0: weights do not fit.
    double ceiling(Tokens context) const;

private:
    Bytes m_capacity;
    std::variant<PaperModel, OperatorModel> m_model;
};

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
