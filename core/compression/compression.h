// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "source.h"

#include <optional>
#include <string>
#include <vector>

// Compression of the KV cache along its four factors, layer × head × token × hidden (Fu 2024, arXiv:2405.08944).
// Assumption: ratios on different axes multiply. What a ratio saves differs by axis:
//   layer          bytes kept, bytes read, attention FLOP of prefill and decode (fewer layers attend over the context)
//   head, hidden   bytes kept and read
//   token          bytes kept and read (the usual eviction happens after a full prefill)
// The weights' part of prefill, 2·P·n, is never saved: that is why cache compression alone does not close prefill.

namespace longpeak {

/// Ratios >= 1, one per axis; 1 = none.
struct Compression {
    double layer = 1.0;
    double head = 1.0;
    double token = 1.0;
    double hidden = 1.0;
    bool operator==(const Compression&) const = default;

    /// The cache is this many times smaller: the product of the four.
    constexpr double product() const { return layer * head * token * hidden; }
    /// Divisor of the bytes kept per user (concurrency, context switch).
    constexpr double keptRatio() const { return product(); }
    /// Divisor of the bytes read per decoded token.
    constexpr double readRatio() const { return product(); }
    /// Divisor of the FLOP that attention spends over the context, in prefill and in decode.
    constexpr double attentionFlopRatio() const { return layer; }
};

/// A published method. Ratios are the authors' or follow from the design; absent where they depend on the model.
struct Method {
    std::string id;
    std::string name;
    std::string arxiv; ///< empty when not on arXiv
    int year = 0;
    std::vector<std::string> axes;          ///< of layer, head, token, hidden
    std::string mechanism;                  ///< what it does, in a line
    std::string application;                ///< "training-free", "light training", "from scratch", ...
    std::optional<double> keptRatio;        ///< cache bytes before / after, as kept between steps
    std::optional<double> readRatio;        ///< cache bytes read per decoded token, before / after
    std::optional<double> prefillFlopRatio; ///< FLOP before / after; 1 = none saved
    std::optional<double> decodeFlopRatio;
    std::string ratioBasis; ///< "reported", "structural" or "nominal"
    std::string ratioText;  ///< the facts behind the numbers
    std::string qualityText;
    std::string qualityClass; ///< by the authors' own claim
    std::string confidence;
    std::string notes;
    std::vector<Source> sources;
    bool operator==(const Method&) const = default;
};

} // namespace longpeak
